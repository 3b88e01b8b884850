"""What became of every row: counts that add up, and one message per reason."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from types import MappingProxyType

from clmplan.base.diagnostics import Code, Diagnostic
from clmplan.base.source import Span
from clmplan.codes import set_aside as reasons
from clmplan.codes.data import SUPPRESSION_UNREADABLE, TOO_MANY_SET_ASIDE
from clmplan.codes.set_aside import UNKNOWN_CUSTOMER
from clmplan.data.rows import Rows
from clmplan.model.project import Project
from clmplan.model.records import FileCount, SetAside

REASONS = MappingProxyType({code.name: code for code in vars(reasons).values() if isinstance(code, Code)})


def file_count(rows: Rows, used: int) -> FileCount:
    """The balance of a table: what is neither used nor set aside is later."""
    aside = len(rows.set_aside)
    return FileCount(rows.file, rows.spec.name, rows.read, used, aside, rows.read - used - aside)


def in_reading_order(aside: Iterable[SetAside]) -> tuple[SetAside, ...]:
    """Rows set aside by file, reason, value and line, so that the order of rows in a file hardly matters."""
    return tuple(sorted(aside, key=lambda row: (row.file, row.reason, row.value, row.line, row.column)))


def reason_warnings(aside: Iterable[SetAside], at: Span | None) -> tuple[Diagnostic, ...]:
    """One message per file and reason, naming the first row."""
    found: list[Diagnostic] = []
    by_place = sorted(aside, key=lambda row: (row.file, row.reason, row.line))
    for (file, reason), group in groupby(by_place, key=lambda row: (row.file, row.reason)):
        rows = list(group)
        first = rows[0]
        found.append(
            REASONS[reason].at(
                at, count=len(rows), file=file, line=first.line, column=first.column, value=first.value[:40]
            )
        )
    return tuple(found)


def suppression_errors(rows: Rows) -> tuple[Diagnostic, ...]:
    """An error when a row that names somebody never to be contacted cannot be used."""
    lost = sorted(row.line for row in rows.set_aside if row.reason != UNKNOWN_CUSTOMER.name)
    if not lost:
        return ()
    return (SUPPRESSION_UNREADABLE.at(rows.spec.at, file=rows.file, line=lost[0], count=len(lost)),)


def limit_errors(project: Project, aside: int) -> tuple[Diagnostic, ...]:
    """An error when more rows are set aside than the project allows."""
    limit = project.set_aside_limit
    if limit is None or aside <= limit:
        return ()
    return (TOO_MANY_SET_ASIDE.at(project.customers.at, count=aside, limit=limit),)
