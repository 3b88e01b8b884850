"""The table of a source while its files are read into it, one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from clmplan.base.diagnostics import Code, Diagnostic
from clmplan.base.progress import Progress
from clmplan.codes.sources import OTHER_COLUMNS, READING
from clmplan.codes.text_sources import UNDECODABLE
from clmplan.data.sources.batches import Aside, Line, put_aside, put_rows
from clmplan.data.sources.cell_text import stored_text
from clmplan.data.sources.header import header_mistakes
from clmplan.data.sources.place import Place
from clmplan.data.sources.staged import Reading, Staged, check_balance, create_tables

if TYPE_CHECKING:
    import duckdb

_SHOWN = 12
_ASIDE = 4_096


class Staging:
    """A staged table that grows file by file; all files have the columns of the first, in any order."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        table: str,
        wanted: Sequence[str] | None,
        progress: Progress,
    ) -> None:
        self.connection = connection
        self.table = table
        self.columns: tuple[str, ...] = () if wanted is None else tuple(dict.fromkeys(wanted))
        self._takes_all = wanted is None
        self._progress = progress
        self._first: tuple[str, tuple[str, ...]] | None = None
        self._readings: list[Reading] = []
        self._aside: list[Aside] = []
        self._set_aside = 0
        self._dates: set[str] = set()
        self._others: set[str] = set()

    @property
    def wanted(self) -> tuple[str, ...] | None:
        """The columns asked for; None: all of them."""
        return None if self._takes_all else self.columns

    @property
    def number(self) -> int:
        """The position of the file that is being read."""
        return len(self._readings)

    def begin(self, header: Sequence[str], place: Place, plain: Iterable[str] | None = None) -> tuple[Diagnostic, ...]:
        """Take the header of the next file, or say what is wrong with it; `plain` are the columns that have a text."""
        if self._first is not None:
            return other_columns(header, self._first[1], place, self._first[0])
        if self._takes_all:
            self.columns = tuple(dict.fromkeys(name for name in (header if plain is None else plain) if name))
        mistakes = () if self._takes_all else header_mistakes(header, self.columns, place)
        if not mistakes:
            self._first = (place.file, tuple(header))
            create_tables(self.connection, self.table, len(self.columns))
        return mistakes

    def put(self, rows: Iterable[Line]) -> int:
        """Put the records of the file that is being read, with a text for each column; how many, and set aside."""
        before = sum(reading.rows for reading in self._readings)
        count = put_rows(
            self.connection,
            self.table,
            self.number,
            len(self.columns),
            rows,
            lambda count: self._progress(READING, before + count, None),
        )
        self._put_aside()
        count, self._set_aside = count + self._set_aside, 0
        return count

    def set_aside(self, line: int, column: str, value: str, reason: Code) -> None:
        """Set a record of the file aside, while its records are put."""
        self._aside.append((line, column, value, reason.name))
        if len(self._aside) >= _ASIDE:
            self._put_aside()

    def texts(self, rows: Iterable[Sequence[object]], positions: Sequence[int]) -> Iterator[Line]:
        """The records of a database with their numbers; one with a value that is no text is set aside."""
        for number, row in enumerate(rows, start=1):
            texts = [stored_text(row[at]) for at in positions]
            if None in texts:
                self.set_aside(number, self.columns[texts.index(None)], "", UNDECODABLE)
            else:
                yield number, [text or "" for text in texts]

    def end(self, reading: Reading, dates: Iterable[str] = (), others: Iterable[str] = ()) -> None:
        """The file is read; `dates` are its columns that hold dates, `others` those that hold anything else."""
        self._readings.append(reading)
        self._dates.update(dates)
        self._others.update(others)

    def finish(self) -> Staged:
        """What was staged, every record of it accounted for."""
        staged = Staged(
            self.table,
            self.columns,
            tuple(reading.file for reading in self._readings),
            sum(reading.rows for reading in self._readings),
            sum(reading.blank for reading in self._readings),
            frozenset(self._dates - self._others),
            tuple(self._readings),
        )
        check_balance(self.connection, staged)
        return staged

    def _put_aside(self) -> None:
        self._set_aside += put_aside(self.connection, self.table, self.number, self._aside)
        self._aside.clear()


def other_columns(header: Iterable[str], first: Iterable[str], place: Place, file: str) -> tuple[Diagnostic, ...]:
    """The mistake of a file whose columns are not those of the first file, whatever their order."""
    names, expected = (Counter(name for name in one if name) for one in (header, first))
    missing, more = expected - names, names - expected
    if not missing and not more:
        return ()
    shown = {"missing": listed(sorted(missing)), "more": listed(sorted(more))}
    return (OTHER_COLUMNS.at(place.at, file=place.file, first=file, **shown),)


def listed(names: Iterable[str]) -> str:
    """The first of some names in back-ticks."""
    return ", ".join(f"`{name[:60]}`" for name in islice(names, _SHOWN)) or "–"
