"""What may be wrong with all values of a column, and what was decided about them."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Example, Severity, Wording

_FILE = "data/customers.csv"
_HEADER = "customer,created,spend\n"
_GOOD = Example(_HEADER + "A1,2026-01-05,12.50\nA2,2026-01-06,1.00\n", _FILE)


def _code(
    id: str,
    name: str,
    *,
    message: tuple[str, str],
    help: tuple[str, str],
    why: tuple[str, str],
    bad: str,
    severity: Severity = Severity.ERROR,
) -> Code:
    example = Example(_HEADER + bad, _FILE)
    return Code(id, name, severity, Wording(*message), Wording(*help), Wording(*why), example, _GOOD)


DATES_FIT_TWO_ORDERS = _code(
    "CLM680",
    "dates-fit-two-orders",
    message=(
        "every date in column `{column}` of `{file}` fits two orders: {readings}",
        "`{file}` 的列 `{column}` 的日期有两种读法：{readings}",
    ),
    help=(
        "state `date order: dmy` or `date order: mdy` in the field `{field}`",
        "在字段 `{field}` 中写 `日期顺序: 日月年` 或 `日期顺序: 月日年`",
    ),
    why=(
        "5/3 is March in one country and May in another, and nothing in the column tells which",
        "5/3 可能是三月，也可能是五月，列中没有依据",
    ),
    bad="A1,03/05/2026,12.50\nA2,04/06/2026,1.00\n",
)
DATES_OF_TWO_ORDERS = _code(
    "CLM681",
    "dates-of-two-orders",
    message=(
        "dates in column `{column}` of `{file}` have different orders: `{first}` fits only dmy, `{second}` only mdy",
        "`{file}` 的列 `{column}` 的日期顺序不一：`{first}` 只能是日月年，`{second}` 只能是月日年",
    ),
    help=(
        "mend the export, or state `date order` in the field `{field}`: dates that do not fit are then set aside",
        "修正导出，或在字段 `{field}` 中写明 `日期顺序`：不符的行会被搁置",
    ),
    why=("where both orders occur, no other date of the column can be trusted", "两种顺序混用时，其余日期都不可信"),
    bad="A1,25/12/2025,12.50\nA2,12/26/2025,1.00\n",
)
DATE_ORDER_FOUND = _code(
    "CLM682",
    "date-order-found",
    message=(
        "dates in column `{column}` of `{file}` are read as {order}: `{first}` fits no other order",
        "`{file}` 的列 `{column}` 的日期按 {order} 读取：`{first}` 只符合这种顺序",
    ),
    help=(
        "state `date order: {order}` in the field `{field}` to be sure",
        "在字段 `{field}` 中写明 `日期顺序: {order}` 更稳妥",
    ),
    why=("all dates of the column fit one order only", "整列日期只符合一种顺序"),
    bad="A1,25/12/2025,12.50\nA2,05/01/2026,1.00\n",
    severity=Severity.NOTE,
)
MOMENTS_OF_A_ZONE = _code(
    "CLM683",
    "moments-of-a-zone",
    message=(
        "{count} of {total} values in column `{column}` of `{file}` are moments of a stated zone, such as `{value}`",
        "`{file}` 的列 `{column}` 中 {total} 个值有 {count} 个是某时区的时刻，如 `{value}`",
    ),
    help=("export local dates without zone or offset", "导出不带时区和时差的当地日期"),
    why=("the same moment falls on different days in different zones", "同一时刻在不同时区可能是不同的日子"),
    bad="A1,2026-01-05T22:00:00Z,12.50\nA2,2026-01-06T23:30:00+08:00,1.00\n",
)
DECIMAL_COMMAS = _code(
    "CLM684",
    "decimal-commas",
    message=(
        "{count} of {total} values in column `{column}` of `{file}` may have a comma before their decimals, "
        "such as `{value}`",
        "`{file}` 的列 `{column}` 中 {total} 个值有 {count} 个可能用逗号作小数点，如 `{value}`",
    ),
    help=("export them as `1234.56` or `1,234.56`", "导出为 `1234.56` 或 `1,234.56`"),
    why=("`1,5` may be one and a half or fifteen", "`1,5` 可能是一点五，也可能是十五"),
    bad='A1,2026-01-05,"1.234,56"\nA2,2026-01-06,"12,5"\n',
)
