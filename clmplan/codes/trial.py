"""CLM47x: tests in a playbook that cannot be run as they are written."""

from clmplan.base.diagnostics import Code, Example, Severity, Wording

EXPECTS_NOTHING = Code(
    "CLM470",
    "expects-nothing",
    Severity.ERROR,
    Wording("the test `{name}` expects nothing", "测试 `{name}` 没有期望"),
    Wording(
        "add what must be true, such as `expect stage = new` or `expect no contact`",
        "补上应当成立的事，如 `期望 阶段 = 新客` 或 `期望 不触达`",
    ),
    Wording("a test that expects nothing can never fail", "没有期望的测试永远不会失败"),
    Example('test "empty" {\n  given customer { orders: [2026-09-01] }\n  on 2026-10-01\n}'),
    Example('test "full" {\n  given customer { orders: [2026-09-01] }\n  on 2026-10-01\n  expect count(orders) = 1\n}'),
)
WRONG_VALUE = Code(
    "CLM471",
    "wrong-given-value",
    Severity.ERROR,
    Wording("`{field}` holds {kind}, not `{text}`", "`{field}` 应填{kind}，不能填 `{text}`"),
    Wording("write {form}", "写法：{form}"),
    Wording(
        "what is given has the types of the project file, like real data",
        "假设的内容与真实数据一样，类型由项目文件规定",
    ),
    Example('test "t" {\n  given customer { email_ok: 5 }\n  on 2026-10-01\n  expect no contact\n}'),
    Example('test "t" {\n  given customer { email_ok: yes }\n  on 2026-10-01\n  expect no contact\n}'),
)
GIVEN_TOO_LATE = Code(
    "CLM472",
    "given-too-late",
    Severity.ERROR,
    Wording("`{text}` is not before {day}, the day of the test", "`{text}` 不在测试日 {day} 之前"),
    Wording("give an earlier day, or test on a later one", "换一个更早的日期，或把测试日推后"),
    Wording("a plan knows what happened before the day it is made, nothing later", "计划只知道制定日之前发生的事"),
    Example('test "t" {\n  given customer { orders: [2026-10-01] }\n  on 2026-10-01\n  expect count(orders) = 0\n}'),
    Example('test "t" {\n  given customer { orders: [2026-09-30] }\n  on 2026-10-01\n  expect count(orders) = 1\n}'),
)
DAY_OUTSIDE = Code(
    "CLM473",
    "expected-outside",
    Severity.ERROR,
    Wording(
        "{day} is outside what the test looks at: {first} to {last}", "{day} 不在测试考察的 {first} 至 {last} 之内"
    ),
    Wording(
        "expect something between the day of the test and the end of the plan",
        "期望的日期应在测试日和计划结束日之间",
    ),
    Wording(
        "sends before the day of the test are not planned, and none is planned after the horizon",
        "测试日之前的发送不在计划内，区间之后也没有发送",
    ),
    Example('test "t" {\n  on 2026-10-20\n  expect no contact on 2026-10-10\n}'),
    Example('test "t" {\n  on 2026-10-20\n  expect no contact on 2026-10-30\n}'),
)
SPEND_NEEDS_AMOUNT = Code(
    "CLM474",
    "spend-needs-amount",
    Severity.ERROR,
    Wording(
        "what contacts cost is compared with an amount, not with `{text}`", "触达花费要与金额比较，而不是 `{text}`"
    ),
    Wording("write `expect spend <= {amount}`", "请写 `期望 花费 不超过 {amount}`"),
    Wording("the cost of contacts is money in the currency of the project", "触达花费以项目的币种计"),
    Example('test "t" {\n  on 2026-10-20\n  expect spend <= 5\n}'),
    Example('test "t" {\n  on 2026-10-20\n  expect spend <= £5\n}'),
)
NO_HOLDOUT_GIVEN = Code(
    "CLM475",
    "no-such-holdout",
    Severity.ERROR,
    Wording("the campaign `{campaign}` has no holdout", "活动 `{campaign}` 没有留出"),
    Wording("add `holdout 10%` to the campaign, or take the line out", "给活动补上 `留出 10%`，或删去这一行"),
    Wording("nobody can be inside a holdout that is not declared", "没有声明的留出里不会有任何人"),
    Example(
        'campaign c {\n  for everyone\n  on 2026-10-20\n  send email "x"\n}\n'
        'test "t" {\n  given holdout c\n  on 2026-10-01\n  expect no contact c\n}'
    ),
    Example(
        'campaign c {\n  for everyone\n  holdout 10%\n  on 2026-10-20\n  send email "x"\n}\n'
        'test "t" {\n  given holdout c\n  on 2026-10-01\n  expect no contact c\n}'
    ),
)
NO_PROGRAMME_HOLDOUT = Code(
    "CLM476",
    "no-programme-holdout",
    Severity.ERROR,
    Wording("the plan has no holdout for the whole programme", "计划没有全程留出"),
    Wording(
        "add `holdout programme 5%` to the playbook, or take the line out", "在剧本里补上 `留出 全程 5%`，或删去这一行"
    ),
    Wording("nobody can be inside a holdout that is not declared", "没有声明的留出里不会有任何人"),
    Example('test "t" {\n  given holdout programme\n  on 2026-10-01\n  expect no contact\n}'),
    Example('holdout programme 5%\ntest "t" {\n  given holdout programme\n  on 2026-10-01\n  expect no contact\n}'),
)

TOO_MANY_OTHERS = Wording("a test has at most 500 other customers", "一个测试最多有 500 个其他客户")
NO_FIELD = Wording("a field and its value are expected here", "这里应是字段和它的值")
FIELD_FORM = Wording("`FIELD: VALUE`", "`字段：值`")
REASON = Wording("reason for a refusal", "拒绝原因")

# How a value of each type of field is written.
VALUE_FORMS = {
    "text": Wording('a text, such as `"London"`', "文字，如 `“上海”`"),
    "number": Wording("a number, such as `3`", "数字，如 `3`"),
    "money": Wording("an amount, such as `{amount}`", "金额，如 `{amount}`"),
    "date": Wording("a day, such as `2026-10-01`", "日期，如 `2026-10-01`"),
    "yes_no": Wording("`yes` or `no`", "`是` 或 `否`"),
    "one_of": Wording("one of {choices}", "{choices} 之一"),
    "days": Wording("days, such as `[2026-07-01, 2026-08-01]`", "日期，如 `[2026-07-01, 2026-08-01]`"),
}
VALUE_KINDS = {
    "text": Wording("a text", "文字"),
    "number": Wording("a number", "数字"),
    "money": Wording("an amount of money", "金额"),
    "date": Wording("a day", "日期"),
    "yes_no": Wording("yes or no", "是或否"),
    "one_of": Wording("one of its listed values", "列出的某个取值"),
    "days": Wording("the days of events", "事件的日期"),
}
