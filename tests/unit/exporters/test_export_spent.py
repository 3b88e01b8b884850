"""What was spent of a limit before the plan, in each file: beside what is planned, and taken from what is left."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from sample_plan import first_edition, sample_plan
from workbook_reading import formulas, sheet_xml, values

from clmplan.base.money import Money
from clmplan.exporters.budget import budget_csv
from clmplan.exporters.json import plan_json
from clmplan.exporters.xlsx import calendar_xlsx
from clmplan.model.plan import LimitRow, Plan
from clmplan.reports.render import report_view
from clmplan.reports.views import Table

SPENT = Money(20_000, "GBP")


def spent(locale: str, amount: Money | None = SPENT) -> Plan:
    """The sample with one limit of £1,000, of which £300 are planned."""
    plan = sample_plan(locale)
    limit = LimitRow(Money(100_000, "GBP"), Money(30_000, "GBP"), None, None, spent=amount)
    return replace(plan, allocation=replace(plan.allocation, limits=(limit,)))


@pytest.mark.parametrize(("locale", "heading"), [("en", "spent before (GBP)"), ("zh", "此前已花费 (GBP)")])
def test_the_budget_file_shows_it_beside_what_is_planned(locale: str, heading: str) -> None:
    heads, *rows = csv.reader(io.StringIO(budget_csv(spent(locale)).decode("utf-8-sig")))
    assert heads[6] == heading
    assert rows[-1][5:9] == ["300.00", "200.00", "1000.00", "500.00"]
    assert {row[6] for row in rows[:-1]} == {""}


def test_a_limit_of_which_too_much_was_spent_has_less_than_nothing_left() -> None:
    *_, row = csv.reader(io.StringIO(budget_csv(spent("en", Money(90_000, "GBP"))).decode("utf-8-sig")))
    assert row[8] == "-200.00"


@pytest.mark.parametrize(("amount", "shown"), [(Money(20_000, "GBP"), "200.00"), (None, None)])
def test_the_plan_for_programs_says_it_or_that_it_is_not_known(amount: Money | None, shown: str | None) -> None:
    (limit,) = json.loads(plan_json(spent("en", amount)))["allocation"]["limits"]
    assert (limit["planned"], limit["spent"]) == ("300.00", shown)


@pytest.mark.parametrize(("locale", "heading"), [("en", "spent before (GBP)"), ("zh", "此前已花费 (GBP)")])
def test_the_workbook_takes_it_from_what_is_left(locale: str, heading: str) -> None:
    written = calendar_xlsx(first_edition(spent(locale)))
    table = values(written, "budget", locale)
    place = next(at for at, row in enumerate(table) if heading in row)
    row = table[place + 1]
    assert (table[place].index(heading), row[3], row[5], row[8]) == (5, 1000, 200, 500)
    left, _ = formulas(sheet_xml(written, "budget", locale))[f"I{place + 2}"]
    assert left == f"D{place + 2}-MAX(E{place + 2},G{place + 2})-F{place + 2}"


@pytest.mark.parametrize(("locale", "heading"), [("en", "Spent before"), ("zh", "此前已花费")])
def test_the_report_shows_it_among_the_limits(locale: str, heading: str) -> None:
    budget = next(one for one in report_view(spent(locale), locale, None, None).sections if one.anchor == "budget")
    (limits,) = [block for block in budget.blocks if isinstance(block, Table)]
    assert limits.heads[2].text == heading
    assert [cell.text for cell in limits.rows[-1]][1:6] == ["£1,000.00", "£200.00", "£300.00", "£500.00", "50%"]
