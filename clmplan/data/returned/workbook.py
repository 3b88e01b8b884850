"""The sheets of a workbook that came home, hidden ones too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from clmplan.base.diagnostics import Checked
from clmplan.data.returned.table import Row, Table
from clmplan.data.returned.truth_cells import truth_cells
from clmplan.data.sources.place import Place
from clmplan.data.sources.sheets.reach import bare_formulas
from clmplan.data.sources.xlsx_source import Workbook, opened_workbook

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_XML, _OPEN = (".xlsx", ".xlsm"), (".ods",)
_Put = Mapping[int, Mapping[int, str | bool]]


def sheet_tables(place: Place) -> Checked[tuple[Table, ...] | None]:
    """The rows of every sheet; what formulas gave when the workbook was saved stands in their place."""
    is_open = place.path.suffix.lower() in _OPEN
    truths: Mapping[str, _Put] = truth_cells(place.path) if is_open and place.path.stat().st_size else {}
    return opened_workbook(
        place, lambda workbook: tuple(_table(workbook, name, truths.get(name, {})) for name in workbook.names)
    )


def _table(workbook: Workbook, name: str, truths: _Put) -> Table:
    sheet, path = workbook.sheet(name), workbook.place.path
    # Columns before the first one with a cell are not given.
    left = sheet.start[1] if sheet.start is not None else 0
    put: dict[int, dict[int, str | bool]] = {
        row: {column - 1 - left: value for column, value in cells.items()} for row, cells in truths.items()
    }
    for row, column, shown in workbook.errors(name):
        put.setdefault(row, {})[column - 1 - left] = shown
    bare = bare_formulas(path, name) if path.suffix.lower() in _XML else ()
    rows = tuple(_rows(sheet, put)) if sheet.height else ()
    return Table(name, rows, unfilled=frozenset((row, column - 1 - left) for row, column in bare))


def _rows(sheet: CalamineSheet, put: _Put) -> Iterator[Row]:
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        own = put.get(number)
        yield Row.of(number, [own.get(at, cell) for at, cell in enumerate(cells)] if own else cells)
