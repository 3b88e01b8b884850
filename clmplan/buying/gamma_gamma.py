"""What a customer spends on an order day: the Gamma-Gamma model (Fader & Hardie 2013)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import digamma, gammaincinv, gammaln

from clmplan.buying import maximum

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_STARTS = ((1.0, 1.0, 0.0), (0.0, 0.5, 1.0), (2.0, 1.5, -1.0))
_QUANTILES = 4096


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
    def mean(self) -> float:
        """The expected order value of a customer who is not known yet."""
        return self.p * self.gamma / (self.q - 1.0)

    @property
    def spread(self) -> Numbers:
        """Quantiles of one order's value around the customer's mean of 1; shape (4096,)."""
        quantiles: Numbers = gammaincinv(self.p, (np.arange(_QUANTILES) + 0.5) / _QUANTILES)
        spread: Numbers = quantiles / quantiles.mean()
        return spread


@dataclass(frozen=True, slots=True)
class _Seen:
    """Sums over customers with the same count, and each customer's place among the counts.

    `counts`, `customers` and `logs` (of mean values) have shape (counts,); `totals` and `place` (customers,).
    """

    counts: Numbers
    customers: Numbers
    logs: Numbers
    totals: Numbers
    place: NDArray[np.int64]


def fit(count: Numbers, mean: Numbers, *, penalty: float = 0.0) -> GammaGamma | None:
    """The most likely Gamma-Gamma model of positive mean values, or None when it has no finite mean or optimum."""
    order = np.lexsort((mean, count))
    scale = float(mean[order].mean())
    seen = _seen(count[order], mean[order] / scale)
    best = maximum.maximise(lambda point: _spending(point, seen), _STARTS, float(len(count)), penalty)
    p, q, gamma = best.parameters
    if any(best.at_edge) or q <= 1.0:
        return None
    return GammaGamma(p, q, gamma * scale, best.value - len(count) * float(np.log(scale)))


def standard_errors(model: GammaGamma, count: Numbers, mean: Numbers) -> tuple[float, ...]:
    """The standard errors of p, q and gamma; NaN where there is none."""
    scale = float(mean.mean())
    seen = _seen(count, mean / scale)
    p, q, gamma = maximum.standard_errors(lambda point: _spending(point, seen), (model.p, model.q, model.gamma / scale))
    return p, q, gamma * scale


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


def _seen(count: Numbers, mean: Numbers) -> _Seen:
    counts, place = np.unique(count, return_inverse=True)
    size = len(counts)
    return _Seen(
        counts,
        np.bincount(place, minlength=size).astype(np.float64),
        np.bincount(place, np.log(mean), size).astype(np.float64),
        count * mean,
        place.astype(np.int64),
    )


def _spending(point: Numbers, seen: _Seen) -> tuple[float, Numbers]:
    """The log-likelihood and its derivatives by p, q and gamma; all but one logarithm are taken once a count."""
    p, q, gamma = point
    counts, customers = seen.counts, seen.customers
    shape = p * counts
    reach = gamma + seen.totals
    reached = np.bincount(seen.place, np.log(reach), len(counts))
    inverse = np.bincount(seen.place, 1.0 / reach, len(counts))
    each = gammaln(shape + q) - gammaln(shape) - gammaln(q) + q * np.log(gamma) + shape * np.log(counts)
    value = customers * each + (shape - 1.0) * seen.logs - (shape + q) * reached
    by_shape = customers * (digamma(shape + q) - digamma(shape) + np.log(counts)) + seen.logs - reached
    by_q = customers * (digamma(shape + q) - digamma(q) + np.log(gamma)) - reached
    by_gamma = customers * q / gamma - (shape + q) * inverse
    slopes = np.array([float((counts * by_shape).sum()), float(by_q.sum()), float(by_gamma.sum())])
    return float(value.sum()), slopes
