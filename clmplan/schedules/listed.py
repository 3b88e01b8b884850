"""Days that are known one by one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from clmplan.base.days import Window
from clmplan.schedules.everyone import ForEveryone


@dataclass(frozen=True, slots=True)
class KnownDays(ForEveryone):
    """A schedule whose days are known one by one from the almanac, sorted, each with the name of its occurrence."""

    listed: tuple[date, ...]
    names: tuple[str, ...]
    estimated: frozenset[date] = frozenset()

    def days(self, window: Window) -> tuple[date, ...]:
        """The days inside the window."""
        return inside(self.listed, window)

    def occurrence(self, day: date) -> str:
        """The year of the named day, and where there are several the place among them."""
        return self.names[place_of(day, self.listed)]

    def is_estimated(self, day: date) -> bool:
        """Whether nobody has verified what the day rests on."""
        return day in self.estimated


def inside(days: Sequence[date], window: Window) -> tuple[date, ...]:
    """The days of a sorted sequence that lie in a window."""
    return tuple(days[bisect_left(days, window.start) : bisect_left(days, window.end)])


def place_of(day: date, days: Sequence[date]) -> int:
    """Where a day stands in a sorted sequence; LookupError when it is not there."""
    place = bisect_left(days, day)
    if place == len(days) or days[place] != day:
        raise LookupError(f"{day} is none of the days")
    return place
