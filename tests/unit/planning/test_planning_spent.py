"""Money that was spent inside the horizon before the plan: limits begin with what is left of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from unit.planning.worlds_planning import (
    AS_OF,
    HORIZON,
    SOURCE,
    campaign,
    history,
    money,
    plain_case,
    playbook,
    rate,
    send,
)

from clmplan.base.days import Window, day_number
from clmplan.base.diagnostics import Diagnostic
from clmplan.base.source import Span
from clmplan.model.plan import Plan
from clmplan.model.playbook import Budget, BudgetLimit, Channel, Playbook
from clmplan.planning.compile import plan_contacts

AT, LINE = Span(SOURCE, 10, 20), Span(SOURCE, 30, 40)
START = AS_OF - timedelta(days=9)
WHOLE = Window(START, HORIZON.end)


def declared(total: str, *limits: BudgetLimit, monthly: str | None = None, price: str = "0.05") -> Playbook:
    """A playbook whose horizon began nine days before the plan."""
    share = None if monthly is None else Decimal(monthly)
    channels = tuple(Channel(name, name, "owned", rate(price)) for name in ("sms", "email"))
    budget = Budget("q4", "Q4", money(total), limits, AT, (("total", AT), ("monthly", LINE)), monthly=share)
    return playbook(horizon=WHOLE, channels=channels, budget=budget, campaigns=(campaign("one"),))


def planned(book: Playbook, made: list[tuple[date, str, int]], *, size: int = 10, as_of: date = AS_OF) -> Plan:
    """A plan of one SMS to everybody, after some contacts (day, channel, how many) were made."""
    contacts = [(day_number(day), one, channel) for day, channel, count in made for one in range(count)]
    case = plain_case(book, (send("one", as_of + timedelta(days=1)),), size, contacts=history(contacts), as_of=as_of)
    return plan_contacts(*case.parts).value.plan


def found(plan: Plan, code: str) -> list[Diagnostic]:
    return [one for one in plan.findings if one.code.id == code]


def test_contacts_of_the_history_inside_the_horizon_are_paid_first() -> None:
    made = [(START - timedelta(days=1), "sms", 3), (START, "sms", 4), (AS_OF - timedelta(days=1), "email", 2)]
    plan = planned(declared("0.60", BudgetLimit(money("0.45"), "sms", LINE)), made)
    total, sms = plan.allocation.limits
    assert (total.spent, sms.spent) == (money("0.30"), money("0.20"))
    assert (total.planned, sms.planned, plan.contacts) == (money("0.25"), money("0.25"), 5)
    assert (total.left, sms.left) == (money("0.05"), money("0"))
    ((refusal, count),) = plan.sends[0].waterfall.refused
    assert (refusal.rule, count) == ("at most ¥0.45 for sms, of which ¥0.20 was spent before", 5)
    assert found(plan, "CLM556") == found(plan, "CLM557") == []


def test_a_month_begins_with_what_was_spent_in_it_and_a_month_that_is_over_stays_in_sight() -> None:
    made = [(date(2026, 9, 30), "sms", 6), (date(2026, 10, 2), "sms", 4)]
    plan = planned(declared("1", monthly="0.4"), made, as_of=date(2026, 10, 5))
    months = [(one.month, one.spent, one.planned, one.left) for one in plan.allocation.limits if one.month]
    assert months == [
        ("2026-09", money("0.30"), money("0"), money("0.10")),
        ("2026-10", money("0.20"), money("0.20"), money("0")),
    ]


def test_more_spent_than_a_limit_leaves_nothing_and_is_said_once_for_each_limit() -> None:
    made = [(START + timedelta(days=day), "sms", 10) for day in range(3)]
    plan = planned(declared("5", BudgetLimit(money("1.20"), "sms", LINE), BudgetLimit(money("0.10"), "email")), made)
    assert plan.contacts == 0
    (over,) = found(plan, "CLM557")
    assert over.place == LINE
    assert over.message("en").startswith(
        "¥1.50 was spent before 2026-10-01, more than the limit `at most ¥1.20 for sms`"
    )
    assert "`最多 ¥1.20 面向 sms`" in over.message("zh")
    assert plan.allocation.limits[1].left == money("-0.30")


def test_a_month_that_is_over_is_not_blamed() -> None:
    plan = planned(declared("1", monthly="0.4"), [(date(2026, 9, 29), "sms", 10)])
    assert plan.allocation.limits[1].month == "2026-09"
    assert found(plan, "CLM557") == []
    assert plan.contacts == 8


def test_many_days_of_fractions_do_not_slip_under_a_limit_by_rounding() -> None:
    made = [(START + timedelta(days=day), "sms", 1) for day in range(8)]
    plan = planned(declared("0.05", price="0.004"), made)
    assert plan.allocation.limits[0].spent == money("0")
    assert plan.contacts == 4


def test_what_was_spent_before_is_not_known_without_any_history() -> None:
    plan = planned(declared("1"), [])
    (unknown,) = found(plan, "CLM556")
    assert unknown.place == AT
    assert "2026-09-22" in unknown.message("en") and "2026-10-01" in unknown.message("zh")
    assert plan.allocation.limits[0].spent is None
    assert plan.allocation.limits[0].left == money("0.50")


@pytest.mark.parametrize(
    ("book", "made"),
    [
        (replace(declared("1"), horizon=HORIZON), []),
        (replace(declared("1"), budget=None), []),
        (declared("1", price="0"), []),
        (declared("1"), [(START - timedelta(days=40), "sms", 1)]),
    ],
    ids=["the plan begins the horizon", "no budget", "nothing costs anything", "a history that is older"],
)
def test_nothing_is_said_where_nothing_can_have_been_spent(book: Playbook, made: list[tuple[date, str, int]]) -> None:
    plan = planned(book, made)
    assert found(plan, "CLM556") == []
    assert [one.spent for one in plan.allocation.limits] in ([], [money("0")])
