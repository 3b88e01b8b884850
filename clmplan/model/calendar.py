"""Dated sends and the work before them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clmplan.base.clock import ClockTime
from clmplan.base.source import Span


@dataclass(frozen=True, slots=True)
class Send:
    """One day, one channel, one message of one wave.

    `id` comes from author names, the occurrence and the message (`wake/early/3/1`), so that it survives edits of
    anything else, its own date included. `occurrence` is the day on which the wave begins for its customers, `step`
    the step of the journey that sends ("" when the wave begins). `planned_day` and `planned_time` are before quiet
    hours or a blackout moved it; where quiet hours ended a burst it is spread evenly from `time` `until` a later time.
    `estimated` marks days from unverified almanac years. `is_triggered`: only customers whose own date or stage fits
    are reached. `is_local`: the times are those on each customer's wall. `instead_of` is the send whose customers this
    one takes over where the contact policy refuses them (`if capped`).
    """

    id: str
    campaign: str
    wave: str
    day: date
    time: ClockTime | None
    channel: str
    message: str
    offer: str | None
    occurrence: date
    planned_day: date
    planned_time: ClockTime | None
    is_triggered: bool
    estimated: bool = False
    at: Span | None = None
    step: str = ""
    until: ClockTime | None = None
    is_local: bool = False
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class DroppedSend:
    """A send that a blackout, a holiday rule or the end of the horizon removed, and the rule that did it."""

    send: Send
    reason: str
    at: Span | None


@dataclass(frozen=True, slots=True)
class Task:
    """Preparation due on a work day before a send, begun at the latest on `starts`. `is_late`: due before `as_of`."""

    id: str
    campaign: str
    send: str
    task: str
    owner: str | None
    due: date
    is_late: bool
    at: Span | None = None
    starts: date | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Everything dated: sends by day, time, priority (descending), campaign, wave; tasks by due day."""

    sends: tuple[Send, ...]
    dropped: tuple[DroppedSend, ...] = ()
    tasks: tuple[Task, ...] = ()
