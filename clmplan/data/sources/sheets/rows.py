"""The rows of a sheet below its header: blank ones counted, dates told from other cells, errors put back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from clmplan.codes.text_sources import REPEATED_HEADER
from clmplan.data.sources.batches import Line
from clmplan.data.sources.cell_text import sheet_text
from clmplan.data.sources.header import column_name
from clmplan.data.sources.staging import Staging

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_SAMPLE = 3
_SHOWN = 100


class SheetRows:
    """Reads rows once, and remembers what it met: blank rows, columns of dates, the first rows.

    `header` is the position of the header's row, `errors` the cells with errors (row and column from 1, in order).
    """

    def __init__(
        self, header: int, names: Sequence[str], staging: Staging, errors: Iterator[tuple[int, int, str]]
    ) -> None:
        self.blank = 0
        self.sample: list[tuple[str, ...]] = []
        self._header, self._names, self._errors = header, list(names), errors
        self._staging = staging
        self._columns = {names.index(column): column for column in staging.columns}
        self._dates: set[int] = set()
        self._others: set[int] = set()
        self._next = next(errors, None)

    @property
    def dates(self) -> set[str]:
        """The columns in which some cell is a date."""
        return {self._columns[at] for at in self._dates}

    @property
    def others(self) -> set[str]:
        """The columns in which some cell is neither a date nor empty."""
        return {self._columns[at] for at in self._others}

    def below_header(self, sheet: CalamineSheet) -> Iterator[Line]:
        """Each record with its row in the sheet."""
        # Columns before the first one with a cell are not given.
        left = sheet.start[1] if sheet.start is not None else 0
        for number, row in enumerate(islice(sheet.iter_rows(), self._header + 1, None), start=self._header + 2):
            cells: list[object] = list(row)
            if self._next is not None:
                self._put_errors(number, cells, left)
            texts = [sheet_text(cell) or "" for cell in cells]
            if not any(text and not text.isspace() for text in texts):
                self.blank += 1
            elif texts[0:1] and self._is_header(texts):
                self._staging.set_aside(number, "", texts[0][:_SHOWN], REPEATED_HEADER)
            else:
                yield number, self._record(cells, texts)

    def _record(self, cells: Sequence[object], texts: Sequence[str]) -> list[str]:
        if len(self.sample) < _SAMPLE:
            self.sample.append(tuple(texts))
        for at in self._columns:
            if texts[at]:
                (self._dates if isinstance(cells[at], date) else self._others).add(at)
        return [texts[at] for at in self._columns]

    def _is_header(self, texts: Sequence[str]) -> bool:
        return column_name(texts[0]) == self._names[0] and [column_name(text) for text in texts] == self._names

    def _put_errors(self, number: int, cells: list[object], left: int) -> None:
        while self._next is not None and self._next[0] <= number:
            row, column, shown = self._next
            if row == number and left < column <= left + len(cells):
                cells[column - left - 1] = shown
            self._next = next(self._errors, None)
