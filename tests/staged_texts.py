"""Columns of texts as a staged table, and what typing says of each row: the value, or the name of the reason."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import numpy as np

from clmplan.base.diagnostics import Checked
from clmplan.data.sources.staged import Staged, create_tables
from clmplan.data.typing.columns import typed, typed_key
from clmplan.data.typing.typed_column import TypedColumn
from clmplan.model.project import FieldSpec

FILE = "data/customers.csv"


def staged(connection: duckdb.DuckDBPyConnection, *columns: Sequence[str], iso_dates: tuple[str, ...] = ()) -> Staged:
    """A table of columns `a`, `b`, ... with their texts."""
    create_tables(connection, "source", len(columns))
    arrays = {"line": np.arange(1, len(columns[0]) + 1)}
    for place, texts in enumerate(columns):
        arrays[f"c{place}"] = np.empty(len(texts), dtype=object)
        arrays[f"c{place}"][:] = list(texts)
    connection.register("texts", arrays)
    connection.execute("INSERT INTO source SELECT 0, * FROM texts")
    connection.unregister("texts")
    names = tuple("abcdef"[: len(columns)])
    return Staged("source", names, (FILE,), len(columns[0]), iso_dates=frozenset(iso_dates))


def rows(connection: duckdb.DuckDBPyConnection, column: TypedColumn, *more: str) -> list[tuple[object, ...]]:
    """(value, reason, ...) of each row in order; no row may come twice or be lost."""
    parts = ", ".join((column.value, column.reason, *more))
    found = connection.execute(
        f"SELECT s.line, {parts} FROM source AS s {' '.join(column.joins)} ORDER BY s.line"
    ).fetchall()
    assert [row[0] for row in found] == list(range(1, len(found) + 1))
    return [row[1:] for row in found]


def judged(found: Sequence[tuple[object, ...]]) -> list[object]:
    """The value of each row, or the name of its reason in brackets."""
    return [value if reason is None else f"<{reason}>" for value, reason in found]


def check(
    connection: duckdb.DuckDBPyConnection, texts: Sequence[str], field: FieldSpec, currency: str = "CNY"
) -> Checked[TypedColumn | None]:
    """What typing says of a column as a whole."""
    return typed(connection, staged(connection, texts), field, currency, "Asia/Shanghai", 1)


def type_all(
    connection: duckdb.DuckDBPyConnection, texts: Sequence[str], field: FieldSpec, currency: str = "CNY"
) -> list[object]:
    """Every row of a column that is right as a whole."""
    checked = check(connection, texts, field, currency)
    assert checked.value is not None, [one.message("en") for one in checked.diagnostics]
    return judged(rows(connection, checked.value))


def key_all(connection: duckdb.DuckDBPyConnection, texts: Sequence[str]) -> list[object]:
    """Every row of a column of keys."""
    return judged(rows(connection, typed_key(connection, staged(connection, texts), "a", 1)))
