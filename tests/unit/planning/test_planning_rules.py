"""Rules of contacts and money one by one: calendar caps, rests, offers that exclude each other, exempt, months."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from unit.planning.worlds_planning import (
    AS_OF,
    SOURCE,
    Case,
    campaign,
    history,
    money,
    plain_case,
    playbook,
    project,
    rate,
    send,
)

from clmplan.base.days import day_number
from clmplan.base.source import Span
from clmplan.codes.plan import STALE_EVENTS
from clmplan.model.declared.policy import Cap, Gap, Policy, Rest
from clmplan.model.plan import Plan
from clmplan.model.playbook import Budget, BudgetLimit, Channel, Holdout, Offer
from clmplan.model.records import Events
from clmplan.planning.compile import plan_contacts
from clmplan.planning.explain import explain
from clmplan.planning.history import about_history

TODAY = day_number(AS_OF)
AT = Span(SOURCE, 1, 2)


def later(days: int) -> date:
    return AS_OF + timedelta(days=days)


def orders(days: list[tuple[int, int]]) -> dict[str, Events]:
    """Events from (customer, days before `as_of`)."""
    ordered = sorted((customer, TODAY - back) for customer, back in days)
    customers = np.array([customer for customer, _ in ordered], dtype=np.int32)
    return {"order": Events(customers, np.array([day for _, day in ordered], dtype=np.int32), {})}


def counts(case: Case) -> list[int]:
    return [one.waterfall.contacts for one in planned(case).sends]


def planned(case: Case) -> Plan:
    return plan_contacts(*case.parts).value.plan


def under(policy: Policy, days: list[int], **changes: object) -> Case:
    """One customer, one campaign with a send on each of these days after `as_of`."""
    declared = playbook(campaigns=(campaign("one"),), policy=policy)
    return plain_case(declared, tuple(send("one", later(day)) for day in days), 1, **{"events": orders([]), **changes})


def test_a_week_begins_on_monday() -> None:
    policy = Policy(caps=(Cap(2, 0, period="calendar week"),))
    thursday = AS_OF.weekday()
    assert thursday == 3
    assert counts(under(policy, [0, 2, 3, 4, 5, 6])) == [1, 1, 0, 1, 1, 0]


def test_a_month_begins_on_its_first_day_whatever_its_length() -> None:
    policy = Policy(caps=(Cap(1, 0, period="calendar month"),))
    assert counts(under(policy, [0, 30, 31, 32])) == [1, 0, 1, 0]


def test_contacts_before_the_plan_count_in_their_week_and_not_in_the_next() -> None:
    policy = Policy(caps=(Cap(1, 0, period="calendar week"),))
    monday, sunday = TODAY - 3, TODAY - 4
    assert counts(under(policy, [0, 4], contacts=history([(monday, 0, "phone")]))) == [0, 1]
    assert counts(under(policy, [0, 4], contacts=history([(sunday, 0, "phone")]))) == [1, 1]


def test_the_same_month_of_another_year_is_another_month() -> None:
    policy = Policy(caps=(Cap(1, 0, period="calendar month"),))
    assert counts(under(policy, [0, 1], contacts=history([(TODAY - 365, 0, "phone")]))) == [1, 0]


def test_a_calendar_cap_on_a_channel_counts_only_that_channel() -> None:
    policy = Policy(caps=(Cap(1, 0, "email", period="calendar month"),))
    contacts = history([(TODAY, 0, "email"), (TODAY, 0, "sms")])
    assert counts(under(policy, [0, 1], contacts=contacts)) == [1, 1]
    declared = playbook(campaigns=(campaign("one"),), policy=policy)
    case = plain_case(declared, (send("one", later(1), "email"), send("one", later(2), "email")), 1)
    assert counts(case) == [1, 0]


def test_a_customer_rests_after_so_many_contacts_until_the_days_are_over() -> None:
    policy = Policy(rests=(Rest(10, 2, "order"),))
    assert counts(under(policy, [0, 3, 4, 12, 13, 14, 15])) == [1, 1, 0, 0, 1, 1, 0]


def test_the_run_begins_in_the_history_and_an_order_ends_it() -> None:
    policy = Policy(rests=(Rest(30, 2, "order"),))
    contacts = history([(TODAY - 5, 0, "sms"), (TODAY - 3, 0, "email")])
    assert counts(under(policy, [0], contacts=contacts)) == [0]
    assert counts(under(policy, [0], contacts=contacts, events=orders([(0, 4)]))) == [1]
    assert counts(under(policy, [0, 1, 2], contacts=contacts, events=orders([(0, 1)]))) == [1, 1, 0]


def test_on_one_day_the_contact_comes_first_and_the_order_after_it() -> None:
    policy = Policy(rests=(Rest(30, 1, "order"),))
    contacts = history([(TODAY - 3, 0, "sms")])
    assert counts(under(policy, [0], contacts=contacts, events=orders([(0, 3)]))) == [1]
    assert counts(under(policy, [0], contacts=contacts, events=orders([(0, 4)]))) == [0]


def test_contacts_of_long_ago_are_a_run_as_long_as_nobody_ordered() -> None:
    policy = Policy(rests=(Rest(5, 2, "order"),))
    contacts = history([(TODAY - 400, 0, "sms")])
    assert counts(under(policy, [0, 1], contacts=contacts)) == [1, 0]


def test_two_contacts_of_one_day_are_two_in_a_row() -> None:
    policy = Policy(rests=(Rest(5, 2, "order"),))
    contacts = history([(TODAY - 1, 0, "sms"), (TODAY - 1, 0, "email")])
    assert counts(under(policy, [0], contacts=contacts)) == [0]


def test_stale_events_make_a_rest_doubtful() -> None:
    case = under(Policy(rests=(Rest(5, 2, "order"),)), [0], events=orders([(0, 40)]))
    assert [one.code for one in about_history(case.playbook, case.base)] == [STALE_EVENTS]
    assert about_history(replace(case.playbook, policy=Policy()), case.base) == ()


def offers(*, valid: int | None, excludes: bool = True) -> tuple[Offer, ...]:
    first = Offer("gift", "Gift", "¥5 off", money("5"), valid_days=valid, at=AT)
    excluded = ("gift",) if excludes else ()
    line = (("excludes", Span(SOURCE, 50, 60)),)
    return first, Offer("coupon", "Coupon", "¥9 off", money("9"), at=AT, lines=line, excludes=excluded)


@pytest.mark.parametrize(("valid", "expected"), [(3, [1, 0, 0, 1]), (None, [1, 0, 0, 0])])
def test_an_offer_is_not_given_while_another_that_it_excludes_is_valid(valid: int | None, expected: list[int]) -> None:
    declared = playbook(campaigns=(campaign("one"),), offers=offers(valid=valid))
    sends = [send("one", AS_OF, offer="gift"), *(send("one", later(day), offer="coupon") for day in (1, 2, 3))]
    plan = planned(plain_case(declared, tuple(sends), 1))
    assert [one.waterfall.contacts for one in plan.sends] == expected
    ((refusal, _),) = plan.sends[1].waterfall.refused
    assert refusal.rule == "excludes: gift, already given and still valid"
    assert refusal.at == Span(SOURCE, 50, 60)


def test_exclusion_holds_both_ways_and_not_without_the_line() -> None:
    sends = (send("one", AS_OF, offer="coupon"), send("one", later(1), offer="gift"), send("one", later(2)))
    for excludes, expected in ((True, [1, 0, 1]), (False, [1, 1, 1])):
        declared = playbook(campaigns=(campaign("one"),), offers=offers(valid=3, excludes=excludes))
        assert counts(plain_case(declared, sends, 1)) == expected


def test_an_exempt_campaign_obeys_no_cap_gap_or_rest_and_uses_them_up() -> None:
    rules = (
        Policy(caps=(Cap(1, 7),)),
        Policy(caps=(Cap(1, 0, period="calendar week"),)),
        Policy(gaps=(Gap(3),)),
        Policy(rests=(Rest(9, 1, "order"),)),
    )
    for policy in rules:
        declared = playbook(campaigns=(campaign("receipt", is_exempt=True), campaign("news")), policy=policy)
        sends = (send("receipt", later(4)), send("receipt", later(5)), send("news", later(6)))
        assert counts(plain_case(declared, sends, 1, events=orders([]))) == [1, 1, 0]


def test_everything_but_the_policy_holds_for_an_exempt_campaign() -> None:
    declared = playbook(
        campaigns=(campaign("receipt", is_exempt=True, holdout=Holdout(Decimal("0.5"), "key")),),
        channels=(Channel("sms", "SMS", "owned", rate("0.05"), capacity=6),),
        budget=Budget("q4", "Q4", money("0.20"), (), AT),
    )
    case = plain_case(declared, (send("receipt", AS_OF),), 20, suppressed=np.arange(20) < 2)
    found = {refusal.step.value: count for refusal, count in planned(case).sends[0].waterfall.refused}
    assert found.keys() == {"suppressed", "holdout", "budget"}
    assert counts(case) == [4]


def test_a_month_pays_for_its_own_sends_only() -> None:
    line = Span(SOURCE, 70, 80)
    budget = Budget("q4", "Q4", money("1"), (), AT, (("monthly", line),), monthly=Decimal("0.4"))
    declared = playbook(campaigns=(campaign("one"),), budget=budget)
    plan = planned(plain_case(declared, tuple(send("one", later(day)) for day in (0, 5, 31)), 5))
    assert [one.waterfall.contacts for one in plan.sends] == [5, 3, 5]
    ((refusal, count),) = plan.sends[1].waterfall.refused
    assert (refusal.rule, refusal.at, count) == ("at most 40% per month: ¥0.40 in 2026-10", line, 2)
    total, october, november = plan.allocation.limits
    assert (total.month, total.planned) == (None, money("0.65"))
    assert (october.month, october.limit, october.planned, october.at) == ("2026-10", money("0.4"), money("0.4"), line)
    assert (november.month, november.limit, november.planned) == ("2026-11", money("0.4"), money("0.25"))
    assert plan.allocation.rows[0].why == refusal.rule


def test_money_belongs_to_the_month_of_the_day_on_which_something_goes_out() -> None:
    budget = Budget("q4", "Q4", money("1"), (), AT, monthly=Decimal("0.4"))
    moved = send("one", later(31), occurrence=later(30), planned_day=later(30))
    plan = planned(plain_case(playbook(campaigns=(campaign("one"),), budget=budget), (moved,), 9))
    assert [(one.month, one.planned) for one in plan.allocation.limits[1:]] == [("2026-11", money("0.40"))]


def test_a_month_is_rounded_down_and_holds_beside_the_other_limits() -> None:
    limits = (BudgetLimit(money("0.15"), "sms"),)
    budget = Budget("q4", "Q4", money("0.55"), limits, AT, monthly=Decimal("0.35"))
    declared = playbook(campaigns=(campaign("one"),), budget=budget)
    sends = (send("one", AS_OF), send("one", later(1), "email"), send("one", later(31)))
    plan = planned(plain_case(declared, sends, 9))
    assert [one.waterfall.contacts for one in plan.sends] == [3, 0, 0]
    assert [str(limit.limit) for limit in plan.allocation.limits] == ["¥0.55", "¥0.15", "¥0.19", "¥0.19"]


@pytest.mark.parametrize(
    ("policy", "english", "chinese"),
    [
        (
            Policy(caps=(Cap(0, 0, period="calendar week", at=AT),)),
            "at most 0 contacts per calendar week",
            "最多 0 次 每 自然周",
        ),
        (
            Policy(caps=(Cap(0, 0, "sms", period="calendar month", at=AT),)),
            "at most 0 sms per calendar month",
            "最多 0 sms 每 自然月",
        ),
        (
            Policy(rests=(Rest(30, 0, "order", AT),)),
            "rest 30d after 0 contacts without order",
            "休息 30天 连续 0 次 无 order",
        ),
    ],
)
def test_a_story_names_the_rule_as_it_is_written_and_its_place(policy: Policy, english: str, chinese: str) -> None:
    case = under(policy, [0], contacts=history([(TODAY - 1, 0, "sms")]))
    for locale, rule in (("en", english), ("zh", chinese)):
        story = explain(*replace(case, project=project(locale)).parts, "c00000")
        assert story is not None
        (decision,) = story.decisions
        assert decision.refusal is not None
        assert (decision.refusal.rule, decision.refusal.at) == (rule, AT)
