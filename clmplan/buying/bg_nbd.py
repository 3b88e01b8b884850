"""The BG/NBD model of buying and leaving (Fader, Hardie & Lee 2005): customers may leave after each purchase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import digamma, expit, gammaln, hyp2f1

from clmplan.buying import maximum
from clmplan.buying.purchases import Groups, Purchases, grouped, rough

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Parameters = tuple[float, float, float, float]

_STARTS = ((0.0, 0.0, 0.0, 0.0), (-1.0, -2.0, -1.0, 1.0))
_MANY = 20_000  # groups; more are first looked at roughly
_NEVER = 1e-3  # chance of leaving after a purchase below which nobody is said to leave
_NAMES = ("r", "alpha", "a", "b")


@dataclass(frozen=True, slots=True)
class Dropout:
    """Rates are Gamma(r, alpha) per unit of time; the chance to leave after a purchase is Beta(a, b).

    `nobody_leaves` says that the history is as likely without leaving, so that the model is the NBD.
    """

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float
    at_edge: tuple[str, ...] = ()

    @property
    def nobody_leaves(self) -> bool:
        """Whether next to nobody leaves after a purchase."""
        return self.a / (self.a + self.b) < _NEVER

    def alive(self, seen: Purchases) -> Numbers:
        """The chance that each customer is still one at the end of the history; shape (customers,)."""
        chances: Numbers = expit(-_log_odds_of_leaving(self.parameters, seen))
        return chances

    def expected_within(self, seen: Purchases, time: float) -> Numbers:
        """Expected purchases of each customer within a time after the history; shape (customers,)."""
        r, alpha, a, b = self.parameters
        orders, trials = r + seen.repeats, a + b + seen.repeats - 1.0
        end = alpha + seen.age + time
        series = hyp2f1(orders, b + seen.repeats, trials, time / end)
        fall = np.exp(orders * np.log((alpha + seen.age) / end))
        expected: Numbers = trials / (a - 1.0) * (1.0 - fall * series) * self.alive(seen)
        return expected

    def expected_of_new(self, time: Numbers) -> Numbers:
        """Expected repeat purchases of a new customer within each of some times; same shape."""
        r, alpha, a, b = self.parameters
        series = hyp2f1(r, b, a + b - 1.0, time / (alpha + time))
        expected: Numbers = (a + b - 1.0) / (a - 1.0) * (1.0 - (alpha / (alpha + time)) ** r * series)
        return expected

    @property
    def parameters(self) -> Parameters:
        """r, alpha, a and b."""
        return self.r, self.alpha, self.a, self.b


def fit(seen: Purchases, *, penalty: float = 0.0) -> Dropout:
    """The most likely model, in the unit of time given; a penalty has the weight of so many customers."""
    groups, scale = _scaled(seen)
    size = float(len(seen.age))
    starts: Sequence[Sequence[float]] = _STARTS
    if len(groups.weight) > _MANY:
        coarse = rough(groups)
        first = maximum.maximise(lambda point: _dropping(point, coarse), _STARTS, size, penalty)
        starts = (tuple(np.log(first.parameters)),)
    best = maximum.maximise(lambda point: _dropping(point, groups), starts, size, penalty)
    r, alpha, a, b = best.parameters
    shift = float(seen.repeats.sum()) * float(np.log(scale))
    edges = tuple(name for name, is_at in zip(_NAMES, best.at_edge, strict=True) if is_at)
    return Dropout(r, alpha * scale, a, b, best.value - shift, edges)


def standard_errors(model: Dropout, seen: Purchases) -> tuple[float, float, float, float]:
    """The standard errors of r, alpha, a and b; NaN where there is none."""
    groups, scale = _scaled(seen)
    point = (model.r, model.alpha / scale, model.a, model.b)
    r, alpha, a, b = maximum.standard_errors(lambda one: _dropping(one, groups), point)
    return r, alpha * scale, a, b


def log_likelihood(parameters: Parameters, seen: Purchases) -> Numbers:
    """The BG/NBD log-density of each customer's purchases under (r, alpha, a, b); shape (customers,).

    In the form that does not overflow after hundreds of purchases (B. Hardie's note 027).
    """
    r, alpha, a, b = parameters
    x, orders, trials = seen.repeats, r + seen.repeats, a + b + seen.repeats
    density: Numbers = (
        gammaln(orders)
        - gammaln(r)
        + gammaln(a + b)
        - gammaln(trials)
        + gammaln(b + x)
        - gammaln(b)
        + r * np.log(alpha)
        - orders * np.log(alpha + seen.age)
        + np.logaddexp(0.0, _log_odds_of_leaving(parameters, seen))
    )
    return density


def _scaled(seen: Purchases) -> tuple[Groups, float]:
    scale = float(max(seen.age.max(), 1e-9))
    return grouped(Purchases(seen.repeats, seen.last / scale, seen.age / scale)), scale


def _log_odds_of_leaving(parameters: Parameters, seen: Purchases) -> Numbers:
    """The odds of having left at the last purchase, as logarithms; nobody leaves before the first repeat."""
    r, alpha, a, b = parameters
    before = np.maximum(b + seen.repeats - 1.0, 1e-300)
    odds = np.log(a) - np.log(before) + (r + seen.repeats) * np.log((alpha + seen.age) / (alpha + seen.last))
    return np.where(seen.repeats > 0, odds, -np.inf)


def _dropping(point: Numbers, groups: Groups) -> tuple[float, Numbers]:
    """The log-likelihood and its derivatives by r, alpha, a and b."""
    r, alpha, a, b = point
    seen = groups.purchases
    x, orders, trials = seen.repeats, r + seen.repeats, a + b + seen.repeats
    odds = _log_odds_of_leaving((r, alpha, a, b), seen)
    left = np.exp(odds - np.logaddexp(0.0, odds))  # the chance of having left
    until, last = alpha + seen.age, alpha + seen.last
    longer = np.log(until) - np.log(last)
    repeated = x > 0
    slopes = (
        digamma(orders) - digamma(r) + np.log(alpha) - np.log(until) + left * longer,
        r / alpha - orders / until + left * orders * (1.0 / until - 1.0 / last),
        digamma(a + b) - digamma(trials) + left / a,
        digamma(a + b) - digamma(trials) + digamma(b + x) - digamma(b) - left / np.where(repeated, b + x - 1.0, 1.0),
    )
    density = log_likelihood((r, alpha, a, b), seen)
    weight = groups.weight
    return float((weight * density).sum()), np.array([float((weight * slope).sum()) for slope in slopes])
