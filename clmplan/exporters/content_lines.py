"""Lines of iCalendar (RFC 5545): text escaped, lines folded at 75 octets, moments as they are written there."""

from __future__ import annotations

from datetime import date, datetime, timedelta

END = "\r\n"

_MOST = 75
_SPACE = ord(" ")


def escaped(text: str) -> str:
    """A text as the value of a property."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def address(text: str) -> str:
    """An address as the value of a property: what would end it or its line is written in percent."""
    kept = "".join(one if one.isprintable() and not one.isspace() else "" for one in text)
    return kept.replace("\\", "%5C").replace('"', "%22")


def folded(line: str) -> str:
    """A line with its end, broken so that no part has more than 75 octets and no character is torn."""
    if len(line) <= _MOST and (line.isascii() or len(line.encode("utf-8", "replace")) <= _MOST):
        return line + END
    data = line.encode("utf-8", "replace")
    parts, first, room = [], 0, _MOST
    while len(data) - first > room:
        last = first + room
        while data[last] & 0xC0 == 0x80:
            last -= 1
        if data[last - 1] == _SPACE != data[last - 2]:
            # A space at the end of a line is lost on the way through many editors.
            last -= 1
        parts.append(data[first:last])
        first, room = last, _MOST - 1
    parts.append(data[first:])
    return (b"\r\n ".join(parts)).decode() + END


def day(value: date) -> str:
    """A day: `20261102`."""
    return f"{value.year:04}{value.month:02}{value.day:02}"


def moment(value: datetime) -> str:
    """A wall time, or with a `Z` put behind it one of UTC: `20261102T093000`."""
    return f"{day(value)}T{value.hour:02}{value.minute:02}{value.second:02}"


def length(value: timedelta) -> str:
    """A length of time: `PT30M`, `P1D`."""
    if value.days and not value.seconds:
        return f"P{value.days}D"
    minutes = int(value.total_seconds()) // 60
    return f"PT{minutes}M" if minutes % 60 else f"PT{minutes // 60}H"
