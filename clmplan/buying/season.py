"""The season of a shop: how much more or less is bought in each four weeks of the year than a model expects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clmplan.buying.conditions import FEWEST_IN_PERIOD, SEASON_PERIODS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from clmplan.buying.bg_nbd import Dropout
    from clmplan.buying.pareto_nbd import Buying

    Numbers = NDArray[np.float64]

PERIOD = 28  # days
YEAR = PERIOD * SEASON_PERIODS


@dataclass(frozen=True, slots=True)
class Season:
    """Factors of the 13 four-week periods of a year, the one just before the fit last; around 1 over a year.

    A day so many weeks after the fit has the factor of the day 52 weeks (or 104, …) before it.
    """

    factors: tuple[float, ...]

    def over(self, first: int, days: int) -> float:
        """The mean factor of some days, the first of which lies so many days after the fit."""
        whole, rest = divmod(days, YEAR)
        total = whole * PERIOD * sum(self.factors)
        day = first % YEAR
        while rest > 0:
            taken = min(rest, PERIOD - day % PERIOD)
            total += taken * self.factors[day // PERIOD]
            day, rest = (day + taken) % YEAR, rest - taken
        return total / days if days else 1.0


def season(model: Buying | Dropout, age: Numbers, recent: Numbers) -> Season | None:
    """The season of the last 52 weeks, or None when they are not known whole, or hold too few orders to tell.

    `age` is the days from each customer's first order day to the last day known; `recent` counts order days of all
    customers within the last 28, 56, … 364 days, shape (13,). Compared are repeat orders with those that the model
    expects of customers as old as these were; so a growing base is no season.
    """
    if len(age) == 0 or float(age.max()) < YEAR or len(recent) != SEASON_PERIODS:
        return None
    ages, customers = np.unique(age, return_counts=True)
    ends = np.arange(SEASON_PERIODS + 1) * PERIOD  # days before the fit
    since = [np.maximum(ages - end, 0.0) for end in ends]
    expected_since = np.array([float((customers * model.expected_of_new(known)).sum()) for known in since])
    firsts = np.array([int(customers[ages < end].sum()) for end in ends])
    repeats = np.diff(np.concatenate(([0.0], recent))) - np.diff(firsts)
    expected = expected_since[:-1] - expected_since[1:]
    if float(expected.min()) < FEWEST_IN_PERIOD or float(repeats.min()) < 0:
        return None
    level = float(repeats.sum()) / float(expected.sum())
    if level <= 0:
        return None
    factors = repeats / expected / level
    return Season(tuple(float(factor) for factor in factors[::-1]))
