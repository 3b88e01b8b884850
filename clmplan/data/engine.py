"""The default engine: a DuckDB that sees its own tables and, when it is given one, the file of a store."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from clmplan.model.project import FieldType
from clmplan.model.records import Column, CustomerBase

SETTINGS = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
STORE = "store"

_EXACT = 2**53
_SQL_TYPES = {
    FieldType.TEXT: "VARCHAR",
    FieldType.ONE_OF: "VARCHAR",
    FieldType.PHONE: "VARCHAR",
    FieldType.YES_NO: "BOOLEAN",
    FieldType.DATE: "INTEGER",
    FieldType.MONEY: "BIGINT",
    FieldType.NUMBER: "BIGINT",
}
_MILLION = 10**6
_LARGEST_NUMBER = 10**12


class DuckEngine:
    """Tables `customers(c, <field>…)` and `events_<kind>(c, day, <field>…)` as the protocol of engines says.

    Results hold no NULL: a statement wraps in COALESCE whatever may be missing, `query` refuses the rest. `memory` is
    a limit in bytes; what does not fit goes to files in the folder `temporary`, or fails without one.
    """

    def __init__(self, threads: int, memory: int | None = None, temporary: Path | None = None) -> None:
        config: dict[str, str | bool | int | float | list[str]] = {**SETTINGS, "threads": threads}
        # The order of rows is the statement's own affair; keeping that of a table costs memory.
        config |= {"python_enable_replacements": False, "preserve_insertion_order": False}
        config["temp_directory"] = "" if temporary is None else str(temporary)
        if memory is not None:
            config["memory_limit"] = f"{memory}B"
        self._connection = duckdb.connect(":memory:", config=config)
        self._stages = count()
        self._is_closed_off = False

    def attach(self, path: Path, views: Mapping[str, str]) -> None:
        """Show parts of a store's file, which is only read, under the names of tables; before anything else is asked.

        `views` gives a select for each name; it calls the tables of the file `store.<table>`.
        """
        place = str(path).replace("'", "''")
        self._connection.execute(f"ATTACH '{place}' AS {STORE} (READ_ONLY)")
        for name, select in views.items():
            self._connection.execute(f"CREATE OR REPLACE VIEW {quoted(name)} AS {select}")
        self._close_off()

    def query(self, statement: str) -> Mapping[str, NDArray[np.generic]]:
        """The columns of a result, plain arrays; ValueError for a NULL or a sum beyond 2^53."""
        self._close_off()
        result = self._connection.execute(statement)
        types = {name: str(type) for name, type, *_ in result.description or ()}
        return {name: _plain(name, types[name], values) for name, values in result.fetchnumpy().items()}

    def load(self, name: str, columns: Mapping[str, NDArray[np.generic]]) -> None:
        """Put (or replace) a small table without missing values."""
        self._create(name, [(column, values, None, _sql_type(values)) for column, values in columns.items()])

    def load_typed(self, name: str, places: Mapping[str, NDArray[np.int32]], fields: Mapping[str, Column]) -> None:
        """Put a table of whole-number columns, then typed fields whose missing values become NULL."""
        columns = [(column, values, None, "INTEGER") for column, values in places.items()]
        self._create(
            name,
            [
                *columns,
                *(
                    (field, _stored(field, column), column.known, _SQL_TYPES[column.type])
                    for field, column in fields.items()
                    # An event's own date field may be called `day`: it holds the same days.
                    if field.casefold() not in places
                ),
            ],
        )

    def close(self) -> None:
        """Give the memory back."""
        self._connection.close()

    def _close_off(self) -> None:
        """From now on no statement can reach a file or a network."""
        if not self._is_closed_off:
            self._connection.execute("SET enable_external_access = false")
            self._is_closed_off = True

    def _create(self, name: str, columns: list[tuple[str, NDArray[np.generic], NDArray[np.bool_] | None, str]]) -> None:
        if not columns:
            raise ValueError(f"the table {name} has no columns")
        self._close_off()
        stage = f"stage_{next(self._stages)}"
        arrays: dict[str, NDArray[np.generic]] = {}
        selected: list[str] = []
        for position, (column, values, known, sql_type) in enumerate(columns):
            arrays[f"v{position}"] = np.ascontiguousarray(values.astype(object) if sql_type == "VARCHAR" else values)
            value = f"CAST(v{position} AS {sql_type})"
            if known is not None and not known.all():
                arrays[f"k{position}"] = np.ascontiguousarray(known)
                value = f"CASE WHEN k{position} THEN {value} END"
            selected.append(f"{value} AS {quoted(column)}")
        self._connection.register(stage, arrays)
        try:
            self._connection.execute(
                f"CREATE OR REPLACE TABLE {quoted(name)} AS SELECT {', '.join(selected)} FROM {stage}"
            )
        finally:
            self._connection.unregister(stage)


def open_engine(base: CustomerBase) -> DuckEngine:
    """An engine that holds a base's customers and events."""
    engine = DuckEngine(threads=2)
    load_base(engine, base)
    return engine


def load_base(engine: DuckEngine, base: CustomerBase) -> None:
    """Put a base's customers and events into an engine, in the place of those it held."""
    engine.load_typed("customers", {"c": np.arange(len(base.keys), dtype=np.int32)}, base.fields)
    for kind, events in base.events.items():
        engine.load_typed(f"events_{kind}", {"c": events.customer, "day": events.day}, events.fields)


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def _stored(field: str, column: Column) -> NDArray[np.generic]:
    """A column as the engine holds it: numbers in whole millionths, halves rounded away from zero."""
    if column.type is not FieldType.NUMBER:
        return column.values
    known = np.where(column.known, column.values, 0)
    if (np.abs(known) >= _LARGEST_NUMBER).any():
        raise ValueError(f"a number of {field} has more than twelve digits before the point")
    if known.dtype.kind != "f":
        return known.astype(np.int64) * _MILLION
    scaled = known * _MILLION
    whole = np.trunc(scaled)
    away = np.where(np.abs(scaled - whole) >= 0.5, np.sign(scaled), 0)
    return np.asarray(whole + away, dtype=np.float64).astype(np.int64)


def _sql_type(values: NDArray[np.generic]) -> str:
    if values.dtype.kind in "OUS":
        return "VARCHAR"
    kinds = {"b": "BOOLEAN", "f": "DOUBLE", "u": "UBIGINT"}
    return kinds.get(values.dtype.kind) or ("INTEGER" if values.dtype.itemsize <= 4 else "BIGINT")


def _plain(name: str, type: str, values: NDArray[np.generic]) -> NDArray[np.generic]:
    if isinstance(values, np.ma.MaskedArray):
        if np.ma.getmaskarray(values).any():
            raise ValueError(f"the column {name} holds NULL: select COALESCE")
        values = values.data
    if type == "HUGEINT":
        # DuckDB sums whole numbers to HUGEINT and hands them over as floats.
        numbers = values.astype(np.float64)
        if (np.abs(numbers) > _EXACT).any():
            raise ValueError(f"the column {name} is beyond exact whole numbers: cast it to BIGINT")
        return numbers.astype(np.int64)
    return values
