"""How many customers two segments share, for every pair."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from clmplan.census.crowd import Crowd
from clmplan.census.discreet import pair


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two groups and the customers in both; None where withheld."""

    first: str
    second: str
    both: int | None
    share_of_first: float | None
    share_of_second: float | None


def overlaps(crowd: Crowd, smallest: int) -> tuple[Overlap, ...]:
    """Every pair of segments and campaign audiences that share somebody, in the order of declaration."""
    named = [(one.name, crowd.holds(one.name)) for one in crowd.playbook.segments]
    named += [(one.name, crowd.audience(one.name)) for one in crowd.playbook.campaigns]
    packed = [(name, np.packbits(mask), int(np.count_nonzero(mask))) for name, mask in named]
    found: list[Overlap] = []
    for (first, left, of_left), (second, right, of_right) in combinations(packed, 2):
        both = int(np.bitwise_count(left & right).sum())
        if both:
            count = pair(both, of_left, of_right, smallest)
            shares = (None, None) if count is None else (count / of_left, count / of_right)
            found.append(Overlap(first, second, count, *shares))
    return tuple(found)
