"""Rows that belong together, such as the lines of an invoice, become one event."""

from __future__ import annotations

from clmplan.data.engine import quoted
from clmplan.data.imported.rows.typed_rows import TypedRows
from clmplan.data.imported.work import KNOWN, UNTIL, Work
from clmplan.model.project import FieldType

_MOVING, _SPANS = "events that change", "spans of events"
_SUMS = (FieldType.NUMBER, FieldType.MONEY)


def join_rows(work: Work, rows: TypedRows, kept: str, joined: str) -> None:
    """Make the table `joined` of the rows of `kept`: rows of one customer with one value of the field are one event.

    Amounts and numbers are added up, a date is the earliest, a text the first, a yes or no is no if any is. A row
    without a value joins nothing. Where a row comes or goes later than others the event has versions, each known from
    one day until before another.
    """
    by = rows.value(rows.spec.one_per or "")
    known, until = f"r.{quoted(KNOWN)}", f"r.{quoted(UNTIL)}"
    fields = [_joined(number, field.type) for number, field in enumerate(rows.spec.fields)]
    source = f"FROM {quoted(kept)} r WHERE {by} IS NOT NULL"
    work.run(
        f"CREATE OR REPLACE TABLE {quoted(_MOVING)} AS SELECT r.c, {by} AS value {source} GROUP BY r.c, {by} "
        f"HAVING min({known}) <> max({known}) OR count({until}) > 0"
    )
    is_moving = f"(r.c, {by}) IN (SELECT (c, value) FROM {quoted(_MOVING)})"
    alone = "".join(f", r.f{number}" for number in range(len(fields)))
    _find_spans(work, f"{source} AND {is_moving}", by)
    work.run(
        f"CREATE OR REPLACE TABLE {quoted(joined)} AS "
        f"SELECT r.c, r.day, {known}, {until}{alone} FROM {quoted(kept)} r WHERE {by} IS NULL "
        f"UNION ALL SELECT r.c, min(r.day), min({known}), CAST(NULL AS INTEGER), {', '.join(fields)} {source} "
        f"AND NOT {is_moving} GROUP BY r.c, {by} "
        f"UNION ALL SELECT r.c, min(r.day), s.known, s.until, {', '.join(fields)} FROM {quoted(_SPANS)} s "
        f"JOIN {quoted(kept)} r ON r.c = s.c AND {by} = s.value AND {known} <= s.known "
        f"AND ({until} IS NULL OR {until} > s.known) GROUP BY r.c, s.value, s.known, s.until"
    )
    work.drop(_MOVING, _SPANS)


def _joined(number: int, kind: FieldType) -> str:
    return f"CAST(sum(r.f{number}) AS BIGINT) AS f{number}" if kind in _SUMS else f"min(r.f{number}) AS f{number}"


def _find_spans(work: Work, moving: str, by: str) -> None:
    """The spans between the days on which a row of an event comes or goes."""
    points = (
        f"SELECT r.c, {by} AS value, r.{quoted(KNOWN)} AS known {moving} "
        f"UNION SELECT r.c, {by}, r.{quoted(UNTIL)} {moving} AND r.{quoted(UNTIL)} IS NOT NULL"
    )
    work.run(
        f"CREATE OR REPLACE TABLE {quoted(_SPANS)} AS SELECT c, value, known, "
        f"lead(known) OVER (PARTITION BY c, value ORDER BY known) AS until FROM ({points})"
    )
