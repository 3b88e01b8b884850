"""A VTIMEZONE that every calendar program reads alike: one observance per onset, each with its own DTSTART."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_BEFORE = timedelta(days=400)
_AFTER = timedelta(days=400)
_FIXED_START = datetime(1970, 1, 1)  # noqa: DTZ001  (wall time, as RFC 5545 wants it)


@dataclass(frozen=True, slots=True)
class Onset:
    """A change of a zone's offset: the wall time at which it happens, the offsets around it, what follows."""

    wall: datetime
    before: timedelta
    after: timedelta
    is_daylight: bool
    name: str


def zone_block(zone: ZoneInfo, first: date, last: date) -> Timezone:
    """The zone's rules for the days from first to last, and for a year around them."""
    block = Timezone()
    block.add("TZID", zone.key)
    for onset in onsets(zone, first, last):
        observance = TimezoneDaylight() if onset.is_daylight else TimezoneStandard()
        observance.add("DTSTART", onset.wall)
        observance.add("TZOFFSETFROM", onset.before)
        observance.add("TZOFFSETTO", onset.after)
        observance.add("TZNAME", onset.name)
        block.add_component(observance)
    return block


def onsets(zone: ZoneInfo, first: date, last: date) -> tuple[Onset, ...]:
    """The changes of a zone from a year before to a year after; a zone without any has one, in 1970."""
    day = datetime.combine(first, time.min, tzinfo=UTC) - _BEFORE
    end = datetime.combine(last, time.min, tzinfo=UTC) + _AFTER
    found = []
    while day < end:
        following = day + timedelta(days=1)
        if _state(zone, day) != _state(zone, following):
            found.append(_onset(zone, day, following))
        day = following
    if found:
        return tuple(found)
    offset, is_daylight, name = _state(zone, end)
    return (Onset(_FIXED_START, offset, offset, is_daylight, name),)


def _onset(zone: ZoneInfo, low: datetime, high: datetime) -> Onset:
    before = _state(zone, low)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        low, high = (middle, high) if _state(zone, middle) == before else (low, middle)
    offset, is_daylight, name = _state(zone, high)
    return Onset((high + before[0]).replace(tzinfo=None), before[0], offset, is_daylight, name)


def _state(zone: ZoneInfo, moment: datetime) -> tuple[timedelta, bool, str]:
    local = moment.astimezone(zone)
    return (local.utcoffset() or timedelta(0), bool(local.dst()), local.tzname() or zone.key)
