"""Truth values of an open document's sheet that its reader gives as numbers."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

_CONTENT = "content.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
# Rows and cells may be repeated to the end of a sheet.
_MOST = 10_000
# A spreadsheet that reads a truth value from another format stores it as a formula whose value is a number.
_FORMULAS = {"of:=TRUE()": True, "of:=FALSE()": False, "=TRUE()": True, "=FALSE()": False}


def truth_cells(path: Path) -> dict[str, dict[int, dict[int, bool]]]:
    """The cells with truth values by sheet, row and column from 1; a file that cannot be read has none."""
    found: dict[str, dict[int, dict[int, bool]]] = {}
    try:
        with ZipFile(path) as file, file.open(_CONTENT) as opened:
            for sheet, row, column, value in _cells(ElementTree.iterparse(opened, ("start", "end"))):
                found.setdefault(sheet, {}).setdefault(row, {})[column] = value
    except (BadZipFile, zlib.error, OSError, KeyError, RuntimeError, EOFError, ValueError, ElementTree.ParseError):
        return {}
    return found


def _cells(events: Iterator[tuple[str, ElementTree.Element]]) -> Iterator[tuple[str, int, int, bool]]:
    sheet, row = "", 0
    for event, element in events:
        if element.tag == f"{_TABLE}table" and event == "start":
            sheet, row = element.get(f"{_TABLE}name", ""), 0
        elif element.tag == f"{_TABLE}table-row" and event == "end":
            times = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
            for column, value in _row(element):
                # The same value in many rows is read so in each of them.
                yield from ((sheet, number, column, value) for number in range(row + 1, row + min(times, _MOST) + 1))
            row += times
            element.clear()


def _row(row: ElementTree.Element) -> Iterator[tuple[int, bool]]:
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        value = _FORMULAS.get(cell.get(f"{_TABLE}formula", "").replace(" ", ""))
        if cell.get(f"{_OFFICE}value-type") == "boolean":
            value = cell.get(f"{_OFFICE}boolean-value") == "true"
        if value is not None:
            yield from ((number, value) for number in range(column + 1, column + min(times, _MOST) + 1))
        column += times
