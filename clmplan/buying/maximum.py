"""The parameters that make what was seen most likely, and how far they can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

LOWEST, HIGHEST = -9.0, 9.0  # logarithms of parameters
_EDGE = 1e-4
_STEP = 1e-4
_FAILED = 1e9

# The log-likelihood of parameters and its derivatives, shape (parameters,).
Likelihood = Callable[["Numbers"], "tuple[float, Numbers]"]


@dataclass(frozen=True, slots=True)
class Maximum:
    """The best parameters found, their log-likelihood, and which of them stand at the edge of what was tried."""

    parameters: tuple[float, ...]
    value: float
    at_edge: tuple[bool, ...]


def maximise(likelihood: Likelihood, starts: Sequence[Sequence[float]], size: float, penalty: float = 0.0) -> Maximum:
    """The positive parameters of highest likelihood over `size` observations, tried from logarithms of some starts.

    A penalty pulls logarithms towards 0 as if each were seen with that weight; it keeps a fit away from edges.
    """

    def loss(logarithms: Numbers) -> tuple[float, Numbers]:
        value, slope = likelihood(np.exp(logarithms))
        value -= penalty * float(logarithms @ logarithms)
        slope = slope * np.exp(logarithms) - 2.0 * penalty * logarithms
        if not (np.isfinite(value) and np.isfinite(slope).all()):
            return _FAILED, np.zeros(len(logarithms))
        return -value / size, -slope / size

    best: tuple[float, Numbers] | None = None
    for start in starts:
        bounds = [(LOWEST, HIGHEST)] * len(start)
        options = {"ftol": 1e-14, "gtol": 1e-8, "maxiter": 500}
        found = minimize(loss, np.array(start), method="L-BFGS-B", jac=True, bounds=bounds, options=options)
        if best is None or found.fun < best[0]:
            best = (float(found.fun), found.x)
    if best is None:
        raise ValueError("a fit needs at least one start")
    value, _ = likelihood(np.exp(best[1]))
    at_edge = tuple(bool(abs(one) > HIGHEST - _EDGE) for one in best[1])
    return Maximum(tuple(float(one) for one in np.exp(best[1])), float(value), at_edge)


def standard_errors(likelihood: Likelihood, parameters: Sequence[float]) -> tuple[float, ...]:
    """The standard errors of parameters at their maximum, from the observed information; NaN where there is none."""
    point = np.array(parameters)
    curvature = np.empty((len(point), len(point)))
    for index, value in enumerate(point):
        step = np.zeros(len(point))
        step[index] = value * _STEP
        curvature[index] = (likelihood(point + step)[1] - likelihood(point - step)[1]) / (2.0 * step[index])
    try:
        spread = np.linalg.inv(-(curvature + curvature.T) / 2.0).diagonal()
    except np.linalg.LinAlgError:
        spread = np.full(len(point), np.nan)
    return tuple(float(np.sqrt(one)) if one > 0 else float("nan") for one in spread)
