"""What a region contributes to the almanac: named days, and the rule of its days off for years not yet announced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clmplan.almanac.rules import FIRST_YEAR, LAST_YEAR, Rule
from clmplan.base.diagnostics import Wording


@dataclass(frozen=True, slots=True)
class Festival:
    """A day known by name: its English identifier, its Chinese name, other names it answers to, its rule.

    Days after the year `sure_until` are estimated, such as those that are decided or seen year by year. A quiet one
    is found by its name and listed by `clmplan days`, but no plan mentions it by itself. `sale` names the data file
    with the weeks that belong to it. `title` and `title_zh` are its names as
    they are shown, where the identifiers do not say it.
    """

    name: str
    chinese: str
    rule: Rule
    aliases: tuple[str, ...] = ()
    source: str = "by rule"
    sure_until: int = 9999
    is_quiet: bool = False
    sale: str = ""
    title: str = ""
    title_zh: str = ""

    def days(self) -> tuple[date, ...]:
        """All its days in the years the almanac covers, sorted."""
        years = range(FIRST_YEAR, LAST_YEAR + 1)
        return tuple(sorted(day for year in years for day in self.rule.in_year(year)))

    def answers_to(self, name: str) -> bool:
        """Whether a name means this day."""
        return name in (self.name, self.chinese) or name in self.aliases


@dataclass(frozen=True, slots=True)
class Off:
    """Days off that come back each year: a festival, how far from it they begin, how many they are.

    `move` is where one on a weekend goes instead of where the region sends it.
    """

    festival: Festival
    plus: int = 0
    count: int = 1
    move: int = 0


@dataclass(frozen=True, slots=True)
class Region:
    """A region: its festivals, its days off by rule, and what happens to a day off on a weekend.

    `code` is empty for days that belong to no region. `off` makes the years that no data file holds. `moves` says by
    weekday (5 = Saturday) which way a day off moves from a weekend; it goes on past days off when `skips`. Where two
    share a day, one goes the way of `shared`. With `bridges` a work day between two days off is one too.
    `has_lunar_dates`: people there read lunar dates.
    """

    code: str
    title: Wording
    festivals: tuple[Festival, ...]
    off: tuple[Off, ...] = ()
    moves: Mapping[int, int] | None = None
    skips: bool = True
    shared: int = 1
    bridges: bool = False
    has_lunar_dates: bool = False
