"""Estimates with their intervals, and what chance alone explains: numpy and scipy, no marketing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import TYPE_CHECKING

from scipy.special import ndtr, ndtri, stdtrit

from clmplan.model.scorecard import Estimate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many: `reached` of `customers`, of whom there is at least one."""

    reached: int
    customers: int

    def __post_init__(self) -> None:
        if not 0 <= self.reached <= self.customers or self.customers == 0:
            raise ValueError(f"{self.reached} of {self.customers} is no share")

    @property
    def value(self) -> float:
        """The share itself, between 0 and 1."""
        return self.reached / self.customers


@dataclass(frozen=True, slots=True)
class Moments:
    """Size, mean and sample variance of a group of values."""

    count: int
    mean: float
    variance: float

    @classmethod
    def of(cls, values: NDArray[np.float64]) -> Moments:
        """The moments of at least two values, shape (customers,)."""
        return cls(len(values), float(values.mean()), float(values.var(ddof=1)))

    @property
    def error(self) -> float:
        """The squared standard error of the mean."""
        return self.variance / self.count


def wilson(share: Share, level: float = LEVEL) -> tuple[float, float]:
    """The score interval of a share (Wilson 1927)."""
    z, n, p = _normal_quantile(level), share.customers, share.value
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def share_difference(treated: Share, held_out: Share, level: float = LEVEL) -> Estimate:
    """Treated minus held out with the hybrid score interval (Newcombe 1998, method 10)."""
    treated_low, treated_high = wilson(treated, level)
    held_low, held_high = wilson(held_out, level)
    p, q = treated.value, held_out.value
    low = p - q - sqrt((p - treated_low) ** 2 + (held_high - q) ** 2)
    high = p - q + sqrt((treated_high - p) ** 2 + (q - held_low) ** 2)
    return Estimate(p - q, low, high, level)


def share_lift(treated: Share, held_out: Share, level: float = LEVEL) -> Estimate:
    """Treated over held out, minus one, with the delta interval on the log scale; both shares must be positive."""
    ratio = treated.value / held_out.value
    error = sqrt(
        (1 - treated.value) / (treated.customers * treated.value)
        + (1 - held_out.value) / (held_out.customers * held_out.value)
    )
    half = _normal_quantile(level) * error
    return Estimate(ratio - 1, exp(log(ratio) - half) - 1, exp(log(ratio) + half) - 1, level)


def share_p(treated: Share, held_out: Share) -> float:
    """Two-sided p of equal shares: two proportions, pooled variance; 1 when nobody or everybody reached."""
    n, m = treated.customers, held_out.customers
    pooled = (treated.reached + held_out.reached) / (n + m)
    if pooled in (0.0, 1.0):
        return 1.0
    z = (treated.value - held_out.value) / sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    return float(2 * ndtr(-abs(z)))


def mean_difference(treated: Moments, held_out: Moments, level: float = LEVEL) -> Estimate:
    """Treated minus held out with Welch's interval."""
    value = treated.mean - held_out.mean
    error = sqrt(treated.error + held_out.error)
    if error == 0:
        return Estimate(value, value, value, level)
    half = _student_quantile(level, _freedom(treated, held_out)) * error
    return Estimate(value, value - half, value + half, level)


def scaled(estimate: Estimate, factor: float) -> Estimate:
    """The estimate for so many customers."""
    return Estimate(estimate.value * factor, estimate.low * factor, estimate.high * factor, estimate.level)


def holm(values: Sequence[float]) -> tuple[float, ...]:
    """P values adjusted for how many there are (Holm 1979), in the order given."""
    adjusted = [0.0] * len(values)
    reached = 0.0
    for rank, index in enumerate(sorted(range(len(values)), key=lambda i: (values[i], i))):
        reached = max(reached, min(1.0, values[index] * (len(values) - rank)))
        adjusted[index] = reached
    return tuple(adjusted)


def _normal_quantile(level: float) -> float:
    return float(ndtri((1 + level) / 2))


def _student_quantile(level: float, freedom: float) -> float:
    return float(stdtrit(freedom, (1 + level) / 2))


def _freedom(treated: Moments, held_out: Moments) -> float:
    spread = treated.error**2 / (treated.count - 1) + held_out.error**2 / (held_out.count - 1)
    return (treated.error + held_out.error) ** 2 / spread
