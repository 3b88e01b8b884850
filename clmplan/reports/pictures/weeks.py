"""Contacts per week, stacked by channel."""

from __future__ import annotations

from datetime import date, timedelta

from clmplan.reports.cast import Cast
from clmplan.reports.drawing import SOFTER, colour, rect, text, ticks, width_of
from clmplan.reports.pictures.axis import Scale, upright_axis
from clmplan.reports.views import Cell, Key, Picture, Shape, Table, days, numbers
from clmplan.reports.voice import count

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 1120.0, 270.0, 60.0, 22.0, 236.0


def weeks_picture(cast: Cast) -> Picture:
    """Stacked columns from the week of the first send or day to the last."""
    say = cast.voice.say
    weeks, amounts = _weekly(cast)
    totals = [sum(amounts.get((week, channel), 0) for channel in cast.channels) for week in weeks]
    values = ticks(0, max([1, *totals]), 4)
    scale = Scale(0, values[-1], BOTTOM, TOP)
    shapes: list[Shape] = upright_axis(scale, values, LEFT, WIDTH)
    step = (WIDTH - LEFT) / max(1, len(weeks))
    free = 0.0
    for index, week in enumerate(weeks):
        x = LEFT + step * index
        shapes += _column(cast, week, amounts, scale, (x + step * 0.18, step * 0.64))
        total = count(totals[index])
        if totals[index] and width_of(total, 11, True) < step:
            shapes.append(text(x + step / 2, scale.at(totals[index]) - 5, total, 11, anchor="middle", weight="600"))
        label = cast.voice.short(week)
        if x + step / 2 - width_of(label, 11) / 2 >= free:
            shapes.append(text(x + step / 2, BOTTOM + 18, label, 11, SOFTER, anchor="middle"))
            free = x + step / 2 + width_of(label, 11) / 2 + 6
    keys = tuple(Key(colour(index), cast.channel(name)) for index, name in enumerate(cast.channels))
    heads = (Cell(say("week")), *(Cell(cast.channel(name), True) for name in cast.channels), Cell(say("total"), True))
    rows = tuple(
        (*days(week), *numbers(*(count(amounts.get((week, name), 0)) for name in cast.channels), count(total)))
        for week, total in zip(weeks, totals, strict=True)
    )
    return Picture(
        "contacts-per-week",
        say("weeks_by_channel"),
        say("weeks_about"),
        f"{WIDTH:.0f}",
        f"{HEIGHT:.0f}",
        tuple(shapes),
        Table("", heads, rows),
        keys,
        least=720,
    )


def _weekly(cast: Cast) -> tuple[list[date], dict[tuple[date, str], int]]:
    """The Mondays in order, and contacts by Monday and channel."""
    amounts: dict[tuple[date, str], int] = {}
    for one in cast.plan.sends:
        key = (_monday(one.send.day), one.send.channel)
        amounts[key] = amounts.get(key, 0) + one.waterfall.contacts
    mondays = sorted({week for week, _ in amounts} | {_monday(day) for day in cast.plan.horizon})
    return mondays, amounts


def _column(
    cast: Cast, week: date, amounts: dict[tuple[date, str], int], scale: Scale, span: tuple[float, float]
) -> list[Shape]:
    """One week; `span` is where its column begins and how wide it is."""
    shapes = []
    below = 0
    for index, name in enumerate(cast.channels):
        amount = amounts.get((week, name), 0)
        if amount:
            top, bottom = scale.at(below + amount), scale.at(below)
            tip = f"{cast.voice.short(week)} · {cast.channel(name)} · {count(amount)}"
            shapes.append(rect(span[0], top, span[1], bottom - top, colour(index), tip=tip))
            below += amount
    return shapes


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
