"""Why a row of a data file is set aside: one code per reason, reported once per file."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Example, Severity, Wording

_FILE = "data/customers.csv"
_HEADER = "customer,created,spend,tier,email_ok,visits\n"
_ROWS = "".join(f"B{number},2026-01-0{number},1.00,gold,yes,1\n" for number in range(1, 6))
_GOOD = Example(_HEADER + _ROWS, _FILE)


def _reason(
    id: str, name: str, *, cause: tuple[str, str], help: tuple[str, str], why: tuple[str, str], bad: str | None
) -> Code:
    message = Wording(
        f"rows set aside in `{{file}}`: {{count}}, because {cause[0]}; the first is line {{line}}",
        f"`{{file}}` 有 {{count}} 行被搁置：{cause[1]}；第一处在第 {{line}} 行",
    )
    example = None if bad is None else Example(_HEADER + _ROWS + bad + "\n", _FILE)
    return Code(id, name, Severity.WARNING, message, Wording(*help), Wording(*why), example, _GOOD if bad else None)


WRONG_COLUMN_COUNT = _reason(
    "CLM660",
    "wrong-column-count",
    cause=("a row is longer or shorter than the header", "列数与表头不同"),
    help=("quote values that hold the delimiter", "含分隔符的值要加引号"),
    why=("values may have moved into other columns", "值可能错位到其他列"),
    bad="A1,2026-01-05",
)
MISSING_VALUE = _reason(
    "CLM661",
    "missing-value",
    cause=("`{column}` is empty", "`{column}` 为空"),
    help=("fill it in; a field, but no key, may be declared with `?`", "填写；字段（主键除外）可在类型后加 `?`"),
    why=("the project says that this value is always there", "项目声明此值不会缺失"),
    bad="A1,,1.00,gold,yes,1",
)
KEY_WITH_SPACES = _reason(
    "CLM662",
    "key-with-spaces",
    cause=("the key `{value}` begins or ends with a space", "主键 `{value}` 首尾有空格"),
    help=("remove the space in the export", "在导出时去掉空格"),
    why=("it may be another customer or the same one", "可能是另一位客户，也可能是同一位"),
    bad='" A1",2026-01-05,1.00,gold,yes,1',
)
TOO_LONG = _reason(
    "CLM663",
    "too-long",
    cause=("`{column}` is too long", "`{column}` 过长"),
    help=("keys have at most 200 characters, texts 1000", "主键最多 200 字，文本最多 1000 字"),
    why=("a long value is mostly a broken row", "过长的值多半是坏行"),
    bad="A" * 201 + ",2026-01-05,1.00,gold,yes,1",
)
NOT_A_DATE = _reason(
    "CLM664",
    "not-a-date",
    cause=("`{value}` in `{column}` is no date", "`{column}` 的 `{value}` 不是日期"),
    help=("write `2026-11-11`, or state `format:`", "写 `2026-11-11`，或写明 `格式:`"),
    why=("a day that does not exist cannot be placed in a window", "不存在的日子无法归入窗口"),
    bad="A1,2026-02-30,1.00,gold,yes,1",
)
NOT_A_NUMBER = _reason(
    "CLM665",
    "not-a-number",
    cause=("`{value}` in `{column}` is no number", "`{column}` 的 `{value}` 不是数字"),
    help=("write digits with `.` before decimals", "写数字，小数点用 `.`"),
    why=("`1,5` may be one and a half or fifteen", "`1,5` 可能是一点五，也可能是十五"),
    bad="A1,2026-01-05,1.00,gold,yes,three",
)
NOT_MONEY = _reason(
    "CLM666",
    "not-money",
    cause=("`{value}` in `{column}` is no amount", "`{column}` 的 `{value}` 不是金额"),
    help=("write an amount such as `1,234.50`, `¥5` or `5万元`", "写金额，如 `1,234.50`、`¥5` 或 `5万元`"),
    why=("amounts are exact or not used", "金额要么精确，要么不用"),
    bad="A1,2026-01-05,12.5O,gold,yes,1",
)
OTHER_CURRENCY = _reason(
    "CLM667",
    "amount-in-other-currency",
    cause=("`{value}` in `{column}` is in another currency", "`{column}` 的 `{value}` 是其他币种"),
    help=("convert it before the import", "导入前换算"),
    why=("a project has one currency and converts nothing", "项目只有一个币种，不做换算"),
    bad="A1,2026-01-05,$12.50,gold,yes,1",
)
TOO_LARGE = _reason(
    "CLM668",
    "too-large",
    cause=("`{value}` in `{column}` is too large", "`{column}` 的 `{value}` 过大"),
    help=("numbers and amounts stay below 1,000,000,000,000", "数字和金额须小于一万亿"),
    why=("sums must stay exact", "合计必须精确"),
    bad="A1,2026-01-05,1.00,gold,yes,1e300",
)
NOT_YES_NO = _reason(
    "CLM669",
    "not-yes-no",
    cause=("`{value}` in `{column}` is neither yes nor no", "`{column}` 的 `{value}` 既非是也非否"),
    help=(
        "write yes/no, true/false, 1/0, y/n, 是/否, 有/无, 同意/拒绝 or 开/关",
        "写 是/否、有/无、同意/拒绝、开/关、yes/no、true/false、1/0 或 y/n",
    ),
    why=("consent is never guessed", "同意与否从不猜测"),
    bad="A1,2026-01-05,1.00,gold,perhaps,1",
)
UNKNOWN_CHOICE = _reason(
    "CLM670",
    "unknown-choice",
    cause=("`{value}` is not among the choices of `{column}`", "`{value}` 不在 `{column}` 的取值之中"),
    help=("correct it, or add it to `one_of`", "修正，或加入取值列表"),
    why=("a misspelt choice would silently fall out of every segment", "错拼的取值会悄悄落在所有人群之外"),
    bad="A1,2026-01-05,1.00,golden,yes,1",
)
DUPLICATE_CUSTOMER = _reason(
    "CLM671",
    "duplicate-customer",
    cause=("the customer `{value}` has another row", "客户 `{value}` 另有一行"),
    help=("keep one row per customer; the first in sorted order is used", "每位客户只留一行；使用排序后的第一行"),
    why=("two rows disagree about one person", "同一人的两行互相矛盾"),
    bad="B1,2026-01-05,1.00,gold,yes,1",
)
UNKNOWN_CUSTOMER = _reason(
    "CLM672",
    "unknown-customer",
    cause=("the customer `{value}` is not known", "客户 `{value}` 未知"),
    help=("check that both files come from the same day", "检查两份文件是否同日导出"),
    why=("a row about nobody known cannot be counted for anybody", "无法归属的行不能计入任何人"),
    bad=None,
)
LOST_DIGITS = _reason(
    "CLM673",
    "lost-digits",
    cause=("`{value}` in `{column}` has lost its last digits", "`{column}` 的 `{value}` 丢了末几位数字"),
    help=("format the column as text in the spreadsheet and export it again", "在表格里把该列设为文本，再重新导出"),
    why=(
        "a spreadsheet shortens long numbers, and the digits cannot be found again",
        "表格软件会缩写长数字，丢失的位数无法恢复",
    ),
    bad="1.38E+10,2026-01-05,1.00,gold,yes,1",
)
DECIMAL_COMMA = _reason(
    "CLM674",
    "decimal-comma",
    cause=(
        "`{value}` in `{column}` may have a comma before its decimals",
        "`{column}` 的 `{value}` 可能用逗号作小数点",
    ),
    help=("write `1234.56` or `1,234.56`", "写 `1234.56` 或 `1,234.56`"),
    why=("`1,5` may be one and a half or fifteen", "`1,5` 可能是一点五，也可能是十五"),
    bad='A1,2026-01-05,"1.234,56",gold,yes,1',
)
TOO_MANY_PLACES = _reason(
    "CLM675",
    "too-many-places",
    cause=("`{value}` in `{column}` has more decimals than can be kept", "`{column}` 的 `{value}` 小数位过多"),
    help=(
        "round it in the export; an amount has the decimals of its currency, a factor of a product at most six",
        "在导出时取整；金额的小数位与币种相同，乘积的因数最多六位",
    ),
    why=("rounding would change the amount without a word", "取整会悄悄改变金额"),
    bad="A1,2026-01-05,12.345,gold,yes,1",
)
NOT_A_PHONE = _reason(
    "CLM676",
    "not-a-phone",
    cause=("`{value}` in `{column}` is no phone number", "`{column}` 的 `{value}` 不是手机号"),
    help=(
        "write a mobile number of mainland China, or `+`, the country and the number",
        "写 11 位手机号，或 `+`、国家代码和号码",
    ),
    why=("a number that is mended by guessing may be that of somebody else", "猜着修正的号码可能是别人的"),
    bad=None,
)
MOMENT_OF_A_ZONE = _reason(
    "CLM677",
    "moment-of-a-zone",
    cause=("`{value}` in `{column}` is a moment of a stated zone", "`{column}` 的 `{value}` 是某时区的时刻"),
    help=("export local dates without zone or offset", "导出不带时区和时差的当地日期"),
    why=("the same moment falls on different days in different zones", "同一时刻在不同时区可能是不同的日子"),
    bad="A1,2026-01-05T22:00:00Z,1.00,gold,yes,1",
)
