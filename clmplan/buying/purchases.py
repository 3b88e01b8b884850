"""What models see of customers: how often each bought again, when last, and how long it has been known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_BLOCK = 8_192  # customers
_FINEST = 128  # steps of a history, when it is only looked at roughly


@dataclass(frozen=True, slots=True)
class Purchases:
    """What is known of customers' purchases, in any unit of time since each one's first; shapes (customers,).

    `repeats` counts purchases after the first, `last` is the time of the last one, `age` the time observed.
    """

    repeats: Numbers
    last: Numbers
    age: Numbers

    def only(self, chosen: NDArray[np.bool_] | NDArray[np.int64] | slice) -> Purchases:
        """Those of the customers chosen."""
        return Purchases(self.repeats[chosen], self.last[chosen], self.age[chosen])

    def blocks(self) -> Iterator[tuple[slice, Purchases]]:
        """The customers in blocks that fit a processor's memory."""
        for start in range(0, len(self.repeats), _BLOCK):
            part = slice(start, start + _BLOCK)
            yield part, self.only(part)


@dataclass(frozen=True, slots=True)
class Groups:
    """Customers with the same history together: each different history once, how many have it, and whose it is.

    `weight` has shape (groups,), `place` (customers,): the group of each customer.
    """

    purchases: Purchases
    weight: Numbers
    place: NDArray[np.int64]


def grouped(seen: Purchases) -> Groups:
    """The different histories in a fixed order, whatever the order of customers."""
    order = np.lexsort((seen.age, seen.last, seen.repeats))
    ordered = seen.only(order)
    parts = (ordered.repeats, ordered.last, ordered.age)
    is_new = np.ones(len(order), dtype=np.bool_)
    is_new[1:] = np.logical_or.reduce([part[1:] != part[:-1] for part in parts])
    number = np.cumsum(is_new) - 1
    place = np.empty(len(order), dtype=np.int64)
    place[order] = number
    weight = np.bincount(number, minlength=int(is_new.sum())).astype(np.float64)
    return Groups(ordered.only(is_new), weight, place)


def rough(groups: Groups) -> Groups:
    """The same histories on a coarse grid of times: far fewer groups, for the first steps of a fit."""
    scale = max(float(groups.purchases.age.max()), 1e-9) / _FINEST
    age = np.ceil(groups.purchases.age / scale) * scale
    last = np.minimum(np.round(groups.purchases.last / scale) * scale, age)
    last = np.where(groups.purchases.repeats > 0, np.maximum(last, np.minimum(scale, age)), 0.0)
    coarse = grouped(Purchases(groups.purchases.repeats, last, age))
    weight = np.bincount(coarse.place, groups.weight, len(coarse.weight)).astype(np.float64)
    return Groups(coarse.purchases, weight, coarse.place)
