"""All data files of a project to one customer base, every row accounted for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from clmplan.base.days import day_number
from clmplan.base.diagnostics import Checked, Diagnostic, in_order
from clmplan.codes.data import NO_CUSTOMERS, NO_EVENTS
from clmplan.codes.set_aside import DUPLICATE_CUSTOMER, UNKNOWN_CUSTOMER
from clmplan.data.accounting import file_count, in_reading_order, limit_errors, reason_warnings, suppression_errors
from clmplan.data.fingerprint import fingerprint
from clmplan.data.rows import Rows, content_order, in_order_of, read_rows
from clmplan.data.table_file import inside
from clmplan.model.project import Project, TableSpec
from clmplan.model.records import Column, ContactHistory, CustomerBase, Events


@dataclass(frozen=True, slots=True)
class _Tables:
    """The well-typed rows of every file of a project."""

    customers: Rows
    events: Mapping[str, Rows]
    contacts: Rows | None
    suppressed: Rows | None

    def others(self) -> tuple[Rows, ...]:
        optional = (self.contacts, self.suppressed)
        return (*self.events.values(), *(rows for rows in optional if rows is not None))


def read_base(project: Project, root: Path, as_of: date) -> Checked[CustomerBase | None]:
    """The customers and events known before `as_of` 00:00, or None when a file, a column or the loss is an error."""
    tables = _read_tables(project, root)
    if tables.value is None:
        return Checked(None, in_order(tables.diagnostics))
    base = _base(project, tables.value, as_of)
    found = in_order((*tables.diagnostics, *base.diagnostics))
    return Checked(None if base.has_errors else base.value, found)


def known_rows(rows: Rows, place: Mapping[str, int]) -> Rows:
    """The rows of known customers; the others are set aside."""
    unknown = [key not in place for key in rows.keys]
    return rows.put_aside(unknown, UNKNOWN_CUSTOMER) if any(unknown) else rows


def to_events(rows: Rows, place: Mapping[str, int]) -> Events:
    """Rows of known customers as sorted arrays; `place` is the index of each customer key."""
    customer, day, fields = _placed(rows, place), _day_numbers(rows), rows.columns()
    order = content_order((customer, day), fields)
    return Events(customer[order], day[order], MappingProxyType(in_order_of(order, fields)))


def _read_tables(project: Project, root: Path) -> Checked[_Tables | None]:
    found: list[Diagnostic] = []
    read = partial(_read, project=project, root=root, found=found)
    customers = read(project.customers)
    events = {kind: read(spec) for kind, spec in project.events.items()}
    contacts, suppressed = read(project.contacts), read(project.suppressed)
    whole = {kind: rows for kind, rows in events.items() if rows is not None}
    if customers is None or any(diagnostic.is_error for diagnostic in found):
        return Checked(None, tuple(found))
    return Checked(_Tables(customers, whole, contacts, suppressed), tuple(found))


def _read(spec: TableSpec | None, project: Project, root: Path, found: list[Diagnostic]) -> Rows | None:
    if spec is None:
        return None
    place = inside(root, spec.file, spec.at)
    if place.value is None:
        found.extend(place.diagnostics)
        return None
    rows = read_rows(place.value, spec, project.currency)
    found.extend(rows.diagnostics)
    return rows.value


def _base(project: Project, tables: _Tables, as_of: date) -> Checked[CustomerBase | None]:
    today = day_number(as_of)
    customers, keys, fields = _customers(_before(tables.customers, today))
    place = {key: index for index, key in enumerate(keys)}
    events = {kind: known_rows(_before(rows, today), place) for kind, rows in tables.events.items()}
    contacts, suppressed = (
        None if rows is None else known_rows(_before(rows, today), place)
        for rows in (tables.contacts, tables.suppressed)
    )
    used = _Tables(customers, events, contacts, suppressed)
    found = _findings(project, used, as_of)
    if not keys:
        return Checked(None, found)
    typed = {kind: to_events(rows, place) for kind, rows in events.items()}
    history, barred = _history(contacts, place), _barred(suppressed, place)
    base = CustomerBase(
        as_of=as_of,
        keys=keys,
        fields=MappingProxyType(fields),
        events=MappingProxyType(typed),
        contacts=history,
        suppressed=barred,
        counts=tuple(file_count(rows, len(rows.keys)) for rows in (customers, *used.others())),
        set_aside=in_reading_order(row for rows in (customers, *used.others()) for row in rows.set_aside),
        fingerprint=fingerprint(
            as_of=as_of, keys=keys, fields=fields, events=typed, contacts=history, suppressed=barred
        ),
    )
    return Checked(base, found)


def _before(rows: Rows, today: int) -> Rows:
    """The rows dated before a day, or not dated at all: what comes later is not known yet."""
    days = rows.days()
    return rows.kept([not isinstance(day, int) or day < today for day in days])


def _customers(rows: Rows) -> tuple[Rows, tuple[str, ...], dict[str, Column]]:
    """The used rows in their order, the sorted keys, the columns; of several rows of one key the first by content."""
    fields = rows.columns()
    place = {key: index for index, key in enumerate(sorted(set(rows.keys)))}
    order = content_order((_placed(rows, place),), fields)
    chosen = dict.fromkeys(place, -1)
    for row in order.tolist():
        if chosen[rows.keys[row]] < 0:
            chosen[rows.keys[row]] = row
    first = np.fromiter(chosen.values(), dtype=np.intp, count=len(chosen))
    repeated = [chosen[key] != row for row, key in enumerate(rows.keys)]
    used = rows.put_aside(repeated, DUPLICATE_CUSTOMER) if any(repeated) else rows
    return used, tuple(chosen), in_order_of(first, fields)


def _findings(project: Project, used: _Tables, as_of: date) -> tuple[Diagnostic, ...]:
    found: list[Diagnostic] = []
    for rows in (used.customers, *used.others()):
        found.extend(reason_warnings(rows.set_aside, rows.spec.at))
    for rows in used.events.values():
        if rows.read == 0:
            found.append(NO_EVENTS.at(rows.spec.at, file=rows.file))
    if used.suppressed is not None:
        found.extend(suppression_errors(used.suppressed))
    if not used.customers.keys:
        found.append(NO_CUSTOMERS.at(used.customers.spec.at, file=used.customers.file, as_of=as_of.isoformat()))
    found.extend(limit_errors(project, sum(len(rows.set_aside) for rows in (used.customers, *used.others()))))
    return tuple(found)


def _history(rows: Rows | None, place: Mapping[str, int]) -> ContactHistory:
    if rows is None or not rows.keys:
        nothing = np.empty(0, dtype=np.int32)
        return ContactHistory(nothing, nothing, np.empty(0, dtype=np.str_))
    customer, day = _placed(rows, place), _day_numbers(rows)
    channel = np.array([str(cell) for cell in rows.cells["channel"]], dtype=np.str_)
    order = np.lexsort((channel, customer, day))
    return ContactHistory(customer[order], day[order], channel[order])


def _barred(rows: Rows | None, place: Mapping[str, int]) -> NDArray[np.bool_]:
    barred = np.zeros(len(place), dtype=np.bool_)
    if rows is not None:
        barred[_placed(rows, place)] = True
    return barred


def _placed(rows: Rows, place: Mapping[str, int]) -> NDArray[np.int32]:
    return np.fromiter((place[key] for key in rows.keys), dtype=np.int32, count=len(rows.keys))


def _day_numbers(rows: Rows) -> NDArray[np.int32]:
    return np.array(rows.days(), dtype=np.int32)
