"""The calendar for spreadsheets: one row per send and per task, with empty columns for what happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from clmplan.codes import export_words as words
from clmplan.codes.actual_words import FIELDS, STATUSES, UID
from clmplan.codes.calendar import task_label
from clmplan.codes.sheet_words import COLUMNS, MARKS
from clmplan.exporters.edition import Edition
from clmplan.exporters.kind import Exporter
from clmplan.exporters.lines import Line, audience_of
from clmplan.exporters.marks import marks_of
from clmplan.exporters.sheet import Cell, headings, sheet
from clmplan.model.calendar import Task
from clmplan.model.plan import PlannedSend
from clmplan.model.step import Step
from clmplan.model.team.exported import Exported

_NOT_YET = (None,) * 5


def calendar_csv(edition: Edition) -> bytes:
    """All sends and tasks in calendar order; then, by day, what was given out before and is planned no longer."""
    plan = edition.plan
    header = [*headings(words.CALENDAR_COLUMNS, plan.locale, plan.currency), *_inputs(plan.locale, plan.currency)]
    planned = (_row(line, plan.locale) for line in edition.lines)
    return sheet(header, chain(planned, (_gone(one, plan.locale) for one in edition.cancelled)))


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
        marks_of(line, locale),
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
        marks_of(line, locale),
        line.id,
        MARKS["stages"].fill(locale, {}).join(line.stages),
        *[None] * 3,
        line.code,
        None,
        *_NOT_YET,
        line.uid,
    )


def _gone(gone: Exported, locale: str) -> tuple[Cell, ...]:
    title = " · ".join(part for part in (gone.campaign_title, gone.wave_title) if part)
    is_send = gone.kind == "send"
    return (
        *_when(gone.day, locale),
        gone.time,
        (words.SEND if is_send else words.TASK).fill(locale, {}),
        gone.campaign,
        None,
        title if is_send and title else gone.summary,
        gone.channel,
        *[None] * 7,
        gone.owner,
        None,
        MARKS["cancelled"].fill(locale, {}),
        gone.id,
        *[None] * 6,
        STATUSES["cancelled"].fill(locale, {}),
        *_NOT_YET[1:],
        gone.uid,
    )


def _when(day: date, locale: str) -> tuple[date, str]:
    return day, words.WEEKDAYS[day.weekday()].fill(locale, {})


EXPORTER = Exporter("csv", ".csv", calendar_csv, words.CSV_TITLE, "calendar")
