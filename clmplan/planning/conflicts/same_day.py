"""The same customers twice on one day: by two campaigns, or by two sends of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, groupby

import numpy as np
from numpy.typing import NDArray

from clmplan.base.diagnostics import Wording
from clmplan.codes import conflicts as codes
from clmplan.model.calendar import Send
from clmplan.model.team.conflict import Conflict, Weight
from clmplan.planning.conflicts.gathered import Gathered, filled
from clmplan.planning.contacts.world import Index, Mask, World

_Pair = tuple[str, str]


def same_day(world: World, sends: Sequence[Send], contacted: Mapping[str, Index]) -> Iterator[Conflict]:
    """One conflict for each pair of campaigns that contact the same customers on one day; sends come by day."""
    found: dict[_Pair, Gathered] = {}
    for day, of_day in groupby(sends, key=lambda send: send.day):
        reaching = [send for send in of_day if len(contacted[send.id])]
        if len(reaching) < 2:
            continue
        for pair, both, customers in _pairs(world, reaching, contacted):
            found.setdefault(pair, Gathered(world.size)).add(both, day, customers)
    for (first, second), gathered in found.items():
        place = next(send.at for send in gathered.sends if send.campaign == second)
        said = codes.SAME_DAY.at(place, customers=gathered.people, both=_by(first, second), when=gathered.when)
        yield gathered.conflict(Weight.SOFT, said)


def _pairs(
    world: World, sends: Sequence[Send], contacted: Mapping[str, Index]
) -> Iterator[tuple[_Pair, tuple[Send, ...], Index]]:
    """Each pair of campaigns of a day, its sends, and the customers whom both contact; a campaign with itself too."""
    doubled = np.flatnonzero(_times(world.size, sends, contacted) > 1).astype(np.int32)
    if not len(doubled):
        return
    mask = np.zeros(world.size, dtype=np.bool_)
    mask[doubled] = True
    rows: list[tuple[Send, Mask]] = []
    for send in sends:
        customers = contacted[send.id]
        inside = customers[mask[customers]]
        if len(inside):
            row = np.zeros(len(doubled), dtype=np.bool_)
            row[np.searchsorted(doubled, inside)] = True
            rows.append((send, row))
    by_pair: dict[_Pair, tuple[dict[str, Send], Mask]] = {}
    for (one, ours), (other, theirs) in combinations(rows, 2):
        both: Mask = ours & theirs
        if not both.any():
            continue
        pair = (min(one.campaign, other.campaign), max(one.campaign, other.campaign))
        concerned, whom = by_pair.setdefault(pair, ({}, np.zeros(len(doubled), dtype=np.bool_)))
        concerned |= {one.id: one, other.id: other}
        whom |= both
    for pair, (concerned, whom) in by_pair.items():
        yield pair, tuple(concerned.values()), doubled[whom]


def _times(size: int, sends: Sequence[Send], contacted: Mapping[str, Index]) -> NDArray[np.int64]:
    """How often each customer is contacted on one day; shape (customers,)."""
    times: NDArray[np.int64] = np.bincount(np.concatenate([contacted[send.id] for send in sends]), minlength=size)
    return times


def _by(first: str, second: str) -> Wording:
    if first == second:
        return filled(codes.TWICE_BY, name=first)
    return filled(codes.BY_BOTH, first=first, second=second)
