"""What the words inside conditions mean, with an example of each."""

from __future__ import annotations

from collections.abc import Mapping

from clmplan.codes.told import Told, told

# By canonical name; words that join the parts of a call or of a rank stand here too.
OPERATORS: Mapping[str, Told] = {
    "and": told(
        "both conditions hold; binds before `or`; it also joins the two ends of `between`",
        "两个条件都成立；先于 `或` 结合；也连接 `介于` 的两端",
        "segment reachable = email_ok is yes and points > 100",
        "人群 可触达 = 允许邮件 为 是 且 积分 超过 100",
    ),
    "or": told(
        "at least one of the conditions holds",
        "至少一个条件成立",
        "segment reachable = email_ok is yes or sms_ok is yes",
        "人群 可触达 = 允许邮件 为 是 或 允许短信 为 是",
    ),
    "not": told(
        "the opposite of a condition; the opposite of unknown stays unknown",
        "条件的反面；未知的反面仍是未知",
        "segment calm = not complained",
        "人群 平静 = 非 投诉过",
    ),
    "in": told(
        "a value is one of a list, or a stage one of several",
        "取值在列表之中，或处于几个阶段之一",
        "segment current = stage in [new, active]",
        "人群 在购 = 阶段 属于 [新客、活跃]",
    ),
    "not in": told(
        "a value is none of a list",
        "取值不在列表之中",
        "segment elsewhere = stage not in [new, active]",
        "人群 其他 = 阶段 不属于 [新客、活跃]",
    ),
    "is": told(
        "the same as `=`, for fields that are yes or no, and before `missing`",
        "同 `等于`，用于是否字段和 `缺失` 之前",
        "segment reachable = email_ok is yes",
        "人群 可触达 = 允许邮件 为 是",
    ),
    "is not": told(
        "the opposite of `is`",
        "`为` 的反面",
        "segment dated = birthday is not missing",
        "人群 有生日 = 生日 不为 缺失",
    ),
    "missing": told(
        "the value is absent; the only test for absence, since comparing with an absent value is unknown",
        "值缺失；判断缺失只用它，因为与缺失的值比较结果为未知",
        "segment undated = birthday is missing",
        "人群 无生日 = 生日 为 缺失",
    ),
    "between": told(
        "from the first to the second value, both included; for dates, amounts, numbers and days",
        "介于两值之间，含两端；用于日期、金额、数字和天数",
        "segment drifting = days since last order between 61 and 180",
        "人群 渐远 = 距 上次 订单 介于 61天 和 180天",
    ),
    "yes": told(
        "the value of a field that is yes or no",
        "是否字段的取值",
        "segment fans = member is yes",
        "人群 铁粉 = 会员 为 是",
    ),
    "no": told(
        "the other value of a field that is yes or no",
        "是否字段的另一取值",
        "segment guests = member is no",
        "人群 散客 = 会员 为 否",
    ),
    "days since": told(
        "whole calendar days from an event or a date to the day in question; unknown when there was none",
        "从某事件或日期到当日的整天数；没有发生过则为未知",
        "segment quiet = days since last order > 60 or days since joined > 365",
        "人群 沉默 = 距 上次 订单 超过 60天 或 距 注册日 超过 365天",
    ),
    "days until": told(
        "whole calendar days from the day in question to a date that lies ahead; below 0 once it is past",
        "从当日到未来某日期的整天数；过了该日期为负",
        "segment soon = days until joined between 0 and 30",
        "人群 临近 = 距离 注册日 介于 0 和 30天",
    ),
    "last": told(
        "the most recent event of a kind, as a date",
        "某类事件最近一次的日期",
        "segment quiet = days since last order > 60",
        "人群 沉默 = 距 上次 订单 超过 60天",
    ),
    "first": told(
        "the earliest event of a kind, as a date",
        "某类事件首次的日期",
        "segment veterans = days since first order > 365",
        "人群 老客 = 距 首次 订单 超过 365天",
    ),
    "=": told("equal", "相等", "segment one_time = count(orders) = 1", "人群 单次 = 次数(订单) 等于 1"),
    "!=": told("not equal", "不相等", "segment plain_or_silver = tier != gold", "人群 其他 = 等级 不等于 金"),
    "<": told("less than", "小于", "segment few = count(orders) < 3", "人群 少购 = 次数(订单) 低于 3"),
    "<=": told("at most", "至多", "segment few = count(orders) <= 2", "人群 少购 = 次数(订单) 不超过 2"),
    ">": told("more than", "大于", "segment many = count(orders) > 5", "人群 多购 = 次数(订单) 超过 5"),
    ">=": told("at least", "至少", "segment many = count(orders) >= 6", "人群 多购 = 次数(订单) 不低于 6"),
    "where": told(
        "only those that meet a condition: events inside a call, customers after a rank",
        "只取满足条件的：调用里的事件，或排名中的客户",
        "metric big = count(orders where amount > ¥500)\nsegment best = top 20% by spend_90d where stage = active",
        "指标 大单 = 次数(订单 其中 金额 超过 500元)\n人群 最佳 = 最高 20% 按 近90天消费 其中 阶段 = 活跃",
    ),
    "within last": told(
        "only events of the last so many days, the day itself left out; inside a call",
        "调用里只取最近若干天的事件，不含当日",
        "metric recent = count(orders within last 90d)",
        "指标 近期 = 次数(订单 最近 90天 内)",
    ),
    "top": told(
        "the customers with the highest values; equal values stay together",
        "数值最高的一部分客户；相同数值不拆开",
        "segment best = top 20% by spend_90d",
        "人群 最佳 = 最高 20% 按 近90天消费",
    ),
    "bottom": told(
        "the customers with the lowest values; equal values stay together",
        "数值最低的一部分客户；相同数值不拆开",
        "segment least = bottom 10% by spend_90d where stage = active",
        "人群 末位 = 最低 10% 按 近90天消费 其中 阶段 = 活跃",
    ),
}
CONDITIONS: Mapping[str, Told] = {
    "everyone": told(
        "every customer known on the day",
        "当日已知的所有客户",
        "segment all_of_them = everyone",
        "人群 全体 = 所有人",
    ),
}
