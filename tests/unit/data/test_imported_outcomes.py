"""Outcome files: what happened after a plan began, with every row counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from imported_shop import CUSTOMERS, HEADER, KNOWN_FROM, LINES, counter, names

from clmplan.base.days import day_number
from clmplan.base.diagnostics import Checked
from clmplan.data.imported.outcomes import read_outcomes
from clmplan.model.records import ObservedEvents

AS_OF = date(2026, 3, 1)


def observe(root: Path, rows: str, *blocks: str, event: str = "orders") -> Checked[ObservedEvents | None]:
    shop = counter(root, *(blocks or (CUSTOMERS, LINES)))
    shop.put("outcomes.csv", HEADER + rows)
    return read_outcomes(shop.project, root / "data" / "outcomes.csv", event, AS_OF, ("A", "B"))


def test_events_since_the_day_of_the_plan_are_used_and_the_rest_is_counted(tmp_path: Path):
    rows = "B,2026-03-02,k,1,5\nA,2026-03-01,i,1,7\nA,2026-02-28,i,1,7\nN,2026-04-09,i,1,7\nA,2026-02-30,i,1,7\nA\n"
    checked = observe(tmp_path, rows + "N,2026-01-01,i,1,7\n")
    found = checked.value
    assert found.customer.tolist() == [0, 1]
    assert found.day.tolist() == [day_number(date(2026, 3, 1)), day_number(date(2026, 3, 2))]
    assert found.fields["amount"].values.tolist() == [700, 500]
    assert found.fields["date"].values.tolist() == found.day.tolist()
    assert found.observed_until == date(2026, 4, 9)
    assert (found.rows, found.used) == (7, 2)
    assert found.set_aside == (("earlier", 2), ("not-a-date", 1), ("unknown-customer", 1), ("wrong-column-count", 1))
    assert names(checked.diagnostics) == ["wrong-column-count", "not-a-date"]
    assert all(one.place is None for one in checked.diagnostics)


def test_a_file_without_rows_observes_nothing(tmp_path: Path):
    found = observe(tmp_path, "").value
    assert (found.rows, found.used, found.observed_until, found.set_aside) == (0, 0, None, ())


def test_the_order_of_rows_does_not_matter(tmp_path: Path):
    rows = ["A,2026-03-01,i1,1,7\n", "A,2026-03-01,i0,1,7\n", "B,2026-03-01,i0,1,3\n"]
    one, other = observe(tmp_path, "".join(rows)).value, observe(tmp_path, "".join(rows[::-1])).value
    assert one.fields["invoice"].values.tolist() == other.fields["invoice"].values.tolist() == ["i0", "i1", "i0"]


@pytest.mark.parametrize("customers", [CUSTOMERS, KNOWN_FROM])
def test_rows_are_left_out_taken_back_and_joined_as_in_an_import(tmp_path: Path, customers: str):
    lines = f"""{LINES}      leave out: [{{name: tests, where: {{invoice: TEST}}}}]
      net: {{where: {{units: '< 0'}}, by: [invoice]}}
      one per: invoice
"""
    rows = "A,2026-02-27,i,4,40\nA,2026-03-01,i,1,10\nA,2026-03-02,i,-2,-20\nB,2026-03-03,k,1,5\nB,2026-03-03,k,1,5\n"
    rows += "B,2026-03-04,TEST,1,5\nB,2026-03-04,q,-1,-5\n"
    found = observe(tmp_path, rows, customers, lines).value
    # The order of March is taken back whole, that of February in part: it stays earlier, as one event with the other.
    assert (found.rows, found.used) == (7, 2)
    assert dict(found.set_aside) == {"earlier": 1, "left-out": 1, "netted": 2, "nothing-to-take-back": 1}
    assert found.customer.tolist() == [1] and found.fields["amount"].values.tolist() == [1000]


def test_an_event_that_the_project_lacks_is_an_error(tmp_path: Path):
    (found,) = observe(tmp_path, "", event="order").diagnostics
    assert found.code.name == "unknown-event-kind" and found.help("en") == "try `orders`"


def test_a_missing_outcomes_file_is_an_error(tmp_path: Path):
    shop = counter(tmp_path)
    checked = read_outcomes(shop.project, tmp_path / "nowhere.csv", "orders", AS_OF, ("A",))
    assert checked.value is None and names(checked.diagnostics) == ["file-missing"]
