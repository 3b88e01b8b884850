"""CLM3xx: types and units in expressions."""

from clmplan.base.diagnostics import Code, Example, Severity, Wording

DIFFERENT_TYPES = Code(
    "CLM301",
    "different-types",
    Severity.ERROR,
    Wording("{left} cannot be compared or combined with {right}", "{left}不能与{right}比较或运算"),
    Wording("{hint}", "{hint}"),
    Wording("every quantity has a unit, and only like goes with like", "每个量都有单位，同类才能相比"),
    Example("segment a = sum(orders.amount) > 3d"),
    Example("segment a = sum(orders.amount) > £30"),
)
UNKNOWN_FUNCTION = Code(
    "CLM302",
    "unknown-function",
    Severity.ERROR,
    Wording("there is no function `{name}`", "没有函数 `{name}`"),
    Wording("{hint}", "{hint}"),
    Wording("functions are words of the language", "函数是语言里的词"),
    Example("segment a = total(orders.amount) > £30"),
    Example("segment a = sum(orders.amount) > £30"),
)
OTHER_CURRENCY = Code(
    "CLM303",
    "other-currency",
    Severity.ERROR,
    Wording("`{text}` is not in {currency}, the currency of the project", "`{text}` 不是项目的币种 {currency}"),
    Wording("write the amount in {currency}", "请用 {currency} 书写金额"),
    Wording("a project has one currency, so that sums mean something", "一个项目只有一种币种，合计才有意义"),
    Example("segment a = sum(orders.amount) > $30"),
    Example("segment a = sum(orders.amount) > £30"),
)
MONTHS_IN_WINDOW = Code(
    "CLM304",
    "months-in-expression",
    Severity.ERROR,
    Wording("`{text}` has no fixed number of days", "`{text}` 没有固定的天数"),
    Wording("count in days or weeks, such as `90d`", "请用天或周，如 `90天`"),
    Wording(
        "months and years belong to schedules, where the end of a month is clamped",
        "月和年只用于时间安排，月末会自动收拢",
    ),
    Example("segment a = count(orders within last 3mo) > 1"),
    Example("segment a = count(orders within last 90d) > 1"),
)
TWO_FIELDS_MULTIPLIED = Code(
    "CLM305",
    "field-times-field",
    Severity.ERROR,
    Wording("one side of `*` must be a written number", "`*` 的一边必须是写出的数字"),
    Wording("multiply by a number, or declare what is meant as a field", "请乘以数字，或把它声明为字段"),
    Wording("products of two unknowns cannot be proven to be free of overlaps", "两个未知量的乘积无法证明没有重叠"),
    Example("segment a = count(orders) * sum(orders.amount) > £3"),
    Example("segment a = sum(orders.amount) > 3 * £3"),
)
NEEDS_FIELD = Code(
    "CLM306",
    "wrong-argument",
    Severity.ERROR,
    Wording("`{function}` {problem}", "`{function}` {problem}"),
    Wording("write for example `{example}`", "例如写 `{example}`"),
    Wording("a function works on the events of a kind, or on one of their fields", "函数作用于一类事件或其字段"),
    Example("segment a = sum(orders) > 3"),
    Example("segment a = sum(orders.amount) > £3"),
)
NOT_A_CONDITION = Code(
    "CLM307",
    "not-a-condition",
    Severity.ERROR,
    Wording("{kind} is not a condition", "{kind}不是条件"),
    Wording("{hint}", "{hint}"),
    Wording(
        "a condition is true, false or unknown for each customer; only true selects",
        "条件对每个客户为真、假或未知，只有真才入选",
    ),
    Example("segment a = count(orders)"),
    Example("segment a = count(orders) >= 2"),
)
NOT_IN_EXPRESSION = Code(
    "CLM308",
    "no-place-here",
    Severity.ERROR,
    Wording("`{text}` has no place in this expression", "`{text}` 不能用在这个表达式里"),
    Wording("{hint}", "{hint}"),
    Wording(
        "expressions are made of fields, numbers, money, days, dates, texts and conditions",
        "表达式由字段、数字、金额、天数、日期、文字和条件组成",
    ),
    Example("segment a = count(orders) > 10:00"),
    Example("segment a = count(orders) > 10"),
)
ORDER_OF_NAMES = Code(
    "CLM309",
    "names-have-no-order",
    Severity.ERROR,
    Wording("{kind} can be equal or not, but neither smaller nor greater", "{kind}只能相等或不等，没有大小"),
    Wording("use `=`, `!=` or `in […]`", "请用 `=`、`!=` 或 `属于 […]`"),
    Wording("stages and texts have no order", "阶段和文字没有次序"),
    Example('segment a = country > "France"'),
    Example('segment a = country = "France"'),
)
AVERAGE_ALONE = Code(
    "CLM310",
    "average-alone",
    Severity.ERROR,
    Wording("an average can only be compared with a number", "平均值只能与数字比较"),
    Wording("write for example `avg(orders.amount) >= £20`", "例如写 `平均(订单.金额) 不低于 20元`"),
    Wording(
        "averages are compared without dividing, so that no rounding and no missing order decides who is selected",
        "平均值的比较不做除法，避免由舍入或空值决定入选",
    ),
    Example("metric typical = avg(orders.amount)"),
    Example("segment typical = avg(orders.amount) >= £20"),
)
