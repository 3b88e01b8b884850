"""A model fitted on a customer base with all that belongs to it: season, spending, and its error on known days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clmplan.buying import gamma_gamma, pareto_nbd
from clmplan.buying.back_test import LONGEST, BackTest, back_test_days
from clmplan.buying.conditions import FEWEST_VALUED, SEASON_PERIODS, is_enough
from clmplan.buying.purchases import Purchases
from clmplan.buying.season import PERIOD, Season, season

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from clmplan.buying.gamma_gamma import GammaGamma
    from clmplan.buying.pareto_nbd import Buying

    Numbers = NDArray[np.float64]

CUTS = (LONGEST, PERIOD)  # days held back, the longest that a history allows
WINDOWS = tuple(PERIOD * (number + 1) for number in range(SEASON_PERIODS + LONGEST // PERIOD))  # days


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of customers with an order on the day of a fit; shapes (customers,).

    `orders` counts order days; `first` and `last` are the days since the first and the last of them; `spent` is the
    amount of all orders. By window in days: `recent` order days and amounts `paid` within it, and `earlier`, the days
    since the last order before it. Without windows there is neither season nor back-test.
    """

    orders: Numbers
    first: Numbers
    last: Numbers
    spent: Numbers | None
    recent: Mapping[int, Numbers]
    earlier: Mapping[int, Numbers]
    paid: Mapping[int, Numbers]

    @property
    def purchases(self) -> Purchases:
        """The purchases in days; the first day begins at its end."""
        return Purchases(self.orders - 1.0, self.first - self.last, self.first - 1.0)


@dataclass(frozen=True, slots=True)
class TooLittle:
    """A history that nothing is learned from: customers with orders, those with two or more, and its days."""

    customers: int
    repeating: int
    days: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """How customers buy and what they spend, with the season of the year and the error on days held back.

    `average` is what an order day brings where `spending` does not fit.
    """

    buying: Buying
    season: Season | None
    tested: BackTest | None
    spending: GammaGamma | None
    average: float | None
    customers: int

    def orders(self, seen: Purchases, first: NDArray[np.int64] | int, days: int) -> Numbers:
        """Expected order days of each customer in `days` from a day that lies `first` days after the fit."""
        expected = self.buying.expected_within(seen, float(days))
        if self.season is None:
            return expected
        starts, place = np.unique(np.broadcast_to(first, expected.shape), return_inverse=True)
        factors = np.array([self.season.over(int(start), days) for start in starts])
        with_season: Numbers = expected * factors[place]
        return with_season

    def means(self, orders: Numbers, spent: Numbers) -> Numbers:
        """The amount expected of an order day of each customer; shape (customers,)."""
        mean = np.maximum(spent, 0.0) / orders
        if self.spending is not None:
            return self.spending.means(orders, mean)
        return np.full(len(orders), self.average or 0.0)


def forecast(known: Known) -> Forecast | TooLittle:
    """The fitted model, its season and its back-test; or what there is when that is less than the stated least."""
    repeating, days = int((known.orders > 1).sum()), int(known.first.max(initial=0.0))
    if not is_enough(len(known.orders), repeating, days):
        return TooLittle(len(known.orders), repeating, days)
    bare = _forecast(known.purchases, known.orders, known.spent, _recent(known, 0))
    return Forecast(bare.buying, bare.season, _tested(known, days), bare.spending, bare.average, len(known.orders))


def _forecast(seen: Purchases, orders: Numbers, spent: Numbers | None, recent: Numbers) -> Forecast:
    buying = pareto_nbd.fit(seen)
    spending, average = (None, None) if spent is None else _spending(orders, spent)
    return Forecast(buying, season(buying, seen.age, recent), None, spending, average, len(orders))


def _spending(orders: Numbers, spent: Numbers) -> tuple[GammaGamma | None, float]:
    """The model of amounts over customers who spent anything, and the plain average of an order day."""
    valued = spent > 0
    average = float(np.maximum(spent, 0.0).sum()) / max(float(orders.sum()), 1.0)
    if int(valued.sum()) < FEWEST_VALUED:
        return None, average
    return gamma_gamma.fit(orders[valued], spent[valued] / orders[valued]), average


def _recent(known: Known, cut: int) -> Numbers:
    """Order days of all customers within the 28, 56, … 364 days before a cut; empty when they are not known."""
    ends = [cut + PERIOD * (number + 1) for number in range(SEASON_PERIODS)]
    if not all(end in known.recent for end in ends):
        return np.zeros(0)
    held = float(known.recent[cut].sum()) if cut else 0.0
    return np.array([float(known.recent[end].sum()) - held for end in ends])


def _tested(known: Known, days: int) -> BackTest | None:
    """The forecast of the last days by the model fitted on what was known before them, beside what came."""
    cut = next((one for one in CUTS if back_test_days(days) >= one and one in known.earlier), None)
    if cut is None:
        return None
    then = known.first > cut
    orders = (known.orders - known.recent[cut])[then]
    first, last = known.first[then] - cut, known.earlier[cut][then] - cut
    if not is_enough(len(orders), int((orders > 1).sum()), int(first.max(initial=0.0))):
        return None
    seen = Purchases(orders - 1.0, first - last, first - 1.0)
    if known.spent is None:
        fitted = _forecast(seen, orders, None, _recent(known, cut))
        return BackTest(cut, float(fitted.orders(seen, 0, cut).sum()), float(known.recent[cut][then].sum()))
    spent = (known.spent - known.paid[cut])[then]
    fitted = _forecast(seen, orders, spent, _recent(known, cut))
    value = fitted.orders(seen, 0, cut) * fitted.means(orders, spent)
    return BackTest(cut, float(value.sum()), float(known.paid[cut][then].sum()))
