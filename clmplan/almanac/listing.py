"""A year day by day: what each day is, whether people work, and what of it is only estimated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clmplan.almanac.lunar import lunar_calendar
from clmplan.almanac.regions import region_of
from clmplan.almanac.table import announced_years, day_table, days_of_window
from clmplan.base.days import Window
from clmplan.model.declared.added_days import NOTHING_ADDED, AddedDays, StatutoryYear
from clmplan.model.schedule import LunarDate, NamedDay


@dataclass(frozen=True, slots=True)
class ListedDay:
    """One day: its names, the regions where it is off, whether it is worked, and whether all of that is known."""

    day: date
    named: tuple[NamedDay, ...]
    off_in: tuple[str, ...]
    is_workday: bool
    is_made_up: bool
    is_estimated: bool
    lunar: LunarDate | None

    @property
    def is_plain(self) -> bool:
        """Whether nothing is to be said about it."""
        return not (self.named or self.is_made_up)


@dataclass(frozen=True, slots=True)
class ListedYear:
    """A year of some regions: where its days off come from, and its days in order."""

    year: int
    regions: tuple[str, ...]
    announced: tuple[StatutoryYear, ...]
    days: tuple[ListedDay, ...]
    has_lunar_dates: bool


def listed_year(regions: tuple[str, ...], year: int, added: AddedDays = NOTHING_ADDED) -> ListedYear:
    """Every day of a year with what the almanac and a project's own files say; LookupError for an unknown region."""
    window = Window(date(year, 1, 1), date(year + 1, 1, 1))
    table = day_table(regions, window, added)
    announced = announced_years(regions, year, added)
    named: dict[date, list[NamedDay]] = {}
    for one in days_of_window(regions, window, added):
        named.setdefault(one.day, []).append(one)
    off = {one.region: one.days_off for one in announced}
    unsure = {day for one in announced if not one.verified for day in (*one.days_off, *one.workdays)}
    own_off = {day for day, _ in added.off} - set(added.workdays)
    has_lunar = any(region_of(code).has_lunar_dates for code in regions)
    calendar = lunar_calendar()
    days = tuple(
        ListedDay(
            day,
            tuple(named.get(day, ())),
            tuple(code for code in regions if day in table.days_off and (day in off[code] or day in own_off)),
            table.is_workday(day),
            day in table.made_up_workdays,
            (day in unsure and day not in own_off) or any(not one.verified for one in named.get(day, ())),
            calendar.of(day) if has_lunar else None,
        )
        for day in window
    )
    return ListedYear(year, regions, announced, days, has_lunar)
