"""The almanac asked: days of some regions over a window, and named days by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from clmplan.almanac.region import Festival, Region
from clmplan.base.days import Window, add_months
from clmplan.base.rooms import members
from clmplan.model.schedule import DayTable, NamedDay

_EVERYWHERE = ""


def known_regions() -> tuple[str, ...]:
    """The codes of the regions whose days off are on file, sorted."""
    return tuple(code for code in _regions() if code != _EVERYWHERE)


def day_table(regions: tuple[str, ...], window: Window) -> DayTable:
    """The days of the regions from a year before a window to a year after it; LookupError for an unknown region.

    Years inside the window without published days off are `estimated_years`. A made-up work day counts when every
    region has it.
    """
    chosen = tuple(_regions()[code] for code in regions)
    wide = Window(add_months(window.start, -12), add_months(window.end, 12))
    years = range(wide.start.year, wide.last.year + 1)
    planned = range(window.start.year, window.last.year + 1) if len(window) else range(0)
    made_up = [frozenset(day for year in region.years for day in year.made_up) for region in chosen]
    shared = made_up[0].intersection(*made_up[1:]) if made_up else frozenset()
    named = [*_festival_days(regions), *(day for region in chosen for day in _plain_days_off(region, regions))]
    return DayTable(
        window=wide,
        named=tuple(sorted((day for day in named if day.day in wide), key=_by_day_and_name)),
        days_off=frozenset(day for day in _days_off(regions) if day in wide),
        made_up_workdays=frozenset(day for day in shared if day in wide),
        estimated_years=tuple(year for year in years if year in planned and not _is_published(chosen, year)),
    )


def named_days(name: str, regions: tuple[str, ...]) -> tuple[NamedDay, ...]:
    """All days of a name, English or Chinese, in the years covered; empty when nobody knows the name.

    The regions' own meaning of a name comes before that of days known everywhere, then before other regions'.
    """
    for code in _search_order(regions):
        for festival in _regions()[code].festivals:
            if festival.answers_to(name):
                return tuple(_occurrences(festival, _days_off(regions)))
    return ()


def all_names(regions: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """English and Chinese name of every named day that `named_days` finds, sorted by the English one."""
    found: dict[str, str] = {}
    for code in _search_order(regions):
        for festival in _regions()[code].festivals:
            found.setdefault(festival.name, festival.chinese)
    return tuple(sorted(found.items()))


@cache
def _regions() -> Mapping[str, Region]:
    return members("clmplan.almanac", Region, lambda region: region.code)


def _search_order(regions: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*regions, _EVERYWHERE, *known_regions())))


@cache
def _days_off(regions: tuple[str, ...]) -> frozenset[date]:
    return frozenset(day for code in regions for year in _regions()[code].years for day in year.off)


def _is_published(regions: tuple[Region, ...], year: int) -> bool:
    known = [region.year(year) for region in regions]
    return all(found is not None and found.verified for found in known)


def _festival_days(regions: tuple[str, ...]) -> Iterator[NamedDay]:
    for code in dict.fromkeys((_EVERYWHERE, *regions)):
        for festival in _regions()[code].festivals:
            yield from _occurrences(festival, _days_off(regions))


def _occurrences(festival: Festival, off: frozenset[date]) -> Iterator[NamedDay]:
    names = (("en", festival.name), ("zh", festival.chinese))
    for day in festival.days():
        yield NamedDay(day, names, day in off, festival.verified, festival.source)


def _plain_days_off(region: Region, regions: tuple[str, ...]) -> Iterator[NamedDay]:
    festive = {day.day for day in _festival_days(regions)}
    english, chinese = region.day_off
    for year in region.years:
        for day in year.off:
            if day not in festive:
                yield NamedDay(day, (("en", english), ("zh", chinese)), True, year.verified, year.source)


def _by_day_and_name(named: NamedDay) -> tuple[date, str]:
    return named.day, named.name("en")
