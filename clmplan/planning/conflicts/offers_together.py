"""Customers who get an offer while one of another campaign is still valid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from clmplan.base.days import day_number
from clmplan.base.diagnostics import Wording
from clmplan.codes import conflict_words as words
from clmplan.codes import conflicts as codes
from clmplan.codes.phrases import verbatim
from clmplan.model.calendar import Send
from clmplan.model.team.conflict import Conflict, Weight
from clmplan.planning.conflicts.gathered import Gathered, campaigns_of
from clmplan.planning.contacts.world import Index, World

_NEVER = -(2**30)
_ALWAYS = 2**30


def offers_together(world: World, sends: Sequence[Send], contacted: Mapping[str, Index]) -> Iterator[Conflict]:
    """One conflict for each offer given while another one is held; sends come in the order of arbitration.

    Of an offer that one customer gets several times the last campaign counts. Without `valid` it lasts for the plan.
    """
    places = {offer.name: place for place, offer in enumerate(world.playbook.offers)}
    campaigns = {campaign.name: number for number, campaign in enumerate(world.playbook.campaigns)}
    valid = np.array([[offer.valid_days or _ALWAYS] for offer in world.playbook.offers], dtype=np.int32)
    given_on = np.full((len(places), world.size), _NEVER, dtype=np.int32)
    given_by = np.full((len(places), world.size), -1, dtype=np.int16)
    names, found = list(places), dict[tuple[str, str], Gathered]()
    for send in sends:
        customers = contacted[send.id]
        if send.offer is None or not len(customers):
            continue
        today, giver = day_number(send.day), campaigns[send.campaign]
        last = given_on[:, customers]
        held = (last != _NEVER) & (today - last < valid) & (given_by[:, customers] != giver)
        for row in np.flatnonzero(held.any(axis=1)).tolist():
            both = found.setdefault((names[row], send.offer), Gathered(world.size))
            both.add((send,), send.day, customers[held[row]])
        given_on[places[send.offer], customers] = today
        given_by[places[send.offer], customers] = giver
    for (before, given), gathered in found.items():
        said = codes.OFFERS_TOGETHER.at(
            gathered.sends[0].at,
            customers=gathered.people,
            held=_held(before, given),
            given=given,
            campaigns=campaigns_of(gathered.sends),
            when=gathered.when,
        )
        yield gathered.conflict(Weight.SOFT, said)


def _held(held: str, given: str) -> Wording:
    if held == given:
        return words.THE_SAME_OFFER
    name = f"`{verbatim(held)}`"
    return Wording(name, f" {name} ")
