"""`max`: the greatest value of a field of the events."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import cast

from clmplan.base.diagnostics import Wording
from clmplan.functions.kind import ORDERED, Function


def _greatest(values: Sequence[object]) -> object | None:
    return max(cast("Sequence[Fraction]", values), default=None)


FUNCTION = Function(
    name="max",
    fold="max",
    takes=ORDERED,
    gives=None,
    titles=Wording("max", "最大"),
    summary=Wording(
        "the greatest known value of a field; unknown when there is none", "字段已知值中的最大值；没有已知值时为未知"
    ),
    examples=(
        ("max(orders.amount)", "最大(订单.金额)"),
        ("max(orders.amount within last 90d)", "最大(订单.金额 最近 90天 内)"),
    ),
    meaning=_greatest,
)
