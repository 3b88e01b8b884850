"""The engine at work on an import: its connection, the names of its tables, what it tells about its progress."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from clmplan.base.progress import Progress
from clmplan.data.engine import SETTINGS, quoted
from clmplan.model.project import FieldSpec, Project, TableSpec

MEMORY = "1GiB"
THREADS = 2
_INTERRUPTED = "Query interrupted"
STORE = "store"
KNOWN, UNTIL = "@from", "@until"  # no field can be called so
CUSTOMERS, CONTACTS, SUPPRESSED = "customers", "contacts", "suppressed"
FROM_THE_START = -(2**31)  # the day of what is known from the start
LEDGER, CONTENT = "row_ledger", "content_ledger"  # what becomes of rows, and sums of their content, by day


@dataclass(frozen=True, slots=True)
class PurgeList:
    """Customers whom nobody may import again: a salt, and the salted digests of their keys."""

    salt: str = ""
    digests: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Work:
    """What every step of an import needs. Staged and typed rows lie in memory and spill; `store` is attached."""

    connection: duckdb.DuckDBPyConnection
    project: Project
    root: Path
    progress: Progress
    purged: PurgeList = PurgeList()

    def run(self, statement: str, parameters: list[object] | None = None) -> duckdb.DuckDBPyConnection:
        """The result of a statement."""
        return self.connection.execute(statement, parameters)

    def number(self, statement: str) -> int:
        """The one number a statement gives."""
        row = self.run(statement).fetchone()
        return int(row[0]) if row and row[0] is not None else 0

    def drop(self, *tables: str) -> None:
        """Give back the memory of tables that are no longer needed."""
        for table in tables:
            self.run(f"DROP TABLE IF EXISTS {quoted(table)}")


@dataclass(frozen=True, slots=True)
class Part:
    """One source of a project: its declaration, and the name of its table in the store."""

    spec: TableSpec
    name: str


def event_table(kind: str) -> str:
    """The name of the table of a kind of event."""
    return f"events_{kind}"


def parts(project: Project) -> tuple[Part, ...]:
    """The sources of a project; the customers come first."""
    events = (Part(spec, event_table(kind)) for kind, spec in project.events.items())
    others = ((project.contacts, CONTACTS), (project.suppressed, SUPPRESSED))
    return (
        Part(project.customers, CUSTOMERS),
        *events,
        *(Part(spec, name) for spec, name in others if spec is not None),
    )


def stored_fields(part: Part) -> tuple[tuple[int, FieldSpec], ...]:
    """The fields with a column of their own, by position; an event's own date may be called `day`, and is that one."""
    day = part.spec.day if part.name != CUSTOMERS else None
    return tuple(
        (number, field)
        for number, field in enumerate(part.spec.fields)
        if field.name != day or (field.name.casefold() != "day" and part.name != CONTACTS)
    )


def has_versions(spec: TableSpec) -> bool:
    """Whether an event may change after it is known: rows are taken back, or joined."""
    return spec.net is not None or spec.one_per is not None


def is_known_apart(project: Project, part: Part) -> bool:
    """Whether a row may become known later than on its own day."""
    return project.customers.day is not None or has_versions(part.spec)


def is_every_row_a_customer(project: Project) -> bool:
    """Whether customers are taken from the rows of an event, where many rows of one customer are no mistake."""
    spec = project.customers
    sources = ((other.file, other.source) for other in project.events.values())
    return spec.one_per is not None or (spec.file, spec.source) in sources


def connect(spill: Path, memory: str = MEMORY) -> duckdb.DuckDBPyConnection:
    """An engine in memory that spills into a folder, which it makes when it must and removes at the end."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        **SETTINGS,
        "threads": THREADS,
        "memory_limit": memory,
        "temp_directory": str(spill),
    }
    return duckdb.connect(":memory:", config=settings)


@contextmanager
def interruptible() -> Iterator[None]:
    """Ctrl-C while the engine works is the same KeyboardInterrupt as anywhere else; the engine has its own error."""
    try:
        yield
    except (RuntimeError, duckdb.InterruptException) as error:
        if isinstance(error, duckdb.InterruptException) or str(error) == _INTERRUPTED:
            raise KeyboardInterrupt from None
        raise


def attach(connection: duckdb.DuckDBPyConnection, path: Path | None, *, is_read_only: bool = False) -> None:
    """Attach the file of a store (None: a store in memory)."""
    place = ":memory:" if path is None else str(path).replace("'", "''")
    connection.execute(f"ATTACH '{place}' AS {STORE}{' (READ_ONLY)' if is_read_only else ''}")


def stored(table: str) -> str:
    """A table of the store as SQL names it."""
    return f"{STORE}.{quoted(table)}"


def text(value: str) -> str:
    """A text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


def purged_among(work: Work, key: str) -> str:
    """Whether a key is that of a purged customer, as SQL."""
    if not work.purged.digests:
        return "false"
    digests = ", ".join(text(digest) for digest in sorted(work.purged.digests))
    return f"coalesce(sha256(concat({text(work.purged.salt)}, ':', {key})) IN ({digests}), false)"
