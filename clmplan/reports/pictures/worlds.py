"""Both worlds of a simulation, week by week."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from clmplan.reports.drawing import FAINT, PALETTE, SOFTER, circle, polyline, text, ticks, width_of
from clmplan.reports.pictures.axis import Scale, upright_axis
from clmplan.reports.views import Cell, Key, Picture, Shape, Table, days, numbers
from clmplan.reports.voice import Voice

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 1120.0, 260.0, 84.0, 14.0, 226.0
WITH, WITHOUT = PALETTE[0], FAINT


@dataclass(frozen=True, slots=True)
class Worlds:
    """Weeks (first days) and a number in each world; `show` writes a number, `unit` stands before axis numbers."""

    name: str
    title: str
    weeks: tuple[date, ...]
    with_plan: tuple[float, ...]
    without: tuple[float, ...]
    show: Callable[[float], str]
    unit: str = ""


def worlds_picture(voice: Voice, worlds: Worlds) -> Picture:
    """Two lines over the weeks of the horizon."""
    say = voice.say
    both = worlds.with_plan + worlds.without
    values = ticks(0, max([1.0, *both]), 4)
    scale = Scale(0, values[-1], BOTTOM, TOP)
    across = Scale(0, max(1, len(worlds.weeks) - 1), LEFT + 24, WIDTH - 30)
    shapes: list[Shape] = upright_axis(scale, values, LEFT, WIDTH, worlds.unit)
    for amounts, stroke, more in (
        (worlds.without, WITHOUT, {"stroke_dasharray": "6 4", "cls": "mute-rule"}),
        (worlds.with_plan, WITH, {}),
    ):
        points = [(across.at(index), scale.at(amount)) for index, amount in enumerate(amounts)]
        shapes.append(polyline(points, stroke, stroke_width="2.4", **more))
    for index, amount in enumerate(worlds.with_plan):
        tip = f"{voice.short(worlds.weeks[index])} · {worlds.show(amount)} · {worlds.show(worlds.without[index])}"
        shapes.append(circle(across.at(index), scale.at(amount), 3.2, WITH, tip=tip))
    shapes += _week_labels(voice, worlds.weeks, across)
    keys = (Key(WITH, say("with_plan"), style="stroke"), Key(WITHOUT, say("without_plan"), style="broken"))
    heads = (Cell(say("week")), Cell(say("with_plan"), True), Cell(say("without_plan"), True))
    rows = tuple(
        (*days(week), *numbers(worlds.show(one), worlds.show(other)))
        for week, one, other in zip(worlds.weeks, worlds.with_plan, worlds.without, strict=True)
    )
    return Picture(
        worlds.name, worlds.title, say("worlds_about"), f"{WIDTH:.0f}", f"{HEIGHT:.0f}", tuple(shapes),
        Table("", heads, rows), keys, least=680,
    )  # fmt: skip


def _week_labels(voice: Voice, weeks: tuple[date, ...], across: Scale) -> list[Shape]:
    shapes = []
    free = 0.0
    for index, week in enumerate(weeks):
        label = voice.short(week)
        half = width_of(label, 11) / 2
        if across.at(index) - half >= free:
            shapes.append(text(across.at(index), BOTTOM + 18, label, 11, SOFTER, anchor="middle"))
            free = across.at(index) + half + 8
    return shapes
