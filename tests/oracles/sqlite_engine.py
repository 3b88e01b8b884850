"""SQLite behind the interface of engines: a second opinion on what a statement means. It is slow, and it is small."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

import numpy as np


class SqliteEngine:
    """Tables in memory; results come back as plain arrays without NULL, as the interface wants."""

    dialect = "sqlite"

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:")

    def query(self, statement: str) -> Mapping[str, np.ndarray]:
        cursor = self.connection.execute(statement)
        names = [name for name, *_ in cursor.description]
        rows = cursor.fetchall()
        return {name: array([row[place] for row in rows]) for place, name in enumerate(names)}

    def load(self, name: str, columns: Mapping[str, np.ndarray]) -> None:
        self.create(
            name, dict.fromkeys(columns, ""), zip(*(values.tolist() for values in columns.values()), strict=True)
        )

    def create(self, name: str, types: Mapping[str, str], rows: Iterable[Sequence[object]]) -> None:
        """Put (or replace) a table; None is NULL."""
        self.connection.execute(f'DROP TABLE IF EXISTS "{name}"')
        columns = ", ".join(f'"{column}" {kind}' for column, kind in types.items())
        self.connection.execute(f'CREATE TABLE "{name}" ({columns})')
        places = ", ".join("?" * len(types))
        self.connection.executemany(f'INSERT INTO "{name}" VALUES ({places})', rows)


def array(values: list[object]) -> np.ndarray:
    if any(one is None for one in values):
        raise ValueError("a column holds NULL")
    if any(isinstance(one, float) for one in values):
        raise ValueError("a column holds a fraction")
    if values and all(isinstance(one, bool) for one in values):
        return np.array(values, dtype=np.bool_)
    return np.array(values, dtype=np.object_ if any(isinstance(one, str) for one in values) else np.int64)
