"""What the XML of an XLSX sheet says that its reader does not: how far the cells reach, and which hold an error."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

_CHUNK = 1 << 20
_INDEX_LIMIT = 16 << 20
_OVERLAP = 400
_REFERENCE = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?\br\s*=\s*["']([A-Za-z]{1,4})(\d{1,10})["']""")
_USUAL = re.compile(rb'<c r="([A-Z]{1,4})(\d{1,10})"')
# How a cell's tag may begin that `_USUAL` does not know.
_UNUSUAL = (b":c ", *(start + sign for start in (b"<c", b":c") for sign in (b"\t", b"\n", b"\r", b">", b"/")))
_TAG = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^<>]*)")
_OWN_REFERENCE = re.compile(rb"\sr\s*=")
_NAMELESS = re.compile(rb"<(?:\w+:)?c(?=[\s/>])(?![^<>]*\sr\s*=)[^<>]*>")
_ERROR_MARKS = (b't="e"', b"t='e'")
_ERROR = re.compile(
    rb"""<(?:\w+:)?c\s(?=[^<>]*\bt\s*=\s*["']e["'])[^<>]*?\br\s*=\s*["']([A-Za-z]{1,4})(\d{1,10})["'][^<>]*>"""
    rb"""(?:<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>))?<(?:\w+:)?v>([^<]{1,20})<"""
)
_BARE = re.compile(
    rb"""<(?:\w+:)?c\s(?=[^<>]*?\br\s*=\s*["']([A-Za-z]{1,4})(\d{1,10})["'])[^<>]*>"""
    rb"""<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)


@dataclass(frozen=True, slots=True)
class Reach:
    """The last row and the last column that a cell of a sheet names, from 1, and whether any holds an error."""

    rows: int
    columns: int
    has_errors: bool

    @property
    def cells(self) -> int:
        """How many cells the reader will set up, filled or not."""
        return self.rows * self.columns


def reach(path: Path, sheet: str) -> Reach | None:
    """How far the cells of a sheet reach; None when the file cannot be read."""
    try:
        with ZipFile(path) as file:
            found = [_measured(file, part) for part in _parts(file, sheet)]
    except (BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError, ValueError):
        # RuntimeError: a part is locked by a password. NotImplementedError: it is packed in an unknown way.
        return None
    if not found:
        return None
    return Reach(
        max(one.rows for one in found), max(one.columns for one in found), any(one.has_errors for one in found)
    )


def error_cells(path: Path, sheet: str) -> Iterator[tuple[int, int, str]]:
    """The cells of a sheet that hold an error: row and column from 1, and what they show, in the order of the file."""
    with ZipFile(path) as file:
        part = _named_part(file, sheet)
        if part is None:
            return
        for chunk in _chunks(file, part):
            for letters, row, shown in _ERROR.findall(chunk):
                yield int(row), _column(letters), shown.decode("utf-8", "replace")


def bare_formulas(path: Path, sheet: str) -> tuple[tuple[int, int], ...]:
    """The cells of a sheet, as row and column from 1, that hold a formula without the value it gave."""
    with ZipFile(path) as file:
        part = _named_part(file, sheet)
        chunks = () if part is None else _chunks(file, part)
        found = {(int(row), _column(letters)) for chunk in chunks for letters, row in _BARE.findall(chunk)}
    return tuple(sorted(found))


def _parts(file: ZipFile, sheet: str) -> tuple[str, ...]:
    """The part that holds a sheet; when that cannot be told, every part that could."""
    part = _named_part(file, sheet)
    return (part,) if part is not None else tuple(sorted({info.filename for info in file.infolist()}))


def _named_part(file: ZipFile, sheet: str) -> str | None:
    """The part of the file that holds a sheet, by the index of the workbook."""
    try:
        workbook = ElementTree.fromstring(_index(file, "xl/workbook.xml"))
        links = ElementTree.fromstring(_index(file, "xl/_rels/workbook.xml.rels"))
    except (KeyError, ElementTree.ParseError):
        return None
    ids = [
        value
        for element in workbook.iter()
        if element.tag.endswith("}sheet") and element.get("name") == sheet
        for name, value in element.attrib.items()
        if name.endswith("}id")
    ]
    targets = [link.get("Target", "") for link in links if link.get("Id") in ids]
    part = normpath(join("xl", targets[0])).lstrip("/") if len(targets) == 1 else ""
    return part if part in file.namelist() else None


def _index(file: ZipFile, part: str) -> bytes:
    with file.open(part) as opened:
        return opened.read(_INDEX_LIMIT)


def _measured(file: ZipFile, part: str) -> Reach:
    rows = columns = 0
    has_errors = False
    letters: set[bytes] = set()
    for chunk in _chunks(file, part):
        found = _USUAL.findall(chunk)
        if len(found) != chunk.count(b"<c ") or any(start in chunk for start in _UNUSUAL):
            if _NAMELESS.search(chunk):
                return _counted(file, part)
            found = _REFERENCE.findall(chunk)
        letters.update(column for column, _ in found)
        rows = max(rows, max((int(row) for _, row in found), default=0))
        has_errors = has_errors or any(mark in chunk for mark in _ERROR_MARKS)
    columns = max((_column(column) for column in letters), default=0)
    return Reach(rows, columns, has_errors)


def _counted(file: ZipFile, part: str) -> Reach:
    """The extent of a sheet whose cells do not all name their place: they follow each other."""
    rows = columns = row = column = 0
    for chunk in _chunks(file, part):
        for tag, rest in _TAG.findall(chunk):
            named = _REFERENCE.match(b"<c " + rest) if _OWN_REFERENCE.search(rest) else None
            if tag == b"row":
                row, column = row + 1, 0
            elif named:
                row, column = max(row, int(named[2])), _column(named[1])
            else:
                column += 1
            rows, columns = max(rows, row), max(columns, column)
    return Reach(rows, columns, False)


def _chunks(file: ZipFile, part: str) -> Iterator[bytes]:
    """The bytes of a part in pieces; each repeats the end of the one before, so that every tag is whole in one."""
    with file.open(part) as opened:
        tail = b""
        while piece := opened.read(_CHUNK):
            whole = tail + piece
            yield whole
            tail = whole[-_OVERLAP:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
