"""What is found about each day, put together as memberships: the part that both ways of finding it share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clmplan.audience.scales import scale_of
from clmplan.audience.statement.cuts import SEPARATOR, Point, shown
from clmplan.audience.statement.names import name_of
from clmplan.audience.walk import Ranked
from clmplan.model.expression import Quintile, TopShare
from clmplan.model.playbook import Playbook
from clmplan.model.records import ByDay, Memberships
from clmplan.model.wanted import Wanted

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Calendar:
    """All days of a request, and the part of them each thing is asked on."""

    days: NDArray[np.int32]

    @classmethod
    def of(cls, wanted: Wanted) -> Calendar:
        """The days of a request."""
        return cls(np.array(wanted.days, dtype=np.int32))

    def places(self, asked: Iterable[int]) -> NDArray[np.int32]:
        """The place of each day among the days asked for, -1 for the others; shape (days,)."""
        inside = np.isin(self.days, np.array(sorted(asked), dtype=np.int64))
        return np.where(inside, np.cumsum(inside) - 1, -1).astype(np.int32)

    def rows(self, asked: Iterable[int]) -> NDArray[np.intp]:
        """The rows of the days asked for."""
        return np.flatnonzero(np.isin(self.days, np.array(sorted(asked), dtype=np.int64)))


class Counts:
    """Counts of each day by name; -1 where a day was not asked for."""

    def __init__(self, days: int) -> None:
        self._days = days
        self.found: dict[str, NDArray[np.int64]] = {}

    def expect(self, name: str, *sizes: int) -> None:
        """A name that counts may come for; shape (days, sizes)."""
        self.found[name] = np.full((self._days, *sizes), -1, dtype=np.int64)

    def put(self, name: str, rows: NDArray[np.intp], counts: NDArray[np.int64]) -> None:
        """The counts of some days, first axis the days; more axes stay as they are."""
        if name not in self.found:
            self.expect(name, *counts.shape[1:])
        self.found[name][rows] = counts


def cut_texts(
    playbook: Playbook, wanted: Wanted, calendar: Calendar, points: Mapping[Ranked, Mapping[int, Sequence[Point]]]
) -> Mapping[str, tuple[str, ...]]:
    """The cut of each top-share segment on the days it was asked for in detail, and those of fifths on the days told
    in detail, as text: four of them between semicolons, under the name of the fifths."""
    found: dict[str, tuple[str, ...]] = {}
    days = calendar.days.tolist()
    for segment in playbook.segments:
        share = segment.condition
        if isinstance(share, TopShare) and segment.name in wanted.holds:
            places = scale_of(share.by, playbook).places
            asked = wanted.holds[segment.name] & wanted.details
            found[segment.name] = _texts(points.get(share, {}), days, asked, places)
    fifths = sorted((name_of(ranked), ranked) for ranked in points if isinstance(ranked, Quintile))
    for name, ranked in fifths:
        texts = _texts(points[ranked], days, wanted.details, scale_of(ranked.by, playbook).places)
        if any(texts):
            found[name] = texts
    return found


def _texts(
    points: Mapping[int, Sequence[Point]], days: Sequence[int], asked: Collection[int], places: int
) -> tuple[str, ...]:
    known = ([one for one in points.get(day, ()) if one is not None] if day in asked else [] for day in days)
    return tuple(SEPARATOR.join(shown(one, places) for one in cuts) for cuts in known)


def as_memberships(
    calendar: Calendar,
    stages: Mapping[str, ByDay[np.int8]],
    holds: Mapping[str, ByDay[np.bool_]],
    cuts: Mapping[str, tuple[str, ...]],
    anchors: Mapping[str, NDArray[np.int32]],
    counts: tuple[Counts, Counts, Counts],
) -> Memberships:
    """Everything in its place; `counts` are those of overlaps, of the unknown, and of stages."""
    overlaps, unknown, standing = (one.found for one in counts)
    return Memberships(calendar.days, stages, overlaps, holds, cuts, unknown, anchors, standing)
