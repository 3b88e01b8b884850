"""From a playbook, its calendar and the customers to the whole plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from clmplan.base.days import day_number, from_day_number
from clmplan.base.diagnostics import Checked, Diagnostic, in_order
from clmplan.base.money import Money
from clmplan.model.calendar import Calendar, Send
from clmplan.model.expression import Expression, TopShare, Type
from clmplan.model.plan import Allocation, Compiled, ContactLog, Count, Plan, PlannedSend, Waterfall
from clmplan.model.playbook import Campaign, Playbook
from clmplan.model.project import Project
from clmplan.model.records import CustomerBase, Memberships
from clmplan.planning import prepare
from clmplan.planning.allocate import Ceiling, Demand, Demands, about_spending, allocate, made_before, settled
from clmplan.planning.baseline import baseline
from clmplan.planning.conflicts.ranked import Planned, apart, conflicts
from clmplan.planning.conflicts.seen import Seen
from clmplan.planning.contacts.audiences import Audiences
from clmplan.planning.contacts.verdict import Verdict
from clmplan.planning.contacts.waterfall import Draws, arbitrated, verdicts
from clmplan.planning.contacts.world import Index, World
from clmplan.planning.findings import findings, reasons
from clmplan.planning.journeys.findings import about_journeys
from clmplan.planning.journeys.notes import Diary
from clmplan.planning.journeys.outlook import Outlook, outlook
from clmplan.planning.newcomers import newcomers
from clmplan.planning.splits import ENOUGH_GOALS, Delivery, FirstEligibility, assignments, splits
from clmplan.planning.zones import Zones

_MOST_KEPT = 10_000_000  # customers in the audiences of all verdicts that wait


class Watchers:
    """What looks at every verdict of the pass that the plan is made of.

    A pass that may have to be run again keeps its verdicts until that is known, as long as they are few.
    """

    def __init__(self, world: World, sends: tuple[Send, ...], *, is_last: bool) -> None:
        self.first, self.seen = FirstEligibility(world), Seen(world, sends)
        self._kept: list[tuple[Verdict, Waterfall]] = []
        self._room = 0 if is_last else _MOST_KEPT

    def note(self, verdict: Verdict, waterfall: Waterfall) -> None:
        """Take in a verdict; verdicts come in the order of arbitration."""
        self._kept.append((verdict, waterfall))
        self._room -= len(verdict.customers)
        if self._room <= 0:
            self.settle()

    def settle(self) -> None:
        """Look at what was kept: the pass counts."""
        self._room = 0
        for verdict, waterfall in self._kept:
            self.first.note(verdict)
            self.seen.note(verdict, waterfall)
        self._kept.clear()


@dataclass(frozen=True, slots=True)
class Pass:
    """One run over all sends under some ceilings: the counts, the contacts, and those who watched."""

    waterfalls: Mapping[str, Waterfall]
    contacted: Mapping[str, Index]
    watchers: Watchers
    audiences: Audiences


@dataclass(frozen=True, slots=True)
class Settled:
    """The pass that the plan is made of, with the money behind it."""

    outcome: Pass
    allocation: Allocation
    ceilings: Mapping[str, Ceiling]
    draws: Draws


def plan_contacts(
    project: Project, playbook: Playbook, calendar: Calendar, base: CustomerBase, memberships: Memberships
) -> Checked[Compiled]:
    """The compiled plan; its findings are also the diagnostics."""
    world = World(playbook, base, memberships, project.locale)
    settlement = settle(world, calendar.sends, project.currency)
    outcome = settlement.outcome
    ahead = outlook(world, outcome.audiences, calendar.sends, outcome.contacted, settlement.draws.holdouts)
    zones = Zones(world, project)
    sends = _planned(world, _reached(calendar.sends, outcome, ahead), outcome, ahead, zones)
    allocation = settled(settlement.allocation, sends)
    assigned = assignments(world, settlement.draws.holdouts, outcome.watchers.first)
    measured = splits(world, assigned, _deliveries(world, sends, outcome))
    work = prepare.work(playbook, tuple(planned.send for planned in sends), base.as_of)
    kept = _kept(calendar, sends, work)
    found = findings(world, sends, allocation, measured, work, reasons(calendar, outcome.audiences))
    money = about_spending(playbook, base.as_of, allocation)
    found = in_order(
        (*found, *money, *about_journeys(world, calendar, ahead, outcome.audiences), *zones.findings(sends))
    )
    row, log = world.row(base.as_of), _log(sends, outcome)
    plan = Plan(
        project=project.name,
        playbook=playbook,
        as_of=base.as_of,
        zone=project.zone,
        currency=project.currency,
        locale=project.locale,
        seed=project.seed,
        horizon=playbook.horizon,
        fingerprint=base.fingerprint,
        customers=world.size,
        counts=base.counts,
        stages=_stage_counts(world, row),
        segments=_segment_counts(world, row),
        cuts=_cuts(world, row, project.currency),
        calendar=kept,
        sends=sends,
        allocation=allocation,
        splits=measured,
        newcomers=newcomers(world),
        findings=found,
        contacted=len(np.unique(log.customer)),
        conflicts=conflicts(
            world, Planned(kept, outcome.contacted, settlement.draws.holdouts, assigned), outcome.watchers.seen
        ),
        links=project.links,
        response_rates=ahead.rates,
    )
    return Checked(Compiled(plan, log, assigned), found)


def with_findings(compiled: Compiled, found: tuple[Diagnostic, ...]) -> Checked[Compiled]:
    """The plan with everything found about it, in its data and its calendar too, save what the playbook allows.

    What is said about its conflicts stays with them and is no finding.
    """
    findings, kept = apart(found, compiled.plan.conflicts)
    plan = replace(compiled.plan, findings=tuple(one for one in findings if one.allowed is None), conflicts=kept)
    return Checked(replace(compiled, plan=plan), findings)


def settle(world: World, sends: tuple[Send, ...], currency: str) -> Settled:
    """The contacts that the budget allows: a first pass says what is wanted, a second keeps to what is granted."""
    draws, order = Draws(world), arbitrated(world.playbook, sends)
    outcome = _run(world, order, draws, {})
    demands = tuple(
        Demand(send.id, send.campaign, send.channel, outcome.waterfalls[send.id].contacts, send.day) for send in order
    )
    made = made_before(world.playbook, world.base)
    allocation, ceilings = allocate(world.playbook, Demands(currency, world.locale, demands, made))
    cut = any(demand.send in ceilings and ceilings[demand.send].contacts < demand.contacts for demand in demands)
    if not cut:
        outcome.watchers.settle()
    else:
        outcome = _run(world, order, draws, ceilings, outcome.audiences)
    return Settled(outcome, allocation, ceilings if cut else {}, draws)


def _run(
    world: World,
    sends: tuple[Send, ...],
    draws: Draws,
    ceilings: Mapping[str, Ceiling],
    earlier: Audiences | None = None,
) -> Pass:
    waterfalls: dict[str, Waterfall] = {}
    contacted: dict[str, Index] = {}
    watchers = Watchers(world, sends, is_last=bool(ceilings) or world.playbook.budget is None)
    audiences = Audiences(world, sends, draws.holdouts, Diary(), earlier)
    for verdict in verdicts(world, sends, draws, ceilings, audiences):
        waterfalls[verdict.send.id] = verdict.waterfall()
        contacted[verdict.send.id] = verdict.contacted
        watchers.note(verdict, waterfalls[verdict.send.id])
    return Pass(waterfalls, contacted, watchers, audiences)


def _reached(sends: Iterable[Send], outcome: Pass, ahead: Outlook) -> tuple[Send, ...]:
    """The sends that somebody may get: later steps, second tries and triggered ones only where somebody comes."""
    return tuple(
        send
        for send in sends
        if not (send.is_triggered or send.step or send.instead_of)
        or outcome.waterfalls[send.id].audience
        or ahead.expected.get(send.id)
    )


def _planned(
    world: World, sends: tuple[Send, ...], outcome: Pass, ahead: Outlook, zones: Zones
) -> tuple[PlannedSend, ...]:
    rates = {channel.name: channel.cost for channel in world.playbook.channels}
    redemptions = {campaign.name: _redemptions(world, campaign) for campaign in world.playbook.campaigns}
    return tuple(
        PlannedSend(
            send,
            outcome.waterfalls[send.id],
            rates[send.channel].times(outcome.waterfalls[send.id].contacts),
            _offer_cost(world, send, outcome.waterfalls[send.id].contacts, redemptions[send.campaign]),
            ahead.expected.get(send.id),
            zones.of(outcome.contacted[send.id]) if send.is_local else (),
        )
        for send in sends
    )


def _deliveries(world: World, sends: tuple[PlannedSend, ...], outcome: Pass) -> Iterator[Delivery]:
    reach = {channel.name: float(channel.reach) for channel in world.playbook.channels}
    for planned in sends:
        send = planned.send
        yield send.campaign, day_number(send.day), reach[send.channel], outcome.contacted[send.id]


def _redemptions(world: World, campaign: Campaign) -> tuple[Decimal, Decimal] | None:
    """Redemptions expected of one contact: baseline x (1 + lift) x redeem; None when any of it is not known."""
    redeem, lift = campaign.assumptions.redeem, campaign.assumptions.lift
    if redeem is None or lift is None:
        return None
    before = baseline(world, campaign.goal, (campaign,))
    if before is None or before.reached < ENOUGH_GOALS:
        return None
    orders = Decimal(before.reached) / before.customers
    return orders * (1 + lift.low) * redeem.low, orders * (1 + lift.high) * redeem.high


def _offer_cost(
    world: World, send: Send, contacts: int, redemptions: tuple[Decimal, Decimal] | None
) -> tuple[Money, Money] | None:
    if redemptions is None or send.offer is None:
        return None
    cost = next(offer.cost for offer in world.playbook.offers if offer.name == send.offer)
    low, high = (Money.of(cost.amount * contacts * each, cost.currency) for each in redemptions)
    return low, high


def _kept(calendar: Calendar, sends: tuple[PlannedSend, ...], work: tuple[prepare.Work, ...]) -> Calendar:
    return Calendar(tuple(planned.send for planned in sends), calendar.dropped, tuple(one.task for one in work))


def _log(sends: tuple[PlannedSend, ...], outcome: Pass) -> ContactLog:
    contacted = [outcome.contacted[planned.send.id] for planned in sends]
    counts = [len(customers) for customers in contacted]
    send = np.repeat(np.arange(len(sends), dtype=np.int32), counts)
    customer = np.concatenate(contacted) if contacted else np.empty(0, dtype=np.int32)
    return ContactLog(send, customer)


def _stage_counts(world: World, row: int) -> tuple[Count, ...]:
    counts = []
    for lifecycle in world.playbook.lifecycles:
        found = world.memberships.stages[lifecycle.name][row]
        for position, stage in enumerate(lifecycle.stages):
            inside = int(np.count_nonzero(found == position))
            counts.append(Count(lifecycle.name, stage.name, stage.title, inside))
    return tuple(counts)


def _segment_counts(world: World, row: int) -> tuple[Count, ...]:
    holds = world.memberships.holds
    return tuple(
        Count("", segment.name, segment.title, int(np.count_nonzero(holds[segment.name][row])))
        for segment in world.playbook.segments
    )


def _cuts(world: World, row: int, currency: str) -> tuple[tuple[str, str], ...]:
    cuts = world.memberships.cuts
    ranked = (segment for segment in world.playbook.segments if segment.name in cuts)
    found = ((segment.name, _cut(segment.condition, cuts[segment.name][row], currency)) for segment in ranked)
    return tuple((name, cut) for name, cut in found if cut)


def _cut(condition: Expression, raw: str, currency: str) -> str:
    """A cut point as people write it: amounts with their currency, dates as dates."""
    kind = getattr(condition.by, "type", None) if isinstance(condition, TopShare) else None
    if not raw or kind not in {Type.MONEY, Type.DATE}:
        return raw
    return str(Money(int(raw), currency)) if kind is Type.MONEY else str(from_day_number(int(raw)))
