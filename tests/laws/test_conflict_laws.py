"""What holds for the conflicts of every plan: plain loops count the same, whatever the order, and nothing repeats."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from oracles.conflicts_oracle import Fate, PlainConflicts, Shown, closing, dropped_by_rules, holdouts_with_one_key
from unit.planning.random_worlds_planning import OFFERS, random_case
from unit.planning.worlds_planning import AS_OF, SOURCE, Case

from clmplan.base.chance import is_drawn
from clmplan.base.days import Window
from clmplan.base.source import Span
from clmplan.model.calendar import Calendar, DroppedSend
from clmplan.model.declared.policy import Blackout
from clmplan.model.plan import Compiled
from clmplan.planning.compile import plan_contacts, settle
from clmplan.planning.contacts.waterfall import CONTACTED, arbitrated, verdicts
from clmplan.planning.contacts.world import World

SEEDS = st.integers(min_value=0, max_value=2**32)
many = settings(max_examples=250, deadline=None, derandomize=True)
few = settings(max_examples=40, deadline=None, derandomize=True)


def crowded(seed: int) -> Case:
    """A random world with closed days, sends that they drop or move, shared keys, few messages, gentle rules."""
    case, chance = random_case(seed), Random(seed)
    closed = [
        Window(day, day + timedelta(days=chance.randint(1, 3)))
        for day in (AS_OF + timedelta(days=chance.randint(0, 14)) for _ in range(2))
    ]
    blackouts = tuple(
        Blackout(window, f"closed {number}", Span(SOURCE, 990 + number, 991 + number))
        for number, window in enumerate(closed)
    )
    policy = replace(case.playbook.policy, blackouts=blackouts)
    if chance.random() < 0.6:
        policy = replace(policy, caps=policy.caps[:1], gaps=(), rests=(), never=())
    campaigns = tuple(
        replace(one, holdout=one.holdout and replace(one.holdout, key=chance.choice(["one-key", f"{one.name}-key"])))
        for one in case.playbook.campaigns
    )
    programme = case.playbook.holdout
    book = replace(
        case.playbook,
        policy=policy,
        campaigns=campaigns,
        holdout=programme and replace(programme, key=chance.choice(["one-key", "programme-key"])),
        budget=chance.choice([None, case.playbook.budget]),
    )
    sends = [
        replace(
            one,
            planned_day=one.occurrence,
            message=chance.choice(["hello", "welcome", ""]),
            offer=chance.choice([one.offer, OFFERS[0]]),
        )
        for one in case.calendar.sends
    ]
    lost = {one.id for one in sends if closing(book, one.day) is not None and chance.random() < 0.8}
    kept = tuple(one for one in sends if one.id not in lost)
    dropped = tuple(DroppedSend(one, "blackout:closed", None) for one in sends if one.id in lost)
    memberships = case.memberships
    if chance.random() < 0.4:
        holds = {
            name: held | True if name.startswith("campaign:") else held & False
            for name, held in memberships.holds.items()
        }
        memberships = replace(memberships, holds=holds)
    return replace(case, playbook=book, calendar=Calendar(kept, dropped), memberships=memberships)


def compiled(case: Case) -> Compiled:
    return plan_contacts(*case.parts).value


def shown(case: Case) -> list[Shown]:
    return sorted(
        ((one.kind, one.weight.value, one.day, one.customers, one.sends) for one in compiled(case).plan.conflicts),
        key=str,
    )


def counted(case: Case) -> list[Shown]:
    """The same by plain loops over what the passes decided about each customer."""
    world = World(case.playbook, case.base, case.memberships, case.project.locale)
    settlement = settle(world, case.calendar.sends, case.project.currency)
    fates: list[Fate] = []
    for verdict in verdicts(
        world, arbitrated(case.playbook, case.calendar.sends), settlement.draws, settlement.ceilings
    ):
        for customer, rule in zip(verdict.customers.tolist(), verdict.rule.tolist(), strict=True):
            refusal = None if rule == CONTACTED else verdict.refusals[rule]
            step, words = (None, "") if refusal is None else (refusal.step, refusal.rule)
            fates.append(Fate(verdict.send, customer, step, words))
    sends = list(arbitrated(case.playbook, case.calendar.sends))
    audiences = {one.send.id: set(world.audience(one.send).tolist()) for one in case.calendar.dropped}
    drawn = {
        one.name: {
            number for number, key in enumerate(case.base.keys) if is_drawn(one.holdout.key, key, one.holdout.share)
        }
        for one in case.playbook.campaigns
        if one.holdout is not None
    }
    return sorted(
        (
            *PlainConflicts(case.playbook, sends, fates).all(),
            *dropped_by_rules(case.playbook, case.calendar.dropped, audiences),
            *holdouts_with_one_key(compiled(case).assignments, drawn),
        ),
        key=str,
    )


@many
@given(SEEDS)
def test_every_conflict_and_its_people_equal_the_plain_loops(seed: int) -> None:
    case = crowded(seed)
    assert counted(case) == shown(case)


@few
@given(SEEDS)
def test_the_order_of_sends_and_of_declarations_changes_no_conflict(seed: int) -> None:
    case = crowded(seed)
    turned = replace(
        case,
        calendar=replace(case.calendar, sends=case.calendar.sends[::-1], dropped=case.calendar.dropped[::-1]),
        playbook=replace(case.playbook, campaigns=case.playbook.campaigns[::-1]),
    )
    assert shown(case) == shown(turned)


@few
@given(SEEDS)
def test_hard_ones_come_first_then_most_people_then_the_earliest_day(seed: int) -> None:
    found = compiled(crowded(seed)).plan.conflicts
    order = ["hard", "soft", "wasteful"]
    keys = [(order.index(one.weight.value), -one.customers, one.day or AS_OF - timedelta(days=999)) for one in found]
    assert sorted(keys) == keys


@few
@given(SEEDS)
def test_no_sentence_is_said_twice_and_each_is_said_in_both_languages(seed: int) -> None:
    found = compiled(crowded(seed)).plan.conflicts
    for locale in ("en", "zh"):
        said = [(one.said.message(locale), str(one.said.place)) for one in found]
        assert len(set(said)) == len(said)
        assert not any("{" in sentence or "  " in sentence for sentence, _ in said)
