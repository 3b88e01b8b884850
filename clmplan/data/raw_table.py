"""One data file as columns of text, every row with its line, and its header against the columns wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from clmplan.base.diagnostics import Diagnostic, nearest
from clmplan.base.source import Span
from clmplan.codes.data import COLUMN_MISSING, COLUMN_TWICE
from clmplan.model.records import SetAside

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file is, and how messages name it; `at` is where the project file mentions it."""

    path: Path
    file: str
    at: Span | None


@dataclass(frozen=True, slots=True)
class RawTable:
    """The wanted columns of a file, all of one length, with the line (or Parquet row) of each row.

    `rows` counts every record of the file; `misshapen` are those whose number of columns is wrong.
    `iso_dates` are columns whose file type is a date: their text is ISO whatever format is declared.
    """

    columns: Mapping[str, list[str]]
    lines: list[int]
    rows: int
    misshapen: tuple[SetAside, ...] = ()
    iso_dates: frozenset[str] = frozenset()


def header_mistakes(header: Sequence[str], wanted: Sequence[str], file: str, at: Span | None) -> tuple[Diagnostic, ...]:
    """Wanted columns that a header lacks or has twice."""
    found: list[Diagnostic] = []
    for column in dict.fromkeys(wanted):
        count = header.count(column)
        if count == 0:
            close = nearest(column, header)
            known = [close] if close else [name for name in header if name][:_SHOWN]
            listed = ", ".join(f"`{name}`" for name in known)
            found.append(COLUMN_MISSING.at(at, file=file, column=column, known=listed))
        elif count > 1:
            found.append(COLUMN_TWICE.at(at, file=file, column=column))
    return tuple(found)
