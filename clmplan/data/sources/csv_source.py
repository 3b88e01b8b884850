"""Text files with one record per line, however they were exported, staged with every record accounted for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from clmplan.base.diagnostics import Checked, Diagnostic, Wording
from clmplan.base.progress import Progress, silent
from clmplan.codes.data import FILE_EMPTY, FILE_MISSING, FILE_UNREADABLE
from clmplan.codes.text_sources import READING
from clmplan.data.sources.header import header_mistakes
from clmplan.data.sources.place import Place
from clmplan.data.sources.staged import Reading, Staged, check_balance, create_tables
from clmplan.data.sources.text.blocks import blocks
from clmplan.data.sources.text.bulk import Bulk, Shape
from clmplan.data.sources.text.delimiters import Header, find_header
from clmplan.data.sources.text.encodings import Encoding, find_encoding
from clmplan.data.sources.text.reader import TextReader
from clmplan.data.sources.text.records import Record, first_records, shown
from clmplan.model.project import SourceOptions

if TYPE_CHECKING:
    import duckdb

_HEAD = 256 << 10
_MOST_BLANK = 16 << 20
_LOOKED_AT, _SAMPLE, _SHOWN = 200, 3, 100
_SIGNS = {"tab": "\t", "\\t": "\t"}


@dataclass(frozen=True, slots=True)
class _File:
    """How one file is to be read."""

    place: Place
    size: int
    encoding: Encoding
    header: Header
    sample: tuple[tuple[str, ...], ...]


def stage_csv(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    places: Sequence[Place],
    wanted: tuple[str, ...] | None,
    options: SourceOptions,
    progress: Progress = silent,
) -> Checked[Staged | None]:
    """The wanted columns (None: all) of one or several text files of the same columns, every record accounted for."""
    files: list[_File] = []
    found: list[Diagnostic] = []
    columns = None if wanted is None else tuple(dict.fromkeys(wanted))
    for place in places:
        examined = _examined(place, wanted, options)
        found += examined.diagnostics
        if examined.value is None:
            continue
        files.append(examined.value)
        names = examined.value.header.names
        if columns is None:
            columns = tuple(dict.fromkeys(name for name in names if name))
        if wanted is None:
            found += header_mistakes(tuple(dict.fromkeys(names)), columns, place)
    if found or columns is None:
        return Checked(None, tuple(found))
    create_tables(connection, table, len(columns))
    with Bulk(connection, table, len(columns)) as bulk:
        told = _Told(progress, sum(file.size for file in files))
        readings = [_read(file, number, columns, bulk, told) for number, file in enumerate(files)]
        bulk.finish()
    names = tuple(place.file for place in places)
    rows, blank = sum(one.rows for one in readings), sum(one.blank for one in readings)
    staged = Staged(table, columns, names, rows, blank, facts=tuple(readings))
    check_balance(connection, staged)
    return Checked(staged)


def _examined(place: Place, wanted: tuple[str, ...] | None, options: SourceOptions) -> Checked[_File | None]:
    """The encoding and the header of a file."""
    try:
        with place.path.open("rb") as opened:
            size = os.fstat(opened.fileno()).st_size
            encoding = find_encoding(opened, size, options.encoding, place)
            if encoding.value is None:
                return Checked(None, encoding.diagnostics)
            head = _head(opened, encoding.value)
    except FileNotFoundError:
        return Checked(None, (FILE_MISSING.at(place.at, file=place.file),))
    except OSError:
        return Checked(None, (FILE_UNREADABLE.at(place.at, file=place.file),))
    if not head.strip(b" \n"):
        return Checked(None, (FILE_EMPTY.at(place.at, file=place.file),))
    header = find_header(head, wanted, _stated_delimiter(options.delimiter), place)
    if header.value is None:
        return Checked(None, header.diagnostics)
    return Checked(_File(place, size, encoding.value, header.value, _sample(head, header.value)))


def _head(opened: BinaryIO, encoding: Encoding) -> bytes:
    """The first lines of a file in UTF-8, up to the first block that is not blank."""
    head = b""
    for block in blocks(opened, encoding, _HEAD):
        head += block.data
        if head.strip(b" \n") or len(head) > _MOST_BLANK:
            break
    return head


def _stated_delimiter(stated: str | None) -> str | None:
    if stated is None:
        return None
    sign = _SIGNS.get(stated, stated)
    if len(sign) != 1 or not sign.isascii() or sign in '"\r\n\0\x1f':
        raise ValueError(f"the project file's reader lets no delimiter {stated!r} through")
    return sign


def _sample(head: bytes, header: Header) -> tuple[tuple[str, ...], ...]:
    """Up to three rows, those with letters beyond ASCII first: they show whether the encoding is right."""
    records = first_records(head[header.end :], header.delimiter.encode(), _LOOKED_AT)
    rows = [record.values for _, record in records if isinstance(record, Record)]
    rows = [row for row in rows if len(row) == len(header.names)] or rows
    telling = [number for number, row in enumerate(rows) if not b"".join(row).isascii()]
    others = [number for number in range(len(rows)) if number not in telling[:_SAMPLE]]
    chosen = sorted((*telling[:_SAMPLE], *others[: _SAMPLE - len(telling[:_SAMPLE])]))
    return tuple(tuple(shown(value)[:_SHOWN] for value in rows[number]) for number in chosen)


class _Told:
    """Progress over several files, in bytes."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._before = progress, total, 0

    def at(self, file: _File, read: int) -> None:
        """Bytes read of the file that is being read."""
        names = {"file": file.place.file}
        what = Wording(READING.fill("en", names), READING.fill("zh", names))
        self._progress(what, self._before + read, self._total)

    def done(self, file: _File) -> None:
        """The file is read."""
        self._before += file.size


def _read(file: _File, number: int, columns: Sequence[str], bulk: Bulk, told: _Told) -> Reading:
    header = file.header
    positions = {name: number for number, name in reversed(tuple(enumerate(header.names)))}
    picks = tuple(positions[name] for name in columns)
    reader = TextReader(number, header, Shape(len(header.names), picks), bulk)
    with file.place.path.open("rb") as opened:
        for block in blocks(opened, file.encoding):
            reader.take(block)
            told.at(file, block.read)
    reader.finish()
    told.done(file)
    facts = [("encoding", file.encoding.name), ("found", file.encoding.found), ("delimiter", header.delimiter)]
    if header.skipped:
        facts.append(("skipped", str(header.skipped)))
    return Reading(file.place.file, tuple(facts), header.names, file.sample, reader.rows, reader.blank)
