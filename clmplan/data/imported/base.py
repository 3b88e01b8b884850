"""The customer base of a day from the store; columns are read when somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from clmplan.data.engine import quoted
from clmplan.data.imported.work import (
    CUSTOMERS,
    KNOWN,
    SUPPRESSED,
    UNTIL,
    Part,
    has_versions,
    is_known_apart,
    stored,
    stored_fields,
)
from clmplan.model.project import FieldType, Project
from clmplan.model.records import Column, ContactHistory, Events

if TYPE_CHECKING:
    import duckdb

_MILLIONTHS = 10**6
NUMBERING = "numbers of known customers"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a store knows before a day: the day's number, the customers known, and each one's place among them.

    `is_known` and `position` have shape (all customers of the store,).
    """

    connection: duckdb.DuckDBPyConnection
    project: Project
    today: int
    is_known: NDArray[np.bool_]
    position: NDArray[np.int32]

    @classmethod
    def of(cls, connection: duckdb.DuckDBPyConnection, project: Project, today: int) -> Snapshot:
        """The snapshot of a day."""
        statement = f"SELECT coalesce(known < {today}, true) AS is_known FROM {stored('keys')}"
        is_known = np.asarray(read_columns(connection, statement)["is_known"], dtype=np.bool_)
        position = np.cumsum(is_known, dtype=np.int32) - np.int32(1)
        return cls(connection, project, today, is_known, position)

    def keys(self) -> tuple[str, ...]:
        """The keys of the customers known, sorted."""
        keys = read_columns(self.connection, f"SELECT key FROM {stored('keys')}")["key"]
        return tuple(keys[self.is_known].tolist())

    def fields(self, part: Part) -> Mapping[str, Column]:
        """The columns of the customers known."""
        return Columns(self, part, tuple(one.name for _, one in stored_fields(part)))

    def events(self, part: Part) -> Events:
        """The events known, sorted by customer, day and content."""
        found = self.read(part, ("c", "day"))
        names = tuple(one.name for one in part.spec.fields)
        return Events(self.position[found["c"]], found["day"].astype(np.int32), Columns(self, part, names))

    def contacts(self, part: Part | None) -> ContactHistory:
        """The contacts known, sorted by day, customer and channel."""
        if part is None:
            nothing = np.empty(0, dtype=np.int32)
            return ContactHistory(nothing, nothing, np.empty(0, dtype=np.str_))
        found = self.read(part, ("c", "day", "channel"))
        customer, day = self.position[found["c"]], found["day"].astype(np.int32)
        channel = np.array(found["channel"].tolist(), dtype=np.str_)
        order = np.lexsort((channel, customer, day))
        return ContactHistory(customer[order], day[order], channel[order])

    def suppressed(self, part: Part | None) -> NDArray[np.bool_]:
        """Which of the customers known must never be contacted; shape (customers known,)."""
        barred = np.zeros(int(np.count_nonzero(self.is_known)), dtype=np.bool_)
        if part is not None:
            barred[self.position[self.read(part, ("c",))["c"]]] = True
        return barred

    def read(self, part: Part, columns: tuple[str, ...]) -> Mapping[str, NDArray[np.generic]]:
        """Columns of a table's rows that are known, in the order of the store."""
        selected = ", ".join(quoted(column) for column in columns)
        condition = "" if part.name == CUSTOMERS else f" WHERE {known_before(self.project, part, self.today)}"
        return read_columns(self.connection, f"SELECT {selected} FROM {stored(part.name)}{condition}")

    def column(self, part: Part, name: str) -> Column:
        """One typed column of a table's rows that are known."""
        kind = next(one.type for one in part.spec.fields if one.name == name)
        is_day = name not in {one.name for _, one in stored_fields(part)}
        read = self.read(part, ("day" if is_day else name,))
        values = next(iter(read.values()))
        return typed_column(kind, values[self.is_known] if part.name == CUSTOMERS else values)


