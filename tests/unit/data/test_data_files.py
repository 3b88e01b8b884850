"""Files: kinds, encodings, quotes, headers, and everything that can stand between a path and its rows."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pytest
from data_shop import CONTACTS, CUSTOMERS, FILES, ORDERS, TOP, Shop, project_of

from clmplan.base.diagnostics import Code
from clmplan.codes import data

PLAIN = "  customers: {file: data/customers.csv, key: customer, fields: {created: date, spend: money}}\n"
EXAMPLES = [code for code in vars(data).values() if isinstance(code, Code) and code.bad]


@pytest.mark.parametrize("code", EXAMPLES, ids=lambda code: code.name)
def test_each_code_is_found_in_its_bad_example_only(code: Code, make_shop: Callable[..., Shop]):
    shop = make_shop(PLAIN)
    shop.put("customers.csv", code.bad.text)
    assert shop.names() == {code.name}
    shop.put("customers.csv", code.good.text)
    assert shop.names() == set()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff", "\n\n"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_delimiters_line_endings_and_byte_order_marks_mean_the_same(
    make_shop: Callable[..., Shop], delimiter: str, start: str, ending: str
):
    shop = make_shop(CUSTOMERS)
    expected = shop.read().value.fingerprint
    shop.put("customers.csv", start + FILES["customers.csv"].replace(",", delimiter).replace("\n", ending))
    assert shop.read().value.fingerprint == expected


def test_columns_may_stand_in_any_order_with_others_between(make_shop: Callable[..., Shop]):
    shop = make_shop(PLAIN)
    shop.put("customers.csv", "x, spend ,customer,y,created\n1,5,A1,2,2026-01-01\n")
    assert shop.read().value.fields["spend"].values.tolist() == [500]


def test_quoted_line_breaks_and_quotes_inside_values_are_read(shop: Shop):
    shop.put("orders.csv", 'customer,invoice,date,amount\nA1,"two\nlines ""here""",2026-01-01,5\nX,i,2026-01-01,5\n')
    base = shop.read().value
    assert base.events["orders"].fields["invoice"].values.tolist() == ['two\nlines "here"']
    assert [row.line for row in base.set_aside if row.file == "data/orders.csv"] == [4]


def test_a_missing_file_is_named(shop: Shop):
    (shop.root / "data" / "orders.csv").unlink()
    (found,) = shop.read().diagnostics
    assert found.message("en") == "there is no file `data/orders.csv`" and found.place.text == "data/orders.csv"


def test_all_files_are_checked_in_one_run(shop: Shop):
    (shop.root / "data" / "orders.csv").unlink()
    shop.put("contacts.csv", "")
    shop.put("customers.csv", "customer\n")
    assert shop.names() == {"file-missing", "file-empty", "column-missing"}


def test_a_pipe_is_not_waited_for(shop: Shop):
    import os

    (shop.root / "data" / "orders.csv").unlink()
    os.mkfifo(shop.root / "data" / "orders.csv")
    assert shop.names() == {"file-unreadable"}


def test_a_link_out_of_the_project_is_refused(shop: Shop, tmp_path_factory: pytest.TempPathFactory):
    outside = tmp_path_factory.mktemp("outside") / "orders.csv"
    outside.write_text(FILES["orders.csv"])
    path = shop.root / "data" / "orders.csv"
    path.unlink()
    path.symlink_to(outside)
    assert shop.names() == {"path-outside-project"}


def test_a_circle_of_links_is_an_error(shop: Shop):
    path = shop.root / "data" / "orders.csv"
    path.unlink()
    path.symlink_to(path)
    assert shop.names() <= {"file-unreadable", "file-missing"} and shop.read().value is None


def test_events_may_be_absent_so_far_and_customers_not(shop: Shop):
    shop.put("orders.csv", "customer,invoice,date,amount\n")
    shop.put("contacts.csv", "who,日期,渠道\n")
    shop.put("suppressed.csv", "who\n")
    assert shop.names() == {"no-events"} and shop.read().value.events["orders"].day.size == 0
    shop.put("customers.csv", FILES["customers.csv"].split("\n")[0] + "\n")
    assert "no-customers" in shop.names() and shop.read().value is None


