"""Strict CSV: UTF-8, one delimiter, quotes that close, every record with its line."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO

from clmplan.base.diagnostics import Checked, Code
from clmplan.codes.data import BROKEN_QUOTES, FILE_EMPTY, NOT_UTF8
from clmplan.codes.set_aside import WRONG_COLUMN_COUNT
from clmplan.data.raw_table import Place, RawTable, header_mistakes
from clmplan.data.values import composed
from clmplan.model.records import SetAside

DELIMITERS = (",", ";", "\t")
MAX_LINES = 50


@dataclass(frozen=True, slots=True)
class _BrokenAt:
    """The line of the record whose quotes do not close properly."""

    line: int


def csv_table(content: bytes, place: Place, wanted: tuple[str, ...]) -> Checked[RawTable | None]:
    """The wanted columns of a CSV file; an error when its rows cannot be told apart."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _refused(NOT_UTF8, place, content.count(b"\n", 0, error.start) + 1)
    if not text.strip():
        return Checked(None, (FILE_EMPTY.at(place.at, file=place.file),))
    records = _records(text, _delimiter(text, wanted))
    if isinstance(records, _BrokenAt):
        return _refused(BROKEN_QUOTES, place, records.line)
    (_, first), *rest = records
    header = [_column_name(name) for name in first]
    mistakes = header_mistakes(header, wanted, place.file, place.at)
    if mistakes:
        return Checked(None, mistakes)
    shaped = [(line, record) for line, record in rest if len(record) == len(header)]
    misshapen = tuple(
        SetAside(place.file, line, "", record[0][:100], WRONG_COLUMN_COUNT.name)
        for line, record in rest
        if len(record) != len(header)
    )
    positions = {column: header.index(column) for column in wanted}
    columns = {column: [record[at] for _, record in shaped] for column, at in positions.items()}
    return Checked(RawTable(columns, [line for line, _ in shaped], len(rest), misshapen))


def _refused(code: Code, place: Place, line: int) -> Checked[RawTable | None]:
    return Checked(None, (code.at(place.at, file=place.file, line=line, limit=MAX_LINES),))


def _column_name(text: str) -> str:
    return composed(text.strip())


def _delimiter(text: str, wanted: tuple[str, ...]) -> str:
    """The delimiter under which the first line names most of the wanted columns."""

    def fit(delimiter: str) -> tuple[int, int]:
        try:
            header = next(record for record in csv.reader(StringIO(text, newline=""), delimiter=delimiter) if record)
        except (csv.Error, StopIteration):
            return (-1, 0)
        names = {_column_name(name) for name in header}
        return (len(names.intersection(wanted)), len(header))

    return max(DELIMITERS, key=fit)


def _records(text: str, delimiter: str) -> list[tuple[int, list[str]]] | _BrokenAt:
    """Each record with the line it starts on, blank lines left out."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[tuple[int, list[str]]] = []
    previous = 0
    try:
        for record in reader:
            if reader.line_num - previous > MAX_LINES:
                return _BrokenAt(previous + 1)
            if record:
                records.append((previous + 1, record))
            previous = reader.line_num
    except csv.Error:
        return _BrokenAt(previous + 1)
    return records or _BrokenAt(1)
