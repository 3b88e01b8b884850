"""How a day that people know by name is found in any year."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from clmplan.almanac.lunar import lunar_calendar, solar_term

# Named days are known in these years.
FIRST_YEAR = 2010
LAST_YEAR = 2050


class Rule(Protocol):
    """A rule that finds a day in a year."""

    def in_year(self, year: int) -> tuple[date, ...]:
        """The days of a year, usually one."""
        ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same month and day every year; 29 February is the 28th in other years."""

    month: int
    day: int

    def in_year(self, year: int) -> tuple[date, ...]:
        """That day of a year."""
        return (date(year, self.month, min(self.day, monthrange(year, self.month)[1])),)


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The n-th weekday (0 = Monday) of a month, or the last when n is -1, and some days on from it."""

    month: int
    weekday: int
    nth: int
    plus: int = 0

    def in_year(self, year: int) -> tuple[date, ...]:
        """That day of a year."""
        if self.nth < 0:
            last = date(year, self.month, monthrange(year, self.month)[1])
            found = last - timedelta(days=(last.weekday() - self.weekday) % 7)
        else:
            first = date(year, self.month, 1)
            found = first + timedelta(days=(self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1))
        return (found + timedelta(days=self.plus),)


@dataclass(frozen=True, slots=True)
class Easter:
    """Some days from Easter Sunday of the Western churches."""

    plus: int

    def in_year(self, year: int) -> tuple[date, ...]:
        """That day of a year."""
        return (easter_sunday(year) + timedelta(days=self.plus),)


@dataclass(frozen=True, slots=True)
class Listed:
    """Days that no short rule gives, such as days of the lunar calendar."""

    days: tuple[date, ...]

    def in_year(self, year: int) -> tuple[date, ...]:
        """The listed days of a year."""
        return tuple(day for day in self.days if day.year == year)


@dataclass(frozen=True, slots=True)
class Moved:
    """A rule with the days of the years in which it was not followed."""

    rule: Rule
    exceptions: tuple[date, ...]

    def in_year(self, year: int) -> tuple[date, ...]:
        """That day of a year."""
        return tuple(day for day in self.exceptions if day.year == year) or self.rule.in_year(year)


@dataclass(frozen=True, slots=True)
class Lunar:
    """A day of the Chinese calendar, and some days on from it; day 30 is the last day of a shorter month."""

    month: int
    day: int
    plus: int = 0

    def in_year(self, year: int) -> tuple[date, ...]:
        """That day in a civil year: none, one, or two of them."""
        calendar = lunar_calendar()
        found = (calendar.day(lunar_year, self.month, self.day) for lunar_year in (year - 1, year))
        moved = (day + timedelta(days=self.plus) for day in found if day is not None)
        return tuple(day for day in moved if day.year == year)


@dataclass(frozen=True, slots=True)
class SolarTerm:
    """A solar term of the Chinese calendar by its place in the civil year, from 0, and some days on from it."""

    place: int
    plus: int = 0

    def in_year(self, year: int) -> tuple[date, ...]:
        """That day of a year."""
        found = solar_term(year, self.place)
        return () if found is None else (found + timedelta(days=self.plus),)


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus 1991, chapter 8)."""
    century, of_century = divmod(year, 100)
    leap, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    golden = year % 19
    moon = (19 * golden + century - leap - correction + 15) % 30
    quarter, remainder = divmod(of_century, 4)
    to_sunday = (32 + 2 * rest + 2 * quarter - moon - remainder) % 7
    late = (golden + 11 * moon + 22 * to_sunday) // 451
    month, day = divmod(moon + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def dates(*lines: str) -> tuple[date, ...]:
    """Listed days from lines of ISO dates."""
    return tuple(date.fromisoformat(day) for line in lines for day in line.split())
