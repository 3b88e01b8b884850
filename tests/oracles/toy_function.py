"""A toy of a customer-base function, so that tests depend on no real one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from clmplan.model import expression as e


@dataclass(frozen=True)
class Learned:
    """A toy of a customer-base function: an input plus what the fit learned, in units of the argument."""

    name: str = "learned"
    labels: tuple[str, ...] = ()

    def fit(self, inputs, arguments):
        known = inputs[0].values[inputs[0].known]
        return int(known.sum()) + int(inputs[-1].known.sum()) if len(known) else None

    def values(self, fit, inputs, arguments):
        first, second = inputs[0], inputs[1]
        if fit is None:
            return e.Values(np.zeros_like(first.values), np.zeros_like(first.known))
        known = first.known & second.known
        found = (first.values + second.values * arguments[0] + fit) % (len(self.labels) or 10**9)
        return e.Values(np.where(known, found, 0), known)
