"""CLM806 to CLM815: what is to be known about functions that were fitted on all customers."""

from clmplan.base.diagnostics import Code, Severity, Wording

TOO_LITTLE_TO_LEARN = Code(
    "CLM806",
    "too-little-to-learn",
    Severity.WARNING,
    Wording(
        "`{function}` is unknown for everyone: {customers} customers with orders, {repeating} of them on two days or more, over {days} days",
        "`{function}` 对所有客户均为未知：有订单的客户 {customers} 人，其中在两天及以上下单的 {repeating} 人，历史 {days} 天",
    ),
    Wording(
        "it learns from {least_customers} customers, {least_repeating} of them with two days of orders, over {least_days} days or more",
        "至少需要 {least_customers} 位客户、其中 {least_repeating} 位在两天下过单、历史不少于 {least_days} 天",
    ),
    Wording(
        "a model of few customers or few days would say more about chance than about them",
        "客户太少或历史太短时，模型反映的多是偶然",
    ),
)
FITTED_ON = Code(
    "CLM807",
    "fitted-on",
    Severity.NOTE,
    Wording(
        "`{function}` is the {model} model of {customers} customers: {parameters}",
        "`{function}` 采用 {model} 模型，基于 {customers} 位客户：{parameters}",
    ),
    Wording("{hint}", "{hint}"),
    Wording("the parameters are those that make the history of orders most likely", "参数取使订单历史最可能出现的值"),
)
NOBODY_LEAVES = Code(
    "CLM808",
    "nobody-leaves",
    Severity.WARNING,
    Wording(
        "the orders show nobody leaving, so `{function}` takes everyone for a customer still",
        "从订单看没有人流失，因此 `{function}` 视所有人仍为客户",
    ),
    Wording(
        "a longer history may show it; `churn_risk()` needs no model",
        "更长的历史也许能看出来；`流失风险()` 不需要模型",
    ),
    Wording(
        "the model with leaving is no likelier than the one without, by more than its two parameters cost (Akaike)",
        "含流失的模型并不比不含流失的更可能，不足以抵偿多出的两个参数（赤池准则）",
    ),
)
CUSTOMERS_ALIKE = Code(
    "CLM809",
    "customers-alike",
    Severity.WARNING,
    Wording("the fit of `{function}` ran to the edge in {parameters}", "`{function}` 的拟合在 {parameters} 上到达边界"),
    Wording("its values differ less between customers than they seem to", "其取值在客户之间的差别比看起来小"),
    Wording("customers are as good as alike in what such a parameter measures", "就该参数所衡量的而言，客户几乎相同"),
)
SEASON_OF_FIT = Code(
    "CLM810",
    "season-of-fit",
    Severity.NOTE,
    Wording("season of `{function}`: {season}", "`{function}` 的季节：{season}"),
    Wording("{hint}", "{hint}"),
    Wording(
        "orders of each four weeks of the last 52 are compared with what the model expects of customers that old",
        "最近 52 周按每四周，与模型对同龄客户的预期相比较",
    ),
)
FIT_TESTED = Code(
    "CLM811",
    "fit-tested",
    Severity.NOTE,
    Wording(
        "`{function}` without the last {days} days expects {forecast} {unit} in them; {observed} came ({error})",
        "不用最近 {days} 天的数据时，`{function}` 预期其间{unit} {forecast}，实际 {observed}（{error}）",
    ),
    Wording("read its forecasts with that error in mind", "使用其预测时请记住这一误差"),
    Wording("a model is judged by days it has not seen", "模型要用它没有见过的日子来检验"),
)
FIT_NOT_TESTED = Code(
    "CLM812",
    "fit-not-tested",
    Severity.NOTE,
    Wording("`{function}` is not tested on days it has not seen", "`{function}` 没有用未见过的日子检验"),
    Wording("{least} days of history or more allow it", "历史不少于 {least} 天即可检验"),
    Wording(
        "the days held back are four or eight weeks, and at most a quarter of the history",
        "留作检验的是四周或八周，且不超过历史的四分之一",
    ),
)
AMOUNTS_NOT_FITTED = Code(
    "CLM813",
    "amounts-not-fitted",
    Severity.WARNING,
    Wording(
        "`{function}` takes {average} for every order day: the amounts fit no Gamma-Gamma model",
        "`{function}` 按每个下单日 {average} 计：金额不符合 Gamma-Gamma 模型",
    ),
    Wording("{least} customers with amounts that differ allow it", "至少 {least} 位金额不同的客户才能拟合"),
    Wording(
        "where amounts do not differ between customers, the average says as much",
        "客户之间金额没有差别时，平均值同样够用",
    ),
)
FIFTHS_CUT = Code(
    "CLM814",
    "fifths-cut",
    Severity.NOTE,
    Wording("cuts of `{function}`, {measure}: {cuts}", "`{function}` 的分界，{measure}：{cuts}"),
    Wording("a value equal to a cut lies in the lower fifth", "等于分界的值归入较低的一档"),
    Wording(
        "they are measured over customers with an order on the day the plan is made, and kept for every later day",
        "分界在制定计划当日按有订单的客户测定，其后各日沿用",
    ),
)
FIFTHS_UNEVEN = Code(
    "CLM815",
    "fifths-uneven",
    Severity.WARNING,
    Wording(
        "the fifths of `{function}` are uneven, {measure}: {shares}", "`{function}` 的五档不均匀，{measure}：{shares}"
    ),
    Wording("read the names that depend on them with care", "依赖它们的名称请谨慎使用"),
    Wording(
        "equal values share a fifth, so many customers with one order leave fifths empty or hold more than 30 %",
        "相同的值同属一档；只有一单的客户很多时，某些档会为空或超过 30%",
    ),
)
