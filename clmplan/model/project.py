"""The project: where customers and events come from, and what type each field has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from clmplan.base.source import Span
from clmplan.model.declared.added_days import NOTHING_ADDED, AddedDays


class FieldType(Enum):
    """What a column holds, as written in the project file."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    YES_NO = "yes_no"
    ONE_OF = "one_of"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of customers or of an event: its name in expressions, its column, its type.

    `format` is a strptime pattern for dates (None means ISO `2026-11-11`). `choices` belong to `ONE_OF`.
    `yearly` marks a date that comes back each year, such as a birthday, `is_lunar` one that is kept by its lunar date.
    `date_order` (`dmy`, `mdy`, `ymd`) reads dates whose parts could stand in two orders. `unit` multiplies amounts
    (`10000` for 万, `0.01` for cents). `product` names columns that are multiplied to give the value, instead of
    `column`.
    """

    name: str
    column: str
    type: FieldType
    nullable: bool = False
    choices: tuple[str, ...] = ()
    format: str | None = None
    yearly: bool = False
    at: Span | None = None
    date_order: str | None = None
    unit: Decimal | None = None
    product: tuple[str, ...] = ()
    is_lunar: bool = False


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """How a source is read; None means that it is found out, and said.

    `sheet` is one of a workbook, `table` one of an SQLite file. `query` is sent to the database whose address stands in
    the environment variable `connection`.
    """

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    table: str | None = None
    query: str | None = None
    connection: str | None = None


@dataclass(frozen=True, slots=True)
class RowTest:
    """A test of one column's text: it is one of `among` (a `*` stands for any text), or compares with `number`."""

    column: str
    among: tuple[str, ...] = ()
    sign: str = ""
    number: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RowRule:
    """Rows that pass every test are treated alike; `name` is what the author calls them."""

    name: str
    tests: tuple[RowTest, ...]
    at: Span | None = None


@dataclass(frozen=True, slots=True)
class Netting:
    """Rows that take back earlier ones of the same customer: `by` names the columns on which both agree."""

    rule: RowRule
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One source of rows. `key` names the column with the customer's key; `day` the field with the row's date.

    For customers `day` is the date from which a customer is known (None: all are known from the start). Rows that pass
    a rule of `leave_out` are set aside under its name. `one_per` joins rows of one customer with the same value of a
    field into one. `latest_by` chooses among several rows of one customer (None: the first by content). `zone` names
    the field with a customer's own zone.
    """

    name: str
    file: str
    key: str
    fields: tuple[FieldSpec, ...]
    day: str | None = None
    at: Span | None = None
    source: SourceOptions = SourceOptions()
    leave_out: tuple[RowRule, ...] = ()
    net: Netting | None = None
    one_per: str | None = None
    latest_by: str | None = None
    zone: str | None = None

    def field(self, name: str) -> FieldSpec | None:
        """The field of that name, or None."""
        return next((spec for spec in self.fields if spec.name == name), None)


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """How links are tagged: the source and medium of each channel, own domains that are never tagged, and whether the
    parameters of Baidu Tongji go along."""

    sources: tuple[tuple[str, str], ...] = ()
    media: tuple[tuple[str, str], ...] = ()
    internal: tuple[str, ...] = ()
    is_baidu: bool = False


NO_LINKS = LinkSettings()


@dataclass(frozen=True, slots=True)
class Project:
    """The project file (`clmplan.yaml`), checked.

    `contacts` is the history of contacts already made (fields `date`, `channel`); `suppressed` lists
    customers who must never be contacted. `set_aside_limit` and `set_aside_share` stop a run when more rows, or a
    greater share of them, are set aside. `file` is the project file's own name. `zone_field` is the customers' field
    with their own zone; `day_files` add to the almanac; `days` is what they say.
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
    set_aside_share: Decimal | None = None
    file: str = "clmplan.yaml"
    zone_field: str | None = None
    day_files: tuple[str, ...] = ()
    links: LinkSettings = NO_LINKS
    days: AddedDays = NOTHING_ADDED
