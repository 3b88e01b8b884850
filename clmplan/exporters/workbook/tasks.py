"""The sheet Tasks: what has to be ready, by when, by whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from clmplan.codes import actual_words
from clmplan.codes import sheet_words as words
from clmplan.codes.calendar import task_label
from clmplan.exporters.lines import Line
from clmplan.exporters.workbook.grid import (
    Column,
    Formula,
    Row,
    Value,
    author_text,
    filled,
    serial,
    set_up_print,
    write_grid,
)
from clmplan.exporters.workbook.inputs import advise, input_columns, marks_text, status_column, wave_text
from clmplan.exporters.workbook.parts import Parts
from clmplan.model.calendar import Task
from clmplan.model.team.exported import Exported

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_FROZEN = 2
_CHANGED = {"task": "changed", "mark": "changed"}
_LATE = {"due": "late", "mark": "late"}


def write_tasks(book: Workbook, parts: Parts) -> None:
    """The sheet with its rows; none at all where nothing has to be prepared."""
    gone = [one for one in parts.edition.cancelled if one.kind == "task"]
    if not parts.tasks and not gone:
        return
    sheet = book.add_worksheet(parts.sheet("tasks"))
    days = {line.id: line for line in parts.edition.lines if line.send is not None}
    rows = [_row(line, line.task, days.get(line.task.send), parts) for line in parts.edition.lines if line.task]
    rows += [_gone(one, parts) for one in gone]
    columns = filled(_columns(parts), rows)
    ranges = write_grid(sheet, columns, rows, parts.styles)
    sheet.freeze_panes(1, _FROZEN)
    sheet.autofilter(0, 0, ranges.last - 1, len(columns) - 1)
    advise(sheet, parts, columns, ranges)
    set_up_print(sheet, parts.title, parts.plan.locale, rows=(0, 0))


def _columns(parts: Parts) -> Iterator[Column]:
    yield Column("due", parts.head("due"), 11, "date")
    yield Column("task", parts.head("task"), 22, "wrap")
    yield Column("weekday", parts.head("weekday"), 8.5, "weekday")
    yield Column("starts", parts.head("starts"), 11, "date", is_optional=True)
    yield Column("owner", parts.head("owner"), 14, "wrap")
    yield status_column(parts)
    yield Column("campaign", parts.head("campaign"), 20, "wrap")
    yield Column("wave", parts.head("wave"), 16, "wrap")
    yield Column("channel", parts.head("channel"), 9, "wrap")
    yield Column("send_day", parts.head("send_day"), 11, "date")
    yield from input_columns(parts, "cost", "note")
    yield Column("mark", parts.head("mark"), 14, "wrap")
    yield Column(actual_words.UID, actual_words.UID, 12, is_hidden=True)


def _row(line: Line, task: Task, send: Line | None, parts: Parts) -> Row:
    values: dict[str, Value] = {
        "due": task.due,
        "task": author_text(task_label(task.task, parts.plan.locale)),
        "weekday": Formula("=$A{row}", serial(task.due)),
        "starts": task.starts,
        "owner": author_text(line.owner),
        "status": parts.say(actual_words.STATUSES["to schedule"]),
        "campaign": author_text(line.campaign.title) or line.campaign.name,
        "wave": wave_text(line),
        "channel": author_text(send.channel) if send is not None else None,
        "send_day": send.day if send is not None else None,
        "mark": marks_text(line, parts),
        actual_words.UID: line.uid,
    }
    return Row(values, {**(_CHANGED if line.change else {}), **(_LATE if task.is_late else {})})


def _gone(gone: Exported, parts: Parts) -> Row:
    values: dict[str, Value] = {
        "due": gone.day,
        "task": author_text(gone.summary),
        "weekday": Formula("=$A{row}", serial(gone.day)),
        "owner": author_text(gone.owner),
        "status": parts.say(actual_words.STATUSES["cancelled"]),
        "campaign": author_text(gone.campaign_title) or gone.campaign,
        "wave": author_text(gone.wave_title),
        "mark": parts.say(words.MARKS["cancelled"]),
        actual_words.UID: gone.uid,
    }
    return Row(values, {"": "gone"})
