"""The almanac asked: days of some regions over a window, and named days by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from clmplan.almanac.lunar import lunar_calendar
from clmplan.almanac.region import Festival
from clmplan.almanac.regions import EVERYWHERE, known_regions, region_of, search_order
from clmplan.almanac.rules import FIRST_YEAR, LAST_YEAR
from clmplan.almanac.sales import season_of
from clmplan.almanac.statutory import statutory_year
from clmplan.base.days import Window, add_months
from clmplan.model.declared.added_days import NOTHING_ADDED, AddedDay, AddedDays, StatutoryYear
from clmplan.model.schedule import DayTable, NamedDay

__all__ = ["all_names", "announced_years", "day_table", "days_of_window", "is_known", "known_regions", "named_days"]

Texts = tuple[tuple[str, str], ...]
_DAY_OFF = (("en", "day_off"), ("zh", "休息日"))
_PLAIN = (("en", "public_holiday"), ("zh", "法定假日"))


def day_table(regions: tuple[str, ...], window: Window, added: AddedDays = NOTHING_ADDED) -> DayTable:
    """The days of the regions from a year before a window to a year after it; LookupError for an unknown region.

    Days off that nobody has announced are those of the rules. Years inside the window with such days are
    `estimated_years`. A made-up work day counts when every region has it. What is added counts first.
    """
    wide = Window(add_months(window.start, -12), add_months(window.end, 12))
    years = range(wide.start.year, wide.last.year + 1)
    planned = range(window.start.year, window.last.year + 1) if len(window) else range(0)
    off = {year: _off_in(regions, year, added) for year in years}
    made_up = {day for year in years for day in _made_up_in(regions, year, added)}
    estimated = (year for year in planned if not all(one.verified for one in announced_years(regions, year, added)))
    return DayTable(
        window=wide,
        named=days_of_window(regions, wide, added, with_quiet=False),
        days_off=frozenset(day for days in off.values() for day in days if day in wide),
        made_up_workdays=frozenset(day for day in made_up if day in wide),
        estimated_years=tuple(estimated),
        lunar=lunar_calendar(),
    )


def days_of_window(
    regions: tuple[str, ...], window: Window, added: AddedDays = NOTHING_ADDED, *, with_quiet: bool = True
) -> tuple[NamedDay, ...]:
    """Every named day of the regions in a window, and their other days off, in order."""
    years = range(window.start.year, window.last.year + 1) if len(window) else range(0)
    off = {year: _off_in(regions, year, added) for year in years}
    official = _official(regions)
    found: list[NamedDay] = []
    for festival in _festivals(regions, added):
        if with_quiet or not festival.is_quiet:
            for year in years:
                is_official = festival.name in official
                for day in festival.rule.in_year(year):
                    found.append(_named(festival, day, is_official and day in off[year]))
    for one in added.named:
        found += [_added(one, day, season, off) for day, season in one.days if day.year in off]
    told = {one.day for one in found if one.statutory}
    plain = [one for year in years for one in _plain(announced_years(regions, year, added)) if one.day not in told]
    told.update(one.day for one in plain)
    own = (NamedDay(day, _DAY_OFF, True, True, source) for day, source in added.off if day not in told)
    named = (*found, *(one for one in plain if one.day in off[one.day.year]), *own)
    return tuple(sorted((one for one in named if one.day in window), key=_by_day_and_name))


def named_days(name: str, regions: tuple[str, ...], added: AddedDays = NOTHING_ADDED) -> tuple[NamedDay, ...]:
    """All days of a name, English or Chinese, in the years covered; empty when nobody knows the name.

    A project's own meaning of a name comes first, then that of its regions, of days known everywhere, of others.
    """
    for one in added.named:
        if one.answers_to(name):
            years = dict.fromkeys(day.year for day, _ in one.days)
            off = {year: _off_in(regions, year, added) for year in years}
            return tuple(_added(one, day, season, off) for day, season in one.days)
    festival = next(_called(name, regions), None)
    if festival is None:
        return ()
    is_official = festival.name in _official(regions)
    return tuple(
        _named(festival, day, is_official and day in _off_in(regions, year, added))
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
        for day in festival.rule.in_year(year)
    )


def all_names(regions: tuple[str, ...], added: AddedDays = NOTHING_ADDED) -> tuple[tuple[str, str], ...]:
    """English and Chinese name of every named day that `named_days` finds, sorted by the English one."""
    found = {one.name: dict(one.titles)["zh"] for one in added.named}
    for code in search_order(regions):
        for festival in region_of(code).festivals:
            found.setdefault(festival.name, festival.chinese)
    return tuple(sorted(found.items()))


def is_known(name: str) -> bool:
    """Whether the almanac has a day of this name in any region."""
    return next(_called(name, ()), None) is not None


def _called(name: str, regions: tuple[str, ...]) -> Iterator[Festival]:
    for code in search_order(regions):
        yield from (festival for festival in region_of(code).festivals if festival.answers_to(name))


def _festivals(regions: tuple[str, ...], added: AddedDays) -> Iterator[Festival]:
    """The festivals of some regions, once each, without those whose name a project gives another meaning."""
    own = tuple(one.name for one in added.named)
    taken = set[str]()
    for code in dict.fromkeys((*regions, EVERYWHERE)):
        for festival in region_of(code).festivals:
            if festival.name not in taken and not any(map(festival.answers_to, own)):
                taken.add(festival.name)
                yield festival


@cache
def _official(regions: tuple[str, ...]) -> frozenset[str]:
    """The names of the festivals that give the regions days off."""
    return frozenset(off.festival.name for code in regions for off in region_of(code).off)


def announced_years(regions: tuple[str, ...], year: int, added: AddedDays) -> tuple[StatutoryYear, ...]:
    """The days off of each region in a year; an announcement among what is added takes the place of ours."""
    announced = {one.region: one for one in added.years if one.year == year}
    return tuple(announced.get(code) or statutory_year(code, year) for code in regions)


def _off_in(regions: tuple[str, ...], year: int, added: AddedDays) -> frozenset[date]:
    if added == NOTHING_ADDED:
        return _days_off(regions, year)
    statutory = (day for one in announced_years(regions, year, added) for day in one.days_off)
    own = (day for day, _ in added.off if day.year == year)
    return frozenset((*statutory, *own)).difference(added.workdays)


@cache
def _days_off(regions: tuple[str, ...], year: int) -> frozenset[date]:
    return frozenset(day for code in regions for day in statutory_year(code, year).days_off)


def _made_up_in(regions: tuple[str, ...], year: int, added: AddedDays) -> Iterable[date]:
    each = [frozenset(one.workdays) for one in announced_years(regions, year, added)]
    shared = each[0].intersection(*each[1:]) if each else frozenset()
    own = {day for day in added.workdays if day.year == year}
    return shared.difference(day for day, _ in added.off) | own


def _named(festival: Festival, day: date, is_off: bool) -> NamedDay:
    names = (("en", festival.name), ("zh", festival.chinese))
    verified = day.year <= festival.sure_until
    titles = tuple((locale, text) for locale, text in (("en", festival.title), ("zh", festival.title_zh)) if text)
    if not festival.sale:
        return NamedDay(day, names, is_off, verified, festival.source, titles=titles)
    window, source, is_known = season_of(festival.sale, day)
    return NamedDay(day, names, is_off, verified, festival.source, window, source, is_known, titles)


def _added(one: AddedDay, day: date, season: Window | None, off: dict[int, frozenset[date]]) -> NamedDay:
    names = (("en", one.name), ("zh", dict(one.titles)["zh"]))
    source = one.source if season is not None else ""
    return NamedDay(day, names, day in off[day.year], True, one.source, season, source, True, one.titles)


def _plain(years: Iterable[StatutoryYear]) -> Iterator[NamedDay]:
    """Days off that are no festival themselves, by the festival that they belong to."""
    for one in years:
        for festival, days in one.off:
            for day in days:
                names, titles = _holiday_names(one.region, festival)
                yield NamedDay(day, names, True, one.verified, one.source, titles=titles)


@cache
def _holiday_names(region: str, festival: str) -> tuple[Texts, Texts]:
    """The names of the days off that belong to a festival, and their titles."""
    for code in search_order((region,)):
        for one in region_of(code).festivals:
            if one.name == festival:
                titles = (("en", f"{one.title} Holiday"),) if one.title else ()
                return (("en", f"{festival}_holiday"), ("zh", f"{one.chinese}假期")), titles
    return _PLAIN, ()


def _by_day_and_name(named: NamedDay) -> tuple[date, str]:
    return named.day, named.name("en")
