"""How values are written, and what the words that stand for a value mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clmplan.base.diagnostics import Wording
from clmplan.codes.told import Told, told


@dataclass(frozen=True, slots=True)
class Literal:
    """A kind of written value: what people call it, how it looks in both languages, what is told about it.

    `words` are the canonical words inside it.
    """

    title: Wording
    english: tuple[str, ...]
    chinese: tuple[str, ...]
    told: Told
    words: tuple[str, ...] = ()


LITERALS: Mapping[str, Literal] = {
    "number": Literal(
        Wording("number", "数字"),
        ("3", "5_000", "2.5"),
        ("3", "5000", "5万"),
        told(
            "a plain number; `_` may part its digits, `万` is ten thousand",
            "普通数字；`万` 为一万",
            "segment rich = points > 50_000",
            "人群 高分 = 积分 超过 5万",
        ),
    ),
    "money": Literal(
        Wording("money", "金额"),
        ("£12.50", "¥5,000", "5000 CNY"),
        ("5000元", "5万元", "￥5,000"),
        told(
            "an amount with its currency, which must be the project's",
            "带币种的金额；币种须与项目一致",
            "segment big = spend_90d >= ¥50,000",
            "人群 大户 = 近90天消费 不低于 5万元",
        ),
    ),
    "percent": Literal(
        Wording("percent", "百分比"),
        ("10%", "2.5%"),
        ("10%", "10％"),
        told(
            "a share of a hundred",
            "百分之几",
            "holdout programme 5%",
            "留出 全程 5％",
        ),
    ),
    "duration": Literal(
        Wording("length of time", "时长"),
        ("30d", "2 weeks", "3mo", "1y", "5 workdays"),
        ("30天", "2周", "3个月", "1年", "5个工作日"),
        told(
            "days, weeks, months, years or work days; conditions and caps count days and weeks only; `3月` is March and refused",
            "天、周、月、年或工作日；条件和上限只用天和周；`3月` 是三月，不作时长",
            "segment late = days since last order > 8w",
            "人群 晚归 = 距 上次 订单 超过 8周",
        ),
    ),
    "date": Literal(
        Wording("date", "日期"),
        ("2026-11-11",),
        ("2026-11-11", "2026年11月11日"),
        told(
            "year, month, day",
            "年、月、日",
            "segment early = joined < 2026-01-01",
            "人群 早期 = 注册日 低于 2026年1月1日",
        ),
    ),
    "range": Literal(
        Wording("range", "范围"),
        ("2026-10-01 .. 2026-12-31", "10% .. 40%"),
        ("2026-10-01 .. 2026-12-31", "60元 .. 100元"),
        told(
            "two values with `..` between them; of dates both days are included",
            "两个值，中间写 `..`；日期含首尾两天",
            "playbook december { horizon: 2026-12-01 .. 2026-12-31 }",
            "剧本 十二月 { 区间：2026-12-01 .. 2026年12月31日 }",
        ),
    ),
    "time": Literal(
        Wording("time of day", "时刻"),
        ("10:00", "9:30"),
        ("10:00", "9：30"),
        told(
            "hours and minutes of a day of 24 hours, in the zone of the project",
            "24 小时制的时和分，按项目时区",
            "policy night { never between 21:00 and 09:00 }",
            "规则 夜间 { 禁止 介于 21:00 和 09:00 }",
        ),
    ),
    "discount": Literal(
        Wording("discount", "力度"),
        ("10% off", "¥50 off over ¥300"),
        ("8.5折", "满300减50"),
        told(
            "what is taken off: a share or an amount, perhaps over a smallest sum; `8.5折` pays 85%",
            "减多少：按比例或金额，可设门槛；`8.5折` 付 85%",
            "offer fall { discount: 15% off; cost: ¥20 }",
            "优惠 秋惠 { 力度：8.5折；成本：20元 }",
        ),
        ("off", "over"),
    ),
    "text": Literal(
        Wording("text", "文字"),
        ('"We miss you"',),
        ("“好久不见”", "「好久不见」"),
        told(
            "anything between quotation marks, on one line",
            "引号之间的任何文字，不换行",
            'segment shoe = city = "London"',
            "人群 伦敦 = 城市 = “London”",
        ),
    ),
    "list": Literal(
        Wording("list", "列表"),
        ("[new, active]",),
        ("[新客、活跃]", "【新客，活跃】"),
        told(
            "values between square brackets",
            "方括号之间的若干值",
            "segment metal = tier in [gold, silver]",
            "人群 贵金属 = 等级 属于 [金、银]",
        ),
    ),
    "name": Literal(
        Wording("name", "名字"),
        ("wake", "spend_90d", "`last order`"),
        ("唤醒", "近90天消费", "`上次 下单`"),
        told(
            "letters, digits and `_`; back-ticks allow spaces and the words of conditions; Chinese names need a space beside keywords",
            "字母、汉字、数字和 `_`；含空格或保留词时加反引号；中文名字与关键词之间要有空格",
            "segment `not yet` = count(orders) = 0",
            "人群 `非 买家` = 次数(订单) = 0",
        ),
    ),
    "sum": Literal(
        Wording("arithmetic", "运算"),
        ("2 * count(orders) + 1", "points - 100"),
        ("2 * 次数(订单) + 1", "积分 - 100"),
        told(
            "plus, minus, and times a written number; a product of two fields is refused",
            "加、减，以及乘以写出的数字；字段之间不能相乘",
            "segment busy = 2 * count(orders) + 1 > 5",
            "人群 常购 = 2 * 次数(订单) + 1 > 5",
        ),
    ),
    "condition": Literal(
        Wording("condition", "条件"),
        ("vip", "stage = active", "email_ok is yes and points > 100"),
        ("高价值", "阶段 = 活跃", "允许邮件 为 是 且 积分 超过 100"),
        told(
            "a segment by its name, a comparison, or several joined by `and`, `or`, `not`; unknown never selects",
            "人群的名字、一个比较，或用 `且`、`或`、`非` 连接的几个条件；未知不算成立",
            "segment wanted = vip and not complained and stage in [new, active]",
            "人群 目标客户 = 高价值 且 非 投诉过 且 阶段 属于 [新客、活跃]",
        ),
    ),
    "field": Literal(
        Wording("field", "字段"),
        ("email_ok", "orders.amount"),
        ("允许邮件", "订单.金额"),
        told(
            "a field of the customer, or of an event after a dot; the project file names them",
            "客户的字段，或用点连接的事件字段；名字由项目文件规定",
            "segment rich = points > 100 and sum(orders.amount) > ¥500",
            "人群 富裕 = 积分 超过 100 且 求和(订单.金额) 超过 500元",
        ),
    ),
    "event": Literal(
        Wording("event", "事件"),
        ("orders", "last order"),
        ("订单", "上次 订单"),
        told(
            "a kind of events that the project file names; English names may be written in the singular",
            "项目文件里的一类事件",
            "segment seen = count(visits within last 30d) > 0",
            "人群 来访 = 次数(访问 最近 30天 内) 超过 0",
        ),
    ),
    "customer_date": Literal(
        Wording("date of the customer", "客户的日期"),
        ("birthday", "last order", "first order"),
        ("生日", "上次 订单", "首次 订单"),
        told(
            "a date field of the customer, or the first or last event of a kind",
            "客户的日期字段，或某类事件的首次、上次",
            "segment newcomers = days since joined < 30 or days since first order < 30",
            "人群 新人 = 距 注册日 低于 30天 或 距 首次 订单 低于 30天",
        ),
    ),
    "weekday": Literal(
        Wording("weekday", "星期"),
        ("monday", "sunday"),
        ("周一", "星期日"),
        told(
            "a day of the week, where something repeats every so many weeks",
            "星期几，用于每隔若干周的重复",
            'campaign news { for everyone; on every 2w on friday; send email "News" }',
            "活动 通讯 { 面向 所有人；于 每 2周 于 周五；发送 邮件 “News” }",
        ),
    ),
    "comment": Literal(
        Wording("comment", "注释"),
        ("# a remark", "// a remark"),
        ("# 注释", "// 注释"),
        told(
            "a remark to the end of the line; it means nothing to the plan",
            "到行尾的说明，对计划没有影响",
            "segment fans = member is yes  # from the till",
            "人群 铁粉 = 会员 为 是  # 来自收银台",
        ),
    ),
}

_SPREAD = ("never between 21:00 and 09:00 spread over 2 hours", "禁止 介于 21:00 和 09:00 错峰 2 小时")
_PLACES = {
    "1st": ("first", "第一个"),
    "2nd": ("second", "第二个"),
    "3rd": ("third", "第三个"),
    "4th": ("fourth", "第四个"),
    "5th": ("fifth", "第五个"),
    "final": ("last", "最后"),
}


def _place(english: str, chinese: str) -> Told:
    return told(
        f"the {english} weekday or work day of a month",
        f"一个月里{chinese}某星期几或工作日",
        f"on the {english} monday every month",
        f"于 每月 {chinese} 周一",
    )


VALUES: Mapping[str, Told] = {
    "owned": told("a channel that belongs to the company", "自有渠道", "kind: owned", "类型：自有"),
    "paid": told("a channel that is bought, such as advertising", "付费渠道，如广告投放", "kind: paid", "类型：付费"),
    "retention": told("to keep customers buying", "让客户继续购买", "objective: retention", "目的：留存"),
    "acquisition": told("to win new customers", "获取新客户", "objective: acquisition", "目的：拉新"),
    "activation": told(
        "to bring about a first or an early purchase", "促成首次或早期购买", "objective: activation", "目的：激活"
    ),
    "winback": told("to bring back customers who have left", "召回流失的客户", "objective: winback", "目的：召回"),
    "reserve": told(
        "the part of a budget that no campaign may use yet",
        "预算中暂不动用的部分",
        "split: retention 90%, reserve 10%",
        "拆分：留存 90%，预留 10%",
    ),
    "hour": told("sixty minutes", "六十分钟", *_SPREAD),
    "minute": told(
        "a sixtieth of an hour",
        "一小时的六十分之一",
        "never between 21:00 and 09:00 spread over 90 minutes",
        "禁止 介于 21:00 和 09:00 错峰 90 分钟",
    ),
    "workday": told(
        "a day on which people work, counted within a month",
        "一个月里的工作日",
        "on the last workday every month",
        "于 每月 最后 工作日",
    ),
    **{name: _place(*words) for name, words in _PLACES.items()},
    "feb28": told("28 February", "2 月 28 日", "leap day: feb28", "闰日：二月二十八日"),
    "mar1": told("1 March", "三月一日", "leap day: mar1", "闰日：三月一日"),
    "loyalty": told(
        "to reward and bind the best customers", "回馈并维系最好的客户", "objective: loyalty", "目的：忠诚"
    ),
}
# The line in whose declaration the example of a value stands.
VALUE_LINES: Mapping[str, tuple[str, str]] = {
    "owned": ("channel", "kind"),
    "paid": ("channel", "kind"),
    "reserve": ("budget", "split"),
    "feb28": ("campaign", "leap day"),
    "mar1": ("campaign", "leap day"),
    **dict.fromkeys(("hour", "minute"), ("policy", "quiet")),
    **dict.fromkeys(("workday", *_PLACES), ("wave", "on")),
    **dict.fromkeys(("retention", "acquisition", "activation", "winback", "loyalty"), ("campaign", "objective")),
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
