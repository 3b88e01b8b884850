"""Wall time in a zone, and what happens in hours that do not exist or come twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ClockTime = time


def find_zone(name: str) -> ZoneInfo | None:
    """The IANA zone of that name, or None."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment of a wall time: a skipped time moves on to the first valid minute, a repeated one comes first."""
    wall = datetime.combine(day, at, tzinfo=zone)
    if wall.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return wall
    late = wall.replace(tzinfo=None)
    while True:
        late += timedelta(minutes=1)
        candidate = late.replace(tzinfo=zone)
        if candidate.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == late:
            return candidate


def is_inside(at: time, start: time, end: time) -> bool:
    """Whether a time lies in the half-open daily range [start, end), which may pass midnight."""
    if start <= end:
        return start <= at < end
    return at >= start or at < end
