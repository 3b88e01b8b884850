"""The almanac's own data against maintained libraries, and the questions it answers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from clmplan.almanac.region import StatutoryYear
from clmplan.almanac.rules import easter_sunday
from clmplan.almanac.table import all_names, day_table, known_regions, named_days
from clmplan.base.days import Window


def whole(first: int, last: int) -> Window:
    return Window(date(first, 1, 1), date(last + 1, 1, 1))


def days_of(name: str, *regions: str) -> dict[int, date]:
    return {named.day.year: named.day for named in named_days(name, regions)}


def test_the_regions_on_file_are_listed() -> None:
    assert known_regions() == ("CN", "GB")


def test_bank_holidays_equal_the_library() -> None:
    holidays = pytest.importorskip("holidays", reason="the holidays library is not installed")
    table = day_table(("GB",), whole(2011, 2026))
    expected = set(holidays.UK(subdiv="ENG", years=range(2010, 2028)))
    assert expected == set(table.days_off)
    assert table.estimated_years == ()


def test_chinese_days_off_and_made_up_workdays_equal_the_library() -> None:
    library = pytest.importorskip("chinese_calendar", reason="the chinesecalendar library is not installed")
    table = day_table(("CN",), whole(2025, 2025))
    for day in whole(2024, 2026):
        assert library.is_workday(day) == table.is_workday(day), day


def test_days_of_the_lunar_calendar_equal_the_library() -> None:
    lunar = pytest.importorskip("lunar_python", reason="the lunar-python library is not installed")
    by_name = {
        "spring_festival": (1, 1),
        "lantern_festival": (1, 15),
        "dragon_boat": (5, 5),
        "qixi": (7, 7),
        "mid_autumn": (8, 15),
        "double_ninth": (9, 9),
    }
    for name, (month, day) in by_name.items():
        found = days_of(name, "CN")
        for year in range(2010, 2031):
            assert lunar.Lunar.fromYmd(year, month, day).getSolar().toYmd() == str(found[year]), (name, year)
    terms = [lunar.Solar.fromYmd(year, 6, 1).getLunar().getJieQiTable()["清明"].toYmd() for year in range(2010, 2031)]
    assert terms == [str(day) for day in days_of("qingming").values()]


def test_the_royal_wedding_and_the_jubilee_are_days_off() -> None:
    table = day_table(("GB",), whole(2011, 2012))
    off = {named.day: named.name("en") for named in table.named if named.statutory}
    assert off[date(2011, 4, 29)] == "royal_wedding_2011"
    assert off[date(2012, 6, 5)] == "diamond_jubilee_2012"
    assert off[date(2011, 12, 27)] == "bank_holiday"
    assert off[date(2012, 6, 4)] == "spring_bank_holiday"


def test_days_by_rule_fall_where_they_are_known_to_fall() -> None:
    assert date(2011, 4, 24) == easter_sunday(2011)
    assert date(2026, 11, 27) == days_of("black_friday")[2026]
    assert date(2026, 11, 30) == days_of("cyber_monday")[2026]
    assert date(2026, 3, 15) == days_of("mothers_day_uk")[2026]
    assert date(2026, 5, 10) == days_of("mothers_day")[2026]
    assert date(2026, 2, 16) == days_of("除夕")[2026]
    assert list(range(2010, 2031)) == list(days_of("double12"))


def test_a_name_is_found_in_english_in_chinese_and_by_its_other_names() -> None:
    for names in (
        ("double11", "双十一", "双11"),
        ("black_friday", "黑色星期五", "黑五"),
        ("women_day", "妇女节", "38"),
    ):
        assert len({named_days(name, ("GB",)) for name in names}) == 1
        assert named_days(names[0], ("GB",))
    assert named_days("nobody_knows_this", ("CN",)) == ()


def test_a_named_day_is_statutory_only_where_it_is_off() -> None:
    assert {False} == {named.statutory for named in named_days("national_day", ("GB",))}
    by_year = {named.day.year: named.statutory for named in named_days("national_day", ("CN",))}
    assert by_year[2026]
    assert not by_year[2028], "days off of 2028 are not on file"


def test_every_name_is_found_once_and_finds_its_days() -> None:
    for regions in ((), ("CN",), ("GB", "CN")):
        names = all_names(regions)
        assert sorted(names) == list(names)
        assert len(names) == len({english for english, _ in names}) == len({chinese for _, chinese in names})
        for english, chinese in names:
            assert english.isidentifier()
            assert named_days(english, regions) == named_days(chinese, regions) != ()


def test_years_without_published_days_off_are_estimated_and_only_weekends_are_free() -> None:
    table = day_table(("CN",), whole(2026, 2028))
    assert table.estimated_years == (2027, 2028)
    assert table.is_workday(date(2027, 10, 1))
    assert not table.is_workday(date(2027, 10, 2))


def test_years_around_the_window_are_in_the_table_but_not_estimated() -> None:
    table = day_table(("CN",), Window(date(2026, 10, 1), date(2027, 1, 1)))
    assert Window(date(2025, 10, 1), date(2028, 1, 1)) == table.window
    assert table.estimated_years == ()
    assert all(named.day in table.window for named in table.named)
    assert list(table.named) == sorted(table.named, key=lambda named: (named.day, named.name("en")))


def test_without_a_region_nothing_is_off_and_nothing_is_estimated() -> None:
    table = day_table((), whole(2026, 2029))
    assert frozenset() == table.days_off
    assert table.estimated_years == ()


def test_a_made_up_workday_counts_only_where_every_region_has_it() -> None:
    sunday = date(2026, 9, 20)
    assert day_table(("CN",), whole(2026, 2026)).is_workday(sunday)
    assert not day_table(("CN", "GB"), whole(2026, 2026)).is_workday(sunday)


def test_an_unknown_region_is_refused() -> None:
    with pytest.raises(LookupError):
        day_table(("ATLANTIS",), whole(2026, 2026))


def test_statutory_years_cannot_hold_days_of_other_years_or_days_both_off_and_worked() -> None:
    day = date(2026, 1, 1)
    with pytest.raises(ValueError, match="another year"):
        StatutoryYear(2025, (day,), (), "notice")
    with pytest.raises(ValueError, match="cannot be"):
        StatutoryYear(2026, (day,), (day,), "notice")


def test_no_made_up_workday_lies_on_a_plain_weekday() -> None:
    table = day_table(("CN",), whole(2025, 2025))
    assert {5, 6} == {day.weekday() for day in table.made_up_workdays}
    assert date(2026, 2, 15) + timedelta(days=8) in table.days_off
