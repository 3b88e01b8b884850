"""CLM8xx: what the simulation has to say, and the notes that go with its numbers."""

from clmplan.base.diagnostics import Code, Severity, Wording

TOO_LITTLE_HISTORY = Code(
    "CLM801",
    "too-little-history",
    Severity.ERROR,
    Wording(
        "the history is too small to simulate from: {customers} customers with an order, {repeating} of them on two "
        "days or more, {days} days",
        "历史数据不足以模拟：有订单的客户 {customers} 人，其中 {repeating} 人在两天及以上下单，共 {days} 天",
    ),
    Wording(
        "a simulation needs at least {least_customers} customers with an order, {least_repeating} with orders on two "
        "days, and {least_days} days of history; `compile` works without",
        "模拟至少需要 {least_customers} 位有订单的客户、{least_repeating} 位在两天下过单的客户和 {least_days} 天历史；"
        "`compile` 不受影响",
    ),
    Wording(
        "habits guessed from a handful of customers would look exact and be wrong",
        "从少数客户猜出的习惯看似精确，其实是错的",
    ),
)
UNKNOWN_ORDER_EVENT = Code(
    "CLM802",
    "unknown-order-event",
    Severity.ERROR,
    Wording("there is no event called `{name}` to simulate", "没有名为 `{name}` 的事件可供模拟"),
    Wording("events of the project: {known}", "项目中的事件：{known}"),
    Wording(
        "the simulation continues the history of one kind of event, usually the orders",
        "模拟延续一种事件的历史，通常是订单",
    ),
)
UNKNOWN_ORDER_AMOUNT = Code(
    "CLM803",
    "unknown-order-amount",
    Severity.ERROR,
    Wording("`{event}` has no amount called `{name}`", "`{event}` 没有名为 `{name}` 的金额"),
    Wording("fields of `{event}` that hold money or numbers: {known}", "`{event}` 中的金额或数字字段：{known}"),
    Wording("revenue is simulated from the amounts of past orders", "收入由过去订单的金额模拟得出"),
)
NOTHING_AHEAD = Code(
    "CLM804",
    "nothing-ahead",
    Severity.ERROR,
    Wording(
        "the horizon ends before {as_of}, so no day is left to simulate",
        "计划期在 {as_of} 之前已结束，没有可模拟的日子",
    ),
    Wording("choose an earlier as-of date or a later horizon", "请选择更早的数据日期或更晚的计划期"),
    Wording("days before the as-of date are history, not simulation", "数据日期之前的日子是历史，不是模拟"),
)
TOO_FEW_REPLICATIONS = Code(
    "CLM805",
    "too-few-replications",
    Severity.ERROR,
    Wording("{replications} replications give no interval", "重复 {replications} 次得不到区间"),
    Wording("use at least 2, better 40", "至少 2 次，最好 40 次"),
    Wording("an interval is the spread between replications", "区间来自各次重复之间的差异"),
)

