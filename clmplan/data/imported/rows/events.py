"""The rows of known customers in the store's order: by customer, day and content, each with when it is known."""

from __future__ import annotations

from clmplan.codes.set_aside import UNKNOWN_CUSTOMER
from clmplan.data.engine import quoted
from clmplan.data.imported.aside import put_aside
from clmplan.data.imported.rows.joining import join_rows
from clmplan.data.imported.rows.netting import take_back
from clmplan.data.imported.rows.typed_rows import TypedRows
from clmplan.data.imported.work import (
    FROM_THE_START,
    KNOWN,
    LEDGER,
    SUPPRESSED,
    UNTIL,
    Part,
    Work,
    has_versions,
    is_known_apart,
    stored,
    stored_fields,
    text,
)

_PLACED, _KEPT, _JOINED = "placed rows", "kept rows", "joined rows"


def store_rows(work: Work, part: Part, rows: TypedRows) -> None:
    """Put the rows of known customers into the store, and set the others aside.

    Where rows take back others, or are joined, an event may change: its versions follow each other, each known from
    one day until before another.
    """
    if not has_versions(part.spec):
        _store_plain(work, part, rows)
        return
    _place(work, rows)
    _put_unknown_aside(work, rows, quoted(_PLACED))
    if part.spec.net is not None:
        take_back(work, rows, _PLACED, _KEPT)
    else:
        _count(work, part, quoted(_PLACED), quoted(KNOWN))
        work.run(f"ALTER TABLE {quoted(_PLACED)} RENAME TO {quoted(_KEPT)}")
    last = _KEPT
    if part.spec.one_per is not None:
        join_rows(work, rows, _KEPT, _JOINED)
        last = _JOINED
    fields = [f"r.f{number} AS {quoted(field.name)}" for number, field in stored_fields(part)]
    ends = [f"r.{quoted(KNOWN)}", f"r.{quoted(UNTIL)}"]
    work.run(
        f"CREATE TABLE {stored(part.name)} AS SELECT {', '.join(['r.c', 'r.day', *fields, *ends])} "
        f"FROM {quoted(last)} r ORDER BY {', '.join(['r.c', 'r.day', *rows.by_content, *ends])}"
    )
    work.drop(_PLACED, _KEPT, _JOINED)


def _put_unknown_aside(work: Work, rows: TypedRows, known: str) -> None:
    """Set aside the usable rows that are not in the table of those of known customers."""
    counts = f"(SELECT count(*) FROM {rows.usable}) - (SELECT count(*) FROM {known})"
    if work.number(f"SELECT {counts}"):
        chosen = f"{rows.usable} AND r.key NOT IN (SELECT key FROM {stored('keys')})"
        put_aside(work, rows, chosen, UNKNOWN_CUSTOMER)


def _store_plain(work: Work, part: Part, rows: TypedRows) -> None:
    """One event for each row: the rows go straight to their place."""
    spec = part.spec
    day = rows.value(spec.day) if spec.day else None
    columns, order = ["k.c"], ["k.c"]
    if day is not None:
        columns.append(f"{day} AS day")
        order.append(day)
    columns += [f"r.f{number} AS {quoted(field.name)}" for number, field in stored_fields(part)]
    if is_known_apart(work.project, part):
        known = (
            f"coalesce(greatest({day}, k.known), {FROM_THE_START})" if day else f"coalesce(k.known, {FROM_THE_START})"
        )
        columns.append(f"{known} AS {quoted(KNOWN)}")
    order += rows.by_content
    work.run(
        f"CREATE TABLE {stored(part.name)} AS SELECT {', '.join(columns)} FROM {quoted(rows.table)} r "
        f"JOIN {stored('keys')} k ON k.key = r.key WHERE r.reason IS NULL ORDER BY {', '.join(order)}"
    )
    known = quoted(KNOWN) if is_known_apart(work.project, part) else ("day" if day else str(FROM_THE_START))
    _count(work, part, stored(part.name), known)
    _put_unknown_aside(work, rows, stored(part.name))
    if part.name == SUPPRESSED:
        # Somebody who is listed twice is one person.
        work.run(
            f"CREATE OR REPLACE TABLE {stored(part.name)} AS SELECT DISTINCT * FROM {stored(part.name)} ORDER BY c"
        )


def _place(work: Work, rows: TypedRows) -> None:
    """The usable rows of known customers with the customer's number and the day each is known from."""
    fields = "".join(f", r.f{number}" for number in range(len(rows.spec.fields)))
    day = rows.value(rows.spec.day) if rows.spec.day else "NULL"
    work.run(
        f"CREATE OR REPLACE TABLE {quoted(_PLACED)} AS SELECT r.rowid AS row, k.c, {day} AS day, "
        f"greatest({day}, k.known) AS {quoted(KNOWN)}, CAST(NULL AS INTEGER) AS {quoted(UNTIL)}, r.is_return, r.agree"
        f"{fields} FROM {quoted(rows.table)} r JOIN {stored('keys')} k ON k.key = r.key WHERE r.reason IS NULL"
    )


def _count(work: Work, part: Part, table: str, known: str) -> None:
    """Write into the ledger from which day rows are used."""
    day = f"SELECT {text(part.name)}, {known}, {known}, count(*), 0 FROM {table} GROUP BY ALL"
    work.run(f"INSERT INTO {LEDGER} {day}")
