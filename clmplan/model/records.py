"""Customers and events as typed columns, and the accounting of every row that was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

from clmplan.model.project import FieldType

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from clmplan.base.diagnostics import Diagnostic
    from clmplan.model.expression import ModelValue

NO_DAY = -(2**31)


@dataclass(frozen=True, slots=True)
class SetAside:
    """One row that was not used: file, line (from 1), column (or empty), the raw value, the reason (a code's name)."""

    file: str
    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileCount:
    """What became of a file's rows: rows = used + set_aside + later + netted.

    `later` rows are known only on or after `as_of`. `netted` rows took back earlier ones or were taken back whole.
    `joined` of the used rows are part of an event or a customer of another row: used - joined are made.
    """

    file: str
    table: str
    rows: int
    used: int
    set_aside: int
    later: int
    netted: int = 0
    joined: int = 0

    def __post_init__(self) -> None:
        if self.rows != self.used + self.set_aside + self.later + self.netted:
            raise ValueError(f"{self.file}: {self.rows} rows do not add up")


@dataclass(frozen=True, slots=True)
class Column:
    """One typed column. `values`: int64 for day numbers, minor units and whole numbers, float64 for other NUMBER,
    bool for YES_NO, str objects for TEXT and ONE_OF; `known` is False where the value is missing."""

    type: FieldType
    values: NDArray[np.generic]
    known: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Events:
    """All events of one kind before `as_of`, sorted by customer, day and content.

    `customer` indexes the customer keys; `day` holds day numbers; shapes (events,).
    """

    customer: NDArray[np.int32]
    day: NDArray[np.int32]
    fields: Mapping[str, Column]


@dataclass(frozen=True, slots=True)
class ContactHistory:
    """Contacts made before `as_of`, sorted by day, customer, channel; shapes (contacts,)."""

    customer: NDArray[np.int32]
    day: NDArray[np.int32]
    channel: NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class CustomerBase:
    """What is known before `as_of` 00:00. `keys` are sorted; every array over customers follows their order.

    `suppressed` has shape (customers,). `fingerprint` depends on the rows used, not on their order.
    """

    as_of: date
    keys: tuple[str, ...]
    fields: Mapping[str, Column]
    events: Mapping[str, Events]
    contacts: ContactHistory
    suppressed: NDArray[np.bool_]
    counts: tuple[FileCount, ...]
    set_aside: tuple[SetAside, ...]
    fingerprint: str

    def agreed(self, field: str | None, since: str | None, day: int) -> NDArray[np.bool_]:
        """Who has agreed before a day: a known yes, a known date before it, or both; shape (customers,)."""
        agreed = self.suppressed | True
        for name in (field, since):
            if name is not None:
                column = self.fields[name]
                values = column.values.astype("int64")
                is_yes = values < day if column.type is FieldType.DATE else values != 0
                agreed = agreed & column.known & is_yes
        return agreed


class Engine(Protocol):
    """The engine that runs fused queries. Tables: `customers(c, <field>…)`, `events_<kind>(c, day, <field>…)`.

    `c` are whole numbers whose order is that of the customers' keys. Days are day numbers, money minor units, numbers
    whole millionths, the rest texts and truth values; what is missing is NULL. No table holds a float.
    """

    def query(self, statement: str) -> Mapping[str, NDArray[np.generic]]:
        """The columns of a result; rows in the order the statement asks for."""
        ...

    def load(self, name: str, columns: Mapping[str, NDArray[np.generic]]) -> None:
        """Put (or replace) a small table, such as the days of a run."""
        ...


Number_co = TypeVar("Number_co", bound="np.generic", covariant=True)


class ByDay(Protocol[Number_co]):
    """One array over customers for each of some days: a matrix, or anything that can say the row of a day."""

    def __getitem__(self, row: int) -> NDArray[Number_co]:
        """The array of a day by its position among the days; shape (customers,). LookupError: not asked for."""
        ...

    def __len__(self) -> int:
        """How many days there are."""
        ...


@dataclass(frozen=True, slots=True)
class Memberships:
    """Who is where on which day. `days` are sorted day numbers, shape (days,).

    What was asked for only some of the days is known on those only: counts are -1 and cuts "" on the others.
    `stages[lifecycle]`: int8 by day, index into the lifecycle's stages, -1 outside every stage.
    `overlaps[lifecycle]`: int64 (days,), customers for whom two or more conditions hold (claim `exclusive`).
    `holds[name]`: bool by day, for each segment and each named rule asked for.
    `cuts[segment]`: the cut of a top share on each day as text, "" when the population is empty.
    `unknown[name]`: int64 (days,), customers for whom the condition is unknown.
    `anchors[name]`: int32 (customers,), a date of each customer as known on the last of the
    days, as a day number; NO_DAY when missing.
    `counts[lifecycle]`: int64 (days, stages), customers in each stage, for lifecycles that were asked for so.
    `fits`: what each function of the whole history learned from all customers.
    """

    days: NDArray[np.int32]
    stages: Mapping[str, ByDay[np.int8]]
    overlaps: Mapping[str, NDArray[np.int64]]
    holds: Mapping[str, ByDay[np.bool_]]
    cuts: Mapping[str, tuple[str, ...]]
    unknown: Mapping[str, NDArray[np.int64]]
    anchors: Mapping[str, NDArray[np.int32]]
    counts: Mapping[str, NDArray[np.int64]] = field(default_factory=dict)
    fits: Mapping[ModelValue, object | None] = field(default_factory=dict)

    def learned(self) -> tuple[Diagnostic, ...]:
        """What is to be known about the functions of the whole history, each sentence once."""
        fitted = self.fits.items()
        notes = (note for model, fit in fitted for note in model.function.notes(fit, "en"))
        return tuple({str((note.said.code.id, note.text)): note.said for note in notes}.values())


@dataclass(frozen=True, slots=True)
class ObservedEvents:
    """Events of one kind that happened on or after `as_of`, read to judge a plan; sorted by customer, day, content.

    `customer` indexes the customer keys, `day` holds day numbers; shapes (events,). `observed_until` is the last
    day in the file (None: no row is dated). rows = used + the counts of `set_aside`, which are sorted by reason:
    `earlier` and `unknown-customer` are ordinary, the other reasons are names of codes.
    """

    event: str
    customer: NDArray[np.int32]
    day: NDArray[np.int32]
    fields: Mapping[str, Column]
    observed_until: date | None
    rows: int
    used: int
    set_aside: tuple[tuple[str, int], ...]

    def __post_init__(self) -> None:
        if self.rows != self.used + sum(count for _, count in self.set_aside):
            raise ValueError(f"{self.event}: {self.rows} observed rows do not add up")
