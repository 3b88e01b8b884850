"""`sum`: a field of the events added up."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import cast

from clmplan.base.diagnostics import Wording
from clmplan.functions.kind import AMOUNTS, Function


def _sum(values: Sequence[object]) -> object:
    return sum(cast("Sequence[Fraction]", values))


FUNCTION = Function(
    name="sum",
    fold="sum",
    takes=AMOUNTS,
    gives=None,
    titles=Wording("sum", "求和"),
    summary=Wording("a field of the events added up; 0 when there is none", "事件字段的合计；没有事件时为 0"),
    examples=(
        ("sum(orders.amount)", "求和(订单.金额)"),
        ("sum(orders.amount within last 90d)", "求和(订单.金额 最近 90天 内)"),
    ),
    meaning=_sum,
)
