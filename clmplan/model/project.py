"""The project: where customers and events come from, and what type each field has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from clmplan.base.source import Span


class FieldType(Enum):
    """What a column holds, as written in the project file."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    YES_NO = "yes_no"
    ONE_OF = "one_of"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of customers or of an event: its name in expressions, its column, its type.

    `format` is a strptime pattern for dates (None means ISO `2026-11-11`). `choices` belong to `ONE_OF`.
    `yearly` marks a date that comes back each year, such as a birthday.
    """

    name: str
    column: str
    type: FieldType
    nullable: bool = False
    choices: tuple[str, ...] = ()
    format: str | None = None
    yearly: bool = False
    at: Span | None = None


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One file of rows. `key` names the column with the customer's key; `day` the field with the row's date.

    For customers `day` is the date from which a customer is known (None: all are known from the start).
    """

    name: str
    file: str
    key: str
    fields: tuple[FieldSpec, ...]
    day: str | None = None
    at: Span | None = None

    def field(self, name: str) -> FieldSpec | None:
        """The field of that name, or None."""
        return next((spec for spec in self.fields if spec.name == name), None)


@dataclass(frozen=True, slots=True)
class Project:
    """The project file (`clmplan.yaml`), checked.

    `contacts` is the history of contacts already made (fields `date`, `channel`); `suppressed` lists
    customers who must never be contacted. `file` is the project file's own name.
    """

    name: str
    zone: str
    currency: str
    locale: str
    regions: tuple[str, ...]
    playbooks: tuple[str, ...]
    customers: TableSpec
    events: Mapping[str, TableSpec]
    contacts: TableSpec | None = None
    suppressed: TableSpec | None = None
    as_of: date | None = None
    seed: int = 1
    set_aside_limit: int | None = None
    file: str = "clmplan.yaml"