def test_a_missing_column_names_the_nearest(shop: Shop):
    shop.put("orders.csv", "customer,invoice,date,amout\n")
    (found,) = shop.read().diagnostics
    assert found.help("en") == "try `amout`" and found.message("en") == "`data/orders.csv` has no column `amount`"


def parquet_shop(shop: Shop, orders: str) -> Shop:
    """The shop with its orders as the Parquet file of a query."""
    path = shop.root / "data" / "or[d]ers.parquet"
    duckdb.sql(f"COPY ({orders}) TO '{path}' (FORMAT parquet)")
    blocks = CUSTOMERS + ORDERS.replace("data/orders.csv", "data/or[d]ers.parquet") + CONTACTS
    return Shop(shop.root, project_of(TOP + blocks))


def test_parquet_gives_the_same_base_as_csv(make_shop: Callable[..., Shop]):
    shop = make_shop(CUSTOMERS, ORDERS, CONTACTS)
    rows = "SELECT * FROM read_csv('{}', header = true, types = {{'date': '{}', 'amount': 'VARCHAR'}})"
    for type in ("DATE", "TIMESTAMP", "VARCHAR"):
        typed = parquet_shop(shop, rows.format(shop.root / "data" / "orders.csv", type))
        assert typed.read().value.fingerprint == shop.read().value.fingerprint
        count = typed.read().value.counts[1]
        assert (count.rows, count.used, count.set_aside, count.later) == (6, 3, 1, 2)


def test_numbers_and_missing_values_of_parquet_keep_their_meaning(make_shop: Callable[..., Shop]):
    shop = make_shop(CUSTOMERS, ORDERS, CONTACTS)
    typed = parquet_shop(
        shop,
        "SELECT 'A1' AS customer, NULL::VARCHAR AS invoice, DATE '2026-01-01' AS date, 12.5::DOUBLE AS amount"
        " UNION ALL SELECT 'A1', 'x', NULL, 1",
    )
    base = typed.read().value
    assert base.events["orders"].fields["amount"].values.tolist() == [1250]
    assert base.events["orders"].fields["invoice"].known.tolist() == [False]
    assert [(row.line, row.reason) for row in base.set_aside] == [(2, "missing-value")]


def test_a_stated_format_does_not_stand_in_the_way_of_true_dates(make_shop: Callable[..., Shop]):
    shop = make_shop(CUSTOMERS, ORDERS, CONTACTS)
    blocks = CUSTOMERS + ORDERS.replace("date: date,", "date: {type: date, format: '%d/%m/%Y'},").replace(
        ".csv", ".parquet"
    )
    path = shop.root / "data" / "orders.parquet"
    duckdb.sql(f"COPY (SELECT 'A1' AS customer, 'i' AS invoice, DATE '2026-01-01' AS date, 1 AS amount) TO '{path}'")
    assert Shop(shop.root, project_of(TOP + blocks)).read().value.events["orders"].day.size == 1


@pytest.mark.parametrize("value", ["[1, 2]", "'x'::BLOB", "TIMESTAMPTZ '2026-01-01 00:00:00+00'"])
def test_values_without_a_plain_reading_are_refused(make_shop: Callable[..., Shop], value: str):
    shop = make_shop(CUSTOMERS, ORDERS, CONTACTS)
    typed = parquet_shop(shop, f"SELECT 'A1' AS customer, {value} AS invoice, '2026-01-01' AS date, 1 AS amount")
    assert typed.names() == {"parquet-type"}


@pytest.mark.parametrize(
    ("content", "expected"),
    [(b"", "file-empty"), (b"PAR1 and then nothing", "parquet-broken"), (b"x,y", "parquet-broken")],
)
def test_a_broken_parquet_file_is_an_error(make_shop: Callable[..., Shop], content: bytes, expected: str):
    shop = make_shop(PLAIN.replace(".csv", ".parquet"))
    shop.put("customers.parquet", content)
    assert shop.names() == {expected}


def test_a_folder_without_tables_says_so(shop: Shop):
    path = shop.root / "data" / "orders.csv"
    path.unlink()
    path.mkdir()
    assert shop.names() == {"folder-without-files"}


def test_a_workbook_that_is_none_is_refused(make_shop: Callable[..., Shop]):
    shop = make_shop(PLAIN.replace("customers.csv", "customers.xlsx"))
    shop.put("customers.xlsx", b"PK")
    assert shop.names() == {"source-damaged"}
