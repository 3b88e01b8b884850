"""What a customer spends on an order day: Gamma-Gamma (Fader & Hardie 2013), or credibility when it does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaincinv, gammaln

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_LOWEST, _HIGHEST = -6.0, 8.0
_STARTS = ((1.0, 1.0, 0.0), (0.0, 0.5, 1.0), (2.0, 1.5, -1.0))
_QUANTILES = 4096
_FEWEST = 30


@dataclass(frozen=True, slots=True)
class GammaGamma:
    """Order values are Gamma(p, rate), a customer's rate is Gamma(q, gamma); `gamma` in the unit of the values."""

    p: float
    q: float
    gamma: float
    log_likelihood: float

    def means(self, count: Numbers, mean: Numbers) -> Numbers:
        """Each customer's expected order value after `count` order days of that mean; shape (customers,)."""
        means: Numbers = self.p * (self.gamma + count * mean) / (self.p * count + self.q - 1.0)
        return means

    @property
    def spread(self) -> Numbers:
        """Quantiles of one order's value around the customer's mean of 1; shape (4096,)."""
        quantiles: Numbers = gammaincinv(self.p, (np.arange(_QUANTILES) + 0.5) / _QUANTILES)
        spread: Numbers = quantiles / quantiles.mean()
        return spread


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
    fitted = fit(count[valued], mean[valued]) if int(valued.sum()) >= _FEWEST else None
    if fitted is None:
        return Spending(_credible(count, total, squares), np.ones(1), False)
    return Spending(fitted.means(count, mean), fitted.spread, True)


def fit(count: Numbers, mean: Numbers) -> GammaGamma | None:
    """The most likely Gamma-Gamma model of positive mean values, or None when it has no finite mean or optimum."""
    scale = float(mean.mean())
    values = mean / scale

    def loss(logarithms: Numbers) -> float:
        value = float(log_likelihood(np.exp(logarithms), count, values).mean())
        return -value if np.isfinite(value) else 1e9

    bounds = [(_LOWEST, _HIGHEST)] * 3
    results = [
        minimize(loss, np.array(start), method="L-BFGS-B", bounds=bounds, options={"ftol": 1e-13, "gtol": 1e-8})
        for start in _STARTS
    ]
    best = min(results, key=lambda result: float(result.fun))
    p, q, gamma = (float(value) for value in np.exp(best.x))
    is_inside = bool(np.all((best.x > _LOWEST + 1e-6) & (best.x < _HIGHEST - 1e-6)))
    if not (is_inside and q > 1.0 and best.fun < 1e8):
        return None
    likelihood = -float(best.fun) * len(count) - len(count) * np.log(scale)
    return GammaGamma(p, q, gamma * scale, float(likelihood))


def log_likelihood(parameters: Numbers, count: Numbers, mean: Numbers) -> Numbers:
    """The log-density under (p, q, gamma) of each customer's mean value over `count` orders; shape (customers,)."""
    p, q, gamma = parameters
    shape = p * count
    density: Numbers = (
        gammaln(shape + q)
        - gammaln(shape)
        - gammaln(q)
        + q * np.log(gamma)
        + (shape - 1.0) * np.log(mean)
        + shape * np.log(count)
        - (shape + q) * np.log(gamma + count * mean)
    )
    return density


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
