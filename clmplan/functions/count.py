"""`count`: how many events."""

from __future__ import annotations

from clmplan.base.diagnostics import Wording
from clmplan.functions.kind import Function
from clmplan.model.expression import Type

FUNCTION = Function(
    name="count",
    fold="count",
    takes=frozenset(),
    gives=Type.NUMBER,
    titles=Wording("count", "次数"),
    summary=Wording("the number of events; 0 when there is none", "事件的次数；没有事件时为 0"),
    examples=(
        ("count(orders)", "次数(订单)"),
        ("count(orders within last 90d)", "次数(订单 最近 90天 内)"),
    ),
    meaning=len,
)
