"""`avg`: the mean of a field of the events."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import cast

from clmplan.base.diagnostics import Wording
from clmplan.functions.kind import AMOUNTS, Function


def _average(values: Sequence[object]) -> object | None:
    numbers = [Fraction(number) for number in cast("Sequence[Fraction]", values)]
    return Fraction(sum(numbers), len(numbers)) if numbers else None


FUNCTION = Function(
    name="avg",
    fold="avg",
    takes=AMOUNTS,
    gives=None,
    titles=Wording("avg", "平均"),
    summary=Wording(
        "the mean of the known values of a field; unknown when there is none", "字段已知值的平均数；没有已知值时为未知"
    ),
    examples=(
        ("avg(orders.amount)", "平均(订单.金额)"),
        ("avg(orders.amount within last 90d)", "平均(订单.金额 最近 90天 内)"),
    ),
    meaning=_average,
)
