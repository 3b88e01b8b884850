"""Rules that few regions need: from one year to another, one of several, the sky over Japan, the Islamic calendar."""

from __future__ import annotations

from calendar import leapdays
from dataclasses import dataclass
from datetime import date, timedelta

from clmplan.almanac.lunar import lunar_calendar
from clmplan.almanac.rules import Rule


@dataclass(frozen=True, slots=True)
class Since:
    """A rule that holds from one year to another, both included."""

    rule: Rule
    first: int
    last: int = 9999

    def in_year(self, year: int) -> tuple[date, ...]:
        """The days of a year in which the rule holds."""
        return self.rule.in_year(year) if self.first <= year <= self.last else ()


@dataclass(frozen=True, slots=True)
class Either:
    """The days of several rules, such as one that took the place of another."""

    rules: tuple[Rule, ...]

    def in_year(self, year: int) -> tuple[date, ...]:
        """The days of a year by any of the rules."""
        return tuple(sorted({day for rule in self.rules for day in rule.in_year(year)}))


@dataclass(frozen=True, slots=True)
class Equinox:
    """The equinox in March or September by the clock of Japan, right for 1980–2099 (a common approximation)."""

    month: int

    def in_year(self, year: int) -> tuple[date, ...]:
        """That day of a year."""
        mean = (20.8431 if self.month == 3 else 23.2488) + 0.242194 * (year - 1980) - leapdays(1981, year + 1)
        return (date(year, self.month, int(mean)),)


@dataclass(frozen=True, slots=True)
class Islamic:
    """A day of the Islamic calendar by its tables; what is seen in the sky may differ by a day or two."""

    month: int
    day: int

    def in_year(self, year: int) -> tuple[date, ...]:
        """That day in a civil year: one or two of them."""
        first = (year - 622) * 33 // 32 - 1
        found = (self._civil(islamic_year) for islamic_year in range(first, first + 4))
        return tuple(day for day in found if day is not None and day.year == year)

    def _civil(self, year: int) -> date | None:
        days = self.day + (59 * (self.month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
        number = days + 227_014
        return date.fromordinal(number) if date.min.toordinal() <= number <= date.max.toordinal() else None


@dataclass(frozen=True, slots=True)
class AutumnNewMoon:
    """The last day of the lunar month that ends from 17 October on: Deepavali, or the day beside it."""

    def in_year(self, year: int) -> tuple[date, ...]:
        """That day of a year."""
        days = (date(year, 10, 17) + timedelta(days=number) for number in range(30))
        for day in days:
            after = lunar_calendar().of(day + timedelta(days=1))
            if after is not None and after.day == 1:
                return (day,)
        return ()