MODEL = Wording(
    "habits come from the histories of {customers} customers over {days} days (Pareto/NBD, maximum likelihood); "
    "{alive} of them are expected to be customers still",
    "购买习惯来自 {customers} 位客户 {days} 天的历史（Pareto/NBD，最大似然）；其中预计仍有 {alive} 位是客户",
)
NOBODY_LEAVES = Wording(
    "habits come from the histories of {customers} customers over {days} days; the history does not show anybody "
    "leaving for good, so everyone is simulated as staying (NBD)",
    "购买习惯来自 {customers} 位客户 {days} 天的历史；历史中看不出有人永久流失，因此模拟中所有人都留下（NBD）",
)
ORDER_DAYS = Wording(
    "an order is a day on which a customer orders, however often", "一笔订单指客户下单的一天，不论当天下单几次"
)
RETURN_DAYS = Wording(
    "{count} days on which returns outweigh purchases are left out", "退货超过购买的 {count} 个客户日未计入"
)
FLAT_SEASON = Wording(
    "no season is simulated: every month is like the average of the history",
    "未模拟季节：每个月都与历史平均相同",
)
GIVEN_SEASON = Wording("orders follow the season given by month: {factors}", "订单按给定的月度季节系数变化：{factors}")
FIXED_CONTACTS = Wording(
    "contacts are those of the plan; stages and audiences are not decided again from simulated orders",
    "触达以计划为准；不会根据模拟订单重新判定阶段和受众",
)
JOURNEYS = Wording(
    "journeys run as if nobody responded: {contacts} contacts of later steps also go to customers whose simulated order "
    "would have ended or turned their way, and steps for those who respond are left out",
    "旅程按无人响应来走：后续步骤的 {contacts} 次触达也会发给模拟下单后本应离开或改道的客户，只给响应者的步骤不计入",
)
NO_NEWCOMERS = Wording(
    "nobody new joins; customers without an order yet ({count}) order nothing, and {contacts} contacts go to them",
    "没有新客户加入；尚无订单的 {count} 位客户不会下单，发给他们的触达有 {contacts} 次",
)
NO_REVIVAL = Wording(
    "customers who have left for good do not come back, contacted or not", "永久流失的客户不会回来，无论是否触达"
)
ASSUMED_LIFT = Wording(
    "the lift of `{campaign}` is assumed: {range} ({source})",
    "`{campaign}` 的提升为假定值：{range}（{source}）",
)
SOURCES = {
    "stated": Wording("stated", "自行给定"),
    "learned": Wording("learned", "从评估得出"),
    "measured": Wording("measured", "由历史测得"),
}
NO_LIFT = Wording(
    "nothing is assumed about the lift of `{campaign}`: it is simulated without effect, and its incremental orders "
    "are not stated",
    "没有关于 `{campaign}` 提升的假定：按无效果模拟，不给出增量订单",
)
NO_GOAL = Wording(
    "`{campaign}` has no goal, so no window for an effect: it is simulated without one",
    "`{campaign}` 没有目标，因此没有效果窗口：按无效果模拟",
)
OTHER_GOAL = Wording(
    "the goal of `{campaign}` is `{goal}`; its lift is applied to `{event}`",
    "`{campaign}` 的目标是 `{goal}`；其提升作用于 `{event}`",
)
NO_REDEEM = Wording(
    "nothing is assumed about redemptions of the offers of `{campaign}`: their cost is not simulated",
    "没有关于 `{campaign}` 优惠核销的假定：未模拟其成本",
)
REDEMPTIONS = Wording(
    "the incentive is paid on the assumed share of all orders in a window, also those that come anyway, within the "
    "limits of the offers; stock is not run down",
    "优惠成本按窗口内全部订单的假定比例计算，包括本来就会发生的订单，并遵守优惠的次数限制；不扣减库存",
)
NO_PULL_FORWARD = Wording(
    "no order is pulled forward: what campaigns cause is not missing later",
    "未模拟提前购买：活动带来的订单不会使之后的订单减少",
)
PULL_FORWARD = Wording(
    "{share} of the orders that campaigns cause are taken from the next {days} days; all numbers are net of that",
    "活动带来的订单中有 {share} 取自之后 {days} 天；所有数字均已扣除",
)
NO_AMOUNT = Wording("no amount is named, so orders have no value of their own", "未指定金额，因此订单本身没有价值")
SIMPLE_VALUES = Wording(
    "order values do not follow the Gamma-Gamma model: each customer's average is drawn towards the average of "
    "all, without spread from order to order",
    "订单金额不符合 Gamma-Gamma 模型：每位客户的均值向总体均值收缩，各订单之间没有波动",
)
INTERVALS = Wording(
    "ranges hold the middle {level} of {replications} replications: they cover luck and what is assumed, within its "
    "range; they do not cover a wrong model, wrong habits or the season",
    "区间包含 {replications} 次重复中居中的 {level}：只涵盖运气和假定值（在其范围内），不涵盖模型错误、习惯偏差和季节",
)
NOT_ADDITIVE = Wording(
    "what single campaigns add does not sum to the programme, because their windows overlap",
    "各活动的增量之和不等于总体增量，因为窗口有重叠",
)
OPEN_WINDOWS = Wording(
    "{contacts} contacts have windows that run past the end of the horizon; orders after it are not counted",
    "{contacts} 次触达的窗口超出计划期；之后的订单未计入",
)
STARTED = Wording(
    "days of the horizon before {as_of} are history and not counted", "计划期中 {as_of} 之前的日子是历史，未计入"
)
BACK_TEST_OUTSIDE = Wording(
    "back-test: fitted without the last {days} days, the model forecast {forecast} orders ({low} to {high} in {level} "
    "of replications); {observed} came: outside, so the levels of the two worlds are not forecasts, only their "
    "difference means something",
    "回测：不用最后 {days} 天拟合，模型预测 {forecast} 单（{level} 的重复在 {low} 至 {high} 之间），实际 {observed} 单："
    "在区间之外，因此两个世界各自的水平不是预测，只有两者之差有意义",
)
BACK_TEST_INSIDE = Wording(
    "back-test: fitted without the last {days} days, the model forecast {forecast} orders ({low} to {high} in {level} "
    "of replications); {observed} came: inside, so these days do not contradict the levels of the two worlds",
    "回测：不用最后 {days} 天拟合，模型预测 {forecast} 单（{level} 的重复在 {low} 至 {high} 之间），实际 {observed} 单："
    "在区间之内，因此这段时间与两个世界的水平并不矛盾",
)
NO_BACK_TEST = Wording("the history is too short to hold back weeks for a back-test", "历史太短，无法留出几周做回测")

