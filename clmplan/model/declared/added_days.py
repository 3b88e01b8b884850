"""Days that somebody adds to the almanac, and a year's days off as they were announced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clmplan.base.days import Window


@dataclass(frozen=True, slots=True)
class StatutoryYear:
    """Days off of a region in one year, by the festival they belong to ("" for none), and work days made up for them.

    Years that nobody has announced are made by rule: they are not verified. `source_zh` is the source as it is said in
    Chinese, where that differs.
    """

    region: str
    year: int
    off: tuple[tuple[str, tuple[date, ...]], ...]
    workdays: tuple[date, ...]
    source: str
    verified: bool = True
    source_zh: str = ""

    def __post_init__(self) -> None:
        off = self.days_off
        if any(day.year != self.year for day in (*off, *self.workdays)):
            raise ValueError(f"a day off of {self.year} lies in another year")
        if off.intersection(self.workdays):
            raise ValueError(f"a day of {self.year} cannot be a day off and a made-up work day")

    def source_in(self, locale: str) -> str:
        """Where the days come from, in a language."""
        return self.source_zh if locale == "zh" and self.source_zh else self.source

    @property
    def days_off(self) -> frozenset[date]:
        """Every day off."""
        return frozenset(day for _, days in self.off for day in days)


@dataclass(frozen=True, slots=True)
class AddedDay:
    """A named day of a project: its name, its titles in both languages, its days with the season around each."""

    name: str
    titles: tuple[tuple[str, str], ...]
    days: tuple[tuple[date, Window | None], ...]
    source: str

    def answers_to(self, name: str) -> bool:
        """Whether a name means this day: its name, or its title in either language."""
        return name == self.name or any(name == title for _, title in self.titles)


@dataclass(frozen=True, slots=True)
class AddedDays:
    """What the day files of a project say; it counts before what the almanac knows."""

    named: tuple[AddedDay, ...] = ()
    off: tuple[tuple[date, str], ...] = ()
    workdays: tuple[date, ...] = ()
    years: tuple[StatutoryYear, ...] = ()


NOTHING_ADDED = AddedDays()
