"""Cut points of many days at once: counts by range of value and day, then the exact values of the ranges that matter.

A value lies in the range j when it is above bound j - 1 and at most bound j. Bounds come from a sample, which decides
only how many values have to be looked at twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from clmplan.audience.sweep import values as v
from clmplan.audience.sweep.cells import Cells
from clmplan.audience.sweep.frame import Frame, Points
from clmplan.audience.walk import Ranked
from clmplan.model.expression import TopShare

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

_RANGES = 1024
_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class Runs:
    """A value of a customer of the population and the rows it lasts for, end exclusive; shapes (runs,)."""

    value: Whole
    start: Whole
    end: Whole

    def where(self, kept: NDArray[np.bool_]) -> Runs:
        """Some of the runs."""
        return Runs(self.value[kept], self.start[kept], self.end[kept])


def runs_of(population: v.Population, cells: Cells, slope: int) -> Runs:
    """The runs of a block, values less what they grow by each day."""
    value, member = population.by.values - slope * cells.day, population.member
    begins = cells.is_first.copy()
    begins[1:] |= (value[1:] != value[:-1]) | (member[1:] != member[:-1])
    at = np.flatnonzero(begins)
    last = np.append(at[1:], len(cells)) - 1
    runs = Runs(value[at], cells.row[at], cells.end[last])
    return runs.where(member[at])


class Search:
    """The search for the cut points of some ranks over one population. Each `take` sees every block once.

    First a sample, then the counts, then, unless these tell everything, the values in the ranges that matter.
    """

    def __init__(self, ranks: Sequence[Ranked], days: Sequence[int], slope: int) -> None:
        self.ranks, self._slope = tuple(ranks), slope
        self._days = np.asarray(days, dtype=np.int64)
        self._sample: list[Whole] = []
        self._bounds: Whole = np.empty(0, dtype=np.int64)
        self._steps: Whole = np.empty(0, dtype=np.int64)
        self._below: Whole = np.empty(0, dtype=np.int64)
        self._targets: Whole = np.empty(0, dtype=np.int64)
        self._range: Whole = np.empty(0, dtype=np.int64)
        self._kept: list[Runs] = []

    def sample(self, frame: Frame, value: v.Value) -> None:
        """Look at some values."""
        runs = self._runs(frame, value)
        self._sample.append(runs.value[:: max(1, len(runs.value) * 16 // _SAMPLE)])

    def bound(self) -> None:
        """Draw the bounds: values of the sample, each with the whole number below it, so that ties are told apart."""
        seen = np.sort(np.concatenate([np.zeros(1, dtype=np.int64), *self._sample]))
        drawn = np.unique(seen[:: max(1, len(seen) // _RANGES)])
        self._bounds = np.union1d(drawn, drawn - 1)
        self._sample.clear()
        self._steps = np.zeros((len(self._days) + 1) * (len(self._bounds) + 1), dtype=np.int64)

    def count(self, frame: Frame, value: v.Value) -> None:
        """Count the values of a block by range and row."""
        runs, width = self._runs(frame, value), len(self._bounds) + 1
        place = np.searchsorted(self._bounds, runs.value)
        np.add.at(self._steps, runs.start * width + place, 1)
        np.subtract.at(self._steps, runs.end * width + place, 1)

    def locate(self) -> bool:
        """Find the range of every cut point; whether some of them hold several values."""
        rows = len(self._days)
        counts = np.cumsum(self._steps.reshape(rows + 1, -1)[:rows], axis=0)
        self._steps = np.empty(0, dtype=np.int64)
        up_to = np.cumsum(counts, axis=1)
        self._targets = targets(self.ranks, up_to[:, -1])
        found = [np.argmax(up_to >= target[:, None], axis=1) for target in self._targets]
        self._range = np.stack(found)
        before = np.concatenate([np.zeros((rows, 1), dtype=np.int64), up_to], axis=1)
        self._below = np.stack([before[np.arange(rows), place] for place in found])
        return bool((~self._is_exact() & (self._targets > 0)).any())

    def keep(self, frame: Frame, value: v.Value) -> None:
        """Keep the values of a block that lie in ranges that matter."""
        runs = self._runs(frame, value)
        wanted = np.zeros(len(self._bounds) + 1, dtype=np.bool_)
        wanted[self._range[~self._is_exact() & (self._targets > 0)]] = True
        self._kept.append(runs.where(wanted[np.searchsorted(self._bounds, runs.value)]))

    def points(self) -> dict[Ranked, Points]:
        """The cut points of each rank on each day."""
        found = np.zeros(self._targets.shape, dtype=np.int64)
        is_exact, is_cut = self._is_exact(), self._targets > 0
        found[is_exact] = self._bounds[self._range[is_exact]]
        kept = Runs(*(np.concatenate(parts) for parts in zip(*map(_parts, (_NONE, *self._kept)), strict=True)))
        for place in np.unique(self._range[is_cut & ~is_exact]):
            here = is_cut & ~is_exact & (self._range == place)
            inside = np.searchsorted(self._bounds, kept.value) == place
            _settle(kept.where(inside), self._targets - self._below, here, found)
        found += self._slope * self._days
        points, first = {}, 0
        for ranked in self.ranks:
            own = slice(first, first + how_many(ranked))
            points[ranked] = Points(np.where(is_cut, found, 0)[own], is_cut[own])
            first = own.stop
        return points

    def _runs(self, frame: Frame, value: v.Value) -> Runs:
        if not isinstance(value, v.Population):
            raise TypeError(f"{value!r} is no population")
        return runs_of(value, frame.cells, self._slope)

    def _is_exact(self) -> NDArray[np.bool_]:
        """Where the range of a cut point holds one value only; shape (cuts, rows)."""
        widths = np.zeros(len(self._bounds) + 1, dtype=np.int64)
        widths[1:-1] = np.diff(self._bounds)
        is_exact: NDArray[np.bool_] = widths[self._range] == 1
        return is_exact


_NONE = Runs(*(np.empty(0, dtype=np.int64) for _ in range(3)))


def how_many(ranked: Ranked) -> int:
    """How many cut points a rank has."""
    return 1 if isinstance(ranked, TopShare) else 4


def targets(ranks: Iterable[Ranked], size: Whole) -> Whole:
    """The cut points as places in the order of values, from 1; 0 where nothing is cut off. Shape (cuts, days)."""
    rows: list[Whole] = []
    for ranked in ranks:
        if isinstance(ranked, TopShare):
            whole, kept = _scaled(ranked.percent)
            outside = -(-kept * size // whole)
            place = size - outside + 1 if ranked.bottom else outside
            rows.append(np.where(outside > 0, place, 0))
        else:
            rows += [-(-number * size // 5) for number in range(1, 5)]
    return np.stack(rows)


def _scaled(percent: Decimal) -> tuple[int, int]:
    """100 and (100 - percent) as whole numbers of the same, fine enough scale."""
    places = max(0, -int(percent.as_tuple().exponent))
    return 100 * 10**places, int((100 - percent) * 10**places)


def _settle(runs: Runs, targets: Whole, here: NDArray[np.bool_], found: Whole) -> None:
    """Put the exact cut points of one range into place: the first value up to which there are enough."""
    values, place = np.unique(runs.value, return_inverse=True)
    rows = here.shape[1]
    steps = np.zeros((rows + 1) * len(values), dtype=np.int64)
    np.add.at(steps, runs.start * len(values) + place, 1)
    np.subtract.at(steps, runs.end * len(values) + place, 1)
    up_to = np.cumsum(np.cumsum(steps.reshape(rows + 1, len(values))[:rows], axis=0), axis=1)
    for cut, row in zip(*np.nonzero(here), strict=True):
        found[cut, row] = values[np.searchsorted(up_to[row], targets[cut, row])]


def _parts(runs: Runs) -> tuple[Whole, Whole, Whole]:
    return runs.value, runs.start, runs.end
