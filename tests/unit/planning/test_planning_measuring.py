"""What a plan says about measuring: experiments, detectable lifts, newcomers, findings, expected cost of offers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import numpy as np
import pytest
from unit.planning.worlds_planning import (
    AS_OF,
    HORIZON,
    SOURCE,
    TRUE,
    FakeSchedule,
    campaign,
    money,
    plain_case,
    playbook,
    rate,
    send,
    wave,
)

from clmplan.base.chance import is_drawn
from clmplan.base.days import day_number
from clmplan.base.source import Span
from clmplan.model.declared.policy import Never, Policy
from clmplan.model.expression import EventDay
from clmplan.model.playbook import Assumption, Assumptions, Channel, Goal, Holdout, Lifecycle, Offer, Segment, Stage
from clmplan.model.records import Events
from clmplan.model.step import Step
from clmplan.planning.compile import plan_contacts
from clmplan.planning.splits import detectable_lift

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


@pytest.mark.parametrize(
    ("customers", "baseline", "share", "expected"),
    [
        (5_000, 0.02, 0.10, 1.22),
        (20_000, 0.02, 0.05, 0.78),
        (20_000, 0.02, 0.10, 0.53),
        (20_000, 0.02, 0.50, 0.30),
        (100_000, 0.005, 0.10, 0.48),
        (100_000, 0.10, 0.10, 0.091),
        (1_000_000, 0.02, 0.20, 0.05),
    ],
)
def test_the_detectable_lift_agrees_with_the_measured_table(customers, baseline, share, expected) -> None:
    held_out = round(customers * share)
    found = detectable_lift(baseline, customers - held_out, held_out)
    assert expected == pytest.approx(found, abs=0.01 if expected < 1 else 0.015)


@pytest.mark.parametrize(("baseline", "treated", "held_out"), [(0.0, 10, 10), (1.0, 10, 10), (0.1, 0, 5), (0.9, 3, 3)])
def test_no_lift_is_detectable_without_goals_arms_or_room(baseline, treated, held_out) -> None:
    assert detectable_lift(baseline, treated, held_out) is None


def test_programme_customers_leave_the_split_of_the_campaign() -> None:
    declared = playbook(
        holdout=Holdout(Decimal("0.3"), "programme-key"),
        campaigns=(campaign("one", holdout=Holdout(Decimal("0.5"), "one-key"), goal=Goal("order", 14)),),
    )
    events = orders([(customer, 3 + customer % 40) for customer in range(400)])
    case = plain_case(declared, (send("one", later(1)), send("one", later(9))), 400, events=events)
    result = plan_contacts(*case.parts).value
    programme, one = result.plan.splits
    drawn = sum(is_drawn("programme-key", key, Decimal("0.3")) for key in case.base.keys)
    assert (drawn, 400 - drawn) == (programme.held_out, programme.treated)
    assert 400 - drawn == one.held_out + one.treated
    assert (one.goal_event, one.goal_days) == ("order", 14)
    assert ("order", len(HORIZON)) == (programme.goal_event, programme.goal_days)
    recent = [c for c in range(400) if 3 + c % 40 <= 14]
    assert len(recent) / 400 == one.baseline
    assert {day_number(later(1))} == set(result.assignments[1].first_day.tolist())


def test_short_stock_cuts_both_arms_alike() -> None:
    declared = playbook(
        offers=(Offer("gift", "Gift", "¥5 off", money("5"), stock=100, at=AT),),
        campaigns=(campaign("one", holdout=Holdout(Decimal("0.5"), "one-key")),),
    )
    plan = plan_contacts(*plain_case(declared, (send("one", later(1), offer="gift"),), 2000).parts).value.plan
    assert 100 == plan.contacts == plan.splits[0].treated
    assert 60 <= plan.splits[0].held_out <= 150
    assert plan.sends[0].waterfall.refused_at(Step.OFFER) > 0


def test_newcomers_are_those_who_joined_in_an_equally_long_time_before_and_entered() -> None:
    """Customers joined 5, 20, 31 and 100 days ago; the horizon is 30 days; one of the new is outside the audience."""
    firing = {later(-back): frozenset({later(-back - 3)}) for back in range(1, 31)}
    first = FakeSchedule(EventDay(event="order", which="first"), firing=firing)
    last = FakeSchedule(EventDay(event="order", which="last"), firing=firing)
    enters = FakeSchedule(entering=("main", "old", 3))
    waves = (wave("welcome", first), wave("latest", last), wave("enters", enters))
    stages = (Stage("new", "New", TRUE), Stage("old", "Old", TRUE))
    declared = playbook(lifecycles=(Lifecycle("main", "Main", stages),), campaigns=(campaign("one", waves=waves),))
    case = plain_case(declared, (), 5, events=orders([(0, 5), (1, 20), (2, 31), (3, 100), (4, 9)]))
    anchors = np.array([TODAY - 5, TODAY - 20, TODAY - 31, TODAY - 100, TODAY - 9], dtype=np.int32)
    found = np.zeros((len(case.memberships.days), 5), dtype=np.int8)
    found[case.memberships.days >= TODAY - 4, 0] = 1
    found[case.memberships.days >= TODAY - 10, 3] = 1
    inside = case.memberships.holds["campaign:one"].copy()
    inside[:, 4] = False
    memberships = replace(
        case.memberships,
        anchors={"one/welcome": anchors, "one/latest": anchors},
        stages={"main": found},
        overlaps={"main": np.zeros(len(found), dtype=np.int64)},
        holds={**case.memberships.holds, "campaign:one": inside},
    )
    plan = plan_contacts(case.project, declared, case.calendar, case.base, memberships).value.plan
    assert [("welcome", 2, 30), ("enters", 1, 30)] == [(one.wave, one.entries, one.days) for one in plan.newcomers]


def test_the_baseline_of_a_triggered_campaign_follows_past_entrants_from_their_entry() -> None:
    """Entries 20, 16 and 5 days ago with a goal of 14 days: the last is not over; one of the others came in time."""
    firing = {later(-back): frozenset({later(-back - 1)}) for back in range(1, 31)}
    first = FakeSchedule(EventDay(event="order", which="first"), firing=firing)
    one = campaign("one", waves=(wave("main", first),), holdout=Holdout(Decimal("0.5"), "k"), goal=Goal("order", 14))
    events = orders([(0, 21), (0, 7), (1, 17), (1, 2), (2, 6), (2, 3), (3, 100)])
    case = plain_case(playbook(campaigns=(one,)), (send("one", later(1), wave="main"),), 4, events=events)
    anchors = np.array([TODAY - 21, TODAY - 17, TODAY - 6, TODAY - 100], dtype=np.int32)
    memberships = replace(case.memberships, anchors={"one/main": anchors})
    split = plan_contacts(case.project, case.playbook, case.calendar, case.base, memberships).value.plan.splits[0]
    assert (1, 2) == (split.baseline_reached, split.baseline_customers)


def test_a_baseline_follows_the_audience_as_it_stood_one_window_earlier() -> None:
    """Whoever is silent today has not ordered lately: only an earlier look can tell how many come back."""
    declared = playbook(campaigns=(campaign("one", holdout=Holdout(Decimal("0.5"), "k"), goal=Goal("order", 14)),))
    events = orders([(9, 100), (0, 3), (1, 14), (2, 15), (5, 3)])
    case = plain_case(declared, (send("one", later(1)),), 10, events=events)
    inside = case.memberships.holds["campaign:one"].copy()
    inside[case.memberships.days == TODAY - 14, 4:] = False
    inside[case.memberships.days >= TODAY, :4] = False
    memberships = replace(case.memberships, holds={**case.memberships.holds, "campaign:one": inside})
    plan = plan_contacts(case.project, declared, case.calendar, case.base, memberships).value.plan
    assert plan.splits[0].baseline == 2 / 4


def test_a_baseline_is_unknown_before_the_recorded_history() -> None:
    declared = playbook(campaigns=(campaign("one", holdout=Holdout(Decimal("0.5"), "k"), goal=Goal("order", 14)),))
    case = plain_case(declared, (send("one", later(1)),), 10, events=orders([(0, 14), (5, 3)]))
    assert plan_contacts(*case.parts).value.plan.splits[0].baseline is None


def test_findings_say_what_cannot_be_measured() -> None:
    lift = Assumptions(lift=Assumption(Decimal("0.1"), Decimal("0.2"), "stated"))
    tested = campaign("b", holdout=Holdout(Decimal("0.1"), "k"), goal=Goal("order", 14), assumptions=lift, at=AT)
    declared = playbook(campaigns=(campaign("a", at=AT), tested))
    case = plain_case(
        declared, (send("b", later(1)),), 500, events=orders([(499, 100), *((c, 5) for c in range(0, 500, 10))])
    )
    found = plan_contacts(*case.parts).diagnostics
    assert ids(found) == ["CLM540", "CLM541", "CLM542", "CLM551"]
    assert "the assumed 20% for a customer who is reached is 20% there" in found[1].message("en")
    assert found[3].message("zh") == "活动 `a` 没有触达任何人：它的任何一天都没有人在受众中"


def test_findings_count_overlaps_gaps_unknowns_and_full_days() -> None:
    channels = (Channel("sms", "SMS", "owned", rate("0"), capacity=2),)
    stages = (Stage("new", "New", TRUE),)
    declared = playbook(
        channels=channels,
        lifecycles=(Lifecycle("main", "Main", stages, exclusive=True, complete=True, at=AT),),
        segments=(Segment("vip", "VIP", TRUE, AT),),
        policy=Policy(never=(Never(TRUE, "never to segment vip"),)),
        campaigns=(campaign("one", exclusions=(TRUE,), at=AT, holdout=Holdout(Decimal("0"), "k")),),
    )
    case = plain_case(declared, (send("one", later(1)), send("one", later(2))), 5)
    days = len(case.memberships.days)
    nobody = np.zeros((days, 5), dtype=np.bool_)
    names = ("vip", "campaign:one", "except:one:0", "never:0")
    memberships = replace(
        case.memberships,
        holds={**case.memberships.holds, "vip": nobody, "except:one:0": nobody, "never:0": nobody},
        stages={"main": np.full((days, 5), -1, dtype=np.int8)},
        overlaps={"main": np.full(days, 3)},
        unknown={name: np.full(days, 2) for name in names},
        cuts={"vip": tuple("¥9" for _ in range(days))},
    )
    checked = plan_contacts(case.project, declared, case.calendar, case.base, memberships)
    codes = ids(checked.diagnostics)
    assert sorted(codes) == ["CLM543", "CLM544", "CLM545", "CLM546", "CLM547", "CLM547", "CLM550"]
    full = next(one for one in checked.diagnostics if one.code.id == "CLM550")
    assert full.message("en") == (
        "channel `sms` is full on 2 days and refuses 6 contacts, most on 2026-10-02: 3 beyond 2 a day"
    )
    assert checked.value.plan.cuts == (("vip", "¥9"),)
    assert checked.value.plan.findings == checked.diagnostics


def test_offer_cost_expects_redemptions_as_assumed() -> None:
    stated = Assumptions(
        lift=Assumption(Decimal("0"), Decimal("1"), "stated"),
        redeem=Assumption(Decimal("0.5"), Decimal("0.5"), "stated"),
    )
    declared = playbook(
        offers=(Offer("gift", "Gift", "¥5 off", money("5")),),
        campaigns=(campaign("one", goal=Goal("order", 14), assumptions=stated), campaign("two")),
    )
    sends = (send("one", later(1), offer="gift"), send("one", later(2)), send("two", later(3), offer="gift"))
    case = plain_case(declared, sends, 100, events=orders([(c, 14) for c in range(10)] + [(50, 15)]))
    plan = plan_contacts(*case.parts).value.plan
    assert [(money("25"), money("50")), None, None] == [one.offer_cost for one in plan.sends]
