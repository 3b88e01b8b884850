"""The model judged by weeks it has not seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from clmplan.simulation.buying import fit
from clmplan.simulation.history import histories
from clmplan.simulation.population import is_enough

if TYPE_CHECKING:
    from clmplan.simulation.history import OrderDays

_LONGEST = 56


def back_test_days(history_days: int) -> int:
    """How many of the last days are held back: eight weeks, or a quarter of a shorter history."""
    return min(_LONGEST, history_days // 4)


def back_test(orders: OrderDays, before: int, days: int) -> tuple[float, float] | None:
    """Order days forecast and observed in the last `days` before a day number, by customers known before them.

    The model is fitted without those days; None when too little is left to fit on.
    """
    known = histories(orders, before - days)
    if days < 1 or not is_enough(known):
        return None
    forecast = fit(known.purchases).expected(known.purchases, days)
    late = (orders.day >= before - days) & (orders.day < before)
    observed = np.isin(orders.customer[late], known.customer).sum()
    return float(forecast.sum()), float(observed)
