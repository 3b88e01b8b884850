"""Rules of contacts and months in the outputs: declared in plan.json, counted in the budget and the report."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator
from sample_plan import sample_plan

from clmplan.base.assets import text
from clmplan.base.days import Window
from clmplan.base.money import Money
from clmplan.exporters.budget import budget_csv
from clmplan.exporters.json import plan_json
from clmplan.model.declared.policy import Blackout, Cap, Rest
from clmplan.model.plan import LimitRow, Plan
from clmplan.reports.report_view import report_view
from clmplan.reports.views import Table

SCHEMA = json.loads(text("grammar/plan.schema.json"))


def ruled(locale: str = "en") -> Plan:
    """The sample plan with one rule of every kind that counts by the calendar or in a row."""
    plan = sample_plan(locale)
    playbook, budget = plan.playbook, plan.playbook.budget
    assert budget is not None
    policy = replace(
        playbook.policy,
        caps=(Cap(3, 0, period="calendar week"), Cap(4, 30)),
        rests=(Rest(30, 3, "orders"),),
        blackouts=(Blackout(Window(plan.horizon.start, plan.horizon.end), "Sale", None, is_deferring=True),),
    )
    first, *others = playbook.campaigns
    offer, *rest = playbook.offers
    playbook = replace(
        playbook,
        policy=policy,
        budget=replace(budget, monthly=Decimal("0.4")),
        offers=(replace(offer, excludes=("coupon",)), *rest),
        campaigns=(replace(first, is_exempt=True, leap_day="mar1"), *others),
    )
    month = LimitRow(Money.of(1920, "GBP"), Money.of(960, "GBP"), None, None, "2011-10")
    limits = (*plan.allocation.limits, month)
    return replace(plan, playbook=playbook, allocation=replace(plan.allocation, limits=limits))


def test_plan_json_declares_every_rule_and_keeps_to_the_schema() -> None:
    document = json.loads(plan_json(ruled()))
    Draft202012Validator(SCHEMA).validate(document)
    declared = document["playbook"]
    assert [(cap["period"], cap["days"]) for cap in declared["policy"]["caps"]] == [("calendar week", 0), (None, 30)]
    assert declared["policy"]["rests"] == [{"days": 30, "contacts": 3, "event": "orders", "place": None}]
    assert [one["defers"] for one in declared["policy"]["blackouts"]] == [True]
    assert declared["budget"]["monthly"] == "0.4"
    assert declared["offers"][0]["excludes"] == ["coupon"]
    campaigns = [(one["exempt"], one["leap_day"]) for one in declared["campaigns"]]
    assert campaigns[:2] == [(True, "mar1"), (False, "feb28")]
    assert [limit["month"] for limit in document["allocation"]["limits"]] == [None, None, "2011-10"]


@pytest.mark.parametrize(("locale", "title"), [("en", "calendar month"), ("zh", "自然月")])
def test_the_budget_has_a_row_for_each_limited_month(locale: str, title: str) -> None:
    rows = list(csv.reader(io.StringIO(budget_csv(ruled(locale)).decode("utf-8-sig"))))
    assert rows[-1][1:3] == ["2011-10", title]
    assert rows[-1][5:9] == ["960.00", "", "1920.00", "960.00"]


_AMOUNTS = {
    "en": ("£1,920.00", "not known", "£960.00", "£960.00", "50%"),
    "zh": ("£1,920.00", "未知", "£960.00", "£960.00", "50%"),
}


@pytest.mark.parametrize(("locale", "month"), [("en", "October 2011"), ("zh", "2011年10月")])
def test_the_report_shows_a_month_among_the_limits(locale: str, month: str) -> None:
    sections = report_view(ruled(locale), locale, None, None).sections
    budget = next(part for part in sections if part.anchor == "budget")
    (limits,) = [block for block in budget.blocks if isinstance(block, Table)]
    assert [cell.text for cell in limits.rows[-1]][:6] == [month, *_AMOUNTS[locale]]
