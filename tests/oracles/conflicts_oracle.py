"""Conflicts counted with plain loops over single customers: slow, obvious, without arrays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

from clmplan.model.calendar import DroppedSend, Send
from clmplan.model.plan import Assignment
from clmplan.model.playbook import Offer, Playbook
from clmplan.model.step import Step

# kind, weight, first day, customers, ids of sends
Shown = tuple[str, str, date | None, int, tuple[str, ...]]
CONTACTED = None


@dataclass(frozen=True)
class Fate:
    """What happened to one customer of a send: None, or the step and the words that refused."""

    send: Send
    customer: int
    step: Step | None
    rule: str = ""


@dataclass
class Told:
    """One conflict: who and which sends on which days."""

    customers: set[int] = field(default_factory=set)
    sends: dict[str, Send] = field(default_factory=dict)
    days: set[date] = field(default_factory=set)

    def add(self, send: Send, customer: int | None = None) -> None:
        self.sends[send.id] = send
        self.days.add(send.day)
        if customer is not None:
            self.customers.add(customer)

    def shown(self, kind: str, weight: str) -> Shown:
        ids = tuple(one.id for one in sorted(self.sends.values(), key=lambda send: (send.day, send.id)))
        return kind, weight, min(self.days), len(self.customers), ids


class PlainConflicts:
    """Every conflict of a plan from what happened to every customer, in the order of arbitration."""

    def __init__(self, playbook: Playbook, sends: list[Send], fates: list[Fate]) -> None:
        self.playbook, self.sends, self.fates = playbook, sends, fates
        self.audience: dict[str, set[int]] = defaultdict(set)
        self.contacts: dict[str, set[int]] = defaultdict(set)
        for fate in fates:
            self.audience[fate.send.id].add(fate.customer)
            if fate.step is CONTACTED:
                self.contacts[fate.send.id].add(fate.customer)

    def all(self) -> list[Shown]:
        return [
            *self.same_day(),
            *self.offers_together(),
            *self.offers(),
            *self.over_capacity(),
            *self.moved(),
            *self.nobody(),
            *self.capped(),
            *self.said_twice(),
            *self.covered(),
        ]

    def same_day(self) -> Iterator[Shown]:
        found: dict[str, Told] = defaultdict(Told)
        for number, send in enumerate(self.sends):
            for customer in self.contacts[send.id]:
                earlier = [
                    one for one in self.sends[:number] if one.day == send.day and customer in self.contacts[one.id]
                ]
                if earlier:
                    found[send.campaign].add(send, customer)
                    found[send.campaign].add(earlier[-1], customer)
        yield from (told.shown("same-day", "soft") for told in found.values())

    def offers_together(self) -> Iterator[Shown]:
        found: dict[tuple[str, str], Told] = defaultdict(Told)
        for number, send in enumerate(self.sends):
            if send.offer is None:
                continue
            for customer in self.contacts[send.id]:
                for offer in self.playbook.offers:
                    given = [
                        one
                        for one in self.sends[:number]
                        if one.offer == offer.name and customer in self.contacts[one.id]
                    ]
                    if given and given[-1].campaign != send.campaign and still_valid(offer, given[-1].day, send.day):
                        found[(offer.name, send.offer)].add(send, customer)
        yield from (told.shown("offers-together", "soft") for told in found.values())

    def offers(self) -> Iterator[Shown]:
        refused: dict[tuple[str, str], Told] = defaultdict(Told)
        for fate in self.fates:
            if fate.step is Step.OFFER and fate.send.offer:
                for other in self.excluding(fate.send.offer):
                    if fate.rule.startswith((f"excludes: {other.name},", f"不同享：{other.name}（")):
                        refused[(other.name, fate.send.offer)].add(fate.send, fate.customer)
        meant: dict[tuple[str, str], Told] = defaultdict(Told)
        for number, send in enumerate(self.sends):
            for other in self.excluding(send.offer):
                for customer in self.audience[send.id]:
                    days = [
                        one.day
                        for one in self.sends[:number]
                        if one.offer == other.name and customer in self.audience[one.id]
                    ]
                    if days and still_valid(other, days[-1], send.day) and send.offer:
                        meant[(other.name, send.offer)].add(send, customer)
        yield from (told.shown("offers-clash", "hard") for told in refused.values())
        for pair, told in meant.items():
            if pair not in refused:
                yield told.shown("offers-planned-to-clash", "soft")

    def excluding(self, offer: str | None) -> list[Offer]:
        own = [one for one in self.playbook.offers if one.name == offer]
        return [
            other
            for other in self.playbook.offers
            for one in own
            if other.name in one.excludes or one.name in other.excludes
        ]

    def over_capacity(self) -> Iterator[Shown]:
        found: dict[str, Told] = defaultdict(Told)
        for fate in self.fates:
            if fate.step is Step.CAPACITY:
                found[fate.send.channel].add(fate.send, fate.customer)
        yield from (told.shown("channel-over-capacity", "hard") for told in found.values())

    def moved(self) -> Iterator[Shown]:
        found: dict[str, Told] = defaultdict(Told)
        for send in self.sends:
            if send.is_triggered and not self.audience[send.id]:
                continue
            for offset in range((send.day - send.planned_day).days):
                rule = closing(self.playbook, send.planned_day + timedelta(days=offset))
                if rule is not None:
                    found[rule].add(send)
                    for customer in self.contacts[send.id]:
                        found[rule].add(send, customer)
                    break
        yield from (told.shown("moved-off-closed-day", "soft") for told in found.values())

    def nobody(self) -> Iterator[Shown]:
        for own in self.waves():
            idle = [send for send in own if not self.contacts[send.id]]
            if own[0].is_triggered:
                idle = [send for send in idle if self.audience[send.id]]
                if any(self.contacts[send.id] for send in own):
                    continue
            told = Told()
            for send in idle:
                told.add(send)
                for customer in self.audience[send.id]:
                    told.add(send, customer)
            if idle:
                yield told.shown("send-reaches-nobody", "wasteful")

    def capped(self) -> Iterator[Shown]:
        for own in self.waves():
            parts = [own] if own[0].is_triggered else [[send] for send in own]
            told = Told()
            for part in parts:
                ids = {send.id for send in part}
                lost = [fate for fate in self.fates if fate.send.id in ids and fate.step is Step.POLICY]
                audience = sum(len(self.audience[one]) for one in ids)
                if any(self.contacts[one] for one in ids) and audience >= 10 and len(lost) > 0.9 * audience:
                    for fate in lost:
                        told.add(fate.send, fate.customer)
            if told.sends:
                yield told.shown("send-mostly-capped", "wasteful")

    def waves(self) -> Iterator[list[Send]]:
        groups: dict[tuple[str, str], list[Send]] = defaultdict(list)
        for send in self.sends:
            groups[(send.campaign, send.wave)].append(send)
        yield from groups.values()

    def said_twice(self) -> Iterator[Shown]:
        found: dict[tuple[str, str], Told] = defaultdict(Told)
        for one, other in combinations(self.sends, 2):
            if (one.channel, one.message, one.day) == (other.channel, other.message, other.day) and one.message:
                for customer in self.audience[one.id] & self.audience[other.id]:
                    found[(one.channel, one.message)].add(one, customer)
                    found[(one.channel, one.message)].add(other, customer)
        yield from (told.shown("said-twice", "wasteful") for told in found.values())

    def covered(self) -> Iterator[Shown]:
        for campaign in self.playbook.campaigns:
            own = [send for send in self.sends if send.campaign == campaign.name and self.audience[send.id]]
            higher = [one.name for one in self.playbook.campaigns if one.priority > campaign.priority]
            if own and any(all(self.is_inside(send, other) for send in own) for other in higher):
                told = Told()
                for send in own:
                    for customer in self.audience[send.id]:
                        told.add(send, customer)
                yield told.shown("campaign-covered", "wasteful")

    def is_inside(self, send: Send, campaign: str) -> bool:
        meant = [self.audience[one.id] for one in self.sends if one.campaign == campaign and one.day == send.day]
        return self.audience[send.id] <= set().union(*meant)


def dropped_by_rules(
    playbook: Playbook, sends: Iterable[DroppedSend], audiences: dict[str, set[int]]
) -> Iterator[Shown]:
    """The sends that closed days drop, by rule and by whose days they are."""
    found: dict[tuple[str, bool], Told] = defaultdict(Told)
    for one in sends:
        rule = closing(playbook, one.send.day)
        if rule is not None:
            told = found[(rule, one.send.is_triggered)]
            told.add(one.send)
            for customer in audiences[one.send.id]:
                told.add(one.send, customer)
    for (_, is_own), told in found.items():
        yield told.shown("own-days-on-closed-days" if is_own else "send-on-closed-day", "soft" if is_own else "hard")


def holdouts_with_one_key(assigned: tuple[Assignment, ...], drawn: dict[str, set[int]]) -> Iterator[Shown]:
    """Experiments with one key; `drawn` are the customers whom each campaign's own share would keep out."""
    for key in {one.key for one in assigned}:
        members = [one for one in assigned if one.key == key]
        out = [set(one.customer[one.is_held_out].tolist()) for one in members]
        about = [set(one.customer.tolist()) for one in members]
        programme = [place for place, one in enumerate(members) if one.campaign == ""]
        for place, one in enumerate(members):
            if programme and one.campaign:
                out[place] |= out[programme[0]] & drawn[one.campaign]
        both = {each for one, other in combinations(out, 2) for each in one & other}
        if both or any(one & other for one, other in combinations(about, 2)):
            yield "shared-holdout", "soft", None, len(both), ()


def closing(playbook: Playbook, day: date) -> str | None:
    """The rule that closes a day."""
    for blackout in playbook.policy.blackouts:
        if blackout.window.start <= day < blackout.window.end:
            return f"{blackout.title}{blackout.at}"
    if playbook.policy.avoid_holidays and day in playbook.day_table.days_off:
        return "holiday"
    return None


def still_valid(offer: Offer, given: date, today: date) -> bool:
    """Whether an offer given on a day can still be used."""
    return offer.valid_days is None or (today - given).days < offer.valid_days
