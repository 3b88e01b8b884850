"""The model judged by weeks it has not seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clmplan.simulation.history import histories
from clmplan.simulation.population import is_enough, populate
from clmplan.simulation.replications import interval, replicate
from clmplan.simulation.worlds import Timing

if TYPE_CHECKING:
    from clmplan.simulation.history import OrderDays


@dataclass(frozen=True, slots=True)
class BackTest:
    """Order days of the last weeks: expected by the model, in the middle 90 % of its replications, and observed."""

    forecast: float
    low: float
    high: float
    observed: float

    @property
    def is_inside(self) -> bool:
        """Whether what came lies in the model's own range, in whole orders as a reader sees it."""
        return round(self.low) <= self.observed <= round(self.high)


def back_test(
    orders: OrderDays, keys: tuple[str, ...], before: int, days: int, *, seed: int, replications: int
) -> BackTest | None:
    """The last `days` before a day number, of customers known before them, by the model fitted without those days.

    None when too little is left to fit on.
    """
    cut = before - days
    known = histories(orders, cut)
    if days < 1 or not is_enough(known):
        return None
    population = populate(known, keys, seed, is_priced=False)
    drawn = replicate(population, (), Timing(cut, cut, before, np.ones(days)), replications=replications)
    middle = interval(drawn.orders_without.sum(axis=1))
    late = (orders.day >= cut) & (orders.day < before)
    observed = np.isin(orders.customer[late], known.customer).sum()
    forecast = population.buying.expected(known.purchases, days).sum()
    return BackTest(float(forecast), middle.low, middle.high, float(observed))
