"""What may be wrong with a calendar that comes home with actuals: its files, its rows, its values."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Severity, Wording


def _code(
    id: str,
    name: str,
    *,
    message: tuple[str, str],
    help: tuple[str, str],
    why: tuple[str, str],
    severity: Severity = Severity.WARNING,
) -> Code:
    return Code(id, name, severity, Wording(*message), Wording(*help), Wording(*why))


NO_UID_COLUMN = _code(
    "CLM780",
    "no-uid-column",
    severity=Severity.ERROR,
    message=("no row of `{file}` names a column `clm_uid`", "`{file}` 没有任何一行写有列名 `clm_uid`"),
    help=(
        "fill in the `calendar.xlsx` or `calendar.csv` that `clmplan compile` wrote, with its hidden column",
        "请填写 `clmplan compile` 写出的 `calendar.xlsx` 或 `calendar.csv`，并保留其隐藏列",
    ),
    why=(
        "titles and row numbers change in the hands of a team; only this key says which entry a row is about",
        "标题和行号会在团队手中变动；只有这一列说明某行对应哪一项",
    ),
)
NOTHING_GIVEN_OUT = _code(
    "CLM781",
    "nothing-given-out",
    severity=Severity.ERROR,
    message=("the workspace knows no calendar that was given out", "工作区里没有已发出的日历"),
    help=("compile the plan on this machine: `clmplan compile`", "请在本机编译计划：`clmplan compile`"),
    why=(
        "what an entry was planned to be is kept when a plan is compiled",
        "每一项的计划内容在编译时保存",
    ),
)
RETURNED_KIND = _code(
    "CLM782",
    "returned-kind",
    severity=Severity.ERROR,
    message=("`{file}` is neither a workbook nor a text table", "`{file}` 既不是工作簿也不是文本表格"),
    help=(
        "save it as `.xlsx`, `.xlsm`, `.xls`, `.ods`, `.csv`, `.tsv` or `.txt`",
        "另存为 `.xlsx`、`.xlsm`、`.xls`、`.ods`、`.csv`、`.tsv` 或 `.txt`",
    ),
    why=("these are the forms in which a calendar is filled in", "日历只以这些格式填写"),
)
NO_ACTUAL_COLUMN = _code(
    "CLM783",
    "no-actual-column",
    message=(
        "`{file}` has the column `clm_uid` and none of the columns for actuals",
        "`{file}` 有 `clm_uid` 列，但没有任何填写实际值的列",
    ),
    help=("name the columns as they were given out: {columns}", "列名请与发出时一致：{columns}"),
    why=("columns are known by their header, wherever they stand", "列按表头识别，位置不限"),
)
COLUMN_NOT_READ = _code(
    "CLM784",
    "actual-column-not-read",
    message=("the column `{column}` of {place} is not read", "{place}的列 `{column}` 未读取"),
    help=(
        "write the header as it was given out, amounts in {currency}, and units such as `万` beside each number",
        "表头请与发出时一致，金额用 {currency}，`万` 等单位写在各数字后面",
    ),
    why=(
        "a unit or a currency in the header would change every number below it",
        "表头里的单位或币种会改变其下所有数字",
    ),
)
NO_UID = _code(
    "CLM785",
    "row-without-uid",
    message=(
        "{place} has `{value}` in `{column}` and no `clm_uid`",
        "{place}的 `{column}` 写有 `{value}`，但没有 `clm_uid`",
    ),
    help=(
        "copy the whole row with its hidden column, or leave the values of a total or a remark out",
        "复制整行时请带上隐藏列；合计或说明行请不要填在这些列",
    ),
    why=("it cannot be told which entry the value is about", "无法判断该值属于哪一项"),
)
DAMAGED_UID = _code(
    "CLM786",
    "damaged-uid",
    message=("`{value}` in {place} is no `clm_uid`", "{place}的 `{value}` 不是 `clm_uid`"),
    help=("copy the key again from the calendar that was given out", "请从发出的日历中重新复制该键"),
    why=("a key that is mended by guessing may be that of another entry", "猜着修正的键可能属于另一项"),
)
UNKNOWN_ENTRY = _code(
    "CLM787",
    "unknown-entry",
    message=("{place} is about an entry that this project never gave out", "{place}对应的项不是本项目发出的"),
    help=(
        "read it in the project, and on the machine, where its calendar was compiled",
        "请在编译该日历的项目和机器上读取",
    ),
    why=(
        "the key is made of the project, the playbook and the entry, so another playbook has other keys",
        "该键由项目、剧本和条目生成，不同的剧本键也不同",
    ),
)
CONFLICTING_ROWS = _code(
    "CLM788",
    "conflicting-rows",
    message=(
        "{place} and {other} are about one entry, and `{column}` differs: `{value}` and `{different}`",
        "{place}与{other}对应同一项，但 `{column}` 不同：`{value}` 与 `{different}`",
    ),
    help=("keep the row that is right, and read the file again", "请保留正确的一行，再重新读取"),
    why=("neither of two values is taken by chance", "两个值不会随意取一个"),
)
UNREADABLE_ACTUAL = _code(
    "CLM789",
    "unreadable-actual",
    message=(
        "`{value}` in `{column}` of {place} cannot be read: {reason}",
        "{place}的 `{column}` 中 `{value}` 无法读取：{reason}",
    ),
    help=("correct the value, and read the file again: all else stays as it is", "请更正该值后重新读取；其余内容不变"),
    why=(
        "a row is taken as a whole or listed, so that nothing is lost unseen",
        "每一行要么整行采用，要么列出，不会悄悄丢失",
    ),
)
MOVED_VALUES = _code(
    "CLM790",
    "moved-values",
    message=("{place} has {found} values under {wanted} columns", "{place}有 {found} 个值，而表头有 {wanted} 列"),
    help=("quote values that hold the delimiter", "含分隔符的值要加引号"),
    why=("values may have moved into other columns", "值可能错位到其他列"),
)
BROKEN_ROW = _code(
    "CLM791",
    "broken-row",
    message=("the quotes of {place} do not close", "{place}的引号没有闭合"),
    help=("close the quote, or save the file again from the spreadsheet", "请补上引号，或在表格软件中重新保存"),
    why=("where one value ends and the next begins cannot be told", "无法判断一个值到哪里结束"),
)
FORMULA_WITHOUT_VALUE = _code(
    "CLM792",
    "formula-without-value",
    message=(
        "formulas without a stored value in `{column}` of {place}: {count}, the first in row {row}",
        "{place}的 `{column}` 有 {count} 个公式没有存下结果，第一处在第 {row} 行",
    ),
    help=(
        "open the file in the spreadsheet, save it, and read it again: formulas are never worked out here",
        "请用表格软件打开并保存后再读取：此处从不计算公式",
    ),
    why=("such a cell counts as empty", "这样的单元格按空处理"),
)
NO_ACTUALS_YET = _code(
    "CLM793",
    "no-actuals-yet",
    severity=Severity.NOTE,
    message=("nothing has been reported yet", "尚未报告任何实际值"),
    help=(
        "read a calendar that came back: `clmplan data actuals calendar.xlsx`",
        "读取收回的日历：`clmplan data actuals calendar.xlsx`",
    ),
    why=("planned numbers are never shown as what happened", "计划数字从不当作实际值"),
)
CANCELLED_AND_COUNTED = _code(
    "CLM794",
    "cancelled-and-counted",
    message=(
        "by {place} the entry is cancelled and has {field} {number}",
        "按{place}，该项已取消，却有{field} {number}",
    ),
    help=(
        "correct the status, or write `-` where a number was wrong; a cost alone may stand",
        "请更正状态，或在填错的数字处写 `-`；只有花费可以保留",
    ),
    why=(
        "what was not sent reaches nobody, while work on it may have been paid",
        "没有发送就不会触达任何人，但制作可能已经付费",
    ),
)
TASK_WITH_COUNT = _code(
    "CLM795",
    "task-with-count",
    message=(
        "{place} is about a task, and `{column}` has `{value}`",
        "{place}是一项任务，却在 `{column}` 写有 `{value}`",
    ),
    help=(
        "write the number beside the send; a task has a cost, a status, a date and a note",
        "请把该数字填在对应的发送行；任务只有花费、状态、日期和备注",
    ),
    why=("a task reaches nobody, so the number would be in no total", "任务不触达任何人，该数字不会进入任何合计"),
)
REACH_IMPLAUSIBLE = _code(
    "CLM796",
    "reach-implausible",
    message=(
        "{place} has reach {reach} where {planned} are planned",
        "{place}的触达为 {reach}，而计划为 {planned}",
    ),
    help=(
        "correct the number, and read the file again; as it is, it counts",
        "请更正该数字后重新读取；目前仍按此数计入",
    ),
    why=(
        "more than ten times what was planned, beyond a hundred, is most often a slip or another unit",
        "超过计划十倍（且超过一百）多半是笔误或单位不同",
    ),
)
MOVED_OUTSIDE = _code(
    "CLM797",
    "moved-outside",
    message=(
        "{place} moves an entry from {planned} to {day}, more than a month outside the calendar of {first} to {last}",
        "{place}把一项从 {planned} 改到 {day}，超出日历 {first} 至 {last} 一个月以上",
    ),
    help=(
        "correct the date, and read the file again; as it is, it counts",
        "请更正日期后重新读取；目前仍按此日期计入",
    ),
    why=("a year or a month is easily mistyped", "年份和月份容易写错"),
)

NO_WHOLE_NUMBER = Wording("no whole number", "不是整数")
BELOW_ZERO = Wording("less than zero", "小于零")
NO_STATUS = Wording("no word for a status", "不是状态用词")
NO_DAY = Wording("no date, or one that can be read in two ways", "不是日期，或有两种读法")
TOO_FAR = Wording("more than a year from the planned day", "距计划日超过一年")
SEVERAL_VALUES = Wording("several columns of this name differ", "同名的几列内容不同")
