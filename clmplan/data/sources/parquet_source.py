"""A Parquet file as columns of text, without a row passing through Python."""

from __future__ import annotations

import re

import duckdb

from clmplan.base.diagnostics import Diagnostic
from clmplan.codes.data import FILE_EMPTY, PARQUET_BROKEN, PARQUET_TYPE
from clmplan.data.engine import quoted
from clmplan.data.sources.header import column_name
from clmplan.data.sources.place import Place
from clmplan.data.sources.staged import Reading
from clmplan.data.sources.staging import Staging
from clmplan.model.project import SourceOptions

_MAGIC = b"PAR1"
_PLAIN = re.compile(
    r"VARCHAR|BOOLEAN|DATE|TIMESTAMP(_S|_MS|_NS)?|U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL.*|ENUM.*|UUID"
)
_DATES = ("DATE", "TIMESTAMP")
_WILDCARD = re.compile(r"([*?\[])")
_ROW_NUMBER = "file_row_number"
_SAMPLE = 3


def read_parquet(staging: Staging, place: Place, _options: SourceOptions) -> tuple[Diagnostic, ...]:
    """Put the rows of a Parquet file into a staged table, or say what stands in the way."""
    with place.path.open("rb") as opened:
        start = opened.read(len(_MAGIC))
    if not start:
        return (FILE_EMPTY.at(place.at, file=place.file),)
    try:
        return _read(staging, place) if start == _MAGIC else (_broken(place),)
    except (
        duckdb.InvalidInputException,
        duckdb.IOException,
        duckdb.SerializationException,
        duckdb.ConversionException,
    ):
        return (_broken(place),)


def _broken(place: Place) -> Diagnostic:
    return PARQUET_BROKEN.at(place.at, file=place.file)


def _read(staging: Staging, place: Place) -> tuple[Diagnostic, ...]:
    # DuckDB reads a path as a pattern; a sign inside brackets stands for itself.
    pattern = _WILDCARD.sub(r"[\1]", str(place.path))
    described = staging.connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [pattern]).fetchall()
    stored = {column_name(str(name)): str(name) for name, *_ in described}
    types = {column_name(str(name)): str(type) for name, type, *_ in described}
    header = [column_name(str(name)) for name, *_ in described]
    plain = [name for name in header if _PLAIN.fullmatch(types[name])]
    mistakes = staging.begin(header, place, plain)
    mistakes = mistakes or tuple(
        PARQUET_TYPE.at(place.at, file=place.file, column=column, type=types[column])
        for column in staging.columns
        if column not in plain
    )
    if mistakes:
        return mistakes
    count = _insert(staging, pattern, [_text(stored[name], types[name]) for name in staging.columns])
    shown = ", ".join(_text(stored[name], types[name]) if name in plain else "''" for name in header)
    sample = staging.connection.execute(f"SELECT {shown} FROM read_parquet(?) LIMIT {_SAMPLE}", [pattern]).fetchall()
    dates = [name for name in plain if types[name].startswith(_DATES)]
    reading = Reading(place.file, (), tuple(header), tuple(tuple(row) for row in sample), count)
    staging.end(reading, dates, (name for name in header if name not in dates))
    return ()


def _insert(staging: Staging, pattern: str, texts: list[str]) -> int:
    """The number of rows put into the staged table."""
    selected = ", ".join((str(staging.number), f"{_ROW_NUMBER} + 1", *texts))
    counted = staging.connection.execute(
        f'INSERT INTO "{staging.table}" SELECT {selected} FROM read_parquet(?, file_row_number = true)', [pattern]
    ).fetchone()
    return 0 if counted is None else int(counted[0])


def _text(column: str, type: str) -> str:
    """A column as text: numbers with a fraction without an exponent unless digits are lost."""
    name = quoted(column)
    if type in ("FLOAT", "DOUBLE"):
        whole = f"abs({name}) < 1e15 AND {name} = trunc({name})"
        text = f"CASE WHEN {whole} THEN CAST(CAST({name} AS BIGINT) AS VARCHAR) ELSE CAST({name} AS VARCHAR) END"
        return f"coalesce({text}, '')"
    return f"coalesce(CAST({name} AS VARCHAR), '')"
