"""Where conditions change though no event happens: a date comes of age, or a cut point moves past a value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from clmplan.audience.sweep import values as v
from clmplan.audience.sweep.cells import Cells, Marks, Timeline
from clmplan.audience.sweep.compiling import Compiler
from clmplan.audience.sweep.frame import Frame
from clmplan.audience.sweep.program import Program
from clmplan.audience.sweep.slopes import Crossing, crossings, inside, slope_of
from clmplan.audience.walk import Ranked
from clmplan.model.expression import Expression, Quintile
from clmplan.model.playbook import Playbook

if TYPE_CHECKING:
    from numpy.typing import NDArray

# From which side a test changes when a difference grows: where it reaches zero, or where it leaves zero behind.
_REACHES, _LEAVES = frozenset({"<", ">=", "=", "!="}), frozenset({"<=", ">", "=", "!="})

Marker = Callable[[Frame, v.Value, Marks], None]


@dataclass(frozen=True, slots=True)
class Round:
    """A program over the cells known so far, and what each of its outputs marks."""

    program: Program
    markers: tuple[Marker, ...]

    def mark(self, frame: Frame, marks: Marks) -> None:
        """Mark where more cells begin."""
        for position, value in self.program.run(frame):
            self.markers[position](frame, value, marks)


def rounds_for(
    expressions: Sequence[Expression], ranks: Sequence[Sequence[Ranked]], timeline: Timeline, playbook: Playbook
) -> tuple[Round, ...]:
    """First what crosses while nothing happens, then the moves of cut points, and after each step what rests on them.

    INVARIANT: when a rank is looked at, the cells know every change of its population already.
    """
    crossing = tuple(dict.fromkeys(crossings(expressions, playbook)))
    resting = tuple(one for one in crossing if _rests_on_ranks(one, playbook))
    found = _crossing_round([one for one in crossing if one not in resting], timeline, playbook)
    for step in ranks:
        compiler = Compiler(playbook)
        outputs = [compiler.population(ranked) for ranked in step]
        markers = (partial(_mark_moves, ranked, slope_of(ranked.by, playbook) or 0, timeline) for ranked in step)
        found += [Round(compiler.program(outputs), tuple(markers)), *_crossing_round(resting, timeline, playbook)]
    return tuple(found)


def _crossing_round(crossing: Sequence[Crossing], timeline: Timeline, playbook: Playbook) -> list[Round]:
    if not crossing:
        return []
    compiler = Compiler(playbook)
    outputs = [compiler.difference(one.left, one.right) for one in crossing]
    return [Round(compiler.program(outputs), tuple(partial(_mark_crossing, one, timeline) for one in crossing))]


def _rests_on_ranks(crossing: Crossing, playbook: Playbook) -> bool:
    return any(isinstance(one, Quintile) for one in inside((crossing.left, crossing.right), playbook))


def _mark_crossing(crossing: Crossing, timeline: Timeline, frame: Frame, value: v.Value, marks: Marks) -> None:
    if not isinstance(value, v.Number):
        raise TypeError(f"{value!r} crosses nothing")
    cells = frame.cells
    gap = np.broadcast_to(value.finer(crossing.places).values, len(cells))
    grows = crossing.slope > 0
    slope = abs(crossing.slope)
    up = gap if grows else -gap
    if crossing.sign in (_REACHES if grows else _LEAVES):
        _mark_days(cells, cells.day - up // slope, value.known, timeline, marks)
    if crossing.sign in (_LEAVES if grows else _REACHES):
        _mark_days(cells, cells.day + (-up) // slope + 1, value.known, timeline, marks)


def _mark_days(
    cells: Cells, days: NDArray[np.int64], known: NDArray[np.bool_] | None, timeline: Timeline, marks: Marks
) -> None:
    """Mark a day of each cell that it lasts beyond."""
    row = timeline.rows_from(days)
    inside = (row > cells.row) & (row < cells.end)
    if known is not None:
        inside &= known
    at = np.flatnonzero(inside)
    marks.add(cells.customer[at] * cells.rows + row[at])


def _mark_moves(ranked: Ranked, slope: int, timeline: Timeline, frame: Frame, value: v.Value, marks: Marks) -> None:
    if not isinstance(value, v.Population):
        raise TypeError(f"{value!r} is no population")
    cells, points = frame.cells, frame.points[ranked]
    at = np.flatnonzero(value.member & (cells.end > cells.row + 1))
    keys = value.by.values[at] - slope * cells.day[at]
    is_bottom = bool(getattr(ranked, "bottom", False))
    for values, is_cut in zip(points.values, points.is_cut, strict=True):
        moves = _Moves.of(values - slope * timeline.days, is_cut, is_bottom=is_bottom)
        place, row = moves.between(keys, cells.row[at], cells.end[at])
        marks.add(cells.customer[at[place]] * cells.rows + row)


@dataclass(frozen=True, slots=True)
class _Moves:
    """When a cut point passes a value: `cuts` are its different values in order, `keys` are side x rows + row, sorted,
    where `side` is how many of the cuts lie below the value; shapes (cuts,), (moves,)."""

    cuts: NDArray[np.int64]
    keys: NDArray[np.int64]
    rows: int
    is_bottom: bool

    @classmethod
    def of(cls, values: NDArray[np.int64], is_cut: NDArray[np.bool_], *, is_bottom: bool) -> _Moves:
        """The moves of one cut point over the rows; nothing is cut off where `is_cut` is false."""
        cuts = np.unique(values[is_cut])
        number, sides = np.searchsorted(cuts, values), np.arange(len(cuts) + 1)[:, None]
        # a row without a cut has nobody in its population: whatever moves there moves past nobody
        is_beyond = number >= sides if is_bottom else number < sides
        side, row = np.nonzero(is_beyond[:, 1:] != is_beyond[:, :-1])
        return cls(cuts, side * len(values) + row + 1, len(values), is_bottom)

    def between(
        self, values: NDArray[np.int64], start: NDArray[np.int64], end: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The moves past values between their rows `start` and `end`: the place of the value, and the row."""
        side = np.searchsorted(self.cuts, values, side="right" if self.is_bottom else "left")
        low = np.searchsorted(self.keys, side * self.rows + start, side="right")
        count = np.searchsorted(self.keys, side * self.rows + end, side="left") - low
        place = np.repeat(np.arange(len(values)), count)
        index = np.arange(len(place)) + np.repeat(low - (np.cumsum(count) - count), count)
        return place, self.keys[index] % self.rows
