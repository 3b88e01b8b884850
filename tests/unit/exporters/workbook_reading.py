"""Reading a workbook as programs do that do not calculate, and as XML."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from python_calamine import CalamineWorkbook

from clmplan.codes.sheet_words import SHEETS

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def values(written: bytes, sheet: str, locale: str = "en") -> list[list[Any]]:
    """The cells of a sheet as a program reads them that does not calculate."""
    return (
        CalamineWorkbook.from_filelike(BytesIO(written)).get_sheet_by_name(SHEETS[sheet].fill(locale, {})).to_python()
    )


def rows(written: bytes, sheet: str, locale: str = "en", header: int = 0) -> list[dict[str, Any]]:
    heads, *found = values(written, sheet, locale)[header:]
    return [dict(zip(heads, row, strict=True)) for row in found]


def part(written: bytes, name: str) -> ElementTree.Element:
    with ZipFile(BytesIO(written)) as archive:
        return ElementTree.fromstring(archive.read(f"xl/{name}"))


def sheets(written: bytes) -> Iterator[tuple[str, ElementTree.Element]]:
    """Names and XML of the sheets."""
    book = part(written, "workbook.xml")
    for number, one in enumerate(book.iter(f"{MAIN}sheet"), start=1):
        yield one.attrib["name"], part(written, f"worksheets/sheet{number}.xml")


def sheet_xml(written: bytes, name: str, locale: str = "en") -> ElementTree.Element:
    return dict(sheets(written))[SHEETS[name].fill(locale, {})]


def formulas(xml: ElementTree.Element) -> dict[str, tuple[str, str]]:
    """Formulas and their cached values by cell."""
    found = {}
    for cell in xml.iter(f"{MAIN}c"):
        formula = cell.find(f"{MAIN}f")
        if formula is not None:
            found[cell.attrib["r"]] = (formula.text or "", cell.findtext(f"{MAIN}v") or "")
    return found
