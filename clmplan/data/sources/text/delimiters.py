"""The delimiter of a text file, and the line that names its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.codes.data import BROKEN_QUOTES
from clmplan.codes.text_sources import FULL_WIDTH_DELIMITER, HEADER_BELOW, NOT_TEXT, NOT_TEXT_FOUND
from clmplan.data.sources.header import column_name, header_mistakes
from clmplan.data.sources.place import Place
from clmplan.data.sources.text.records import MOST_LINES, TOO_LARGE, Record, Trouble, first_records, shown

DELIMITERS = (",", ";", "\t", "|")
_FULL_WIDTH = {"，": ",", "；": ";", "｜": "|"}
_LOOKED_AT, _HEADER_WITHIN, _SHOWN_NAMES = 20, 10, 8


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns, the delimiter between them, and where the header stands.

    `line` is its first line, `end` the offset after its last one; `values` are the names as they stand in the file.
    """

    names: tuple[str, ...]
    delimiter: str
    line: int
    end: int
    values: tuple[bytes, ...]

    @property
    def skipped(self) -> int:
        """How many lines stand above it."""
        return self.line - 1


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    values: tuple[bytes, ...]
    names: tuple[str, ...]
    end: int

    @property
    def width(self) -> int:
        return len(self.names)


def find_header(data: bytes, wanted: Sequence[str] | None, stated: str | None, place: Place) -> Checked[Header | None]:
    """The header of a text that has a record: under the delimiter stated, or the one that fits best."""
    candidates = (stated,) if stated is not None else DELIMITERS
    tried = {one: first_records(data, one.encode(), _LOOKED_AT) for one in candidates}
    delimiter = max(candidates, key=lambda one: _fit(tried[one], frozenset(wanted or ())))
    records = tried[delimiter]
    first_line, first = records[0]
    if isinstance(first, Record) and first.values[-1].endswith(TOO_LARGE):
        return Checked(None, (NOT_TEXT.at(place.at, file=place.file, found=NOT_TEXT_FOUND["large header"]),))
    rows = _rows(records[:_HEADER_WITHIN])
    if isinstance(first, Trouble) and (wanted is None or not any(_has(row, wanted) for row in rows)):
        return Checked(None, (BROKEN_QUOTES.at(place.at, file=place.file, line=first_line, limit=MOST_LINES),))
    chosen = _chosen(rows, wanted)
    mistakes = _mistakes(rows, chosen, wanted, place)
    if mistakes:
        return Checked(None, mistakes)
    return Checked(Header(chosen.names, delimiter, chosen.line, chosen.end + 1, chosen.values))


def _fit(records: Sequence[tuple[int, Record | Trouble]], wanted: frozenset[str]) -> tuple[int, float, int]:
    """How well a delimiter suits: the most wanted columns of a row, then how many rows agree on their width."""
    rows = _rows(records)
    best = max(rows[:_HEADER_WITHIN], key=lambda row: len(wanted.intersection(row.names)), default=None)
    named = len(wanted.intersection(best.names)) if best is not None else 0
    widths = Counter(row.width for row in rows if row.width > 1)
    if best is not None and named:
        widths = Counter({best.width: sum(1 for row in rows if row.width == best.width)})
    if not widths:
        return (named, 0.0, 0)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return (named, count / len(records), width)


def _rows(records: Sequence[tuple[int, Record | Trouble]]) -> list[_Row]:
    return [
        _Row(line, tuple(record.values), tuple(column_name(shown(value)) for value in record.values), record.end)
        for line, record in records
        if isinstance(record, Record)
    ]


def _has(row: _Row, wanted: Sequence[str]) -> bool:
    return set(wanted).issubset(row.names)


def _chosen(rows: Sequence[_Row], wanted: Sequence[str] | None) -> _Row:
    """The first row with all the wanted columns; else what looks like the header."""
    if wanted is not None:
        complete = next((row for row in rows if _has(row, wanted)), None)
        if complete is not None:
            return complete
    return _below_a_title(rows) or rows[0]


def _below_a_title(rows: Sequence[_Row]) -> _Row | None:
    """The first row with several names, when the first one holds a single one and most rows are as wide as this."""
    if not rows[0].names[0] or any(rows[0].names[1:]):
        return None
    below = next((row for row in rows[1:] if len([name for name in row.names if name]) > 1), None)
    if below is None or 2 * sum(1 for row in rows[1:] if row.width == below.width) <= len(rows):
        return None
    return below


def _mistakes(rows: Sequence[_Row], chosen: _Row, wanted: Sequence[str] | None, place: Place) -> tuple[Diagnostic, ...]:
    missing = header_mistakes(chosen.names, wanted, place) if wanted is not None else ()
    alone = rows[0].names[0] if len(rows[0].names) == 1 else ""
    sign = max(_FULL_WIDTH, key=alone.count)
    if sign in alone and (missing or wanted is None) and chosen is rows[0]:
        return (FULL_WIDTH_DELIMITER.at(place.at, file=place.file, sign=sign, plain=_FULL_WIDTH[sign]),)
    if missing and chosen is not rows[0] and wanted is not None and not _has(chosen, wanted):
        names = ", ".join(f"`{name}`" for name in chosen.names[:_SHOWN_NAMES])
        return (HEADER_BELOW.at(place.at, file=place.file, line=chosen.line, names=names), *missing)
    return missing
