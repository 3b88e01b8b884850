"""From events to the days on which each counts: one entry per fold of the language.

An event on day e counts within w days on the days from e + 1 to e + w. What is the greatest, least, first or last of
its window is so from the day it enters, or what was greater leaves, until it leaves or what is as great enters; what
repeats a value counts once. So every fold is a sum of what counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clmplan.audience.sweep.cells import Cells, Spans, Timeline
from clmplan.audience.sweep.values import Number, exact
from clmplan.model.expression import EventCall, EventDay

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Days = NDArray[np.int32]

FAR = 10**8
"""A day that never comes; BEFORE is one that never was."""
BEFORE = -FAR
_ROOM = 2**61

Fact = EventCall | EventDay


@dataclass(frozen=True, slots=True)
class Taken:
    """What a call takes from each event: `values` (None: nothing but that it happened), `known` (None: everywhere)."""

    values: Whole | None
    known: NDArray[np.bool_] | None


@dataclass(frozen=True, slots=True)
class Rows:
    """Events of one kind by customer and day, with what a call takes from each.

    `previous` is the day of the customer's previous event with the same value, for different values only.
    """

    customer: Days
    day: Days
    taken: Taken
    previous: Days | None = None

    def known(self) -> Rows:
        """Only the events that the call takes something from."""
        kept = self.taken.known
        if kept is None:
            return self
        values = None if self.taken.values is None else self.taken.values[kept]
        previous = None if self.previous is None else self.previous[kept]
        return Rows(self.customer[kept], self.day[kept], Taken(values, None), previous)


@dataclass(frozen=True, slots=True)
class Counted:
    """The spans of a fact. `lowest` is set when a value stands for itself only above it: 0 means that there is none.

    `sign` is -1 when the values are negative ones.
    """

    spans: Spans
    places: int
    lowest: int | None = None
    sign: int = 1

    def at(self, cells: Cells) -> Number:
        """The fact at every cell."""
        sums = cells.running(self.spans)
        if self.lowest is None:
            return exact(sums, None, self.places)
        known = sums > 0
        return exact(np.where(known, self.sign * (sums + (self.lowest - 1)), 0), known, self.places)


@dataclass(frozen=True, slots=True)
class Lasting:
    """The days on which each event counts for a fact, from `start` until `end`, by customer; shapes (events,).

    `end` None: for ever; `value` None: 1 each. The rest is as in `Counted`.
    """

    customer: Days
    start: Days
    end: Days | None
    value: Whole | None
    places: int
    lowest: int | None = None
    sign: int = 1

    def on(self, timeline: Timeline) -> Placed:
        """The same as keys of a timeline, without the events that count on none of its days."""
        rows = len(timeline)
        first = timeline.rows_from(self.start)
        last = rows if self.end is None else timeline.rows_from(self.end)
        at = np.flatnonzero(first < last)
        customer = self.customer[at]
        base = customer * np.int64(rows)
        end = base + (last if isinstance(last, int) else last[at])
        spans = Spans(base + first[at], end, None if self.value is None else self.value[at])
        return Placed(customer, rows, Counted(spans, self.places, self.lowest, self.sign))

    @property
    def arrays(self) -> tuple[NDArray[np.generic], ...]:
        """What takes memory; facts may share some of it."""
        return tuple(one for one in (self.customer, self.start, self.end, self.value) if one is not None)


@dataclass(frozen=True, slots=True)
class Placed:
    """The spans of a fact over a shard, by customer."""

    customer: Days
    rows: int
    counted: Counted

    def block(self, first: int, size: int) -> Counted:
        """The spans of some customers, with keys that count from the first of them."""
        low, high = np.searchsorted(self.customer, (first, first + size))
        part, whole = slice(int(low), int(high)), self.counted
        start, end = whole.spans.start[part] - first * self.rows, whole.spans.end[part] - first * self.rows
        spans = Spans(start, end, None if whole.spans.value is None else whole.spans.value[part])
        return Counted(spans, whole.places, whole.lowest, whole.sign)


def lasting(fact: Fact, rows: Rows, places: int) -> Lasting:
    """The days on which each event counts for a fact."""
    if isinstance(fact, EventDay):
        sign = 1 if fact.which == "last" else -1
        days = Taken(sign * rows.day.astype(np.int64), None)
        return _reigns(Rows(rows.customer, rows.day, days), None, places, sign)
    return _FOLDS[fact.function.fold](rows.known(), fact.within_days, places)


def _counts(rows: Rows, window: int | None, places: int) -> Lasting:  # noqa: ARG001
    return Lasting(rows.customer, rows.day + 1, _leaving(rows.day, window), None, 0)


def _sums(rows: Rows, window: int | None, places: int) -> Lasting:
    values = _values(rows)
    if float(np.abs(values).sum(dtype=np.float64)) > _ROOM:
        raise OverflowError("a sum beyond 2^61")
    return Lasting(rows.customer, rows.day + 1, _leaving(rows.day, window), values, places)


def _different(rows: Rows, window: int | None, places: int) -> Lasting:  # noqa: ARG001
    if rows.previous is None:
        raise ValueError("different values without the day of the previous one")
    entering, leaving = rows.day + 1, _leaving(rows.day, window)
    still = rows.previous + (FAR if window is None else min(window + 1, FAR))
    start = np.where(rows.previous > BEFORE, np.maximum(entering, still), entering)
    return Lasting(rows.customer, start, leaving, None, 0)


def _greatest(rows: Rows, window: int | None, places: int) -> Lasting:
    return _reigns(rows, window, places, 1)


def _least(rows: Rows, window: int | None, places: int) -> Lasting:
    return _reigns(Rows(rows.customer, rows.day, Taken(-_values(rows), None)), window, places, -1)


_FOLDS: Mapping[str, Callable[[Rows, int | None, int], Lasting]] = {
    "count": _counts,
    "sum": _sums,
    "distinct": _different,
    "max": _greatest,
    "min": _least,
}


def _reigns(rows: Rows, window: int | None, places: int, sign: int) -> Lasting:
    """The days on which each event is the greatest of its window; of equal ones the latest."""
    values = _values(rows)
    lowest = int(values.min(initial=0))
    if int(values.max(initial=0)) - lowest >= _ROOM // max(1, len(values)):
        raise OverflowError("values beyond 2^61")
    above, later = (
        _nearest(rows.customer, values, -1, np.greater),
        _nearest(rows.customer, values, 1, np.greater_equal),
    )
    entering, leaving = rows.day + 1, _leaving(rows.day, window)
    if leaving is None:
        start = np.where(above >= 0, FAR, entering)
        end = np.where(later >= 0, entering[later], FAR)
    else:
        start = np.where(above >= 0, np.maximum(entering, leaving[above]), entering)
        end = np.where(later >= 0, np.minimum(leaving, entering[later]), leaving)
    return Lasting(rows.customer, start, end, values - lowest + 1, places, lowest, sign)


def _nearest(customer: Days, values: Whole, step: int, beats: Callable[[Whole, Whole], NDArray[np.bool_]]) -> Whole:
    """The nearest event of the same customer, earlier (step -1) or later (1), that beats this one; -1: none."""
    size = len(values)
    found = np.arange(size, dtype=np.int64) + step
    is_edge = np.ones(size, dtype=np.bool_)
    inner = slice(1, None) if step < 0 else slice(None, -1)
    is_edge[inner] = customer[1:] != customer[:-1]
    found[is_edge] = -1
    waiting = np.flatnonzero(~is_edge)
    while waiting.size:
        waiting = waiting[~beats(values[found[waiting]], values[waiting])]
        # none between an event and the one it points to beats it, so it may point on to where that one points
        found[waiting] = found[found[waiting]]
        waiting = waiting[found[waiting] >= 0]
    return found


def _leaving(day: Days, window: int | None) -> Days | None:
    """The first day on which an event no longer counts; None: never."""
    return None if window is None else day + min(window + 1, FAR)


def _values(rows: Rows) -> Whole:
    if rows.taken.values is None:
        raise ValueError("a fold of values without values")
    return rows.taken.values
