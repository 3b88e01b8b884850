"""What customers are expected to spend on an order day: Gamma-Gamma, or credibility when it does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clmplan.buying.conditions import FEWEST_VALUED
from clmplan.buying.gamma_gamma import fit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spending:
    """Expected order values in minor units, shape (customers,); `spread` multiplies them, shape (quantiles,).

    `is_fitted` is False when means were only pulled towards the average by credibility, without spread.
    """

    means: Numbers
    spread: Numbers
    is_fitted: bool


def spending(count: Numbers, total: Numbers, squares: Numbers) -> Spending:
    """Expected order values from valued order days: their count, sum and sum of squares; shapes (customers,)."""
    valued = count > 0
    if not valued.any():
        return Spending(np.zeros(len(count)), np.ones(1), True)
    mean = np.divide(total, count, out=np.zeros(len(count)), where=valued)
    fitted = fit(count[valued], mean[valued]) if int(valued.sum()) >= FEWEST_VALUED else None
    if fitted is None:
        return Spending(_credible(count, total, squares), np.ones(1), False)
    return Spending(fitted.means(count, mean), fitted.spread, True)


def _credible(count: Numbers, total: Numbers, squares: Numbers) -> Numbers:
    """Bühlmann credibility: the customer's mean and the average, weighted by what each explains."""
    valued = count > 0
    orders, customers = float(count.sum()), int(valued.sum())
    average = float(total.sum()) / orders
    mean = np.divide(total, count, out=np.full(len(count), average), where=valued)
    within = float((squares - count * mean * mean)[valued].sum()) / max(orders - customers, 1.0)
    room = orders - float((count * count).sum()) / orders
    between = (float((count * (mean - average) ** 2).sum()) - (customers - 1) * within) / room if room > 0 else 0.0
    if between <= 0:
        return np.full(len(count), average)
    own = count * between / (count * between + max(within, 0.0)) if within > 0 else valued.astype(np.float64)
    credible: Numbers = own * mean + (1.0 - own) * average
    return credible
