"""The calendar for spreadsheets: one row per send and per task, with empty columns for what happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from clmplan.codes import export_words as words
from clmplan.codes.actual_words import FIELDS, UID
from clmplan.codes.calendar import task_label
from clmplan.codes.sheet_words import COLUMNS, MARKS
from clmplan.exporters.edition import Edition
from clmplan.exporters.kind import Exporter
from clmplan.exporters.lines import Line, audience_of
from clmplan.exporters.sheet import Cell, headings, sheet
from clmplan.model.calendar import Task
from clmplan.model.plan import PlannedSend
from clmplan.model.step import Step

_NOT_YET = (None,) * 5


def calendar_csv(edition: Edition) -> bytes:
    """All sends and tasks in calendar order."""
    plan = edition.plan
    header = [*headings(words.CALENDAR_COLUMNS, plan.locale, plan.currency), *_inputs(plan.locale, plan.currency)]
    return sheet(header, (_row(line, plan.locale) for line in edition.lines))


def _inputs(locale: str, currency: str) -> Iterator[str]:
    """The headers by which filled columns are known when the file comes back, and the key of a row."""
    for name in ("status", "reach", "cost", "orders", "note"):
        title = FIELDS[name].fill(locale, {})
        yield COLUMNS["actual_cost"].fill(locale, {"field": title, "currency": currency}) if name == "cost" else title
    yield UID


def _row(line: Line, locale: str) -> tuple[Cell, ...]:
    if line.task is not None:
        return _task_row(line, line.task, locale)
    if line.send is None:
        raise ValueError(f"the line {line.id} is neither a send nor a task")
    return _send_row(line, line.send, locale)


def _send_row(line: Line, planned: PlannedSend, locale: str) -> tuple[Cell, ...]:
    waterfall, campaign = planned.waterfall, line.campaign
    return (
        *_when(line.day, locale),
        line.start.time() if line.start is not None else None,
        words.SEND.fill(locale, {}),
        campaign.name,
        line.wave,
        line.title,
        line.channel,
        audience_of(campaign, locale),
        planned.send.message,
        line.offer,
        waterfall.audience,
        waterfall.contacts,
        waterfall.refused_at(Step.HOLDOUT),
        planned.cost,
        line.owner,
        campaign.objective,
        words.ESTIMATED.fill(locale, {}) if planned.send.estimated else "",
        line.id,
        MARKS["stages"].fill(locale, {}).join(line.stages),
        line.end.time() if line.end is not None else None,
        line.step,
        waterfall.contacts if line.expected is None else line.expected,
        line.code,
        line.link,
        *_NOT_YET,
        line.uid,
    )


def _task_row(line: Line, task: Task, locale: str) -> tuple[Cell, ...]:
    return (
        *_when(line.day, locale),
        None,
        words.TASK.fill(locale, {}),
        line.campaign.name,
        line.wave,
        words.TASK_SUMMARY.fill(locale, {"task": task_label(task.task, locale), "title": line.title}),
        *[None] * 8,
        line.owner,
        line.campaign.objective,
        words.LATE.fill(locale, {}) if task.is_late else "",
        line.id,
        MARKS["stages"].fill(locale, {}).join(line.stages),
        *[None] * 3,
        line.code,
        None,
        *_NOT_YET,
        line.uid,
    )


def _when(day: date, locale: str) -> tuple[date, str]:
    return day, words.WEEKDAYS[day.weekday()].fill(locale, {})


EXPORTER = Exporter("csv", ".csv", calendar_csv, words.CSV_TITLE, "calendar")
