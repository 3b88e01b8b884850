"""What is to be known of a line beside its numbers, in a few words: the same in every table."""

from __future__ import annotations

from clmplan.codes.sheet_words import MARKS
from clmplan.exporters.lines import Line


def wave_of(line: Line) -> str:
    """The wave by its title or name, and the step of the journey that sends."""
    wave = line.wave_title or ("" if line.wave == "main" else line.wave)
    return " · ".join(part for part in (wave, line.step) if part)


def marks_of(line: Line, locale: str) -> str:
    """What changed, whether its day is sure, where quiet hours or blackouts moved it, on whose clock it is sent."""
    marks = [MARKS[line.change].fill(locale, {})] if line.change else []
    if line.task is not None and line.task.is_late:
        marks.append(MARKS["late"].fill(locale, {}))
    send = line.send.send if line.send is not None else None
    if send is not None:
        if send.estimated:
            marks.append(MARKS["estimated"].fill(locale, {}))
        if (send.planned_day, send.planned_time) != (send.day, send.time):
            at = "" if send.planned_time is None else f" {send.planned_time:%H:%M}"
            marks.append(MARKS["moved_from"].fill(locale, {"day": f"{send.planned_day}{at}"}))
        if send.until is not None:
            marks.append(MARKS["until"].fill(locale, {"time": f"{send.until:%H:%M}"}))
        if send.is_local:
            marks.append(MARKS["local"].fill(locale, {}))
    return MARKS["between"].fill(locale, {}).join(marks)
