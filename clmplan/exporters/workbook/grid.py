"""Rows of a sheet: columns with their widths, cells with their true types, author text always as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

from clmplan.base.money import Money
from clmplan.codes import sheet_words as words
from clmplan.exporters.lines import plain
from clmplan.exporters.workbook.style import Styles

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# Excel counts days from here, with the 29 February 1900 that never was.
_DAY_ZERO = date(1899, 12, 30)
_SECONDS_OF_A_DAY = 24 * 60 * 60
_LONGEST = 32_000  # Excel holds 32,767 characters in a cell
_MOST_KEPT = 20_000
_IMPOSSIBLE = dict.fromkeys((0xFFFE, 0xFFFF, *range(0xD800, 0xE000)))  # in XML
_A4 = 9
_LINE, _MOST_LINES = 13.5, 6  # in points
_LAST_NARROW = 0x2E7F
_HEADS = {"count": "right", "money": "right", "centred": "centre", "weekday": "centre", "time": "centre"}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula (`{row}` is the number of its row) and what it gives when the workbook is written."""

    text: str
    value: str | int | float


Value = str | int | float | date | time | Money | Formula | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it is called inside, its header, its width in characters, its style."""

    name: str
    title: str
    width: float
    style: str = "text"
    is_input: bool = False
    is_hidden: bool = False
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row: values and looks by the names of columns; the look "" is that of all columns without their own."""

    values: Mapping[str, Value]
    looks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ranges:
    """Where the columns of a written sheet are, for formulas of other sheets; rows are counted from 1."""

    sheet: str
    first: int
    last: int
    letters: Mapping[str, str]

    def of(self, column: str) -> str:
        """All cells of a column, as a formula names them."""
        letter = self.letters[column]
        return f"'{self.sheet}'!${letter}${self.first}:${letter}${self.last}"


def filled(columns: Iterable[Column], rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns without those that are optional and that no row fills."""
    return tuple(one for one in columns if not one.is_optional or any(row.values.get(one.name) for row in rows))


def write_grid(
    sheet: Worksheet, columns: Sequence[Column], rows: Iterable[Row], styles: Styles, first: int = 0
) -> Ranges:
    """A header and the rows, from the row `first` (counted from 0) on; returns where they are."""
    for position, column in enumerate(columns):
        sheet.set_column(position, position, column.width, None, {"hidden": column.is_hidden})
        sheet.write_string(first, position, column.title, styles.of("head", _HEADS.get(column.style, "")))
    sheet.set_row(first, 2 * _LINE + 4)
    usual = [styles.of(column.style, "input" if column.is_input else "") for column in columns]
    number, wrapped = first, tuple((one.name, one.width - 2) for one in columns if one.style == "wrap")
    for number, row in enumerate(rows, start=first + 1):
        formats = _formats(columns, row.looks, styles) if row.looks else usual
        for position, (column, style) in enumerate(zip(columns, formats, strict=True)):
            write_value(sheet, number, position, row.values.get(column.name), style)
        lines = max((_lines(row.values.get(name), width) for name, width in wrapped), default=1)
        # Not every program makes room for wrapped text by itself.
        sheet.set_row(number, _LINE * min(lines, _MOST_LINES) + 4)
    letters = {column.name: letter_of(position) for position, column in enumerate(columns)}
    return Ranges(sheet.get_name(), first + 2, max(number, first + 1) + 1, letters)


def _formats(columns: Sequence[Column], looks: Mapping[str, str], styles: Styles) -> list[Format]:
    whole = looks.get("", "")
    return [styles.of(one.style, looks.get(one.name, "input" if one.is_input else whole)) for one in columns]


def _lines(value: Value, width: float) -> int:
    """About how many lines a text takes in a column that holds so many letters."""
    if not isinstance(value, str) or len(value) * 2 <= width:
        return 1
    letters = len(value) if value.isascii() else sum(2 if ord(sign) > _LAST_NARROW else 1 for sign in value)
    return ceil(letters / width)


def write_value(sheet: Worksheet, row: int, column: int, value: Value, style: Format) -> None:
    """One cell with a value of its own type."""
    match value:
        case None | "":
            sheet.write_blank(row, column, None, style)
        case str():
            sheet.write_string(row, column, value, style)
        case int() | float():
            sheet.write_number(row, column, value, style)
        case date():
            sheet.write_number(row, column, serial(value), style)
        case time():
            sheet.write_number(row, column, fraction(value), style)
        case Money():
            sheet.write_number(row, column, float(value.amount), style)
        case Formula():
            sheet.write_formula(row, column, value.text.format(row=row + 1), style, value.value)


@lru_cache(_MOST_KEPT)
def author_text(text: str) -> str:
    """Author text as a cell can hold it: on one line, without what XML has no sign for, cut where Excel would stop."""
    line = plain(text).translate(_IMPOSSIBLE)
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"


def serial(day: date) -> int:
    """A day as spreadsheets count it."""
    return (day - _DAY_ZERO).days


def fraction(at: time) -> float:
    """A time as a part of the day."""
    return (at.hour * 3600 + at.minute * 60 + at.second) / _SECONDS_OF_A_DAY


def letter_of(position: int) -> str:
    """The letters of a column counted from 0."""
    letters = ""
    rest = position + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


def set_up_print(
    sheet: Worksheet, title: str, locale: str, *, rows: tuple[int, int] | None = None, wide: int = 1
) -> None:
    """Landscape A4, fitted to the width, the header on every page, the page among its pages."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(wide, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    if rows is not None:
        sheet.repeat_rows(*rows)
    page = words.PAGE.fill(locale, {"page": "&P", "pages": "&N"})
    # A footer holds 255 characters, and `&` is its own sign.
    shown = title[:100].replace("&", "&&")
    # The space keeps the size of the letters and a title that begins with a number apart.
    sheet.set_footer(f"&L&8 {shown}&R&8 {page}")
    sheet.hide_gridlines(2)
