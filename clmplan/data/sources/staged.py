"""A source's columns as text in a table of the engine, and how each file of it was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Reading:
    """How one file was read.

    `facts` are pairs such as (`encoding`, `gb18030`), (`found`, `scored`), (`delimiter`, `,`), (`sheet`, `客户`): the
    words of `codes/text_sources.py` say them in a language. `header` has every column's name, wanted or not; `sample`
    the first rows as they were read, at most three, with a value per column of the header.
    """

    file: str
    facts: tuple[tuple[str, str], ...]
    header: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    rows: int
    blank: int = 0


@dataclass(frozen=True, slots=True)
class Staged:
    """A source's columns as text in a table of a DuckDB connection.

    `table` has `file` SMALLINT (position in `files`), `line` BIGINT (from 1: line of a text file, row of a sheet or
    Parquet file), then c0, c1, ... VARCHAR: one per name of `columns`, '' for nothing. `{table}_aside` (file, line,
    "column" VARCHAR, value VARCHAR, reason VARCHAR) holds the records that could not be told apart into columns.
    rows = count(table) + count(aside); `blank` lines are not records. `iso_dates` are columns whose file type is a
    date: their text is ISO whatever format is declared.
    """

    table: str
    columns: tuple[str, ...]
    files: tuple[str, ...]
    rows: int
    blank: int = 0
    iso_dates: frozenset[str] = frozenset()
    facts: tuple[Reading, ...] = ()


def create_tables(connection: duckdb.DuckDBPyConnection, table: str, columns: int) -> None:
    """Make the two empty tables of a staged source; older ones of that name are dropped."""
    texts = "".join(f", c{number} VARCHAR" for number in range(columns))
    connection.execute(f'CREATE OR REPLACE TABLE "{table}" (file SMALLINT, line BIGINT{texts})')
    connection.execute(
        f'CREATE OR REPLACE TABLE "{table}_aside" '
        '(file SMALLINT, line BIGINT, "column" VARCHAR, value VARCHAR, reason VARCHAR)'
    )


def check_balance(connection: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    """Raise when a record is neither staged nor set aside: a mistake of ours, never the user's."""
    counted = connection.execute(
        f'SELECT (SELECT count(*) FROM "{staged.table}") + (SELECT count(*) FROM "{staged.table}_aside")'
    ).fetchone()
    if counted is None or counted[0] != staged.rows:
        raise RuntimeError(f"{staged.rows} records were read and {counted and counted[0]} are accounted for")
