"""CLM2xx: names, properties and phrases that do not fit together."""

from clmplan.base.diagnostics import Code, Example, Severity, Wording

UNKNOWN_DECLARATION = Code(
    "CLM201",
    "unknown-declaration",
    Severity.ERROR,
    Wording("`{word}` does not open a declaration", "`{word}` 不能开始一个声明"),
    Wording("{hint}", "{hint}"),
    Wording(
        "a playbook consists of declarations: playbook, metric, lifecycle, segment, offer, channel, policy, holdout, budget, campaign",
        "剧本由声明组成：剧本、指标、生命周期、人群、优惠、渠道、规则、留出、预算、活动",
    ),
    Example("segmant vip = count(orders) > 3"),
    Example("segment vip = count(orders) > 3"),
)
UNKNOWN_NAME = Code(
    "CLM202",
    "unknown-name",
    Severity.ERROR,
    Wording("there is no {kind} `{name}`", "没有名为 `{name}` 的{kind}"),
    Wording("{hint}", "{hint}"),
    Wording(
        "names come from the declarations of the playbook and from the fields in the project file",
        "名字来自剧本的声明和项目文件里的字段",
    ),
    Example("segment vip = count(orders) > 3 and clubmember is yes"),
    Example("segment vip = count(orders) > 3 and email_ok is yes"),
)
DUPLICATE_NAME = Code(
    "CLM203",
    "duplicate-name",
    Severity.ERROR,
    Wording("`{name}` is already declared at {place}", "`{name}` 已在 {place} 声明过"),
    Wording("give one of the two another name", "请给其中一个换个名字"),
    Wording("a name means one thing in the whole project", "一个名字在整个项目里只指一样东西"),
    Example("segment vip = count(orders) > 3\nsegment vip = count(orders) > 5"),
    Example("segment vip = count(orders) > 3\nsegment best = count(orders) > 5"),
)
UNKNOWN_PROPERTY = Code(
    "CLM204",
    "unknown-property",
    Severity.ERROR,
    Wording("a {declaration} has no `{name}`", "{declaration}没有 `{name}`"),
    Wording("it has: {known}{hint}", "可用的有：{known}{hint}"),
    Wording("each declaration has its own properties and statements", "每种声明有自己的属性和语句"),
    Example("channel email {\n  price: £0.01\n}"),
    Example("channel email {\n  cost: £0.01\n}"),
)
DUPLICATE_PROPERTY = Code(
    "CLM205",
    "duplicate-property",
    Severity.ERROR,
    Wording("`{name}` is already given at {place}", "`{name}` 已在 {place} 给出"),
    Wording("keep one of the two", "保留其中一个"),
    Wording("the second would silently replace the first", "否则后一个会悄悄替换前一个"),
    Example("channel email {\n  cost: £0.01\n  cost: £0.02\n}"),
    Example("channel email {\n  cost: £0.01\n}"),
)
MISSING_PROPERTY = Code(
    "CLM206",
    "missing-property",
    Severity.ERROR,
    Wording("the {declaration} `{name}` lacks `{missing}`", "{declaration} `{name}` 缺少 `{missing}`"),
    Wording("add a line: {form}", "补上一行：{form}"),
    Wording("without it the plan would rest on a number from nowhere", "没有它，计划就会建立在来历不明的数字上"),
    Example("channel email {\n  kind: owned\n}"),
    Example("channel email {\n  cost: £0.01\n}"),
)
DOES_NOT_FIT = Code(
    "CLM207",
    "phrase-does-not-fit",
    Severity.ERROR,
    Wording("{reason}", "{reason}"),
    Wording("write: {forms}", "写法：{forms}"),
    Wording(
        "a statement is made of its words and values in the order its help shows", "语句由词和值按帮助所示的顺序组成"
    ),
    Example("policy contact {\n  at most 3 contacts within 7d\n}"),
    Example("policy contact {\n  at most 3 contacts per 7d\n}"),
)
CIRCULAR = Code(
    "CLM208",
    "circular-definition",
    Severity.ERROR,
    Wording("`{name}` is defined by itself, through {path}", "`{name}` 通过 {path} 定义了自己"),
    Wording("take one of the names out of the circle", "把其中一个名字移出这个圈"),
    Wording("a condition needs an end to be decided", "条件必须有尽头才能判定"),
    Example("segment a = b and count(orders) > 1\nsegment b = a"),
    Example("segment a = b and count(orders) > 1\nsegment b = email_ok is yes"),
)
ENDS_BEFORE_START = Code(
    "CLM209",
    "ends-before-it-begins",
    Severity.ERROR,
    Wording("the range ends on {last}, before it begins on {first}", "区间在 {last} 结束，早于开始的 {first}"),
    Wording("write the earlier day first", "请把较早的日期写在前面"),
    Wording("both days of a range belong to it, and the first comes first", "区间包含首尾两天，先写首日"),
    Example("playbook p {\n  horizon: 2026-12-31 .. 2026-10-01\n}"),
    Example("playbook p {\n  horizon: 2026-10-01 .. 2026-12-31\n}"),
)
SEGMENT_IN_STAGE = Code(
    "CLM210",
    "segment-in-stage",
    Severity.ERROR,
    Wording("the condition of a stage cannot use the segment `{name}`", "阶段的条件不能使用人群 `{name}`"),
    Wording("write the condition out, or use a metric", "请直接写出条件，或使用指标"),
    Wording(
        "segments may depend on stages, so stages cannot depend on segments", "人群可以依赖阶段，所以阶段不能依赖人群"
    ),
    Example("segment big = count(orders) > 9\nlifecycle main { stage a when big }"),
    Example("lifecycle main { stage a when count(orders) > 9 }"),
)
NO_PLAYBOOK = Code(
    "CLM211",
    "no-horizon",
    Severity.ERROR,
    Wording("no `playbook` declaration gives the horizon", "没有 `剧本` 声明给出区间"),
    Wording("add `playbook NAME {{ horizon: FIRST .. LAST }}`", "补上 `剧本 名字 {{ 区间: 首日 .. 末日 }}`"),
    Wording(
        "a plan needs its first and last day, because results never depend on today",
        "计划需要首日和末日，结果从不取决于今天",
    ),
    None,
    None,
)
CANNOT_BE = Code(
    "CLM212",
    "impossible-schedule",
    Severity.ERROR,
    Wording("{reason}", "{reason}"),
    Wording("write: {forms}", "写法：{forms}"),
    Wording("a schedule must yield days", "时间安排必须能得出日期"),
    None,
    None,
)
NEEDS = Code(
    "CLM213",
    "incomplete-declaration",
    Severity.ERROR,
    Wording("the {declaration} `{name}` has no {missing}", "{declaration} `{name}` 没有{missing}"),
    Wording("{hint}", "{hint}"),
    Wording("a declaration that does nothing is a mistake more often than a wish", "什么也不做的声明多半是笔误"),
    Example("lifecycle main {\n}"),
    Example("lifecycle main { stage a when count(orders) > 9 }"),
)
