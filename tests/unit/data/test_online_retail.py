"""Online Retail (Chen, UCI): the raw lines of a real wholesaler, taken in directly; totals equal the known facts."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from data_shop import project_of

from clmplan.base.progress import silent
from clmplan.data.imported.bring_in import bring_in
from clmplan.data.imported.store import Imported

LINES = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "online_retail_2010_2011.parquet"
AFTER = date(2012, 1, 1)
pytestmark = pytest.mark.skipif(not LINES.is_file(), reason="the raw lines of Online Retail are not here")

PROJECT = """name: retail
zone: Europe/London
currency: GBP
playbooks: [retail.clm]
data:
  customers:
    file: lines.parquet
    key: CustomerID
    known from: first
    leave out: [{rules}]
    fields: {{country: {{column: Country, type: text}}, first: {{column: InvoiceDate, type: date}}}}
  events:
    orders:
      file: lines.parquet
      customer: CustomerID
      on: date
      leave out: [{rules}]
      {more}
      fields:
        invoice: {{column: InvoiceNo, type: text}}
        date: {{column: InvoiceDate, type: date}}
        amount: {{product: [Quantity, UnitPrice], type: money}}
        units: {{column: Quantity, type: number}}
"""
CANCELLATIONS = "{name: cancellations, where: {InvoiceNo: 'C*'}}"
FREE = "{name: no price, where: {UnitPrice: '<= 0'}}"
SERVICES = ", ".join(
    f"{{name: {name}, where: {{StockCode: {codes}}}}}"
    for name, codes in {
        "postage": "[POST, DOT, C2]",
        "by hand": "[M, m, D]",
        "bank": "['BANK CHARGES', CRUK, AMAZONFEE, B]",
        "tests": "['TEST*', PADS]",
    }.items()
)
NET = "net: {where: {InvoiceNo: 'C*'}, by: [StockCode, UnitPrice]}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("retail")
    shutil.copy(LINES, root / "lines.parquet")
    return root


def imported(folder: Path, rules: str, more: str) -> Imported:
    checked = bring_in(project_of(PROJECT.format(rules=rules, more=more)), folder, None, silent)
    assert checked.value is not None and not checked.has_errors
    return checked.value


def aside(store: Imported) -> dict[str, int]:
    return {one.rule or one.reason: one.count for one in store.reasons if one.table == "events_orders"}


def known(statement: str, folder: Path) -> tuple[Decimal, ...]:
    """What the engine's own reader says of the lines, amounts exact to all decimals of the prices."""
    with duckdb.connect() as connection:
        return connection.execute(
            f"WITH lines AS (SELECT *, Quantity * CAST(UnitPrice AS DECIMAL(18, 3)) AS exact "
            f"FROM read_parquet('{folder / 'lines.parquet'}')) {statement}"
        ).fetchall()[0]


def test_cancellations_set_aside_give_the_known_totals(folder: Path):
    store = imported(folder, f"{CANCELLATIONS}, {FREE}", "one per: invoice")
    assert aside(store) == {"missing-value": 135_080, "cancellations": 8_905, "no price": 40}
    without_customer, cancelled = known(
        "SELECT count(*) FILTER (CustomerID IS NULL), count(*) FILTER (InvoiceNo LIKE 'C%') FROM lines", folder
    )
    # 383 of the cancellations have no customer: the first reason found counts.
    assert (without_customer, cancelled) == (135_080, 9_288) and 9_288 == 8_905 + 383
    customers, orders = store.counts(AFTER)
    assert (orders.rows, orders.used, orders.set_aside, orders.later) == (541_909, 397_884, 144_025, 0)
    assert orders.used - orders.joined == 18_532 and customers.used - customers.joined == 4_338
    base = store.base(AFTER).value
    assert len(base.keys) == 4_338 and len(base.events["orders"].day) == 18_532
    (exact,) = known(
        "SELECT sum(exact) FROM lines WHERE CustomerID IS NOT NULL AND NOT InvoiceNo LIKE 'C%' AND UnitPrice > 0",
        folder,
    )
    # To pennies line by line, as the invoices were: 891,140,790, which is the exact sum less 0.4.
    rounded = int(base.events["orders"].fields["amount"].values.sum())
    assert (exact, rounded) == (Decimal("8911407.904"), 891_140_790)
    # The rule about prices alone takes 40 lines of the 397,924 that have a customer and are not cancelled.
    assert orders.used + 40 == 397_924


def test_postage_hand_work_and_tests_are_left_out_by_name(folder: Path):
    store = imported(folder, f"{CANCELLATIONS}, {FREE}, {SERVICES}", "one per: invoice")
    found = aside(store)
    assert {name: found[name] for name in ("postage", "by hand", "bank", "tests")} == {
        "postage": 1_248,
        "by hand": 284,
        "bank": 12,
        "tests": 3,
    }
    orders = store.counts(AFTER)[1]
    assert orders.used == 397_884 - 1_248 - 284 - 12 - 3 and orders.rows == orders.used + orders.set_aside


def test_cancellations_taken_back_balance_too(folder: Path):
    store = imported(folder, FREE, NET + "\n      one per: invoice")
    found = aside(store)
    orders = store.counts(AFTER)[1]
    assert orders.rows == 541_909 == orders.used + orders.netted + orders.set_aside
    returns = 8_905 - found["nothing-to-take-back"] - found["partly-taken-back"]
    assert returns > 7_000 and orders.netted > returns
    base = store.base(AFTER).value
    kept = int(base.events["orders"].fields["amount"].values.sum())
    # Purchases less everything cancelled is what is left at least: some cancellations find no purchase in the data.
    (cancelled,) = known(
        "SELECT sum(exact) FROM lines WHERE CustomerID IS NOT NULL AND InvoiceNo LIKE 'C%' AND UnitPrice > 0", folder
    )
    assert 891_140_790 + int(cancelled * 100) - 1 <= kept < 891_140_790
    # On the day before a cancellation its purchase still stands.
    early = store.base(date(2011, 6, 1)).value
    assert early.counts[1].netted < orders.netted and early.counts[1].later > 0
