"""One record of delimited text, read strictly: quotes open and close beside delimiters, or the record is refused."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

MOST_LINES = 50
"""A record that spans more lines has a quote that was never closed."""
MOST_BYTES = 16 << 20
"""No record is larger than this, in UTF-8."""

UNDECODABLE = "\udcff".encode("utf-8", "surrogatepass")
"""Stands for bytes that no character has; strictly decoded text cannot hold a lone surrogate."""
TOO_LARGE = "\udcfe".encode("utf-8", "surrogatepass")
"""Ends a line of which only the beginning was kept."""

_QUOTE, _NEWLINE = ord('"'), ord("\n")


class Trouble(Enum):
    """Why no record could be read."""

    OPEN = "the quote is not closed before the limit"
    BROKEN = "something other than a delimiter follows a closing quote"


@dataclass(frozen=True, slots=True)
class Record:
    """The values of a record in UTF-8, and the offset of the newline that ends it."""

    values: list[bytes]
    end: int


def read_record(data: bytes, start: int, limit: int, delimiter: bytes) -> Record | Trouble:
    """The record that starts at an offset; lines end with a newline, quotes close before `limit`."""
    values: list[bytes] = []
    at, mark = start, delimiter[0]
    line_end = data.index(b"\n", start)
    while True:
        if data[at] != _QUOTE:
            following = data.find(delimiter, at, line_end)
            if following < 0:
                values.append(data[at:line_end])
                return Record(values, line_end)
            values.append(data[at:following])
            at = following + 1
            continue
        closing = _closing_quote(data, at + 1, limit)
        if closing < 0:
            return Trouble.OPEN
        values.append(data[at + 1 : closing].replace(b'""', b'"'))
        after = data[closing + 1]
        if after == _NEWLINE:
            return Record(values, closing + 1)
        if after != mark:
            return Trouble.BROKEN
        at = closing + 2
        if at > line_end:
            line_end = data.index(b"\n", at)


def first_records(data: bytes, delimiter: bytes, most: int) -> list[tuple[int, Record | Trouble]]:
    """The first records of a text with the line each starts on; blank lines are left out."""
    found: list[tuple[int, Record | Trouble]] = []
    at, line = 0, 1
    while at < len(data) and len(found) < most:
        end = data.index(b"\n", at)
        if data[at:end].strip(b" "):
            record = read_record(data, at, record_limit(data, at), delimiter)
            found.append((line, record))
            end = record.end if isinstance(record, Record) else end
        line += data.count(b"\n", at, end + 1)
        at = end + 1
    return found


def record_limit(data: bytes, start: int) -> int:
    """The offset at which an open quote is given up: after 50 lines, or where the text ends."""
    at = start
    for _ in range(MOST_LINES):
        at = data.find(b"\n", at) + 1
        if not at:
            return len(data)
    return min(at, start + MOST_BYTES)


def shown(text: bytes) -> str:
    """Text for people: what could not be decoded becomes the replacement character, what was cut off an ellipsis."""
    whole = text.replace(UNDECODABLE, "\ufffd".encode()).replace(TOO_LARGE, "…".encode())
    return whole.decode("utf-8", "replace")


def _closing_quote(data: bytes, at: int, limit: int) -> int:
    while True:
        found = data.find(b'"', at, limit)
        if found < 0 or data[found + 1] != _QUOTE:
            return found
        at = found + 2
