"""PostgreSQL and Spark behind the interface of engines, for machines that have them."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from sqlite_engine import array

POSTGRES_ADDRESS = "CLMPLAN_TEST_POSTGRES"
_POSTGRES_TYPES = {"BIGINT": "BIGINT", "INTEGER": "INTEGER", "TEXT": "TEXT", "BOOLEAN": "BOOLEAN"}


def why_no_postgres() -> str | None:
    """Why PostgreSQL cannot be asked, if it cannot."""
    if POSTGRES_ADDRESS not in os.environ:
        return f"no address of a PostgreSQL in {POSTGRES_ADDRESS}"
    return None if importlib.util.find_spec("psycopg") else "psycopg is not installed"


def why_no_spark() -> str | None:
    """Why Spark cannot be asked, if it cannot."""
    return None if importlib.util.find_spec("pyspark") else "pyspark is not installed"


class PostgresEngine:
    """Temporary tables of one connection."""

    dialect = "postgres"

    def __init__(self, address: str) -> None:
        import psycopg

        self.connection = psycopg.connect(address, autocommit=True)

    def query(self, statement: str) -> Mapping[str, np.ndarray]:
        cursor = self.connection.execute(statement.encode())
        rows = cursor.fetchall()
        return {one.name: array([row[place] for row in rows]) for place, one in enumerate(cursor.description)}

    def load(self, name: str, columns: Mapping[str, np.ndarray]) -> None:
        types = {column: "TEXT" if values.dtype.kind in "OUS" else "BIGINT" for column, values in columns.items()}
        self.create(name, types, zip(*(values.tolist() for values in columns.values()), strict=True))

    def create(self, name: str, types: Mapping[str, str], rows: Iterable[Sequence[object]]) -> None:
        """Put (or replace) a table; None is NULL."""
        self.connection.execute(f'DROP TABLE IF EXISTS "{name}"')
        columns = ", ".join(f'"{column}" {_POSTGRES_TYPES[kind]}' for column, kind in types.items())
        self.connection.execute(f'CREATE TEMPORARY TABLE "{name}" ({columns})')
        places = ", ".join(["%s"] * len(types))
        with self.connection.cursor() as cursor:
            cursor.executemany(f'INSERT INTO "{name}" VALUES ({places})', list(rows))


class SparkEngine:
    """Views of a local session."""

    dialect = "spark"

    def __init__(self) -> None:
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
        # A statement with all rules becomes one long Java method, which is otherwise left uncompiled.
        builder = builder.config("spark.sql.codegen.hugeMethodLimit", "8000").config(
            "spark.sql.shuffle.partitions", "1"
        )
        self.session = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("ERROR")

    def query(self, statement: str) -> Mapping[str, np.ndarray]:
        frame = self.session.sql(statement)
        rows = frame.collect()
        return {name: array([row[place] for row in rows]) for place, name in enumerate(frame.columns)}

    def load(self, name: str, columns: Mapping[str, np.ndarray]) -> None:
        types = {column: "TEXT" if values.dtype.kind in "OUS" else "BIGINT" for column, values in columns.items()}
        self.create(name, types, zip(*(values.tolist() for values in columns.values()), strict=True))

    def create(self, name: str, types: Mapping[str, str], rows: Iterable[Sequence[object]]) -> None:
        """Put (or replace) a view; None is NULL."""
        columns = ", ".join(f"`{column}` {kind.replace('TEXT', 'STRING')}" for column, kind in types.items())
        self.session.createDataFrame([tuple(row) for row in rows], columns).createOrReplaceTempView(name)
