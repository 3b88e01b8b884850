"""What a plan decides: money, entries, caps, triggered sends, stories, and the words of its rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
from unit.planning.random_worlds_planning import random_case
from unit.planning.worlds_planning import (
    AS_OF,
    CURRENCY,
    SOURCE,
    TRUE,
    FakeSchedule,
    campaign,
    everybody,
    history,
    money,
    plain_case,
    playbook,
    project,
    rate,
    send,
    wave,
)

from clmplan.base.days import day_number
from clmplan.base.money import Money
from clmplan.base.source import Span
from clmplan.model.declared.policy import Cap, Gap, Never, Policy
from clmplan.model.expression import Constant, EventDay, Type
from clmplan.model.playbook import Budget, BudgetLimit, Channel, Lifecycle, Segment, Stage
from clmplan.model.records import NO_DAY, Events
from clmplan.planning.compile import plan_contacts
from clmplan.planning.explain import explain
from clmplan.planning.needs import anchors_needed, days_needed, rules_needed

AT = Span(SOURCE, 1, 2)
TODAY = day_number(AS_OF)


def later(days: int):
    return AS_OF + timedelta(days=days)


def ids(found) -> list[str]:
    return [finding.code.id for finding in found]


def orders(days: list[tuple[int, int]]) -> dict[str, Events]:
    ordered = sorted(days)
    customer = np.array([one for one, _ in ordered], dtype=np.int32)
    return {"order": Events(customer, np.array([TODAY - back for _, back in ordered], dtype=np.int32), {})}


def test_a_budget_pays_in_order_of_priority_and_says_what_bit() -> None:
    declared = playbook(
        campaigns=(campaign("low", at=AT), campaign("high", priority=5, at=AT)),
        budget=Budget("q4", "Q4", money("0.72"), (BudgetLimit(money("9"), "email", None),), AT),
    )
    case = plain_case(declared, (send("low", later(1)), send("high", later(2))), 10)
    plan = plan_contacts(*case.parts).value.plan
    low, high = plan.allocation.rows
    assert (money("0.50"), money("0.50"), money("0.50"), "") == (high.wanted, high.granted, high.planned, high.why)
    assert (money("0.50"), money("0.20"), "total: ¥0.72", AT) == (low.wanted, low.granted, low.why, low.at)
    assert [one.waterfall.contacts for one in plan.sends] == [4, 10]
    assert plan.sends[0].waterfall.refused[0][0].rule == "total: ¥0.72"
    assert money("0.70") == plan.allocation.limits[0].planned == plan.cost
    assert "CLM548" in ids(plan.findings)


def test_many_small_sends_do_not_slip_under_a_limit_by_rounding() -> None:
    declared = playbook(
        channels=(Channel("sms", "SMS", "owned", rate("0.005")),),
        campaigns=(campaign("one"),),
        budget=Budget("q4", "Q4", money("0.02"), (), AT),
    )
    sends = tuple(send("one", later(day)) for day in range(6))
    plan = plan_contacts(*plain_case(declared, sends, 1).parts).value.plan
    assert plan.contacts == 4
    assert plan.cost.minor <= 2


def test_a_budget_of_zero_plans_no_paid_contact_and_says_so() -> None:
    channels = (Channel("sms", "SMS", "owned", rate("0.001")), Channel("email", "E-mail", "owned", rate("0")))
    declared = playbook(
        channels=channels, campaigns=(campaign("one"), campaign("free")), budget=Budget("q4", "Q4", money("0"), (), AT)
    )
    case = plain_case(declared, (send("free", later(1), "email"), send("one", later(1))), 7)
    checked = plan_contacts(*case.parts)
    assert [one.waterfall.contacts for one in checked.value.plan.sends] == [7, 0]
    assert not checked.has_errors
    assert "CLM549" in ids(checked.diagnostics)


def test_messages_of_one_occurrence_are_one_entry() -> None:
    declared = playbook(campaigns=(campaign("one", again_after=0),))
    sends = (
        send("one", later(1)),
        send("one", later(1), "email", number=2),
        send("one", later(5)),
    )
    plan = plan_contacts(*plain_case(declared, sends, 3).parts).value.plan
    assert [one.waterfall.contacts for one in plan.sends] == [3, 3, 0]
    assert plan.sends[2].waterfall.refused[0][0].rule == "entry: once"


def test_a_cap_counts_history_up_to_its_edge_and_not_beyond() -> None:
    declared = playbook(campaigns=(campaign("one"),), policy=Policy(caps=(Cap(1, 7),)))
    contacts = history([(TODAY - 1, 0, "phone"), (TODAY - 6, 1, "sms"), (TODAY - 7, 2, "sms")])
    case = plain_case(declared, (send("one", AS_OF),), 4, contacts=contacts)
    result = plan_contacts(*case.parts).value
    assert result.contacts.customer.tolist() == [2, 3]
    assert result.plan.sends[0].waterfall.refused[0][0].rule == "at most 1 contacts per 7d"


def test_a_gap_counts_days_between_contacts_of_any_channel() -> None:
    declared = playbook(campaigns=(campaign("one"),), policy=Policy(gaps=(Gap(2),)))
    case = plain_case(
        declared, (send("one", AS_OF),), 2, contacts=history([(TODAY - 1, 0, "fax"), (TODAY - 2, 1, "x")])
    )
    assert plan_contacts(*case.parts).value.contacts.customer.tolist() == [1]


def test_the_first_rule_in_written_order_is_named() -> None:
    caps = (Cap(0, 7, at=Span(SOURCE, 50, 60)), Cap(0, 30, at=Span(SOURCE, 20, 30)))
    declared = playbook(campaigns=(campaign("one"),), policy=Policy(caps=caps))
    plan = plan_contacts(*plain_case(declared, (send("one", AS_OF),), 2).parts).value.plan
    assert caps[1].at == plan.sends[0].waterfall.refused[0][0].at


def test_rules_speak_the_language_of_the_project() -> None:
    audience = Constant(True, Type.CONDITION, at=Span(SOURCE, 0, 3))
    declared = playbook(campaigns=(campaign("one"),), policy=Policy(caps=(Cap(0, 3, "sms", audience),)))
    case = plain_case(declared, (send("one", AS_OF),), 2)
    memberships = replace(
        case.memberships, holds={**case.memberships.holds, "cap:0": case.memberships.holds["campaign:one"]}
    )
    rules = [
        plan_contacts(project(locale), declared, case.calendar, case.base, memberships)
        .value.plan.sends[0]
        .waterfall.refused[0][0]
        .rule
        for locale in ("en", "zh")
    ]
    assert rules == ["at most 0 sms per 3d for xxx", "最多 0 sms 每 3天 面向 xxx"]


def test_triggered_sends_for_nobody_leave_the_calendar() -> None:
    schedule = FakeSchedule(EventDay(event="order", which="last"), None, {later(1): frozenset({AS_OF})})
    declared = playbook(campaigns=(campaign("one", waves=(wave("w", schedule),)),))
    sends = tuple(send("one", later(day), is_triggered=True) for day in (1, 2))
    case = plain_case(declared, sends, 3)
    anchors = np.array([TODAY, TODAY - 1, NO_DAY], dtype=np.int32)
    case = replace(case, memberships=replace(case.memberships, anchors={"one/w": anchors}))
    result = plan_contacts(*case.parts).value
    assert sends[:1] == result.plan.calendar.sends == tuple(one.send for one in result.plan.sends)
    assert (result.contacts.send.tolist(), result.contacts.customer.tolist()) == ([0], [0])


def test_a_quiet_hour_does_not_change_whose_day_it_is() -> None:
    schedule = FakeSchedule(EventDay(event="order", which="last"), None, {later(1): frozenset({AS_OF})})
    declared = playbook(campaigns=(campaign("one", waves=(wave("w", schedule),)),))
    moved = send("one", later(2), occurrence=later(1), is_triggered=True)
    case = plain_case(declared, (moved,), 1)
    anchors = np.array([TODAY], dtype=np.int32)
    case = replace(case, memberships=replace(case.memberships, anchors={"one/w": anchors}))
    assert plan_contacts(*case.parts).value.plan.contacts == 1


def test_planning_asks_for_rules_anchors_and_days() -> None:
    enters = FakeSchedule(entering=("main", "new", 3))
    anchor = EventDay(event="order", which="first")
    one = campaign("one", exclusions=(TRUE,), waves=(wave("w", enters), wave("v", FakeSchedule(anchor))))
    policy = Policy(caps=(Cap(1, 2), Cap(1, 2, None, TRUE)), never=(Never(TRUE, ""),))
    declared = playbook(campaigns=(one,), policy=policy)
    assert {"campaign:one", "except:one:0", "cap:1", "never:0"} == set(rules_needed(declared))
    assert {"one/v": anchor} == anchors_needed(declared)
    case = plain_case(declared, (send("one", later(9)), send("one", later(20), wave="v")), 1)
    asked = days_needed(declared, case.calendar, AS_OF)
    before = range(TODAY - 31, TODAY)
    assert (*before, TODAY, TODAY + 5, TODAY + 6, TODAY + 9, TODAY + 20) == asked


def test_a_story_names_stage_segments_and_refusals() -> None:
    case = random_case(3)
    assert explain(*case.parts, "nobody") is None
    declared = playbook(campaigns=(campaign("one"), campaign("two")), segments=(Segment("vip", "VIP", TRUE),))
    declared = replace(declared, lifecycles=(Lifecycle("main", "Main", (Stage("new", "New", TRUE),)),))
    case = plain_case(declared, (send("one", later(1)), send("two", later(2))), 2)
    holds = dict(everybody(declared, case.base.keys).holds)
    holds["two"] = holds["one"] = holds["vip"] = holds["campaign:one"]
    holds["campaign:two"] = np.zeros_like(holds["vip"])
    memberships = replace(case.memberships, holds=holds, stages={"main": np.zeros(holds["vip"].shape, dtype=np.int8)})
    base = replace(case.base, suppressed=np.array([True, False]))
    story = explain(case.project, declared, case.calendar, base, memberships, "c00000")
    assert story is not None
    assert (story.stages, story.segments, story.outside) == ((("main", "new"),), ("vip",), (("two", 1),))
    assert story.decisions[0].refusal is not None
    assert story.decisions[0].refusal.rule == "on the suppression list"


def test_an_empty_world_has_an_empty_plan() -> None:
    case = plain_case(playbook(campaigns=(campaign("one"),)), (), 0)
    plan = plan_contacts(*case.parts).value.plan
    assert (0, Money(0, CURRENCY), ()) == (plan.contacts, plan.cost, plan.sends)
