"""One customer's story: where they stand, and what every send decides about them and why."""

from __future__ import annotations

from collections import Counter

import numpy as np

from clmplan.model.calendar import Calendar
from clmplan.model.plan import CustomerStory, Decision
from clmplan.model.playbook import Playbook
from clmplan.model.project import Project
from clmplan.model.records import CustomerBase, Memberships
from clmplan.planning.compile import settle
from clmplan.planning.contacts.audiences import Audiences
from clmplan.planning.contacts.waterfall import CONTACTED, Verdict, arbitrated, verdicts
from clmplan.planning.contacts.world import World
from clmplan.planning.journeys.notes import Diary


def explain(
    project: Project,
    playbook: Playbook,
    calendar: Calendar,
    base: CustomerBase,
    memberships: Memberships,
    customer: str,
) -> CustomerStory | None:
    """The story of a customer by key, told by the same pass that makes the plan; None when the key is not on file."""
    if customer not in base.keys:
        return None
    index = base.keys.index(customer)
    world = World(playbook, base, memberships, project.locale)
    settlement = settle(world, calendar.sends, project.currency)
    decisions: list[Decision] = []
    outside: Counter[str] = Counter()
    diary = Diary(index, project.locale)
    audiences = Audiences(world, calendar.sends, settlement.draws.holdouts, diary)
    order = arbitrated(playbook, calendar.sends)
    for verdict in verdicts(world, order, settlement.draws, settlement.ceilings, audiences):
        decision = _decision(verdict, index)
        if decision is not None:
            decisions.append(decision)
        elif len(verdict.customers) or not (verdict.send.step or verdict.send.instead_of):
            outside[verdict.send.campaign] += 1
    return CustomerStory(
        customer=customer,
        as_of=base.as_of,
        stages=_stages(world, index),
        segments=_segments(world, index),
        decisions=tuple(decisions),
        outside=tuple((one.name, outside[one.name]) for one in playbook.campaigns if outside[one.name]),
        journeys=diary.told(playbook),
    )


def _decision(verdict: Verdict, index: int) -> Decision | None:
    position = int(np.searchsorted(verdict.customers, index))
    if position == len(verdict.customers) or verdict.customers[position] != index:
        return None
    rule = int(verdict.rule[position])
    return Decision(verdict.send, None if rule == CONTACTED else verdict.refusals[rule])


def _stages(world: World, index: int) -> tuple[tuple[str, str | None], ...]:
    row = world.row(world.base.as_of)
    found = []
    for lifecycle in world.playbook.lifecycles:
        position = int(world.memberships.stages[lifecycle.name][row][index])
        found.append((lifecycle.name, lifecycle.stages[position].name if position >= 0 else None))
    return tuple(found)


def _segments(world: World, index: int) -> tuple[str, ...]:
    as_of = world.base.as_of
    return tuple(one.name for one in world.playbook.segments if world.holds(one.name, as_of)[index])
