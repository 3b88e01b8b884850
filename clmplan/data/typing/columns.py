"""A staged column of texts as SQL: the value the engine keeps, or the reason why a row cannot be used."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.codes.set_aside import MISSING_VALUE
from clmplan.data.sources.staged import Staged
from clmplan.data.typing.dates import date_reader, date_rules
from clmplan.data.typing.distinct import OddTexts, Tally, batches, find_odd_texts, parse_odd_texts
from clmplan.data.typing.lanes import CUT, KEY, Lane, factor_lane, lane
from clmplan.data.typing.mistakes import column_mistake
from clmplan.data.typing.orders import OrderEvidence, decide_order
from clmplan.data.typing.parser import Read, factor, reader
from clmplan.data.typing.products import product_column
from clmplan.data.typing.texts import TEXT_LIMIT, read_key
from clmplan.data.typing.typed_column import TypedColumn
from clmplan.model.project import FieldSpec, FieldType

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class _Column:
    """One staged column: its place among the columns, and the name of its small tables."""

    staged: Staged
    name: str
    table: str

    @property
    def text(self) -> str:
        """The column in SQL, of the staged table under its alias."""
        return f"s.c{self.staged.columns.index(self.name)}"

    @property
    def source(self) -> str:
        return '"' + self.staged.table.replace('"', '""') + '" AS s'

    @property
    def shown_name(self) -> str:
        return "'" + self.name.replace("'", "''") + "'"


def typed(
    connection: duckdb.DuckDBPyConnection, staged: Staged, field: FieldSpec, currency: str, zone: str, number: int
) -> Checked[TypedColumn | None]:
    """A field's column; None with an error when the column as a whole is wrong or its dates are ambiguous.

    `number` tells the column from the others of the connection: its small tables are called after it.
    """
    if field.product:
        return _typed_product(connection, staged, field, currency, number)
    if field.column in staged.iso_dates:
        field = replace(field, format=None, date_order=None)
    column = _Column(staged, field.column, f"typed_{number}")
    own = lane(field, currency)
    odd = find_odd_texts(connection, column.source, column.text, own, f"odd_{number}")
    decided = _decided_reader(connection, column, odd, field, currency, zone)
    if decided.value is None:
        return Checked(None, decided.diagnostics)
    found, tally = _through_parser(connection, column, odd, decided.value)
    mistake = _mistake(connection, column, odd, field, tally)
    if mistake is not None:
        return Checked(None, (*decided.diagnostics, mistake))
    return Checked(found if field.nullable else _required(found), decided.diagnostics)


def typed_key(connection: duckdb.DuckDBPyConnection, staged: Staged, column: str, number: int) -> TypedColumn:
    """The column of customers' keys."""
    key = _Column(staged, column, f"typed_{number}")
    odd = find_odd_texts(connection, key.source, key.text, KEY, f"odd_{number}")
    return _required(_through_parser(connection, key, odd, read_key)[0])


def _typed_product(
    connection: duckdb.DuckDBPyConnection, staged: Staged, field: FieldSpec, currency: str, number: int
) -> Checked[TypedColumn | None]:
    factors: list[TypedColumn] = []
    mistakes: list[Diagnostic] = []
    for position, name in enumerate(field.product):
        column = _Column(staged, name, f"typed_{number}_{position}")
        odd = find_odd_texts(connection, column.source, column.text, factor_lane(), f"odd_{number}_{position}")
        found, tally = _through_parser(connection, column, odd, factor(field, currency))
        factors.append(found)
        mistake = _mistake(connection, column, odd, field, tally)
        if mistake is not None:
            mistakes.append(mistake)
    return Checked(None, tuple(mistakes)) if mistakes else Checked(product_column(field, currency, tuple(factors)))


def _decided_reader(
    connection: duckdb.DuckDBPyConnection,
    column: _Column,
    odd: OddTexts,
    field: FieldSpec,
    currency: str,
    zone: str,
) -> Checked[Read | None]:
    """The parser of a field, for dates with the order that the whole column has."""
    if field.type is not FieldType.DATE or field.format is not None or field.date_order is not None:
        return Checked(reader(field, currency, zone))
    evidence = OrderEvidence()
    for _, shown, _ in batches(connection, odd):
        evidence = evidence.with_texts(shown)
    order = decide_order(evidence, field, column.name, column.staged.files[0])
    if order.has_errors:
        return Checked(None, order.diagnostics)
    # Two digits are a year only where the author says so.
    rules = replace(date_rules(zone, order.value, field.yearly), has_short_years=False)
    return Checked(date_reader(rules), order.diagnostics)


def _through_parser(
    connection: duckdb.DuckDBPyConnection, column: _Column, odd: OddTexts, read: Read
) -> tuple[TypedColumn, Tally]:
    """The column whose odd texts are read by the parser; missing values are NULL without a reason."""
    tally = parse_odd_texts(connection, odd, read, column.table)
    value, shown = odd.lane.value.format(c=column.text), (column.shown_name, column.text)
    if not odd.count:
        connection.execute(f"DROP TABLE {column.table}")
        return TypedColumn(value, "CAST(NULL AS VARCHAR)", (), *shown), tally
    join = f"LEFT JOIN {column.table} ON {column.table}.text = {_head(odd.lane, odd, column.text)}"
    value = f"CASE WHEN {column.table}.text IS NULL THEN {value} ELSE {column.table}.value END"
    return TypedColumn(value, f"{column.table}.reason", (join,), *shown, tables=(column.table,)), tally


def _head(own: Lane, odd: OddTexts, text: str) -> str:
    """What the odd texts are joined on; where it is the text itself, no time is spent on it."""
    is_cut_only = own.head == CUT
    return text if is_cut_only and odd.longest <= TEXT_LIMIT else own.head.format(c=text)


def _required(column: TypedColumn) -> TypedColumn:
    """The same column where a missing value is a reason; a plain or refused one is never missing."""
    missing = f"CASE WHEN {column.value} IS NULL THEN '{MISSING_VALUE.name}' END"
    return replace(column, reason=f"coalesce({column.reason}, {missing})")


def _mistake(
    connection: duckdb.DuckDBPyConnection, column: _Column, odd: OddTexts, field: FieldSpec, tally: Tally
) -> Diagnostic | None:
    if not tally.failed:
        return None
    counted = connection.execute(f"SELECT count(*) FROM {column.source} WHERE {column.text} <> ''").fetchone()
    first = connection.execute(
        f"SELECT min(s.file) FROM {column.source} JOIN {column.table} AS t "
        f"ON t.text = {odd.lane.head.format(c=column.text)} WHERE t.reason IS NOT NULL"
    ).fetchone()
    total, file = (counted or (0,))[0] - tally.missing, column.staged.files[(first or (0,))[0]]
    return column_mistake(field, column.name, file, tally, total)
