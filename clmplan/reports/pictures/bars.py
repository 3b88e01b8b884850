"""Level bars: one row per group with its size and its share of all."""

from __future__ import annotations

from clmplan.model.plan import Count
from clmplan.reports.cast import Cast
from clmplan.reports.drawing import OFF, SOFTER, colour, fit, rect, text, width_of
from clmplan.reports.views import Cell, Picture, Shape, Table, numbers, words
from clmplan.reports.voice import count, ratio

WIDTH, LEFT, RIGHT, ROW = 540.0, 140.0, 430.0, 28.0


def sizes_picture(cast: Cast, name: str, title: str, groups: tuple[Count, ...], first_colour: int = 0) -> Picture:
    """The sizes of stages or segments as bars against all customers on file."""
    say = cast.voice.say
    everyone = max(1, cast.plan.customers, *(group.customers for group in groups))
    shapes: list[Shape] = []
    rows = []
    for index, group in enumerate(groups):
        y = 4 + ROW * index
        length = (RIGHT - LEFT) * group.customers / everyone
        label = group.title or group.name
        share = ratio(group.customers, cast.plan.customers)
        size = count(group.customers)
        shapes += [
            text(LEFT - 12, y + 15, fit(label, 12, LEFT - 16), 12, anchor="end"),
            rect(LEFT, y, RIGHT - LEFT, 20, OFF, cls="shade", rx=3),
            rect(LEFT, y, max(1.0, length), 20, colour(first_colour + index), tip=f"{label} · {size} · {share}", rx=3),
            text(RIGHT + 12, y + 15, size, 12, weight="600"),
            text(RIGHT + 12 + width_of(size, 12, True) + 10, y + 15, share, 12, SOFTER),
        ]
        rows.append((*words(label, group.name), *numbers(size, share)))
    heads = (*words(say("name"), ""), Cell(say("customers"), True), Cell(say("share"), True))
    height = f"{8 + ROW * max(1, len(groups)):.0f}"
    return Picture(
        name, title, say("sizes_about"), f"{WIDTH:.0f}", height, tuple(shapes), Table("", heads, tuple(rows)), least=420
    )
