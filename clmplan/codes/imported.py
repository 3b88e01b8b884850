"""What an import and a purge have to say: rows left out, taken back, purged, and too many set aside."""

from __future__ import annotations

from types import MappingProxyType

from clmplan.base.diagnostics import Code, Severity, Wording


def _code(
    id: str,
    name: str,
    *,
    severity: Severity,
    message: tuple[str, str],
    help: tuple[str, str],
    why: tuple[str, str],
) -> Code:
    return Code(id, name, severity, Wording(*message), Wording(*help), Wording(*why))


def _reason(
    id: str,
    name: str,
    *,
    severity: Severity,
    cause: tuple[str, str],
    help: tuple[str, str],
    why: tuple[str, str],
) -> Code:
    message = (
        f"rows set aside in `{{file}}`: {{count}}, because {cause[0]}; the first is line {{line}}",
        f"`{{file}}` 有 {{count}} 行被搁置：{cause[1]}；第一处在第 {{line}} 行",
    )
    return _code(id, name, severity=severity, message=message, help=help, why=why)


LEFT_OUT = _reason(
    "CLM685",
    "left-out",
    severity=Severity.NOTE,
    cause=("the rule `{rule}` leaves them out", "规则 `{rule}` 将其剔除"),
    help=("change `leave out` to use them", "要使用这些行，请修改 `剔除`"),
    why=("the project says which rows do not count", "项目写明了哪些行不算"),
)
NOTHING_TO_TAKE_BACK = _reason(
    "CLM686",
    "nothing-to-take-back",
    severity=Severity.WARNING,
    cause=(
        "there is no earlier row of the customer `{value}` to take back",
        "客户 `{value}` 没有可冲销的更早的行",
    ),
    help=(
        "start the export earlier, or name fewer columns in `by`",
        "让导出从更早的日期开始，或在 `依据` 中少写几列",
    ),
    why=("a return without its purchase cannot be counted anywhere", "找不到原购买的退货无处可计"),
)
PARTLY_TAKEN_BACK = _reason(
    "CLM687",
    "partly-taken-back",
    severity=Severity.WARNING,
    cause=(
        "the earlier rows of the customer `{value}` are worth less than what is taken back",
        "客户 `{value}` 更早的行不足以冲销",
    ),
    help=(
        "start the export earlier, or name fewer columns in `by`",
        "让导出从更早的日期开始，或在 `依据` 中少写几列",
    ),
    why=("the rest of a return cannot be counted anywhere", "退货的余额无处可计"),
)
PURGED = _reason(
    "CLM688",
    "purged",
    severity=Severity.NOTE,
    cause=("they belong to purged customers", "它们属于已清除的客户"),
    help=("remove these customers from the export as well", "请在导出源中也删除这些客户"),
    why=("a person who was removed does not come back with the next export", "已清除的人不会随下次导出回来"),
)
TOO_GREAT_SHARE = _code(
    "CLM689",
    "too-great-share-set-aside",
    severity=Severity.ERROR,
    message=(
        "rows set aside: {count} of {rows} ({share}), more than the {limit} allowed, mostly {worst}",
        "{rows} 行中搁置了 {count} 行（{share}），超过上限 {limit}，主要是 {worst}",
    ),
    help=("correct the rows, or raise `set aside at most`", "修正这些行，或提高 `搁置上限`"),
    why=("the project states how much loss is acceptable", "项目规定了可接受的损失"),
)
PURGE_FOUND_NOBODY = _code(
    "CLM690",
    "purge-found-nobody",
    severity=Severity.WARNING,
    message=("no row of the data names the customer to be purged", "数据中没有要清除的客户"),
    help=("check the key; it is kept out of later imports all the same", "检查主键；今后的导入仍会排除它"),
    why=("a misspelt key would leave the person in the data", "主键写错会让这个人留在数据里"),
)
PURGE_NOT_KEPT = _code(
    "CLM691",
    "purge-not-kept",
    severity=Severity.ERROR,
    message=("nothing can be written to `{folder}`, so nobody was purged", "无法写入 `{folder}`，因此没有清除任何人"),
    help=("check its permissions and whether another program holds it", "检查权限，或是否被其他程序占用"),
    why=("a purge that is not remembered comes undone with the next import", "不被记住的清除会在下次导入时失效"),
)

OLDER_ROW = _reason(
    "CLM692",
    "older-row",
    severity=Severity.WARNING,
    cause=(
        "the customer `{value}` has another row with the latest `{rule}`",
        "客户 `{value}` 另有 `{rule}` 最新的一行",
    ),
    help=(
        "keep one row per customer; the one with the latest `{rule}` is used",
        "每位客户只留一行；使用 `{rule}` 最新的一行",
    ),
    why=("two rows disagree about one person", "同一人的两行互相矛盾"),
)

IMPORTING = Wording("import", "导入")
COUNTED = Wording(
    "rows set aside in `{file}`: {count}, {reason}; `clmplan data check` names the first",
    "`{file}` 有 {count} 行被搁置：{reason}；第一处见 `clmplan data check`",
)
WORST = Wording("{reason} in `{file}`: {count}", "`{file}` 中 {reason}：{count}")

# One row's reason in a table that a person opens.
ROW_REASONS = MappingProxyType(
    {
        "wrong-column-count": Wording("longer or shorter than the header", "列数与表头不同"),
        "missing-value": Wording("empty", "为空"),
        "key-with-spaces": Wording("begins or ends with a space", "首尾有空格"),
        "too-long": Wording("too long", "过长"),
        "not-a-date": Wording("no date", "不是日期"),
        "not-a-number": Wording("no number", "不是数字"),
        "not-money": Wording("no amount", "不是金额"),
        "amount-in-other-currency": Wording("in another currency", "其他币种"),
        "too-large": Wording("too large", "过大"),
        "not-yes-no": Wording("neither yes nor no", "既非是也非否"),
        "unknown-choice": Wording("not among the choices", "不在取值之中"),
        "lost-digits": Wording("has lost its last digits", "丢了末几位数字"),
        "decimal-comma": Wording("may have a comma before its decimals", "可能用逗号作小数点"),
        "too-many-places": Wording("more decimals than can be kept", "小数位过多"),
        "not-a-phone": Wording("no phone number", "不是手机号"),
        "moment-of-a-zone": Wording("a moment of a stated zone", "某时区的时刻"),
        "undecodable-text": Wording("bytes that are no text", "字节不是文字"),
        "broken-quote": Wording("a quote that does not close", "引号没有闭合"),
        "repeated-header": Wording("the header again", "重复的表头"),
        "record-too-large": Wording("a row that is too large", "一行过大"),
        "duplicate-customer": Wording("the customer has another row", "客户另有一行"),
        "older-row": Wording("the customer has a later row", "客户另有更新的一行"),
        "unknown-customer": Wording("not a known customer", "不是已知客户"),
        "left-out": Wording("left out by a rule", "按规则剔除"),
        "nothing-to-take-back": Wording("no earlier row to take back", "没有可冲销的更早的行"),
        "partly-taken-back": Wording("earlier rows are worth less", "更早的行不足以冲销"),
        "purged": Wording("a purged customer", "已清除的客户"),
    }
)
