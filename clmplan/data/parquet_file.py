"""Parquet columns as text, so that the same rules apply to them as to CSV."""

from __future__ import annotations

import re

import duckdb

from clmplan.base.diagnostics import Checked
from clmplan.codes.data import FILE_EMPTY, PARQUET_BROKEN, PARQUET_TYPE
from clmplan.data.engine import SETTINGS, quoted
from clmplan.data.raw_table import Place, RawTable, header_mistakes
from clmplan.data.values import composed

_MAGIC = b"PAR1"
_PLAIN = re.compile(
    r"VARCHAR|BOOLEAN|DATE|TIMESTAMP(_S|_MS|_NS)?|U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL.*|ENUM.*"
)
_WILDCARD = re.compile(r"([*?\[])")


def parquet_table(start: bytes, place: Place, wanted: tuple[str, ...]) -> Checked[RawTable | None]:
    """The wanted columns of a Parquet file; `start` are its first bytes."""
    if not start:
        return Checked(None, (FILE_EMPTY.at(place.at, file=place.file),))
    if start != _MAGIC:
        return Checked(None, (PARQUET_BROKEN.at(place.at, file=place.file),))
    try:
        with duckdb.connect(":memory:", config={**SETTINGS, "threads": 1}) as connection:
            return _table(connection, place, wanted)
    except duckdb.Error:
        return Checked(None, (PARQUET_BROKEN.at(place.at, file=place.file),))


def _table(connection: duckdb.DuckDBPyConnection, place: Place, wanted: tuple[str, ...]) -> Checked[RawTable | None]:
    # DuckDB reads a path as a pattern; a sign inside brackets stands for itself.
    pattern = _WILDCARD.sub(r"[\1]", str(place.path))
    described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [pattern]).fetchall()
    stored = {composed(name.strip()): name for name, *_ in described}
    types = {composed(name.strip()): str(type) for name, type, *_ in described}
    mistakes = header_mistakes([composed(name.strip()) for name, *_ in described], wanted, place.file, place.at)
    mistakes = mistakes or tuple(
        PARQUET_TYPE.at(place.at, file=place.file, column=column, type=types[column])
        for column in dict.fromkeys(wanted)
        if not _PLAIN.fullmatch(types[column])
    )
    if mistakes:
        return Checked(None, mistakes)
    names = tuple(dict.fromkeys(wanted))
    selected = ", ".join(f"coalesce(CAST({quoted(stored[name])} AS VARCHAR), '')" for name in names)
    rows = connection.execute(f"SELECT {selected} FROM read_parquet(?)", [pattern]).fetchall()
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    dates = frozenset(name for name in names if types[name].startswith(("DATE", "TIMESTAMP")))
    return Checked(RawTable(columns, list(range(1, len(rows) + 1)), len(rows), (), dates))
