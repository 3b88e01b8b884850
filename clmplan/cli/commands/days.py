"""`clmplan days YEAR`: festivals, days off, made-up workdays and seasons of a year, as the planner sees them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from clmplan.almanac.listing import ListedDay, ListedYear, listed_year
from clmplan.almanac.lunar import FIRST_YEAR, LAST_YEAR
from clmplan.almanac.regions import known_regions, region_of
from clmplan.almanac.statutory import BY_RULE
from clmplan.base.diagnostics import Diagnostic
from clmplan.cli.session import Stop, chosen_locale, find_project, guessed_locale
from clmplan.cli.speak import FINDINGS, OK, USAGE, err, out, show, status
from clmplan.cli.table import Row, aligned
from clmplan.codes.almanac import NO_SUCH_MONTH, UNKNOWN_REGION, YEAR_OUTSIDE
from clmplan.codes.cli_words import NO_PROJECT
from clmplan.codes.day_words import SAYS, WEEKDAYS, lunar_date
from clmplan.model.declared.added_days import NOTHING_ADDED, AddedDays
from clmplan.model.schedule import NamedDay

_MONTHS = range(1, 13)
_MARK = "≈ "


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was asked: the year, regions by code, a month or the whole year, how to print."""

    year: int
    regions: tuple[str, ...]
    month: int | None
    as_json: bool


@dataclass(frozen=True, slots=True)
class _Given:
    """What a project says: its regions, its own days, its language."""

    regions: tuple[str, ...] = ()
    days: AddedDays = NOTHING_ADDED
    locale: str | None = None


def run(asked: Asked, project: Path | None, locale: str | None) -> int:
    """Print the days of a year; the exit status."""
    try:
        given = _Given() if project is None and asked.regions else _of_project(project, locale)
        spoken = chosen_locale(locale, given.locale)
        regions = tuple(dict.fromkeys(code.upper() for code in asked.regions or given.regions))
        wrong = tuple(_mistakes(asked, regions))
        if wrong:
            show(wrong, spoken)
            return FINDINGS
    except Stop as stop:
        return stop.status
    year = listed_year(regions, asked.year, given.days)
    months = _MONTHS if asked.month is None else range(asked.month, asked.month + 1)
    if asked.as_json:
        out(json.dumps(_document(year, months), ensure_ascii=False, indent=2))
        return OK
    for line in _lines(year, months, spoken):
        out(line)
    return OK


def _of_project(project: Path | None, locale: str | None) -> _Given:
    """What the project around here, or the one named, says; otherwise says what is wrong and stops."""
    from clmplan.data.project_file import read_project
    from clmplan.loading import read_days
    from clmplan.workspace.files import read_text

    root, name = find_project(Path() if project is None else project)
    spoken = chosen_locale(locale, guessed_locale(root / name))
    if not (root / name).exists():
        if project is None:
            err(SAYS["name_a_region"].fill(spoken, {}))
            raise Stop(USAGE)
        raise _stopped((NO_PROJECT.at(None, file=root / name),), spoken)
    source = read_text(root / name, name)
    read = read_project(source.value) if source.value is not None else None
    if read is None or read.value is None:
        raise _stopped(source.diagnostics + (read.diagnostics if read is not None else ()), spoken)
    days = read_days(root, read.value.day_files)
    if days.value is None:
        raise _stopped(days.diagnostics, spoken)
    show(days.diagnostics, spoken)
    return _Given(read.value.regions, days.value, read.value.locale)


def _stopped(found: tuple[Diagnostic, ...], locale: str) -> Stop:
    """Say what is wrong; the end of the command."""
    show(found, locale)
    return Stop(status(found))


def _mistakes(asked: Asked, regions: tuple[str, ...]) -> Iterator[Diagnostic]:
    if not FIRST_YEAR <= asked.year <= LAST_YEAR:
        yield YEAR_OUTSIDE.at(None, year=asked.year, first=FIRST_YEAR, last=LAST_YEAR)
    if asked.month is not None and asked.month not in _MONTHS:
        yield NO_SUCH_MONTH.at(None, month=asked.month)
    known = ", ".join(f"`{code.lower()}`" for code in known_regions())
    for code in regions:
        if code not in known_regions():
            yield UNKNOWN_REGION.at(None, region=code.lower(), known=known)


