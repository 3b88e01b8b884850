"""Workbooks written cell by cell, without a library: what a reader meets in the wild, and what it should never meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from struct import pack
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

_EPOCH = datetime(1899, 12, 30)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf numFmtId="22" applyNumberFormat="1"/><xf numFmtId="21" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
_OPEN = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_OPEN}"/></manifest:manifest>'
)
_FREE, _END, _TABLE = 0xFFFF_FFFF, 0xFFFF_FFFE, 0xFFFF_FFFD
_HIDDEN = ' state="hidden"'

Cell = object


class Raw(str):
    """The inside of a cell's element as it stands: `<c r=… {this}</c>`."""


def error(name: str) -> Raw:
    """A cell that holds an error such as `#N/A`."""
    return Raw(f' t="e"><v>{name}</v>')


def formula(text: str, value: str) -> Raw:
    """A cell whose formula gave a text."""
    return Raw(f' t="str"><f>{escape(text)}</f><v>{escape(value)}</v>')


def write_workbook(
    path: Path, sheets: Mapping[str, Sequence[Sequence[Cell]] | str], hidden: Sequence[str] = ()
) -> Path:
    """An XLSX file with sheets of rows (None is no cell), or of sheet data as XML."""
    names = list(sheets)
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        overrides = "".join(
            f'<Override PartName="/xl/worksheets/sheet{number}.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
            for number in range(1, len(names) + 1)
        )
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
            f"{overrides}</Types>",
        )
        file.writestr("_rels/.rels", _relations([("rId1", "officeDocument", "xl/workbook.xml")]))
        listed = "".join(
            f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"{_HIDDEN if name in hidden else ""}/>'
            for number, name in enumerate(names, start=1)
        )
        file.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{listed}</sheets></workbook>'
        )
        parts = [(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(names) + 1)]
        file.writestr("xl/_rels/workbook.xml.rels", _relations([*parts, ("rIdS", "styles", "styles.xml")]))
        file.writestr("xl/styles.xml", _STYLES)
        for number, rows in enumerate(sheets.values(), start=1):
            body = rows if isinstance(rows, str) else "".join(_row(at, row) for at, row in enumerate(rows, start=1))
            file.writestr(
                f"xl/worksheets/sheet{number}.xml",
                f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>',
            )
    return path


def write_spreadsheet(path: Path, sheets: Mapping[str, Sequence[Sequence[str | float]]]) -> Path:
    """An ODS file with sheets of texts and numbers."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join("<table:table-row>" + "".join(map(_open_cell, row)) + "</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in sheets.items()
    )
    spaces = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "table", "text")
    )
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        file.writestr("mimetype", _OPEN)
        file.writestr("META-INF/manifest.xml", _MANIFEST)
        file.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>{tables}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def write_old_workbook(path: Path, cells: Mapping[tuple[int, int], str | float], junk: bytes = b"") -> Path:
    """An XLS file with one sheet of cells by row and column from 0; small ones lie in the small sectors."""
    start = pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
    name = b"Sheet1"
    length = 3 * 4 + len(start) + 8 + len(name)
    sheets = _record(0x0085, pack("<IBBBB", length, 0, 0, len(name), 0) + name)
    stream = _record(0x0809, start) + sheets + _record(0x000A)
    stream += _record(0x0809, pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for (row, column), value in cells.items():
        place = pack("<HHH", row, column, 0)
        if isinstance(value, str):
            stream += _record(0x0204, place + pack("<HB", len(value), 1) + value.encode("utf-16-le"))
        else:
            stream += _record(0x0203, place + pack("<d", value))
    stream += _record(0x000A) + junk
    path.write_bytes(_compound(stream))
    return path


def _record(code: int, data: bytes = b"") -> bytes:
    return pack("<HH", code, len(data)) + data


def _compound(stream: bytes) -> bytes:
    """A compound file with one stream: a table of sectors, a directory, a table of small sectors, the stream."""
    is_small = len(stream) < 4096
    sectors = -(-len(stream) // 512)
    table = [_TABLE, _END, _END, *range(4, 3 + sectors), _END]
    small = [*range(1, -(-len(stream) // 64)), _END] if is_small else []
    root = _entry("Root Entry", 5, 3 if is_small else _END, len(stream) if is_small else 0, child=1)
    directory = root + _entry("Workbook", 2, 0 if is_small else 3, len(stream))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 2, 1, _END, 0, 0) + pack("<I", _FREE) * 108
    whole = header, _sector(table), directory.ljust(512, b"\0"), _sector(small), stream.ljust(sectors * 512, b"\0")
    return b"".join(whole)


def _sector(numbers: Sequence[int]) -> bytes:
    return pack("<128I", *numbers, *[_FREE] * (128 - len(numbers)))


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFF_FFFF) -> bytes:
    text = name.encode("utf-16-le")
    sides = pack("<BBIII", kind, 1, _FREE, _FREE, child)
    return text.ljust(64, b"\0") + pack("<H", len(text) + 2) + sides + bytes(36) + pack("<IQ", start, size)


def column_letters(number: int) -> str:
    """The letters of a column, from 0: A."""
    letters = ""
    while number >= 0:
        letters, number = chr(65 + number % 26) + letters, number // 26 - 1
    return letters


def _relations(parts: Sequence[tuple[str, str, str]]) -> str:
    links = "".join(f'<Relationship Id="{one}" Type="{_LINKS}/{kind}" Target="{path}"/>' for one, kind, path in parts)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _row(number: int, row: Sequence[Cell]) -> str:
    cells = "".join(
        f'<c r="{column_letters(at)}{number}"{_inside(cell)}</c>' for at, cell in enumerate(row) if cell is not None
    )
    return f'<row r="{number}">{cells}</row>'


def _inside(cell: Cell) -> str:
    match cell:
        case Raw():
            return cell
        case bool():
            return f' t="b"><v>{int(cell)}</v>'
        case int() | float():
            return f"><v>{cell!r}</v>"
        case datetime():
            return f' s="2"><v>{(cell - _EPOCH) / timedelta(days=1)!r}</v>'
        case date():
            return f' s="1"><v>{(datetime(cell.year, cell.month, cell.day) - _EPOCH).days}</v>'
        case timedelta():
            return f' s="3"><v>{cell / timedelta(days=1)!r}</v>'
        case _:
            return f' t="inlineStr"><is><t xml:space="preserve">{escape(str(cell))}</t></is>'


def _open_cell(value: str | float) -> str:
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value!r}"/>'
