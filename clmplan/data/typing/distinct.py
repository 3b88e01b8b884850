"""The distinct texts of a column that SQL does not type: through the parser in batches, and back as a small table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from clmplan.base.diagnostics import Code
from clmplan.data.typing.lanes import Lane
from clmplan.data.typing.parser import Cell, Read
from clmplan.data.typing.texts import TEXT_LIMIT

if TYPE_CHECKING:
    import duckdb

BATCH = 20_000
_SAMPLE = 500


@dataclass(frozen=True, slots=True)
class OddTexts:
    """A table of the texts of one column that are not plain: `text` is what the parser is given, `shown` one original.

    `count` is the number of its rows, `longest` that of characters in a text.
    """

    table: str
    count: int
    longest: int
    lane: Lane


@dataclass(slots=True)
class Tally:
    """How the parser judged: rows by the name of a reason, rows of missing values, and the least refused texts.

    It is filled batch by batch, and does not depend on the order of the batches.
    """

    rows: dict[str, int] = field(default_factory=dict)
    missing: int = 0
    refused: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def failed(self) -> int:
        """Rows that are refused."""
        return sum(self.rows.values())

    def examples(self) -> tuple[str, ...]:
        """Refused texts in their order, the least ones of each reason."""
        return tuple(sorted({text for texts in self.refused.values() for text in texts}))


def find_odd_texts(connection: duckdb.DuckDBPyConnection, source: str, column: str, lane: Lane, table: str) -> OddTexts:
    """Collect the texts of a column (an SQL name in `source`) that are neither empty nor plain."""
    plain, head = lane.plain.format(c=column), lane.head.format(c=column)
    shown = f"min(left({column}, {TEXT_LIMIT + 1}))"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT {head} AS text, {shown} AS shown, "
        f"count(*) AS found FROM {source} WHERE {column} <> '' AND ({plain}) IS NOT TRUE GROUP BY 1"
    )
    counted = connection.execute(f"SELECT count(*), coalesce(max(length(text)), 0) FROM {table}").fetchone()
    count, longest = counted or (0, 0)
    return OddTexts(table, count, longest, lane)


def batches(
    connection: duckdb.DuckDBPyConnection, odd: OddTexts
) -> Iterator[tuple[list[str], list[str], NDArray[np.int64]]]:
    """Texts, originals and numbers of rows, some at a time."""
    for start in range(0, odd.count, BATCH):
        part = connection.execute(
            f"SELECT text, shown, found FROM {odd.table} WHERE rowid >= {start} AND rowid < {start + BATCH}"
        ).fetchnumpy()
        yield part["text"].tolist(), part["shown"].tolist(), np.asarray(part["found"], dtype=np.int64)


def parse_odd_texts(connection: duckdb.DuckDBPyConnection, odd: OddTexts, read: Read, table: str) -> Tally:
    """Make the table (text, value, reason) of all odd texts, a row for each; both are NULL for what may be missing."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} (text VARCHAR, value {odd.lane.type}, reason VARCHAR)")
    tally = Tally()
    for texts, shown, found in batches(connection, odd):
        cells = [read(text) for text in texts]
        _keep(connection, odd.lane, table, texts, cells)
        _count(tally, shown, cells, found)
    connection.execute(f"DROP TABLE {odd.table}")
    return tally


def _keep(
    connection: duckdb.DuckDBPyConnection, lane: Lane, table: str, texts: list[str], cells: Sequence[Cell]
) -> None:
    names = ["", *sorted({cell.name for cell in cells if isinstance(cell, Code)})]
    place = {name: position for position, name in enumerate(names)}
    batch: dict[str, NDArray[np.generic]] = {
        "text": _texts(texts),
        "value": _values(lane, cells),
        "known": np.array([not (cell is None or isinstance(cell, Code)) for cell in cells], dtype=np.bool_),
        "reason": np.array([place[cell.name] if isinstance(cell, Code) else 0 for cell in cells], dtype=np.int8),
    }
    reasons = ", ".join(f"'{name}'" for name in names)
    connection.register(f"{table}_batch", batch)
    try:
        connection.execute(
            f"INSERT INTO {table} SELECT text, CASE WHEN known THEN CAST(value AS {lane.type}) END, "
            f"CASE WHEN reason > 0 THEN [{reasons}][reason + 1] END FROM {table}_batch"
        )
    finally:
        connection.unregister(f"{table}_batch")


def _values(lane: Lane, cells: Sequence[Cell]) -> NDArray[np.generic]:
    if lane.type == "VARCHAR":
        return _texts([cell if isinstance(cell, str) else "" for cell in cells])
    kind = np.bool_ if lane.type == "BOOLEAN" else np.int64
    return np.array([cell if isinstance(cell, int) else 0 for cell in cells], dtype=kind)


def _texts(texts: list[str]) -> NDArray[np.object_]:
    array: NDArray[np.object_] = np.empty(len(texts), dtype=np.object_)
    array[:] = texts
    return array


def _count(tally: Tally, shown: list[str], cells: Sequence[Cell], found: NDArray[np.int64]) -> None:
    tally.missing += int(found[[cell is None for cell in cells]].sum())
    refused: dict[str, list[str]] = {}
    for text, cell, rows in zip(shown, cells, found.tolist(), strict=True):
        if isinstance(cell, Code):
            tally.rows[cell.name] = tally.rows.get(cell.name, 0) + rows
            refused.setdefault(cell.name, []).append(text)
    for name, texts in refused.items():
        tally.refused[name] = tuple(nsmallest(_SAMPLE, {*texts, *tally.refused.get(name, ())}))
