"""What may be wrong with the fields a project file declares."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Example, Severity, Wording
from clmplan.codes.project import GOOD_PROJECT

_FIELDS = "{created: date}}\n"
_EVENTS = "  events: {orders: {file: data/orders.csv, customer: customer, on: date, fields: {date: date}}}\n"


def _code(
    id: str, name: str, *, message: tuple[str, str], help: tuple[str, str], why: tuple[str, str], bad: tuple[str, str]
) -> Code:
    text = GOOD_PROJECT.text.replace(_FIELDS, _FIELDS + _EVENTS).replace(*bad)
    example = Example(text, "clmplan.yaml")
    return Code(id, name, Severity.ERROR, Wording(*message), Wording(*help), Wording(*why), example, GOOD_PROJECT)


UNKNOWN_TYPE = _code(
    "CLM620",
    "unknown-field-type",
    message=("unknown type `{type}`", "未知类型 `{type}`"),
    help=("try {known}", "可用：{known}"),
    why=("types decide which comparisons make sense", "类型决定哪些比较有意义"),
    bad=("created: date", "created: dat"),
)
NO_CHOICES = _code(
    "CLM621",
    "no-choices",
    message=("`{field}` has a list of choices that is empty or names one twice", "`{field}` 的取值列表为空或有重复"),
    help=("write `one_of [gold, silver]`", "写成 `取值 [金卡, 银卡]`"),
    why=("a value that no list names cannot be told from a misspelt one", "不列出取值就无法识别错拼"),
    bad=("created: date", "tier: one_of []"),
)
WRONG_PROPERTY = _code(
    "CLM622",
    "property-of-other-type",
    message=("`{key}` has no meaning for the type `{type}`", "`{key}` 对类型 `{type}` 没有意义"),
    help=("remove `{key}` or change the type", "去掉 `{key}` 或更改类型"),
    why=(
        "`format`, `yearly` and `date order` belong to dates, `choices` to one_of, `unit` and `product` to amounts",
        "格式、每年和日期顺序属于日期，选项属于取值，单位和乘积属于金额和数字",
    ),
    bad=("created: date", "created: {type: text, yearly: yes}"),
)
BAD_FORMAT = _code(
    "CLM623",
    "bad-date-format",
    message=("`{format}` does not describe a whole date", "`{format}` 不能描述完整日期"),
    help=(
        "use `%Y` (or `%y`), `%m` (or `%b`, `%B`) and `%d` once each; `%H`, `%M`, `%S` may follow",
        "`%Y`（或 `%y`）、`%m`（或 `%b` `%B`）、`%d` 各写一次；其后可有 `%H` `%M` `%S`",
    ),
    why=("a date needs its year, month and day", "日期需要年、月、日"),
    bad=("created: date", "created: {type: date, format: '%m-%d'}"),
)
UNKNOWN_FIELD = _code(
    "CLM624",
    "unknown-day-field",
    message=("`{field}` is no field of this table", "此表没有字段 `{field}`"),
    help=("try {known}", "可用：{known}"),
    why=("this key names a field declared under `fields`", "此键指向 `字段` 中声明的字段"),
    bad=("on: date", "on: dat"),
)
WRONG_FIELD = _code(
    "CLM625",
    "wrong-field-type",
    message=("`{field}` cannot serve as `{key}`", "`{field}` 不能用作 `{key}`"),
    help=(
        "`on` and `known from` need a date, `channel` and `zone` a text, `latest by` a date or number; "
        "`on` and `channel` without `?`",
        "`于` 和 `已知自` 需要日期，`渠道` 和 `时区` 需要文本，`取最新按` 需要日期或数字；`于` 和 `渠道` 不可缺失",
    ),
    why=("an event without a day cannot be placed in any window", "没有日期的事件无法归入任何窗口"),
    bad=("{date: date}", "{date: text}"),
)
RESERVED_NAME = _code(
    "CLM626",
    "reserved-name",
    message=("the name `{name}` is taken", "名称 `{name}` 已被占用"),
    help=("choose another name and write `{{column: {name}, type: …}}`", "换个名称，写成 `{{列: {name}, 类型: …}}`"),
    why=("`c` stands for the customer, and `day` for the day of an event", "`c` 表示客户，`day` 表示事件日"),
    bad=("created: date", "c: date"),
)
SAME_NAME = _code(
    "CLM627",
    "same-name",
    message=("`{name}` differs from `{other}` only in capital letters", "`{name}` 与 `{other}` 只有大小写不同"),
    help=("rename one of the two", "给其中一个改名"),
    why=("names that look alike are mistaken for each other", "相似的名称容易混淆"),
    bad=("created: date", "Created: date, created: date"),
)
