"""The order of a day as plain loops over single customers: slow, obvious, without arrays."""

from __future__ import annotations

from datetime import date, time, timedelta
from hashlib import sha256

from oracles.budget_oracle import ceilings
from oracles.journey_oracle import Facts, Journey
from oracles.policy_oracle import refusing
from oracles.world_oracle import EPOCH, Contact, PlainWorld

from clmplan.base.days import from_day_number
from clmplan.base.source import Span
from clmplan.model.calendar import Calendar, Send
from clmplan.model.playbook import Campaign, Playbook
from clmplan.model.project import FieldType
from clmplan.model.records import CustomerBase, Memberships
from clmplan.model.step import Step

Decided = tuple[Step, Span | None] | None


class PlainPlanner(PlainWorld):
    """Decides every customer of every send, one after the other."""

    def __init__(
        self,
        playbook: Playbook,
        calendar: Calendar,
        base: CustomerBase,
        memberships: Memberships,
        whole: Calendar | None = None,
    ) -> None:
        """`whole` is the calendar from the first day of the horizon on, where runs may have begun before the plan."""
        super().__init__(playbook, base, memberships)
        self.calendar, self.whole = calendar, whole or calendar

    def plan(self) -> dict[str, dict[int, Decided]]:
        """Send by send: what happened to each customer of its audience."""
        wanted = self.once({})
        if self.playbook.budget is None:
            return wanted
        counts = {send: contacts_of(decided) for send, decided in wanted.items()}
        most_by_send = ceilings(self.playbook, self.in_arbitration(), counts, self.base)
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
        made = self.made = []
        result: dict[str, dict[int, Decided]] = {}
        journeys = self.journeys()
        for send in self.in_arbitration():
            campaign = self.playbook.campaign(send.campaign)
            salt = f"{campaign.id}/turn"
            journey = journeys.get((send.campaign, send.wave))
            turns = sorted(
                (
                    sha256(f"{salt}:{self.base.keys[customer]}".encode()).hexdigest()[:8],
                    self.base.keys[customer],
                    customer,
                )
                for customer in self.audience(send, campaign, journey, result)
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
            if journey is not None:
                journey.settle(send, at_the_cap(result[send.id]))
        return result

    def journeys(self) -> dict[tuple[str, str], Journey]:
        """The waves that customers are followed through."""
        facts = Facts(
            key=lambda customer: self.base.keys[customer],
            holds=self.holds,
            belongs=self.belongs,
            fires=self.fires,
            days_of=self.days_of,
            contacted=self.was_contacted,
            held_out=lambda customer, campaign: self.held_out(self.base.keys[customer], campaign) is not None,
            has_history=len(self.base.contacts.day) > 0,
        )
        first = max(self.base.as_of, self.playbook.horizon.start)
        return {
            (campaign.name, wave.name): Journey(
                self.playbook,
                campaign,
                wave,
                [send for send in self.whole.sends if (send.campaign, send.wave) == (campaign.name, wave.name)],
                first,
                facts,
            )
            for campaign in self.playbook.campaigns
            for wave in campaign.waves
            if wave.steps or campaign.exits
        }

    def audience(
        self, send: Send, campaign: Campaign, journey: Journey | None, result: dict[str, dict[int, Decided]]
    ) -> list[int]:
        everybody = range(len(self.base.keys))
        if send.instead_of and not (journey is not None and journey.held_up):
            waiting = sorted(at_the_cap(result.get(send.instead_of, {})))
            return [one for one in waiting if campaign.is_snapshot or self.belongs(one, campaign, send.day)]
        if journey is not None:
            return journey.at(send, len(everybody))
        return [one for one in everybody if self.is_in_audience(one, send, campaign)]

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
        wave = next(wave for wave in campaign.waves if wave.name == send.wave)
        if wave.steps or campaign.exits:
            return None
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


def at_the_cap(decided: dict[int, Decided]) -> set[int]:
    """Whom the contact policy refused."""
    return {customer for customer, one in decided.items() if one is not None and one[0] is Step.POLICY}


def contacts_of(decided: dict[int, Decided]) -> int:
    """How many were contacted."""
    return sum(1 for one in decided.values() if one is None)
