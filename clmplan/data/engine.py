"""The default engine: an in-memory DuckDB that touches no file and no network."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

import duckdb
import numpy as np
from numpy.typing import NDArray

from clmplan.model.project import FieldType
from clmplan.model.records import Column, CustomerBase

SETTINGS = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}

_CLOSED = {"enable_external_access": False, "python_enable_replacements": False}
_EXACT = 2**53
_SQL_TYPES = {
    FieldType.TEXT: "VARCHAR",
    FieldType.ONE_OF: "VARCHAR",
    FieldType.PHONE: "VARCHAR",
    FieldType.YES_NO: "BOOLEAN",
    FieldType.DATE: "INTEGER",
    FieldType.MONEY: "BIGINT",
}


class DuckEngine:
    """Tables `customers(c, <field>…)` and `events_<kind>(c, day, <field>…)`; money in minor units, days as numbers.

    Results hold no NULL: a statement wraps in COALESCE whatever may be missing, `query` refuses the rest.
    """

    def __init__(self, threads: int) -> None:
        self._connection = duckdb.connect(":memory:", config={**SETTINGS, **_CLOSED, "threads": threads})
        self._stages = count()

    def query(self, statement: str) -> Mapping[str, NDArray[np.generic]]:
        """The columns of a result, plain arrays; ValueError for a NULL or a sum beyond 2^53."""
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
                    (field, column.values, column.known, _SQL_TYPES.get(column.type) or _sql_type(column.values))
                    for field, column in fields.items()
                    # An event's own date field may be called `day`: it holds the same days.
                    if field.casefold() not in places
                ),
            ],
        )

    def close(self) -> None:
        """Give the memory back."""
        self._connection.close()

    def _create(self, name: str, columns: list[tuple[str, NDArray[np.generic], NDArray[np.bool_] | None, str]]) -> None:
        if not columns:
            raise ValueError(f"the table {name} has no columns")
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
    tables = [base.fields, *(events.fields for events in base.events.values())]
    # Two threads add floats in an order that varies from run to run; whole numbers add up the same in any order.
    has_floats = any(column.values.dtype.kind == "f" for fields in tables for column in fields.values())
    engine = DuckEngine(threads=1 if has_floats else 2)
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
