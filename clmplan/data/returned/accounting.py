"""What became of every row of a calendar that came home: the counts add up, or it is a mistake of ours."""

from __future__ import annotations

from dataclasses import dataclass

from clmplan.base.diagnostics import Code, Diagnostic, Wording
from clmplan.codes.actual_words import SAYS
from clmplan.exporters.lines import plain
from clmplan.model.team.actual import Entry, Reported

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class RowCount:
    """What became of rows: rows = matched + empty + unmatched.

    `matched` rows have actuals of an entry; `repeated` of them say the same of it as another row. `empty` rows have no
    actual at all. `blank` lines and repeated `headings` are not rows.
    """

    rows: int
    matched: int
    empty: int
    unmatched: int
    repeated: int = 0
    blank: int = 0
    headings: int = 0

    def __post_init__(self) -> None:
        if self.rows != self.matched + self.empty + self.unmatched:
            raise ValueError(f"{self.rows} rows do not add up")
        if not 0 <= self.repeated <= self.matched:
            raise ValueError(f"{self.repeated} of {self.matched} rows cannot repeat another")

    def __add__(self, other: RowCount) -> RowCount:
        return RowCount(
            self.rows + other.rows,
            self.matched + other.matched,
            self.empty + other.empty,
            self.unmatched + other.unmatched,
            self.repeated + other.repeated,
            self.blank + other.blank,
            self.headings + other.headings,
        )


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a row stands: a file, a sheet ("" in a text table), a row from 1 (0: the whole sheet)."""

    file: str
    sheet: str
    row: int

    @property
    def said(self) -> Wording:
        """The place in words."""
        if self.row:
            words = SAYS["sheet_place" if self.sheet else "place"]
        else:
            words = SAYS["whole_sheet" if self.sheet else "whole_file"]
        values = {"file": self.file, "sheet": self.sheet, "row": str(self.row)}
        return Wording(words.fill("en", values), words.fill("zh", values))


@dataclass(frozen=True, slots=True)
class Aside:
    """Why a row was not taken: the column and the value as they stand there, and the sentence about it."""

    place: Place
    column: str
    value: str
    found: Diagnostic


@dataclass(frozen=True, slots=True)
class Returned:
    """One file that came home: how it was read, what became of its rows, what it says about which entry.

    `sheets` are the sheets with a key column and their header rows ("" for a text table); `encoding` is None for a
    workbook. `matches` has every entry once, in the order of the calendar. `notes` set no row aside.
    """

    file: str
    sha256: str
    sheets: tuple[tuple[str, int], ...]
    encoding: str | None
    count: RowCount
    matches: tuple[tuple[Entry, Reported], ...]
    aside: tuple[Aside, ...]
    notes: tuple[Diagnostic, ...]

    def __post_init__(self) -> None:
        if len({one.place for one in self.aside}) != self.count.unmatched:
            raise ValueError(f"{self.file}: {self.count.unmatched} rows are set aside, and others are listed")
        if len(self.matches) != self.count.matched - self.count.repeated:
            raise ValueError(f"{self.file}: {self.count.matched} rows match, and other entries are listed")


def aside(code: Code, place: Place, column: str, value: str, **more: object) -> Aside:
    """A row set aside for a reason."""
    return Aside(
        place, column, value, code.at(None, place=place.said, column=shown(column), value=shown(value), **more)
    )


def shown(text: str) -> str:
    """The beginning of a text on one line, as a message shows it."""
    line = plain(text)
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
