"""The Pareto/NBD model of buying and leaving (Schmittlein, Morrison & Colombo 1987), and the NBD as its limit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Parameters = tuple[float, float, float, float]

_GRADING = 4
_NODES, _NODE_WEIGHTS = np.polynomial.legendre.leggauss(32)
_PLACES = ((_NODES + 1.0) / 2.0) ** _GRADING
_WEIGHTS = _GRADING * ((_NODES + 1.0) / 2.0) ** (_GRADING - 1) * _NODE_WEIGHTS / 2.0
_EXTRA_PARAMETERS = 2
_LOWEST, _HIGHEST = -9.0, 9.0
_STARTS = ((0.0, 0.0, 0.0, 0.0), (-1.0, -2.0, -1.0, -1.0))


@dataclass(frozen=True, slots=True)
class Purchases:
    """What is known of customers' purchases, in any unit of time since each one's first; shapes (customers,).

    `repeats` counts purchases after the first, `last` is the time of the last one, `age` the time observed.
    """

    repeats: Numbers
    last: Numbers
    age: Numbers

    def only(self, chosen: NDArray[np.bool_]) -> Purchases:
        """Those of the customers chosen."""
        return Purchases(self.repeats[chosen], self.last[chosen], self.age[chosen])


@dataclass(frozen=True, slots=True)
class Buying:
    """How a customer base buys: rates are Gamma(r, alpha), leaving rates Gamma(s, beta), both per unit of time.

    `s` is None when the history shows nobody leaving: then everyone stays (NBD).
    """

    r: float
    alpha: float
    s: float | None
    beta: float | None
    log_likelihood: float

    def alive(self, seen: Purchases) -> Numbers:
        """The chance that each customer is still one at the end of the history; shape (customers,)."""
        if self.s is None or self.beta is None:
            return np.ones(len(seen.repeats))
        stays, leaves = _log_parts((self.r, self.alpha, self.s, self.beta), seen)
        chances: Numbers = np.exp(stays - np.logaddexp(stays, leaves))
        return chances

    def expected(self, seen: Purchases, days: int) -> Numbers:
        """Expected order days of each customer in the days after the history, times being days; shape (customers,).

        The rate was fitted on order days, which already count at most once a day, so it is the chance of a day.
        """
        daily = (self.r + seen.repeats) / (self.alpha + seen.age)
        if self.s is None or self.beta is None:
            return daily * days
        start = self.beta + seen.age
        present = np.zeros(len(start))
        for day in range(days):
            present += (start / (start + day + 0.5)) ** self.s
        return self.alive(seen) * daily * present


def fit(seen: Purchases) -> Buying:
    """The most likely model, in the unit of time given; leaving stays in it only if its parameters pay (Akaike)."""
    customers, scale = len(seen.age), float(max(seen.age.max(), 1e-9))
    triples, weights = np.unique(
        np.column_stack((seen.repeats, seen.last / scale, seen.age / scale)), axis=0, return_counts=True
    )
    grouped = Purchases(*triples.T)

    def staying(r: float, alpha: float) -> float:
        return float((weights * _log_staying(r, alpha, grouped)).sum())

    def leaving(r: float, alpha: float, s: float, beta: float) -> float:
        return float((weights * log_likelihood((r, alpha, s, beta), grouped)).sum())

    shift = float(seen.repeats.sum()) * float(np.log(scale))
    (r, alpha), simple = _maximise(staying, customers, 2)
    full, likelihood = _maximise(leaving, customers, 4)
    if likelihood - simple < _EXTRA_PARAMETERS:
        return Buying(r, alpha * scale, None, None, simple - shift)
    r, alpha, s, beta = full
    return Buying(r, alpha * scale, s, beta * scale, likelihood - shift)


def log_likelihood(parameters: Parameters, seen: Purchases) -> Numbers:
    """The Pareto/NBD log-density of each customer's purchases under (r, alpha, s, beta); shape (customers,)."""
    r, alpha, s, beta = parameters
    stays, leaves = _log_parts(parameters, seen)
    constant = gammaln(r + seen.repeats) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
    density: Numbers = constant + np.logaddexp(stays, leaves)
    return density


def _log_staying(r: float, alpha: float, seen: Purchases) -> Numbers:
    orders = r + seen.repeats
    density: Numbers = gammaln(orders) - gammaln(r) + r * np.log(alpha) - orders * np.log(alpha + seen.age)
    return density


def _log_parts(parameters: Parameters, seen: Purchases) -> tuple[Numbers, Numbers]:
    """Log-weights of `still a customer` and `left since the last purchase`, up to the same constant.

    The second is an integral over the day of leaving. It is taken numerically, because the hypergeometric form
    overflows after hundreds of purchases and turns slow where nobody leaves. Nodes crowd towards the last
    purchase, where the integrand peaks: errors stay below 1e-9 up to hundreds of purchases.
    """
    r, alpha, s, beta = parameters
    stays = -(r + seen.repeats) * np.log(alpha + seen.age) - s * np.log(beta + seen.age)
    low = np.log(alpha + seen.last)
    length = np.log(alpha + seen.age) - low
    place = low[:, None] + length[:, None] * _PLACES
    exponent = -(r + seen.repeats[:, None] - 1.0) * place - (s + 1.0) * np.log(beta - alpha + np.exp(place))
    peak = exponent.max(axis=1)
    with np.errstate(divide="ignore"):
        leaves = np.log(s) + peak + np.log(length) + np.log(_summed(exponent - peak[:, None]))
    return stays, leaves


def _summed(exponent: Numbers) -> Numbers:
    """The weighted sums of exponentials over the nodes; shape (customers,).

    Not a product of matrices: its threads would cost more than they bring, and their number would decide the last bit.
    """
    sums: Numbers = np.einsum("ij,j->i", np.exp(exponent), _WEIGHTS)
    return sums


def _maximise(likelihood: Callable[..., float], customers: int, parameters: int) -> tuple[tuple[float, ...], float]:
    """The positive parameters with the highest likelihood, tried from fixed starts, and that likelihood."""

    def loss(logarithms: Numbers) -> float:
        value = float(likelihood(*np.exp(logarithms))) / customers
        return -value if np.isfinite(value) else 1e9

    best: tuple[float, Numbers] | None = None
    for start in _STARTS:
        found = minimize(
            loss,
            np.array(start[:parameters]),
            method="L-BFGS-B",
            bounds=[(_LOWEST, _HIGHEST)] * parameters,
            options={"ftol": 1e-12, "gtol": 1e-7, "maxiter": 300},
        )
        if best is None or found.fun < best[0]:
            best = (float(found.fun), found.x)
    if best is None:
        raise ValueError("a fit needs at least one start")
    return tuple(float(value) for value in np.exp(best[1])), -best[0] * customers
