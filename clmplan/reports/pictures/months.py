"""The month grids of a plan as pictures, together or one by itself."""

from __future__ import annotations

from datetime import date, timedelta

from clmplan.exporters.lines import in_calendar_order
from clmplan.model.plan import Plan
from clmplan.reports.cast import Cast
from clmplan.reports.drawing import SOFTER, fit, text
from clmplan.reports.heading import title_of
from clmplan.reports.items import Item, calendar_items, months
from clmplan.reports.pictures.month import WIDTH, MonthSheet, month_picture
from clmplan.reports.views import Picture, Shape
from clmplan.reports.voice import Voice

_TOP = 58.0


def month_pictures(cast: Cast) -> tuple[Picture, ...]:
    """The grids of all months of the plan."""
    items = calendar_items(in_calendar_order(cast.plan))
    drawn = months(cast.plan.horizon, items)
    return tuple(month_picture(MonthSheet(cast, year, month, near(items, year, month), drawn)) for year, month in drawn)


def month_alone(plan: Plan, month: tuple[int, int], locale: str) -> Picture:
    """One month with its own heading, to stand outside a page."""
    cast = Cast(plan, Voice(locale))
    picture = month_picture(MonthSheet(cast, *month, calendar_items(in_calendar_order(plan)), (month,)), _TOP)
    heading: tuple[Shape, ...] = (
        text(8, 30, picture.title, 22, weight="700"),
        text(8, 50, fit(f"{title_of(plan)} · {picture.about}", 12, WIDTH - 16), 12, SOFTER),
    )
    paper = Shape("rect", (("width", picture.width), ("height", picture.height), ("fill", "#ffffff")))
    return Picture(
        picture.name,
        picture.title,
        picture.about,
        picture.width,
        picture.height,
        (paper, *heading, *picture.shapes),
        None,
    )


def near(items: tuple[Item, ...], year: int, month: int) -> tuple[Item, ...]:
    """The items that can stand in the grid of a month."""
    first = date(year, month, 1)
    start, end = first - timedelta(days=6), first + timedelta(days=38)
    return tuple(item for item in items if start <= item.last and item.first <= end)
