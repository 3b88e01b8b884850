"""What every plan owes the contact policy and the offers: caps, gaps, rests, exclusions, exempt campaigns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles.policy_oracle import is_inside, is_resting
from unit.planning.random_worlds_planning import random_case
from unit.planning.worlds_planning import Case

from clmplan.base.days import day_number, from_day_number
from clmplan.model.calendar import Send
from clmplan.model.declared.policy import Cap, Policy, Rest
from clmplan.model.plan import Compiled
from clmplan.model.step import Step
from clmplan.planning.compile import plan_contacts

SEEDS = st.integers(min_value=0, max_value=2**32)
PERIODS = st.sampled_from(["calendar week", "calendar month"])
few = settings(max_examples=50, deadline=None, derandomize=True)


@dataclass(frozen=True)
class Made:
    """One contact with everything that came before it, the same day included."""

    customer: int
    send: Send
    before: tuple[tuple[date, str], ...]
    is_exempt: bool


def contacts(case: Case) -> Iterator[Made]:
    """Every contact of a plan, in the order in which the sends claim customers."""
    result: Compiled = plan_contacts(*case.parts).value
    old = case.base.contacts
    rows = zip(old.customer.tolist(), old.day.tolist(), old.channel.tolist(), strict=True)
    past = [(customer, (from_day_number(day), channel)) for customer, day, channel in rows]
    sends = [planned.send for planned in result.plan.sends]
    priority = {one.name: one.priority for one in case.playbook.campaigns}
    made = [
        (sends[index], customer)
        for index, customer in zip(result.contacts.send.tolist(), result.contacts.customer.tolist(), strict=True)
    ]
    for send, customer in sorted(made, key=lambda one: _claim(one[0], priority[one[0].campaign])):
        before = tuple(contact for whose, contact in past if whose == customer)
        yield Made(customer, send, before, case.playbook.campaign(send.campaign).is_exempt)
        past.append((customer, (send.day, send.channel)))


def _claim(send: Send, priority: int) -> tuple[object, ...]:
    return send.day, -priority, str(send.time or ""), send.campaign, send.wave, send.id


@few
@given(SEEDS)
def test_no_cap_is_broken_in_its_window_its_week_or_its_month(seed: int) -> None:
    case = random_case(seed)
    for made in contacts(case):
        row = int(np.searchsorted(case.memberships.days, day_number(made.send.day)))
        for position, cap in enumerate(case.playbook.policy.caps):
            concerned = cap.audience is None or case.memberships.holds[f"cap:{position}"][row, made.customer]
            if made.is_exempt or not concerned or cap.channel not in (None, made.send.channel):
                continue
            counted = [
                day
                for day, channel in made.before
                if cap.channel in (None, channel) and is_inside(cap, day, made.send.day)
            ]
            assert len(counted) < cap.limit


@few
@given(SEEDS)
def test_no_gap_and_no_rest_is_broken(seed: int) -> None:
    case = random_case(seed)
    orders = case.base.events["order"]
    for made in contacts(case):
        if made.is_exempt:
            continue
        days = [day for day, _ in made.before]
        for gap in case.playbook.policy.gaps:
            assert all((made.send.day - day).days >= gap.days for day in days)
        events = [from_day_number(day) for day in orders.day[orders.customer == made.customer].tolist()]
        for rest in case.playbook.policy.rests:
            assert not is_resting(rest, made.send.day, days, events)


@few
@given(SEEDS)
def test_nobody_holds_two_offers_that_exclude_each_other(seed: int) -> None:
    case = random_case(seed)
    held: dict[int, list[tuple[str, date]]] = {}
    offers = {offer.name: offer for offer in case.playbook.offers}
    for made in contacts(case):
        if made.send.offer is None:
            continue
        mine = offers[made.send.offer]
        for name, since in held.get(made.customer, []):
            other = offers[name]
            if name in mine.excludes or mine.name in other.excludes:
                assert other.valid_days is not None
                assert (made.send.day - since).days >= other.valid_days
        held.setdefault(made.customer, []).append((mine.name, made.send.day))


@few
@given(SEEDS)
def test_caps_gaps_and_rests_refuse_nothing_of_an_exempt_campaign_and_everything_else_holds(seed: int) -> None:
    case = random_case(seed)
    exempt = {one.name for one in case.playbook.campaigns if one.is_exempt}
    for planned in plan_contacts(*case.parts).value.plan.sends:
        if planned.send.campaign in exempt:
            assert planned.waterfall.refused_at(Step.POLICY) == 0
    lenient = _with(case, campaigns=tuple(replace(one, is_exempt=True) for one in case.playbook.campaigns))
    lawless = _with(case, policy=replace(case.playbook.policy, caps=(), gaps=(), rests=()))
    assert _by_send(lenient) == _by_send(lawless)


@few
@given(SEEDS, st.integers(min_value=0, max_value=4), PERIODS)
def test_raising_the_only_calendar_cap_never_lowers_contacts(seed: int, limit: int, period: str) -> None:
    case = _bare(random_case(seed))
    tight = _with(case, policy=Policy(caps=(Cap(limit, 0, period=period),)))
    loose = _with(case, policy=Policy(caps=(Cap(limit + 1, 0, period=period),)))
    assert sum(_by_send(tight).values()) <= sum(_by_send(loose).values())


@few
@given(SEEDS, st.integers(min_value=0, max_value=4), PERIODS)
def test_an_exempt_campaign_takes_from_the_calendar_cap_of_others_and_never_gives(
    seed: int, limit: int, period: str
) -> None:
    case = _with(_bare(random_case(seed)), policy=Policy(caps=(Cap(limit, 0, period=period),)))
    first, *others = (replace(one, is_exempt=False) for one in case.playbook.campaigns)
    before = _by_campaign(_with(case, campaigns=(first, *others)))
    after = _by_campaign(_with(case, campaigns=(replace(first, is_exempt=True), *others)))
    assert before.pop(first.name) <= after.pop(first.name)
    assert sum(before.values()) >= sum(after.values())


@few
@given(SEEDS, st.integers(min_value=1, max_value=30))
def test_resting_after_every_contact_is_a_cap_of_one_where_nobody_orders(seed: int, days: int) -> None:
    case = _bare(random_case(seed))
    nothing = replace(case.base.events["order"], customer=np.empty(0, np.int32), day=np.empty(0, np.int32))
    case = replace(case, base=replace(case.base, events={"order": nothing}))
    resting = _with(case, policy=Policy(rests=(Rest(days, 1, "order"),)))
    assert _by_send(resting) == _by_send(_with(case, policy=Policy(caps=(Cap(1, days),))))


def _by_send(case: Case) -> dict[str, int]:
    return {one.send.id: one.waterfall.contacts for one in plan_contacts(*case.parts).value.plan.sends}


def _by_campaign(case: Case) -> dict[str, int]:
    found = {one.name: 0 for one in case.playbook.campaigns}
    for planned in plan_contacts(*case.parts).value.plan.sends:
        found[planned.send.campaign] += planned.waterfall.contacts
    return found


def _with(case: Case, **changes: object) -> Case:
    return replace(case, playbook=replace(case.playbook, **changes))


def _bare(case: Case) -> Case:
    """The case with neither policy nor anything scarce."""
    return _with(
        case,
        campaigns=tuple(replace(one, again_after=None) for one in case.playbook.campaigns),
        offers=tuple(replace(one, stock=None, limit=None, excludes=()) for one in case.playbook.offers),
        channels=tuple(replace(one, capacity=None) for one in case.playbook.channels),
        policy=Policy(),
        budget=None,
    )
