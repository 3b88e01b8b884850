"""The records of one text file, block by block, into the table that is being filled."""

from __future__ import annotations

import numpy as np

from clmplan.codes.set_aside import WRONG_COLUMN_COUNT
from clmplan.codes.text_sources import BROKEN_QUOTE, RECORD_TOO_LARGE, REPEATED_HEADER
from clmplan.codes.text_sources import UNDECODABLE as UNDECODABLE_TEXT
from clmplan.data.sources.text.blocks import Block
from clmplan.data.sources.text.bulk import Bulk, Shape
from clmplan.data.sources.text.delimiters import Header
from clmplan.data.sources.text.lanes import Lines, runs, sorted_lines
from clmplan.data.sources.text.records import (
    MOST_BYTES,
    MOST_LINES,
    TOO_LARGE,
    UNDECODABLE,
    Record,
    Trouble,
    read_record,
    shown,
)

_SHOWN_BYTES, _SHOWN = 400, 100


class TextReader:
    """Reads the blocks of a file in order; `rows` and `blank` count its records and blank lines so far."""

    def __init__(self, file: int, header: Header, shape: Shape, bulk: Bulk) -> None:
        self._file, self._header, self._shape, self._bulk = file, header, shape, bulk
        self._delimiter = header.delimiter.encode()
        self._to_skip = header.end
        self._pending = b""
        self._is_marked = False
        self._line = 1
        self.rows = self.blank = 0

    def take(self, block: Block) -> None:
        """Read the records of a block; one that may go on in the next block waits for it."""
        self._pending += block.data
        self._is_marked |= block.is_marked
        if len(self._pending) >= self._to_skip > 0:
            self._line += self._pending.count(b"\n", 0, self._to_skip)
            self._pending = self._pending[self._to_skip :]
            self._to_skip = 0
        if not self._to_skip:
            self._read(is_last=False)

    def finish(self) -> None:
        """Read what has been waiting for a next block."""
        self._read(is_last=True)
        if self._pending:
            raise RuntimeError(f"the text from line {self._line} on was never read")

    def _read(self, is_last: bool) -> None:
        data = self._pending
        if not data:
            return
        lines = sorted_lines(data, self._header.delimiter, self._shape.width, self._header.values, self._is_marked)
        staged_before, aside_before, blank_before = self._bulk.staged, self._bulk.aside, self.blank
        inside = 0
        taken = len(lines.ends)
        free = 0
        for number in np.flatnonzero(~lines.is_plain).tolist():
            if number < free:
                continue
            span = self._record(data, lines, number, is_last)
            if not span:
                taken = number
                break
            free = number + span
            inside += span - 1
            lines.is_plain[number:free] = False
        lines.is_plain[taken:] = False
        self._hand_over(lines)
        records = self._bulk.staged - staged_before + self._bulk.aside - aside_before
        if records + (self.blank - blank_before) + inside != taken:
            raise RuntimeError(f"of {taken} lines from line {self._line} on some are in no record")
        self.rows += records
        self._line += taken
        self._pending = data[int(lines.ends[taken - 1]) + 1 :] if taken else data
        self._is_marked &= bool(self._pending)

    def _hand_over(self, lines: Lines) -> None:
        """The plain lines to the bulk lane."""
        text = lines.text.data
        starts, ends = lines.text_starts, lines.text_ends
        parts = [text[starts[first] : ends[last - 1] + 1] for first, last in runs(lines.is_plain)]
        if parts:
            numbers = np.flatnonzero(lines.is_plain) + self._line
            self._bulk.plain(parts, numbers, self._file, self._shape)

    def _record(self, data: bytes, lines: Lines, number: int, is_last: bool) -> int:
        """Read the record that starts on a line: the number of lines it takes, 0 when the block ends too soon."""
        start, end = int(lines.starts[number]), int(lines.ends[number])
        line = data[start:end]
        if not (line.strip(b" ") if self._shape.width > 1 else line):
            self.blank += 1
            return 1
        if line.endswith(TOO_LARGE) or len(line) > MOST_BYTES:
            return self._set_aside(number, line, RECORD_TOO_LARGE.name)
        available = min(number + MOST_LINES, len(lines.ends))
        limit = self._limit(data, start, int(lines.ends[available - 1]) + 1)
        record = read_record(data, start, limit, self._delimiter)
        if isinstance(record, Trouble):
            is_cut = limit <= lines.ends[available - 1] or available == number + MOST_LINES
            if record is Trouble.OPEN and not is_last and not is_cut:
                return 0
            return self._set_aside(number, line, BROKEN_QUOTE.name)
        raw = data[start : record.end]
        return self._take(raw, record, number, raw.count(b"\n") + 1)

    def _limit(self, data: bytes, start: int, limit: int) -> int:
        """Where an open quote is given up: a line of which only the beginning was kept belongs to no record."""
        cut = data.find(TOO_LARGE, start, limit) if self._is_marked else -1
        return min(limit if cut < 0 else data.rindex(b"\n", start, cut) + 1, start + MOST_BYTES)

    def _take(self, raw: bytes, record: Record, number: int, span: int) -> int:
        if UNDECODABLE in raw:
            self._set_aside(number, raw, UNDECODABLE_TEXT.name)
            return span
        if len(record.values) != self._shape.width:
            found = f"{len(record.values)}/{self._shape.width}: "
            self._set_aside(number, raw, WRONG_COLUMN_COUNT.name, found)
            return span
        if tuple(record.values) == self._header.values:
            self._set_aside(number, raw, REPEATED_HEADER.name)
            return span
        values = [record.values[pick].decode() for pick in self._shape.picks]
        self._bulk.row(self._file, self._line + number, values, len(raw))
        return span

    def _set_aside(self, number: int, raw: bytes, reason: str, found: str = "") -> int:
        if reason == BROKEN_QUOTE.name and UNDECODABLE in raw:
            reason = UNDECODABLE_TEXT.name
        value = found + shown(raw[:_SHOWN_BYTES])[:_SHOWN]
        self._bulk.set_aside(self._file, self._line + number, value, reason)
        return 1
