"""Days and seasons as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from clmplan.almanac.rules import Fixed, Listed, Lunar, NthWeekday, Rule
from clmplan.almanac.written import days_between, rule_of, season_around
from clmplan.base.days import Window

OTHER_TEXTS = (
    "fifth monday of may",
    "last workday of may",
    "13月第1个周一",
    "every month 08",
    "08-08",
    "2026-8-8",
    "²-²",
)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("2026-08-08", Listed((date(2026, 8, 8),))),
        ("2026/12/6", Listed((date(2026, 12, 6),))),
        ("2026年12月3日", Listed((date(2026, 12, 3),))),
        ("12月3日", Fixed(12, 3)),
        ("every year 08-08", Fixed(8, 8)),
        ("Every  year 8-8", Fixed(8, 8)),
        ("每年 08-08", Fixed(8, 8)),
        ("每年8月8日", Fixed(8, 8)),
        ("lunar 8-15", Lunar(8, 15)),
        ("农历 8-15", Lunar(8, 15)),
        ("農曆12月30日", Lunar(12, 30)),
        ("last friday of november", NthWeekday(11, 4, -1)),
        ("second sunday of May", NthWeekday(5, 6, 2)),
        ("11月最后一个星期五", NthWeekday(11, 4, -1)),
        ("5月第2个周日", NthWeekday(5, 6, 2)),
    ],
)
def test_a_day_is_written_as_a_date_a_day_of_the_year_a_lunar_day_or_the_nth_weekday(text: str, rule: Rule) -> None:
    assert rule == rule_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        *OTHER_TEXTS,
        "2026-02-30",
        "2026/2/30",
        "13月3日",
        "12/3",
        "every year 02-30",
        "every year 13-01",
        "lunar 13-1",
        "lunar 1-31",
        "lunar 0-1",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    assert rule_of(text) is None


def test_a_day_of_every_year_on_29_february_falls_on_28_february_in_other_years() -> None:
    rule = rule_of("every year 02-29")
    assert rule is not None
    assert (date(2028, 2, 29),) == rule.in_year(2028)
    assert (date(2027, 2, 28),) == rule.in_year(2027)


@pytest.mark.parametrize(
    ("day", "text", "first", "last"),
    [
        ("2026-11-11", "10-15 .. 11-14", "2026-10-15", "2026-11-14"),
        ("2026-12-26", "12-26 .. 01-05", "2026-12-26", "2027-01-05"),
        ("2027-01-02", "12-26 .. 01-05", "2026-12-26", "2027-01-05"),
        ("2026-11-27", "4d before .. 3d after", "2026-11-23", "2026-11-30"),
        ("2026-11-27", "4 d before..0d after", "2026-11-23", "2026-11-27"),
        ("2026-08-08", "前7天 .. 后2天", "2026-08-01", "2026-08-10"),
        ("2026-08-08", "前7天至后2天", "2026-08-01", "2026-08-10"),
        ("2026-08-08", "2026-08-01 .. 2026-08-10", "2026-08-01", "2026-08-10"),
        ("2026-08-08", "08-08", "2026-08-08", "2026-08-08"),
    ],
)
def test_a_season_goes_from_one_end_to_the_other(day: str, text: str, first: str, last: str) -> None:
    window = Window.of_days(date.fromisoformat(first), date.fromisoformat(last))
    assert window == season_around(date.fromisoformat(day), text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "..", "soon .. later", "3d after .. 3d before", "2026-08-10 .. 2026-08-01", "13-01 .. 13-05"),
        *("999d before .. 999d after", "2026-08-01 .. 2028-08-01", "-3d before .. 1d after", "02-30 .. 03-01"),
    ],
)
def test_what_is_no_season_is_refused(text: str) -> None:
    assert season_around(date(2026, 8, 8), text) is None


def test_days_are_written_alone_or_as_ranges_with_the_year_or_below_one() -> None:
    assert (date(2026, 12, 24),) == days_between("2026-12-24")
    assert (date(2026, 12, 30), date(2026, 12, 31)) == days_between("2026-12-30 .. 2026-12-31")
    assert (date(2027, 1, 1),) == days_between("01-01", 2027)
    assert (date(2026, 12, 30), date(2026, 12, 31)) == days_between("2026/12/30至2026年12月31日")
    assert (date(2027, 1, 1), date(2027, 1, 2)) == days_between("1月1日 .. 1月2日", 2027)
    assert (date(2027, 1, 1), date(2027, 1, 2)) == days_between("01-01至01-02", 2027)
    for text in ("01-01", "2026-12-31 .. 2026-12-30", "2026-13-01", "", "2020-01-01 .. 2026-01-01"):
        assert days_between(text) is None
