"""Offers that exclude each other: who is refused by that, and who only escapes it by chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from clmplan.base.days import day_number
from clmplan.codes import conflicts as codes
from clmplan.model.calendar import Send
from clmplan.model.named import named
from clmplan.model.plan import Refusal
from clmplan.model.playbook import Offer
from clmplan.model.step import Step
from clmplan.model.team.conflict import Conflict, Weight
from clmplan.planning.conflicts.gathered import Gathered
from clmplan.planning.contacts import refusals
from clmplan.planning.contacts.waterfall import Verdict
from clmplan.planning.contacts.world import World

_NEVER = -(2**30)


class OffersClash:
    """Watches sends with an offer that excludes another."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._others = {offer.name: _excluding(world, offer) for offer in world.playbook.offers}
        self._by_rule = {name: _by_rule(world, name, others) for name, others in self._others.items()}
        self._refused: dict[tuple[str, str, str], Gathered] = {}
        self._meant: dict[tuple[str, str, str, str], Gathered] = {}
        # the last day on which a campaign meant an offer for each customer
        self._last: dict[tuple[str, str], NDArray[np.int32]] = {}

    def note(self, verdict: Verdict) -> None:
        """Take in a verdict; verdicts come in the order of arbitration."""
        send = verdict.send
        others = self._others.get(send.offer or "", ())
        if send.offer is None or not others or not len(verdict.customers):
            return
        by_rule = self._by_rule[send.offer]
        for position, refusal in enumerate(verdict.refusals):
            if refusal.step is Step.OFFER and refusal in by_rule:
                key = (by_rule[refusal], send.offer, send.campaign)
                refused = verdict.customers[verdict.rule == position]
                self._refused.setdefault(key, Gathered(self._world.size)).add((send,), send.day, refused)
        for other in others:
            self._note_meant(send, other, verdict)
        mine = (send.offer, send.campaign)
        if mine not in self._last:
            self._last[mine] = np.full(self._world.size, _NEVER, dtype=np.int32)
        self._last[mine][verdict.customers] = day_number(send.day)

    def _note_meant(self, send: Send, other: Offer, verdict: Verdict) -> None:
        today = day_number(send.day)
        for (offer, campaign), last in self._last.items():
            if offer != other.name:
                continue
            days = last[verdict.customers]
            meant = days != _NEVER
            if other.valid_days is not None:
                meant &= today - days < other.valid_days
            if meant.any():
                key = (offer, campaign, send.offer or "", send.campaign)
                customers = verdict.customers[meant]
                self._meant.setdefault(key, Gathered(self._world.size)).add((send,), send.day, customers)

    def conflicts(self) -> Iterator[Conflict]:
        """One for each campaign whose offer is refused, and for each pair of campaigns that only might clash."""
        for (held, given, campaign), gathered in self._refused.items():
            said = codes.OFFERS_CLASH.at(
                gathered.sends[0].at or self._world.playbook.campaign(campaign).at,
                customers=gathered.people,
                held=held,
                given=given,
                campaign=campaign,
                when=gathered.when,
            )
            yield gathered.conflict(Weight.HARD, said)
        for (held, first, given, second), gathered in self._meant.items():
            if (held, given, second) in self._refused:
                continue
            said = codes.OFFERS_MAY_CLASH.at(
                gathered.sends[0].at or self._world.playbook.campaign(second).at,
                customers=gathered.people,
                held=held,
                first=first,
                given=given,
                second=second,
                when=gathered.when,
            )
            yield gathered.conflict(Weight.SOFT, said)


def _excluding(world: World, offer: Offer) -> tuple[Offer, ...]:
    """The offers never given together with one."""
    offers = world.playbook.offers
    return tuple(other for other in offers if other.name in offer.excludes or offer.name in other.excludes)


def _by_rule(world: World, offer: str, others: tuple[Offer, ...]) -> Mapping[Refusal, str]:
    """The excluding offers by the refusal that names them."""
    own = named(world.playbook.offers, offer)
    return {refusals.exclusion(own, other, world.locale): other.name for other in others}