@dataclass(frozen=True, slots=True)
class Columns(Mapping[str, Column]):
    """Columns by name; each is read from the store when it is first asked for, and kept."""

    snapshot: Snapshot
    part: Part
    names: tuple[str, ...]
    _read: dict[str, Column] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Column:
        if name not in self.names:
            raise KeyError(name)
        if name not in self._read:
            self._read[name] = self.snapshot.column(self.part, name)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


@dataclass(frozen=True, slots=True)
class EventTables(Mapping[str, Events]):
    """Events by kind; each kind is read from the store when it is first asked for, and kept."""

    snapshot: Snapshot
    parts: Mapping[str, Part]
    _read: dict[str, Events] = field(default_factory=dict)

    def __getitem__(self, kind: str) -> Events:
        part = self.parts[kind]
        if kind not in self._read:
            self._read[kind] = self.snapshot.events(part)
        return self._read[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)


def known_before(project: Project, part: Part, today: int) -> str:
    """Whether a row of events, contacts or those never to contact is known before a day, as SQL over its columns."""
    if not is_known_apart(project, part):
        return "true" if part.name == SUPPRESSED else f"day < {today}"
    begun = f"{quoted(KNOWN)} < {today}"
    return f"{begun} AND coalesce({quoted(UNTIL)} >= {today}, true)" if has_versions(part.spec) else begun


def known_rows(project: Project, part: Part, today: int, *, is_renumbered: bool) -> str:
    """The rows of a table of customers or events that are known before a day, as SQL.

    When some customers are not known yet the others get new numbers, from the engine's table `NUMBERING`.
    """
    names = [] if part.name == CUSTOMERS else ["r.day"]
    names += [f"r.{quoted(one.name)}" for _, one in stored_fields(part)]
    known = "" if part.name == CUSTOMERS else f" WHERE {known_before(project, part, today)}"
    if not is_renumbered:
        return f"SELECT {', '.join(['r.c', *names])} FROM {stored(part.name)} r{known}"
    numbered = f"{stored(part.name)} r JOIN {quoted(NUMBERING)} n ON n.c = r.c"
    return f"SELECT {', '.join(['n.position AS c', *names])} FROM {numbered}{known}"


def typed_column(kind: FieldType, values: NDArray[np.generic]) -> Column:
    """A column as a base holds it from one as the store holds it; missing values are 0, False or an empty text."""
    known = np.ones(len(values), dtype=np.bool_)
    if isinstance(values, np.ma.MaskedArray):
        known = ~np.ma.getmaskarray(values)
        values = values.data
    match kind:
        case FieldType.TEXT | FieldType.ONE_OF | FieldType.PHONE:
            return Column(kind, np.where(known, values, "").astype(object), known)
        case FieldType.YES_NO:
            return Column(kind, np.where(known, values, False).astype(np.bool_), known)
        case FieldType.NUMBER:
            millionths = np.where(known, values, 0).astype(np.int64)
            whole, rest = np.divmod(millionths, _MILLIONTHS)
            return Column(kind, millionths / _MILLIONTHS if rest.any() else whole, known)
        case _:
            return Column(kind, np.where(known, values, 0).astype(np.int64), known)


def by_kind(project: Project, all_parts: tuple[Part, ...]) -> Mapping[str, Part]:
    """The parts of events by the name of their kind."""
    specs = {part.name: part for part in all_parts}
    return MappingProxyType({kind: specs[f"events_{kind}"] for kind in project.events})


def part_of(all_parts: tuple[Part, ...], name: str) -> Part | None:
    """The part of that name, or None."""
    return next((part for part in all_parts if part.name == name), None)


def read_columns(connection: duckdb.DuckDBPyConnection, statement: str) -> Mapping[str, NDArray[np.generic]]:
    """The columns of a result; those with missing values are masked."""
    return connection.execute(statement).fetchnumpy()
