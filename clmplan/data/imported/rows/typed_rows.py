"""The rows of one source with typed values, each with the first reason found why it cannot be used."""

from __future__ import annotations

from dataclasses import dataclass, field

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.codes.imported import LEFT_OUT, PURGED
from clmplan.codes.set_aside import MISSING_VALUE
from clmplan.data.engine import quoted
from clmplan.data.imported.rows.rules import cell, condition
from clmplan.data.imported.work import CUSTOMERS, Part, Work, purged_among, text
from clmplan.data.sources.place import Place
from clmplan.data.sources.stage import stage
from clmplan.data.sources.staged import Reading, Staged
from clmplan.data.typing.columns import typed, typed_key
from clmplan.data.typing.typed_column import TypedColumn
from clmplan.model.project import RowRule, TableSpec

SHOWN = 100
_SEPARATOR = 31  # the unit separator: no export holds it


@dataclass(frozen=True, slots=True)
class TypedRows:
    """The rows of a source in a table of the engine.

    `table` has (file, line, key, f0, f1, ... by position of the field, is_return, agree, column, value, reason,
    rule); `reason` is NULL for rows that can be used. `records` counts every record of the source: the rows of the
    table and those of `{table}_aside`, which could not be told apart into columns.
    """

    spec: TableSpec
    name: str
    table: str
    files: tuple[str, ...]
    records: int
    facts: tuple[Reading, ...]

    @property
    def broken(self) -> str:
        """The table of the records that could not be told apart into columns."""
        return f"{self.table}_aside"

    @property
    def usable(self) -> str:
        """The rows without a reason against them, as SQL that calls the table `r`."""
        return f"{quoted(self.table)} r WHERE r.reason IS NULL"

    def value(self, name: str) -> str:
        """A field's value as SQL."""
        return f"r.f{[spec.name for spec in self.spec.fields].index(name)}"

    @property
    def by_content(self) -> list[str]:
        """All fields but the day in turn, missing values first, as SQL to order by."""
        return [f"r.f{number} NULLS FIRST" for number, one in enumerate(self.spec.fields) if one.name != self.spec.day]


@dataclass(frozen=True, slots=True)
class _Check:
    """Why a row may not be used, as SQL: the reason (NULL: no objection), the column to blame, its text, the rule."""

    reason: str
    column: str
    text: str
    rule: str = "CAST(NULL AS VARCHAR)"


@dataclass(slots=True)
class _Select:
    """The parts of the statement that types a source, while they are gathered."""

    joins: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    checks: list[_Check] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)

    def take(self, column: TypedColumn) -> None:
        """Add what a typed column needs."""
        self.joins.extend(column.joins)
        self.tables.extend(column.tables)


def wanted_columns(spec: TableSpec) -> tuple[str, ...]:
    """The columns of a source that its declaration names, each once."""
    rules = (*spec.leave_out, *((spec.net.rule,) if spec.net else ()))
    names = [spec.key]
    for one in spec.fields:
        names.extend(one.product or (one.column,))
    names.extend(test.column for rule in rules for test in rule.tests)
    names.extend(spec.net.by if spec.net else ())
    return tuple(dict.fromkeys(names))


def typed_rows(work: Work, part: Part, place: Place) -> Checked[TypedRows | None]:
    """The typed rows of a source, or None when the source or a whole column is wrong."""
    raw = f"raw {part.name}"
    staged = stage(work.connection, raw, place, wanted_columns(part.spec), part.spec.source, work.progress)
    if staged.value is None:
        return Checked(None, staged.diagnostics)
    table = f"rows {part.name}"
    found = [*staged.diagnostics, *_create(work, part, staged.value, table)]
    work.drop(raw)
    if any(one.is_error for one in found):
        return Checked(None, tuple(found))
    read = staged.value
    work.run(f"ALTER TABLE {quoted(f'{raw}_aside')} RENAME TO {quoted(f'{table}_aside')}")
    return Checked(TypedRows(part.spec, part.name, table, read.files, read.rows, read.facts), tuple(found))


