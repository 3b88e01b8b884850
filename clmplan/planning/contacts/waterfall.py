"""The order of a day: every send in turn, every check in turn, and the one rule that refuses each customer.

Every customer of an audience ends at exactly one rule or at a contact; counts and single stories both come from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import time
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from clmplan.model.calendar import Send
from clmplan.model.plan import Refusal
from clmplan.model.playbook import Playbook
from clmplan.planning.allocate import Ceiling
from clmplan.planning.contacts.audiences import Audiences
from clmplan.planning.contacts.capacity import Supply, Turns
from clmplan.planning.contacts.eligibility import Consent, Entry, Exclusion, OfferLimit, Suppression
from clmplan.planning.contacts.holdout import Holdouts
from clmplan.planning.contacts.policy import ContactPolicy
from clmplan.planning.contacts.verdict import CONTACTED, Verdict
from clmplan.planning.contacts.world import Index, Mask, World
from clmplan.planning.journeys.notes import Diary

__all__ = ["CONTACTED", "Draws", "Verdict", "arbitrated", "verdicts"]


class Check(Protocol):
    """A step of the day that decides about each customer alone."""

    def refusals(self, send: Send, customers: Index) -> Iterator[tuple[Refusal, Mask]]:
        """Each rule in order with the customers it refuses; shapes (customers,)."""
        ...

    def record(self, send: Send, contacted: Index) -> None:
        """Remember the contacts of a send."""
        ...


class Draws:
    """Everything about a plan that is drawn from keys: made once, used by every pass."""

    def __init__(self, world: World) -> None:
        self.holdouts = Holdouts(world)
        self.turns = Turns(world)


def arbitrated(playbook: Playbook, sends: Iterable[Send]) -> tuple[Send, ...]:
    """Sends in the order they claim customers: day, priority (descending), time, campaign, wave, id."""
    priority = {campaign.name: campaign.priority for campaign in playbook.campaigns}
    return tuple(
        sorted(
            sends,
            key=lambda send: (
                send.day,
                -priority[send.campaign],
                send.time or time.min,
                send.campaign,
                send.wave,
                send.id,
            ),
        )
    )


def verdicts(
    world: World,
    sends: Sequence[Send],
    draws: Draws,
    ceilings: Mapping[str, Ceiling],
    audiences: Audiences | None = None,
) -> Iterator[Verdict]:
    """The verdict on every send; sends come in the order of arbitration. `audiences` where they are looked at later."""
    audiences = audiences or Audiences(world, sends, draws.holdouts, Diary())
    before: tuple[Check, ...] = (
        Consent(world),
        Entry(world),
        OfferLimit(world),
        Exclusion(world),
        # last, so that no other rule lets anybody back in, and its count is of those it alone kept out
        Suppression(world),
    )
    after: tuple[Check, ...] = (draws.holdouts, ContactPolicy(world))
    supply = Supply(world, draws.turns, ceilings)
    for send in sends:
        verdict = _decide(send, audiences.of(send), before, after, supply)
        contacted = verdict.contacted
        if len(contacted):
            for check in (*before, *after):
                check.record(send, contacted)
            supply.record(send, contacted)
        audiences.settle(verdict)
        yield verdict


def _decide(
    send: Send, audience: Index, before: tuple[Check, ...], after: tuple[Check, ...], supply: Supply
) -> Verdict:
    refusals: list[Refusal] = []
    rule = np.full(len(audience), CONTACTED, dtype=np.int16)
    if not len(audience):
        return Verdict(send, audience, rule, rule == CONTACTED, (), audience)
    _refuse(send, audience, rule, refusals, before)
    is_eligible = rule == CONTACTED
    candidates = np.flatnonzero(is_eligible)
    customers = audience[candidates]
    stock_position = len(refusals)
    later: list[Refusal] = []
    later_rule = np.full(len(customers), CONTACTED, dtype=np.int16)
    _refuse(send, customers, later_rule, later, after)
    cut = supply.cut(send, customers, later_rule == CONTACTED)
    if cut.place is not None:
        later_rule[cut.place[1]] = len(later)
        later.append(cut.place[0])
    # stock comes before the holdout in the order of a day, though how far it lasts depends on who passes the rest
    if cut.stock is not None:
        refusals.append(cut.stock[0])
    later_rule[later_rule != CONTACTED] += len(refusals)
    if cut.stock is not None:
        later_rule[cut.stock[1]] = stock_position
        is_eligible[candidates[cut.stock[1]]] = False
    rule[candidates] = later_rule
    return Verdict(send, audience, rule, is_eligible, (*refusals, *later), audience[rule == CONTACTED])


def _refuse(
    send: Send, customers: Index, rule: NDArray[np.int16], refusals: list[Refusal], checks: tuple[Check, ...]
) -> None:
    open_still, asked = np.arange(len(customers)), customers
    for check in checks:
        if not len(open_still):
            return
        known = len(refusals)
        for refusal, refused in check.refusals(send, asked):
            if not refused.any():
                continue
            first_refused = open_still[refused] if len(refusals) == known else _open_of(open_still[refused], rule)
            if len(first_refused):
                rule[first_refused] = len(refusals)
                refusals.append(refusal)
        if len(refusals) > known:
            open_still = _open_of(open_still, rule)
            asked = customers[open_still]


def _open_of(places: NDArray[np.intp], rule: NDArray[np.int16]) -> NDArray[np.intp]:
    """The places at which no rule has refused anybody yet."""
    found: NDArray[np.intp] = places[rule[places] == CONTACTED]
    return found
