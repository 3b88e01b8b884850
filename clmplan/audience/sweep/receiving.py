"""What becomes of the values of a program, block by block: days kept small, counts by row, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol

import numpy as np

from clmplan.audience.changes import ChangingDays, CompactDays, Flips, Form, Number, WholeDays
from clmplan.audience.sweep import values as v
from clmplan.audience.sweep.frame import Frame
from clmplan.model.records import NO_DAY

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEW_ROWS = 12


class Receiver(Protocol):
    """Takes a value over the cells of every block, once per block."""

    def take(self, frame: Frame, value: v.Value) -> None:
        """Take the value over the cells of a block."""
        ...


class ByDayReceiver(Generic[Number]):
    """Keeps a condition or a stage on every row; `places` gives the row of each day asked for, else -1.

    With few rows a cell must begin on every row.
    """

    def __init__(self, form: Form[Number], customers: int, places: NDArray[np.int32]) -> None:
        self._rows = int(places.max(initial=-1)) + 1
        self._few: WholeDays[Number] | None = WholeDays(form, customers, places) if self._rows <= FEW_ROWS else None
        self._many: ChangingDays[Number] = ChangingDays(form, customers, places)

    def take(self, frame: Frame, value: v.Value) -> None:
        """Take the value over the cells of a block."""
        cells, start = frame.cells, frame.block.start
        state = np.broadcast_to(_state(value), len(cells))
        if self._few is not None:
            by_row = state.reshape(cells.customers, self._rows).T
            for row in range(self._rows):
                self._few.put(row, start, by_row[row])
            return
        at = np.flatnonzero((state[1:] != state[:-1]) & ~cells.is_first[1:]) + 1
        flips = Flips(cells.row[at].astype(np.int32), cells.customer[at].astype(np.int32), state[at] ^ state[at - 1])
        self._many.put(start, state[cells.is_first], flips)

    def done(self) -> CompactDays[Number]:
        """The days."""
        return self._many.done() if self._few is None else self._few.done()


class CountReceiver:
    """Counts on every row for how many customers a condition is true, or unknown; shape (rows,)."""

    def __init__(self, rows: int, *, is_unknown: bool) -> None:
        self.counts: NDArray[np.int64] = np.zeros(rows, dtype=np.int64)
        self._is_unknown = is_unknown

    def take(self, frame: Frame, value: v.Value) -> None:
        """Take the value over the cells of a block."""
        if not isinstance(value, v.Truth):
            raise TypeError(f"{value!r} is no condition")
        mask = value.unknown if self._is_unknown else value.yes
        if mask is not None:
            self.counts += frame.cells.counts(np.broadcast_to(mask, len(frame.cells)))


class StageCountReceiver:
    """Counts on every row the customers of each stage; shape (rows, stages)."""

    def __init__(self, rows: int, stages: int) -> None:
        self.counts: NDArray[np.int64] = np.zeros((rows, stages), dtype=np.int64)

    def take(self, frame: Frame, value: v.Value) -> None:
        """Take the value over the cells of a block."""
        if not isinstance(value, v.Code):
            raise TypeError(f"{value!r} is no stage")
        for stage in range(self.counts.shape[1]):
            self.counts[:, stage] += frame.cells.counts(value.values == stage)


class DateReceiver:
    """Keeps a date of each customer, as it is on the only row; shape (customers,)."""

    def __init__(self, customers: int) -> None:
        self.days: NDArray[np.int32] = np.full(customers, NO_DAY, dtype=np.int32)

    def take(self, frame: Frame, value: v.Value) -> None:
        """Take the value over the cells of a block."""
        if not isinstance(value, v.Number):
            raise TypeError(f"{value!r} is no date")
        own = slice(frame.block.start, frame.block.start + frame.block.size)
        known = True if value.known is None else value.known
        self.days[own] = np.where(known, np.clip(value.values, NO_DAY, 2**31 - 1), NO_DAY)


def _state(value: v.Value) -> NDArray[np.uint8]:
    """Conditions as 0 and 1, stages from 0 (outside every stage) on."""
    if isinstance(value, v.Truth):
        return np.asarray(value.yes).view(np.uint8)
    if isinstance(value, v.Code):
        return (value.values.astype(np.int16) + 1).astype(np.uint8)
    raise TypeError(f"{value!r} is neither a condition nor a stage")
