"""CLM12x: what people write who know another notation, and how it is written here."""

from clmplan.base.diagnostics import Code, Example, Severity, Wording

OTHER_TIME = Code(
    "CLM122",
    "time-with-other-signs",
    Severity.ERROR,
    Wording("`{text}` is not how a time is written", "时刻不能写成 `{text}`"),
    Wording("write `{time}`", "请写 `{time}`"),
    Wording(
        "times are on the 24-hour clock, so that morning and evening cannot be mistaken",
        "时刻用 24 小时制，免得早晚混淆",
    ),
    Example("campaign c {\n  for everyone\n  on 2026-11-01 at 9:30pm\n  send email\n}"),
    Example("campaign c {\n  for everyone\n  on 2026-11-01 at 21:30\n  send email\n}"),
)
IN_BEFORE_DURATION = Code(
    "CLM123",
    "in-before-duration",
    Severity.ERROR,
    Wording(
        "`{text}` asks for a list, and `{length}` is a length of time", "`{text}` 之后应是列表，而 `{length}` 是时长"
    ),
    Wording("write `{word} {length}`", "请写 `{word} {length}`"),
    Wording(
        "`in` is for one of several values: `tier in [gold, silver]`", "`属于` 用于几个取值之一：`等级 属于 [金, 银]`"
    ),
    Example("campaign c {\n  for everyone\n  goal: order in 14d\n  on 2026-11-01\n  send email\n}"),
    Example("campaign c {\n  for everyone\n  goal: order within 14d\n  on 2026-11-01\n  send email\n}"),
)
LIST_IN_BRACKETS = Code(
    "CLM124",
    "list-in-parentheses",
    Severity.ERROR,
    Wording("a list stands in square brackets, not in `{text}`", "列表要用方括号，不能用 `{text}`"),
    Wording("write `[` and `]` around the values", "请用 `[` 与 `]` 括起取值"),
    Wording("parentheses group conditions and hold what a function takes", "圆括号用于条件分组和函数的参数"),
    Example('segment a = country in ("France", "Spain")'),
    Example('segment a = country in ["France", "Spain"]'),
)
NEGATIVE_VALUE = Code(
    "CLM125",
    "negative-value",
    Severity.ERROR,
    Wording("a value has no sign in front: `-{value}`", "值的前面不能有负号：`-{value}`"),
    Wording("write `{zero} - {value}`", "请写 `{zero} - {value}`"),
    Wording("`-` takes one value from another, so it stands between two", "`-` 表示相减，两边都要有值"),
    Example("segment soon = days since joined > -30"),
    Example("segment soon = days since joined > 0 - 30"),
)
ELSE_WITHOUT_BLOCK = Code(
    "CLM126",
    "else-without-block",
    Severity.ERROR,
    Wording("`{word}` has no block of its own, `{next}` follows at once", "`{word}` 没有自己的块，后面直接是 `{next}`"),
    Wording(
        "put what follows between braces: `{word} {{ {next} … }}`", "把后面的内容放进花括号：`{word} {{ {next} … }}`"
    ),
    Wording("each branch is a block, so that it is plain where it ends", "每个分支都是一个块，这样才看得出在哪里结束"),
    Example('campaign c {\n  for everyone\n  on 2026-11-01\n  send email "News"\n  else send sms "News"\n}'),
    Example('campaign c {\n  for everyone\n  on 2026-11-01\n  send email "News"\n  send sms "News"\n}'),
)
MISSING_COMPARISON = Code(
    "CLM128",
    "missing-comparison",
    Severity.ERROR,
    Wording("between `{before}` and `{after}` a sign is missing", "`{before}` 与 `{after}` 之间缺少比较符号"),
    Wording("write `=`, `>=` or another sign that compares", "请写 `=`、`不低于` 等比较符号"),
    Wording("two values side by side do not say how they are compared", "并列的两个值没有说明怎样比较"),
    Example("segment a = stage active"),
    Example("segment a = stage = active"),
)
NAME_BEGINS_WITH_DIGIT = Code(
    "CLM127",
    "name-begins-with-digit",
    Severity.ERROR,
    Wording("a name that begins with a digit stands in back-ticks", "以数字开头的名字要放进反引号"),
    Wording("write `{name}` between back-ticks", "给 `{name}` 两边加上反引号"),
    Wording("otherwise `2023年` would be read as a length of time", "否则 `2023年` 会读成时长"),
    Example("人群 甲 = 2023年新客 为 是"),
    Example("人群 甲 = 会员 为 是"),
)
