"""Laws of typing: SQL in bulk says of every text what the parser says, and dates of two orders are never guessed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from unicodedata import normalize
from zoneinfo import ZoneInfo

import duckdb
import pytest
from generated_texts import AMOUNTS, DATE_TEXTS, FULL_WIDTH, LONG, NAMES, PHONES, WORDS, disguised
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from staged_texts import check, judged, key_all, rows, staged, type_all

from clmplan.base.days import day_number, from_day_number
from clmplan.base.diagnostics import Code
from clmplan.data.typing import distinct
from clmplan.data.typing.columns import typed
from clmplan.data.typing.lanes import lane
from clmplan.data.typing.parser import factor, parser, product
from clmplan.data.typing.texts import read_key
from clmplan.model.project import FieldSpec, FieldType

ZONE = "Asia/Shanghai"
QUICK = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def seen(cells: list[object]) -> list[object]:
    return [f"<{cell.name}>" if isinstance(cell, Code) else cell for cell in cells]


FIELDS = {
    "text": (FieldSpec("a", "a", FieldType.TEXT), NAMES | WORDS, "Anna"),
    "one_of": (FieldSpec("a", "a", FieldType.ONE_OF, choices=("gold", "无", "金")), WORDS, "gold"),
    "yes_no": (FieldSpec("a", "a", FieldType.YES_NO), WORDS, "yes"),
    "phone": (FieldSpec("a", "a", FieldType.PHONE), PHONES, "13800138000"),
    "number": (FieldSpec("a", "a", FieldType.NUMBER), AMOUNTS, "1"),
    "number of ten thousands": (FieldSpec("a", "a", FieldType.NUMBER, unit=Decimal(10_000)), AMOUNTS, "1"),
    "money": (FieldSpec("a", "a", FieldType.MONEY), AMOUNTS, "15"),
    "money in cents": (FieldSpec("a", "a", FieldType.MONEY, unit=Decimal("0.01")), AMOUNTS, "1"),
    "money in dozens": (FieldSpec("a", "a", FieldType.MONEY, unit=Decimal(12)), AMOUNTS, "1"),
    "money in hundred millions": (FieldSpec("a", "a", FieldType.MONEY, unit=Decimal(10**8)), AMOUNTS, "1"),
    "date": (FieldSpec("a", "a", FieldType.DATE, date_order="dmy"), DATE_TEXTS, "2026-03-05"),
    "date, year first": (FieldSpec("a", "a", FieldType.DATE, date_order="ymd"), DATE_TEXTS, "2026-03-05"),
    "birthday": (FieldSpec("a", "a", FieldType.DATE, date_order="mdy", yearly=True), DATE_TEXTS, "2026-03-05"),
    "date of a format": (FieldSpec("a", "a", FieldType.DATE, format="%d/%m/%Y"), DATE_TEXTS, "05/03/2026"),
}


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 2}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("kind", "currency"), [*((kind, "CNY") for kind in FIELDS), ("money", "JPY"), ("money in hundred millions", "JPY")]
)
def test_sql_says_of_every_text_what_the_parser_says(
    kind: str, currency: str, connection: duckdb.DuckDBPyConnection
) -> None:
    field, shapes, good = FIELDS[kind]
    read = parser(field, currency, ZONE)

    @QUICK
    @given(st.lists(disguised(shapes) | LONG, max_size=60))
    def law(texts: list[str]) -> None:
        texts = [text.replace("\x00", "") for text in texts]
        # Enough good rows that the column is not wrong as a whole.
        column = texts + [good] * (len(texts) + 1)
        assert seen([read(text) for text in column]) == type_all(connection, column, field, currency)

    law()


@QUICK
@given(texts=st.lists(disguised(NAMES | WORDS) | LONG, min_size=1, max_size=60))
def test_sql_says_of_every_key_what_the_parser_says(texts: list[str], connection: duckdb.DuckDBPyConnection) -> None:
    texts = [text.replace("\x00", "") for text in texts]
    assert seen([read_key(text) for text in texts]) == key_all(connection, texts)


@pytest.mark.parametrize("type", [FieldType.MONEY, FieldType.NUMBER])
@pytest.mark.parametrize("nullable", [False, True])
def test_products_in_sql_are_those_of_the_parser(
    type: FieldType, nullable: bool, connection: duckdb.DuckDBPyConnection
) -> None:
    field = FieldSpec("x", "", type, nullable=nullable, unit=Decimal("0.01"), product=("a", "b", "c"))
    read, texts = factor(field, "CNY"), disguised(AMOUNTS)

    @settings(QUICK, max_examples=10)
    @given(st.lists(st.tuples(texts, texts, texts), max_size=40))
    def law(found: list[tuple[str, str, str]]) -> None:
        table = [tuple(text.replace("\x00", "") for text in row) for row in found]
        table += [("1", "2.5", "3")] * (len(table) + 1)
        column = typed(connection, staged(connection, *zip(*table, strict=True)), field, "CNY", ZONE, 1).value
        assert column is not None
        expected = [product(field, "CNY", [read(text) for text in row]) for row in table]
        assert seen(expected) == judged(rows(connection, column))

    law()


@QUICK
@given(amounts=st.lists(st.decimals(-(10**9), 10**9, places=4), min_size=1, max_size=30))
def test_a_product_is_rounded_once_and_its_exact_value_is_known(
    amounts: list[Decimal], connection: duckdb.DuckDBPyConnection
) -> None:
    field = FieldSpec("x", "", FieldType.MONEY, product=("a", "b"))
    table = staged(connection, [f"{amount:f}" for amount in amounts], ["3"] * len(amounts))
    column = typed(connection, table, field, "CNY", ZONE, 1).value
    assert column is not None and column.exact is not None
    for amount, (value, reason, exact) in zip(amounts, rows(connection, column, column.exact), strict=True):
        assert reason is None
        assert (amount * 3 * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP) == value
        assert amount * 3 == Decimal(exact).scaleb(-column.places)


def test_batches_make_no_difference(connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    field = FieldSpec("a", "a", FieldType.MONEY)
    texts = [f"¥{number}" for number in range(95)] + ["five", "12.345", "", "N/A", "1"]
    whole = type_all(connection, texts, field)
    monkeypatch.setattr(distinct, "BATCH", 7)
    assert whole == type_all(connection, texts, field)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_is_found_again_in_every_form(day: date) -> None:
    read = parser(FieldSpec("a", "a", FieldType.DATE), "CNY", ZONE)
    short = parser(FieldSpec("a", "a", FieldType.DATE, date_order="mdy"), "CNY", ZONE)
    year, month, number = day.year, day.month, day.day
    forms = (day.isoformat(), f"{year}/{month}/{number}", f"{year}.{month}.{number}", f"{year}年{month}月{number}日")
    for form in (*forms, f"{day:%Y%m%d}", f"{day} 23:59:59", f"{day}T00:00", day.isoformat().translate(FULL_WIDTH)):
        assert day_number(day) == read(form)
    assert day_number(day) == short(f"{month}/{number}/{year}") == short(day.isoformat())


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.floats(0, 0.999))
def test_a_serial_counts_the_days_of_a_spreadsheet(day: date, fraction: float) -> None:
    read = parser(FieldSpec("a", "a", FieldType.DATE), "CNY", ZONE)
    serial = (day - date(1900, 3, 1)).days + 61
    assert day_number(day) == read(str(serial)) == read(f"{serial + fraction:.6f}")


@given(st.datetimes(datetime(2001, 9, 10), datetime(2100, 12, 30)), st.sampled_from(("Asia/Kathmandu", "America/Lima")))
def test_seconds_fall_on_the_day_of_the_zone(wall: datetime, zone: str) -> None:
    read = parser(FieldSpec("a", "a", FieldType.DATE), "CNY", zone)
    seconds = int(wall.replace(tzinfo=ZoneInfo(zone)).timestamp())
    assert day_number(wall.date()) == read(str(seconds)) == read(f"{seconds}999")


@given(st.integers(-(10**14) + 1, 10**14 - 1), st.sampled_from(("{}", "¥{}", "{}元", "CNY {}", "{} CNY")))
def test_an_amount_is_found_again_however_it_is_written(minor: int, frame: str) -> None:
    read = parser(FieldSpec("a", "a", FieldType.MONEY), "CNY", ZONE)
    amount = Decimal(minor).scaleb(-2)
    for text in (f"{amount:f}", f"{amount:,f}", f"{amount:f}000", f"{amount:,f}".translate(FULL_WIDTH)):
        assert minor == read(frame.format(text))
    assert -abs(minor) == read(f"({abs(amount):,f})") == read(f"{abs(amount):f}-")
    assert minor == read(f"{amount.scaleb(-4):f}万元") == read(f"{amount.scaleb(-8):f}亿")


@given(st.decimals(-(10**11), 10**11, places=9))
def test_a_number_is_kept_to_six_places(number: Decimal) -> None:
    read = parser(FieldSpec("a", "a", FieldType.NUMBER), "CNY", ZONE)
    expected = number.scaleb(6).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    assert expected == read(f"{number:f}") == read(f"{number.scaleb(2):f}%")


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_a_text_is_kept_in_one_form(text: str) -> None:
    read = parser(FieldSpec("a", "a", FieldType.TEXT, nullable=True), "CNY", ZONE)
    assert read(text) == read(normalize("NFD", text)) or len(normalize("NFD", text)) > 1000


def as_written(order: str, day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}" if order == "dmy" else f"{day.month}/{day.day}/{day.year}"


def fits(text: str, order: str) -> date | None:
    """The slow twin: one order at a time, by the standard library."""
    try:
        return datetime.strptime(text, "%d/%m/%Y" if order == "dmy" else "%m/%d/%Y").date()
    except ValueError:
        return None


@QUICK
@given(
    days=st.lists(
        st.tuples(st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.sampled_from(("dmy", "dmy", "dmy", "mdy"))),
        min_size=1,
        max_size=6,
    ),
    others=st.lists(st.sampled_from(("2026-01-05", "46030", "2026年1月5日", "", "N/A")), max_size=4),
)
def test_an_order_is_found_exactly_when_one_order_fits_all_dates(
    days: list[tuple[date, str]], others: list[str], connection: duckdb.DuckDBPyConnection
) -> None:
    texts = [as_written(order, day) for day, order in days]
    field = FieldSpec("a", "a", FieldType.DATE, nullable=True)
    checked = check(connection, [*others, *texts], field)
    readings = {order: [fits(text, order) for text in texts] for order in ("dmy", "mdy")}
    possible = [order for order, found in readings.items() if None not in found]
    names = [one.code.name for one in checked.diagnostics]
    if readings["dmy"] == readings["mdy"]:
        assert names == []
    elif len(possible) == 2:
        assert names == ["dates-fit-two-orders"] and checked.value is None
    elif not possible:
        assert names == ["dates-of-two-orders"] and checked.value is None
    else:
        assert names == ["date-order-found"] and dict(checked.diagnostics[0].values)["order"] == possible[0]
    if checked.value is not None:
        found = judged(rows(connection, checked.value))[len(others) :]
        assert readings[possible[0]] == [from_day_number(value) for value in found]


def test_a_year_of_moments_makes_few_texts_for_the_parser(connection: duckdb.DuckDBPyConnection) -> None:
    start = datetime(2026, 1, 1)
    moments = [start + timedelta(seconds=3_307 * place) for place in range(9_000)]
    head = lane(FieldSpec("a", "a", FieldType.DATE), "CNY").head.format(c="c")
    for shape, most in (("%Y/%m/%d %H:%M:%S", 366), ("%Y-%m-%dT%H:%M:%SZ", 366), ("%d.%m.%Y %H:%M", 366)):
        connection.execute(
            "CREATE OR REPLACE TABLE moments AS SELECT unnest(?) AS c", [[f"{one:{shape}}" for one in moments]]
        )
        counted = connection.execute(f"SELECT count(DISTINCT {head}) FROM moments").fetchone()
        assert counted is not None and counted[0] <= most
