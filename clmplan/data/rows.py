"""The rows of one table: typed, or set aside with the first reason found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from clmplan.base.diagnostics import Checked, Code, Diagnostic
from clmplan.codes.set_aside import MISSING_VALUE
from clmplan.data.columns import ranks, read_cells, taken, to_column
from clmplan.data.raw_table import Place
from clmplan.data.table_file import read_table
from clmplan.data.values import Cell, read_key
from clmplan.model.project import TableSpec
from clmplan.model.records import Column, SetAside

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows whose values are all well typed; keys, cells and lines have one length.

    `read` counts every record of the file: read = rows here + set_aside.
    """

    spec: TableSpec
    file: str
    keys: list[str]
    cells: Mapping[str, list[Cell]]
    lines: list[int]
    read: int
    set_aside: tuple[SetAside, ...]

    def days(self) -> list[Cell]:
        """The day number of each row, None where it is missing or the table has none."""
        return self.cells[self.spec.day] if self.spec.day else [None] * len(self.keys)

    def kept(self, choice: Sequence[bool]) -> Rows:
        """Only the rows chosen; what is set aside stays."""
        cells = {name: list(compress(column, choice)) for name, column in self.cells.items()}
        return replace(
            self, keys=list(compress(self.keys, choice)), cells=cells, lines=list(compress(self.lines, choice))
        )

    def put_aside(self, choice: Sequence[bool], reason: Code) -> Rows:
        """The rows not chosen, with the chosen ones set aside for a reason that concerns their key."""
        aside = tuple(
            SetAside(self.file, line, self.spec.key, key[:SHOWN], reason.name)
            for line, key in zip(compress(self.lines, choice), compress(self.keys, choice), strict=True)
        )
        kept = self.kept([not chosen for chosen in choice])
        return replace(kept, set_aside=(*self.set_aside, *aside))

    def columns(self) -> dict[str, Column]:
        """Typed columns by field name, in the order of the fields."""
        return {spec.name: to_column(self.cells[spec.name], spec) for spec in self.spec.fields}


def read_rows(place: Place, spec: TableSpec, currency: str) -> Checked[Rows | None]:
    """The typed rows of a file, or None when the file or a whole column is wrong."""
    read = read_table(place, (spec.key, *(field.column for field in spec.fields)))
    raw = read.value
    if raw is None:
        return Checked(None, read.diagnostics)
    found: list[Diagnostic] = []
    known_keys = {text: read_key(text) for text in dict.fromkeys(raw.columns[spec.key])}
    keys = [known_keys[text] for text in raw.columns[spec.key]]
    aside = {
        row: SetAside(place.file, raw.lines[row], spec.key, raw.columns[spec.key][row][:SHOWN], key.name)
        for row, key in enumerate(keys)
        if isinstance(key, Code)
    }
    cells: dict[str, list[Cell]] = {}
    for field in spec.fields:
        texts = raw.columns[field.column]
        cells[field.name], mistake = read_cells(texts, field, currency, field.column in raw.iso_dates, place.file)
        if mistake is not None:
            found.append(mistake)
        for row, cell in enumerate(cells[field.name]):
            if isinstance(cell, Code) and row not in aside:
                value = "" if cell is MISSING_VALUE else texts[row][:SHOWN]
                aside[row] = SetAside(place.file, raw.lines[row], field.column, value, cell.name)
    if found:
        return Checked(None, (*read.diagnostics, *found))
    texts_only = [key if isinstance(key, str) else "" for key in keys]
    rows = Rows(spec, place.file, texts_only, cells, raw.lines, raw.rows, (*raw.misshapen, *aside.values()))
    return Checked(rows.kept([row not in aside for row in range(len(keys))]) if aside else rows, read.diagnostics)


def content_order(first: Sequence[NDArray[np.generic]], fields: Mapping[str, Column]) -> NDArray[np.intp]:
    """The order of rows by some arrays, then by every field in turn; shape (rows,)."""
    by = [*first, *(ranks(column) for column in fields.values())]
    return np.lexsort(by[::-1]) if by else np.empty(0, dtype=np.intp)


def in_order_of(order: NDArray[np.intp], fields: Mapping[str, Column]) -> dict[str, Column]:
    """All columns with their rows in an order."""
    return {name: taken(column, order) for name, column in fields.items()}
