"""An import as the rest of the program sees it: the base and the engine of a day, counts, rows set aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType

import duckdb
import numpy as np

from clmplan.base.days import day_number
from clmplan.base.diagnostics import Checked, Diagnostic, in_order
from clmplan.codes.data import NO_CUSTOMERS, NO_EVENTS
from clmplan.data.engine import SETTINGS, DuckEngine, load_base
from clmplan.data.imported.accounting import (
    ReasonCount,
    SourceCount,
    limit_errors,
    reason_counts,
    reason_findings,
    said_once,
    suppression_errors,
)
from clmplan.data.imported.base import NUMBERING, EventTables, Snapshot, by_kind, known_rows, part_of
from clmplan.data.imported.fingerprint import fingerprint
from clmplan.data.imported.ledger import Balance, balances
from clmplan.data.imported.notes import Notes, read_notes
from clmplan.data.imported.work import CONTACTS, CUSTOMERS, SUPPRESSED, THREADS, attach, parts, stored
from clmplan.data.sources.staged import Reading
from clmplan.model.project import Project
from clmplan.model.records import CustomerBase, FileCount, SetAside

KEPT_PER_REASON = 1000
_MOST_CHECKED = 64 * 2**20  # bytes


class Imported:
    """A typed store of customers and events, open for reading; rows set aside are a table of it."""

    def __init__(self, project: Project, connection: duckdb.DuckDBPyConnection, path: Path | None) -> None:
        self.project = project
        self.path = path
        self._connection: duckdb.DuckDBPyConnection | None = connection
        self._parts = parts(project)
        self.notes: Notes = read_notes(connection, project)

    def __enter__(self) -> Imported:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store; a base made from it still reads the columns it has not read yet."""
        self._connection = None

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The open store; ValueError when it was closed."""
        if self._connection is None:
            raise ValueError("the import is closed")
        return self._connection

    @property
    def sources(self) -> tuple[SourceCount, ...]:
        """The rows of each source; the customers come first."""
        return self.notes.sources

    @property
    def readings(self) -> Mapping[str, tuple[Reading, ...]]:
        """How the files of each source were read, by the name of its table in the store."""
        return self.notes.readings

    @cached_property
    def reasons(self) -> tuple[ReasonCount, ...]:
        """The rows set aside by source, reason and rule, each with its first row."""
        order = {part.name: number for number, part in enumerate(self._parts)}
        return tuple(sorted(reason_counts(self.connection), key=lambda one: order[one.table]))

    @cached_property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What is to be said of the import, whatever the day: how it was read, rows set aside, more than allowed."""
        places = {part.name: part.spec.at for part in self._parts}
        reasons = reason_findings(places, said_once(self.reasons))
        empty = (
            NO_EVENTS.at(part.spec.at, file=part.spec.file)
            for part, one in zip(self._parts, self.sources, strict=True)
            if one.rows == 0 and part.spec.name in self.project.events and part.name not in (CONTACTS, SUPPRESSED)
        )
        limits = limit_errors(self.project, self.reasons, self.sources)
        suppression = suppression_errors(self.project, self.reasons)
        return in_order((*self.notes.findings, *reasons, *empty, *suppression, *limits))

    def base(self, as_of: date) -> Checked[CustomerBase | None]:
        """The customers and events known before `as_of` 00:00; None when nobody is, or the import has an error.

        Its diagnostics are those of the day only; `findings` has the others.
        """
        today = day_number(as_of)
        kept = balances(self.connection, today)
        customers = self.project.customers
        if not kept.get(CUSTOMERS, Balance()).events:
            return Checked(None, (NO_CUSTOMERS.at(customers.at, file=customers.file, as_of=as_of.isoformat()),))
        if any(one.is_error for one in self.findings):
            return Checked(None)
        snapshot = Snapshot.of(self.connection, self.project, today)
        sums = {
            part.name: (one.events, one.high, one.low)
            for part in self._parts
            for one in (kept.get(part.name, Balance()),)
        }
        return Checked(
            CustomerBase(
                as_of=as_of,
                keys=snapshot.keys(),
                fields=snapshot.fields(self._parts[0]),
                events=EventTables(snapshot, by_kind(self.project, self._parts)),
                contacts=snapshot.contacts(part_of(self._parts, CONTACTS)),
                suppressed=snapshot.suppressed(part_of(self._parts, SUPPRESSED)),
                counts=self.counts(as_of),
                set_aside=tuple(self.set_aside(KEPT_PER_REASON)),
                fingerprint=fingerprint(self.project, as_of, sums),
            )
        )

    def engine(self, as_of: date, threads: int = THREADS, memory: int | None = None) -> DuckEngine:
        """An engine over what is known before `as_of`, customers numbered as in the base; it spills beside the store.

        `memory` is a limit in bytes.
        """
        if self.path is None:
            engine = DuckEngine(threads, memory)
            base = self.base(as_of).value
            if base is not None:
                load_base(engine, base)
            return engine
        today = day_number(as_of)
        engine = DuckEngine(threads, memory, self.path.parent)
        snapshot = Snapshot.of(self.connection, self.project, today)
        is_renumbered = not snapshot.is_known.all()
        if is_renumbered:
            (numbers,) = np.nonzero(snapshot.is_known)
            positions = np.arange(len(numbers), dtype=np.int32)
            engine.load(NUMBERING, {"c": numbers.astype(np.int32), "position": positions})
        shown = [part for part in self._parts if part.name not in (CONTACTS, SUPPRESSED)]
        views = {part.name: known_rows(self.project, part, today, is_renumbered=is_renumbered) for part in shown}
        engine.attach(self.path, views)
        return engine

    def counts(self, as_of: date) -> tuple[FileCount, ...]:
        """What became of every row of each source as known before `as_of`."""
        kept = balances(self.connection, day_number(as_of))
        return tuple(_file_count(one, kept.get(one.table, Balance())) for one in self.sources)

    def set_aside(self, most: int | None = None) -> Iterator[SetAside]:
        """The rows set aside by file, reason, value and line; `most` of each source and reason (None: all)."""
        place = "row_number() OVER (PARTITION BY source, reason ORDER BY file, value, line)"
        chosen = "" if most is None else f"QUALIFY {place} <= {most}"
        rows = self.connection.cursor().execute(
            f'SELECT file, line, "column", value, reason FROM {stored("set_aside")} {chosen} '
            'ORDER BY file, reason, value, line, "column"'
        )
        while block := rows.fetchmany(10_000):
            yield from (SetAside(*row) for row in block)


