"""What a region contributes to the almanac: named days, and days off year by year with their source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from clmplan.almanac.rules import FIRST_YEAR, LAST_YEAR, Rule


@dataclass(frozen=True, slots=True)
class Festival:
    """A day known by name: its English identifier, its Chinese name, other names it answers to, its rule."""

    name: str
    chinese: str
    rule: Rule
    aliases: tuple[str, ...] = ()
    source: str = "by rule"
    verified: bool = True

    def days(self) -> tuple[date, ...]:
        """All its days in the years the almanac covers, sorted."""
        years = range(FIRST_YEAR, LAST_YEAR + 1)
        return tuple(sorted(day for year in years for day in self.rule.in_year(year)))

    def answers_to(self, name: str) -> bool:
        """Whether a name means this day."""
        return name in (self.name, self.chinese) or name in self.aliases


@dataclass(frozen=True, slots=True)
class StatutoryYear:
    """Days off of one year as published, work days made up for them, and the source."""

    year: int
    off: tuple[date, ...]
    made_up: tuple[date, ...]
    source: str
    verified: bool = True

    def __post_init__(self) -> None:
        if any(day.year != self.year for day in self.off + self.made_up):
            raise ValueError(f"a day off of {self.year} lies in another year")
        if set(self.off) & set(self.made_up):
            raise ValueError(f"a day of {self.year} cannot be a day off and a made-up work day")


@dataclass(frozen=True, slots=True)
class Region:
    """A region whose days off are known for some years. `day_off` names days off that are no festival themselves.

    `code` is empty for days that belong to no region.
    """

    code: str
    festivals: tuple[Festival, ...]
    years: tuple[StatutoryYear, ...] = ()
    day_off: tuple[str, str] = ("public_holiday", "公共假日")

    def year(self, year: int) -> StatutoryYear | None:
        """The days off of a year, or None when they are not published or not on file."""
        return next((known for known in self.years if known.year == year), None)


def statutory_year(year: int, off: str, source: str, made_up: str = "") -> StatutoryYear:
    """A year from text: months and days such as `01-01`, and ranges such as `10-01..10-07`, both ends included."""
    return StatutoryYear(year, _days(year, off), _days(year, made_up), source)


def _days(year: int, text: str) -> tuple[date, ...]:
    found: list[date] = []
    for part in text.split():
        first_text, _, last_text = part.partition("..")
        first = date.fromisoformat(f"{year}-{first_text}")
        last = date.fromisoformat(f"{year}-{last_text or first_text}")
        found += [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    return tuple(found)
