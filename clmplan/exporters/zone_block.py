"""A VTIMEZONE that every calendar program reads alike: one observance per onset, each with its own DTSTART."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from clmplan.exporters.content_lines import END, folded, moment

_AROUND = timedelta(days=400)
_FIXED_START = datetime(1970, 1, 1)  # noqa: DTZ001  (wall time, as RFC 5545 wants it)


@dataclass(frozen=True, slots=True)
class Onset:
    """A change of a zone's offset: the wall time at which it happens, the offsets around it, what follows."""

    wall: datetime
    before: timedelta
    after: timedelta
    is_daylight: bool
    name: str


def zone_block(zone: ZoneInfo, found: tuple[Onset, ...]) -> str:
    """The rules of a zone as a component of a calendar."""
    return "".join(
        (f"BEGIN:VTIMEZONE{END}", folded(f"TZID:{zone.key}"), *map(_observance, found), f"END:VTIMEZONE{END}")
    )


def onsets(zone: ZoneInfo, first: date, last: date) -> tuple[Onset, ...]:
    """The changes of a zone from a year before to a year after; what holds before them is the first, in 1970."""
    day = datetime.combine(first, time.min, tzinfo=UTC) - _AROUND
    end = datetime.combine(last, time.min, tzinfo=UTC) + _AROUND
    state = _state(zone, day)
    found = [Onset(_FIXED_START, state[0], *state)]
    while day < end:
        following = day + timedelta(days=1)
        before, state = state, _state(zone, following)
        if before != state:
            found.append(_onset(zone, day, following))
        day = following
    # A reader needs what held before only where something falls before the first change.
    is_covered = len(found) > 1 and found[1].wall.date() < first
    return tuple(found[1:] if is_covered else found)


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


def _observance(onset: Onset) -> str:
    kind = "DAYLIGHT" if onset.is_daylight else "STANDARD"
    lines = (
        f"BEGIN:{kind}",
        f"DTSTART:{moment(onset.wall)}",
        f"TZOFFSETFROM:{_offset(onset.before)}",
        f"TZOFFSETTO:{_offset(onset.after)}",
        f"TZNAME:{onset.name}",
        f"END:{kind}",
    )
    return END.join(lines) + END


def _offset(value: timedelta) -> str:
    seconds = int(value.total_seconds())
    sign, rest = "-" if seconds < 0 else "+", abs(seconds)
    odd = f"{rest % 60:02}" if rest % 60 else ""
    return f"{sign}{rest // 3600:02}{rest % 3600 // 60:02}{odd}"
