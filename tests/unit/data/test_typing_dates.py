"""Typed dates: which shapes are dates, what they mean, and what is never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clmplan.base.days import day_number
from clmplan.base.diagnostics import Code
from clmplan.data.typing.parser import parser
from clmplan.model.project import FieldSpec, FieldType


def cell(text: str, zone: str = "Asia/Shanghai", **more: object) -> object:
    found = parser(FieldSpec("x", "x", FieldType.DATE, **more), "CNY", zone)(text)
    return found.name if isinstance(found, Code) else found


def expected(day: date | str | None) -> object:
    return day_number(day) if isinstance(day, date) else day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-05", date(2026, 3, 5)),
        (" 2026-03-05 10:15 ", date(2026, 3, 5)),
        ("2026-03-05T23:59:59.999", date(2026, 3, 5)),
        ("2026-3-5", date(2026, 3, 5)),
        ("2026/3/5 8:26", date(2026, 3, 5)),
        ("2026.3.5", date(2026, 3, 5)),
        ("2026年3月5日", date(2026, 3, 5)),
        ("2026 年 3 月 5 日", date(2026, 3, 5)),
        ("2026年03月05号 10:15:00", date(2026, 3, 5)),
        ("２０２６－０３－０５", date(2026, 3, 5)),
        ("２０２６年３月５日", date(2026, 3, 5)),
        ("\ufeff2026-03-05\u200b", date(2026, 3, 5)),
        ("20260305", date(2026, 3, 5)),
        ("20260305101500", date(2026, 3, 5)),
        ("20260305T101500", date(2026, 3, 5)),
        ("0001-01-01", date(1, 1, 1)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_a_date_is_told_by_its_shape(text: str, day: date):
    assert day_number(day) == cell(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-29",
        "2026-3",
        "202603",
        "2026",
        "26-3-5",
        "05/03/2026",
        "5-3-26",
        "2026-03/05",
        "2026-W05-1",
        "tomorrow",
        "2026-03-05 24:00",
        "2026-03-05 10:60",
        "2026-03-05T",
        "18990101",
        "20261301",
        "20260305250000",
        "5 Mar 2026",
        "2026-03-05 10:15 10:15",
        "46086 10:15",
        "0",
        "1.5",
        "-46086",
        "0000-01-01",
        "２０２６",
    ],
)
def test_what_is_no_day_is_refused(text: str):
    assert cell(text) == "not-a-date"


@pytest.mark.parametrize(
    "text", ["", " ", "N/A", "null", "NaN", "无", "-", "--", "0000-00-00", "0000/00/00", "0000-00-00 00:00:00", "\\N"]
)
def test_words_for_nothing_are_missing(text: str):
    assert cell(text) == "missing-value"
    assert cell(text, nullable=True) is None
    assert cell(text, nullable=True, format="%d/%m/%Y") is None


@pytest.mark.parametrize(
    "text", ["2026-03-05T16:00:00Z", "2026-03-05 16:00+08:00", "2026-03-05T16:00:00.5 -0530", "2026/3/5 16:00 UTC"]
)
def test_a_stated_zone_is_refused_because_the_day_depends_on_it(text: str):
    assert cell(text) == "moment-of-a-zone"


def test_a_format_with_an_offset_puts_a_moment_on_the_day_of_the_zone():
    pattern = "%Y-%m-%dT%H:%M:%S%z"
    assert day_number(date(2026, 3, 6)) == cell("2026-03-05T16:00:00Z", format=pattern)
    assert day_number(date(2026, 3, 5)) == cell("2026-03-05T16:00:00Z", zone="Europe/London", format=pattern)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("32874", date(1990, 1, 1)),
        ("46086", date(2026, 3, 5)),
        ("46086.4375", date(2026, 3, 5)),
        ("73415", date(2100, 12, 31)),
        ("32873", "not-a-date"),
        ("73416", "not-a-date"),
        ("4608", "not-a-date"),
        ("460860", "not-a-date"),
        ("46086,5", "not-a-date"),
    ],
)
def test_five_digits_are_the_serial_of_a_spreadsheet(text: str, day: date | str):
    assert expected(day) == cell(text)


def test_a_birthday_may_lie_further_back():
    assert day_number(date(1955, 1, 5)) == cell("20094", yearly=True)
    assert cell("20094") == "not-a-date"


@pytest.mark.parametrize(
    ("text", "zone", "day"),
    [
        ("1772726399", "Asia/Shanghai", date(2026, 3, 5)),
        ("1772726400", "Asia/Shanghai", date(2026, 3, 6)),
        ("1772726400", "Europe/London", date(2026, 3, 5)),
        ("1772726400000", "Asia/Shanghai", date(2026, 3, 6)),
        ("1772726399.75", "Asia/Shanghai", date(2026, 3, 5)),
        ("0772726400", "Asia/Shanghai", "not-a-date"),
        ("4133980800", "Asia/Shanghai", "not-a-date"),
        ("177272640000", "Asia/Shanghai", "not-a-date"),
    ],
)
def test_ten_and_thirteen_digits_are_moments_on_the_day_of_the_zone(text: str, zone: str, day: date | str):
    assert expected(day) == cell(text, zone=zone)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("05/03/2026", "dmy", date(2026, 3, 5)),
        ("05/03/2026", "mdy", date(2026, 5, 3)),
        ("5-3-2026 10:15", "dmy", date(2026, 3, 5)),
        ("5.3.26", "dmy", date(2026, 3, 5)),
        ("5-3-68", "dmy", date(2068, 3, 5)),
        ("5-3-69", "mdy", date(1969, 5, 3)),
        ("26-3-5", "ymd", date(2026, 3, 5)),
        ("26-3-5", "dmy", "not-a-date"),
        ("05/03/2026", "ymd", "not-a-date"),
        ("25/12/2026", "mdy", "not-a-date"),
        ("2026-03-05", "dmy", date(2026, 3, 5)),
        ("46086", "mdy", date(2026, 3, 5)),
    ],
)
def test_a_stated_order_reads_what_could_stand_in_two(text: str, order: str, day: date | str):
    assert expected(day) == cell(text, date_order=order)


@pytest.mark.parametrize(
    ("text", "pattern", "day"),
    [
        ("１９９０年３月５日", "%Y年%m月%d日", date(1990, 3, 5)),
        ("5/3/1990 10:15", "%d/%m/%Y %H:%M", date(1990, 3, 5)),
        ("5 Mar 90", "%d %b %y", date(1990, 3, 5)),
        ("30/2/1990", "%d/%m/%Y", "not-a-date"),
        ("1990-03-05", "%d/%m/%Y", "not-a-date"),
    ],
)
def test_a_stated_format_is_the_only_one(text: str, pattern: str, day: date | str):
    assert expected(day) == cell(text, format=pattern)


@given(st.text(max_size=30))
def test_no_text_makes_a_date_raise(text: str):
    for more in ({}, {"date_order": "dmy"}, {"format": "%d/%m/%y"}, {"format": "%Y-%m-%d %z"}):
        cell(text, **more)


def test_a_text_without_end_is_refused():
    assert cell("2" * 10**6) == "too-long"
