"""`min`: the least value of a field of the events."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import cast

from clmplan.base.diagnostics import Wording
from clmplan.functions.kind import ORDERED, Function


def _least(values: Sequence[object]) -> object | None:
    return min(cast("Sequence[Fraction]", values), default=None)


FUNCTION = Function(
    name="min",
    fold="min",
    takes=ORDERED,
    gives=None,
    titles=Wording("min", "最小"),
    summary=Wording(
        "the least known value of a field; unknown when there is none", "字段已知值中的最小值；没有已知值时为未知"
    ),
    examples=(
        ("min(orders.amount)", "最小(订单.金额)"),
        ("min(orders.amount within last 90d)", "最小(订单.金额 最近 90天 内)"),
    ),
    meaning=_least,
)
