"""Days that are known one by one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from clmplan.base.days import Window


def inside(days: Sequence[date], window: Window) -> tuple[date, ...]:
    """The days of a sorted sequence that lie in a window."""
    return tuple(days[bisect_left(days, window.start) : bisect_left(days, window.end)])


def place_of(day: date, days: Sequence[date]) -> int:
    """Where a day stands in a sorted sequence; LookupError when it is not there."""
    place = bisect_left(days, day)
    if place == len(days) or days[place] != day:
        raise LookupError(f"{day} is none of the days")
    return place