def _create(work: Work, part: Part, staged: Staged, table: str) -> tuple[Diagnostic, ...]:
    """Make the table of typed rows, unless a column is wrong as a whole."""
    spec, select = part.spec, _Select()
    key = typed_key(work.connection, staged, spec.key, 0)
    select.take(key)
    select.checks.append(_Check(key.reason, key.column, key.text))
    if part.name == CUSTOMERS and work.purged.digests:
        is_purged = f"CASE WHEN {purged_among(work, key.value)} THEN {text(PURGED.name)} END"
        select.checks.append(_Check(is_purged, key.column, "''"))
    for number, rule in enumerate(spec.leave_out, start=1):
        passed = _passed(work, staged, rule, number, select)
        reason = f"CASE WHEN {passed} THEN {text(LEFT_OUT.name)} END"
        first = rule.tests[0].column
        select.checks.append(_Check(reason, text(first), cell(staged, first), text(rule.name)))
    for number, one in enumerate(spec.fields, start=1):
        column = typed(work.connection, staged, one, work.project.currency, work.project.zone, number)
        select.found.extend(column.diagnostics)
        if column.value is not None:
            select.take(column.value)
            select.values.append(f"{column.value.value} AS f{number - 1}")
            select.checks.append(_Check(column.value.reason, column.value.column, column.value.text))
    is_return = _passed(work, staged, spec.net.rule, len(spec.leave_out) + 1, select) if spec.net else "false"
    if not any(one.is_error for one in select.found):
        agree = _agreement(spec, staged)
        _run(work, table, staged, select, [f"{key.value} AS key", f"{is_return} AS is_return", f"{agree} AS agree"])
    for small in select.tables:
        work.run(f"DROP TABLE IF EXISTS {small}")
    return tuple(select.found)


def _run(work: Work, table: str, staged: Staged, select: _Select, columns: list[str]) -> None:
    """Type all rows in one statement; the first check that objects gives the reason."""
    inner = ["s.file", "s.line", *columns, *select.values]
    for number, check in enumerate(select.checks):
        inner += [
            f"{check.reason} AS why{number}",
            f"{check.column} AS column{number}",
            f"{check.text} AS text{number}",
        ]

    def first(pattern: str) -> str:
        cases = (f"WHEN why{number} IS NOT NULL THEN {pattern.format(number)}" for number in range(len(select.checks)))
        return f"CASE {' '.join(cases)} END"

    rules = " ".join(f"WHEN why{number} IS NOT NULL THEN {check.rule}" for number, check in enumerate(select.checks))
    value = first(f"CASE WHEN why{{0}} = {text(MISSING_VALUE.name)} THEN '' ELSE left(text{{0}}, {SHOWN}) END")
    kept = ["file", "line", "key", "is_return", "agree", *(f"f{number}" for number in range(len(select.values)))]
    work.run(
        f'CREATE OR REPLACE TABLE {quoted(table)} AS SELECT {", ".join(kept)}, {first("column{0}")} AS "column", '
        f"{value} AS value, {first('why{0}')} AS reason, CASE {rules} END AS rule "
        f"FROM (SELECT {', '.join(inner)} FROM {quoted(staged.table)} s {' '.join(select.joins)})"
    )


def _passed(work: Work, staged: Staged, rule: RowRule, number: int, select: _Select) -> str:
    """Whether a row passes a rule, as SQL."""
    passed = condition(work, staged, rule, number)
    select.found.extend(passed.diagnostics)
    if passed.value is None:
        return "false"
    for column in passed.value.columns:
        select.take(column)
    return passed.value.sql


def _agreement(spec: TableSpec, staged: Staged) -> str:
    """The columns on which a returned row and the earlier one agree, as one text."""
    if spec.net is None:
        return "CAST(NULL AS VARCHAR)"
    return f"concat_ws(chr({_SEPARATOR}), {', '.join(f'trim({cell(staged, column)})' for column in spec.net.by)})"
