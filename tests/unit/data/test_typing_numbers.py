"""Typed numbers, amounts and products: exact in whole units, or refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clmplan.base.diagnostics import Code
from clmplan.data.typing.parser import factor, parser, product
from clmplan.model.project import FieldSpec, FieldType


def cell(text: str, type: FieldType = FieldType.MONEY, currency: str = "GBP", **more: object) -> object:
    found = parser(FieldSpec("x", "x", type, **more), currency, "UTC")(text)
    return found.name if isinstance(found, Code) else found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", 3_000_000),
        ("-1,234.5", -1_234_500_000),
        ("+.5", 500_000),
        ("１２", 12_000_000),
        ("1，234", 1_234_000_000),
        ("−5", -5_000_000),
        ("5-", -5_000_000),
        ("(5)", -5_000_000),
        ("12%", 120_000),
        ("12.5 ％", 125_000),
        ("1.2万", 12_000_000_000),
        ("3亿", 300_000_000_000_000),
        ("1e3", 1_000_000_000),
        ("1.38E+10", 13_800_000_000_000_000),
        ("1e-6", 1),
        ("1e-9", 0),
        ("0.0000005", 1),
        ("-0.0000005", -1),
        ("-0", 0),
        ("999999999999.999999", 10**18 - 1),
        ("999999999999.9999995", "too-large"),
        ("1e300", "too-large"),
        ("1,5", "decimal-comma"),
        ("1.234,56", "decimal-comma"),
        ("1 234,56", "decimal-comma"),
        ("1,2345", "decimal-comma"),
        ("1,23,456", "not-a-number"),
        ("12.", "not-a-number"),
        ("nan", "missing-value"),
        ("-", "missing-value"),
        ("#N/A", "missing-value"),
        ("inf", "not-a-number"),
        ("٣", "not-a-number"),
        ("£5", "not-a-number"),
        ("--1", "not-a-number"),
        ("-(1)", "not-a-number"),
        ("-5-", "not-a-number"),
        ("1e3万", "not-a-number"),
        ("#VALUE!", "not-a-number"),
    ],
)
def test_numbers_are_kept_in_millionths(text: str, expected: object):
    assert expected == cell(text, FieldType.NUMBER)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12.50", 1250),
        ("£12.5", 1250),
        ("-£12.50", -1250),
        ("£-12.50", -1250),
        ("(£1,234.50)", -123450),
        ("£(1,234.50)", -123450),
        ("1,234.50-", -123450),
        ("GBP 1,234,567.89", 123456789),
        ("12.50 GBP", 1250),
        ("12.500", 1250),
        ("１２．５", 1250),
        ("0.005", "too-many-places"),
        ("12.345", "too-many-places"),
        ("1.234,50", "decimal-comma"),
        ("£12,5", "decimal-comma"),
        ("1e3", "not-money"),
        ("1.38E+05", "lost-digits"),
        ("12%", "not-money"),
        ("£1 GBP", "not-money"),
        ("£", "not-money"),
        ("12.5O", "not-money"),
        ("$12", "amount-in-other-currency"),
        ("12元", "amount-in-other-currency"),
        ("US$ 12", "amount-in-other-currency"),
        ("9" * 400, "too-large"),
        ("9" * 4000, "too-long"),
        ("N/A", "missing-value"),
    ],
)
def test_money_is_exact_in_the_currency_of_the_project(text: str, expected: object):
    assert expected == cell(text)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("￥1,200", 120000),
        ("5元", 500),
        ("¥5.5", 550),
        ("CNY5", 500),
        ("RMB 5", 500),
        ("人民币5元", None),
        ("5万元", 5000000),
        ("¥1.2万", 1200000),
        ("0.5亿", 5000000000),
        ("1.23456789亿", 12345678900),
        ("0.00005万", 50),
    ],
)
def test_yuan_are_written_in_several_ways(text: str, minor: int | None):
    assert cell(text, currency="CNY") == (minor or "not-money")


def test_yen_have_no_smaller_unit():
    assert cell("¥1,200", currency="JPY") == 1200
    assert cell("1,200.0", currency="JPY") == 1200
    assert cell("1,200.5", currency="JPY") == "too-many-places"


def test_a_unit_multiplies_amounts_that_do_not_say_their_own():
    ten_thousands, cents = Decimal(10_000), Decimal("0.01")
    assert cell("1.5", currency="CNY", unit=ten_thousands) == 1_500_000
    assert cell("¥1.5", currency="CNY", unit=ten_thousands) == 1_500_000
    assert cell("1.5万", currency="CNY", unit=ten_thousands) == 1_500_000
    assert cell("1250", currency="CNY", unit=cents) == 1250
    assert cell("1250.5", currency="CNY", unit=cents) == "too-many-places"
    assert cell("3", FieldType.NUMBER, unit=Decimal(1000)) == 3_000_000_000
    assert cell("12%", FieldType.NUMBER, unit=Decimal(1000)) == 120_000


def multiplied(*texts: str, type: FieldType = FieldType.MONEY, currency: str = "GBP", **more: object) -> object:
    field = FieldSpec("x", "", type, product=("a",) * len(texts), **more)
    read = factor(field, currency)
    found = product(field, currency, [read(text) for text in texts])
    return found.name if isinstance(found, Code) else found


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("6", "2.55"), 1530),
        (("-6", "£2.55"), -1530),
        (("1", "0.005"), 1),
        (("-1", "0.005"), -1),
        (("3", "0.0016"), 0),
        (("1,000", "1.2万"), 1_200_000_000),
        (("2", "50%", "3"), 300),
        (("1", "1.0000001"), "too-many-places"),
        (("1", ""), "missing-value"),
        (("x", ""), "not-a-number"),
        (("1", "$2"), "amount-in-other-currency"),
        (("1000000", "1000000"), "too-large"),
        (("99999999999",) * 4, "too-large"),
    ],
)
def test_a_product_is_exact_and_rounded_once(texts: tuple[str, ...], expected: object):
    assert expected == multiplied(*texts)


def test_a_product_of_numbers_takes_no_symbol_and_may_be_missing():
    assert multiplied("1", "£2", type=FieldType.NUMBER) == "not-a-number"
    assert multiplied("0.001", "0.0015", type=FieldType.NUMBER) == 2
    assert multiplied("1", "N/A", nullable=True) is None
    assert multiplied("1250", "2", unit=Decimal("0.01")) == 2500


@given(st.text(max_size=30), st.sampled_from((FieldType.MONEY, FieldType.NUMBER)))
def test_no_text_makes_a_number_raise(text: str, type: FieldType):
    cell(text, type)
    multiplied(text, type=type)
