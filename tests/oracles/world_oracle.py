"""Who is where on which day, asked customer by customer: slow, obvious, without arrays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from clmplan.base.days import from_day_number
from clmplan.model.calendar import Send
from clmplan.model.playbook import Campaign, Playbook, Wave
from clmplan.model.records import NO_DAY, CustomerBase, Memberships
from clmplan.model.schedule import EachEvent, OfferGiven, OwnDate, Passage

EPOCH = date(1970, 1, 1)


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


class PlainWorld:
    """The customers of a playbook and the contacts `made` so far."""

    def __init__(self, playbook: Playbook, base: CustomerBase, memberships: Memberships) -> None:
        self.playbook, self.base, self.memberships = playbook, base, memberships
        self.days = [EPOCH + timedelta(days=day) for day in memberships.days.tolist()]
        self.made: list[Contact] = []

    def holds(self, name: str, day: date, customer: int) -> bool:
        return bool(self.memberships.holds[name][self.days.index(day)][customer])

    def stage(self, lifecycle: str, day: date, customer: int) -> int:
        return int(self.memberships.stages[lifecycle][self.days.index(day)][customer])

    def was_contacted(self, customer: int, day: date, channel: str) -> bool:
        contacts = zip(self.base.contacts.customer, self.base.contacts.day, self.base.contacts.channel, strict=True)
        return any(
            (int(one), from_day_number(int(then)), str(by)) == (customer, day, channel) for one, then, by in contacts
        )

    def is_in_audience(self, customer: int, send: Send, campaign: Campaign) -> bool:
        wave: Wave = next(wave for wave in campaign.waves if wave.name == send.wave)
        day = send.day
        if campaign.is_snapshot:
            day = self.playbook.horizon.start if campaign.window is None else campaign.window.start
        return self.belongs(customer, campaign, day) and self.fires(customer, campaign, wave, send.occurrence)

    def belongs(self, customer: int, campaign: Campaign, day: date) -> bool:
        excluded = (f"except:{campaign.name}:{position}" for position in range(len(campaign.exclusions)))
        return self.holds(f"campaign:{campaign.name}", day, customer) and not any(
            self.holds(name, day, customer) for name in excluded
        )

    def fires(self, customer: int, campaign: Campaign, wave: Wave, occurrence: date) -> bool:
        trigger = wave.schedule.trigger
        days = wave.schedule.anchors_on(occurrence)
        if isinstance(trigger, OwnDate):
            anchor = int(self.memberships.anchors[f"{campaign.name}/{wave.name}"][customer])
            return anchor != NO_DAY and EPOCH + timedelta(days=anchor) in days
        if isinstance(trigger, EachEvent):
            return any(day in days for day in self.days_of(trigger.event, customer))
        if isinstance(trigger, OfferGiven):
            given = [one.day for one in self.made if one.customer == customer and one.offer == trigger.offer]
            return any(day in days and day < occurrence for day in given)
        if isinstance(trigger, Passage):
            return any(self.passed(customer, trigger, day) for day in days)
        return True

    def passed(self, customer: int, passage: Passage, day: date) -> bool:
        before, now = (self.is_inside(customer, passage, one) for one in (day - timedelta(days=1), day))
        return before and not now if passage.is_leaving else now and not before

    def is_inside(self, customer: int, passage: Passage, day: date) -> bool:
        if not passage.lifecycle:
            return self.holds(passage.name, day, customer)
        declared = next(one for one in self.playbook.lifecycles if one.name == passage.lifecycle)
        return self.stage(passage.lifecycle, day, customer) == [one.name for one in declared.stages].index(passage.name)

    def days_of(self, event: str, customer: int) -> list[date]:
        events = self.base.events[event]
        pairs = zip(events.customer.tolist(), events.day.tolist(), strict=True)
        return [EPOCH + timedelta(days=day) for one, day in pairs if one == customer]
