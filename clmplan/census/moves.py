"""Who moved from which stage to which between two days, what they were worth, and how long a stage keeps customers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clmplan.census.discreet import partition
from clmplan.model.playbook import Lifecycle
from clmplan.model.records import Memberships

if TYPE_CHECKING:
    from numpy.typing import NDArray

NOT_YET = "(not yet known)"
OUTSIDE = "(outside)"
_OUTSIDE, _NOT_YET = -1, -2


@dataclass(frozen=True, slots=True)
class Move:
    """Customers in one stage on the first day and in another, or the same, on the last.

    `customers` is None when withheld, and then the rest is too. `value` is what they spent in the 365 days before the
    last day, in minor units. `median_days` is how long after the first day half of them had left their first stage;
    None for those who stayed throughout.
    """

    origin: str
    target: str
    customers: int | None
    value: int | None
    median_days: float | None


@dataclass(frozen=True, slots=True)
class Dwell:
    """How long stays in a stage last that began between the two days: the Kaplan-Meier median in days.

    Stays that had not ended on the last day count as long as they were seen. None: less than half were seen to end.
    """

    stage: str
    stays: int | None
    ended: int | None
    median_days: int | None


@dataclass(frozen=True, slots=True)
class Moves:
    """The matrix of a lifecycle between the first and last of some days, by stage, and the dwell of each stage."""

    lifecycle: str
    moves: tuple[Move, ...]
    dwells: tuple[Dwell, ...]


def moves(
    lifecycle: Lifecycle,
    found: Memberships,
    was_known: NDArray[np.bool_] | None,
    value: NDArray[np.int64] | None,
    smallest: int,
) -> Moves:
    """The moves over all days of the memberships; `was_known` says who was known on the first day."""
    names = {position: stage.name for position, stage in enumerate(lifecycle.stages)}
    walk = _Walk.through(found, lifecycle.name)
    origin = walk.first.astype(np.int64)
    if was_known is not None:
        origin[~was_known] = _NOT_YET
    cells: list[Move] = []
    for start in (*names, _OUTSIDE, _NOT_YET):
        cells += _row(start, origin, walk, names, value, smallest)
    return Moves(lifecycle.name, tuple(cells), _dwells(walk, names, smallest))


@dataclass(frozen=True, slots=True)
class _Walk:
    """Everybody's way through the days: first and last stage, the day of leaving the first, and all stays begun.

    Shapes (customers,) and, for stays, (stays,); `left` is -1 for those who never left.
    """

    days: NDArray[np.int32]
    first: NDArray[np.int8]
    last: NDArray[np.int8]
    left: NDArray[np.int64]
    stage: NDArray[np.int8]
    length: NDArray[np.int64]
    has_ended: NDArray[np.bool_]

    @classmethod
    def through(cls, found: Memberships, lifecycle: str) -> _Walk:
        days, stages = found.days, found.stages[lifecycle]
        now = first = np.array(stages[0])
        since = np.full(len(first), -1, dtype=np.int64)
        left = since.copy()
        stays: list[tuple[NDArray[np.int8], NDArray[np.int64], bool]] = []
        for row in range(1, len(days)):
            then, day = np.array(stages[row]), int(days[row])
            moved = np.flatnonzero(then != now)
            begun = moved[since[moved] >= 0]
            stays.append((now[begun], day - since[begun], True))
            left[moved[since[moved] < 0]] = day - int(days[0])
            since[moved] = day
            now = then
        begun = np.flatnonzero(since >= 0)
        stays.append((now[begun], int(days[-1]) - since[begun], False))
        return cls(
            days,
            first,
            now,
            left,
            np.concatenate([stage for stage, _, _ in stays]),
            np.concatenate([length for _, length, _ in stays]),
            np.concatenate([np.full(len(stage), ended) for stage, _, ended in stays]),
        )


def _row(
    start: int,
    origin: NDArray[np.int64],
    walk: _Walk,
    names: dict[int, str],
    value: NDArray[np.int64] | None,
    smallest: int,
) -> list[Move]:
    inside = origin == start
    targets = (*names, _OUTSIDE)
    masks = [inside & (walk.last == target) for target in targets]
    counts = partition([int(np.count_nonzero(mask)) for mask in masks], smallest)
    made: list[Move] = []
    for target, mask, count in zip(targets, masks, counts, strict=True):
        if count == 0:
            continue
        worth = None if value is None or count is None else int(value[mask].sum())
        leaving = walk.left[mask]
        leaving = leaving[leaving >= 0]
        has_left = count is not None and start != _NOT_YET and len(leaving) * 2 >= count
        median = float(np.median(leaving)) if has_left and target != start else None
        made.append(Move(_named(start, names), _named(target, names), count, worth, median))
    return made


def _dwells(walk: _Walk, names: dict[int, str], smallest: int) -> tuple[Dwell, ...]:
    made = []
    for position, name in names.items():
        own = walk.stage == position
        stays, ended = int(np.count_nonzero(own)), int(np.count_nonzero(own & walk.has_ended))
        is_small = 0 < stays < smallest
        median = None if is_small else _median(walk.length[own], walk.has_ended[own])
        made.append(Dwell(name, None if is_small else stays, None if is_small else ended, median))
    return tuple(made)


def _median(length: NDArray[np.int64], has_ended: NDArray[np.bool_]) -> int | None:
    """The first day on which the Kaplan-Meier estimate of still being there falls to one half or below."""
    at_risk, surviving = len(length), 1.0
    for day in np.unique(length).tolist():
        here = length == day
        ends = int(np.count_nonzero(here & has_ended))
        if ends:
            surviving *= 1 - ends / at_risk
        if surviving <= 0.5:
            return int(day)
        at_risk -= int(np.count_nonzero(here))
    return None


def _named(position: int, names: dict[int, str]) -> str:
    return NOT_YET if position == _NOT_YET else OUTSIDE if position == _OUTSIDE else names[position]
