"""Planning: the rules that refuse contacts, in words, and what a finished plan has to say about itself."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from clmplan.base.diagnostics import Code, Severity, Wording
from clmplan.codes.plan_examples import AT_MOST, SEND_ON, shown

PROGRAMME = Wording("the programme", "整体计划")
SUPPRESSED = Wording("on the suppression list", "在禁止联系名单中")
NEVER = Wording("never contacted", "从不联系")
CONSENT = Wording("consent: {field}", "许可：{field}")
ENTRY_ONCE = Wording("entry: once", "进入方式：一次")
ENTRY_AGAIN = Wording("entry: again after {days}d", "进入方式：再次 后 {days}天")
OFFER_LIMIT = Wording("limit: {limit} per customer per {days}d", "限领：{limit} 每 客户 每 {days}天")
STOCK = Wording("stock: {stock}", "库存：{stock}")
HOLDOUT_PROGRAMME = Wording("holdout programme {share}", "留出 全程 {share}")
HOLDOUT = Wording("holdout {share}", "留出 {share}")
EXCLUDES = Wording("excludes: {offer}, already given and still valid", "不同享：{offer}（已发放且仍有效）")
CAP = Wording("at most {limit} contacts per {window}", "最多 {limit} 次 每 {window}")
CAP_CHANNEL = Wording("at most {limit} {channel} per {window}", "最多 {limit} {channel} 每 {window}")
CAP_DAYS = Wording("{days}d", "{days}天")
CAP_PERIODS: Mapping[str, Wording] = MappingProxyType(
    {
        "calendar week": Wording("calendar week", "自然周"),
        "calendar month": Wording("calendar month", "自然月"),
    }
)
CAP_FOR = Wording("{cap} for {audience}", "{cap} 面向 {audience}")
CAP_SOME = Wording("{cap} for some customers", "{cap} 面向 部分客户")
GAP = Wording("at least {days}d between contacts", "至少 间隔 {days}天")
REST = Wording("rest {days}d after {contacts} contacts without {event}", "休息 {days}天 连续 {contacts} 次 无 {event}")
CAPACITY = Wording("capacity: {capacity} per day", "容量：{capacity} 每 天")
BUDGET_TOTAL = Wording("total: {amount}", "总额：{amount}")
BUDGET_CHANNEL = Wording("at most {amount} for {channel}", "最多 {amount} 面向 {channel}")
BUDGET_MONTH = Wording("at most {share} per month: {amount} in {month}", "最多 {share} 每 月：{month} 为 {amount}")
BUDGET_SPENT = Wording("{rule}, of which {spent} was spent before", "{rule}，其中此前已花费 {spent}")
BUDGET_GRANT = Wording("{amount} granted to {campaign}", "{campaign} 分得 {amount}")

NO_HOLDOUT = Code(
    "CLM540",
    "campaign-without-holdout",
    Severity.WARNING,
    Wording(
        "campaign `{campaign}` has no holdout, so its lift cannot be measured",
        "活动 `{campaign}` 没有留出，无法衡量提升",
    ),
    Wording("add `holdout 10%` to the campaign", "在活动中加上 `留出 10%`"),
    Wording(
        "without customers kept out, nobody knows how many would have ordered anyway",
        "没有留出的客户，就无从知道有多少人本来就会下单",
    ),
    *shown(("  holdout 50%\n", "")),
)
HOLDOUT_TOO_SMALL = Code(
    "CLM541",
    "holdout-too-small",
    Severity.WARNING,
    Wording(
        "the holdout of `{campaign}` finds a lift of {detectable} or more over everybody eligible; the assumed {assumed} "
        "for a customer who is reached is {diluted} there",
        "`{campaign}` 的留出只能发现全体合格客户 {detectable} 以上的提升；假设的触达提升 {assumed} 摊到全体只有 {diluted}",
    ),
    Wording(
        "raise the holdout share, widen the audience, or lengthen the goal", "提高留出比例、扩大人群，或延长目标期限"
    ),
    Wording(
        "power 80 % at two-sided 5 % for this comparison alone, two proportions with the pooled null: a smaller effect is "
        "likely missed, and more so once several campaigns are judged together; who is not reached dilutes the lift",
        "单独比较时检验功效 80 %、双侧 5 %、合并原假设的两比例检验：更小的效果多半看不出来，多个活动一起评判时更难；未触达者会摊薄提升",
    ),
    *shown(("10% .. 200%", "1% .. 2%")),
)
FEW_GOALS = Code(
    "CLM542",
    "few-goals-in-holdout",
    Severity.WARNING,
    Wording(
        "the holdout of `{campaign}` is expected to reach the goal only {goals} times",
        "`{campaign}` 的留出客户预计只有 {goals} 次达成目标",
    ),
    Wording("raise the holdout share or lengthen the goal", "提高留出比例或延长目标期限"),
    Wording(
        "with fewer than 10 goals in the holdout an interval says nothing", "留出中少于 10 次达成目标时，区间没有意义"
    ),
    *shown(("holdout 50%", "holdout 2%"), ("10% .. 200%", "10% .. 900%")),
)
STAGES_OVERLAP = Code(
    "CLM543",
    "stages-overlap",
    Severity.WARNING,
    Wording(
        "lifecycle `{lifecycle}` claims `exclusive`, but {count} customers match two or more stages on {day}",
        "生命周期 `{lifecycle}` 声明 `互斥`，但在 {day} 有 {count} 位客户符合两个以上阶段",
    ),
    Wording("make the conditions disjoint, or write `first match`", "让条件互不重叠，或写 `先到先得`"),
    Wording("a customer in two stages would be counted and contacted twice", "同处两个阶段的客户会被重复计数和联系"),
    *shown(("count(orders) = 0", "count(orders) >= 0")),
)
STAGES_INCOMPLETE = Code(
    "CLM544",
    "stages-incomplete",
    Severity.WARNING,
    Wording(
        "lifecycle `{lifecycle}` claims `complete`, but {count} customers are in no stage on {day}",
        "生命周期 `{lifecycle}` 声明 `完整`，但在 {day} 有 {count} 位客户不在任何阶段",
    ),
    Wording(
        "close the gap between the conditions, or add an `otherwise` stage", "补上条件之间的空缺，或加一个 `其余` 阶段"
    ),
    Wording(
        "customers in no stage are reached by no campaign of that lifecycle", "不在任何阶段的客户，任何活动都触达不到"
    ),
    *shown(("count(orders) = 0", "count(orders) = 99")),
)
UNKNOWN_SEGMENT = Code(
    "CLM545",
    "unknown-segment",
    Severity.NOTE,
    Wording(
        "segment `{segment}` is unknown for {count} customers, who are left out",
        "人群 `{segment}` 对 {count} 位客户无法判断，他们不计入",
    ),
    Wording("say what a missing value means with `is missing`", "用 `缺失` 写明缺少的值如何处理"),
    Wording(
        "a missing value makes a comparison unknown, and only true selects", "缺少的值使比较无法判断，只有为真才选中"
    ),
    *shown(("campaign news {", "segment frequent = visits >= 2\ncampaign news {")),
)
UNKNOWN_AUDIENCE = Code(
    "CLM546",
    "unknown-audience",
    Severity.NOTE,
    Wording(
        "the audience of `{campaign}` is unknown for {count} customers, who are left out",
        "`{campaign}` 的受众对 {count} 位客户无法判断，他们不计入",
    ),
    Wording("say what a missing value means with `is missing`", "用 `缺失` 写明缺少的值如何处理"),
    Wording(
        "a missing value makes a comparison unknown, and only true selects", "缺少的值使比较无法判断，只有为真才选中"
    ),
    *shown(("for stage = active", "for stage = active and visits >= 0")),
)
UNKNOWN_EXCLUSION = Code(
    "CLM547",
    "unknown-exclusion",
    Severity.NOTE,
    Wording(
        "an exception is unknown for {count} customers, who are not kept out",
        "一项排除对 {count} 位客户无法判断，他们不被排除",
    ),
    Wording("add `or … is missing` to keep them out as well", "加上 `或 … 缺失` 以一并排除"),
    Wording("only an exception that is true keeps a customer out", "只有为真的排除才会排除客户"),
    *shown(("  holdout", "  except visits >= 100\n  holdout")),
)
BUDGET_BITES = Code(
    "CLM548",
    "budget-bites",
    Severity.WARNING,
    Wording(
        "the budget takes {lost} from `{campaign}`: {wanted} wanted, {granted} granted ({limit})",
        "预算从 `{campaign}` 削减 {lost}：需要 {wanted}，分得 {granted}（{limit}）",
    ),
    Wording(
        "raise the limit, lower the cost, or raise the priority of the campaign",
        "提高限额、降低成本，或提高活动的优先级",
    ),
    Wording("campaigns take from the budget in the order of their priority", "各活动按优先级依次使用预算"),
    *shown(("£1,000", "£1")),
)
ZERO_BUDGET = Code(
    "CLM549",
    "zero-budget",
    Severity.WARNING,
    Wording("budget `{budget}` is zero, so no paid contact is planned", "预算 `{budget}` 为零，因此不安排任何付费联系"),
    Wording("raise its `total`, or leave the budget out", "提高 `总额`，或去掉预算"),
    Wording("a budget of zero is honoured like any other", "为零的预算同样得到遵守"),
    *shown(("£1,000", "£0")),
)
SPENDING_UNKNOWN = Code(
    "CLM556",
    "spending-unknown",
    Severity.WARNING,
    Wording(
        "what budget `{budget}` paid from {first} until {as_of} is not known, because there is no history of contacts",
        "预算 `{budget}` 从 {first} 到 {as_of} 之前花了多少无从得知，因为没有触达历史",
    ),
    Wording(
        "declare `contacts:` in clmplan.yaml with the contacts made so far, or lower the limits by what was spent",
        "在 clmplan.yaml 中用 `contacts:` 声明已完成的触达，或把各限额减去已花费的金额",
    ),
    Wording(
        "a plan from the middle of the horizon would spend the whole budget once more",
        "从计划期中途开始的计划会把整个预算再花一遍",
    ),
)
LIMIT_OVERSPENT = Code(
    "CLM557",
    "limit-overspent",
    Severity.WARNING,
    Wording(
        "{spent} was spent before {as_of}, more than the limit `{limit}` allows, so nothing more is paid out of it",
        "{as_of} 之前已花费 {spent}，超过限额 `{limit}`，因此不再从中支付任何费用",
    ),
    Wording("raise the limit", "提高该限额"),
    Wording(
        "contacts made inside the horizon cost what their channel costs, and they are paid first",
        "计划期内已完成的触达按渠道单价计费，并最先扣除",
    ),
)
CAPACITY_BITES = Code(
    "CLM550",
    "capacity-bites",
    Severity.WARNING,
    Wording(
        "channel `{channel}` is full on {days} and refuses {count} contacts, most on {worst}: {most} beyond {capacity} a day",
        "渠道 `{channel}` 有 {days}满负荷，拒绝 {count} 次触达，最多的是 {worst}：超出每天 {capacity} 次的有 {most} 次",
    ),
    Wording("raise the capacity, spread the sends, or raise the priority", "提高容量、分散发送，或提高优先级"),
    Wording("a channel carries so many contacts a day and no more", "一个渠道每天只能承担这么多联系"),
    *shown(("email_ok }", "email_ok; capacity: 5 per day }")),
)
NOBODY_REACHED = Code(
    "CLM551",
    "nobody-reached",
    Severity.WARNING,
    Wording("campaign `{campaign}` reaches nobody: {reason}", "活动 `{campaign}` 没有触达任何人：{reason}"),
    Wording("change what stands in the way, or take the campaign out", "改掉拦下它的规则，或去掉这个活动"),
    Wording("a campaign without contacts has no effect", "没有联系就没有效果"),
)
STAGE_RUNS_EMPTY = Code(
    "CLM555",
    "stage-runs-empty",
    Severity.NOTE,
    Wording(
        "from {day} on nobody is in stage `{stage}`, because counts assume that nobody orders after {as_of}",
        "从 {day} 起没有人处于阶段 `{stage}`，因为人数假设 {as_of} 之后无人下单",
    ),
    Wording(
        "compile again before each send; later counts fix dates and limits, not volumes",
        "每次发送前重新编译；更晚的人数只定日期和上限，不定数量",
    ),
    Wording("stages that rest on silence drift as days pass without new data", "依赖沉默天数的阶段会随日期推移而变化"),
    *shown(
        ("active when count(orders) >= 1", "active when days since last orders <= 8"),
        ("idle when count(orders) = 0", "idle otherwise"),
        (SEND_ON, "on 2026-11-03, 2026-11-20 at 10:00"),
    ),
)
UNKNOWN_HISTORY_CHANNEL = Code(
    "CLM553",
    "unknown-channel-in-history",
    Severity.ERROR,
    Wording(
        "{count} contacts in the history went out on `{channel}`, which no channel declares",
        "触达历史中有 {count} 次使用了未声明的渠道 `{channel}`",
    ),
    Wording("{hint}", "{hint}"),
    Wording(
        "a contact on an unknown channel would escape every cap for that channel", "未知渠道上的触达会绕过该渠道的上限"
    ),
)
STALE_EVENTS = Code(
    "CLM554",
    "stale-events",
    Severity.WARNING,
    Wording(
        "the newest of the `{event}` is from {newest}, {days} days before {as_of}",
        "最新的 `{event}` 是 {newest} 的，比 {as_of} 早 {days} 天",
    ),
    Wording("bring the data up to date, or plan as of an earlier day", "更新数据，或以更早的日期制定计划"),
    Wording("customers look silent when it is the data that ends", "数据中断会让客户看起来沉默"),
)
POLICY_BITES = Code(
    "CLM552",
    "policy-bites",
    Severity.WARNING,
    Wording(
        "the contact policy refuses {count} of {possible} contacts of `{campaign}`, most by `{rule}`",
        "触达规则拒绝了 `{campaign}` 的 {possible} 次触达中的 {count} 次，最多的是 `{rule}`",
    ),
    Wording(
        "move it away from the campaigns on the days before, or relax the rule",
        "避开前几天的其他活动，或放宽规则",
    ),
    Wording(
        "a cap or a gap is used up by whatever goes out first; priority decides within a day, not across days",
        "上限和间隔由先发出的活动占用；优先级只在同一天内起作用",
    ),
    *shown((AT_MOST, "at least 7d between contacts"), (SEND_ON, "on 2026-11-10, 2026-11-12 at 10:00")),
)

ALL_ENTERED = Wording("whoever is in its audience has entered before", "受众中的人都已进入过")
STEPS_DROPPED = Wording("its messages fall on days on which nothing goes out", "它的消息都落在不发送的日子")
NO_AUDIENCE = Wording("nobody is in its audience on any of its days", "它的任何一天都没有人在受众中")
MOST_REFUSED = Wording("most are refused by `{rule}`", "多数被 `{rule}` 拒绝")
