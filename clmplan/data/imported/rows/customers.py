"""One row per customer: which of several is used, and from when the customer is known."""

from __future__ import annotations

from clmplan.codes.imported import OLDER_ROW
from clmplan.codes.set_aside import DUPLICATE_CUSTOMER
from clmplan.data.engine import quoted
from clmplan.data.imported.aside import put_aside
from clmplan.data.imported.rows.typed_rows import TypedRows
from clmplan.data.imported.work import CUSTOMERS, FROM_THE_START, LEDGER, Work, stored, text

_CHOSEN, _REPEATED, _OTHERS = "chosen customers", "repeated keys", "other rows of customers"


def store_customers(work: Work, rows: TypedRows, *, is_joined: bool) -> None:
    """Put each customer's row into `customers` and `keys`, numbered in the order of keys.

    `latest by` chooses the row with the greatest value, otherwise the earliest known is used, then the first by
    content. A customer is known from the earliest day of any row, whichever is used. When every row is meant to be a
    customer's (`is_joined`) the others count as used, otherwise they are set aside.
    """
    has_others = _find_others(work, rows)
    _choose(work, rows, has_others)
    if has_others and not is_joined:
        chosen = f"{quoted(rows.table)} r JOIN {quoted(_OTHERS)} o ON o.row = r.rowid"
        latest = rows.spec.latest_by
        put_aside(work, rows, chosen, OLDER_ROW if latest else DUPLICATE_CUSTOMER, latest)
    names = "".join(f", f{number} AS {quoted(field.name)}" for number, field in enumerate(rows.spec.fields))
    work.run(f"CREATE TABLE {stored('customers')} AS SELECT rowid::INTEGER AS c{names} FROM {quoted(_CHOSEN)}")
    work.run(f"CREATE TABLE {stored('keys')} AS SELECT rowid::INTEGER AS c, key, known FROM {quoted(_CHOSEN)}")
    _count(work, rows, is_joined=is_joined and has_others)
    work.drop(_CHOSEN, _REPEATED, _OTHERS)


def _find_others(work: Work, rows: TypedRows) -> bool:
    """Find the rows that are not used because their customer has a better one; whether there are any."""
    work.run(
        f"CREATE OR REPLACE TABLE {quoted(_REPEATED)} AS SELECT r.key FROM {rows.usable} GROUP BY r.key "
        "HAVING count(*) > 1"
    )
    if not work.number(f"SELECT count(*) FROM {quoted(_REPEATED)}"):
        return False
    work.run(
        f"CREATE OR REPLACE TABLE {quoted(_OTHERS)} AS SELECT row FROM (SELECT r.rowid AS row, "
        f"row_number() OVER (PARTITION BY r.key ORDER BY {_preference(rows)}) AS place "
        f"FROM {rows.usable} AND r.key IN (SELECT key FROM {quoted(_REPEATED)})) WHERE place > 1"
    )
    return True


def _preference(rows: TypedRows) -> str:
    spec = rows.spec
    latest = [f"{rows.value(spec.latest_by)} DESC NULLS LAST"] if spec.latest_by else []
    known = [f"{rows.value(spec.day)} NULLS FIRST"] if spec.day else []
    return ", ".join([*latest, *known, *rows.by_content, "r.file", "r.line"])


def _choose(work: Work, rows: TypedRows, has_others: bool) -> None:
    """The used row of each customer in the order of keys."""
    fields = "".join(f", r.f{number}" for number in range(len(rows.spec.fields)))
    known = rows.value(rows.spec.day) if rows.spec.day else "CAST(NULL AS INTEGER)"
    source = rows.usable
    if has_others:
        source += f" AND r.rowid NOT IN (SELECT row FROM {quoted(_OTHERS)})"
    if has_others and rows.spec.latest_by and rows.spec.day:
        # One row without a day makes the customer known from the start.
        earliest = f"CASE WHEN count({known}) = count(*) THEN min({known}) END"
        days = f"(SELECT r.key, {earliest} AS known FROM {rows.usable} GROUP BY r.key)"
        chosen = f"(SELECT r.* FROM {source}) r JOIN {days} d ON d.key = r.key"
        work.run(
            f"CREATE OR REPLACE TABLE {quoted(_CHOSEN)} AS SELECT r.key, d.known AS known{fields} FROM {chosen} "
            "ORDER BY r.key"
        )
        return
    work.run(
        f"CREATE OR REPLACE TABLE {quoted(_CHOSEN)} AS SELECT r.key, {known} AS known{fields} FROM {source} "
        "ORDER BY r.key"
    )


def _count(work: Work, rows: TypedRows, *, is_joined: bool) -> None:
    """Write the days on which rows begin to be used into the ledger."""
    day = f"coalesce(known, {FROM_THE_START})"
    name = text(CUSTOMERS)
    if is_joined and rows.spec.day:
        own = f"coalesce({rows.value(rows.spec.day)}, {FROM_THE_START})"
        work.run(f"INSERT INTO {LEDGER} SELECT {name}, {own}, {own}, count(*), 0 FROM {rows.usable} GROUP BY ALL")
    elif is_joined:
        work.run(
            f"INSERT INTO {LEDGER} SELECT {name}, {FROM_THE_START}, {FROM_THE_START}, count(*), 0 FROM {rows.usable}"
        )
    else:
        work.run(f"INSERT INTO {LEDGER} SELECT {name}, {day}, {day}, count(*), 0 FROM {stored('keys')} GROUP BY ALL")
