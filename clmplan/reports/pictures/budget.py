"""Money by campaign: what was wanted, granted and planned, and the limit that ended it."""

from __future__ import annotations

from clmplan.model.plan import BudgetRow
from clmplan.reports.cast import Cast
from clmplan.reports.drawing import FAINT, PLAIN, SOFTER, fit, rect, text, ticks
from clmplan.reports.pictures.axis import Scale, level_axis
from clmplan.reports.views import Cell, Key, Picture, Shape, Table, numbers, words
from clmplan.reports.voice import money, symbol

WIDTH, LEFT, RIGHT, ROW = 1120.0, 210.0, 700.0, 30.0


def budget_picture(cast: Cast) -> Picture:
    """One row per campaign: outline wanted, pale granted, solid planned."""
    say = cast.voice.say
    rows = cast.plan.allocation.rows
    most = max([1.0, *(float(row.wanted.amount) for row in rows)])
    values = ticks(0, most, 5)
    scale = Scale(0, values[-1], LEFT, RIGHT)
    bottom = 24 + ROW * max(1, len(rows))
    shapes: list[Shape] = level_axis(scale, values, 20, bottom, symbol(cast.plan.currency))
    shapes.append(text(RIGHT + 100, 14, say("planned"), 11, SOFTER, anchor="end"))
    if any(row.why for row in rows):
        shapes.append(text(RIGHT + 116, 14, say("limited_by"), 11, SOFTER))
    for index, row in enumerate(rows):
        shapes += _row(cast, row, scale, 26 + ROW * index)
    keys = (
        Key(PLAIN, say("wanted"), style="outlined"),
        Key(PLAIN, say("granted"), style="pale"),
        Key(PLAIN, say("planned")),
    )
    return Picture(
        "budget-by-campaign",
        say("budget_by_campaign"),
        say("budget_about"),
        f"{WIDTH:.0f}",
        f"{bottom + 24:.0f}",
        tuple(shapes),
        budget_table(cast),
        keys,
        least=860,
    )


def budget_table(cast: Cast) -> Table:
    """The rows of the budget and their sums."""
    say = cast.voice.say
    rows = [
        (
            *words(cast.title(row.campaign)),
            *numbers(money(row.wanted), money(row.granted), money(row.planned)),
            *words(row.why, str(row.at) if row.at and row.why else ""),
        )
        for row in cast.plan.allocation.rows
    ]
    if rows:
        sums = [
            sum((row.wanted.minor, row.granted.minor, row.planned.minor)[part] for row in cast.plan.allocation.rows)
            for part in range(3)
        ]
        total = [Cell(money(type(cast.plan.cost)(amount, cast.plan.currency)), True, "total") for amount in sums]
        rows.append((Cell(say("total"), False, "total"), *total, *words("", "")))
    heads = (Cell(say("campaign")), *(Cell(say(key), True) for key in ("wanted", "granted", "planned")))
    return Table("", (*heads, *words(say("limited_by"), say("place"))), tuple(rows))


def _row(cast: Cast, row: BudgetRow, scale: Scale, y: float) -> list[Shape]:
    strong = cast.colour(row.campaign)
    title = cast.title(row.campaign)
    wanted, granted, planned = (scale.at(float(part.amount)) - LEFT for part in (row.wanted, row.granted, row.planned))
    tip = f"{title} · {money(row.wanted)} · {money(row.granted)} · {money(row.planned)}"
    shapes = [
        text(LEFT - 12, y + 13, fit(title, 12, LEFT - 16), 12, anchor="end"),
        rect(LEFT, y, max(1.0, granted), 18, strong, tip=tip, fill_opacity="0.28"),
        rect(LEFT, y + 4, max(1.5, planned), 10, strong, tip=tip),
        rect(LEFT, y, max(1.0, wanted), 18, "none", stroke=FAINT, cls="outline", rx=2),
        text(RIGHT + 100, y + 13, money(row.planned), 12, anchor="end", weight="600"),
    ]
    if row.why:
        shapes.append(text(RIGHT + 116, y + 13, fit(row.why, 12, WIDTH - RIGHT - 120), 12, SOFTER))
    return shapes
