"""What is proposed for a file: its kind of table, its key and day, and a field for every column, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from clmplan.data.mapping.ideas.idea import Idea, Part
from clmplan.model.project import FieldSpec, TableSpec


class Role(Enum):
    """The kinds of tables, by their keys in the project file."""

    CUSTOMERS = "customers"
    EVENTS = "events"
    CONTACTS = "contacts"
    SUPPRESSED = "suppressed"


class Reason(Enum):
    """Why a column is read as it is."""

    NAME = "name"
    SHAPE = "shape"
    NOTHING = "nothing"
    EMPTY = "empty"
    CONTRADICTED = "contradicted"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """What one column becomes: a field, the key (then without a field), or nothing when it cannot be named.

    `filled` is the share of records with a value. `orders` are date orders that fit alike: the author has to choose.
    `lost` is a value without its last digits.
    """

    header: str
    field: FieldSpec | None
    part: Part
    reason: Reason
    idea: Idea | None = None
    shown: tuple[str, ...] = ()
    filled: float = 1.0
    orders: tuple[str, ...] = ()
    lost: str | None = None


@dataclass(frozen=True, slots=True)
class TableProposal:
    """A table of the project file; `rows` and `customers` are the records of the file and the different keys.

    `twice` are headers that several columns share and `unnamed` counts columns without one: neither can be mapped.
    `repeating` is the field that several rows share which all bear the same amount, as the lines of an order may.
    """

    role: Role
    table: TableSpec
    columns: tuple[ColumnProposal, ...]
    rows: int
    customers: int
    twice: tuple[str, ...] = ()
    unnamed: int = 0
    repeating: str | None = None

    @property
    def consents(self) -> tuple[ColumnProposal, ...]:
        """The columns that say which channels are permitted."""
        return tuple(one for one in self.columns if one.part is Part.CONSENT)

    @property
    def open_questions(self) -> tuple[ColumnProposal, ...]:
        """The columns whose dates can be read in several orders."""
        return tuple(one for one in self.columns if one.orders)
