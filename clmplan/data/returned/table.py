"""A sheet or a text table as rows of cells, before anything is known about its columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clmplan.data.sources.cell_text import sheet_text


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its number from 1: its cells, and each as text without spaces around it, "" for nothing.

    `is_broken`: its quotes do not close, and its only cell is its text.
    """

    number: int
    cells: Sequence[object]
    texts: Sequence[str]
    is_broken: bool = False

    @classmethod
    def of(cls, number: int, cells: Sequence[object], *, is_broken: bool = False) -> Row:
        """A row of cells."""
        return cls(number, cells, [(sheet_text(cell) or "").strip() for cell in cells], is_broken)

    def text(self, position: int) -> str:
        """A cell as text; "" where the row ends before it."""
        return self.texts[position] if position < len(self.texts) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a sheet, or of a text (`sheet` is ""), whose rows may be longer than their header by mistake.

    `unfilled` are the cells, as row from 1 and position from 0, whose formula has no stored value.
    """

    sheet: str
    rows: Iterable[Row]
    is_text: bool = False
    unfilled: frozenset[tuple[int, int]] = frozenset()
