"""Who is where on each of many days, kept small: whole days where much changes, changes of a day elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Number = TypeVar("Number", np.bool_, np.int8)
_BITS_PER_BYTE = 8
_BYTES_OF_A_CHANGE = 5
_ONE = np.ones(1, dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class Form(Generic[Number]):
    """How a day is kept whole: truth values as packed bits, stages as bytes.

    A state is either as small numbers from 0 on: false and true, or outside every stage and the stages in order.
    """

    lowest: int
    is_packed: bool
    kind: type[Number]

    def packed(self, state: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The bytes of a day kept whole; last axis (customers,)."""
        return np.packbits(state, axis=-1) if self.is_packed else state

    def unpacked(self, whole: NDArray[np.uint8], customers: int) -> NDArray[np.uint8]:
        """The state of a day kept whole, in fresh memory; shape (customers,)."""
        return np.unpackbits(whole, count=customers) if self.is_packed else whole.copy()

    def values(self, state: NDArray[np.uint8]) -> NDArray[Number]:
        """The values of a state, in fresh memory; same shape."""
        if self.is_packed:
            return state.astype(self.kind)
        return (state.astype(np.int16) + self.lowest).astype(self.kind)

    def width(self, customers: int) -> int:
        """How many bytes a whole day takes."""
        return -(-customers // _BITS_PER_BYTE) if self.is_packed else customers


TRUTHS: Form[np.bool_] = Form(0, is_packed=True, kind=np.bool_)
STAGES: Form[np.int8] = Form(-1, is_packed=False, kind=np.int8)


@dataclass(frozen=True, slots=True)
class Flips:
    """What changes from one row to the next, sorted by row; `delta` is old state XOR new state; shapes (changes,).

    `row` says the first row that has the new state.
    """

    row: NDArray[np.int32]
    customer: NDArray[np.int32]
    delta: NDArray[np.uint8]


class CompactDays(Generic[Number]):
    """One array over customers for each day asked for; the day last looked at is remembered.

    `places[row]` is the place of a day among those kept, -1 when it was not asked for. `whole` gives the bytes of
    some places, the first among them; `flips` leads from place to place between them.
    """

    def __init__(
        self,
        form: Form[Number],
        customers: int,
        places: NDArray[np.int32],
        whole: Mapping[int, NDArray[np.uint8]],
        flips: Flips,
    ) -> None:
        self._form: Form[Number] = form
        self._customers, self._places, self._whole = customers, places, whole
        self._keys = np.array(sorted(whole), dtype=np.int32)
        self._starts = np.searchsorted(flips.row, np.arange(int(places.max(initial=-1)) + 2))
        self._customer = flips.customer
        self._delta = _ONE if form.is_packed else flips.delta
        self._seen: tuple[int, NDArray[np.uint8]] | None = None

    def __getitem__(self, row: int) -> NDArray[Number]:
        """The array of a day by its position among the days; LookupError when that day was not asked for."""
        if not 0 <= row < len(self._places):
            raise IndexError(row)
        place = int(self._places[row])
        if place < 0:
            raise LookupError(f"the day in row {row} was not asked for")
        return self._form.values(self._state(place))

    def __len__(self) -> int:
        """How many days there are, asked for or not."""
        return len(self._places)

    @property
    def stored_bytes(self) -> int:
        """How much memory the days take."""
        return self._customer.nbytes + self._delta.nbytes + sum(whole.nbytes for whole in self._whole.values())

    def _state(self, place: int) -> NDArray[np.uint8]:
        """The state of a place, from the one last seen or from a whole day, whichever needs fewer changes."""
        key = int(self._keys[np.searchsorted(self._keys, place, side="right") - 1])
        seen = self._seen
        if seen is None or self._needs(seen[0], place) > int(self._starts[place + 1] - self._starts[key + 1]):
            seen = (key, self._form.unpacked(self._whole[key], self._customers))
        at, state = seen
        steps = range(at + 1, place + 1) if at < place else range(at, place, -1)
        for step in steps:
            self._flip(state, step)
        self._seen = (place, state)
        return state

    def _needs(self, seen: int, place: int) -> int:
        """How many changes lie between two places; more than there are when a whole day lies between."""
        low, high = sorted((seen, place))
        if ((self._keys > low) & (self._keys <= high)).any():
            return int(self._starts[-1]) + 1
        return abs(int(self._starts[place + 1] - self._starts[seen + 1]))

    def _flip(self, state: NDArray[np.uint8], place: int) -> None:
        """Undo or apply the changes of a place: the same step, because each is an exclusive or."""
        part = slice(int(self._starts[place]), int(self._starts[place + 1]))
        state[self._customer[part]] ^= self._delta if self._form.is_packed else self._delta[part]


class WholeDays(Generic[Number]):
    """Days put together block by block of customers, each kept whole: the form for few days."""

    def __init__(self, form: Form[Number], customers: int, places: NDArray[np.int32]) -> None:
        self._form: Form[Number] = form
        self._customers, self._places = customers, places
        count = int(places.max(initial=-1)) + 1
        self._bytes = np.zeros((count, form.width(customers)), dtype=np.uint8)

    def put(self, row: int, start: int, state: NDArray[np.uint8]) -> None:
        """The state of a row for the customers from `start` on, which must be a multiple of eight."""
        first = start // _BITS_PER_BYTE if self._form.is_packed else start
        packed = self._form.packed(state)
        self._bytes[row, first : first + len(packed)] = packed

    def done(self) -> CompactDays[Number]:
        """The days."""
        whole = dict(enumerate(self._bytes))
        return CompactDays(self._form, self._customers, self._places, whole, _merged([]))


class SuccessiveDays(Generic[Number]):
    """Days put together one after the other, each for all customers: whole where much changes, else as changes."""

    def __init__(self, form: Form[Number], customers: int, places: NDArray[np.int32]) -> None:
        self._form: Form[Number] = form
        self._customers, self._places = customers, places
        self._whole: dict[int, NDArray[np.uint8]] = {}
        self._pieces: list[Flips] = []
        self._last: NDArray[np.uint8] | None = None
        self._next = 0

    def put(self, state: NDArray[np.uint8]) -> None:
        """The state of the next day asked for."""
        delta = state if self._last is None else state ^ self._last
        at = np.flatnonzero(delta)
        if self._last is None or len(at) * _BYTES_OF_A_CHANGE > self._form.width(self._customers):
            self._whole[self._next] = self._form.packed(state).copy()
        else:
            row = np.full(len(at), self._next, dtype=np.int32)
            self._pieces.append(Flips(row, at.astype(np.int32), delta[at]))
        self._last = state.copy()
        self._next += 1

    def done(self) -> CompactDays[Number]:
        """The days."""
        return CompactDays(self._form, self._customers, self._places, self._whole, _merged(self._pieces))


class ChangingDays(Generic[Number]):
    """Days put together block by block of customers as the first day and the changes after it: for many days."""

    def __init__(self, form: Form[Number], customers: int, places: NDArray[np.int32]) -> None:
        self._form: Form[Number] = form
        self._customers, self._places = customers, places
        self._first = np.zeros(customers, dtype=np.uint8)
        self._pieces: list[Flips] = []

    def put(self, start: int, first: NDArray[np.uint8], flips: Flips) -> None:
        """The state of the first row and the changes of the customers from `start` on, counted from 0 in `flips`."""
        self._first[start : start + len(first)] = first
        self._pieces.append(Flips(flips.row, flips.customer + np.int32(start), flips.delta))

    def done(self) -> CompactDays[Number]:
        """The days; one that changes for many is kept whole."""
        flips = _merged(self._pieces)
        self._pieces.clear()
        whole = {0: self._form.packed(self._first)}
        count = int(self._places.max(initial=-1)) + 1
        starts = np.searchsorted(flips.row, np.arange(count + 1))
        busy = np.flatnonzero(np.diff(starts) * _BYTES_OF_A_CHANGE > self._form.width(self._customers))
        if len(busy):
            whole.update(self._whole_days(flips, starts, busy[busy > 0]))
            kept = ~np.isin(flips.row, busy)
            flips = Flips(flips.row[kept], flips.customer[kept], flips.delta[kept])
        return CompactDays(self._form, self._customers, self._places, whole, flips)

    def _whole_days(
        self, flips: Flips, starts: NDArray[np.intp], busy: Iterable[int]
    ) -> Mapping[int, NDArray[np.uint8]]:
        state, at, found = self._first.copy(), 0, {}
        for place in map(int, busy):
            for step in range(at, place + 1):
                part = slice(int(starts[step]), int(starts[step + 1]))
                state[flips.customer[part]] ^= flips.delta[part]
            at = place + 1
            found[place] = self._form.packed(state).copy()
        return found


def _merged(pieces: list[Flips]) -> Flips:
    if not pieces:
        none = np.empty(0, dtype=np.int32)
        return Flips(none, none, none.astype(np.uint8))
    row = np.concatenate([piece.row for piece in pieces])
    # days are few: as 16-bit numbers they sort in linear time
    order = np.argsort(row.astype(np.uint16) if row.max(initial=0) < 2**16 else row, kind="stable")
    customer = np.concatenate([piece.customer for piece in pieces])[order]
    delta = np.concatenate([piece.delta for piece in pieces])[order]
    return Flips(row[order], customer, delta)
