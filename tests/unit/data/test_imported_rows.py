"""Rules that leave rows out, rows that take back others or are joined, and which row of a customer is used."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from imported_shop import CUSTOMERS, KNOWN_FROM, LINES, Counter, counter, names, rows

from clmplan.base.days import day_number
from clmplan.codes.imported import NOTHING_TO_TAKE_BACK, PARTLY_TAKEN_BACK
from clmplan.data.imported.rows.netting import Candidate, Short, Taken, matched

NET = "      net: {where: {units: '< 0'}, by: [invoice]}\n"
ONE_PER = "      one per: invoice\n"


def left_out(tmp_path: Path, rules: str, orders: str) -> Counter:
    return counter(tmp_path, CUSTOMERS, f"{LINES}      leave out: [{rules}]\n", orders=orders)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("{invoice: 'C*'}", ["K1", "c2", "C_", "x"]),
        ("{invoice: 'C_'}", ["K1", "c2", "C1", "CC", "x"]),
        ("{invoice: [K1, x]}", ["c2", "C1", "CC", "C_"]),
        ("{invoice: ''}", ["K1", "c2", "C1", "CC", "C_", "x"]),
        ("{units: '< 2'}", ["c2", "CC", "C_", "x"]),
        ("{units: '<= 2'}", ["C_", "x"]),
        ("{units: '> 2.5'}", ["K1", "c2", "C1", "CC", "C_"]),
        ("{units: '>= 2.5'}", ["K1", "c2", "C1", "CC"]),
        ("{units: '= 2'}", ["K1", "C1", "C_", "x"]),
        ("{units: '= 2.0000001'}", ["K1", "c2", "C1", "CC", "C_", "x"]),
        ("{units: '>= 2.0000001'}", ["K1", "c2", "C1", "CC"]),
        ("{units: '< 2', invoice: 'C*'}", ["K1", "c2", "CC", "C_", "x"]),
    ],
)
def test_rows_that_pass_every_test_of_a_rule_are_left_out(tmp_path: Path, where: str, expected: list[str]):
    orders = "A,2026-01-01,K1,1,\nA,2026-01-02,c2,2,\nA,2026-01-03,C1,1,\nA,2026-01-04,CC,2,\n"
    orders += "A,2026-01-05,C_,2.5,\nA,2026-01-06,x,3,\n"
    if "C*" in where and "units" not in where:
        expected = ["K1", "c2", "x"]
    base = left_out(tmp_path, f"{{name: rule, where: {where}}}", orders).base()
    assert [row[2] for row in rows(base)] == expected
    assert {row.reason for row in base.set_aside} <= {"left-out"}


def test_a_rule_is_named_with_its_rows_and_counts_for_no_limit(tmp_path: Path):
    orders = "A,2026-01-01,i,1,\nA,2026-01-02,POST,1,\nA,2026-01-03,POST,1,\n,2026-01-03,POST,1,\n"
    rules = "{name: postage, where: {invoice: POST}}, {name: more, where: {invoice: '*'}}"
    shop = left_out(tmp_path, rules, orders)
    found = shop.bring().diagnostics
    assert names(found) == ["missing-value", "left-out", "left-out"]
    assert [one.message("en") for one in found[1:]] == [
        "rows set aside in `data/orders.csv`: 1, because the rule `more` leaves them out; the first is line 2",
        "rows set aside in `data/orders.csv`: 2, because the rule `postage` leaves them out; the first is line 3",
    ]
    assert not any(one.is_error for one in found)


def test_the_first_reason_counts_key_then_rules_then_fields_then_the_customer(tmp_path: Path):
    orders = " A,soon,POST,x,\nA,soon,POST,x,\nA,2026-01-01,i,x,y\nX,2026-01-01,i,x,\nX,2026-01-01,i,1,\nA\n"
    orders += "A,2026-01-01,i,1,2\n" * 20
    base = left_out(tmp_path, "{name: postage, where: {invoice: POST}}", orders).base()
    assert [
        (row.line, row.column, row.value, row.reason) for row in sorted(base.set_aside, key=lambda row: row.line)
    ] == [
        (2, "customer", " A", "key-with-spaces"),
        (3, "invoice", "POST", "left-out"),
        (4, "units", "x", "not-a-number"),
        (5, "units", "x", "not-a-number"),
        (6, "customer", "X", "unknown-customer"),
        (7, "", "1/5: A", "wrong-column-count"),
    ]


def netted(tmp_path: Path, orders: str, more: str = "") -> Counter:
    return counter(tmp_path, CUSTOMERS, LINES + NET + more, orders=orders)


def test_a_return_takes_back_the_latest_earlier_row_up_to_its_amount(tmp_path: Path):
    orders = "A,2026-01-01,i,2,20\nA,2026-01-02,i,3,30\nA,2026-01-09,i,9,90\nA,2026-01-05,i,-4,-40\n"
    shop = netted(tmp_path, orders)
    assert [(row[1], row[3], row[4]) for row in rows(shop.base())] == [
        (day_number(date(2026, 1, 1)), 1, 1000),
        (day_number(date(2026, 1, 9)), 9, 9000),
    ]
    (_, count) = shop.base().counts
    assert (count.rows, count.used, count.netted, count.set_aside) == (4, 2, 2, 0)


def test_before_the_return_nobody_knows_of_it(tmp_path: Path):
    shop = netted(tmp_path, "A,2026-01-01,i,2,20\nA,2026-01-05,i,-2,-20\n")
    assert [len(rows(shop.base(date(2026, 1, day)))) for day in (1, 2, 5, 6)] == [0, 1, 1, 0]
    counts = [shop.base(date(2026, 1, day)).counts[1] for day in (1, 5, 6)]
    assert [(one.used, one.netted, one.later) for one in counts] == [(0, 0, 2), (1, 0, 1), (0, 2, 0)]


def test_returns_without_a_purchase_and_the_rest_of_others_are_set_aside(tmp_path: Path):
    orders = (
        "A,2026-01-01,i,2,20\nA,2026-01-02,i,-3,-30\nA,2026-01-03,i,-1,-10\nB,2026-01-03,k,-1,-10\nB,2026-01-04,k,1,1\n"
    )
    shop = netted(tmp_path, orders)
    assert names(shop.bring().diagnostics) == ["nothing-to-take-back", "partly-taken-back"]
    assert {(row.line, row.reason) for row in shop.base().set_aside} == {
        (3, "partly-taken-back"),
        (4, "nothing-to-take-back"),
        (5, "nothing-to-take-back"),
    }
    assert [row[0] for row in rows(shop.base())] == ["B"]


def test_returns_agree_on_the_columns_named_and_on_the_customer(tmp_path: Path):
    orders = "A,2026-01-01,i,1,1\nA,2026-01-01,k,1,1\nB,2026-01-01,i,1,1\nA,2026-01-02,i,-1,-1\n"
    assert [(row[0], row[2]) for row in rows(netted(tmp_path, orders).base())] == [("A", "k"), ("B", "i")]


def candidate(row: int, *amounts: int | None, is_return: bool = False, group: str = "") -> Candidate:
    return Candidate(row, (0, group), row, is_return, amounts)


def test_the_amounts_of_a_return_are_spread_without_loss():
    found = list(matched([candidate(1, 1, 100), candidate(2, 2, 100), candidate(3, -3, -100, is_return=True)]))
    assert found == [Taken(2, 3, (2, 66)), Taken(1, 3, (1, 34))]


def test_a_price_beside_a_negative_number_stays_and_positive_returns_take_back_all():
    assert list(matched([candidate(1, 2, 5), candidate(2, -1, 5, is_return=True)])) == [Taken(1, 2, (1, 0))]
    assert list(matched([candidate(1, 2, 5), candidate(2, 1, 5, is_return=True)])) == [Taken(1, 2, (1, 5))]


def test_what_has_no_amount_gives_and_takes_nothing():
    short = [Short(3, NOTHING_TO_TAKE_BACK), Short(4, NOTHING_TO_TAKE_BACK), Short(5, NOTHING_TO_TAKE_BACK)]
    given = [candidate(1, None), candidate(2, 0), candidate(3, -1, is_return=True)]
    assert list(matched([*given, candidate(4, 0, is_return=True), candidate(5, None, is_return=True)])) == short
    found = list(
        matched([candidate(1, 1), candidate(2, -3, is_return=True), candidate(3, -1, is_return=True, group="b")])
    )
    assert found == [Taken(1, 2, (1,)), Short(2, PARTLY_TAKEN_BACK), Short(3, NOTHING_TO_TAKE_BACK)]


def test_without_amounts_one_row_takes_back_one_row(tmp_path: Path):
    lines = LINES.replace(", units: number, amount: money?", "") + NET
    orders = "A,2026-01-01,i,7,\nA,2026-01-02,i,9,\nA,2026-01-03,i,-1,\n"
    (row,) = rows(counter(tmp_path, CUSTOMERS, lines, orders=orders).base())
    assert row[1] == day_number(date(2026, 1, 1))


def test_lines_of_one_invoice_become_one_event(tmp_path: Path):
    orders = "A,2026-01-02,i,1,1.5\nA,2026-01-01,i,2.5,\nB,2026-01-01,i,1,1\nA,2026-01-03,,1,1\nA,2026-01-03,,1,1\n"
    shop = counter(tmp_path, CUSTOMERS, LINES + ONE_PER, orders=orders)
    first, third = day_number(date(2026, 1, 1)), day_number(date(2026, 1, 3))
    assert rows(shop.base()) == [
        ("A", first, "i", 3.5, 150),
        ("A", third, None, 1.0, 100),
        ("A", third, None, 1.0, 100),
        ("B", first, "i", 1.0, 100),
    ]
    (_, count) = shop.base().counts
    assert (count.used, count.joined) == (5, 1)
    assert rows(shop.base(date(2026, 1, 2))) == [("A", first, "i", 2.5, None), ("B", first, "i", 1, 100)]


def test_of_several_rows_the_earliest_known_is_used_then_the_first_by_content(tmp_path: Path):
    listed = ["A,Zoe,2026-01-02", "A,Yan,2026-01-03", "B,,", "B,Bo,2026-01-01", "C,Cy,2026-01-01", "C,,2026-01-01"]
    for order in (listed, listed[::-1]):
        shop = counter(tmp_path, KNOWN_FROM, LINES, customers="customer,name,since\n" + "\n".join(order) + "\n")
        base = shop.base()
        assert base.fields["name"].values.tolist() == ["Zoe", "", ""]
        assert [row.value for row in base.set_aside] == ["A", "B", "C"]
        assert names(shop.bring().diagnostics) == ["duplicate-customer", "no-events"]
        assert (base.counts[0].used, base.counts[0].set_aside) == (3, 3)


def test_rows_that_are_equal_in_every_field_are_duplicates_too(tmp_path: Path):
    base = counter(tmp_path, customers="customer,name\nA,Ann\nA,Ann\n").base()
    assert [(row.line, row.reason) for row in base.set_aside] == [(3, "duplicate-customer")]


def test_the_latest_row_is_used_where_the_project_says_so(tmp_path: Path):
    blocks = KNOWN_FROM.replace("known from: since,", "known from: since, latest by: since,")
    listed = "customer,name,since\nA,Old,2026-01-02\nA,New,2026-03-03\nA,None,\nB,Bo,2026-02-01\n"
    shop = counter(tmp_path, blocks, LINES, customers=listed)
    assert shop.base().fields["name"].values.tolist() == ["New", "Bo"]
    message = next(one for one in shop.bring().diagnostics if one.code.name == "older-row")
    assert message.message("en") == (
        "rows set aside in `data/customers.csv`: 2, because the customer `A` has another row with the latest `since`; "
        "the first is line 2"
    )
    # One of its rows has no day, so the customer is known from the start.
    assert shop.base(date(2026, 1, 1)).keys == ("A",)
    shop.put("customers.csv", listed.replace("A,None,\n", ""))
    assert shop.imported().base(date(2026, 1, 2)).value is None
    assert shop.base(date(2026, 1, 3)).keys == ("A",)


def test_customers_read_from_the_file_of_an_event_are_joined_without_a_word(tmp_path: Path):
    customers = """  customers:
    file: data/orders.csv
    key: customer
    known from: first
    fields: {last: {column: invoice, type: text?}, first: {column: date, type: date}}
"""
    orders = "B,2026-01-02,x,1,1\nB,2026-01-01,z,1,1\nA,2026-01-05,q,1,1\nB,2026-01-07,a,1,1\n"
    shop = counter(tmp_path, customers, LINES, orders=orders)
    assert shop.bring().diagnostics == ()
    base = shop.base()
    assert base.keys == ("A", "B") and base.fields["last"].values.tolist() == ["q", "z"]
    assert [(one.rows, one.used, one.joined, one.set_aside) for one in base.counts] == [(4, 4, 2, 0), (4, 4, 0, 0)]
    (early, _) = shop.base(date(2026, 1, 3)).counts
    assert (early.used, early.joined, early.later) == (2, 1, 2)
