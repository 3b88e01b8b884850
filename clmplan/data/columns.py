"""Columns of text to columns of cells and arrays, and columns that are declared wrongly as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from clmplan.base.diagnostics import Code, Diagnostic
from clmplan.codes.data import DATES_NOT_ISO, WRONG_COLUMN_TYPE
from clmplan.codes.set_aside import MISSING_VALUE
from clmplan.data.values import Cell, formatted_day, parser
from clmplan.model.project import FieldSpec, FieldType
from clmplan.model.records import Column

COMMON_FORMATS = ("%Y/%m/%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日", "%d-%m-%Y")
FEW = 3
FEW_SHARE = 20


def read_cells(
    texts: list[str], spec: FieldSpec, currency: str, is_iso: bool, file: str
) -> tuple[list[Cell], Diagnostic | None]:
    """The cells of a column, and an error when the column as a whole does not hold what is declared."""
    read = parser(replace(spec, format=None) if is_iso else spec, currency)
    known = {text: read(text) for text in dict.fromkeys(texts)}
    refused = {text for text, cell in known.items() if isinstance(cell, Code) and cell is not MISSING_VALUE}
    mistake = _column_mistake(texts, refused, spec, file) if refused else None
    return [known[text] for text in texts], mistake


def to_column(cells: Sequence[Cell], spec: FieldSpec) -> Column:
    """A typed column of used cells; missing ones hold 0, False or an empty text."""
    known = np.fromiter((cell is not None for cell in cells), dtype=np.bool_, count=len(cells))
    match spec.type:
        case FieldType.TEXT | FieldType.ONE_OF | FieldType.PHONE:
            texts: NDArray[np.object_] = np.empty(len(cells), dtype=np.object_)
            texts[:] = ["" if cell is None else str(cell) for cell in cells]
            values: NDArray[np.generic] = texts
        case FieldType.YES_NO:
            values = np.fromiter((bool(cell) for cell in cells), dtype=np.bool_, count=len(cells))
        case FieldType.NUMBER if any(isinstance(cell, float) for cell in cells):
            values = np.array([cell or 0 for cell in cells], dtype=np.float64)
        case _:
            values = np.array([cell or 0 for cell in cells], dtype=np.int64)
    return Column(spec.type, values, known)


def taken(column: Column, order: NDArray[np.intp]) -> Column:
    """The rows of a column in an order."""
    return Column(column.type, column.values[order], column.known[order])


def ranks(column: Column) -> NDArray[np.generic]:
    """Numbers that sort as the column's values do, missing ones first; same shape."""
    if column.values.dtype.kind != "O":
        _, positions = np.unique(column.values, return_inverse=True)
        return np.where(column.known, positions, -1)
    place = {text: position for position, text in enumerate(sorted(set(column.values.tolist())))}
    positions = np.fromiter((place[text] for text in column.values), dtype=np.int64, count=len(column.values))
    return np.where(column.known, positions, -1)


def _column_mistake(texts: list[str], refused: set[str], spec: FieldSpec, file: str) -> Diagnostic | None:
    counts = Counter(text for text in texts if text and not text.isspace())
    total, failed = counts.total(), sum(counts[text] for text in refused)
    mostly = failed * 2 > total
    place = {"file": file, "column": spec.column, "count": failed, "total": total}
    if (
        spec.type is FieldType.DATE
        and spec.format is None
        and (mostly or (failed >= FEW and failed * FEW_SHARE > total))
    ):
        formats = _fitting_formats(refused)
        if formats or not mostly:
            first = min(refused)
            second = min(refused - {first} or set(counts) - {first} or {first})
            remedy = ", ".join(_with_format(spec, pattern) for pattern in formats) or "`format: …`"
            return DATES_NOT_ISO.at(spec.at, **place, first=first[:40], second=second[:40], remedy=remedy)
    if mostly:
        return WRONG_COLUMN_TYPE.at(spec.at, **place, type=spec.type.value, value=min(refused)[:40])
    return None


def _with_format(spec: FieldSpec, pattern: str) -> str:
    """The line of the project file that declares a field with a date format."""
    column = "" if spec.column == spec.name else f"column: {spec.column}, "
    kind = '"date?"' if spec.nullable else "date"
    return f'`{spec.name}: {{{column}type: {kind}, format: "{pattern}"}}`'


def _fitting_formats(texts: set[str]) -> tuple[str, ...]:
    """The common formats that every one of the texts fits."""
    return tuple(
        pattern
        for pattern in COMMON_FORMATS
        if all(not isinstance(formatted_day(text, pattern), Code) for text in sorted(texts))
    )
