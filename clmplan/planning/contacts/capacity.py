"""What is scarce for all customers of a send together: stock, channel capacity, money.

Customers are walked in the order of a digest of campaign and customer; each contact uses one of each, and a customer
who finds one of them used up is refused by it. The digest has its own salt: with the holdout's key, the kept-out
customers would all come first and the arms would be cut unevenly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clmplan.base.days import day_number
from clmplan.model.calendar import Send
from clmplan.model.plan import Refusal
from clmplan.model.step import Step
from clmplan.planning.allocate import Ceiling
from clmplan.planning.contacts import refusals
from clmplan.planning.contacts.drawing import Digests
from clmplan.planning.contacts.world import Index, Mask, World

_PLENTY = 2**62


@dataclass(frozen=True, slots=True)
class Cut:
    """Who is refused by scarcity: a rule for each kind and the customers it refuses; shapes (customers,)."""

    stock: tuple[Refusal, Mask] | None = None
    place: tuple[Refusal, Mask] | None = None


class Turns:
    """In which order the customers of a campaign are served when something is short; each drawn when first needed."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._drawn: dict[str, Digests] = {}

    def of(self, campaign: str, customers: Index) -> NDArray[np.uint32]:
        """The digest of some customers, lowest first in line; shape (customers,)."""
        if campaign not in self._drawn:
            salt = f"{self._world.playbook.campaign(campaign).id}/turn"
            self._drawn[campaign] = Digests(salt, self._world.base.keys)
        return self._drawn[campaign].of(customers)


class Supply:
    """What is left of stocks, of each channel's day, and of each send's money."""

    def __init__(self, world: World, turns: Turns, ceilings: Mapping[str, Ceiling]) -> None:
        self._turns = turns
        self._ceilings = ceilings
        self._stock = {offer.name: offer.stock for offer in world.playbook.offers if offer.stock is not None}
        self._out_of_stock = {offer.name: refusals.stock(offer, world.locale) for offer in world.playbook.offers}
        self._capacity = {one.name: one.capacity for one in world.playbook.channels if one.capacity is not None}
        self._full = {channel.name: refusals.capacity(channel, world.locale) for channel in world.playbook.channels}
        self._used: dict[tuple[int, str], int] = {}

    def cut(self, send: Send, customers: Index, passing: Mask) -> Cut:
        """Who is refused, where `passing` marks the customers no other rule refuses; shapes (customers,)."""
        stock = self._stock.get(send.offer, _PLENTY) if send.offer is not None else _PLENTY
        places, refusal = self._places(send)
        wanting = int(np.count_nonzero(passing))
        if wanting < stock and wanting <= places:
            return Cut()
        order = np.argsort(self._turns.of(send.campaign, customers), kind="stable")
        in_turn = passing[order]
        made_before: NDArray[np.int64] = np.cumsum(in_turn) - in_turn
        refused = np.zeros(len(customers), dtype=np.bool_)
        if send.offer is not None and stock <= places:
            refused[order] = made_before >= stock
            return Cut(stock=(self._out_of_stock[send.offer], refused))
        refused[order] = in_turn & (made_before >= places)
        return Cut(place=(refusal, refused))

    def record(self, send: Send, contacted: Index) -> None:
        """Use up one of each for every contact."""
        if send.offer is not None and send.offer in self._stock:
            self._stock[send.offer] -= len(contacted)
        today = (day_number(send.day), send.channel)
        self._used[today] = self._used.get(today, 0) + len(contacted)

    def _places(self, send: Send) -> tuple[int, Refusal]:
        capacity = self._capacity.get(send.channel, _PLENTY)
        left = capacity - self._used.get((day_number(send.day), send.channel), 0)
        ceiling = self._ceilings.get(send.id)
        if ceiling is not None and ceiling.contacts < left:
            return ceiling.contacts, Refusal(Step.BUDGET, ceiling.rule, ceiling.at)
        return left, self._full[send.channel]
