"""Reading a base: what is used, later or set aside, and that the order of rows changes nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from time import process_time

import numpy as np
import pytest
from data_shop import AS_OF, CONTACTS, CUSTOMERS, FILES, ORDERS, SUPPRESSED, Shop
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clmplan.base.days import day_number
from clmplan.base.diagnostics import Code
from clmplan.codes import set_aside
from clmplan.model.records import CustomerBase

REASONS = [code for code in vars(set_aside).values() if isinstance(code, Code)]
ON_DISK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def arrays(base: CustomerBase) -> list[object]:
    """Everything a base says apart from line numbers."""
    columns = [*base.fields.items()]
    for kind, events in base.events.items():
        columns += [(f"{kind}.{name}", column) for name, column in events.fields.items()]
    listed = [
        (name, column.values.dtype.str, column.values.tolist(), column.known.tolist()) for name, column in columns
    ]
    placed = [(kind, events.customer.tolist(), events.day.tolist()) for kind, events in base.events.items()]
    history = [base.contacts.customer.tolist(), base.contacts.day.tolist(), base.contacts.channel.tolist()]
    aside = [(row.file, row.column, row.value, row.reason) for row in base.set_aside]
    return [base.keys, listed, placed, history, base.suppressed.tolist(), base.counts, aside, base.fingerprint]


def test_the_standard_shop_is_read_completely(shop: Shop):
    checked = shop.read()
    base = checked.value
    assert base is not None
    assert base.keys == ("A1", "B2")
    assert base.fields["spend"].values.tolist() == [1250, 0] and base.fields["spend"].known.tolist() == [True, False]
    assert base.fields["visits"].values.tolist() == [1.0, 2.5] and base.fields["visits"].values.dtype == np.float64
    assert base.fields["email_ok"].values.tolist() == [True, False]
    orders = base.events["orders"]
    assert orders.customer.tolist() == [0, 0, 1]
    assert orders.fields["amount"].values.tolist() == [100, 123450, 300]
    assert orders.fields["invoice"].values.tolist() == ["i1", "i2", "i3"]
    assert orders.day.tolist() == [day_number(date(2026, 2, 1))] * 3
    assert base.contacts.channel.tolist() == ["email", "sms"] and base.contacts.customer.tolist() == [0, 1]
    assert base.suppressed.tolist() == [False, True]
    assert [(count.table, count.rows, count.used, count.set_aside, count.later) for count in base.counts] == [
        ("customers", 3, 2, 0, 1),
        ("orders", 6, 3, 1, 2),
        ("contacts", 3, 2, 0, 1),
        ("suppressed", 2, 1, 1, 0),
    ]
    assert [(row.file, row.line, row.value, row.reason) for row in base.set_aside] == [
        ("data/orders.csv", 6, "X9", "unknown-customer"),
        ("data/suppressed.csv", 3, "Z9", "unknown-customer"),
    ]
    assert [diagnostic.code.name for diagnostic in checked.diagnostics] == ["unknown-customer"] * 2


def test_nothing_dated_on_or_after_the_day_itself_is_known(shop: Shop):
    before, after = shop.read(date(2026, 2, 1)).value, shop.read(date(2026, 3, 2)).value
    assert before.events["orders"].day.size == 0
    assert after.keys == ("A1", "B2", "C3") and after.events["orders"].day.size == 5
    assert before.fingerprint != after.fingerprint


@pytest.mark.parametrize("code", [code for code in REASONS if code.bad], ids=lambda code: code.name)
def test_each_reason_sets_its_example_aside(code: Code, make_shop: Callable[..., Shop]):
    shop = make_shop(CUSTOMERS)
    shop.put("customers.csv", code.bad.text)
    checked = shop.read()
    (row,) = checked.value.set_aside
    assert row.reason == code.name and row.line == (2 if code.name == "duplicate-customer" and row.line == 2 else 7)
    assert [diagnostic.code.name for diagnostic in checked.diagnostics] == [code.name]
    assert "line 7" in checked.diagnostics[0].message("en") or row.line == 2
    shop.put("customers.csv", code.good.text)
    assert shop.read().diagnostics == ()


def test_one_message_per_file_and_reason_counts_the_rows(make_shop: Callable[..., Shop]):
    shop = make_shop(CUSTOMERS)
    rows = "".join(f"A{number},2026-01-05,1,gold,yes,1\n" for number in range(30))
    shop.put(
        "customers.csv", "customer,created,spend,tier,email_ok,visits\n,2026-01-01,,,,\n" + rows + ",2026-01-01,,,,\n"
    )
    (warning,) = shop.read().diagnostics
    assert warning.message("en") == (
        "rows set aside in `data/customers.csv`: 2, because `customer` is empty; the first is line 2"
    )
    assert not warning.is_error


def test_of_several_rows_for_one_customer_the_first_by_content_is_used(make_shop: Callable[..., Shop]):
    shop = make_shop(CUSTOMERS)
    rows = ["A1,2026-01-02,5,,,", "A1,2026-01-02,3,,,", "A1,2026-01-02,,,,"]
    seen = []
    for order in (rows, rows[::-1]):
        shop.put("customers.csv", "customer,created,spend,tier,email_ok,visits\n" + "\n".join(order) + "\n")
        base = shop.read().value
        seen.append((base.fingerprint, base.fields["spend"].known.tolist(), len(base.set_aside)))
    assert seen[0] == seen[1] and seen[0][1:] == ([False], 2)


def test_more_rows_set_aside_than_allowed_is_an_error(make_shop: Callable[..., Shop]):
    for limit, expected in ((2, set()), (1, {"too-many-set-aside"})):
        shop = make_shop(f"  set aside at most: {limit}\n", CUSTOMERS, ORDERS, CONTACTS, SUPPRESSED)
        assert shop.names() - {"unknown-customer"} == expected
        assert (shop.read().value is None) == bool(expected)


def test_a_suppressed_customer_is_never_lost_silently(make_shop: Callable[..., Shop]):
    shop = make_shop(CUSTOMERS, SUPPRESSED)
    shop.put("suppressed.csv", 'who\nB2\n"A1 "\n')
    assert shop.names() == {"key-with-spaces", "suppression-unreadable"}
    assert shop.read().value is None


def test_a_project_without_optional_files_is_whole(make_shop: Callable[..., Shop]):
    base = make_shop(CUSTOMERS).read().value
    assert dict(base.events) == {} and base.contacts.day.size == 0 and not base.suppressed.any()


def test_dates_in_another_order_are_read_when_only_one_order_fits(make_shop: Callable[..., Shop]):
    shop = make_shop(CUSTOMERS, ORDERS)
    rows = (
        "".join(f"A1,i{n},2026-01-{n:02},5\n" for n in range(1, 28)) + "A1,x,31/12/2025,5\n" * 2 + "A1,y,1/2/2026,5\n"
    )
    shop.put("orders.csv", "customer,invoice,date,amount\n" + rows)
    checked = shop.read()
    (found,) = checked.diagnostics
    assert found.code.name == "date-order-found" and found.place.text == "date"
    days = set(checked.value.events["orders"].day.tolist())
    assert {day_number(date(2026, 2, 1)), day_number(date(2025, 12, 31))} <= days and len(days) == 29


@pytest.mark.parametrize(("wrong", "expected"), [(3, "not-a-date"), (4, "dates-not-iso")])
def test_up_to_one_date_in_twenty_may_be_wrong(make_shop: Callable[..., Shop], wrong: int, expected: str):
    shop = make_shop(CUSTOMERS, ORDERS)
    rows = "A1,i,soon,5\n" * wrong + "A1,i,2026-01-05,5\n" * (60 - wrong) + "A1,i,,5\n"
    shop.put("orders.csv", "customer,invoice,date,amount\n" + rows)
    assert shop.names() - {"missing-value"} == {expected}


def test_two_wrong_dates_are_rows_and_not_a_format(make_shop: Callable[..., Shop]):
    shop = make_shop(CUSTOMERS, ORDERS)
    shop.put("orders.csv", "customer,invoice,date,amount\n" + "A1,i,soon,5\n" * 2 + "A1,i,2026-01-05,5\n" * 2)
    assert shop.names() == {"not-a-date"}


def test_a_column_that_mostly_fails_is_one_error(make_shop: Callable[..., Shop]):
    shop = make_shop(CUSTOMERS)
    shop.put("customers.csv", FILES["customers.csv"].replace("£12.50", "gold").replace(",1,,", ",silver,,"))
    (found,) = shop.read().diagnostics
    assert found.code.name == "wrong-column-type"
    assert (
        found.message("en")
        == "column `spend` of `data/customers.csv` does not hold `money`: 2 of 2 values fail, such as `gold`"
    )


@ON_DISK
@given(seed=st.integers(0, 10**6))
def test_shuffling_rows_changes_nothing(shop: Shop, seed: int):
    before = arrays(shop.read().value)
    chance = random.Random(seed)
    for name, text in FILES.items():
        header, *rows = text.splitlines()
        if name == "orders.csv":
            rows += ["A1,i1,2026-02-01,1.005", "A1,i0,2026-02-01,77"]
        chance.shuffle(rows)
        shop.put(name, "\n".join([header, *rows]) + "\n")
    again = arrays(shop.read().value)
    header, *rows = (shop.root / "data" / "orders.csv").read_text().splitlines()
    shop.put("orders.csv", "\n".join([header, *sorted(rows)]) + "\n")
    assert again == arrays(shop.read().value)
    shop.put("orders.csv", FILES["orders.csv"])
    assert before == arrays(shop.read().value)


ORDER_ROWS = st.tuples(
    st.sampled_from(["A1", "B2", "C3", "X"]),
    st.sampled_from(["", "i", "i2", "é", "中"]),
    st.dates(AS_OF - timedelta(days=3), AS_OF + timedelta(days=1)),
    st.integers(-2, 2),
)


@ON_DISK
@given(rows=st.lists(ORDER_ROWS, max_size=25))
def test_events_equal_those_of_a_plain_twin(shop: Shop, rows: list[tuple[str, str, date, int]]):
    lines = (f"{key},{invoice},{day},{amount}\n" for key, invoice, day, amount in rows)
    shop.put("orders.csv", "customer,invoice,date,amount\n" + "".join(lines))
    base = shop.read().value
    orders = base.events["orders"]
    expected = sorted(
        (base.keys.index(key), day_number(day), invoice, amount * 100)
        for key, invoice, day, amount in rows
        if key in base.keys and day < AS_OF
    )
    columns = (orders.customer, orders.day, orders.fields["invoice"].values, orders.fields["amount"].values)
    assert list(zip(*(column.tolist() for column in columns), strict=True)) == expected
    assert orders.fields["invoice"].known.tolist() == [bool(invoice) for _, _, invoice, _ in expected]


@ON_DISK
@given(data=st.data())
def test_damage_never_loses_a_row(shop: Shop, data: st.DataObject):
    """Cells are spoilt at random (never the structure of quotes), rows doubled and emptied."""
    header, *rows = FILES["orders.csv"].replace('"1,234.50"', "7").splitlines()
    rows = [row.split(",") for row in rows * 4]
    for _ in range(data.draw(st.integers(0, 12))):
        row = data.draw(st.sampled_from(rows))
        spoilt = data.draw(st.sampled_from(["", " ", "x", "A1", "2026-13-01", "1,2", "9" * 30, "是", "$5", " A1"]))
        row[data.draw(st.integers(0, len(row) - 1))] = spoilt
    shop.put("orders.csv", "\n".join([header, *(",".join(row) for row in rows)]) + "\n")
    checked = shop.read()
    if checked.value is None:
        assert {"wrong-column-type", "dates-not-iso"} & {found.code.name for found in checked.diagnostics}
        return
    count = next(count for count in checked.value.counts if count.table == "orders")
    assert count.rows == len(rows) == count.used + count.set_aside + count.later
    assert count.used == checked.value.events["orders"].day.size
    assert count.set_aside == sum(row.file == count.file for row in checked.value.set_aside)
    # a customer known only later has all events later
    later = sum(row[2] == "2026-03-01" or row[0] == "C3" for row in rows if len(row) == 4)
    assert count.later <= later


@ON_DISK
@given(content=st.binary(max_size=200))
def test_no_bytes_raise(shop: Shop, content: bytes):
    for name in FILES:
        shop.put(name, content)
        checked = shop.read()
        assert (checked.value is None) == checked.has_errors
        shop.put(name, FILES[name].encode() + content)
        checked = shop.read()
        assert (checked.value is None) == checked.has_errors
        shop.put(name, FILES[name])


def test_eighteen_thousand_rows_are_read_in_a_moment(make_shop: Callable[..., Shop]):
    shop = make_shop(CUSTOMERS, ORDERS)
    chance = random.Random(1)
    days = [(AS_OF - timedelta(days=number)).isoformat() for number in range(1, 400)]
    keys = [f"C{number:05}" for number in range(4000)]
    shop.put("customers.csv", FILES["customers.csv"] + "".join(f"{key},2025-01-01,1,gold,yes,1\n" for key in keys))
    rows = (
        f"{chance.choice(keys)},i{n},{chance.choice(days)},{chance.randrange(10**6) / 100}\n" for n in range(18_500)
    )
    shop.put("orders.csv", "customer,invoice,date,amount\n" + "".join(rows))
    start = process_time()
    base = shop.read().value
    # Three times the promise, in processor time: other work may share the machine.
    assert process_time() - start < 2.1
    assert base.events["orders"].day.size == 18_500
