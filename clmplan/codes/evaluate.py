"""What an evaluation says: its diagnostics, and the sentences of a scorecard."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Severity, Wording

SPLIT_BROKEN = Code(
    "CLM830",
    "split-broken",
    Severity.ERROR,
    Wording(
        "`{campaign}` has {held_out} customers held out of {customers}, where a share of {share} was planned (p = {p})",
        "`{campaign}` 的 {customers} 名客户中留出了 {held_out} 名，而计划的留出比例是 {share}（p = {p}）",
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
        "add a file with `{event}` events to the outcomes; an empty file means that none happened",
        "请在结果数据中加入 `{event}` 事件的文件；空文件表示没有发生",
    ),
    Wording(
        "no data is not the same as no events, so nothing is said about the goal",
        "没有数据不等于没有事件，因此不对目标下结论",
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
    "p = {p} ({adjusted} over all splits, limit {limit}), so the arms are not compared",
    "{customers} 名客户中留出 {held_out} 名，计划为 {expected} 名；仅凭偶然出现这种偏差的概率 p = {p}"
    "（按全部分组校正后为 {adjusted}，界限 {limit}），因此不比较两组",
)
STILL_OPEN = Wording(
    "{open} of {customers} customers still have an open goal window on {until}; they are left out",
    "截至 {until}，{customers} 名客户中有 {open} 名的目标期尚未结束，未计入",
)
NOBODY = Wording(
    "no customer with a closed goal window in one of the arms",
    "其中一组没有目标期已结束的客户",
)
TOO_FEW = Wording(
    "{treated} treated and {held_out} held-out customers reached the goal; a judgement needs {least} in each arm",
    "实施组有 {treated} 名、留出组有 {held_out} 名客户达成目标；每组至少 {least} 名才能判断",
)
DECIDED_BETTER = Wording(
    "treated customers reached the goal more often by {value} percentage points ({low} to {high}); p = {p} after "
    "adjusting for {tests} comparisons",
    "实施组达成目标的比例高 {value} 个百分点（{low} 至 {high}）；按 {tests} 项比较校正后 p = {p}",
)
DECIDED_WORSE = Wording(
    "treated customers reached the goal less often: {value} percentage points ({low} to {high}); p = {p} after "
    "adjusting for {tests} comparisons",
    "实施组达成目标的比例更低：{value} 个百分点（{low} 至 {high}）；按 {tests} 项比较校正后 p = {p}",
)
UNDECIDED = Wording(
    "the difference of {value} percentage points ({low} to {high}) may be chance: p = {p} after adjusting for "
    "{tests} comparisons, limit {limit}",
    "{value} 个百分点的差异（{low} 至 {high}）可能出于偶然：按 {tests} 项比较校正后 p = {p}，界限 {limit}",
)
CONTAMINATED = Wording(
    "{percent} % of the customers held out were contacted, so the difference shown is smaller than the true one",
    "留出客户中有 {percent}% 被接触过，因此显示的差异小于真实差异",
)

ATTRIBUTED_NOTE = Wording(
    "attributed customers reached the goal after a contact, whatever caused it; this is not an effect",
    "归因客户是在接触之后达成目标的客户，不论原因；这不是效果",
)
AS_ASSIGNED_NOTE = Wording(
    "arms are compared as assigned, reached or not, from the first eligible day over equally long windows; intervals "
    "hold {level} % each",
    "两组按分配比较，无论是否触达，均从首个合格日起取等长窗口；每个区间的置信水平为 {level}%",
)
CAPPED_NOTE = Wording(
    "revenue is shown plain and with customers capped at the {percentile}th percentile of both arms; neither decides "
    "the verdict, the goal does",
    "收入同时给出原值和按两组合并第 {percentile} 百分位封顶的值；结论由目标达成率决定，不由收入决定",
)
NOT_ADDITIVE_NOTE = Wording(
    "effects of single campaigns overlap and do not add up to the programme",
    "各活动的效果互相重叠，相加不等于整个计划的效果",
)
LEFT_OUT_NOTE = Wording(
    "{rows} rows of outcomes = {used} used + {left_out}",
    "结果数据 {rows} 行 = 使用 {used} + {left_out}",
)
OPEN_NOTE = Wording(
    "{open} open goal windows were left out; evaluate again after the last one closes",
    "有 {open} 个未结束的目标期未计入；请在最后一个结束后再次评估",
)
CONTAMINATION_NOTE = Wording(
    "customers held out and contacted all the same: {held_out_contacted} of {held_out}",
    "已留出但仍被接触的客户：{held_out} 名中的 {held_out_contacted} 名",
)
