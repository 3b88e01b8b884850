"""What holds for every plan: the slow twin agrees, nothing is exceeded, arms depend on keys alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from oracles.planning_oracle import PlainPlanner
from unit.planning.random_worlds_planning import random_case
from unit.planning.worlds_planning import Case

from clmplan.base.chance import is_drawn
from clmplan.base.days import day_number
from clmplan.model.declared.journey import Message
from clmplan.model.declared.policy import Cap, Policy
from clmplan.model.plan import Compiled
from clmplan.model.step import Step
from clmplan.planning.compile import plan_contacts, settle
from clmplan.planning.contacts.waterfall import CONTACTED, arbitrated, verdicts
from clmplan.planning.contacts.world import World
from clmplan.planning.explain import explain

SEEDS = st.integers(min_value=0, max_value=2**32)
few = settings(max_examples=40, deadline=None, derandomize=True)
many = settings(max_examples=200, deadline=None, derandomize=True)


def compiled(case: Case) -> Compiled:
    return plan_contacts(*case.parts).value


def decided(case: Case) -> dict[str, dict[int, tuple[Step, object] | None]]:
    world = World(case.playbook, case.base, case.memberships, case.project.locale)
    settlement = settle(world, case.calendar.sends, case.project.currency)
    found: dict[str, dict[int, tuple[Step, object] | None]] = {}
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
def test_every_contact_and_every_refusal_equals_the_plain_loops(seed: int) -> None:
    case = random_case(seed)
    assert PlainPlanner(case.playbook, case.calendar, case.base, case.memberships).plan() == decided(case)


@few
@given(SEEDS)
def test_waterfalls_count_what_was_decided_and_the_log_lists_it(seed: int) -> None:
    case = random_case(seed)
    result, expected = compiled(case), decided(case)
    for planned in result.plan.sends:
        outcomes = expected[planned.send.id].values()
        refused = Counter(outcome[0] for outcome in outcomes if outcome is not None)
        assert len(expected[planned.send.id]) == planned.waterfall.audience
        assert {step: refused[step] for step in Step} == {step: planned.waterfall.refused_at(step) for step in Step}
    pairs = [
        (position, customer)
        for position, planned in enumerate(result.plan.sends)
        for customer, outcome in sorted(expected[planned.send.id].items())
        if outcome is None
    ]
    assert pairs == list(zip(result.contacts.send.tolist(), result.contacts.customer.tolist(), strict=True))
    missing = {send.id for send in case.calendar.sends} - {planned.send.id for planned in result.plan.sends}
    assert all(not expected[send] for send in missing)


@few
@given(SEEDS)
def test_customers_held_out_are_never_contacted(seed: int) -> None:
    case = random_case(seed)
    result = compiled(case)
    for send, customer in zip(result.contacts.send.tolist(), result.contacts.customer.tolist(), strict=True):
        campaign = case.playbook.campaign(result.plan.sends[send].send.campaign)
        for holdout in (case.playbook.holdout, campaign.holdout):
            assert holdout is None or not is_drawn(holdout.key, case.base.keys[customer], holdout.share)


@few
@given(SEEDS)
def test_arms_depend_on_keys_alone_and_the_programme_comes_first(seed: int) -> None:
    case = random_case(seed)
    result = compiled(case)
    programme = case.playbook.holdout
    for assignment in result.assignments:
        holdout = case.playbook.campaign(assignment.campaign).holdout if assignment.campaign else programme
        assert holdout is not None
        assert sorted(assignment.customer.tolist()) == assignment.customer.tolist()
        for customer, arm in zip(assignment.customer.tolist(), assignment.is_held_out.tolist(), strict=True):
            key = case.base.keys[customer]
            assert is_drawn(holdout.key, key, holdout.share) == arm
            if assignment.campaign and programme is not None:
                assert not is_drawn(programme.key, key, programme.share)


@few
@given(SEEDS)
def test_whoever_is_contacted_is_assigned_on_or_before_that_day(seed: int) -> None:
    case = random_case(seed)
    result = compiled(case)
    first = {
        (assignment.campaign, customer): day
        for assignment in result.assignments
        for customer, day in zip(assignment.customer.tolist(), assignment.first_day.tolist(), strict=True)
    }
    experiments = {assignment.campaign for assignment in result.assignments}
    for index, customer in zip(result.contacts.send.tolist(), result.contacts.customer.tolist(), strict=True):
        send = result.plan.sends[index].send
        for experiment in experiments & {"", send.campaign}:
            assert first[(experiment, customer)] <= day_number(send.day)


@few
@given(SEEDS)
def test_money_is_never_exceeded_and_rows_add_up(seed: int) -> None:
    case = random_case(seed)
    plan = compiled(case).plan
    for row in plan.allocation.rows:
        costs = [one.cost.minor for one in plan.sends if one.send.campaign == row.campaign]
        assert sum(costs) == row.planned.minor
        assert row.wanted >= row.granted >= row.planned
        assert (row.granted < row.wanted) == (row.why != "")
    for limit in plan.allocation.limits:
        costs = [
            one.cost.minor
            for one in plan.sends
            if limit.channel in (None, one.send.channel) and limit.month in (None, f"{one.send.day:%Y-%m}")
        ]
        assert sum(costs) == limit.planned.minor <= limit.limit.minor
        assert limit.left.minor >= 0 or not limit.planned.minor
    assert (case.playbook.budget is None) == (not plan.allocation.limits)


@few
@given(SEEDS)
def test_a_day_never_exceeds_its_channel_and_an_offer_never_its_stock(seed: int) -> None:
    case = random_case(seed)
    plan = compiled(case).plan
    by_day: Counter[tuple[object, str]] = Counter()
    by_offer: Counter[str | None] = Counter()
    for planned in plan.sends:
        by_day[(planned.send.day, planned.send.channel)] += planned.waterfall.contacts
        by_offer[planned.send.offer] += planned.waterfall.contacts
    for (_, channel), count in by_day.items():
        capacity = case.playbook.channel(channel).capacity
        assert capacity is None or count <= capacity
    for offer in case.playbook.offers:
        assert offer.stock is None or by_offer[offer.name] <= offer.stock


@few
@given(SEEDS)
def test_the_order_of_the_calendar_and_of_declarations_changes_nothing_decided(seed: int) -> None:
    case = random_case(seed)
    turned = replace(
        case,
        calendar=replace(case.calendar, sends=case.calendar.sends[::-1]),
        playbook=replace(case.playbook, campaigns=case.playbook.campaigns[::-1]),
    )
    assert decided(case) == decided(turned)


@few
@given(SEEDS)
def test_a_changed_message_changes_no_decision(seed: int) -> None:
    case = random_case(seed)
    campaign = case.playbook.campaigns[0]
    waves = tuple(replace(one, title="new", messages=(Message("sms", "other"),)) for one in campaign.waves)
    changed = replace(campaign, title="new title", owner="somebody", waves=waves)
    playbook = replace(case.playbook, campaigns=(changed, *case.playbook.campaigns[1:]))
    sends = tuple(
        replace(one, message="other") if one.campaign == campaign.name else one for one in case.calendar.sends
    )
    turned = replace(case, playbook=playbook, calendar=replace(case.calendar, sends=sends))
    assert decided(case) == decided(turned)


@few
@given(SEEDS)
def test_the_same_inputs_give_the_same_plan(seed: int) -> None:
    first, second = compiled(random_case(seed)), compiled(random_case(seed))
    assert first.plan == second.plan
    assert first.contacts.customer.tobytes() == second.contacts.customer.tobytes()


@few
@given(SEEDS)
def test_more_capacity_never_takes_contacts_from_any_send(seed: int) -> None:
    case = _bare(random_case(seed))
    wider = tuple(
        replace(one, capacity=None if one.capacity is None else one.capacity + 1) for one in case.playbook.channels
    )
    before, after = contacts_by_send(case), contacts_by_send(_with(case, channels=wider))
    assert all(count <= after[send] for send, count in before.items())


@few
@given(SEEDS)
def test_a_higher_priority_never_takes_contacts_from_the_campaign(seed: int) -> None:
    case = _bare(random_case(seed))
    first, *others = case.playbook.campaigns
    raised = _with(case, campaigns=(replace(first, priority=1000), *others))
    before, after = contacts_by_send(case), contacts_by_send(raised)
    own = [send.id for send in case.calendar.sends if send.campaign == first.name]
    assert sum(before.get(send, 0) for send in own) <= sum(after.get(send, 0) for send in own)


@few
@given(SEEDS, st.integers(min_value=0, max_value=3), st.integers(min_value=1, max_value=40))
def test_raising_the_only_cap_never_lowers_contacts(seed: int, limit: int, days: int) -> None:
    case = _bare(random_case(seed))
    free = tuple(replace(one, capacity=None) for one in case.playbook.channels)
    tight = _with(case, channels=free, policy=Policy(caps=(Cap(limit, days),)))
    loose = _with(case, channels=free, policy=Policy(caps=(Cap(limit + 1, days),)))
    assert compiled(tight).plan.contacts <= compiled(loose).plan.contacts


def contacts_by_send(case: Case) -> dict[str, int]:
    return {one.send.id: one.waterfall.contacts for one in compiled(case).plan.sends}


def _with(case: Case, **changes: object) -> Case:
    return replace(case, playbook=replace(case.playbook, **changes))


def _bare(case: Case) -> Case:
    campaigns = tuple(replace(one, again_after=None) for one in case.playbook.campaigns)
    offers = tuple(replace(one, stock=None, limit=None, excludes=()) for one in case.playbook.offers)
    return _with(case, campaigns=campaigns, offers=offers, policy=Policy(), budget=None)


@few
@given(SEEDS)
def test_a_story_tells_what_the_plan_decided(seed: int) -> None:
    case = random_case(seed)
    expected = decided(case)
    for index, key in enumerate(case.base.keys[:3]):
        story = explain(*case.parts, key)
        assert story is not None
        told = {
            one.send.id: None if one.refusal is None else (one.refusal.step, one.refusal.at) for one in story.decisions
        }
        assert {send: by[index] for send, by in expected.items() if index in by} == told
        assert len(case.calendar.sends) == len(told) + sum(count for _, count in story.outside)


@few
@given(SEEDS, st.integers(min_value=1, max_value=9))
def test_plans_without_rests_do_not_depend_on_history_older_than_every_window(seed: int, days: int) -> None:
    case = random_case(seed)
    policy = replace(case.playbook.policy, rests=())
    case = _with(case, policy=policy)
    windows = [31 if cap.period is not None else cap.days for cap in policy.caps] + [gap.days for gap in policy.gaps]
    edge = day_number(case.base.as_of - timedelta(days=max(windows, default=0)))
    recent = case.base.contacts.day > edge
    history = replace(
        case.base.contacts,
        customer=case.base.contacts.customer[recent],
        day=case.base.contacts.day[recent],
        channel=case.base.contacts.channel[recent],
    )
    assert decided(case) == decided(replace(case, base=replace(case.base, contacts=history)))
