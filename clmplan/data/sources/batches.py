"""Rows of text into a staged table, a batch at a time: memory is bounded by the batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import duckdb

Line: TypeAlias = "tuple[int, Sequence[str]]"
"""The line of a record and its texts."""
Aside: TypeAlias = "tuple[int, str, str, str]"
"""A record set aside: its line, column, value and reason."""

_CELLS = 200_000
_MOST_ROWS = 16_384
_SIGNS = 32_000_000
_STAGE = "clmplan_batch"


def put_rows(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    file: int,
    width: int,
    rows: Iterable[Line],
    told: Callable[[int], None],
) -> int:
    """The number of rows put into a table, each with its line and `width` texts; `told` hears it after every batch."""
    texts = "".join(f", CAST(c{number} AS VARCHAR)" for number in range(width))
    count = 0
    for batch in _batches(rows, max(1, min(_MOST_ROWS, _CELLS // max(width, 1)))):
        arrays: dict[str, NDArray[np.generic]] = {"line": np.array([line for line, _ in batch], dtype=np.int64)}
        columns = zip(*(values for _, values in batch), strict=True)
        arrays |= {f"c{number}": _texts(values) for number, values in enumerate(columns)}
        connection.register(_STAGE, arrays)
        try:
            connection.execute(f'INSERT INTO "{table}" SELECT {file}, line{texts} FROM {_STAGE}')
        finally:
            connection.unregister(_STAGE)
        count += len(batch)
        told(count)
    return count


def _batches(rows: Iterable[Line], size: int) -> Iterator[list[Line]]:
    """Rows in lists of a size, shorter ones when their texts are long."""
    batch: list[Line] = []
    signs = 0
    for row in rows:
        batch.append(row)
        signs += sum(map(len, row[1]))
        if len(batch) >= size or signs > _SIGNS:
            yield batch
            batch, signs = [], 0
    if batch:
        yield batch


def put_aside(connection: duckdb.DuckDBPyConnection, table: str, file: int, records: Iterable[Aside]) -> int:
    """The number of records put into the table of those set aside, each with its line, column, value and reason."""
    rows = ((line, (column, value, reason)) for line, column, value, reason in records)
    return put_rows(connection, f"{table}_aside", file, 3, rows, lambda _: None)


def _texts(values: Sequence[str]) -> NDArray[np.generic]:
    array: NDArray[np.generic] = np.empty(len(values), dtype=object)
    array[:] = values
    return array