def open_store(project: Project, path: Path, state: str) -> Imported | None:
    """The import in a file; None when there is none, when it was made from something else, or it is damaged."""
    if not path.is_file():
        return None
    connection = duckdb.connect(":memory:", config={**SETTINGS, "threads": THREADS})
    try:
        attach(connection, path, is_read_only=True)
        imported = Imported(project, connection, path)
        if imported.notes.state == state and _is_whole(imported):
            return imported
    except (duckdb.Error, ValueError, KeyError, TypeError):
        pass
    connection.close()
    return None


def _is_whole(imported: Imported) -> bool:
    """Whether every table can be read, which checks its blocks; a great store is believed."""
    if imported.path is None or imported.path.stat().st_size > _MOST_CHECKED:
        return True
    tables = ("keys", "ledger", "set_aside", *(part.name for part in parts(imported.project)))
    for table in tables:
        imported.connection.execute(f"SELECT bit_xor(hash(COLUMNS(*))) FROM {stored(table)}").fetchall()
    return True


def _file_count(one: SourceCount, kept: Balance) -> FileCount:
    return FileCount(
        file=one.file,
        table=one.name,
        rows=one.rows,
        used=kept.used,
        set_aside=one.set_aside,
        later=one.rows - one.set_aside - kept.used - kept.netted,
        netted=kept.netted,
        joined=kept.used - kept.events,
    )