def _lines(year: ListedYear, months: range, locale: str) -> Iterator[str]:
    """The table: a heading with the sources, the days that are something, the workdays of each month."""
    titles = [
        SAYS["region"].fill(locale, {"code": code, "title": region_of(code).title.fill(locale, {})})
        for code in year.regions
    ]
    shown = SAYS["comma"].fill(locale, {}).join(titles) or SAYS["no_region"].fill(locale, {})
    yield SAYS["heading"].fill(locale, {"year": str(year.year), "regions": shown})
    for one in year.announced:
        name = "source" if one.verified else "estimated_source"
        source = SAYS["by_rule"].fill(locale, {}) if one.source == BY_RULE else one.source_in(locale)
        yield "  " + SAYS[name].fill(locale, {"code": one.region, "source": source})
    # A month is short enough to be shown whole.
    days = [day for day in year.days if day.day.month in months and (len(months) == 1 or not day.is_plain)]
    rows = [_row(day, year, locale) for day in days]
    if rows:
        yield ""
        yield from aligned(rows)
    if any(_MARK in cell for row in rows for cell in row):
        yield ""
        yield SAYS["mark"].fill(locale, {})
    yield ""
    yield from aligned(list(_count_rows(year, months, locale)), is_headed=True)


def _row(day: ListedDay, year: ListedYear, locale: str) -> Row:
    names = SAYS["comma"].fill(locale, {}).join(dict.fromkeys(one.title(locale) for one in day.named))
    cells = [str(day.day), WEEKDAYS[day.day.weekday()].fill(locale, {})]
    if year.has_lunar_dates:
        cells.append(_lunar(day, locale))
    return (*cells, _work(day, year, locale), names, " ".join(_season(one, locale) for one in day.named if one.season))


def _lunar(day: ListedDay, locale: str) -> str:
    if day.lunar is None:
        return ""
    text = lunar_date(day.lunar.month, day.lunar.day, locale)
    return SAYS["leap"].fill(locale, {"date": text}) if day.lunar.is_leap else text


def _work(day: ListedDay, year: ListedYear, locale: str) -> str:
    mark = _MARK if day.is_estimated else ""
    if day.is_made_up:
        return mark + SAYS["workday"].fill(locale, {})
    if not day.off_in:
        return mark.strip()
    is_everywhere = len(day.off_in) == len(year.regions)
    name = "day_off" if is_everywhere else "day_off_in"
    return mark + SAYS[name].fill(locale, {"codes": SAYS["comma"].fill(locale, {}).join(day.off_in)})


def _season(one: NamedDay, locale: str) -> str:
    if one.season is None:
        return ""
    ends = {name: f"{day:%m-%d}" for name, day in (("first", one.season.start), ("last", one.season.last))}
    return ("" if one.season_verified else _MARK) + SAYS["season"].fill(locale, ends)


def _count_rows(year: ListedYear, months: range, locale: str) -> Iterator[Row]:
    """How many days of each month people work, and how many of these are made up."""
    yield tuple(SAYS[name].fill(locale, {}) for name in ("months", "workdays", "free", "made_up"))
    for month in months:
        yield (f"{year.year}-{month:02}", *map(str, _counted(year, month)))
    if len(months) > 1:
        sums = (sum(column) for column in zip(*(_counted(year, month) for month in months), strict=True))
        yield (SAYS["total"].fill(locale, {}), *map(str, sums))


def _counted(year: ListedYear, month: int) -> tuple[int, int, int]:
    days = [day for day in year.days if day.day.month == month]
    worked = sum(day.is_workday for day in days)
    return worked, len(days) - worked, sum(day.is_made_up for day in days)


def _document(year: ListedYear, months: range) -> dict[str, object]:
    """The same as JSON, every day included."""
    return {
        "year": year.year,
        "regions": list(year.regions),
        "sources": [{"region": one.region, "source": one.source, "verified": one.verified} for one in year.announced],
        "days": [_day_document(day) for day in year.days if day.day.month in months],
        "months": [
            dict(zip(("month", "workdays", "days_off", "made_up"), (month, *_counted(year, month)), strict=True))
            for month in months
        ],
    }


def _day_document(day: ListedDay) -> dict[str, object]:
    lunar = day.lunar
    return {
        "date": str(day.day),
        "workday": day.is_workday,
        "day_off_in": list(day.off_in),
        "made_up_workday": day.is_made_up,
        "estimated": day.is_estimated,
        "lunar": None
        if lunar is None
        else {"year": lunar.year, "month": lunar.month, "day": lunar.day, "leap": lunar.is_leap},
        "named": [_named_document(one) for one in day.named],
    }


def _named_document(one: NamedDay) -> dict[str, object]:
    season = None if one.season is None else _season_document(one.season.start, one.season.last, one)
    return {
        "name": one.name("en"),
        "title": {"en": one.title("en"), "zh": one.title("zh")},
        "statutory": one.statutory,
        "verified": one.verified,
        "source": one.source,
        "season": season,
    }


def _season_document(first: date, last: date, one: NamedDay) -> dict[str, object]:
    return {
        "first": str(first),
        "last": str(last),
        "verified": one.season_verified,
        "source": one.season_source,
    }
