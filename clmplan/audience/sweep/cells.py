"""The days of a sweep, and cells: for each customer of a block the rows at which anything may change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Timeline:
    """Sorted days, and which of them is the first on or after any other day."""

    def __init__(self, days: Sequence[int]) -> None:
        self.days: NDArray[np.int64] = np.asarray(sorted(days), dtype=np.int64)
        self._first = int(self.days[0])
        span = int(self.days[-1]) - self._first + 2
        self._rows = np.searchsorted(self.days, np.arange(self._first, self._first + span)).astype(np.int64)

    def __len__(self) -> int:
        """How many days there are."""
        return len(self.days)

    def rows_from(self, days: NDArray[np.integer]) -> NDArray[np.int64]:
        """The first row on or after each day; the number of rows when there is none."""
        return self._rows.take(days - self._first, mode="clip")


@dataclass(frozen=True, slots=True)
class Spans:
    """When events count for a customer: `value` (1 when None) from key `start` on, until key `end`; shapes (spans,).

    The key of a row of a customer is customer x rows + row, so the row after a customer's last is the first of the
    next: there everything has ended, and one running sum serves all customers.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    value: NDArray[np.int64] | None


@dataclass(frozen=True, slots=True)
class Cells:
    """Sorted by customer and row; each lasts from `row` until `end`. Shapes (cells,), `place` (keys,).

    `customer` counts from the start of the block; `day` is the day of `row`; `is_first` marks the first cell of each
    customer; `place` says which cell begins at a key.
    """

    customers: int
    rows: int
    customer: NDArray[np.int64]
    row: NDArray[np.int64]
    end: NDArray[np.int64]
    day: NDArray[np.int64]
    is_first: NDArray[np.bool_]
    place: NDArray[np.int32]

    def __len__(self) -> int:
        """How many cells there are."""
        return len(self.row)

    def counts(self, mask: NDArray[np.bool_]) -> NDArray[np.int64]:
        """For how many customers something holds on each row, given where it holds; shape (rows,)."""
        size = self.rows + 1
        steps = np.bincount(self.row[mask], minlength=size) - np.bincount(self.end[mask], minlength=size)
        return np.cumsum(steps[:-1])

    def running(self, spans: Spans) -> NDArray[np.int64]:
        """What counts at each cell, summed up. INVARIANT: every start and end of a span is the start of a cell."""
        size = len(self.row) + 1
        start, end = self.place[spans.start], self.place[spans.end]
        if spans.value is None:
            steps = np.bincount(start, minlength=size) - np.bincount(end, minlength=size)
        else:
            steps = np.zeros(size, dtype=np.int64)
            np.add.at(steps, start, spans.value)
            np.subtract.at(steps, end, spans.value)
        return np.cumsum(steps[:-1])


class Marks:
    """The keys at which cells begin, gathered for one block; the first row of every customer is always among them."""

    def __init__(self, timeline: Timeline, customers: int) -> None:
        self._timeline, self._customers = timeline, customers
        self._flags = np.zeros(customers * len(timeline) + 1, dtype=np.bool_)
        self._flags[:: len(timeline)] = True

    def add(self, keys: NDArray[np.int64]) -> None:
        """Let cells begin at some keys."""
        self._flags[keys] = True

    def add_everything(self) -> None:
        """Let a cell begin on every row of every customer."""
        self._flags[:] = True

    def cells(self) -> Cells:
        """The cells between the marks."""
        rows = len(self._timeline)
        key = np.flatnonzero(self._flags[:-1]).astype(np.int64)
        place = np.empty(len(self._flags), dtype=np.int32)
        place[key] = np.arange(len(key), dtype=np.int32)
        place[-1] = len(key)
        customer = key // rows
        first = customer * rows
        end = np.append(key[1:], self._customers * rows) - first
        row = key - first
        return Cells(self._customers, rows, customer, row, end, self._timeline.days[row], row == 0, place)
