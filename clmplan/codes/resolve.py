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
    Wording("{hint}", "{hint}"),
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
    Wording(
        "neither a metric nor the condition of a stage can use the segment `{name}`",
        "指标和阶段的条件都不能使用人群 `{name}`",
    ),
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
    Example("segment vip = count(orders) > 3"),
    Example("playbook p {\n  horizon: 2026-10-01 .. 2026-12-31\n}\nsegment vip = count(orders) > 3"),
)
CANNOT_BE = Code(
    "CLM212",
    "impossible-schedule",
    Severity.ERROR,
    Wording("{reason}", "{reason}"),
    Wording("write: {forms}", "写法：{forms}"),
    Wording("a schedule must yield days", "时间安排必须能得出日期"),
    Example(
        "channel email {\n  cost: £0.01\n}\ncampaign news {\n  for email_ok is yes\n"
        '  on every 0d\n  send email "News"\n}'
    ),
    Example(
        "channel email {\n  cost: £0.01\n}\ncampaign news {\n  for email_ok is yes\n"
        '  on every 7d\n  send email "News"\n}'
    ),
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
OUT_OF_RANGE = Code(
    "CLM214",
    "out-of-range",
    Severity.ERROR,
    Wording("`{text}` is not possible here", "这里不能是 `{text}`"),
    Wording("{limit}", "{limit}"),
    Wording(
        "a limit of nothing, a share of more than everything and a window without days are mistakes, not plans",
        "没有内容的上限、超过全部的占比、没有日子的窗口都是笔误，不是计划",
    ),
    Example("holdout programme 100%"),
    Example("holdout programme 10%"),
)
NAME_WITH_DOT = Code(
    "CLM215",
    "name-with-dot",
    Severity.ERROR,
    Wording("the name `{name}` has a dot", "名字 `{name}` 里有点号"),
    Wording("use `_` between the words of a name", "名字里的词之间请用 `_`"),
    Wording("a dot leads from a kind of events to its fields", "点号用于事件的字段"),
    Example("segment big.spenders = count(orders) > 9"),
    Example("segment big_spenders = count(orders) > 9"),
)
STAGE_IN_STAGE = Code(
    "CLM216",
    "stage-in-stage",
    Severity.ERROR,
    Wording(
        "neither a metric nor the condition of a stage can use the stage of a customer",
        "指标和阶段的条件都不能使用客户所处的阶段",
    ),
    Wording("write out what is meant, such as `count(orders) > 1`", "请直接写出条件，如 `次数(订单) 超过 1`"),
    Wording("a stage is decided by its conditions, so they cannot wait for it", "阶段由条件决定，条件不能反过来等阶段"),
    Example("lifecycle main { stage a when stage = a }"),
    Example("lifecycle main { stage a when count(orders) > 9 }"),
)
CLAIMS_CLASH = Code(
    "CLM217",
    "claims-clash",
    Severity.ERROR,
    Wording(
        "the lifecycle `{name}` cannot be both `exclusive` and `first match`",
        "生命周期 `{name}` 不能既 `互斥` 又 `先到先得`",
    ),
    Wording("keep one of the two", "保留其中一个"),
    Wording(
        "exclusive claims that two stages never hold together; first match says which one counts when they do",
        "互斥声明两个阶段不会同时成立；先到先得说明同时成立时算哪个",
    ),
    Example("lifecycle main exclusive first match { stage a when count(orders) > 9 }"),
    Example("lifecycle main first match { stage a when count(orders) > 9 }"),
)
OTHERWISE_NOT_LAST = Code(
    "CLM218",
    "otherwise-not-last",
    Severity.ERROR,
    Wording(
        "the stage `{name}` takes everyone who is left, so `{after}` stays empty",
        "阶段 `{name}` 收下其余所有人，`{after}` 永远为空",
    ),
    Wording("move the stage with `otherwise` to the end", "把写 `其余` 的阶段移到最后"),
    Wording("otherwise means: in none of the stages before", "其余指不在前面任何阶段"),
    Example("lifecycle main {\n  stage a otherwise\n  stage b when count(orders) > 9\n}"),
    Example("lifecycle main {\n  stage b when count(orders) > 9\n  stage a otherwise\n}"),
)
NAME_TAKEN = Code(
    "CLM219",
    "name-taken",
    Severity.ERROR,
    Wording("`{name}` already means {meaning}", "`{name}` 已经指{meaning}"),
    Wording("choose another name", "请换一个名字"),
    Wording(
        "fields, metrics, segments and lifecycles are used in the same conditions, so each needs a name of its own",
        "字段、指标、人群和生命周期用在同样的条件里，各需要自己的名字",
    ),
    Example("segment email_ok = count(orders) > 3"),
    Example("segment loyal = count(orders) > 3"),
)
WRONG_FORM = Code(
    "CLM220",
    "wrong-form",
    Severity.ERROR,
    Wording("a {declaration} is not declared like this", "{declaration}不是这样声明的"),
    Wording("write: {form}", "写法：{form}"),
    Wording(
        "a metric or a segment is defined after `=`; other declarations have their lines between `{{` and `}}`",
        "指标和人群在 `=` 之后定义；其他声明的内容写在 `{{` 与 `}}` 之间",
    ),
    Example("channel email = £0.01"),
    Example("channel email {\n  cost: £0.01\n}"),
)
NO_BLOCK_HERE = Code(
    "CLM221",
    "no-block-here",
    Severity.ERROR,
    Wording("`{text}` has no block of its own", "`{text}` 没有自己的块"),
    Wording(
        "remove the lines between `{{` and `}}`, or close the block before it",
        "删去 `{{` 与 `}}` 之间的内容，或先关闭前面的块",
    ),
    Wording("only declarations, waves, preparations and assumptions have blocks", "只有声明、波次、准备和假定有块"),
    Example("policy contact {\n  at most 3 contacts per 7d {\n    cost: £1\n  }\n}"),
    Example("policy contact {\n  at most 3 contacts per 7d\n}"),
)
ONLY_ONE = Code(
    "CLM222",
    "only-one",
    Severity.ERROR,
    Wording("there is already a {declaration} at {place}", "{place} 已有一个{declaration}"),
    Wording("keep one of the two", "保留其中一个"),
    Wording("the second would silently be ignored", "否则后一个会被悄悄忽略"),
    Example("budget one { total: £10 }\nbudget two { total: £20 }"),
    Example("budget one { total: £10 }"),
)
