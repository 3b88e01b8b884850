"""The Pareto/NBD model of buying and leaving (Schmittlein, Morrison & Colombo 1987), and the NBD as its limit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import digamma, gammaln

from clmplan.buying import maximum
from clmplan.buying.conditions import LEAST_GAIN
from clmplan.buying.purchases import Groups, Purchases, grouped, rough

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Parameters = tuple[float, float, float, float]

_GRADING = 4
_NODES, _NODE_WEIGHTS = np.polynomial.legendre.leggauss(32)
_PLACES = ((_NODES + 1.0) / 2.0) ** _GRADING
_WEIGHTS = _GRADING * ((_NODES + 1.0) / 2.0) ** (_GRADING - 1) * _NODE_WEIGHTS / 2.0
_STARTS = ((0.0, 0.0, 0.0, 0.0), (-1.0, -2.0, -1.0, -1.0))
_MANY = 20_000  # groups; more are first looked at roughly
_NAMES = ("r", "alpha", "s", "beta")


@dataclass(frozen=True, slots=True)
class Buying:
    """How a customer base buys: rates are Gamma(r, alpha), leaving rates Gamma(s, beta), both per unit of time.

    `s` is None when the history shows nobody leaving: then everyone stays (NBD). `at_edge` names parameters that
    ran to the edge of what is tried, so that customers are as good as alike in them.
    """

    r: float
    alpha: float
    s: float | None
    beta: float | None
    log_likelihood: float
    at_edge: tuple[str, ...] = ()

    def alive(self, seen: Purchases) -> Numbers:
        """The chance that each customer is still one at the end of the history; shape (customers,)."""
        if self.s is None or self.beta is None:
            return np.ones(len(seen.repeats))
        chances = np.empty(len(seen.repeats))
        for part, block in seen.blocks():
            stays, leaves = _log_parts((self.r, self.alpha, self.s, self.beta), block)
            chances[part] = np.exp(stays - np.logaddexp(stays, leaves))
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

    def expected_within(self, seen: Purchases, time: float) -> Numbers:
        """Expected purchases of each customer within a time after the history, in closed form; shape (customers,)."""
        return self.alive(seen) * self.expected_of_living(seen, time)

    def expected_of_living(self, seen: Purchases, time: float) -> Numbers:
        """The same for customers who are still customers at the end of the history; shape (customers,)."""
        rate = (self.r + seen.repeats) / (self.alpha + seen.age)
        if self.s is None or self.beta is None:
            return rate * time
        return rate * _present(self.beta + seen.age, self.s, time)

    def expected_of_new(self, time: Numbers) -> Numbers:
        """Expected repeat purchases of a new customer within each of some times; same shape."""
        if self.s is None or self.beta is None:
            return self.r / self.alpha * time
        return self.r / self.alpha * _present(np.full(len(time), self.beta), self.s, time)

    def median_wait(self, seen: Purchases) -> Numbers:
        """The time by which half of the customers with such a history buy again, if they stay; shape (customers,)."""
        wait: Numbers = (self.alpha + seen.age) * np.expm1(np.log(2.0) / (self.r + seen.repeats))
        return wait


def fit(seen: Purchases, *, penalty: float = 0.0) -> Buying:
    """The most likely model, in the unit of time given; leaving stays in it only if its parameters pay (Akaike).

    A penalty, of so many customers' weight, keeps parameters near the length of the history, and leaving in the model.
    """
    groups, scale = _scaled(seen)
    shift = float(seen.repeats.sum()) * float(np.log(scale))
    size = float(len(seen.age))
    stays = maximum.maximise(lambda point: _staying(point, groups), [start[:2] for start in _STARTS], size, penalty)
    starts: Sequence[Sequence[float]] = _STARTS
    if len(groups.weight) > _MANY:
        coarse = rough(groups)
        first = maximum.maximise(lambda point: _leaving(point, coarse), _STARTS, size, penalty)
        starts = (tuple(np.log(first.parameters)),)
    leaves = maximum.maximise(lambda point: _leaving(point, groups), starts, size, penalty)
    if leaves.value - stays.value < LEAST_GAIN and penalty == 0.0:
        r, alpha = stays.parameters
        return Buying(r, alpha * scale, None, None, stays.value - shift, _edges(stays))
    r, alpha, s, beta = leaves.parameters
    return Buying(r, alpha * scale, s, beta * scale, leaves.value - shift, _edges(leaves))


def standard_errors(model: Buying, seen: Purchases) -> tuple[float, ...]:
    """The standard errors of r and alpha, and of s and beta when customers leave; NaN where there is none."""
    groups, scale = _scaled(seen)
    if model.s is None or model.beta is None:
        found = maximum.standard_errors(lambda point: _staying(point, groups), (model.r, model.alpha / scale))
        return found[0], found[1] * scale
    point = (model.r, model.alpha / scale, model.s, model.beta / scale)
    r, alpha, s, beta = maximum.standard_errors(lambda one: _leaving(one, groups), point)
    return r, alpha * scale, s, beta * scale


def log_likelihood(parameters: Parameters, seen: Purchases) -> Numbers:
    """The Pareto/NBD log-density of each customer's purchases under (r, alpha, s, beta); shape (customers,)."""
    r, alpha, s, beta = parameters
    density = np.empty(len(seen.repeats))
    for part, block in seen.blocks():
        density[part] = np.logaddexp(*_log_parts(parameters, block))
    constant = gammaln(r + seen.repeats) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
    whole: Numbers = constant + density
    return whole


