"""Typed columns: what is decided about a column as a whole, and what its SQL gives."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from datetime import date

import duckdb
import pytest
from staged_texts import check, judged, key_all, rows, staged, type_all

from clmplan.base.days import day_number
from clmplan.data.sources.staged import Staged
from clmplan.data.typing import distinct
from clmplan.data.typing.columns import typed
from clmplan.model.project import FieldSpec, FieldType

DATE = FieldSpec("created", "a", FieldType.DATE, nullable=True)
MONEY = FieldSpec("spend", "a", FieldType.MONEY)


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 1}) as opened:
        yield opened


def said(connection: duckdb.DuckDBPyConnection, texts: list[str], field: FieldSpec) -> str:
    """The one error about a column; it must fill its sentences in both languages."""
    checked = check(connection, texts, field)
    assert checked.value is None
    (found,) = checked.diagnostics
    assert all("{" not in found.message(locale) + found.code.id for locale in ("en", "zh"))
    assert found.help("en") and found.help("zh")
    return f"{found.code.name}: {found.message('en')} | {found.help('en')}"


def test_a_column_may_mix_kinds_of_dates_that_are_told_by_their_shape(connection: duckdb.DuckDBPyConnection):
    texts = [
        "2026-03-05",
        "46086",
        "2026年3月5日",
        "2026/3/5 10:15",
        "1772668800",
        "20260305",
        "２０２６.３.５",
        "",
        "无",
    ]
    assert type_all(connection, texts, DATE) == [day_number(date(2026, 3, 5))] * 7 + [None, None]


def test_dates_that_all_fit_two_orders_ask_for_the_order(connection: duckdb.DuckDBPyConnection):
    found = said(connection, ["05/03/2026", "06/03/2026 10:15", "07/07/2026", "2026-01-31"], DATE)
    assert found == (
        "dates-fit-two-orders: every date in column `a` of `data/customers.csv` fits two orders: "
        "`05/03/2026` (2026-03-05 / 2026-05-03), `06/03/2026 10:15` (2026-03-06 / 2026-06-03) | "
        "state `date order: dmy` or `date order: mdy` in the field `created`"
    )


def test_dates_that_fit_one_order_are_read_so_and_a_note_says_it(connection: duckdb.DuckDBPyConnection):
    checked = check(
        connection, ["05/03/2026", "３1/03/2026", "46086", "45/45/2026", "1/1/26"] + ["2026-01-01"] * 60, DATE
    )
    assert checked.value is not None
    (note,) = checked.diagnostics
    assert note.message("en").endswith("are read as dmy: `３1/03/2026` fits no other order")
    assert not note.is_error
    found = judged(rows(connection, checked.value))
    days = [day_number(date(2026, 3, 5)), day_number(date(2026, 3, 31)), day_number(date(2026, 3, 5))]
    assert [*days, "<not-a-date>", "<not-a-date>"] == found[:5]


def test_dates_of_both_orders_are_an_error_until_the_order_is_stated(connection: duckdb.DuckDBPyConnection):
    texts = ["31/03/2026", "03/30/2026", "05/03/2026"]
    assert said(connection, texts, DATE).startswith("dates-of-two-orders:")
    stated = FieldSpec("created", "a", FieldType.DATE, date_order="dmy")
    assert type_all(connection, texts, stated)[1:] == ["<not-a-date>", day_number(date(2026, 3, 5))]


def test_dates_that_read_the_same_in_both_orders_need_none(connection: duckdb.DuckDBPyConnection):
    assert type_all(connection, ["07/07/2026"], DATE) == [day_number(date(2026, 7, 7))]


def test_years_of_two_digits_ask_for_a_format(connection: duckdb.DuckDBPyConnection):
    found = said(connection, ["25/12/25", "31/01/26", "2026-01-05"], DATE)
    assert found.startswith("dates-not-iso: 2 of 3 dates in column `a`")
    assert '`created: {column: a, type: "date?", format: "%d/%m/%y"}`' in found


def test_a_share_of_other_dates_is_enough_to_ask_for_a_format(connection: duckdb.DuckDBPyConnection):
    assert said(connection, ["2026-01-05"] * 50 + ["1/2/26", "2/2/26", "3/2/26"], DATE).startswith("dates-not-iso")
    assert check(connection, ["2026-01-05"] * 61 + ["1/2/26", "2/2/26", "3/2/26"], DATE).value is not None


def test_dates_from_a_typed_file_are_iso_whatever_is_declared(connection: duckdb.DuckDBPyConnection):
    field = FieldSpec("created", "a", FieldType.DATE, format="%d/%m/%Y")
    column = typed(connection, staged(connection, ["2026-03-05"], iso_dates=("a",)), field, "CNY", "UTC", 1).value
    assert column is not None
    assert rows(connection, column) == [(day_number(date(2026, 3, 5)), None)]


def test_moments_of_a_zone_and_decimal_commas_have_their_own_errors(connection: duckdb.DuckDBPyConnection):
    moments = said(connection, ["2026-03-05T10:15:00Z", "2026-03-06T10:15:00Z", ""], DATE)
    assert moments.startswith("moments-of-a-zone: 2 of 2 values")
    assert said(connection, ["1.234,56", "12,50", "3"], MONEY).startswith("decimal-commas: 2 of 3 values")


def test_a_column_that_mostly_fails_has_the_wrong_type(connection: duckdb.DuckDBPyConnection):
    found = said(connection, ["12", "ten", "six", ""], MONEY)
    assert "column `a` of `data/customers.csv` does not hold `money`: 2 of 3 values fail, such as `six`" in found
    assert check(connection, ["12", "ten", "6", "6"], MONEY).value is not None
    assert said(connection, ["5 Mar 2026"], FieldSpec("x", "a", FieldType.DATE, format="%d/%m/%Y")).startswith("wrong")


def test_a_column_of_nothing_is_right(connection: duckdb.DuckDBPyConnection):
    assert type_all(connection, ["", "N/A", " "], MONEY) == ["<missing-value>"] * 3
    assert type_all(connection, [], MONEY) == []
    assert key_all(connection, []) == []


def test_plain_columns_need_no_table(connection: duckdb.DuckDBPyConnection):
    column = check(connection, ["1", "2.50", ""], MONEY).value
    assert column is not None and (column.joins, column.tables) == ((), ())
    assert connection.execute("SELECT count(*) FROM duckdb_tables() WHERE temporary").fetchone() == (0,)


def test_a_refused_row_names_its_column_and_text(connection: duckdb.DuckDBPyConnection):
    field = FieldSpec("amount", "", FieldType.MONEY, product=("a", "b"))
    table = staged(connection, ["1", "x", "2", "1", "1", "900000000000"], ["2", "y", "", "y", "3", "9"])
    column = typed(connection, table, field, "CNY", "UTC", 1).value
    assert column is not None and column.exact is not None
    found = rows(connection, column, column.column, column.text, column.exact)
    assert [(200, None), (None, "not-a-number"), (None, "missing-value")] == [row[:2] for row in found[:3]]
    assert [("a", "x"), ("b", ""), ("b", "y")] == [row[2:4] for row in found[1:4]]
    assert (None, "too-large", "a", "900000000000", None) == found[5]
    assert found[0][4] == 2 * 10**column.places


def test_a_product_with_a_wrong_factor_names_its_column(connection: duckdb.DuckDBPyConnection):
    field = FieldSpec("amount", "", FieldType.MONEY, product=("a", "b"))
    checked = typed(connection, staged(connection, ["1", "2"], ["x", "y"]), field, "CNY", "UTC", 1)
    assert ["b"] == [dict(one.values)["column"] for one in checked.diagnostics]


def test_names_of_columns_are_only_texts(connection: duckdb.DuckDBPyConnection):
    name = "a'); DROP TABLE source; -- {c} \""
    connection.execute("CREATE TABLE t (file SMALLINT, line BIGINT, c0 VARCHAR)")
    connection.execute("INSERT INTO t VALUES (0, 1, 'x'), (0, 2, '1'), (0, 3, '1')")
    source = Staged("t", (name,), ("f.csv",), 3)
    column = typed(connection, source, FieldSpec("x", name, FieldType.NUMBER), "CNY", "UTC", 1).value
    assert column is not None
    found = connection.execute(f"SELECT {column.column} FROM t AS s {' '.join(column.joins)} LIMIT 1").fetchone()
    assert found == (name,)


def test_many_odd_texts_are_read_in_little_memory(
    connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(distinct, "BATCH", 500)
    connection.execute("CREATE TABLE t AS SELECT 0 AS file, i AS line, '¥' || i || '.5' AS c0 FROM range(20000) t(i)")
    tracemalloc.start()
    column = typed(connection, Staged("t", ("a",), ("f.csv",), 20_000), MONEY, "CNY", "UTC", 1).value
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert column is not None
    expected = sum(number * 100 + 50 for number in range(20_000))
    found = connection.execute(f"SELECT sum({column.value}) FROM t AS s {' '.join(column.joins)}").fetchone()
    assert found == (expected,)
    assert most < 2_000_000
