"""`quintile`: in which fifth of a population a value lies."""

from __future__ import annotations

from clmplan.base.diagnostics import Wording
from clmplan.functions.customer_kind import RankWord

WORD = RankWord(
    name="quintile",
    titles=Wording("quintile", "五分位"),
    summary=Wording(
        "in which fifth of the customers a value lies: 1 the lowest, 5 the highest; unknown outside the population",
        "取值位于客户的第几个五分之一：1 最低，5 最高；不在范围内的客户为未知",
    ),
    forms=(Wording("quintile(VALUE [where CONDITION])", "五分位(数值 [其中 条件])"),),
    examples=(
        ("quintile(sum(orders.amount)) = 5", "五分位(求和(订单.金额)) = 5"),
        ("quintile(count(orders) where email_ok is yes) >= 4", "五分位(次数(订单) 其中 允许邮件 为 是) 不低于 4"),
    ),
    facts=(
        Wording(
            "the population are the customers for whom the condition is true and the value is known, on each day anew",
            "范围是每一天条件为真且取值已知的客户",
        ),
        Wording(
            "cut k is the least value that at least k fifths of the population do not exceed; equal values "
            "share a fifth, "
            "and a value equal to a cut lies in the lower one",
            "第 k 个分界是至少 k/5 的客户不超过的最小值；相同的值同属一档，等于分界的值归入较低一档",
        ),
    ),
)
