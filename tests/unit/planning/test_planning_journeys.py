"""Journeys on small worlds whose outcome can be counted by hand: ways, entries, exits, the cap, what to expect."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import numpy as np
import pytest
from unit.planning.random_journeys_planning import ListedSchedule
from unit.planning.worlds_planning import (
    AS_OF,
    SOURCE,
    TRUE,
    Case,
    base,
    campaign,
    everybody,
    history,
    money,
    playbook,
    project,
)

from clmplan.base.chance import is_drawn
from clmplan.base.days import Duration, Unit, day_number
from clmplan.base.source import Span
from clmplan.model.calendar import Calendar
from clmplan.model.declared.journey import Arm, Branch, Exit, Message, Repeat, Response, Split, Step, Wait
from clmplan.model.declared.policy import Cap, Policy
from clmplan.model.plan import Plan
from clmplan.model.playbook import Campaign, Holdout, IfCapped, Offer, Wave
from clmplan.model.project import FieldType
from clmplan.model.records import Column, Events
from clmplan.model.schedule import EachEvent, OfferGiven
from clmplan.planning.compile import plan_contacts
from clmplan.planning.explain import explain
from clmplan.planning.schedule import expand

DAY = timedelta(days=1)
NOBODY = Response("order")


def say(text: str, number: int = 1) -> Message:
    return Message("sms", text, at=Span(SOURCE, number, number + 1))


def wait(days: int, event: str | None = None) -> Wait:
    return Wait(Duration(days, Unit.DAYS), event)


def journey(*steps: Step, begins: tuple[date, ...] = (AS_OF,), **changes: object) -> Campaign:
    first = next((place for place, step in enumerate(steps) if not isinstance(step, Message)), len(steps))
    messages = tuple(step for step in steps[:first] if isinstance(step, Message))
    wave = Wave("w", "w", ListedSchedule(begins=begins), "on", messages, time(10), steps=steps)
    return campaign("wake", waves=(wave,), **changes)


def made(declared: Campaign, *others: Campaign, size: int = 4, policy: Policy | None = None, **changes: object) -> Case:
    keys = tuple(f"c{number:05d}" for number in range(size))
    gift = Offer("gift", "gift", "£5 off", money("5"))
    book = playbook(campaigns=(declared, *others), policy=policy or Policy(), offers=(gift,))
    people = base(keys, **{"events": {"order": orders()}, **changes})
    calendar = expand(book, people.as_of, has_history=len(people.contacts.day) > 0).value
    memberships = everybody(book, keys)
    holds = dict(memberships.holds)
    for position, _ in enumerate(declared.exits):
        holds[f"exit:wake:{position}"] = np.zeros_like(holds["campaign:wake"])
    return Case(project(), book, calendar, people, replace(memberships, holds=holds))


def orders(*pairs: tuple[int, date]) -> Events:
    return Events(
        np.array([customer for customer, _ in pairs], dtype=np.int32),
        np.array([day_number(day) for _, day in pairs], dtype=np.int32),
        {},
    )


def planned(case: Case) -> Plan:
    return plan_contacts(*case.parts).value.plan


def contacts(case: Case) -> dict[str, int]:
    return {one.send.id: one.waterfall.contacts for one in planned(case).sends}


def test_the_steps_of_a_wave_come_on_their_days_with_lasting_names() -> None:
    case = made(journey(say("a"), wait(3), Branch(NOBODY, (say("b", 2),), (say("c", 3),)), wait(2), say("d", 4)))
    assert ["wake/w/2026-10-01/1", "wake/w/2026-10-01/2", "wake/w/2026-10-01/3", "wake/w/2026-10-01/4"] == [
        send.id for send in case.calendar.sends
    ]
    assert [0, 3, 3, 5] == [(send.day - AS_OF).days for send in case.calendar.sends]
    assert ["", "2", "3", "4"] == [send.step for send in case.calendar.sends]
    assert {"wake/w/2026-10-01/1": 4, "wake/w/2026-10-01/3": 4, "wake/w/2026-10-01/4": 4} == contacts(case)


def test_a_message_reached_after_different_times_is_named_after_its_day_where_it_is_not_the_usual_one() -> None:
    case = made(journey(say("a"), wait(3, "order"), say("b", 2)))
    assert ["1", "2/+1d", "2/+2d", "2"] == [send.id.removeprefix("wake/w/2026-10-01/") for send in case.calendar.sends]


def test_rounds_are_named_and_end_when_their_question_is_answered() -> None:
    steps = (Repeat(3, (say("a"), wait(2)), Response("order")),)
    early = made(journey(*steps), events={"order": orders((0, AS_OF - DAY))})
    assert [4, 4, 4] == list(contacts(early).values())
    assert ["1", "1/round-2", "1/round-3"] == [one.removeprefix("wake/w/2026-10-01/") for one in contacts(early)]


def test_a_wait_that_is_over_lets_everybody_pass_at_once() -> None:
    case = made(journey(say("a"), wait(5), Wait(dates=(AS_OF + 2 * DAY,)), say("b", 2)))
    assert [AS_OF, AS_OF + 5 * DAY] == [send.day for send in case.calendar.sends]


def test_a_split_sends_each_customer_where_the_draw_says() -> None:
    arms = (Arm(Decimal("0.3"), (say("a"),), "one"), Arm(Decimal("0.7"), (say("b", 2),), "two"))
    case = made(journey(Split(arms, "subject")), size=200)
    drawn = sum(is_drawn("wake/w/split subject", key, Decimal("0.3")) for key in case.base.keys)
    assert [drawn, 200 - drawn] == list(contacts(case).values())
    assert 40 < drawn < 80


def test_entries_are_counted_and_nobody_enters_while_inside() -> None:
    begins = (AS_OF, AS_OF + 2 * DAY, AS_OF + 12 * DAY)
    steps = (say("a"), wait(4), say("b", 2))
    often = made(journey(*steps, begins=begins, again_after=None))
    once = made(journey(*steps, begins=begins, again_after=0))
    assert [4, 0, 4, 4, 4] == [one.waterfall.contacts for one in planned(often).sends]
    assert [4, 4] == [one.waterfall.contacts for one in planned(once).sends if one.waterfall.contacts]


def test_whoever_leaves_gets_no_later_message_and_may_enter_again() -> None:
    steps = (say("a"), wait(4), say("b", 2))
    rule = Exit(TRUE, "day")
    case = made(journey(*steps, begins=(AS_OF, AS_OF + 3 * DAY), exits=(rule,)))
    leaves = case.memberships.holds["exit:wake:0"]
    leaves[case.memberships.days == day_number(AS_OF + 2 * DAY), 0] = True
    found = {one.send.id: one.waterfall.contacts for one in planned(case).sends}
    assert {
        "wake/w/2026-10-01/1": 4,
        "wake/w/2026-10-01/2": 3,
        "wake/w/2026-10-04/1": 1,
        "wake/w/2026-10-04/2": 1,
    } == found


def test_whoever_leaves_on_a_day_may_enter_on_that_day() -> None:
    steps, rule = (say("a"), wait(4), say("b", 2)), Exit(Response("order"), "day")
    ordered = orders((0, AS_OF + 2 * DAY))
    declared = journey(*steps, begins=(AS_OF, AS_OF + 3 * DAY), exits=(rule,))
    case = made(declared, events={"order": ordered}, as_of=AS_OF + 4 * DAY)
    assert {"wake/w/2026-10-01/2": 3, "wake/w/2026-10-04/2": 1} == contacts(case)


def test_an_offer_given_on_the_day_itself_lets_nobody_in() -> None:
    begins = ListedSchedule(begins=(AS_OF,))
    giving = Wave("w", "w", begins, "on", (Message("email", "gift", "gift"),), time(10))
    waiting = Wave("w", "w", replace(begins, waits_for=OfferGiven("gift"), back=(0,)), "on", (say("a"),), time(11))
    gift, thanks = campaign("gift", waves=(giving,), priority=9), campaign("thanks", waves=(waiting,))
    assert {"gift/w/2026-10-01/1": 4} == contacts(made(gift, thanks))


def test_live_members_leave_with_their_audience_and_a_snapshot_keeps_them() -> None:
    steps = (say("a"), wait(4), say("b", 2))
    for is_snapshot, expected in ((False, [4, 3]), (True, [4, 4])):
        case = made(journey(*steps, is_snapshot=is_snapshot))
        case.memberships.holds["campaign:wake"][case.memberships.days == day_number(AS_OF + 4 * DAY), 0] = False
        assert expected == list(contacts(case).values())


def test_a_message_at_the_cap_is_put_off_and_the_wait_counts_from_it() -> None:
    past = history([(day_number(AS_OF) - 1, customer, "sms") for customer in (0, 1)])
    steps = (say("a"), wait(4), say("b", 2))
    policy = Policy(caps=(Cap(1, 3),))
    skipping = made(journey(*steps), contacts=past, policy=policy)
    waiting = made(journey(*steps, if_capped=IfCapped("defer", 2)), contacts=past, policy=policy)
    assert {"1": 2, "2": 4} == {one.rpartition("/")[2]: count for one, count in contacts(skipping).items()}
    assert {"1": 2, "1/defer-1": 0, "1/defer-2": 2, "2": 2, "2/+6d": 2} == {
        one.removeprefix("wake/w/2026-10-01/"): count for one, count in contacts(waiting).items()
    }


def test_a_message_at_the_cap_goes_by_another_channel() -> None:
    past = history([(day_number(AS_OF), customer, "sms") for customer in (0, 1)])
    policy = Policy(caps=(Cap(1, 3, "sms"),))
    case = made(journey(say("a"), wait(9), if_capped=IfCapped("use", None, "email")), contacts=past, policy=policy)
    assert [("sms", 2), ("email", 2)] == [(one.send.channel, one.waterfall.contacts) for one in planned(case).sends]


def test_a_held_out_customer_takes_no_step() -> None:
    held = made(journey(say("a"), wait(1), say("b", 2), holdout=Holdout(Decimal("0.5"), "key")), size=60)
    out = sum(is_drawn("key", key, Decimal("0.5")) for key in held.base.keys)
    assert [60 - out, 60 - out] == list(contacts(held).values())


def test_responses_before_the_plan_are_known_and_later_ones_are_expected_as_measured() -> None:
    ordered = orders(
        *((customer, AS_OF - 2 * DAY) for customer in range(20)), *((one, AS_OF - 90 * DAY) for one in range(40))
    )
    steps = (say("a"), wait(3), Branch(Response("order"), (say("b", 2),), (say("c", 3),)))
    plan = planned(made(journey(*steps), size=40, events={"order": ordered}))
    assert [("1", 40, None), ("2", 0, 20), ("3", 40, 20)] == [
        (one.send.id.rpartition("/")[2], one.waterfall.contacts, one.expected) for one in plan.sends
    ]
    (rate,) = plan.response_rates
    assert (3, 20, 40, AS_OF - 3 * DAY) == (rate.days, rate.reached, rate.customers, rate.since)


def test_too_few_past_responses_leave_the_expectation_open_and_say_so() -> None:
    ordered = orders(*((one, AS_OF - 2 * DAY) for one in range(9)), *((one, AS_OF - 90 * DAY) for one in range(40)))
    steps = (say("a"), wait(3), Branch(Response("order"), (), (say("c", 3),)))
    plan = planned(made(journey(*steps), size=40, events={"order": ordered}))
    assert [None, None] == [one.expected for one in plan.sends]
    assert "CLM564" in {one.code.id for one in plan.findings}


def test_a_step_beyond_the_horizon_is_a_finding() -> None:
    case = made(journey(say("a"), wait(60), say("late", 2)))
    assert ["CLM563"] == [one.code.id for one in planned(case).findings if one.code.id.startswith("CLM56")]


def test_each_event_and_each_offer_given_let_customers_in() -> None:
    gift = replace(campaign("gift"), waves=())
    steps = (say("a"), wait(1), say("b", 2))
    declared = journey(*steps)
    by_event = replace(
        declared.waves[0], schedule=ListedSchedule(begins=(AS_OF + DAY,), waits_for=EachEvent("order"), back=(3,))
    )
    case = made(
        replace(declared, waves=(by_event,)), events={"order": orders((1, AS_OF - 2 * DAY), (1, AS_OF - 5 * DAY))}
    )
    assert [1, 1] == list(contacts(case).values())
    given = replace(by_event, schedule=ListedSchedule(begins=(AS_OF + DAY,), waits_for=OfferGiven("gift"), back=(1,)))
    giving = replace(
        gift,
        waves=(Wave("w", "w", ListedSchedule(begins=(AS_OF,)), "on", (Message("email", "gift", "gift"),), time(10)),),
    )
    found = contacts(made(replace(declared, waves=(given,)), giving))
    assert {"gift/w/2026-10-01/1": 4, "wake/w/2026-10-02/1": 4, "wake/w/2026-10-02/2": 4} == found


def test_contacts_of_a_local_time_are_counted_by_zone_and_strange_zones_are_said() -> None:
    zones = np.array(["Europe/London", "Mars/Olympus", "", "Europe/London"], dtype=np.object_)
    column = Column(FieldType.TEXT, zones, np.array([True, True, False, True]))
    declared = journey(say("a"))
    local = replace(declared, waves=(replace(declared.waves[0], is_local=True),))
    case = made(local, fields={"zone": column})
    calendar = Calendar(tuple(replace(send, is_local=True) for send in case.calendar.sends))
    case = replace(case, calendar=calendar, project=replace(case.project, zone_field="zone"))
    plan = planned(case)
    assert ((("", 2), ("Europe/London", 2)),) == tuple(one.zones for one in plan.sends)
    assert "CLM565" in {one.code.id for one in plan.findings}


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_the_story_of_a_customer_tells_the_way(locale: str) -> None:
    steps = (say("a"), wait(3), Branch(NOBODY, (), (say("c", 3),)))
    case = made(journey(*steps, begins=(AS_OF, AS_OF + 2 * DAY)))
    story = explain(project(locale), case.playbook, case.calendar, case.base, case.memberships, "c00001")
    assert story is not None
    assert [(AS_OF, 0), (AS_OF, 0), (AS_OF, 0), (AS_OF, 3), (AS_OF, 3), (AS_OF, 3), (AS_OF + 2 * DAY, 2)] == [
        (one.occurrence, (one.day - AS_OF).days) for one in story.journeys
    ]
    assert all(one.told for one in story.journeys)


def test_runs_begun_before_the_plan_go_on_for_whom_the_history_shows_a_message() -> None:
    late = AS_OF + 2 * DAY
    steps = (say("a"), wait(4), say("b", 2))
    past = history([(day_number(AS_OF), customer, "sms") for customer in (0, 2)])
    known = made(journey(*steps), contacts=past, as_of=late)
    unknown = made(journey(*steps), as_of=late)
    assert {"wake/w/2026-10-01/2": 2} == contacts(known)
    assert {"wake/w/2026-10-01/2": 4} == contacts(unknown)
