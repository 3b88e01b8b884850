"""Experiments that draw their holdouts with one key, so that the same customers stay out of both."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from clmplan.base.diagnostics import Wording
from clmplan.codes import conflicts as codes
from clmplan.codes.phrases import verbatim
from clmplan.model.plan import Assignment
from clmplan.model.playbook import Holdout
from clmplan.model.team.conflict import Conflict, Weight
from clmplan.planning.contacts.holdout import Holdouts
from clmplan.planning.contacts.world import Index, World
from clmplan.planning.splits import PROGRAMME


def shared_holdouts(world: World, holdouts: Holdouts, assigned: tuple[Assignment, ...]) -> Iterator[Conflict]:
    """One for each pair of experiments with one key, with the customers kept out of both.

    The programme comes first, so a campaign with its key has nobody left to keep out: counted are then the customers
    kept out of the programme whom the campaign's own share would keep out too.
    """
    for first, second in combinations(assigned, 2):
        if first.key != second.key:
            continue
        ours = first.customer[first.is_held_out]
        if first.campaign == PROGRAMME:
            both = ours[holdouts.campaigns[second.campaign][ours]]
        else:
            both = _common(ours, second.customer[second.is_held_out])
        if not len(both) and not len(_common(first.customer, second.customer)):
            continue
        place = _holdout(world, second.campaign)
        said = codes.SHARED_HOLDOUT.at(
            None if place is None else place.at,
            first=_name(first.campaign),
            second=_name(second.campaign),
            key=first.key,
            customers=codes.customers_word(len(both)),
        )
        yield Conflict(said.code.name, Weight.SOFT, None, len(both), (), said)


def _common(ours: Index, theirs: Index) -> Index:
    common: Index = np.intersect1d(ours, theirs, assume_unique=True)
    return common


def _holdout(world: World, campaign: str) -> Holdout | None:
    return world.playbook.holdout if campaign == PROGRAMME else world.playbook.campaign(campaign).holdout


def _name(campaign: str) -> Wording:
    return Wording(*[f"`{verbatim(campaign)}`"] * 2) if campaign else codes.WHOLE_PROGRAMME
