"""Customers who get an offer while one of another campaign is still valid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from clmplan.base.days import day_number
from clmplan.base.diagnostics import Wording
from clmplan.codes import conflicts as codes
from clmplan.codes.phrases import verbatim
from clmplan.model.calendar import Send
from clmplan.model.team.conflict import Conflict, Weight
from clmplan.planning.conflicts.gathered import Gathered
from clmplan.planning.contacts.world import Index, World

_NEVER = -(2**30)
_ALWAYS = 2**30


def offers_together(world: World, sends: Sequence[Send], contacted: Mapping[str, Index]) -> Iterator[Conflict]:
    """One conflict for each offer given by a campaign while another offer is held; sends come in arbitration order.

    Of an offer that one customer gets several times the last campaign counts. Without `valid` it lasts for the plan.
    """
    offers = [offer.name for offer in world.playbook.offers]
    campaigns = {campaign.name: number for number, campaign in enumerate(world.playbook.campaigns)}
    valid = np.array([[offer.valid_days or _ALWAYS] for offer in world.playbook.offers], dtype=np.int32)
    given_on = np.full((len(offers), world.size), _NEVER, dtype=np.int32)
    given_by = np.full((len(offers), world.size), -1, dtype=np.int16)
    found: dict[tuple[str, str, str], Gathered] = {}
    for send in sends:
        customers = contacted[send.id]
        if send.offer is None or not len(customers):
            continue
        today, giver = day_number(send.day), campaigns[send.campaign]
        last = given_on[:, customers]
        held = (last != _NEVER) & (today - last < valid) & (given_by[:, customers] != giver)
        for row in np.flatnonzero(held.any(axis=1)).tolist():
            key = (offers[row], send.offer, send.campaign)
            found.setdefault(key, Gathered(world.size)).add((send,), send.day, customers[held[row]])
        own = offers.index(send.offer)
        given_on[own, customers] = today
        given_by[own, customers] = giver
    for (held_offer, given, campaign), gathered in found.items():
        said = codes.OFFERS_TOGETHER.at(
            gathered.sends[0].at or world.playbook.campaign(campaign).at,
            customers=gathered.people,
            held=_held(held_offer, given),
            given=given,
            campaign=campaign,
            when=gathered.when,
        )
        yield gathered.conflict(Weight.SOFT, said)


def _held(held: str, given: str) -> Wording:
    if held == given:
        return codes.THE_SAME_OFFER
    name = f"`{verbatim(held)}`"
    return Wording(name, f" {name} ")
