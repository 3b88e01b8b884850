"""Journeys that began before the horizon, and journeys whose first messages fall on closed days."""

from __future__ import annotations

from datetime import date

import pytest
from unit.planning.test_planning_journeys import DAY, contacts, journey, made, planned, say, wait
from unit.planning.worlds_planning import AS_OF, HORIZON, Case, history

from clmplan.base.days import Window, day_number
from clmplan.model.declared.policy import Blackout, Cap, Policy
from clmplan.model.playbook import Campaign, IfCapped
from clmplan.planning.explain import explain

BEFORE = AS_OF - 4 * DAY
LAST = HORIZON.last


def closed(*days: date) -> Policy:
    return Policy(blackouts=tuple(Blackout(Window.of_days(day, day), "closed", None) for day in days))


def by_message(case: Case) -> dict[str, int]:
    return {name.removeprefix("wake/w/"): count for name, count in contacts(case).items() if count}


def codes_of(case: Case) -> set[str]:
    return {one.code.id for one in planned(case).findings}


def test_a_journey_that_began_before_the_horizon_goes_on_for_whom_the_history_shows_a_message() -> None:
    past = history([(day_number(BEFORE), customer, "sms") for customer in (0, 2)])
    case = made(journey(say("a"), wait(7), say("b", 2), begins=(BEFORE,)), contacts=past)
    assert {"2026-09-27/2": 2} == by_message(case)
    assert [BEFORE + 7 * DAY] == [one.send.day for one in planned(case).sends]


def test_without_a_history_nothing_before_the_horizon_is_assumed() -> None:
    assert not by_message(made(journey(say("a"), wait(7), say("b", 2), begins=(BEFORE,))))


def test_a_journey_that_is_over_or_began_before_its_campaign_does_not_go_on() -> None:
    past = history([(day_number(BEFORE), 0, "sms")])
    over = made(journey(say("a"), wait(2), say("b", 2), begins=(BEFORE,)), contacts=past)
    assert not over.calendar.sends
    early = journey(say("a"), wait(7), say("b", 2), begins=(BEFORE,), window=Window(AS_OF, HORIZON.end))
    assert not made(early, contacts=past).calendar.sends


def test_nobody_enters_who_is_still_inside_from_before_the_horizon() -> None:
    past = history([(day_number(BEFORE), 0, "sms")])
    case = made(journey(say("a"), wait(7), say("b", 2), begins=(BEFORE, AS_OF + DAY)), contacts=past)
    assert {"2026-10-02/1": 3, "2026-09-27/2": 1, "2026-10-02/2": 3} == by_message(case)


def test_a_message_already_sent_is_not_said_to_come_on_no_day() -> None:
    past = history([(day_number(BEFORE), 0, "sms")])
    before = made(journey(say("a"), wait(7), say("b", 2), begins=(BEFORE,)), contacts=past)
    inside = made(journey(say("a"), wait(7), say("b", 2)), contacts=past, as_of=AS_OF + 3 * DAY)
    assert "CLM563" not in codes_of(before) | codes_of(inside)


@pytest.mark.parametrize("steps", [(say("a"), say("a2", 4), wait(1), say("b", 2)), (say("a"), wait(1), say("b", 2))])
def test_a_journey_whose_first_messages_are_all_dropped_does_not_begin(steps: tuple[object, ...]) -> None:
    declared = journey(*steps, begins=(AS_OF + DAY, AS_OF + 8 * DAY), again_after=0)  # type: ignore[arg-type]
    case = made(declared, policy=closed(AS_OF + DAY))
    assert {"2026-10-09"} == {name.split("/")[0] for name in by_message(case)}
    assert {AS_OF + DAY} == {one.send.day for one in case.calendar.dropped}


def test_a_journey_goes_on_after_a_later_message_is_dropped() -> None:
    case = made(journey(say("a"), wait(1), say("b", 2), wait(1), say("c", 3)), policy=closed(AS_OF + DAY))
    assert {"2026-10-01/1": 4, "2026-10-01/3": 4} == by_message(case)


def test_a_second_try_that_contacts_nobody_asks_for_no_work() -> None:
    past = history([(day_number(AS_OF) - 1, customer, "sms") for customer in (0, 1)])
    waiting = IfCapped("defer", 5)
    case = made(journey(say("a"), wait(9), if_capped=waiting), contacts=past, policy=Policy(caps=(Cap(1, 3),)))
    assert [("1", 2), ("1/defer-2", 2)] == [
        (one.send.id.removeprefix("wake/w/2026-10-01/"), one.waterfall.contacts) for one in planned(case).to_do
    ]


def at_the_end(*, is_walked: bool) -> Campaign:
    steps = (say("a"), wait(1), say("b", 2)) if is_walked else (say("a"),)
    return journey(*steps, begins=(LAST - 1 * DAY,), if_capped=IfCapped("defer", 5))


@pytest.mark.parametrize("is_walked", [True, False])
def test_messages_put_off_past_the_horizon_are_counted(is_walked: bool) -> None:
    past = history([(day_number(AS_OF) - 1, customer, "sms") for customer in (0, 1)])
    capped = Policy(caps=(Cap(1, 60),))
    case = made(at_the_end(is_walked=is_walked), contacts=past, policy=capped)
    (found,) = [one for one in planned(case).findings if one.code.id == "CLM566"]
    count = {True: "4", False: "2"}[is_walked]
    assert f"puts off {count} contacts past 2026-10-30" in found.message("en")
    relaxed = made(at_the_end(is_walked=is_walked), contacts=past)
    assert "CLM566" not in codes_of(relaxed)


def test_the_story_of_a_customer_says_what_is_put_off_past_the_horizon() -> None:
    past = history([(day_number(AS_OF) - 1, 0, "sms")])
    case = made(at_the_end(is_walked=True), contacts=past, policy=Policy(caps=(Cap(1, 60),)))
    story = explain(case.project, case.playbook, case.calendar, case.base, case.memberships, "c00000")
    assert story is not None
    told = [one.told for one in story.journeys]
    assert "is put off past the end of the plan" in told
    assert "has come to the end" not in told


def reason(case: Case) -> list[str]:
    return [one.message("en").partition(": ")[2] for one in planned(case).findings if one.code.id == "CLM551"]


def test_why_a_campaign_reaches_nobody_is_said_truly() -> None:
    dropped = made(journey(say("a"), wait(1), say("b", 2)), policy=closed(AS_OF))
    assert not reason(dropped)
    past = history([(day_number(AS_OF) + 1, customer, "sms") for customer in range(4)])
    begins = (AS_OF + DAY, AS_OF + 8 * DAY)
    over = made(journey(say("a"), wait(1), begins=begins, again_after=0), contacts=past, as_of=AS_OF + 4 * DAY)
    assert ["whoever is in its audience has entered before"] == reason(over)
    nobody = made(journey(say("a"), wait(1)))
    nobody.memberships.holds["campaign:wake"][:] = False
    assert ["nobody is in its audience on any of its days"] == reason(nobody)