SIMULATED = {
    "incremental": Wording(
        "Incremental, if the assumed lifts hold ({source})", "增量：前提是假定的提升成立（{source}）"
    ),
    "source_stated": Wording("stated, not measured", "自行给定，未经测量"),
    "source_learned": Wording("learned from evaluations", "从评估得出"),
    "source_measured": Wording("measured in the past", "由历史测得"),
    "with_error": Wording("{value} ± {error}", "{value} ± {error}"),
    "error_above": Wording("± Monte Carlo error; {range}", "± 蒙特卡洛误差；{range}"),
    "not_margin": Wording("{range}; revenue, not margin", "{range}；收入，不是毛利"),
    "simulation_lead": Wording(
        "{replications} replications of both worlds for {customers} customers, seed {seed}; "
        "ranges hold {level} of them",
        "对 {customers} 位客户模拟两种情形 {replications} 次，种子 {seed}；区间包含其中 {level}",
    ),
    "attributed": Wording("Attributed: merely happened after a contact", "归因：仅发生在触达之后"),
    "attributed_note": Wording(
        "Includes orders that would have come anyway; never add it to the incremental",
        "包含本来就会发生的订单；不可与增量相加",
    ),
    "with_plan": Wording("With the plan", "执行计划"),
    "without_plan": Wording("Without it", "不执行"),
    "both_worlds": Wording("Orders a day in both worlds, weekly means", "两种情形下的每日订单（周均值）"),
    "both_revenue": Wording("Revenue a day in both worlds, weekly means", "两种情形下的每日收入（周均值）"),
    "worlds_about": Wording(
        "Solid: with the plan; dashed: the same customers without it", "实线：执行计划；虚线：同一批客户不执行"
    ),
    "by_campaign": Wording("Incremental orders by campaign", "各活动的增量订单"),
    "by_campaign_about": Wording(
        "Each campaign against the same world without it; campaigns overlap, so these do not add up",
        "每个活动与没有它的同一世界相比；活动相互重叠，不可相加",
    ),
    "not_assumed": Wording("nothing assumed, nothing said", "没有假设，不作判断"),
    "monte_carlo": Wording(
        "error of the mean of incremental orders from the number of replications: {error}",
        "增量订单均值因模拟次数产生的误差：{error}",
    ),
}
