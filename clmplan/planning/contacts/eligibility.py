"""The checks before any holdout: suppression, consent, entry, limits and exclusions of offers."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from clmplan.base.days import day_number
from clmplan.model.calendar import Send
from clmplan.model.plan import Refusal
from clmplan.model.playbook import Offer
from clmplan.planning.contacts import refusals
from clmplan.planning.contacts.counting import LONG_AGO, LastContact, Tally
from clmplan.planning.contacts.world import Index, Mask, World
from clmplan.planning.journeys.program import is_walked

_UNREACHED = -(2**30)


class Suppression:
    """The suppression list, then every `never` rule on the send's day."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._on_list = refusals.on_list(world.locale)
        self._never = tuple(refusals.never(rule, world.locale) for rule in world.playbook.policy.never)

    def refusals(self, send: Send, customers: Index) -> Iterator[tuple[Refusal, Mask]]:
        """Each rule with the customers it refuses; shapes (customers,)."""
        yield self._on_list, self._world.base.suppressed[customers]
        for position, refusal in enumerate(self._never):
            yield refusal, self._world.holds(f"never:{position}", send.day)[customers]

    def record(self, send: Send, contacted: Index) -> None:
        """Nothing to remember."""


class Consent:
    """The channel's field: anything but a known yes, or a known date before the day, refuses."""

    def __init__(self, world: World) -> None:
        self._asked = {
            channel.name: (refusals.consent(channel, world.locale), channel)
            for channel in world.playbook.channels
            if channel.consent is not None
        }
        self._base = world.base

    def refusals(self, send: Send, customers: Index) -> Iterator[tuple[Refusal, Mask]]:
        """The customers who have not agreed to the send's channel before its day; shapes (customers,)."""
        if send.channel in self._asked:
            refusal, channel = self._asked[send.channel]
            yield refusal, ~self._base.agreed(channel.consent, channel.consent_from, day_number(send.day))[customers]

    def record(self, send: Send, contacted: Index) -> None:
        """Nothing to remember."""


class Entry:
    """How often a wave may reach a customer. The messages of one occurrence belong to one entry.

    A wave that customers are followed through counts those who enter it, before any message is due.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._again = {
            (campaign.name, wave.name): None if is_walked(campaign, wave) else campaign.again_after
            for campaign in world.playbook.campaigns
            for wave in campaign.waves
        }
        self._refusal = {one.name: refusals.entry(one, world.locale) for one in world.playbook.campaigns}
        self._reached: dict[tuple[str, str], tuple[NDArray[np.int32], NDArray[np.int32]]] = {}

    def refusals(self, send: Send, customers: Index) -> Iterator[tuple[Refusal, Mask]]:
        """The customers this wave has reached before, too short a time ago; shapes (customers,)."""
        again, reached = self._again[send.campaign, send.wave], self._reached.get((send.campaign, send.wave))
        if again is None or reached is None:
            return
        last_day, occurrence = reached[0][customers], reached[1][customers]
        refused = (last_day != _UNREACHED) & (occurrence != day_number(send.occurrence))
        if again:
            refused &= day_number(send.day) - last_day < again
        yield self._refusal[send.campaign], refused

    def record(self, send: Send, contacted: Index) -> None:
        """Note whom the wave has reached."""
        key = (send.campaign, send.wave)
        if self._again[key] is None:
            return
        if key not in self._reached:
            fresh = np.full(self._world.size, _UNREACHED, dtype=np.int32)
            self._reached[key] = (fresh, fresh.copy())
        last_day, occurrence = self._reached[key]
        last_day[contacted] = day_number(send.day)
        occurrence[contacted] = day_number(send.occurrence)


class OfferLimit:
    """How often a customer may get an offer, by any campaign of the plan."""

    def __init__(self, world: World) -> None:
        self._limits: dict[str, tuple[int, Refusal, Tally]] = {}
        for offer in world.playbook.offers:
            if offer.limit is not None:
                self._limits[offer.name] = _limited(offer, offer.limit, world)

    def refusals(self, send: Send, customers: Index) -> Iterator[tuple[Refusal, Mask]]:
        """The customers who had the send's offer often enough; shapes (customers,)."""
        if send.offer in self._limits:
            limit, refusal, tally = self._limits[send.offer]
            yield refusal, tally.on(day_number(send.day))[customers] >= limit

    def record(self, send: Send, contacted: Index) -> None:
        """Count who got the offer."""
        if send.offer in self._limits:
            self._limits[send.offer][2].add(day_number(send.day), contacted)


class Exclusion:
    """Offers never given together: whoever got one of a pair is not offered the other while that one is valid.

    An offer that does not say how long it is valid stays so for the rest of the plan.
    """

    def __init__(self, world: World) -> None:
        offers = world.playbook.offers
        self._others = {
            offer.name: tuple(
                (other, refusals.exclusion(offer, other, world.locale)) for other in offers if _exclude(offer, other)
            )
            for offer in offers
        }
        self._given = {name: LastContact(world.size, deque()) for name, others in self._others.items() if others}

    def refusals(self, send: Send, customers: Index) -> Iterator[tuple[Refusal, Mask]]:
        """The customers who hold an offer that excludes the send's; shapes (customers,)."""
        today = day_number(send.day)
        for other, refusal in self._others.get(send.offer or "", ()):
            given = self._given[other.name].on(today)[customers]
            refused = given != LONG_AGO
            if other.valid_days is not None:
                refused &= today - given < other.valid_days
            yield refusal, refused

    def record(self, send: Send, contacted: Index) -> None:
        """Note who got the offer."""
        if send.offer in self._given:
            self._given[send.offer].add(day_number(send.day), contacted)


def _exclude(offer: Offer, other: Offer) -> bool:
    return other.name in offer.excludes or offer.name in other.excludes


def _limited(offer: Offer, limit: tuple[int, int], world: World) -> tuple[int, Refusal, Tally]:
    return limit[0], refusals.offer_limit(offer, limit, world.locale), Tally(world.size, limit[1])