def _scaled(seen: Purchases) -> tuple[Groups, float]:
    scale = float(max(seen.age.max(), 1e-9))
    return grouped(Purchases(seen.repeats, seen.last / scale, seen.age / scale)), scale


def _edges(found: maximum.Maximum) -> tuple[str, ...]:
    return tuple(name for name, is_at in zip(_NAMES, found.at_edge, strict=False) if is_at)


def _present(start: Numbers, s: float, time: float | Numbers) -> Numbers:
    """The expected time a living customer stays within a time; `start` is beta and what has passed since."""
    growth = np.log1p(time / start)
    spent: Numbers = start * (growth if abs(1.0 - s) < 1e-9 else np.expm1((1.0 - s) * growth) / (1.0 - s))
    return spent


def _staying(point: Numbers, groups: Groups) -> tuple[float, Numbers]:
    """The log-likelihood of the NBD and its derivatives by r and alpha."""
    (r, alpha), seen = point, groups.purchases
    orders, until = r + seen.repeats, alpha + seen.age
    density = gammaln(orders) - gammaln(r) + r * np.log(alpha) - orders * np.log(until)
    slopes = (digamma(orders) - digamma(r) + np.log(alpha) - np.log(until), r / alpha - orders / until)
    return _total(density, slopes, groups.weight)


def _leaving(point: Numbers, groups: Groups) -> tuple[float, Numbers]:
    """The log-likelihood of the Pareto/NBD and its derivatives by r, alpha, s and beta."""
    value, slope = 0.0, np.zeros(4)
    for part, seen in groups.purchases.blocks():
        added, steeper = _leaving_of(point, seen, groups.weight[part])
        value += added
        slope += steeper
    return value, slope


def _leaving_of(point: Numbers, seen: Purchases, weight: Numbers) -> tuple[float, Numbers]:
    r, alpha, s, beta = point
    orders = r + seen.repeats
    until, gone = np.log(alpha + seen.age), np.log(beta + seen.age)
    stays = -orders * until - s * gone
    low = np.log(alpha + seen.last)
    length = until - low
    moment = low[:, None] + length[:, None] * _PLACES
    rising = np.exp(moment)
    since = rising + (beta - alpha)
    leaving = np.log(since)
    exponent = -(orders - 1.0)[:, None] * moment - (s + 1.0) * leaving
    peak = exponent.max(axis=1)
    mass = np.exp(exponent - peak[:, None])
    whole = _summed(mass)
    with np.errstate(divide="ignore"):
        leaves = np.log(s) + peak + np.log(length) + np.log(whole)
    total = np.logaddexp(stays, leaves)
    stay, leave = np.exp(stays - total), np.exp(leaves - total)
    density = gammaln(orders) - gammaln(r) + r * np.log(alpha) + s * np.log(beta) + total
    slopes = (
        digamma(orders) - digamma(r) + np.log(alpha) - stay * until - leave * (_summed(mass * moment) / whole),
        r / alpha - orders * (stay / (alpha + seen.age) + leave * _summed(mass / rising) / whole),
        np.log(beta) - stay * gone + leave * (1.0 / s - _summed(mass * leaving) / whole),
        s / beta - stay * s / (beta + seen.age) - leave * (s + 1.0) * _summed(mass / since) / whole,
    )
    return _total(density, slopes, weight)


def _total(density: Numbers, slopes: Sequence[Numbers], weight: Numbers) -> tuple[float, Numbers]:
    return float((weight * density).sum()), np.array([float((weight * slope).sum()) for slope in slopes])


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
        leaves = np.log(s) + peak + np.log(length) + np.log(_summed(np.exp(exponent - peak[:, None])))
    return stays, leaves


def _summed(mass: Numbers) -> Numbers:
    """The weighted sums over the nodes; shape (customers,).

    Not a product of matrices: its threads would cost more than they bring, and their number would decide the last bit.
    """
    sums: Numbers = np.einsum("ij,j->i", mass, _WEIGHTS)
    return sums
