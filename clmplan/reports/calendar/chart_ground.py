"""What stands behind and above the chart: days off, seasons, months, festivals, conflicts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, TypedDict

from clmplan.model.schedule import NamedDay
from clmplan.reports.calendar.day_words import named_title
from clmplan.reports.cast import Cast
from clmplan.reports.drawing import ALERT, FAINT, SOFTER, WARNING, fit, line, rect, text, width_of
from clmplan.reports.views import Shape

Span = tuple[int, int]
"""First day and length, in days of the horizon."""

_WIDTH, _LEVELS, _LEVEL_HEIGHT, _DATES = 800.0, 4, 15.0, 20.0
_SPILL = 70.0  # labels may reach over the next column


class _Label(NamedTuple):
    """A name right of its line."""

    x: float
    end: float
    name: str


class Ground(TypedDict):
    """SVG paths behind every row, in days of the horizon."""

    off: str
    seasons: str
    months: str
    festivals: str


def ground(cast: Cast) -> Ground:
    """Days off, seasons, first days of months, festivals."""
    plan = cast.plan
    table, horizon = plan.playbook.day_table, plan.horizon
    seasons = {day for named in table.named if named.season and len(named.season) > 1 for day in named.season}
    off = stretches(cast, (day for day in horizon if not table.is_workday(day)))
    firsts = [(day - horizon.start).days for day in horizon if day.day == 1]
    festivals = sorted({(named.day - horizon.start).days for named in table.named if named.day in horizon})
    return Ground(
        off="".join(f"M{first} 0h{length}v20h-{length}z" for first, length in off),
        seasons="".join(f"M{first} 0h{length}v20h-{length}z" for first, length in stretches(cast, seasons)),
        months="".join(f"M{first} 0v20" for first in firsts),
        festivals="".join(f"M{first}.5 0v20" for first in festivals),
    )


def stretches(cast: Cast, days: Iterable[date], bridge: int = 1) -> list[Span]:
    """Days of the horizon as stretches; gaps shorter than `bridge` do not end one."""
    horizon = cast.plan.horizon
    found: list[Span] = []
    for number in sorted({(day - horizon.start).days for day in days if day in horizon}):
        if found and number - sum(found[-1]) < bridge:
            found[-1] = (found[-1][0], number + 1 - found[-1][0])
        else:
            found.append((number, 1))
    return found


def head(cast: Cast) -> tuple[tuple[Shape, ...], tuple[str, str]]:
    """The dates and the names of festivals above the rows, the days with conflicts; width and height."""
    labels, levels = _festivals(cast)
    height = levels * _LEVEL_HEIGHT + _DATES
    shapes: list[Shape] = []
    for x, level, name in labels:
        y = 11 + _LEVEL_HEIGHT * level
        shapes.append(line(x, y - 9, x, height, ALERT, cls="alert-rule", stroke_dasharray="3 3"))
        shapes.append(text(x + 4, y, name, 11, WARNING))
    shapes += _dates(cast, height)
    clashes = {one.day for one in cast.plan.conflicts if one.day is not None and one.day in cast.plan.horizon}
    for one in sorted(clashes):
        shapes.append(rect(_x(cast, one), height - 3, max(2.0, _step(cast)), 3, ALERT, cls="clash"))
    return tuple(shapes), (f"{_WIDTH:.0f}", f"{height:.0f}")


def _step(cast: Cast) -> float:
    return _WIDTH / max(1, len(cast.plan.horizon))


def _x(cast: Cast, day: date) -> float:
    return (day - cast.plan.horizon.start).days * _step(cast)


def _festivals(cast: Cast) -> tuple[list[tuple[float, int, str]], int]:
    """Labels (x, level, name) that no label and no line crosses, days off before others; the levels used."""
    table, horizon = cast.plan.playbook.day_table, cast.plan.horizon
    chosen: list[_Label] = []
    levels: list[int] = []
    for one in sorted((named for named in table.named if named.day in horizon), key=_rank):
        x = _x(cast, one.day) + _step(cast) / 2
        name = fit(named_title(cast, one), 11, _WIDTH + _SPILL - x)
        tried = sorted([*chosen, _Label(x, x + 10 + width_of(name, 11), name)])
        placed = _levels(tried)
        if name and placed is not None:
            chosen, levels = tried, placed
    return [(label.x, level, label.name) for label, level in zip(chosen, levels, strict=True)], 1 + max(
        levels, default=-1
    )


def _rank(named: NamedDay) -> tuple[bool, bool, date, str]:
    return (not named.statutory, named.season is None, named.day, named.name("en"))


def _levels(labels: list[_Label]) -> list[int] | None:
    """A level for each label, so that the lines of later ones begin below it; None when there are too few levels."""
    ends = [float("-inf")] * _LEVELS
    found = []
    for label in labels:
        level = next((number for number in range(_LEVELS) if all(end < label.x for end in ends[number:])), None)
        if level is None:
            return None
        ends[level] = label.end
        found.append(level)
    return found


def _dates(cast: Cast, height: float) -> list[Shape]:
    """Month beginnings, and Mondays where they leave room."""
    shapes: list[Shape] = []
    horizon = cast.plan.horizon
    is_long = len(horizon) > 200
    free = -1.0
    for day in horizon:
        x = _x(cast, day)
        if day.day == 1:
            shapes.append(line(x, height - 18, x, height, FAINT, cls="axis"))
        is_named = day.day == 1 if is_long else day == horizon.start or day.weekday() == 0
        if is_named and x >= free and x + 44 < _WIDTH:
            shapes.append(text(x + 3, height - 7, cast.voice.short(day), 11, SOFTER))
            free = x + 58
    return shapes
