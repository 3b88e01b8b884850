"""Sentences of the functions over a customer's whole history: reasons, labels, measures."""

from __future__ import annotations

from clmplan.base.diagnostics import Wording

# The names that `rfm()` gives, by their code.
SEGMENTS = (
    Wording("champions", "核心客户"),
    Wording("loyal", "忠诚客户"),
    Wording("promising", "潜力客户"),
    Wording("new", "新客户"),
    Wording("needs_attention", "需关注客户"),
    Wording("at_risk", "风险客户"),
    Wording("cannot_lose", "挽留客户"),
    Wording("hibernating", "沉睡客户"),
    Wording("lost", "流失客户"),
)
MEASURES = {
    "recency": Wording("days since the last order", "距上次订单的天数"),
    "frequency": Wording("days with an order", "下单天数"),
    "money": Wording("amount of all orders", "订单总额"),
}
CUTS_RECENCY = Wording(
    "5 below {fifth} days, 4 below {fourth}, 3 below {third}, 2 below {second}",
    "少于 {fifth} 天为 5，少于 {fourth} 为 4，少于 {third} 为 3，少于 {second} 为 2",
)
CUTS_RISING = Wording(
    "5 above {fifth}, 4 above {fourth}, 3 above {third}, 2 above {second}",
    "超过 {fifth} 为 5，超过 {fourth} 为 4，超过 {third} 为 3，超过 {second} 为 2",
)
SCORES = Wording(
    "recency {recency}, frequency {frequency}, money {money} of 5",
    "近度 {recency}、频度 {frequency}、金额 {money}（满分 5）",
)

# Reasons of `churn_risk()`: one for each part that gives points.
SILENCE = Wording(
    "{points} points: {days} days since the last order, {times} times the own rhythm of {gap} days",
    "{points} 分：距上次订单 {days} 天，是自身节奏 {gap} 天的 {times} 倍",
)
ONE_ORDER = Wording("{points} points: ordered on one day only", "{points} 分：只在一天下过单")
TREND = Wording(
    "{points} points: {recent} days with orders in the last 90 days, {before} in the 90 days before",
    "{points} 分：最近 90 天有 {recent} 天下单，此前 90 天有 {before} 天",
)
QUIET = Wording("{points} points: {days} days since any other event", "{points} 分：距任何其他事件 {days} 天")
POINTS = Wording("{points} of {possible} points", "{possible} 分中得 {points} 分")

# Reasons of the fitted functions.
HISTORY = Wording(
    "{orders} days with orders, the first {first} and the last {last} days ago",
    "有 {orders} 天下单，首次在 {first} 天前，末次在 {last} 天前",
)
EXPECTS = Wording("{orders} days with orders expected within {days} days", "预计 {days} 天内有 {orders} 天下单")
WORTH = Wording("{amount} expected of each", "每个下单日预计 {amount}")
HALF_BY = Wording(
    "half of such customers order again within {days} days, if they stay",
    "这类客户若不流失，半数会在 {days} 天内再次下单",
)
NO_ORDER = Wording("no order so far", "尚无订单")
NOT_LEARNED = Wording("nothing was learned: too little history", "历史不足，没有学到任何东西")

UNITS = {"orders": Wording("days with orders", "下单天数"), "money": Wording("of orders", "订单金额")}
SEASON_FLAT = Wording(
    "flat, as the last 52 weeks are not known whole or hold too few orders", "视为平稳，因为最近 52 周不完整或订单太少"
)
SEASON_RANGE = Wording(
    "from {low} to {high} of the mean, highest in the four weeks from {day}",
    "在均值的 {low} 到 {high} 之间，{day} 起的四周最高",
)
NO_SEASON_HELP = Wording(
    "{least} days of history or more, with {orders} orders in each four weeks, show one",
    "历史不少于 {least} 天且每四周不少于 {orders} 单时才能看出季节",
)
SEASON_HELP = Wording(
    "days ahead have the factor of the same days 52 weeks before", "未来各日采用 52 周之前同一日的系数"
)
NO_LEAVING_PARAMETERS = Wording(
    "rates of orders vary as Gamma({r}, {alpha} days)", "下单速率服从 Gamma({r}, {alpha} 天)"
)
PARAMETERS = Wording(
    "rates of orders vary as Gamma({r}, {alpha} days), of leaving as Gamma({s}, {beta} days)",
    "下单速率服从 Gamma({r}, {alpha} 天)，流失速率服从 Gamma({s}, {beta} 天)",
)
AMOUNT_PARAMETERS = Wording(
    "; amounts as Gamma-Gamma({p}, {q}, {gamma})",
    "；金额服从 Gamma-Gamma({p}, {q}, {gamma})",
)
MODEL_HELP = Wording(
    "Schmittlein, Morrison & Colombo 1987; amounts by Fader & Hardie 2013",
    "Schmittlein、Morrison 与 Colombo 1987；金额据 Fader 与 Hardie 2013",
)

# What the reference says of these functions beyond their meaning.
PURCHASE_RULE = Wording(
    "a purchase is the event that most campaigns have as their goal, without goals the only kind of events with an amount, "
    "unless the call names another; several on one day count once",
    "购买是多数活动的目标事件；没有目标时为唯一带金额的事件；也可在括号内写明；同一天多次只算一次",
)
LEAST = Wording(
    "it learns from {customers} customers with an order or more, {repeating} of them with two days of orders, over {days} "
    "days; with less it is unknown for everyone; the season, and the error on days held back, are said with the values",
    "至少需要 {customers} 位有订单的客户、其中 {repeating} 位在两天下过单、历史 {days} 天，否则对所有客户为未知；季节和留出检验的误差随结果一同给出",
)
LEAST_RANKED = Wording(
    "fewer than {customers} customers with an order are not cut, and it is unknown for everyone",
    "有订单的客户少于 {customers} 人时不作划分，对所有客户为未知",
)
