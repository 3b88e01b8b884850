"""What the clock shows: times that a zone skips, and in whose zone a message on the customer's own clock goes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache, partial
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from clmplan.base.clock import ClockTime, find_zone, instant
from clmplan.base.diagnostics import Diagnostic
from clmplan.codes import journey_plan as codes
from clmplan.model.calendar import Calendar, Send
from clmplan.model.plan import PlannedSend
from clmplan.model.project import Project
from clmplan.planning.contacts.world import Index, World


def on_the_clock(calendar: Calendar, zone: str) -> Calendar:
    """The calendar with times that the clock of a zone skips moved on to the first valid minute."""
    wall = cache(partial(_shown, zone=ZoneInfo(zone)))
    return replace(calendar, sends=tuple(_valid(send, wall) for send in calendar.sends))


def _shown(day: date, time: ClockTime, zone: ZoneInfo) -> datetime:
    return instant(day, time, zone).replace(tzinfo=None)


def _valid(send: Send, wall: Callable[[date, ClockTime], datetime]) -> Send:
    if send.time is None or send.is_local:
        return send
    shown = wall(send.day, send.time)
    if (shown.date(), shown.time()) == (send.day, send.time):
        return send
    return replace(send, day=shown.date(), time=shown.time())


class Zones:
    """The zone of each customer; "" is the project's, where a customer has none or none that exists."""

    def __init__(self, world: World, project: Project) -> None:
        self._project, self._strange = project, 0
        self._names: tuple[str, ...] = ("",)
        self._zone: NDArray[np.int64] = np.zeros(world.size, dtype=np.int64)
        self._example = ""
        column = world.base.fields.get(project.zone_field or "")
        if column is None or not any(wave.is_local for one in world.playbook.campaigns for wave in one.waves):
            return
        texts = np.where(column.known, column.values, "").astype(str)
        written, place = np.unique(texts, return_inverse=True)
        known = [name if name and find_zone(str(name)) is not None else "" for name in written.tolist()]
        self._names = tuple(sorted({"", *known}))
        self._zone = np.array([self._names.index(name) for name in known], dtype=np.int64)[place]
        strange = (self._zone == 0) & (texts != "")
        self._strange = int(np.count_nonzero(strange))
        self._example = min(texts[strange].tolist(), default="")

    def of(self, customers: Index) -> tuple[tuple[str, int], ...]:
        """How many of some customers live in each zone; those of the project's under ""."""
        counts = np.bincount(self._zone[customers], minlength=len(self._names)).tolist()
        return tuple((name, count) for name, count in zip(self._names, counts, strict=True) if count)

    def findings(self, sends: tuple[PlannedSend, ...]) -> Iterator[Diagnostic]:
        """Customers whose zone is no zone, where a message asks for it."""
        if self._strange and any(planned.send.is_local for planned in sends):
            values = {"count": f"{self._strange:,}", "example": self._example, "zone": self._project.zone}
            yield codes.UNKNOWN_ZONES.at(None, field=self._project.zone_field or "", **values)
