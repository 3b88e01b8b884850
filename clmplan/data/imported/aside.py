"""The table of rows set aside: file, line, column, value, reason, in the reach of a person."""

from __future__ import annotations

from clmplan.base.diagnostics import Code
from clmplan.codes.imported import PURGED
from clmplan.data.engine import quoted
from clmplan.data.imported.rows.typed_rows import TypedRows
from clmplan.data.imported.work import Work, purged_among, stored, text

ASIDE = "aside"
_BETWEEN_VALUES = r"[,;\t|\"]|^[0-9]+/[0-9]+: "  # in a record that could not be told apart into columns
_COLUMNS = (
    'source VARCHAR, file VARCHAR, line BIGINT, "column" VARCHAR, value VARCHAR, reason VARCHAR, rule VARCHAR, '
    "key VARCHAR"
)


def prepare_aside(work: Work) -> None:
    """An empty table of rows set aside."""
    work.run(f"CREATE OR REPLACE TABLE {ASIDE} ({_COLUMNS})")


def put_faulty_aside(work: Work, rows: TypedRows) -> None:
    """Set aside the records that are no rows, and the rows with a reason against them."""
    raw, table = quoted(rows.broken), quoted(rows.table)
    _insert(work, rows, f'"column", value, reason, NULL AS rule, NULL AS key, file, line FROM {raw}')
    _insert(work, rows, f'"column", value, reason, rule, key, file, line FROM {table} WHERE reason IS NOT NULL')


def put_aside(work: Work, rows: TypedRows, chosen: str, reason: Code, rule: str | None = None) -> None:
    """Set aside usable rows for a reason that concerns their key; `chosen` is SQL after `FROM` that calls them `r`."""
    key = f'{text(rows.spec.key)} AS "column", left(r.key, 100) AS value'
    why = f"{text(reason.name)} AS reason, {'NULL' if rule is None else text(rule)} AS rule"
    _insert(work, rows, f"{key}, {why}, r.key, r.file, r.line FROM {chosen}")


def store_aside(work: Work) -> None:
    """Move the rows set aside into the store; those of purged customers lose their values."""
    is_purged = _is_purged(work)
    work.run(
        f'CREATE TABLE {stored("set_aside")} AS SELECT source, file, line, "column", '
        f"CASE WHEN is_purged THEN '' ELSE value END AS value, "
        f"CASE WHEN is_purged THEN {text(PURGED.name)} ELSE reason END AS reason, "
        "CASE WHEN NOT is_purged THEN rule END AS rule, CASE WHEN NOT is_purged THEN key END AS key "
        f"FROM (SELECT *, {is_purged} AS is_purged FROM {ASIDE}) "
        'ORDER BY source, reason, value, file, line, "column"'
    )
    work.drop(ASIDE)


def _is_purged(work: Work) -> str:
    """Whether a row set aside names a purged customer, in its key or anywhere in what was read of it."""
    if not work.purged.digests:
        return "false"
    parts = f"string_split_regex(value, {text(_BETWEEN_VALUES)})"
    named = f"list_transform({parts}, lambda part: {purged_among(work, 'nfc_normalize(trim(part))')})"
    return f"({purged_among(work, 'key')} OR list_contains({named}, true))"


def _insert(work: Work, rows: TypedRows, selected: str) -> None:
    names = ", ".join(f"({number}, {text(file)})" for number, file in enumerate(rows.files)) or "(0, '')"
    work.run(
        f"INSERT INTO {ASIDE} SELECT {text(rows.name)}, coalesce(f.name, ''), t.line, t.\"column\", t.value, "
        f"t.reason, t.rule, t.key FROM (SELECT {selected}) t LEFT JOIN (VALUES {names}) f(number, name) "
        "ON f.number = t.file"
    )
