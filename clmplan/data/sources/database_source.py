"""The rows of a PostgreSQL query as columns of text; the address and its password are never shown."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.codes.data import PARQUET_TYPE
from clmplan.codes.sources import DATABASE_CLOSED, DATABASE_REASONS, QUERY_FAILED
from clmplan.data.sources.cell_text import stored_text
from clmplan.data.sources.header import column_name
from clmplan.data.sources.place import Place
from clmplan.data.sources.staged import Reading
from clmplan.data.sources.staging import Staging
from clmplan.model.project import SourceOptions

if TYPE_CHECKING:
    import psycopg

_BATCH = 5_000
_SAMPLE = 3
_SHOWN = 200
_WAIT = 10  # seconds until a server that does not answer is given up, unless the address says otherwise
_CURSOR = "clmplan_rows"
# The numbers by which a server names its types. Own types, such as a list of choices, come after the built-in ones,
# of which those with one plain value are used: truth values, numbers, texts, dates, times, amounts and ids.
_FIRST_OWN = 16_384
_DATES = frozenset({1082, 1114})
_PLAIN = frozenset({16, 18, 19, 20, 21, 23, 25, 26, 700, 701, 705, 790, 1042, 1043, 1083, 1700, 2950}) | _DATES


def read_query(staging: Staging, place: Place, options: SourceOptions) -> tuple[Diagnostic, ...]:
    """Put the answer of a query into a staged table, or say what stands in the way."""
    variable, query = options.connection or "", (options.query or "").rstrip().rstrip(";")
    opened = _opened(variable, place)
    if opened.value is None:
        return opened.diagnostics
    import psycopg

    with closing(opened.value) as database:
        try:
            return _read(staging, place, database, query, variable)
        except psycopg.Error as error:
            return (_failed(error, place, variable),)


def _closed(place: Place, variable: str, reason: str) -> Diagnostic:
    said, remedy = DATABASE_REASONS[reason]
    return DATABASE_CLOSED.at(place.at, variable=variable, reason=said, remedy=remedy)


def _opened(variable: str, place: Place) -> Checked[psycopg.Connection | None]:
    """A connection that only reads."""
    try:
        import psycopg
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        return Checked(None, (_closed(place, variable, "driver"),))
    address = os.environ.get(variable, "").strip()
    if not address:
        return Checked(None, (_closed(place, variable, "unset"),))
    try:
        parameters = {"connect_timeout": _WAIT, "application_name": "clmplan", **conninfo_to_dict(address)}
    except psycopg.Error:
        return Checked(None, (_closed(place, variable, "address"),))
    try:
        database = psycopg.connect(**parameters)
    except psycopg.Error:
        # Its text names the host and the user.
        return Checked(None, (_closed(place, variable, "refused"),))
    database.read_only = True
    return Checked(database)


def _failed(error: psycopg.Error, place: Place, variable: str) -> Diagnostic:
    if error.sqlstate is None:
        return _closed(place, variable, "lost")
    said = " ".join((error.diag.message_primary or "–").split())[:_SHOWN]
    return QUERY_FAILED.at(place.at, variable=variable, reason=said, state=error.sqlstate)


def _read(
    staging: Staging, place: Place, database: psycopg.Connection, query: str, variable: str
) -> tuple[Diagnostic, ...]:
    from psycopg.types.string import TextLoader

    # Dates stay the text that they are: a server also knows `infinity` and years that Python does not.
    database.execute("SET datestyle TO 'ISO, YMD'")
    for type in ("date", "timestamp"):
        database.adapters.register_loader(type, TextLoader)
    # A named cursor leaves the rows on the server until they are asked for.
    with database.cursor(name=_CURSOR) as cursor:
        cursor.itersize = _BATCH
        cursor.execute(query.encode())
        described = cursor.description or []
        header = [column_name(one.name) for one in described]
        types = dict(zip(header, described, strict=True))
        plain = [name for name in header if _is_plain(types[name].type_code)]
        mistakes = staging.begin(header, replace(place, file=variable), plain)
        mistakes = mistakes or tuple(
            PARQUET_TYPE.at(place.at, file=variable, column=name, type=types[name].type_display)
            for name in staging.columns
            if name not in plain
        )
        if mistakes:
            return mistakes
        sample: list[tuple[str, ...]] = []
        positions = [header.index(column) for column in staging.columns]
        count = staging.put(staging.texts(_sampled(cursor, sample), positions))
    dates = [name for name in plain if types[name].type_code in _DATES]
    reading = Reading(variable, (), tuple(header), tuple(sample), count)
    staging.end(reading, dates, (name for name in plain if name not in dates))
    return ()


def _is_plain(type: int) -> bool:
    return type in _PLAIN or type >= _FIRST_OWN


def _sampled(rows: Iterable[Sequence[object]], sample: list[tuple[str, ...]]) -> Iterator[Sequence[object]]:
    """The rows, the first of which are kept."""
    for row in rows:
        if len(sample) < _SAMPLE:
            sample.append(tuple(stored_text(value) or "" for value in row))
        yield row
