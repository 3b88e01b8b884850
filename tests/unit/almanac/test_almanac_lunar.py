"""The Chinese calendar on file against three libraries: every month, every day, every solar term of 1900–2100."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from clmplan.almanac.lunar import FIRST_YEAR, LAST_YEAR, SOLAR_TERMS, lunar_calendar, solar_term
from clmplan.almanac.rules import Lunar
from clmplan.model.schedule import LunarDate

CALENDAR = lunar_calendar()
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)

# Where a library says otherwise: its first such day, how many in a row, why.
SXTWL_DIFFERENCES: dict[tuple[date, int], str] = {}
LUNARDATE_DIFFERENCES = {
    (date(1900, 1, 1), 30): "its table begins on 1900-01-31",
    (
        date(1933, 7, 22),
        30,
    ): "a new moon near midnight that its table puts a day away; sxtwl and zhdate agree with ours",
    (date(1954, 11, 25), 30): "a new moon near midnight that its table puts a day away",
    (date(1978, 9, 2), 30): "a new moon near midnight that its table puts a day away",
    (date(2100, 2, 9), 326): "its table ends with the lunar year 2099",
}
# The lunar years whose months a library counts otherwise.
LUNAR_PYTHON_DIFFERENCES = {
    2057: "the new moon of 2057-09-29 comes so close to midnight in Beijing that models disagree; sxtwl, lunardate and "
    "zhdate agree with ours",
}

TERMS = (
    "小寒 大寒 立春 雨水 惊蛰 春分 清明 谷雨 立夏 小满 芒种 夏至 "
    "小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 小雪 大雪 冬至"
)


def civil_days() -> list[date]:
    first = date(FIRST_YEAR, 1, 1)
    return [first + timedelta(days=number) for number in range((date(LAST_YEAR, 12, 31) - first).days + 1)]


def differences(of: Callable[[date], LunarDate | None]) -> set[tuple[date, int]]:
    """The days for which a library differs, in a row as (first, how many)."""
    found: list[tuple[date, int]] = []
    for day in civil_days():
        if of(day) == CALENDAR.of(day):
            continue
        if found and found[-1][0] + timedelta(days=found[-1][1]) == day:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((day, 1))
    return set(found)


def test_every_day_has_the_lunar_date_of_sxtwl() -> None:
    library = pytest.importorskip("sxtwl", reason="the sxtwl library is not installed")

    def of(day: date) -> LunarDate:
        found = library.fromSolar(day.year, day.month, day.day)
        return LunarDate(found.getLunarYear(), found.getLunarMonth(), found.getLunarDay(), bool(found.isLunarLeap()))

    assert set(SXTWL_DIFFERENCES) == differences(of)


def test_every_day_has_the_lunar_date_of_lunardate() -> None:
    library = pytest.importorskip("lunardate", reason="the lunardate library is not installed")

    def of(day: date) -> LunarDate | None:
        try:
            found = library.LunarDate.fromSolarDate(day.year, day.month, day.day)
        except (ValueError, OverflowError):
            return None
        return LunarDate(found.year, found.month, found.day, bool(found.isLeapMonth))

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        assert set(LUNARDATE_DIFFERENCES) == differences(of)


def test_every_month_begins_where_lunar_python_begins_it() -> None:
    library = pytest.importorskip("lunar_python", reason="the lunar-python library is not installed")
    ours: dict[int, list[tuple[str, int, bool]]] = {}
    for start, (year, month, is_leap) in zip(CALENDAR.starts, CALENDAR.months, strict=True):
        ours.setdefault(year, []).append((str(start), month, is_leap))
    different = set()
    for year in YEARS:
        months = [one for one in library.LunarYear.fromYear(year).getMonths() if one.getYear() == year]
        theirs = [
            (library.Solar.fromJulianDay(one.getFirstJulianDay()).toYmd(), abs(one.getMonth()), one.getMonth() < 0)
            for one in months
        ]
        if theirs != ours[year]:
            different.add(year)
    assert set(LUNAR_PYTHON_DIFFERENCES) == different


def test_every_solar_term_falls_on_the_day_of_two_libraries() -> None:
    sxtwl = pytest.importorskip("sxtwl", reason="the sxtwl library is not installed")
    lunar = pytest.importorskip("lunar_python", reason="the lunar-python library is not installed")
    for year in YEARS:
        ours = [solar_term(year, place) for place in range(len(SOLAR_TERMS))]
        table = lunar.Solar.fromYmd(year, 6, 1).getLunar().getJieQiTable()
        named = {name: solar.toYmd() for name, solar in table.items() if solar.getYear() == year}
        # 冬至 of the year has another name in the table, which also holds that of the year before.
        assert [str(day) for day in ours[:23]] == [named[name] for name in TERMS.split()[:23]], year
        assert str(ours[23]) == named["DONG_ZHI"], year
        assert all(sxtwl.fromSolar(day.year, day.month, day.day).hasJieQi() for day in ours if day is not None)


def test_months_have_29_or_30_days_and_follow_each_other() -> None:
    assert {29, 30} == {CALENDAR.length(place) for place in range(len(CALENDAR.starts))}
    assert sorted(CALENDAR.months) == list(CALENDAR.months)
    assert len(set(CALENDAR.months)) == len(CALENDAR.months)


def test_a_year_has_twelve_months_or_one_leap_month_more() -> None:
    for year in YEARS:
        months = [(month, is_leap) for of, month, is_leap in CALENDAR.months if of == year]
        assert [*range(1, 13)] == [month for month, is_leap in months if not is_leap]
        assert sum(is_leap for _, is_leap in months) <= 1


def test_days_and_lunar_dates_lead_back_to_each_other() -> None:
    for day in civil_days()[::7]:
        found = CALENDAR.of(day)
        assert found is not None
        assert day == CALENDAR.day(found.year, found.month, found.day, found.is_leap)


def test_the_first_and_the_last_day_on_file_are_known_and_their_neighbours_are_not() -> None:
    assert LunarDate(1899, 12, 1) == CALENDAR.of(date(1900, 1, 1))
    assert LunarDate(2100, 12, 1) == CALENDAR.of(date(2100, 12, 31))
    assert CALENDAR.of(CALENDAR.starts[0] - timedelta(days=1)) is None
    assert CALENDAR.of(CALENDAR.end) is None
    assert CALENDAR.day(1898, 12, 1) is None
    assert solar_term(1899, 0) is None and solar_term(2101, 0) is None


def test_a_leap_month_is_kept_in_the_leap_month_where_the_year_has_it_and_in_the_plain_one_elsewhere() -> None:
    assert date(2025, 7, 25) == CALENDAR.day(2025, 6, 1, is_leap=True)
    assert date(2025, 6, 25) == CALENDAR.day(2025, 6, 1)
    assert date(2026, 7, 14) == CALENDAR.day(2026, 6, 1, is_leap=True) == CALENDAR.day(2026, 6, 1)


def test_day_30_of_a_short_month_is_its_last_day() -> None:
    assert date(2025, 1, 28) == CALENDAR.day(2024, 12, 30) == CALENDAR.day(2024, 12, 29)
    assert date(2024, 2, 9) == CALENDAR.day(2023, 12, 30)
    assert CALENDAR.of(date(2024, 2, 9)) == LunarDate(2023, 12, 30)


def test_a_lunar_rule_finds_none_one_or_two_days_in_a_civil_year() -> None:
    laba = Lunar(12, 8)
    assert (date(2022, 1, 10), date(2022, 12, 30)) == laba.in_year(2022)
    assert () == laba.in_year(2023)
    assert (date(2026, 1, 26),) == laba.in_year(2026)


def test_the_eve_is_the_day_before_the_first_day_of_the_year_whatever_its_number() -> None:
    eve, first = Lunar(1, 1, -1), Lunar(1, 1)
    for year in YEARS:
        assert [day + timedelta(days=1) for day in eve.in_year(year)] == list(first.in_year(year))
    numbers = {found.day for year in YEARS for day in eve.in_year(year) if (found := CALENDAR.of(day))}
    assert {29, 30} == numbers
