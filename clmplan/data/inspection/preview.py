"""The first rows of a source: each value as it is written, and as the project reads it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from clmplan.base.days import from_day_number
from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.base.money import Money
from clmplan.base.progress import Progress, silent
from clmplan.data.imported.rows.typed_rows import wanted_columns
from clmplan.data.imported.work import connect, interruptible
from clmplan.data.mapping.evidence import Home
from clmplan.data.sources.place import Place
from clmplan.data.sources.stage import stage
from clmplan.data.sources.staged import Reading, Staged
from clmplan.data.typing.columns import typed, typed_key
from clmplan.model.project import FieldSpec, FieldType, TableSpec

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MILLIONTH = Decimal(10) ** -6


@dataclass(frozen=True, slots=True)
class SeenCell:
    """One value of a row: the field (empty for the key), its type, its column, the text, and what it is read as.

    `value` is None for a missing or refused value; `reason` says why it is refused: the name of a code, or empty.
    """

    field: str
    type: str
    column: str
    text: str
    value: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class SeenRow:
    """One row of a source with its place."""

    file: str
    line: int
    cells: tuple[SeenCell, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """How a source was read, and its first rows."""

    readings: tuple[Reading, ...]
    rows: tuple[SeenRow, ...]


def preview(spec: TableSpec, root: Path, home: Home, most: int, progress: Progress = silent) -> Checked[Preview | None]:
    """The first rows of a table's source; None when it cannot be read."""
    place = Place(root / spec.file, spec.file, spec.at)
    with (
        interruptible(),
        TemporaryDirectory(prefix="clmplan") as spill,
        closing(connect(Path(spill))) as connection,
    ):
        staged = stage(connection, "seen", place, wanted_columns(spec), spec.source, progress)
        if staged.value is None:
            return Checked(None, staged.diagnostics)
        found = list(staged.diagnostics)
        rows = _rows(connection, staged.value, spec, home, most, found)
        return Checked(Preview(staged.value.facts, rows), tuple(found))


@dataclass(frozen=True, slots=True)
class _Column:
    """A column as SQL: what it is about, its value and its reason."""

    field: FieldSpec | None
    header: str
    value: str
    reason: str


def _rows(
    connection: DuckDBPyConnection,
    staged: Staged,
    spec: TableSpec,
    home: Home,
    most: int,
    found: list[Diagnostic],
) -> tuple[SeenRow, ...]:
    key = typed_key(connection, staged, spec.key, 0)
    columns = [_Column(None, spec.key, key.value, key.reason)]
    joins = list(key.joins)
    for number, field in enumerate(spec.fields, start=1):
        read = typed(connection, staged, field, home.currency, home.zone, number)
        found.extend(read.diagnostics)
        if read.value is None:
            columns.append(_Column(field, field.column, "NULL", "NULL"))
            continue
        joins.extend(read.value.joins)
        columns.append(_Column(field, field.column, read.value.value, read.value.reason))
    texts = ", ".join(_text(staged, one) for one in columns)
    values = ", ".join(f"{one.value}, {one.reason}" for one in columns)
    read_rows = connection.execute(
        f'SELECT s.file, s.line, {texts}, {values} FROM "{staged.table}" s {" ".join(joins)} '
        f"ORDER BY s.file, s.line LIMIT {most}"
    ).fetchall()
    return tuple(_row(staged, columns, home.currency, row) for row in read_rows)


def _text(staged: Staged, column: _Column) -> str:
    names = column.field.product if column.field is not None and column.field.product else (column.header,)
    return "concat_ws(' * ', " + ", ".join(f"s.c{staged.columns.index(name)}" for name in names) + ")"


def _row(staged: Staged, columns: list[_Column], currency: str, row: tuple[object, ...]) -> SeenRow:
    file, line, *rest = row
    texts, typed_values = rest[: len(columns)], rest[len(columns) :]
    cells = tuple(
        SeenCell(
            one.field.name if one.field is not None else "",
            one.field.type.value if one.field is not None else "key",
            one.header,
            str(text or ""),
            _shown(one.field, typed_values[2 * number], currency),
            str(typed_values[2 * number + 1] or ""),
        )
        for number, (one, text) in enumerate(zip(columns, texts, strict=True))
    )
    return SeenRow(staged.files[int(str(file))], int(str(line)), cells)


def _shown(field: FieldSpec | None, value: object, currency: str) -> str | None:
    """A value of the engine as a person writes it."""
    if value is None:
        return None
    match field.type if field is not None else FieldType.TEXT:
        case FieldType.DATE:
            return from_day_number(int(str(value))).isoformat()
        case FieldType.MONEY:
            return str(Money(int(str(value)), currency))
        case FieldType.NUMBER:
            return f"{(int(str(value)) * _MILLIONTH).normalize():f}"
        case FieldType.YES_NO:
            return "yes" if value else "no"
        case _:
            return str(value)


def as_document(row: SeenRow) -> Mapping[str, object]:
    """A row as JSON."""
    cells = [
        {
            "field": one.field or None,
            "type": one.type,
            "column": one.column,
            "text": one.text,
            "value": one.value,
            "reason": one.reason or None,
        }
        for one in row.cells
    ]
    return {"file": row.file, "line": row.line, "cells": cells}
