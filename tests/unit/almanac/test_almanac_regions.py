"""Days off on file against maintained libraries for every year on file; every difference is listed and explained."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from clmplan.almanac.regions import known_regions, region_of
from clmplan.almanac.rules import easter_sunday
from clmplan.almanac.statutory import estimated_year, statutory_year, years_on_file
from clmplan.almanac.table import day_table
from clmplan.base.days import Window

LATER = range(2028, 2041)

# Days off that only the library has (-) or only the file (+), by region, with the reason.
FILE_DIFFERENCES = {
    ("HK", "-2012-10-03"): "the library adds a third day; the gazette of 2012 gives National Day and 2 October",
    ("HK", "-2017-10-03"): "the library adds a third day; the gazette of 2017 gives 2 October for Sunday 1 October",
    ("HK", "-2023-10-03"): "the library adds a third day; the gazette of 2023 gives 2 October for Sunday 1 October",
}
# The same for years by rule, where the library estimates too.
RULE_DIFFERENCES = {
    ("HK", "-2028-10-03"): "the library adds a day after National Day that no rule gives (as in 2012, 2017, 2023)",
    ("HK", "-2033-10-04"): "the library adds a day after National Day that no rule gives",
    ("HK", "-2034-10-03"): "the library adds a day after National Day that no rule gives",
    ("HK", "+2037-04-07"): "清明 is the day after Good Friday: one of the two is "
    "kept after Easter Monday, which the library forgets",
    ("TW", "+2033-04-01"): "清明 and 儿童节 share a Monday: ours goes to the Friday before, the library to the Tuesday",
    ("TW", "-2033-04-05"): "清明 and 儿童节 share a Monday: ours goes to the Friday before, the library to the Tuesday",
}
MOON = "the Islamic month begins when the moon is seen: the library's estimate and the tables differ by a day"
DEEPAVALI = "the library takes the new moon of November, after the festival in October"


def whole(first: int, last: int) -> Window:
    return Window(date(first, 1, 1), date(last + 1, 1, 1))


def library_days(code: str, year: int) -> set[date]:
    holidays: Any = pytest.importorskip("holidays", reason="the holidays library is not installed")
    options: dict[str, object] = {
        # Its public holidays of Hong Kong are those of workers; the rest of the general holidays is optional there.
        "HK": {"categories": ("public", "optional")},
        "GB": {"subdiv": "ENG"},
    }.get(code, {})
    return {day for day in holidays.country_holidays(code, years=year, **options) if day.year == year}


def compared(code: str, ours: set[date] | frozenset[date], theirs: set[date]) -> set[tuple[str, str]]:
    return {(code, f"-{day}") for day in theirs - ours} | {(code, f"+{day}") for day in ours - theirs}


def test_the_regions_on_file_are_listed() -> None:
    assert known_regions() == ("CN", "DE", "GB", "HK", "JP", "SG", "TW", "US")


@pytest.mark.parametrize("code", ["DE", "GB", "HK", "JP", "SG", "TW", "US"])
def test_days_off_on_file_equal_the_library(code: str) -> None:
    assert set(range(2010, 2028)) == set(years_on_file(code))
    found: set[tuple[str, str]] = set()
    for year in years_on_file(code):
        found |= compared(code, statutory_year(code, year).days_off, library_days(code, year))
    assert {one for one in FILE_DIFFERENCES if one[0] == code} == found


def test_every_day_in_mainland_china_is_worked_or_off_as_chinesecalendar_says() -> None:
    library = pytest.importorskip("chinese_calendar", reason="the chinesecalendar library is not installed")
    assert set(range(2010, 2027)) == set(years_on_file("CN"))
    table = day_table(("CN",), whole(2010, 2026))
    for day in whole(2010, 2026):
        assert library.is_workday(day) == table.is_workday(day), day


def test_every_day_in_mainland_china_is_worked_or_off_as_holidays_says() -> None:
    holidays: Any = pytest.importorskip("holidays", reason="the holidays library is not installed")
    table = day_table(("CN",), whole(2018, 2026))
    library = holidays.country_holidays("CN", years=range(2017, 2028))
    for day in whole(2018, 2026):
        is_workday = day in library.weekend_workdays or (day.weekday() < 5 and day not in library)
        assert is_workday == table.is_workday(day), day


def test_made_up_workdays_in_taiwan_equal_the_library() -> None:
    holidays: Any = pytest.importorskip("holidays", reason="the holidays library is not installed")
    for year in years_on_file("TW"):
        theirs = {day for day in holidays.country_holidays("TW", years=year).weekend_workdays if day.year == year}
        assert theirs == set(statutory_year("TW", year).workdays), year


@pytest.mark.parametrize("code", ["DE", "GB", "HK", "JP", "TW", "US"])
def test_years_by_rule_free_the_weekdays_that_the_library_expects(code: str) -> None:
    found: set[tuple[str, str]] = set()
    for year in LATER:
        ours = {day for day in estimated_year(region_of(code), year).days_off if day.weekday() != 6}
        theirs = {day for day in library_days(code, year) if day.weekday() != 6}
        found |= compared(code, ours, theirs)
    assert {one for one in RULE_DIFFERENCES if one[0] == code} == found


def test_years_by_rule_in_singapore_differ_from_the_library_only_where_the_moon_decides() -> None:
    lunar_days = {"hari_raya_puasa", "hari_raya_haji", "deepavali"}
    for year in LATER:
        estimated = estimated_year(region_of("SG"), year)
        sure = {day for name, days in estimated.off for day in days if name not in lunar_days}
        near = {day for name, days in estimated.off for day in days if name in lunar_days}
        for day in library_days("SG", year) - sure:
            is_deepavali = day.month in (10, 11) and any(date(year, 10, 16) < one < date(year, 11, 17) for one in near)
            assert is_deepavali or any(abs((day - one).days) <= 1 for one in near), (day, MOON, DEEPAVALI)
        assert sure - library_days("SG", year) <= {day + timedelta(days=1) for day in near} | {date(2030, 2, 6)}


def test_years_by_rule_in_mainland_china_hold_the_thirteen_days_of_the_law_and_no_made_up_workdays() -> None:
    for year in (2027, 2029, 2030, 2040):
        estimated = estimated_year(region_of("CN"), year)
        assert (13, ()) == (len(estimated.days_off), estimated.workdays)
        assert not estimated.verified
    # Mid-Autumn 2028 is one of the days of National Day.
    assert {date(2028, 1, 25), date(2028, 1, 28), date(2028, 5, 2), date(2028, 10, 3)} <= (
        off := estimated_year(region_of("CN"), 2028).days_off
    )
    assert date(2028, 1, 29) not in off and len(off) == 12


def test_the_rules_of_a_country_whose_law_fixes_its_days_give_the_years_on_file() -> None:
    for code in ("DE", "US"):
        for year in range(2021, 2028):
            assert statutory_year(code, year).days_off == estimated_year(region_of(code), year).days_off, (code, year)
    for year in (2021, 2024, 2025, 2026, 2027):
        assert statutory_year("GB", year).days_off == estimated_year(region_of("GB"), year).days_off, year
    for year in range(2022, 2028):
        assert statutory_year("JP", year).days_off == estimated_year(region_of("JP"), year).days_off, year


def test_easter_falls_where_it_is_known_to_fall() -> None:
    known = {2011: "2011-04-24", 2024: "2024-03-31", 2025: "2025-04-20", 2038: "2038-04-25", 2285: "2285-03-22"}
    assert list(known.values()) == [str(easter_sunday(year)) for year in known]


def test_the_royal_wedding_and_the_jubilee_are_days_off() -> None:
    table = day_table(("GB",), whole(2011, 2012))
    off = {named.day: named.name("en") for named in table.named if named.statutory}
    assert off[date(2011, 4, 29)] == "royal_wedding_2011"
    assert off[date(2012, 6, 5)] == "diamond_jubilee_2012"
    assert off[date(2011, 12, 27)] == "christmas_holiday"
    assert off[date(2012, 6, 4)] == "spring_bank_holiday"


def test_no_made_up_workday_lies_on_a_plain_weekday() -> None:
    for code in ("CN", "TW"):
        for year in years_on_file(code):
            assert {5, 6} >= {day.weekday() for day in statutory_year(code, year).workdays}, (code, year)


def test_an_unknown_region_is_refused() -> None:
    with pytest.raises(LookupError):
        day_table(("ATLANTIS",), whole(2026, 2026))
    with pytest.raises(LookupError):
        statutory_year("XX", 2026)
