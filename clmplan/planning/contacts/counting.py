"""What is counted for each customer as the days go by: contacts in a window, the last one, contacts in a row.

A tally keeps one count per customer and a queue of the contacts inside its window, so memory grows with customers x
rules + contacts, and a window may have any length.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from clmplan.base.days import from_day_number
from clmplan.model.declared.policy import Rest
from clmplan.model.records import ContactHistory, Events
from clmplan.planning.contacts.world import Index, Mask

LONG_AGO = -(2**30)
# INVARIANT: 1970-01-01, day 0, was a Thursday; three days more make Monday the first day of a week.
_MONDAY = 3

Dated = deque[tuple[int, Index]]


class Tally:
    """How many contacts each customer had in the last `days` days, this day included. Days must not go back."""

    def __init__(self, customers: int, days: int, history: Dated | None = None) -> None:
        self._counts: NDArray[np.int32] = np.zeros(customers, dtype=np.int32)
        self._days = days
        self._history = history if history is not None else deque()
        self._inside: Dated = deque()

    def on(self, day: int) -> NDArray[np.int32]:
        """The counts on a day; shape (customers,)."""
        while self._history and self._history[0][0] <= day:
            self._take(*self._history.popleft())
        while self._inside and self._inside[0][0] <= day - self._days:
            np.subtract.at(self._counts, self._inside.popleft()[1], 1)
        return self._counts

    def add(self, day: int, customers: Index) -> None:
        """Count one contact of each of these customers on a day."""
        self.on(day)
        self._take(day, customers)

    def _take(self, day: int, customers: Index) -> None:
        np.add.at(self._counts, customers, 1)
        self._inside.append((day, customers))


class PeriodTally:
    """How many contacts each customer had in the calendar week or month of a day so far. Days must not go back."""

    def __init__(self, customers: int, period: str, history: Dated) -> None:
        self._counts: NDArray[np.int32] = np.zeros(customers, dtype=np.int32)
        self._period_of = _PERIODS[period]
        self._history = history
        self._period: int | None = None

    def on(self, day: int) -> NDArray[np.int32]:
        """The counts on a day; shape (customers,)."""
        while self._history and self._history[0][0] <= day:
            self._take(*self._history.popleft())
        self._turn_to(day)
        return self._counts

    def add(self, day: int, customers: Index) -> None:
        """Count one contact of each of these customers on a day."""
        self.on(day)
        self._take(day, customers)

    def _take(self, day: int, customers: Index) -> None:
        self._turn_to(day)
        np.add.at(self._counts, customers, 1)

    def _turn_to(self, day: int) -> None:
        if self._period_of(day) != self._period:
            self._period = self._period_of(day)
            self._counts[:] = 0


class LastContact:
    """The day of each customer's last contact. Days must not go back."""

    def __init__(self, customers: int, history: Dated) -> None:
        self._last: NDArray[np.int32] = np.full(customers, LONG_AGO, dtype=np.int32)
        self._history = history

    def on(self, day: int) -> NDArray[np.int32]:
        """The last days as known on a day; shape (customers,)."""
        while self._history and self._history[0][0] <= day:
            self.add(*self._history.popleft())
        return self._last

    def add(self, day: int, customers: Index) -> None:
        """Note a contact of each of these customers on a day."""
        self._last[customers] = day


class Runs:
    """Contacts in a row without an event, and who rests after too many of them. Days must not go back.

    An event ends a run and the rest after it; on one day contacts come first and the event after them. A contact that
    nothing stopped (in the history, or of an exempt campaign) makes a run longer, and its rest counts from then on;
    the first contact after a whole rest begins a new run.
    """

    def __init__(self, customers: int, rest: Rest, history: Dated, events: Dated) -> None:
        self._rest, self._history, self._events = rest, history, events
        self._contacts: NDArray[np.int32] = np.zeros(customers, dtype=np.int32)
        self._last: NDArray[np.int32] = np.full(customers, LONG_AGO, dtype=np.int32)

    def resting(self, day: int) -> Mask:
        """Who rests on a day; shape (customers,)."""
        self._advance(day)
        resting: Mask = (self._contacts >= self._rest.contacts) & (day - self._last < self._rest.days)
        return resting

    def add(self, day: int, customers: Index) -> None:
        """Count one contact of each of these customers on a day."""
        self._advance(day)
        self._take(day, customers)

    def _advance(self, day: int) -> None:
        while self._history and self._history[0][0] <= day:
            contacted_on, customers = self._history.popleft()
            self._end_runs_before(contacted_on)
            self._take(contacted_on, customers)
        self._end_runs_before(day)

    def _end_runs_before(self, day: int) -> None:
        while self._events and self._events[0][0] < day:
            self._contacts[self._events.popleft()[1]] = 0

    def _take(self, day: int, customers: Index) -> None:
        has_rested = (self._contacts[customers] >= self._rest.contacts) & (
            day - self._last[customers] >= self._rest.days
        )
        self._contacts[customers[has_rested]] = 0
        np.add.at(self._contacts, customers, 1)
        self._last[customers] = day


def contacts_by_day(contacts: ContactHistory, channel: str | None) -> Dated:
    """The contacts made on each day, on one channel or on all; earliest day first."""
    if channel is None:
        return _by_day(contacts.day, contacts.customer)
    chosen = contacts.channel == channel
    return _by_day(contacts.day[chosen], contacts.customer[chosen])


def events_by_day(events: Events) -> Dated:
    """Whose events fell on each day; earliest day first."""
    order = np.argsort(events.day, kind="stable")
    return _by_day(events.day[order], events.customer[order])


def _by_day(days: NDArray[np.int32], customers: Index) -> Dated:
    found, starts = np.unique(days, return_index=True)
    parts = np.split(customers, starts[1:]) if len(days) else []
    return deque(zip((int(day) for day in found), parts, strict=True))


def _week_of(day: int) -> int:
    return (day + _MONDAY) // 7


def _month_of(day: int) -> int:
    civil = from_day_number(day)
    return civil.year * 12 + civil.month


_PERIODS: Mapping[str, Callable[[int], int]] = MappingProxyType(
    {"calendar week": _week_of, "calendar month": _month_of}
)
