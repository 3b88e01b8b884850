"""A table of an SQLite file as columns of text; nothing is ever written to the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.codes.data import FILE_EMPTY, FILE_UNREADABLE
from clmplan.codes.sources import DAMAGE, PART_MISSING, PART_UNCLEAR, PARTS, SOURCE_DAMAGED, SOURCE_KINDS
from clmplan.data.engine import quoted
from clmplan.data.sources.cell_text import stored_text
from clmplan.data.sources.header import column_name
from clmplan.data.sources.place import Place
from clmplan.data.sources.staged import Reading
from clmplan.data.sources.staging import Staging, listed
from clmplan.model.project import SourceOptions

_SAMPLE = 3
_HELD = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN", "SQLITE_PERM")  # by another program, or by the system
_WAIT = 2.0  # seconds
_MODES, _LOGGED, _LOG = slice(18, 20), b"\x02\x02", "-wal"
_TABLES = (
    "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
)


def read_sqlite(staging: Staging, place: Place, options: SourceOptions) -> tuple[Diagnostic, ...]:
    """Put the rows of one table into a staged table, or say what stands in the way."""
    if place.path.stat().st_size == 0:
        return (FILE_EMPTY.at(place.at, file=place.file),)
    try:
        with closing(_opened(place.path)) as database:
            table = _chosen(database, place, options.table)
            return table.diagnostics if table.value is None else _read(staging, place, database, table.value)
    except sqlite3.Error as error:
        return (_refused(error, place),)


def _refused(error: sqlite3.Error, place: Place) -> Diagnostic:
    if getattr(error, "sqlite_errorname", "").startswith(_HELD):
        return FILE_UNREADABLE.at(place.at, file=place.file)
    reason, remedy = DAMAGE["content"]
    return SOURCE_DAMAGED.at(place.at, file=place.file, kind=SOURCE_KINDS["sqlite"], reason=reason, remedy=remedy)


def _opened(path: Path) -> sqlite3.Connection:
    """The database, for reading only; functions that its own views name are not trusted."""
    with path.open("rb") as file:
        has_log = file.read(20)[_MODES] == _LOGGED
    # A database that keeps a log, and has none beside it, is at rest: opened as one in use, it would leave files.
    is_at_rest = has_log and not path.with_name(path.name + _LOG).exists()
    database = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro{'&immutable=1' if is_at_rest else ''}", timeout=_WAIT, uri=True
    )
    # Text that is no UTF-8 must not end the reading of the others.
    database.text_factory = bytes
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA query_only = ON")
    return database


def _chosen(database: sqlite3.Connection, place: Place, named: str | None) -> Checked[str | None]:
    """The table with the rows: the one named (a view too), or the only one."""
    found = [(name.decode("utf-8", "replace"), kind) for name, kind in database.execute(_TABLES)]
    names = sorted(name for name, _ in found)
    tables = sorted(name for name, kind in found if kind == b"table")
    if named is not None:
        if named in names:
            return Checked(named)
        missing = PART_MISSING.at(place.at, file=place.file, part=PARTS["table"], name=named, known=listed(names))
        return Checked(None, (missing,))
    if len(tables) == 1:
        return Checked(tables[0])
    if not names:
        return Checked(None, (FILE_EMPTY.at(place.at, file=place.file),))
    unclear = PART_UNCLEAR.at(place.at, file=place.file, part=PARTS["table"], key="table", known=listed(names))
    return Checked(None, (unclear,))


def _read(staging: Staging, place: Place, database: sqlite3.Connection, table: str) -> tuple[Diagnostic, ...]:
    cursor = database.execute(f"SELECT * FROM {quoted(table)} LIMIT {_SAMPLE}")
    stored = [str(name) for name, *_ in cursor.description]
    header = [column_name(name) for name in stored]
    sample = tuple(tuple(stored_text(value) or "" for value in row) for row in cursor)
    mistakes = staging.begin(header, place)
    if mistakes:
        return mistakes
    columns = ", ".join(quoted(stored[header.index(column)]) for column in staging.columns)
    rows = _ordered(database, f"SELECT {columns} FROM {quoted(table)}")
    count = staging.put(staging.texts(rows, range(len(staging.columns))))
    staging.end(Reading(place.file, (("table", table),), tuple(header), sample, count), (), staging.columns)
    return ()


def _ordered(database: sqlite3.Connection, query: str) -> sqlite3.Cursor:
    """The rows in the order of their ids; a view, or a table without ids, in its own order."""
    try:
        return database.execute(f"{query} ORDER BY _rowid_")
    except sqlite3.OperationalError:
        return database.execute(query)
