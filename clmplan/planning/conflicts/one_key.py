"""Experiments that draw their holdouts with one key, so that the same customers stay out of all of them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from clmplan.base.diagnostics import Wording
from clmplan.codes import conflict_words as words
from clmplan.codes import conflicts as codes
from clmplan.codes.phrases import verbatim
from clmplan.model.plan import Assignment
from clmplan.model.team.conflict import Conflict, Weight
from clmplan.planning.conflicts.gathered import listed_as_written
from clmplan.planning.contacts.holdout import Holdouts
from clmplan.planning.contacts.world import World
from clmplan.planning.splits import PROGRAMME


def shared_keys(world: World, holdouts: Holdouts, assigned: tuple[Assignment, ...]) -> Iterator[Conflict]:
    """One for each key of several experiments, with the customers whom two or more of them keep out.

    The programme comes first, so a campaign with its key has nobody left to keep out: of it those count whom the
    programme keeps out and its own share would keep out too. Experiments without a customer in common do not meet.
    """
    by_key: dict[str, list[Assignment]] = {}
    for one in assigned:
        by_key.setdefault(one.key, []).append(one)
    for key, members in by_key.items():
        if len(members) < 2:
            continue
        kept_out, meant = _times(world, holdouts, members)
        both = int(np.count_nonzero(kept_out > 1))
        if not both and meant.max(initial=0) < 2:
            continue
        last = members[-1].campaign
        place = world.playbook.holdout if last == PROGRAMME else world.playbook.campaign(last).holdout
        said = codes.SHARED_HOLDOUT.at(
            None if place is None else place.at,
            experiments=listed_as_written([_name(one.campaign) for one in members]),
            key=key,
            customers=words.customers_word(both),
        )
        yield Conflict(said.code.name, Weight.SOFT, None, both, (), said)


def _times(world: World, holdouts: Holdouts, members: list[Assignment]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """How many of some experiments keep each customer out, and how many are about them; shapes (customers,)."""
    kept_out, meant = (np.zeros(world.size, dtype=np.int32) for _ in range(2))
    programme = next((one for one in members if one.campaign == PROGRAMME), None)
    for one in members:
        kept_out[one.customer[one.is_held_out]] += 1
        meant[one.customer] += 1
        if programme is not None and one is not programme:
            out = programme.customer[programme.is_held_out]
            kept_out[out[holdouts.campaigns[one.campaign][out]]] += 1
    return kept_out, meant


def _name(campaign: str) -> Wording:
    return Wording(*[f"`{verbatim(campaign)}`"] * 2) if campaign else words.WHOLE_PROGRAMME
