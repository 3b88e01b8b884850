"""Rows on their way into the staged table: plain lines through the engine's own reader, others as columns."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from clmplan.data.sources.text.lanes import SEPARATOR

if TYPE_CHECKING:
    import duckdb

_CHUNK = 64 << 20  # bytes of plain lines on disk at a time
_ROWS = 10_000  # of the other kinds, in memory at a time
_LARGE = 16 << 20
_LINES, _COLUMNS = "clmplan_lines", "clmplan_columns"


@dataclass(frozen=True, slots=True)
class Shape:
    """A file's number of columns, and the positions of those staged."""

    width: int
    picks: tuple[int, ...]


class Bulk:
    """A staged table that is being filled; use it as a context, which removes its temporary folder.

    `staged` and `aside` count the rows handed in so far.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: str, columns: int) -> None:
        self._connection, self._table, self._columns = connection, table, columns
        self._shape: Shape | None = None
        self._lines: list[NDArray[np.int64]] = []
        self._size = 0
        self._rows = _Columns(connection, f'"{table}"', ("file", "line", *(f"c{one}" for one in range(columns))))
        self._aside = _Columns(connection, f'"{table}_aside"', ("file", "line", "column", "value", "reason"))
        self.staged = self.aside = 0

    def __enter__(self) -> Self:
        self._folder = TemporaryDirectory(prefix="clmplan-")
        self._path = Path(self._folder.name) / "lines"
        self._file = self._path.open("wb", buffering=1 << 20)
        self._begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._folder.cleanup()

    def plain(self, text: Sequence[memoryview], lines: NDArray[np.int64], file: int, shape: Shape) -> None:
        """Lines with the separator between their values, and the number of each line."""
        if shape != self._shape:
            self._load()
            self._shape = shape
        for part in text:
            self._file.write(part)
            self._size += len(part)
        self._lines.append(np.column_stack((np.full(len(lines), file), lines)))
        self.staged += len(lines)
        if self._size >= _CHUNK:
            self._load()

    def row(self, file: int, line: int, values: Sequence[str], size: int) -> None:
        """One row with the values of the columns staged, and roughly its size in bytes."""
        self._rows.add((file, line, *values), size)
        self.staged += 1

    def set_aside(self, file: int, line: int, value: str, reason: str) -> None:
        """One record that cannot be told apart into columns."""
        self._aside.add((file, line, "", value, reason), len(value))
        self.aside += 1

    def finish(self) -> None:
        """Hand everything to the engine."""
        self._load()
        self._rows.flush()
        self._aside.flush()
        if self._columns:
            # Had the engine read fewer lines than it was given, the numbers left over would stand beside nulls.
            lost = self._connection.execute(f'SELECT count(*) FROM "{self._table}" WHERE c0 IS NULL').fetchone()
            if lost != (0,):
                raise RuntimeError(f"{lost} lines have a number and no values")

    def _begin(self) -> None:
        self._file.seek(0)
        self._file.truncate()
        # The engine's reader may take the first line's first bytes for a BOM, so that line is one to skip.
        self._file.write(b"\n")
        self._lines.clear()
        self._size = 0

    def _load(self) -> None:
        """Append the plain lines; their numbers come from memory, row by row."""
        if self._shape is None or not self._lines:
            return
        self._file.flush()
        names = ", ".join(f"'v{one}': 'VARCHAR'" for one in range(self._shape.width))
        picked = "".join(f", v{one}" for one in self._shape.picks)
        numbers = np.concatenate(self._lines)
        # INVARIANT: no quote is left in a plain line, so it can stand for the null that these files do not have.
        read = (
            f"read_csv('{self._quoted_path()}', columns = {{{names}}}, delim = '{chr(SEPARATOR)}', quote = '', "
            "escape = '', comment = '', header = false, skip = 1, auto_detect = false, encoding = 'utf-8', "
            "new_line = '\\n', nullstr = '\"')"
        )
        self._connection.register(_LINES, {"file": numbers[:, 0].astype(np.int16), "line": numbers[:, 1].copy()})
        try:
            counted = self._connection.execute(
                f'INSERT INTO "{self._table}" SELECT file, line{picked} FROM (SELECT file, line FROM {_LINES}) '
                f"POSITIONAL JOIN {read}"
            ).fetchone()
        finally:
            self._connection.unregister(_LINES)
        if counted != (len(numbers),):
            raise RuntimeError(f"the engine read {counted} of {len(numbers)} plain lines")
        self._begin()

    def _quoted_path(self) -> str:
        return os.fspath(self._path).replace("'", "''")


class _Columns:
    """Rows collected as columns, and appended to a table some thousands at a time."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: str, names: Sequence[str]) -> None:
        self._connection, self._table, self._names = connection, table, tuple(names)
        self._rows: list[tuple[object, ...]] = []
        self._size = 0

    def add(self, row: tuple[object, ...], size: int) -> None:
        self._rows.append(row)
        self._size += size
        if len(self._rows) >= _ROWS or self._size >= _LARGE:
            self.flush()

    def flush(self) -> None:
        if not self._rows:
            return
        columns: dict[str, NDArray[np.object_] | NDArray[np.int64]] = {}
        for name, values in zip(self._names, zip(*self._rows, strict=True), strict=True):
            if name in ("file", "line"):
                columns[name] = np.array(values, np.int64)
            else:
                columns[name] = np.empty(len(values), object)
                columns[name][:] = values
        self._connection.register(_COLUMNS, columns)
        try:
            self._connection.execute(f"INSERT INTO {self._table} SELECT * FROM {_COLUMNS}")
        finally:
            self._connection.unregister(_COLUMNS)
        self._rows.clear()
        self._size = 0
