"""CLM311 to CLM319: calls of functions over a customer's whole history."""

from clmplan.base.diagnostics import Code, Example, Severity, Wording

NO_PURCHASES = Code(
    "CLM311",
    "no-purchases",
    Severity.ERROR,
    Wording("`{function}` does not know which events are purchases", "`{function}` 不知道哪类事件是购买"),
    Wording("name them, such as `{example}`", "请写出来，如 `{example}`"),
    Wording(
        "without a name a purchase is the event that most campaigns have as their goal, or the only one with an amount",
        "不写时，购买是多数活动的目标事件，或唯一带金额的事件",
    ),
)
NO_AMOUNT = Code(
    "CLM312",
    "no-amount",
    Severity.ERROR,
    Wording(
        "`{function}` needs an amount, and `{event}` has no field of money",
        "`{function}` 需要金额，而 `{event}` 没有金额字段",
    ),
    Wording("name a field of money, such as `{example}`", "请写出金额字段，如 `{example}`"),
    Wording("what a customer is worth is measured in money", "客户的价值以金额计"),
    Example("segment a = clv(visits, 365d) > £50"),
    Example("segment a = clv(orders, 365d) > £50"),
)
UNKNOWN_LABEL = Code(
    "CLM313",
    "unknown-label",
    Severity.ERROR,
    Wording("`{function}` never gives `{name}`", "`{function}` 的结果中没有 `{name}`"),
    Wording("{hint}", "{hint}"),
    Wording("the names that a function gives are words of the language", "函数给出的名称是语言里的词"),
    Example("segment a = rfm() = champion"),
    Example("segment a = rfm() = champions"),
)
WRONG_CALL = Code(
    "CLM314",
    "wrong-call",
    Severity.ERROR,
    Wording("`{function}` cannot take `{text}`", "`{function}` 不接受 `{text}`"),
    Wording("write for example `{example}`", "例如写 `{example}`"),
    Wording("a function reads what its form says, in that order", "函数按其写法的顺序读取内容"),
    Example("segment a = alive(30d) > 60%"),
    Example("segment a = alive(orders) > 60%"),
)
CALL_IN_WHERE = Code(
    "CLM315",
    "call-in-where",
    Severity.ERROR,
    Wording(
        "`{text}` looks at all events of a customer, not at the one at hand",
        "`{text}` 看的是客户的全部事件，而不是眼前这一个",
    ),
    Wording(
        "compare fields of the event, or put this condition beside the call",
        "请比较该事件的字段，或把这个条件写在函数之外",
    ),
    Wording("a `where` inside brackets is asked of each event by itself", "括号内的 `其中` 逐个事件判断"),
    Example("segment a = count(orders where count(visits) > 3) > 0"),
    Example("segment a = count(orders where amount > £3) > 0 and count(visits) > 3"),
)
NOT_RANKED = Code(
    "CLM316",
    "no-rank",
    Severity.ERROR,
    Wording(
        "`{function}` ranks numbers, amounts, days or dates, not {kind}",
        "`{function}` 按数字、金额、天数或日期排名，不能用{kind}",
    ),
    Wording("write for example `{example}`", "例如写 `{example}`"),
    Wording("fifths need values with an order", "五等分需要有次序的值"),
    Example("segment a = quintile(country) = 5"),
    Example("segment a = quintile(sum(orders.amount)) = 5"),
)
NEEDS_CUSTOMERS = Code(
    "CLM319",
    "learns-from-all",
    Severity.ERROR,
    Wording(
        "`{function}` learns from all customers, and a test has none but its own",
        "`{function}` 要从全部客户中学习，而测试里只有它自己的客户",
    ),
    Wording(
        "expect something that does not depend on it; `churn_risk()` needs no other customers",
        "请期望不依赖它的结果；`流失风险()` 不需要其他客户",
    ),
    Wording(
        "a value that nothing was learned for is unknown, so a test would pass or fail for no reason",
        "没有学习就没有值，测试的成败便毫无意义",
    ),
    Example(
        'segment fading = alive() < 30%\ntest "t" {\n  given customer { orders: [2026-09-01] }\n  on 2026-10-01\n  expect not fading\n}'
    ),
    Example(
        'segment fading = churn_risk() > 30%\ntest "t" {\n  given customer { orders: [2026-09-01] }\n  on 2026-10-01\n  expect not fading\n}'
    ),
)
