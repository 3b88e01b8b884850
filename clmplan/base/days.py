"""Civil days: numbers for kernels, half-open windows, month steps."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

EPOCH = date(1970, 1, 1)
ONE_DAY = timedelta(days=1)


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - EPOCH).days


def from_day_number(number: int) -> date:
    """The civil day of a day number."""
    return EPOCH + timedelta(days=int(number))


def add_months(day: date, months: int) -> date:
    """The day some months later, clamped to the end of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class Unit(Enum):
    """What a duration counts."""

    DAYS = "d"
    WEEKS = "w"
    MONTHS = "mo"
    YEARS = "y"
    WORKDAYS = "workdays"


@dataclass(frozen=True, slots=True)
class Duration:
    """A written length of time. Months and years have no fixed number of days."""

    amount: int
    unit: Unit

    @property
    def days(self) -> int | None:
        """Its length in civil days, or None for months, years and work days."""
        if self.unit is Unit.DAYS:
            return self.amount
        return 7 * self.amount if self.unit is Unit.WEEKS else None


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Civil days from `start` up to but not including `end`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a window cannot end ({self.end}) before it starts ({self.start})")

    @classmethod
    def of_days(cls, first: date, last: date) -> Window:
        """The window of a written range, both days included."""
        return cls(first, last + ONE_DAY)

    @property
    def last(self) -> date:
        """The last day inside."""
        return self.end - ONE_DAY

    def __len__(self) -> int:
        return (self.end - self.start).days

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day < self.end

    def __iter__(self) -> Iterator[date]:
        for offset in range(len(self)):
            yield self.start + timedelta(days=offset)

    def meet(self, other: Window) -> Window:
        """The days in both windows; empty at the later start when they do not meet."""
        start = max(self.start, other.start)
        return Window(start, max(start, min(self.end, other.end)))
