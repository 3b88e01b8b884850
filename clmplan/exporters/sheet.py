"""Rows as a CSV file that spreadsheets open well and never run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, time
from io import StringIO

from clmplan.base.diagnostics import Wording
from clmplan.base.money import Money
from clmplan.exporters.lines import plain

Cell = str | int | date | time | Money | None

_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def sheet(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, is_marked: bool = True) -> bytes:
    """UTF-8 with a byte order mark (unless it is not wanted), CRLF, ISO dates, money without a symbol.

    Without the mark a spreadsheet in China reads GBK; programs that compare the first header want none.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_written(title) for title in header])
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig" if is_marked else "utf-8")


def headings(columns: Iterable[Wording], locale: str, currency: str) -> list[str]:
    """The column titles in a language."""
    return [column.fill(locale, {"currency": currency}) for column in columns]


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return _harmless(cell)
        case time():
            return cell.isoformat("minutes")
        case Money():
            return f"{cell.amount:f}"
        case _:
            return str(cell)


def _harmless(text: str) -> str:
    # A spreadsheet would run such a cell as a formula; a leading tab or line break is already gone.
    cleaned = plain(text)
    return f"'{cleaned}" if cleaned.startswith(_FORMULA_STARTS) else cleaned
