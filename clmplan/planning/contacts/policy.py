"""The contact policy: exact caps, gaps and rests, over all customers at once."""

from __future__ import annotations

from collections.abc import Iterator

from clmplan.base.days import day_number
from clmplan.model.calendar import Send
from clmplan.model.declared.policy import Cap, Gap, Policy, Rest
from clmplan.model.plan import Refusal
from clmplan.planning.contacts import refusals
from clmplan.planning.contacts.counting import (
    LastContact,
    PeriodTally,
    Runs,
    Tally,
    contacts_by_day,
    events_by_day,
)
from clmplan.planning.contacts.world import Index, Mask, World


class ContactPolicy:
    """Every cap, gap and rest, in written order; the first that refuses is named.

    Nothing here refuses an exempt campaign, whose contacts count all the same.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        policy, contacts = world.playbook.policy, world.base.contacts
        self._exempt = frozenset(campaign.name for campaign in world.playbook.campaigns if campaign.is_exempt)
        self._rules = tuple(
            (position, rule, refusals.policy(rule, world.locale)) for position, rule in _in_written_order(policy)
        )
        self._tallies = tuple(_tally(cap, world) for cap in policy.caps)
        self._last = LastContact(world.size, contacts_by_day(contacts, None)) if policy.gaps else None
        self._runs = tuple(_runs(rest, world) for rest in policy.rests)

    def refusals(self, send: Send, customers: Index) -> Iterator[tuple[Refusal, Mask]]:
        """Each rule with the customers it refuses; shapes (customers,)."""
        if send.campaign in self._exempt:
            return
        today = day_number(send.day)
        for position, rule, refusal in self._rules:
            if isinstance(rule, Rest):
                yield refusal, self._runs[position].resting(today)[customers]
            elif isinstance(rule, Gap):
                if self._last is not None:
                    yield refusal, today - self._last.on(today)[customers] < rule.days
            elif _concerns(rule, send):
                refused = self._tallies[position].on(today)[customers] >= rule.limit
                if rule.audience is not None:
                    refused &= self._world.holds(f"cap:{position}", send.day)[customers]
                yield refusal, refused

    def record(self, send: Send, contacted: Index) -> None:
        """Count the contacts of a send."""
        today = day_number(send.day)
        for cap, tally in zip(self._world.playbook.policy.caps, self._tallies, strict=True):
            if _concerns(cap, send):
                tally.add(today, contacted)
        if self._last is not None:
            self._last.on(today)
            self._last.add(today, contacted)
        for run in self._runs:
            run.add(today, contacted)


def _concerns(cap: Cap, send: Send) -> bool:
    return cap.channel is None or cap.channel == send.channel


def _in_written_order(policy: Policy) -> list[tuple[int, Cap | Gap | Rest]]:
    rules: list[tuple[int, Cap | Gap | Rest]] = [
        *enumerate(policy.caps),
        *enumerate(policy.gaps),
        *enumerate(policy.rests),
    ]
    places = [rule.at for _, rule in rules]
    starts = [(place.path, place.start) for place in places if place is not None]
    if len(starts) < len(rules):
        return rules
    return [rules[index] for index in sorted(range(len(rules)), key=lambda index: (starts[index], index))]


def _tally(cap: Cap, world: World) -> Tally | PeriodTally:
    history = contacts_by_day(world.base.contacts, cap.channel)
    if cap.period is not None:
        return PeriodTally(world.size, cap.period, history)
    return Tally(world.size, cap.days, history)


def _runs(rest: Rest, world: World) -> Runs:
    history, events = contacts_by_day(world.base.contacts, None), events_by_day(world.base.events[rest.event])
    return Runs(world.size, rest, history, events)
