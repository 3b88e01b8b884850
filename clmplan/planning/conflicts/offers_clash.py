"""Offers that exclude each other: who is refused by that, and who only escapes it by chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from clmplan.base.days import day_number
from clmplan.base.diagnostics import Code
from clmplan.codes import conflicts as codes
from clmplan.model.plan import Refusal
from clmplan.model.playbook import Offer
from clmplan.model.step import Step
from clmplan.model.team.conflict import Conflict, Weight
from clmplan.planning.conflicts.gathered import Gathered, campaigns_of
from clmplan.planning.contacts import refusals
from clmplan.planning.contacts.verdict import Verdict
from clmplan.planning.contacts.world import World

_NEVER = -(2**30)
_ALWAYS = 2**30


class OffersClash:
    """Watches sends with an offer that excludes another."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._others = {offer.name: _excluding(world, offer) for offer in world.playbook.offers}
        # by (offer held, offer given)
        self._refused: dict[tuple[str, str], Gathered] = {}
        self._meant: dict[tuple[str, str], Gathered] = {}
        # the last day on which an offer was meant for each customer
        self._last: dict[str, NDArray[np.int32]] = {}

    def note(self, verdict: Verdict) -> None:
        """Take in a verdict; verdicts come in the order of arbitration."""
        send, customers = verdict.send, verdict.customers
        others = self._others.get(send.offer or "")
        if not others or send.offer is None or not len(customers):
            return
        for position, refusal in enumerate(verdict.refusals):
            if refusal.step is Step.OFFER and refusal in others:
                refused = customers[verdict.rule == position]
                held = (others[refusal].name, send.offer)
                self._refused.setdefault(held, Gathered(self._world.size)).add((send,), send.day, refused)
        today = day_number(send.day)
        for other in others.values():
            held = (other.name, send.offer)
            if held not in self._refused and other.name in self._last:
                meant = customers[today - self._last[other.name][customers] < (other.valid_days or _ALWAYS)]
                if len(meant):
                    self._meant.setdefault(held, Gathered(self._world.size)).add((send,), send.day, meant)
        if send.offer not in self._last:
            self._last[send.offer] = np.full(self._world.size, _NEVER, dtype=np.int32)
        self._last[send.offer][customers] = today

    def conflicts(self) -> Iterator[Conflict]:
        """One for each pair of offers of which one is refused, and for each that only might be."""
        for pair, gathered in self._refused.items():
            yield self._conflict(codes.OFFERS_CLASH, Weight.HARD, pair, gathered)
        for pair, gathered in self._meant.items():
            if pair not in self._refused:
                yield self._conflict(codes.OFFERS_MAY_CLASH, Weight.SOFT, pair, gathered)

    def _conflict(self, code: Code, weight: Weight, pair: tuple[str, str], gathered: Gathered) -> Conflict:
        held, given = pair
        said = code.at(
            gathered.sends[0].at,
            customers=gathered.people,
            held=held,
            given=given,
            campaigns=campaigns_of(gathered.sends),
            when=gathered.when,
        )
        return gathered.conflict(weight, said)


def _excluding(world: World, offer: Offer) -> Mapping[Refusal, Offer]:
    """The offers never given together with one, by the refusal that names them."""
    others = (one for one in world.playbook.offers if one.name in offer.excludes or offer.name in one.excludes)
    return {refusals.exclusion(offer, other, world.locale): other for other in others}
