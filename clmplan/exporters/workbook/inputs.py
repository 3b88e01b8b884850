"""Columns that teams fill in, with their lists and checks; and what a row is marked with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from clmplan.codes import actual_words
from clmplan.codes import sheet_words as words
from clmplan.exporters.lines import Line
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
    """The wave by its title or name, and the step of the journey that sends."""
    wave = line.wave_title or ("" if line.wave == "main" else line.wave)
    return author_text(" · ".join(part for part in (wave, line.step) if part))


def marks_text(line: Line, parts: Parts) -> str:
    """What is to be known of a row: what changed, whether its day is sure, where quiet hours or blackouts moved it."""
    marks = [parts.say(words.MARKS[line.change])] if line.change else []
    if line.task is not None and line.task.is_late:
        marks.append(parts.say(words.MARKS["late"]))
    send = line.send.send if line.send is not None else None
    if send is not None:
        if send.estimated:
            marks.append(parts.say(words.MARKS["estimated"]))
        if (send.planned_day, send.planned_time) != (send.day, send.time):
            at = "" if send.planned_time is None else f" {send.planned_time:%H:%M}"
            marks.append(parts.say(words.MARKS["moved_from"], day=f"{send.planned_day}{at}"))
        if send.until is not None:
            marks.append(parts.say(words.MARKS["until"], time=f"{send.until:%H:%M}"))
        if send.is_local:
            marks.append(parts.say(words.MARKS["local"]))
    return parts.say(words.MARKS["between"]).join(marks)
