"""`distinct`: how many different values a field of the events has."""

from __future__ import annotations

from collections.abc import Sequence

from clmplan.base.diagnostics import Wording
from clmplan.functions.kind import VALUES, Function
from clmplan.model.expression import Type


def _distinct(values: Sequence[object]) -> object:
    return len(set(values))


FUNCTION = Function(
    name="distinct",
    fold="distinct",
    takes=VALUES,
    gives=Type.NUMBER,
    titles=Wording("distinct", "去重数"),
    summary=Wording("the number of different known values; 0 when there is none", "不同已知值的个数；没有时为 0"),
    examples=(
        ("distinct(orders.category)", "去重数(订单.品类)"),
        ("distinct(orders.category within last 90d)", "去重数(订单.品类 最近 90天 内)"),
    ),
    meaning=_distinct,
)
