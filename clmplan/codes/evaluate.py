"""What an evaluation says: its diagnostics, and the sentences of a scorecard."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Severity, Wording

SPLIT_BROKEN = Code(
    "CLM830",
    "split-broken",
    Severity.ERROR,
    Wording(
        "`{campaign}` has {held_out} customers held out of {customers}, where a share of {share} was planned (p {p})",
        "`{campaign}` 的 {customers} 名客户中留出了 {held_out} 名，而计划的留出比例是 {share}（p {p}）",
    ),
    Wording(
        "look for customers lost or added after the plan was compiled, and evaluate the untouched plan",
        "请检查编译计划之后丢失或新增的客户，并用未改动的计划重新评估",
    ),
    Wording(
        "an arm that lost customers for a reason is no longer comparable with the other, whatever the numbers say",
        "如果某一组因特定原因丢失了客户，两组就不再可比，无论数字看起来如何",
    ),
)
HOLDOUT_CONTACTED = Code(
    "CLM831",
    "holdout-contacted",
    Severity.WARNING,
    Wording(
        "{percent} % of the customers held out of `{campaign}` were contacted by it",
        "`{campaign}` 的留出客户中有 {percent}% 被该活动接触过",
    ),
    Wording(
        "keep the holdout out of manual sends and other lists; the effect shown is smaller than the true one",
        "请不要让留出客户进入手工发送或其他名单；此处显示的效果小于真实效果",
    ),
    Wording(
        "a holdout that is contacted shrinks the difference between the arms",
        "留出客户一旦被接触，两组之间的差异就会缩小",
    ),
)
GOAL_NOT_OBSERVED = Code(
    "CLM832",
    "goal-not-observed",
    Severity.WARNING,
    Wording(
        "the goal of `{campaign}` is the event `{event}`, which the outcomes do not cover",
        "`{campaign}` 的目标是事件 `{event}`，但结果数据不包含该事件",
    ),
    Wording(
        "this version judges one kind of event at a time, the goal of most campaigns; plan the campaigns with the goal "
        "`{event}` in a playbook of their own",
        "本版本一次只评判一种事件，即多数活动的目标；请把目标为 `{event}` 的活动写进单独的剧本",
    ),
    Wording(
        "no data is not the same as no events, so nothing is said about the goal",
        "没有数据不等于没有事件，因此不对目标下结论",
    ),
)

SENDS_CANCELLED = Code(
    "CLM833",
    "sends-cancelled",
    Severity.WARNING,
    Wording(
        "{count} of {sends} sends of `{campaign}` were planned and, as reported, not sent: {days}",
        "`{campaign}` 的 {sends} 次发送中有 {count} 次据报告未执行：{days}",
    ),
    Wording(
        "read its effect as that of what was planned, sent or not; the arms stay as they were assigned",
        "其效果应理解为“按计划分配”的效果，无论是否发送；分组保持不变",
    ),
    Wording(
        "leaving out customers because nothing was sent to them would make the arms differ",
        "因未发送而剔除客户，会使两组不再可比",
    ),
)

PROGRAMME = "programme"

NO_HOLDOUT = Wording(
    "no customers were held out, so what would have happened anyway is not known",
    "没有留出客户，因此无法知道不做活动时会发生什么",
)
NO_GOAL = Wording(
    "no goal with a number of days was declared, so there is nothing to judge by",
    "没有声明带天数的目标，因此没有判断依据",
)
NOT_OBSERVED = Wording(
    "the outcomes do not cover the goal event `{event}`",
    "结果数据不包含目标事件 `{event}`",
)
BROKEN = Wording(
    "{held_out} of {customers} customers are held out, {expected} were planned; chance alone gives such a gap with "
    "p {p} (p {adjusted} over all splits, limit {limit}), so the arms are not compared",
    "{customers} 名客户中留出 {held_out} 名，计划为 {expected} 名；仅凭偶然出现这种偏差的概率 p {p}"
    "（按全部分组校正后 p {adjusted}，界限 {limit}），因此不比较两组",
)
STILL_OPEN = Wording(
    "{open} of {customers} customers still have an open goal window on {until}; they are left out",
    "截至 {until}，{customers} 名客户中有 {open} 名的目标期尚未结束，未计入",
)
NOBODY = Wording(
    "no customer with a closed goal window in one of the arms",
    "其中一组没有目标期已结束的客户",
)
NOBODY_ELIGIBLE = Wording(
    "cannot be judged: nobody was eligible when the plan was compiled",
    "无法判断：编译计划时没有合格客户",
)
NOBODY_HELD_OUT = Wording(
    "cannot be judged: a holdout was declared, but nobody was held out of so few customers",
    "无法判断：虽已声明留出，但客户太少，无人被留出",
)
EVERYBODY_HELD_OUT = Wording(
    "cannot be judged: everybody eligible was held out",
    "无法判断：所有合格客户都被留出",
)
NO_USE_WAITING = Wording(
    "every goal window has closed: this plan alone will not decide it; more customers or a larger holdout would",
    "所有目标期均已结束，仅凭本计划无法得出结论；需要更多客户或更大的留出比例",
)
REVENUE_TOO_FEW = Wording(
    "revenue is not compared: the smaller arm has {fewest} customers, {least} are needed",
    "不比较收入：较小的一组只有 {fewest} 名客户，至少需要 {least} 名",
)
REVENUE_TOO_RARE = Wording(
    "revenue is not compared: so few customers bought that the {percentile}th percentile of revenue is nothing",
    "不比较收入：购买的客户太少，收入的第 {percentile} 百分位为零",
)
TOO_FEW = Wording(
    "{treated} treated and {held_out} held-out customers reached the goal; a judgement needs {least} in each arm",
    "触达组有 {treated} 名、留出组有 {held_out} 名客户达成目标；每组至少 {least} 名才能判断",
)
DECIDED_BETTER = Wording(
    "treated customers reached the goal more often by {value} percentage points ({low} to {high}); p {p} after "
    "adjusting for {tests} comparisons",
    "触达组达成目标的比例高 {value} 个百分点（{low} 至 {high}）；按 {tests} 项比较校正后 p {p}",
)
DECIDED_WORSE = Wording(
    "treated customers reached the goal less often: {value} percentage points ({low} to {high}); p {p} after "
    "adjusting for {tests} comparisons",
    "触达组达成目标的比例更低：{value} 个百分点（{low} 至 {high}）；按 {tests} 项比较校正后 p {p}",
)
UNDECIDED = Wording(
    "the difference of {value} percentage points ({low} to {high}) may be chance: p {p} after adjusting for "
    "{tests} comparisons, limit {limit}",
    "{value} 个百分点的差异（{low} 至 {high}）可能出于偶然：按 {tests} 项比较校正后 p {p}，界限 {limit}",
)
CONTAMINATED = Wording(
    "{percent} % of the customers held out were contacted, so the difference shown is smaller than the true one",
    "留出客户中有 {percent}% 被接触过，因此显示的差异小于真实差异",
)

ATTRIBUTED_NOTE = Wording(
    "customers who reached the goal after any contact are counted whatever caused it; this is not an effect",
    "“任一触达后达成目标”的客户不论原因都计入；这不是效果",
)
AS_ASSIGNED_NOTE = Wording(
    "arms are compared as assigned, reached or not; intervals hold {level} % each",
    "两组按分配比较，无论是否触达；每个区间的置信水平为 {level}%",
)
EQUAL_WINDOWS_NOTE = Wording(
    "a campaign is judged in both arms over equally long windows from the first eligible day",
    "活动在两组中均从首个合格日起取等长窗口评判",
)
CONTACTS_AGAIN_NOTE = Wording(
    "a campaign that contacts again is judged by the first {days} days after a customer first became eligible; later "
    "waves are not measured",
    "多次触达的活动只按客户首次合格后的 {days} 天评判；之后的波次未被测量",
)
PROGRAMME_NOTE = Wording(
    "the whole programme is judged from the first eligible day until the end of the plan ({fewest} to {most} days, "
    "alike in both arms)",
    "整个计划从首个合格日评判到计划期结束（{fewest} 至 {most} 天，两组相同）",
)
PROGRAMME_ALIKE_NOTE = Wording(
    "the whole programme is judged from the first eligible day until the end of the plan ({fewest} days in both arms)",
    "整个计划从首个合格日评判到计划期结束（两组均为 {fewest} 天）",
)
CAPPED_NOTE = Wording(
    "revenue is compared per customer with customers capped at the {percentile}th percentile of both arms together; the "
    "report has the difference without a cap beside it; neither decides the verdict, the goal does; with no effect at "
    "all the capped interval misses zero in 6 to 8 of 100 redrawn splits of real orders, the other in 14 to 19",
    "收入按人均比较，客户以两组合并第 {percentile} 百分位封顶；报告中另列不封顶的差异；结论由目标达成率决定，不由收入决定；"
    "在毫无效果时，用真实订单重抽分组，封顶区间有 6% 至 8% 不含零，不封顶的有 14% 至 19%",
)
NOT_ADDITIVE_NOTE = Wording(
    "effects of single campaigns overlap and do not add up to the programme",
    "各活动的效果互相重叠，相加不等于整个计划的效果",
)
OPEN_NOTE = Wording(
    "{open} open goal windows were left out; evaluate again after the last one closes",
    "有 {open} 个未结束的目标期未计入；请在最后一个结束后再次评估",
)
CONTAMINATION_NOTE = Wording(
    "assignments held out and contacted all the same: {held_out_contacted} of {held_out} (one for each campaign a "
    "customer is held out of)",
    "已留出但仍被接触的分配：{held_out} 项中的 {held_out_contacted} 项（客户被每个活动留出各计一项）",
)
REPORTED_NOTE = Wording(
    "what teams report is compared with what was planned for the same sends; a send without a report is compared with "
    "nothing",
    "团队报告的数字只与同一批发送的计划相比；没有报告的发送不作比较",
)
COST_NOTE = Wording(
    "a campaign's cost is what teams reported, tasks included, when each of its sends has a cost or was cancelled; else "
    "it is as planned",
    "活动的每次发送都有花费报告（或已取消）时，成本取报告值（含任务）；否则取计划值",
)
ORDERS_NOTE = Wording(
    "orders that teams report are theirs to count: they say nothing about what a campaign caused; only a holdout does",
    "团队报告的订单由其自行统计，不说明活动带来了什么；只有留出组能说明",
)
CANCELLED_NOTE = Wording(
    "sends that were not sent stay in the comparison: it is of what was planned, as assigned",
    "未执行的发送仍计入比较：比较的是按分配的计划",
)
ELSEWHERE_NOTE = Wording(
    "sends with a report that another plan of this playbook holds, and this one does not: {count}; they are left out",
    "有报告、但属于本剧本其他计划而不在本计划中的发送：{count}；未计入",
)
