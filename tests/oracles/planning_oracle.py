"""The order of a day as plain loops over single customers: slow, obvious, without arrays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from hashlib import sha256

from oracles.budget_oracle import ceilings
from oracles.policy_oracle import refusing

from clmplan.base.days import from_day_number
from clmplan.base.source import Span
from clmplan.model.calendar import Calendar, Send
from clmplan.model.playbook import Campaign, Playbook, Wave
from clmplan.model.project import FieldType
from clmplan.model.records import NO_DAY, CustomerBase, Memberships
from clmplan.model.schedule import OwnDate, Passage
from clmplan.model.step import Step

EPOCH = date(1970, 1, 1)

Decided = tuple[Step, Span | None] | None


@dataclass
class Contact:
    """One contact, made or planned; history knows neither campaign nor wave nor offer."""

    customer: int
    day: date
    channel: str
    campaign: str = ""
    wave: str = ""
    occurrence: date | None = None
    offer: str | None = None
    send: str = ""


class PlainPlanner:
    """Decides every customer of every send, one after the other."""

    def __init__(self, playbook: Playbook, calendar: Calendar, base: CustomerBase, memberships: Memberships) -> None:
        self.playbook, self.calendar, self.base, self.memberships = playbook, calendar, base, memberships
        self.days = [EPOCH + timedelta(days=day) for day in memberships.days.tolist()]

    def plan(self) -> dict[str, dict[int, Decided]]:
        """Send by send: what happened to each customer of its audience."""
        wanted = self.once({})
        if self.playbook.budget is None:
            return wanted
        counts = {send: contacts_of(decided) for send, decided in wanted.items()}
        most_by_send = ceilings(self.playbook, self.in_arbitration(), counts)
        if all(most >= counts[send] for send, (most, _) in most_by_send.items()):
            return wanted
        return self.once(most_by_send)

    def once(self, ceilings: dict[str, tuple[int, Span | None]]) -> dict[str, dict[int, Decided]]:
        """One pass under ceilings."""
        contacts = [
            Contact(customer, EPOCH + timedelta(days=day), channel)
            for customer, day, channel in zip(
                self.base.contacts.customer.tolist(),
                self.base.contacts.day.tolist(),
                self.base.contacts.channel.tolist(),
                strict=True,
            )
        ]
        made: list[Contact] = []
        result: dict[str, dict[int, Decided]] = {}
        for send in self.in_arbitration():
            campaign = self.playbook.campaign(send.campaign)
            salt = f"{campaign.id}/turn"
            turns = sorted(
                (sha256(f"{salt}:{key}".encode()).hexdigest()[:8], key, customer)
                for customer, key in enumerate(self.base.keys)
                if self.is_in_audience(customer, send, campaign)
            )
            result[send.id] = {}
            for _, key, customer in turns:
                decided = self.decide(customer, key, send, campaign, contacts, made, ceilings)
                result[send.id][customer] = decided
                if decided is None:
                    contact = Contact(
                        customer,
                        send.day,
                        send.channel,
                        send.campaign,
                        send.wave,
                        send.occurrence,
                        send.offer,
                        send.id,
                    )
                    contacts.append(contact)
                    made.append(contact)
        return result

    def in_arbitration(self) -> list[Send]:
        return sorted(
            self.calendar.sends,
            key=lambda send: (
                send.day,
                -self.playbook.campaign(send.campaign).priority,
                send.time or time(0),
                send.campaign,
                send.wave,
                send.id,
            ),
        )

    def holds(self, name: str, day: date, customer: int) -> bool:
        return bool(self.memberships.holds[name][self.days.index(day)][customer])

    def stage(self, lifecycle: str, day: date, customer: int) -> int:
        return int(self.memberships.stages[lifecycle][self.days.index(day)][customer])

    def is_in_audience(self, customer: int, send: Send, campaign: Campaign) -> bool:
        if not self.holds(f"campaign:{campaign.name}", send.day, customer):
            return False
        for position in range(len(campaign.exclusions)):
            if self.holds(f"except:{campaign.name}:{position}", send.day, customer):
                return False
        wave: Wave = next(wave for wave in campaign.waves if wave.name == send.wave)
        trigger = wave.schedule.trigger
        if isinstance(trigger, OwnDate):
            anchor = int(self.memberships.anchors[f"{campaign.name}/{wave.name}"][customer])
            if anchor == NO_DAY or EPOCH + timedelta(days=anchor) not in wave.schedule.anchors_on(send.occurrence):
                return False
        if isinstance(trigger, Passage):
            declared = next(one for one in self.playbook.lifecycles if one.name == trigger.lifecycle)
            position = [one.name for one in declared.stages].index(trigger.name)
            (entry,) = wave.schedule.anchors_on(send.occurrence)
            before = entry - timedelta(days=1)
            was, now = (self.stage(trigger.lifecycle, day, customer) for day in (before, entry))
            return now == position != was
        return True

    def decide(
        self,
        customer: int,
        key: str,
        send: Send,
        campaign: Campaign,
        contacts: list[Contact],
        made: list[Contact],
        ceilings: dict[str, tuple[int, Span | None]],
    ) -> Decided:
        return (
            self.unconsented(customer, send)
            or self.entered(customer, send, campaign, made)
            or self.offered(customer, send, made)
            or self.suppressed(customer, send)
            or self.out_of_stock(send, made)
            or self.held_out(key, campaign)
            or self.capped(customer, send, campaign, contacts)
            or self.crowded_out(send, made)
            or self.unpaid(send, made, ceilings)
        )

    def suppressed(self, customer: int, send: Send) -> Decided:
        if bool(self.base.suppressed[customer]):
            return Step.SUPPRESSED, None
        for position, rule in enumerate(self.playbook.policy.never):
            if self.holds(f"never:{position}", send.day, customer):
                return Step.SUPPRESSED, rule.at
        return None

    def unconsented(self, customer: int, send: Send) -> Decided:
        channel = self.playbook.channel(send.channel)
        if channel.consent is None:
            return None
        for name in (channel.consent, channel.consent_from):
            column = None if name is None else self.base.fields[name]
            if column is None:
                continue
            if not column.known[customer]:
                return Step.CONSENT, channel.at
            value = column.values[customer]
            if column.type is FieldType.DATE and not from_day_number(int(value)) < send.day:
                return Step.CONSENT, channel.at
            if column.type is FieldType.YES_NO and not value:
                return Step.CONSENT, channel.at
        return None

    def entered(self, customer: int, send: Send, campaign: Campaign, made: list[Contact]) -> Decided:
        reached = [
            one for one in made if one.customer == customer and one.campaign == campaign.name and one.wave == send.wave
        ]
        if campaign.again_after is None or not reached or reached[-1].occurrence == send.occurrence:
            return None
        if campaign.again_after == 0 or (send.day - reached[-1].day).days < campaign.again_after:
            return Step.ENTRY, campaign.at
        return None

    def offered(self, customer: int, send: Send, made: list[Contact]) -> Decided:
        offer = next((offer for offer in self.playbook.offers if offer.name == send.offer), None)
        if offer is None:
            return None
        given = [one for one in made if one.offer == offer.name]
        if offer.limit is not None:
            often, days = offer.limit
            recent = [one for one in given if one.customer == customer and (send.day - one.day).days < days]
            if len(recent) >= often:
                return Step.OFFER, offer.at
        for other in self.playbook.offers:
            if other.name not in offer.excludes and offer.name not in other.excludes:
                continue
            held = [one.day for one in made if one.offer == other.name and one.customer == customer]
            if any(other.valid_days is None or (send.day - day).days < other.valid_days for day in held):
                writer = offer if other.name in offer.excludes else other
                return Step.OFFER, dict(writer.lines).get("excludes", writer.at)
        return None

    def out_of_stock(self, send: Send, made: list[Contact]) -> Decided:
        offer = next((offer for offer in self.playbook.offers if offer.name == send.offer), None)
        if offer is None or offer.stock is None:
            return None
        given = [one for one in made if one.offer == offer.name]
        return (Step.OFFER, offer.at) if len(given) >= offer.stock else None

    def held_out(self, key: str, campaign: Campaign) -> Decided:
        for holdout in (self.playbook.holdout, campaign.holdout):
            if holdout is not None:
                drawn = int(sha256(f"{holdout.key}:{key}".encode()).hexdigest()[:8], 16)
                if drawn < int(holdout.share * 2**32):
                    return Step.HOLDOUT, holdout.at
        return None

    def capped(self, customer: int, send: Send, campaign: Campaign, contacts: list[Contact]) -> Decided:
        if campaign.is_exempt:
            return None
        rule = refusing(
            self.playbook.policy,
            send.day,
            send.channel,
            [(one.day, one.channel) for one in contacts if one.customer == customer],
            lambda event: self.days_of(event, customer),
            lambda position: self.is_capped(position, send.day, customer),
        )
        return None if rule is None else (Step.POLICY, rule.at)

    def is_capped(self, position: int, day: date, customer: int) -> bool:
        is_for_all = self.playbook.policy.caps[position].audience is None
        return is_for_all or self.holds(f"cap:{position}", day, customer)

    def days_of(self, event: str, customer: int) -> list[date]:
        events = self.base.events[event]
        pairs = zip(events.customer.tolist(), events.day.tolist(), strict=True)
        return [EPOCH + timedelta(days=day) for one, day in pairs if one == customer]

    def crowded_out(self, send: Send, made: list[Contact]) -> Decided:
        channel = self.playbook.channel(send.channel)
        today = [one for one in made if one.channel == channel.name and one.day == send.day]
        if channel.capacity is not None and len(today) >= channel.capacity:
            return Step.CAPACITY, channel.at
        return None

    def unpaid(self, send: Send, made: list[Contact], ceilings: dict[str, tuple[int, Span | None]]) -> Decided:
        if send.id not in ceilings:
            return None
        most, place = ceilings[send.id]
        if len([one for one in made if one.send == send.id]) >= most:
            return Step.BUDGET, place
        return None


def contacts_of(decided: dict[int, Decided]) -> int:
    """How many were contacted."""
    return sum(1 for one in decided.values() if one is None)
