"""What `clmplan data` says: how a file was read, what is proposed, what became of every row."""

from __future__ import annotations

from clmplan.base.diagnostics import Wording

WORK = {
    "look": Wording("looking at columns", "查看各列"),
}
HELP = {
    "data": Wording("Look at, map, check, export and purge data.", "查看、映射、检查、导出和清除数据。"),
    "data_check": Wording("Import the data and say what became of every row.", "导入数据，并说明每一行的去向。"),
    "data_map": Wording(
        "Propose fields for the columns of raw exports, and write them into the project file.",
        "为原始导出文件的各列建议字段，并写入项目文件。",
    ),
    "data_preview": Wording(
        "Show rows of a file as they are read, or of a table as written and as typed.",
        "显示文件读取的行，或表中各行的原文与类型化结果。",
    ),
    "data_export": Wording(
        "Write the rows set aside, and the typed tables, into files.", "把搁置的行和类型化的表写成文件。"
    ),
    "data_purge": Wording(
        "Remove a customer from the import and the stored plans.", "从导入数据和已存计划中清除一位客户。"
    ),
    "files": Wording(
        "files to map: CSV, TSV, XLSX, Parquet, SQLite, a folder, a pattern",
        "要映射的文件：CSV、TSV、XLSX、Parquet、SQLite、文件夹或通配符",
    ),
    "source": Wording(
        "a file, or a table of the project such as customers", "一个文件，或项目里的一张表，如 customers"
    ),
    "map_write": Wording(
        "write the mapping into the project file, making one where there is none", "把映射写入项目文件；没有则新建"
    ),
    "replace": Wording("with --write: replace a table that is already declared", "与 --write 同用：替换已声明的表"),
    "role": Wording("what the file holds; default: found out", "文件的内容；默认自动判断"),
    "key": Wording("the column with the customer's key", "客户主键所在的列"),
    "on": Wording("the column with the day of each row", "每一行日期所在的列"),
    "channel": Wording("the column with the channel of each contact", "每次触达的渠道所在的列"),
    "name": Wording("what to call the events", "事件的名称"),
    "date_order": Wording("how to read dates such as 05/03/2026", "05/03/2026 这类日期的读法"),
    "encoding": Wording("encoding of text files; default: found out, and said", "文本文件的编码；默认自动识别并显示"),
    "delimiter": Wording("delimiter of text files; default: found out", "文本文件的分隔符；默认自动识别"),
    "sheet": Wording("sheet of a workbook", "工作簿中的工作表"),
    "table": Wording("table of an SQLite file", "SQLite 文件中的表"),
    "plain": Wording("show telephone numbers and e-mail addresses in full", "完整显示电话号码和邮箱地址"),
    "rows": Wording("how many rows to show", "显示多少行"),
    "to": Wording(
        "folder for the files; default: `build/data` in the project", "文件的文件夹；默认为项目下的 `build/data`"
    ),
    "with_rows": Wording("also write the typed tables: parquet or csv", "同时写出类型化的表：parquet 或 csv"),
    "yes": Wording("do it without asking", "不再询问，直接执行"),
    "data_as_of": Wording(
        "the day before which rows count; default: as_of of the project file",
        "计入哪天之前的行；默认取项目文件的 as_of",
    ),
}
ASIDE_COLUMNS = {
    "file": Wording("file", "文件"),
    "line": Wording("line", "行"),
    "column": Wording("column", "列"),
    "value": Wording("value", "值"),
    "reason": Wording("reason", "原因"),
    "code": Wording("code", "代码"),
}
COLUMNS = {
    "column": Wording("column", "列"),
    "field": Wording("field", "字段"),
    "type": Wording("type", "类型"),
    "why": Wording("known by", "依据"),
    "samples": Wording("samples", "样例"),
}
WHY = {
    "name": Wording("its header", "表头"),
    "shape": Wording("its values", "值的形式"),
    "nothing": Wording("nothing: kept as text", "无依据：保留为文本"),
    "empty": Wording("no values yet", "暂无值"),
    "product": Wording("quantity times price", "数量乘单价"),
    "contradicted": Wording("its values, which do not fit the header", "值的形式（与表头不符）"),
}
PARTS = {
    "key": Wording("names the customer", "客户主键"),
    "day": Wording("day of the row", "该行日期"),
    "channel": Wording("channel", "渠道"),
    "consent": Wording("consent", "许可"),
}
ROLES = {
    "customers": Wording(
        "{file}: customers, named by `{key}`; {rows} rows, {customers} different customers",
        "{file}：客户表，主键 `{key}`；{rows} 行，{customers} 位客户",
    ),
    "events": Wording(
        "{file}: events `{name}` of customers named by `{key}`, each on its `{day}`; {rows} rows, {customers} customers",
        "{file}：事件 `{name}`，客户主键 `{key}`，日期 `{day}`；{rows} 行，{customers} 位客户",
    ),
    "contacts": Wording(
        "{file}: contacts already made with customers named by `{key}`, each on its `{day}`; {rows} rows, {customers} customers",
        "{file}：已有触达，客户主键 `{key}`，日期 `{day}`；{rows} 行，{customers} 位客户",
    ),
    "suppressed": Wording(
        "{file}: customers never to be contacted, named by `{key}`; {rows} rows, {customers} customers",
        "{file}：免打扰客户，主键 `{key}`；{rows} 行，{customers} 位客户",
    ),
}
CHANNELS = {
    "sms": Wording("SMS", "短信"),
    "email": Wording("e-mail", "邮件"),
    "phone": Wording("telephone", "电话"),
    "wechat": Wording("WeChat", "微信"),
    "push": Wording("push", "推送"),
    "post": Wording("post", "信件"),
    "marketing": Wording("any channel", "所有渠道"),
}
SAYS = {
    "read_as": Wording("  read as: {facts}", "  读取方式：{facts}"),
    "fact": Wording("{name} {value}", "{name} {value}"),
    "found_by": Wording("{value} (found by {how})", "{value}（依据：{how}）"),
    "between": Wording(", ", "，"),
    "sheet": Wording("sheet", "工作表"),
    "table": Wording("table", "表"),
    "no_facts": Wording("its own types", "文件自带类型"),
    "consent_of": Wording(
        "consent for {channel}: `{field}`; a channel asks for it with `consent: {field}`",
        "{channel}的许可：`{field}`；渠道用 `许可: {field}` 引用",
    ),
    "joined": Wording(
        "rows with the same `{field}` become one event, their amounts added up; without `{key}` each row is an event",
        "同一 `{field}` 的行合为一个事件，金额相加；去掉 `{key}` 则每行都是一个事件",
    ),
    "not_joined": Wording(
        "rows with the same `{field}` repeat one amount, so they are not joined: each row is an event, and amounts count as often as they stand there",
        "同一 `{field}` 的行重复同一金额，因此不合并：每行都是一个事件，金额会重复计入",
    ),
    "table_of": Wording("{table} · {file}", "{table} · {file}"),
    "more_files": Wording("{file} and {count} more", "{file} 等 {count} 个"),
    "rows": Wording("  {rows} rows = {parts}", "  {rows} 行 = {parts}"),
    "used": Wording("{count} used", "使用 {count}"),
    "aside": Wording("{count} set aside", "搁置 {count}"),
    "later": Wording("{count} on or after {as_of}", "{as_of} 及以后 {count}"),
    "goes_on": Wording(
        "the data goes on to {last}, but as_of is {as_of}: rows on or after it are not used until as_of is later",
        "数据到 {last} 为止，而 `日期` 是 {as_of}：当天及以后的行暂不使用，除非把它改晚",
    ),
    "netted": Wording("{count} taken back", "冲销 {count}"),
    "blank": Wording("  {count} blank lines are not rows", "  另有 {count} 个空行，不计入"),
    "joined_rows": Wording(
        "  {used} used rows make {made}: {joined} belong to another row",
        "  使用的 {used} 行合为 {made}：{joined} 行并入其他行",
    ),
    "reason_of": Wording("  - {message} ({id})", "  - {message}（{id}）"),
    "duplicates_latest": Wording(
        "  of several rows of one customer the one with the greatest `{field}` is used",
        "  同一客户有多行时，使用 `{field}` 最大的一行",
    ),
    "duplicates_first": Wording(
        "  of several rows of one customer the earliest known is used, then the first in sorted order; `latest by` chooses another",
        "  同一客户有多行时，使用最早已知的一行，再按排序取第一行；可用 `取最新按` 另选",
    ),
    "strangers": Wording("  different customers among them: {customers}", "  涉及 {customers} 位客户"),
    "sum": Wording("  sum of `{field}`: {amount} in {rows} rows", "  `{field}` 合计：{amount}，共 {rows} 行"),
    "accounted": Wording(
        "{rows} rows in, {rows} accounted for; {aside} set aside", "读入 {rows} 行，全部有去向；搁置 {aside} 行"
    ),
    "see_aside": Wording(
        "the rows set aside as a table: clmplan data export{folder}", "把搁置的行写成表：clmplan data export{folder}"
    ),
    "line_of": Wording("line {line} of {file}", "{file} 第 {line} 行"),
    "as_written": Wording("as written", "原文"),
    "as_read": Wording("as read", "读取结果"),
    "yes": Wording("yes", "是"),
    "no": Wording("no", "否"),
    "missing": Wording("missing", "缺失"),
    "refused": Wording("set aside: {reason}", "搁置：{reason}"),
    "proposed": Wording(
        "no table of the project reads {file}; this is how `clmplan data map` proposes to read it",
        "项目中没有表读取 {file}；以下是 `clmplan data map` 建议的读法",
    ),
    "exported": Wording("{file}: {rows} rows", "{file}：{rows} 行"),
    "personal": Wording(
        "these files name people: keep them out of mail and version control",
        "这些文件含个人信息：请勿邮寄或纳入版本管理",
    ),
    "ask_purge": Wording(
        "remove `{customer}` from the import and all stored plans?", "从导入数据和所有已存计划中清除 `{customer}`？"
    ),
    "purge_needs_yes": Wording(
        "nothing was removed; add --yes to remove `{customer}`", "没有清除任何内容；加 --yes 清除 `{customer}`"
    ),
    "purge_kept": Wording("nothing was removed", "没有清除任何内容"),
    "purged_import": Wording(
        "removed from the import; rows of this customer are set aside from now on",
        "已从导入数据中清除；今后该客户的行会被搁置",
    ),
    "purged_plan": Wording(
        "plan {plan}: {assignments} assignments and {contacts} contacts removed",
        "计划 {plan}：已清除 {assignments} 条分组和 {contacts} 次触达",
    ),
    "purged_no_plan": Wording("no stored plan names this customer", "没有已存计划提到该客户"),
    "purge_files": Wording(
        "these files still name the customer, and are never changed here: remove the rows in them as well",
        "以下文件仍有该客户，clmplan 从不改动它们：请一并删除其中的行",
    ),
    "purge_file": Wording("  {file}: {rows} rows", "  {file}：{rows} 行"),
    "purge_unread": Wording(
        "  {file}: could not be read, so it may name the customer", "  {file}：无法读取，可能仍有该客户"
    ),
    "purge_outputs": Wording(
        "lists that `clmplan audience --list` or `clmplan data export` wrote elsewhere are not known here",
        "`clmplan audience --list` 或 `clmplan data export` 写到别处的名单不在此列",
    ),
    "for_project": Wording("for {file}:", "写入 {file} 的内容："),
    "not_written": Wording(
        "nothing is written yet; `--write` puts this into {file}", "尚未写入；加 `--write` 写入 {file}"
    ),
    "mapped": Wording("{file}: {tables} written; all else is as it was", "{file}：已写入 {tables}，其余内容不变"),
    "made": Wording(
        "{file}: written anew with {tables}; check zone, currency and as_of, the day after the last one in the data",
        "{file}：已新建并写入 {tables}；请核对时区、币种和日期（数据最后一天的次日）",
    ),
    "customers_missing": Wording(
        "the project has no customers yet: map the file of customers as well", "项目还没有客户表：请再映射客户文件"
    ),
    "next_check": Wording("next: clmplan data check{folder}", "下一步：clmplan data check{folder}"),
}
