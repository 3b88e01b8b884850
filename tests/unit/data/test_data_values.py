"""Cells: what each type accepts, and the reason for each refusal."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clmplan.base.days import day_number
from clmplan.base.diagnostics import Code
from clmplan.data.values import parser, read_key
from clmplan.model.project import FieldSpec, FieldType


def cell(text: str, type: FieldType, currency: str = "GBP", **more: object) -> object:
    found = parser(FieldSpec("x", "x", type, **more), currency)(text)
    return found.name if isinstance(found, Code) else found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2011-08-31", date(2011, 8, 31)),
        (" 2011-08-31 10:15 ", date(2011, 8, 31)),
        ("2011-08-31T23:59:59.999", date(2011, 8, 31)),
        ("２０１１-０８-３１", date(2011, 8, 31)),
        ("2011-02-29", "not-a-date"),
        ("20110831", "not-a-date"),
        ("2011-W05-1", "not-a-date"),
        ("31/08/2011", "not-a-date"),
        ("2011-08-31T10:15:00Z", "not-a-date"),
        ("0000-00-00", "not-a-date"),
        ("", "missing-value"),
        ("  ", "missing-value"),
    ],
)
def test_dates_are_iso_unless_a_format_is_stated(text: str, expected: object):
    assert cell(text, FieldType.DATE) == (day_number(expected) if isinstance(expected, date) else expected)


@pytest.mark.parametrize(
    ("text", "pattern", "expected"),
    [
        ("1990年3月5日", "%Y年%m月%d日", date(1990, 3, 5)),
        ("１９９０年３月５日", "%Y年%m月%d日", date(1990, 3, 5)),
        ("5/3/1990", "%d/%m/%Y", date(1990, 3, 5)),
        ("5/3/1990 10:15", "%d/%m/%Y %H:%M", date(1990, 3, 5)),
        ("30/2/1990", "%d/%m/%Y", "not-a-date"),
        ("1990-03-05", "%d/%m/%Y", "not-a-date"),
    ],
)
def test_a_stated_format_is_the_only_one(text: str, pattern: str, expected: object):
    found = cell(text, FieldType.DATE, format=pattern)
    assert found == (day_number(expected) if isinstance(expected, date) else expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12.50", 1250),
        ("£12.5", 1250),
        ("-£12.50", -1250),
        ("£-12.50", -1250),
        ("GBP 1,234,567.89", 123456789),
        ("12.50 GBP", 1250),
        ("１２．５", 1250),
        (".5", 50),
        ("0.005", 0),
        ("0.015", 2),
        ("0.025", 2),
        ("1,23", "not-money"),
        ("1,2345", "not-money"),
        ("1.234,50", "not-money"),
        ("1e3", "not-money"),
        ("--1", "not-money"),
        ("£1 GBP", "not-money"),
        ("£", "not-money"),
        ("nan", "not-money"),
        ("$12", "amount-in-other-currency"),
        ("12元", "amount-in-other-currency"),
        ("9" * 400, "too-large"),
    ],
)
def test_money_is_exact_in_the_currency_of_the_project(text: str, expected: object):
    assert cell(text, FieldType.MONEY) == expected


@pytest.mark.parametrize(("text", "expected"), [("￥1,200", 120000), ("5元", 500), ("¥5.5", 550), ("CNY5", 500)])
def test_yuan_are_written_in_several_ways(text: str, expected: int):
    assert cell(text, FieldType.MONEY, "CNY") == expected


def test_yen_have_no_smaller_unit():
    assert cell("1,200.5", FieldType.MONEY, "JPY") == 1200


@given(st.decimals(-(10**9), 10**9, places=4, allow_nan=False))
def test_money_is_rounded_half_to_even(amount: Decimal):
    expected = int((amount * 100).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
    assert cell(f"{amount:,f}", FieldType.MONEY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", 3),
        ("3.0", 3),
        ("-1,234.5", -1234.5),
        ("1e3", 1000),
        ("1e-9", 1e-9),
        ("１２", 12),
        ("1,5", "not-a-number"),
        ("nan", "not-a-number"),
        ("inf", "not-a-number"),
        ("٣", "not-a-number"),
        ("1e300", "too-large"),
    ],
)
def test_numbers_are_plain(text: str, expected: object):
    found = cell(text, FieldType.NUMBER)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize("word", ["yes", "TRUE", "1", "Y", "是", "有", " yes "])
def test_words_for_yes(word: str):
    assert cell(word, FieldType.YES_NO) is True


@pytest.mark.parametrize("word", ["no", "False", "0", "n", "否", "无", "０"])
def test_words_for_no(word: str):
    assert cell(word, FieldType.YES_NO) is False


def test_consent_is_never_guessed():
    assert cell("ok", FieldType.YES_NO) == "not-yes-no"
    assert cell("", FieldType.YES_NO) == "missing-value"
    assert cell("", FieldType.YES_NO, nullable=True) is None


def test_choices_are_exact():
    assert cell(" gold ", FieldType.ONE_OF, choices=("gold",)) == "gold"
    assert cell("Gold", FieldType.ONE_OF, choices=("gold",)) == "unknown-choice"


def test_texts_are_composed_and_bounded():
    assert cell("Cafe\u0301", FieldType.TEXT) == "Café"
    assert cell("x" * 1000, FieldType.TEXT) == "x" * 1000
    assert cell("x" * 1001, FieldType.TEXT) == "too-long"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", "missing-value"), (" A", "key-with-spaces"), ("A\u3000", "key-with-spaces"), ("A" * 201, "too-long")],
)
def test_keys_that_cannot_be_used(text: str, expected: str):
    found = read_key(text)
    assert isinstance(found, Code) and found.name == expected


def test_keys_are_composed():
    assert read_key("Cafe\u0301") == "Café"


@given(st.text(max_size=30), st.sampled_from(FieldType))
def test_no_text_makes_a_cell_raise(text: str, type: FieldType):
    parser(FieldSpec("x", "x", type, choices=("a",)), "CNY")(text)
    parser(FieldSpec("x", "x", FieldType.DATE, format="%d/%m/%y"), "CNY")(text)
