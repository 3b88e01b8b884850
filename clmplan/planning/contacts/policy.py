"""The contact policy: exact rolling caps and gaps, over all customers at once.

A cap keeps one count per customer and a queue of the contacts inside its window, so memory grows with customers x
caps + contacts, and a window may have any length.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from clmplan.base.days import day_number
from clmplan.model.calendar import Send
from clmplan.model.plan import Refusal
from clmplan.model.playbook import Cap, Gap, Policy
from clmplan.model.records import ContactHistory
from clmplan.planning.contacts import refusals
from clmplan.planning.contacts.world import Index, Mask, World

_LONG_AGO = -(2**30)

_Dated = deque[tuple[int, Index]]


class Tally:
    """How many contacts each customer had in the last `days` days, this day included. Days must not go back."""

    def __init__(self, customers: int, days: int, history: _Dated | None = None) -> None:
        self._counts: NDArray[np.int32] = np.zeros(customers, dtype=np.int32)
        self._days = days
        self._history = history if history is not None else deque()
        self._inside: _Dated = deque()

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


class LastContact:
    """The day of each customer's last contact. Days must not go back."""

    def __init__(self, customers: int, history: _Dated) -> None:
        self._last: NDArray[np.int32] = np.full(customers, _LONG_AGO, dtype=np.int32)
        self._history = history

    def on(self, day: int) -> NDArray[np.int32]:
        """The last days as known on a day; shape (customers,)."""
        while self._history and self._history[0][0] <= day:
            self.add(*self._history.popleft())
        return self._last

    def add(self, day: int, customers: Index) -> None:
        """Note a contact of each of these customers on a day."""
        self._last[customers] = day


class ContactPolicy:
    """Every cap and every gap, in written order; the first that refuses is named."""

    def __init__(self, world: World) -> None:
        self._world = world
        contacts = world.base.contacts
        self._rules = tuple(
            (position, rule, refusals.policy(rule, world.locale))
            for position, rule in _in_written_order(world.playbook.policy)
        )
        self._tallies = tuple(
            Tally(world.size, cap.days, _by_day(contacts, cap.channel)) for cap in world.playbook.policy.caps
        )
        self._last = LastContact(world.size, _by_day(contacts, None)) if world.playbook.policy.gaps else None

    def refusals(self, send: Send, customers: Index) -> Iterator[tuple[Refusal, Mask]]:
        """Each rule with the customers it refuses; shapes (customers,)."""
        today = day_number(send.day)
        for position, rule, refusal in self._rules:
            if isinstance(rule, Gap):
                if self._last is not None:
                    yield refusal, today - self._last.on(today)[customers] < rule.days
            elif _concerns(rule, send):
                refused = self._tallies[position].on(today)[customers] >= rule.limit
                if rule.audience is not None:
                    refused &= self._world.holds(f"cap:{position}", send.day)[customers]
                yield refusal, refused

    def record(self, send: Send, contacted: Index) -> None:
        """Count the contacts of a send."""
        today = day_number(send.day)
        for cap, tally in zip(self._world.playbook.policy.caps, self._tallies, strict=True):
            if _concerns(cap, send):
                tally.add(today, contacted)
        if self._last is not None:
            self._last.on(today)
            self._last.add(today, contacted)


def _concerns(cap: Cap, send: Send) -> bool:
    return cap.channel is None or cap.channel == send.channel


def _in_written_order(policy: Policy) -> list[tuple[int, Cap | Gap]]:
    rules: list[tuple[int, Cap | Gap]] = [*enumerate(policy.caps), *enumerate(policy.gaps)]
    places = [rule.at for _, rule in rules]
    starts = [(place.path, place.start) for place in places if place is not None]
    if len(starts) < len(rules):
        return rules
    return [rules[index] for index in sorted(range(len(rules)), key=lambda index: (starts[index], index))]


def _by_day(contacts: ContactHistory, channel: str | None) -> _Dated:
    customers, days = contacts.customer, contacts.day
    if channel is not None:
        chosen = contacts.channel == channel
        customers, days = customers[chosen], days[chosen]
    found, starts = np.unique(days, return_index=True)
    return (
        deque(zip((int(day) for day in found), np.split(customers, starts[1:]), strict=True)) if len(days) else deque()
    )
