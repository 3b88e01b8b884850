"""What holds for every journey: the walk over steps as written agrees, and nobody looks at a day not asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles.planning_oracle import PlainPlanner
from unit.planning.random_journeys_planning import random_journeys
from unit.planning.worlds_planning import AS_OF, Case, history

from clmplan.base.days import Window, day_number
from clmplan.model.calendar import Send
from clmplan.model.playbook import IfCapped, Wave
from clmplan.model.records import Events
from clmplan.model.schedule import OfferGiven, Schedule
from clmplan.model.step import Step
from clmplan.planning.compile import plan_contacts, settle
from clmplan.planning.contacts.waterfall import CONTACTED, arbitrated, verdicts
from clmplan.planning.contacts.world import World
from clmplan.planning.needs import wanted
from clmplan.planning.schedule import expand

SEEDS = st.integers(min_value=0, max_value=2**32)
few = settings(max_examples=15, deadline=None, derandomize=True)
many = settings(max_examples=50, deadline=None, derandomize=True)

Decided = dict[str, dict[int, tuple[Step, object] | None]]


def decided(case: Case) -> Decided:
    world = World(case.playbook, case.base, case.memberships, case.project.locale)
    settlement = settle(world, case.calendar.sends, case.project.currency)
    found: Decided = {}
    for verdict in verdicts(
        world, arbitrated(case.playbook, case.calendar.sends), settlement.draws, settlement.ceilings
    ):
        found[verdict.send.id] = {
            int(customer): None if rule == CONTACTED else (verdict.refusals[rule].step, verdict.refusals[rule].at)
            for customer, rule in zip(verdict.customers, verdict.rule, strict=True)
        }
    return found


@many
@given(SEEDS)
def test_every_contact_of_a_journey_equals_the_walk_of_each_customer(seed: int) -> None:
    case, whole = random_journeys(seed)
    assert PlainPlanner(case.playbook, case.calendar, case.base, case.memberships, whole).plan() == decided(case)


@few
@given(SEEDS)
def test_waterfalls_of_journeys_add_up_to_what_was_decided(seed: int) -> None:
    case, _ = random_journeys(seed)
    expected, plan = decided(case), plan_contacts(*case.parts).value.plan
    for planned in plan.sends:
        outcomes = expected[planned.send.id].values()
        assert len(expected[planned.send.id]) == planned.waterfall.audience
        assert sum(1 for one in outcomes if one is None) == planned.waterfall.contacts
        assert planned.expected is None or planned.expected <= len(case.base.keys)
    kept = {planned.send.id for planned in plan.sends}
    assert all(not audience for send, audience in expected.items() if send not in kept)


@few
@given(SEEDS)
def test_the_order_of_calendar_and_declarations_changes_no_journey(seed: int) -> None:
    case, _ = random_journeys(seed)
    turned = replace(
        case,
        calendar=replace(case.calendar, sends=case.calendar.sends[::-1]),
        playbook=replace(case.playbook, campaigns=case.playbook.campaigns[::-1]),
    )
    assert decided(case) == decided(turned)


def begun_before(case: Case, days: int) -> Case:
    """The same world with a horizon that begins later, and everybody contacted on some days before it."""
    start = AS_OF + timedelta(days=days)
    late = replace(case.playbook, horizon=Window(start, case.playbook.horizon.end))
    made = [
        (day_number(start) - early, customer, channel)
        for early in range(days, 0, -2)
        for customer in range(len(case.base.keys))
        for channel in ("sms",)
    ]
    known = replace(case.base, as_of=start, contacts=history(made))
    return replace(case, playbook=late, base=known, calendar=expand(late, start, has_history=True).value)


class _Only:
    """The rows of the days that were asked for; any other is an error."""

    def __init__(self, rows: object, days: list[int], asked: frozenset[int]) -> None:
        self._rows, self._days, self._asked = rows, days, asked

    def __len__(self) -> int:
        return len(self._days)

    def __getitem__(self, row: int) -> object:
        if self._days[row] not in self._asked:
            raise LookupError(f"nobody asked for day {self._days[row]}")
        return self._rows[row]  # type: ignore[index]


@few
@given(SEEDS, st.sampled_from([0, 0, 7, 15]))
def test_planning_asks_for_every_day_it_looks_at(seed: int, days_before: int) -> None:
    case, _ = random_journeys(seed)
    if days_before:  # journeys that began before the horizon
        case = begun_before(case, days_before)
    has_history = len(case.base.contacts.day) > 0
    asked = wanted(case.playbook, case.calendar, case.base.as_of, has_history=has_history)
    days = case.memberships.days.tolist()
    assert set(asked.days) <= set(days)
    known = replace(
        case.memberships,
        holds={
            name: _Only(rows, days, asked.holds.get(name, frozenset())) for name, rows in case.memberships.holds.items()
        },
        stages={
            name: _Only(rows, days, asked.stages.get(name, frozenset()))
            for name, rows in case.memberships.stages.items()
        },
        counts={name: np.ones((len(days), 2), dtype=np.int64) for name in case.memberships.stages},
    )
    assert decided(case) == decided(replace(case, memberships=known))
    plan_contacts(*replace(case, memberships=known).parts)


@many
@given(SEEDS, st.integers(min_value=1, max_value=20), st.booleans())
def test_planning_the_rest_of_a_horizon_goes_on_with_the_runs_begun_before(
    seed: int, days: int, is_known: bool
) -> None:
    case = without_limits(random_journeys(seed)[0])
    first = replace(case, calendar=expand(case.playbook, AS_OF).value, base=replace(case.base, as_of=AS_OF))
    before, as_of = decided(first), AS_OF + timedelta(days=days)
    sends = {send.id: send for send in first.calendar.sends}
    contacts = [
        (day_number(sends[name].day), customer, sends[name].channel)
        for name, customers in before.items()
        for customer, one in customers.items()
        if one is None and sends[name].day < as_of
    ]
    made = history(contacts if is_known else [])
    calendar = expand(case.playbook, as_of).value
    ahead = {send.id for send in sends.values() if send.day >= as_of and not send.instead_of}
    assert {send.id for send in calendar.sends if not send.instead_of} == ahead
    later = decided(replace(case, calendar=calendar, base=replace(case.base, as_of=as_of, contacts=made)))
    lost = lost_entries(before, sends, as_of) if is_known else set()
    for name, customers in later.items():
        wave = sends[name].campaign, sends[name].wave
        told = {one: told for one, told in customers.items() if (*wave, one) not in lost}
        assert told == {one: told for one, told in before[name].items() if (*wave, one) not in lost}


def lost_entries(before: Decided, sends: dict[str, Send], as_of: date) -> set[tuple[str, str, int]]:
    """Who had messages of a run due before a day and got none, though not held out: the history knows of no run."""
    due: dict[tuple[tuple[str, str, date], int], list[tuple[Step, object] | None]] = {}
    for name, customers in before.items():
        if sends[name].day < as_of:
            for customer, told in customers.items():
                due.setdefault((of_run(sends[name]), customer), []).append(told)
    return {
        (*run[:2], customer)
        for (run, customer), told in due.items()
        if not any(one is None or one[0] is Step.HOLDOUT for one in told)
    }


def of_run(send: Send) -> tuple[str, str, date]:
    return send.campaign, send.wave, send.occurrence


def without_limits(case: Case) -> Case:
    """Nothing that earlier contacts decide: no policy, money or offers; waves of messages alone go out freely.

    Nor does anybody wait at a cap: how long a message was held up before a plan's first day is known to no plan.
    """
    campaigns = tuple(
        replace(
            one,
            if_capped=IfCapped(),
            again_after=one.again_after if all(wave.steps for wave in one.waves) or one.exits else None,
            waves=tuple(replace(wave, schedule=without_offers(wave)) for wave in one.waves),
        )
        for one in case.playbook.campaigns
    )
    offers = tuple(replace(one, stock=None, limit=None, excludes=()) for one in case.playbook.offers)
    channels = tuple(replace(one, capacity=None) for one in case.playbook.channels)
    playbook = replace(
        case.playbook,
        campaigns=campaigns,
        offers=offers,
        channels=channels,
        budget=None,
        policy=replace(case.playbook.policy, caps=(), gaps=(), rests=()),
    )
    early = case.base.events["order"].day < day_number(AS_OF)
    order = case.base.events["order"]
    events = {"order": Events(order.customer[early], order.day[early], {})}
    return replace(case, playbook=playbook, base=replace(case.base, events=events))


def without_offers(wave: Wave) -> Schedule:
    if isinstance(wave.schedule.trigger, OfferGiven):
        return replace(wave.schedule, waits_for=None)  # type: ignore[type-var]
    return wave.schedule


@many
@given(SEEDS, st.integers(min_value=3, max_value=20))
def test_planning_two_parts_of_a_time_apart_equals_planning_them_together(seed: int, days: int) -> None:
    case = without_entry_rules(without_limits(random_journeys(seed)[0]))
    whole = replace(case, calendar=expand(case.playbook, AS_OF).value, base=replace(case.base, as_of=AS_OF))
    together, cut = decided(whole), AS_OF + timedelta(days=days)
    sends = {send.id: send for send in whole.calendar.sends}
    made = [
        (day_number(sends[name].day), customer, sends[name].channel)
        for name, customers in together.items()
        for customer, one in customers.items()
        if one is None and sends[name].day < cut
    ]
    if not made:
        return  # without a history nothing is assumed
    late = replace(case.playbook, horizon=Window(cut, case.playbook.horizon.end))
    known = replace(case.base, as_of=cut, contacts=history(made))
    calendar = expand(late, cut, has_history=True).value
    apart = decided(replace(case, playbook=late, calendar=calendar, base=known))
    lost = lost_entries(together, sends, cut)
    for name, customers in apart.items():
        wave = sends[name].campaign, sends[name].wave
        told = {one: told for one, told in customers.items() if (*wave, one) not in lost}
        assert told == {one: told for one, told in together[name].items() if (*wave, one) not in lost}
    assert {name for name, customers in together.items() if customers and sends[name].day >= cut} <= set(apart)


def without_entry_rules(case: Case) -> Case:
    """Everybody may enter each time; audiences of waves of messages alone are not frozen on the first day."""
    campaigns = tuple(
        replace(
            one, again_after=None, is_snapshot=one.is_snapshot and all(wave.steps or one.exits for wave in one.waves)
        )
        for one in case.playbook.campaigns
    )
    return replace(case, playbook=replace(case.playbook, campaigns=campaigns))
