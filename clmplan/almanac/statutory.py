"""Days off of a region and year: as its data file says, or by rule while nobody has announced them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache

from clmplan.almanac.flat import days_of, read_flat
from clmplan.almanac.region import Region
from clmplan.almanac.regions import region_of
from clmplan.base import assets
from clmplan.base.days import ONE_DAY
from clmplan.model.declared.added_days import StatutoryYear

_SATURDAY = 5
BY_RULE = "by rule; not announced"


@cache
def years_on_file(code: str) -> tuple[int, ...]:
    """The years of a region that have a data file, sorted."""
    return tuple(int(name.removesuffix(".yaml")) for name in assets.names(f"almanac/data/{code.lower()}"))


@cache
def statutory_year(code: str, year: int) -> StatutoryYear:
    """The days off of a region in a year; LookupError for an unknown region."""
    region = region_of(code)
    if year not in years_on_file(code):
        return estimated_year(region, year)
    return read_year(assets.text(f"almanac/data/{code.lower()}/{year}.yaml"))


def read_year(text: str) -> StatutoryYear:
    """The year of a data file; ValueError or KeyError when the file is no such thing."""
    found = read_flat(text)
    off = found["off"]
    if not isinstance(off, dict):
        raise ValueError("`off` names festivals with their days")
    year = int(_text(found["year"]))
    return StatutoryYear(
        _text(found["region"]),
        year,
        tuple((festival, days_of(year, days)) for festival, days in off.items()),
        days_of(year, _text(found.get("workdays", ""))),
        _text(found["source"]),
        _text(found["verified"]) == "yes",
        _text(found.get("source_zh", "")),
    )


def estimated_year(region: Region, year: int) -> StatutoryYear:
    """The days off of a year by the rules of a region, without made-up work days."""
    near = range(max(MINYEAR, year - 1), min(MAXYEAR, year + 1) + 1)
    written = sorted(one for each in near for one in _written(region, each))
    taken = {day for day, _, _ in written}
    days = [*((day, festival) for day, festival, _ in written), *_bridges(region, taken)]
    for day, festival in _moved(region, written, taken):
        taken.add(day)
        days.append((day, festival))
    names = dict.fromkeys(festival for day, festival in sorted(days) if day.year == year)
    off = tuple((name, tuple(sorted({day for day, one in days if one == name and day.year == year}))) for name in names)
    return StatutoryYear(region.code, year, off, (), BY_RULE, verified=False)


def _text(value: str | dict[str, str]) -> str:
    if isinstance(value, dict):
        raise ValueError("a text is expected, not a block")
    return value


def _written(region: Region, year: int) -> Iterator[tuple[date, str, int]]:
    """The days off as the rules have them, before any moves: the day, its festival, which way it moves."""
    for off in region.off:
        for festive in off.festival.rule.in_year(year):
            for number in range(off.count):
                day = festive + timedelta(days=off.plus + number)
                step = (region.moves or {}).get(day.weekday(), 0)
                yield day, off.festival.name, off.move if step and off.move else step


def _moved(region: Region, written: list[tuple[date, str, int]], taken: set[date]) -> Iterator[tuple[date, str]]:
    """The days kept instead of, or for, those on weekends and those that two festivals share."""
    seen: set[date] = set()
    for day, festival, step in written:
        way = region.shared if day in seen and region.moves else step
        seen.add(day)
        if not way:
            continue
        to = day + way * ONE_DAY
        while region.skips and (to in taken or (region.moves or {}).get(to.weekday(), 0)):
            to += way * ONE_DAY
        yield to, festival


def _bridges(region: Region, taken: set[date]) -> Iterator[tuple[date, str]]:
    for day in sorted(taken) if region.bridges else ():
        between = day + ONE_DAY
        if between not in taken and between + ONE_DAY in taken and between.weekday() < _SATURDAY + 1:
            yield between, ""
