"""Estimates with their intervals, one row each, against zero."""

from __future__ import annotations

from dataclasses import dataclass

from clmplan.reports.drawing import DARK, SOFTER, Tone, circle, fit, line, rect, text, ticks
from clmplan.reports.pictures.axis import Scale, level_axis
from clmplan.reports.views import Shape

WIDTH, LEFT, RIGHT, ROW = 1120.0, 230.0, 690.0, 32.0


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """A value with its range (None: nothing is known), its colour, what is written beside it and in what tone."""

    label: str
    value: tuple[float, float, float] | None
    colour: str
    words: str
    verdict: str = ""
    tone: Tone = SOFTER


def interval_shapes(rows: tuple[IntervalRow, ...]) -> tuple[tuple[Shape, ...], float]:
    """The shapes and their height: rows with a value above the axis, those without as words below it."""
    known, others = [row for row in rows if row.value], [row for row in rows if not row.value]
    low = min([0.0, *(row.value[1] for row in known if row.value)])
    high = max([0.0, *(row.value[2] for row in known if row.value)])
    values = ticks(low, high, 6)
    scale = Scale(values[0], values[-1], LEFT, RIGHT)
    bottom = 6 + ROW * max(1, len(known))
    shapes = level_axis(scale, values, 4, bottom)
    for index, row in enumerate(known):
        shapes += _row(row, scale, 6 + ROW * index + ROW / 2)
    below = bottom + 24
    for index, row in enumerate(others):
        shapes += _row(row, scale, below + ROW * index + ROW / 2)
    return tuple(shapes), below + ROW * len(others)


def _row(row: IntervalRow, scale: Scale, y: float) -> list[Shape]:
    shapes = [text(LEFT - 14, y + 4, fit(row.label, 12, LEFT - 20), 12, anchor="end")]
    beside = RIGHT + 20 if row.value else LEFT
    if row.value:
        value, low, high = row.value
        tip = f"{row.label} · {row.words}"
        start, end = scale.at(low), scale.at(high)
        shapes += [
            rect(start, y - 3, max(1.0, end - start), 6, row.colour, tip=tip, fill_opacity="0.45", rx=3),
            line(start, y - 6, start, y + 6, row.colour, cls="", stroke_width="1.6"),
            line(end, y - 6, end, y + 6, row.colour, cls="", stroke_width="1.6"),
            circle(scale.at(value), y, 5, row.colour, tip=tip),
        ]
    room = 230.0 if row.verdict else WIDTH - beside
    tone = DARK if row.value else SOFTER
    shapes.append(text(beside, y + 4, fit(row.words, 12, room), 12, tone))
    if row.verdict:
        shapes.append(text(WIDTH - 4, y + 4, row.verdict, 12, row.tone, anchor="end", weight="600"))
    return shapes
