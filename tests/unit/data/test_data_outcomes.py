"""Outcome files: what happened after a plan began, with every row counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from data_shop import AS_OF, Shop

from clmplan.base.days import day_number
from clmplan.data.imported.outcomes import read_outcomes
from clmplan.model.records import ObservedEvents

HEADER = "customer,invoice,date,amount\n"


def observe(shop: Shop, rows: str, event: str = "orders"):
    shop.put("outcomes.csv", HEADER + rows)
    return read_outcomes(shop.project, shop.root / "data" / "outcomes.csv", event, AS_OF, ("A1", "B2"))


def test_events_since_the_day_of_the_plan_are_used_and_the_rest_is_counted(shop: Shop):
    checked = observe(
        shop,
        "B2,i2,2026-03-02,5\nA1,i1,2026-03-01,7\nA1,i0,2026-02-28,7\nN1,i3,2026-04-09,7\nA1,i4,2026-02-30,7\nA1\n",
    )
    found = checked.value
    assert found.customer.tolist() == [0, 1]
    assert found.day.tolist() == [day_number(date(2026, 3, 1)), day_number(date(2026, 3, 2))]
    assert found.fields["amount"].values.tolist() == [700, 500]
    assert found.observed_until == date(2026, 4, 9)
    assert (found.rows, found.used) == (6, 2)
    assert found.set_aside == (("earlier", 1), ("not-a-date", 1), ("unknown-customer", 1), ("wrong-column-count", 1))
    assert [diagnostic.code.name for diagnostic in checked.diagnostics] == ["wrong-column-count", "not-a-date"]


def test_a_file_without_rows_observes_nothing(shop: Shop):
    found = observe(shop, "").value
    assert (found.rows, found.used, found.observed_until, found.set_aside) == (0, 0, None, ())


def test_the_order_of_rows_does_not_matter(shop: Shop):
    rows = ["A1,i1,2026-03-01,7\n", "A1,i0,2026-03-01,7\n", "B2,i0,2026-03-01,3\n"]
    one, other = observe(shop, "".join(rows)).value, observe(shop, "".join(rows[::-1])).value
    assert one.fields["invoice"].values.tolist() == other.fields["invoice"].values.tolist() == ["i0", "i1", "i0"]


def test_an_event_that_the_project_lacks_is_an_error(shop: Shop):
    (found,) = observe(shop, "", "order").diagnostics
    assert found.code.name == "unknown-event-kind" and found.help("en") == "try `orders`"


def test_a_missing_outcomes_file_is_an_error(shop: Shop):
    checked = read_outcomes(shop.project, Path("nowhere.csv"), "orders", AS_OF, ("A1",))
    assert checked.value is None and [found.code.name for found in checked.diagnostics] == ["file-missing"]


def test_observed_rows_always_add_up(shop: Shop):
    found = observe(shop, "A1,i1,2026-03-01,7\n").value
    with pytest.raises(ValueError, match="add up"):
        ObservedEvents("orders", found.customer, found.day, found.fields, None, 2, 1, ())
