"""Columns that teams fill in, with their lists and checks; and what a row is marked with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from clmplan.codes import actual_words
from clmplan.codes import sheet_words as words
from clmplan.exporters.lines import Line
from clmplan.exporters.marks import marks_of, wave_of
from clmplan.exporters.workbook.grid import Column, Ranges, author_text
from clmplan.exporters.workbook.parts import Parts

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_STYLES = {"reach": "count", "cost": "money", "orders": "count", "note": "wrap"}
_WIDE = 16


def status_column(parts: Parts) -> Column:
    """How far the work on a row is."""
    return Column("status", parts.say(actual_words.FIELDS["status"]), 12, "text", is_input=True)


def approval_column(parts: Parts) -> Column:
    """Whether a row may go out."""
    return Column("approval", parts.head("approval"), 10, "text", is_input=True)


def input_columns(parts: Parts, *names: str) -> Iterator[Column]:
    """The empty columns for actuals, with the headers by which they are known when the file comes back."""
    for name in names:
        title = parts.say(actual_words.FIELDS[name])
        if name == "cost":
            title = parts.say(words.COLUMNS["actual_cost"], field=title, currency=parts.plan.currency)
        width = _WIDE if name == "note" else 9
        yield Column(f"actual_{name}", title, width, _STYLES[name], is_input=True)


def advise(sheet: Worksheet, parts: Parts, columns: Sequence[Column], ranges: Ranges) -> None:
    """Lists and number checks for the columns to fill in; they advise and never forbid."""
    statuses = [parts.say(one) for one in actual_words.STATUSES.values()]
    approvals = [parts.say(one) for one in words.APPROVALS]
    from_zero = {"criteria": ">=", "value": 0}
    count, amount, choose = (parts.say(words.CHECKS[name]) for name in ("count", "amount", "choose"))
    checks: dict[str, dict[str, object]] = {
        "status": {"validate": "list", "source": statuses, "error_message": choose},
        "approval": {"validate": "list", "source": approvals, "error_message": choose},
        "actual_reach": {"validate": "integer", **from_zero, "error_message": count},
        "actual_orders": {"validate": "integer", **from_zero, "error_message": count},
        "actual_cost": {"validate": "decimal", **from_zero, "error_message": amount},
    }
    for position, column in enumerate(columns):
        if column.name in checks:
            check = {**checks[column.name], "error_type": "warning"}
            sheet.data_validation(ranges.first - 1, position, ranges.last - 1, position, check)


def wave_text(line: Line) -> str:
    """The wave as a cell holds it."""
    return author_text(wave_of(line))


def marks_text(line: Line, parts: Parts) -> str:
    """What is to be known of a row."""
    return marks_of(line, parts.plan.locale)
