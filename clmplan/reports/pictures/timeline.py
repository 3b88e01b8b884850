"""The timeline: one row per campaign over the horizon, with named days and days off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from clmplan.base.days import ONE_DAY
from clmplan.model.plan import PlannedSend
from clmplan.reports.cast import Cast
from clmplan.reports.drawing import ALERT, FAINT, OFF, SOFTER, WARNING, fit, line, rect, text, width_of
from clmplan.reports.views import Cell, Picture, Shape, Table, days, numbers, words
from clmplan.reports.voice import count

WIDTH, LEFT, RIGHT, ROW, BAR = 1120.0, 210.0, 1040.0, 26.0, 16.0
LABEL_ROWS, LABEL_HEIGHT, BRIDGE = 4, 15.0, 4


@dataclass(frozen=True, slots=True)
class _Days:
    """Where each day of the horizon stands."""

    first: date
    length: int

    @property
    def step(self) -> float:
        return (RIGHT - LEFT) / max(1, self.length)

    def x(self, day: date) -> float:
        return LEFT + (day - self.first).days * self.step


def timeline_picture(cast: Cast) -> Picture:
    """The Gantt picture of a plan."""
    say = cast.voice.say
    horizon = cast.plan.horizon
    days = _Days(horizon.start, len(horizon))
    labels, top = _named_days(cast, days)
    top += 22
    bottom = top + ROW * max(1, len(cast.names)) + 4
    shapes = [*_ground(cast, days, top, bottom), *_month_lines(cast, days, top, bottom)]
    for x, y, name in labels:
        shapes.append(line(x, y - 9, x, bottom, ALERT, cls="alert-rule", stroke_dasharray="3 3", stroke_opacity="0.55"))
        shapes.append(text(x + 4, y, name, 11, WARNING))
    shapes.append(text(WIDTH - 4, top - 8, say("contacts"), 11, SOFTER, anchor="end"))
    for index, name in enumerate(cast.names):
        shapes += _row(cast, name, days, top + ROW * index + 4)
    return Picture(
        "timeline",
        say("timeline_of"),
        say("timeline_about"),
        f"{WIDTH:.0f}",
        f"{bottom + 4:.0f}",
        tuple(shapes),
        _table(cast),
        least=860,
    )


def _named_days(cast: Cast, days: _Days) -> tuple[list[tuple[float, float, str]], float]:
    """Labels (x, baseline, name) right of their lines, on levels where no line crosses a label; the height used."""
    ends = [float("-inf")] * LABEL_ROWS
    found = []
    for named in sorted(cast.plan.playbook.day_table.named, key=lambda one: (one.day, one.name("en"))):
        if named.day not in cast.plan.horizon:
            continue
        name = named.title(cast.voice.locale)
        x = days.x(named.day) + days.step / 2
        name = fit(name, 11, WIDTH - x - 4)
        level = next((number for number in range(LABEL_ROWS) if all(end < x for end in ends[number:])), None)
        if level is None:
            continue
        ends[level] = x + 4 + width_of(name, 11) + 6
        found.append((x, level, name))
    used = 1 + max((level for _, level, _ in found), default=-1)
    return [(x, 12 + LABEL_HEIGHT * level, name) for x, level, name in found], LABEL_HEIGHT * used


def _ground(cast: Cast, days: _Days, top: float, bottom: float) -> list[Shape]:
    table = cast.plan.playbook.day_table
    shapes = [
        rect(days.x(day), top, days.step, bottom - top, OFF, cls="shade")
        for day in cast.plan.horizon
        if not table.is_workday(day)
    ]
    shapes += [line(0, top + ROW * row, WIDTH, top + ROW * row) for row in range(len(cast.names) + 1)]
    return shapes


def _month_lines(cast: Cast, days: _Days, top: float, bottom: float) -> list[Shape]:
    """Upright lines at month beginnings, and dates at every second Monday that leaves room."""
    shapes: list[Shape] = []
    free = LEFT - 1
    for day in cast.plan.horizon:
        x = days.x(day)
        if day.day == 1:
            shapes.append(line(x, top - 4, x, bottom, FAINT, cls="axis", stroke_opacity="0.6"))
        if (day == cast.plan.horizon.start or day.weekday() == 0) and x >= free and x + 44 < WIDTH - 60:
            shapes.append(text(x, top - 8, cast.voice.short(day), 11, SOFTER))
            free = x + 90
    return shapes


def _row(cast: Cast, name: str, days: _Days, y: float) -> list[Shape]:
    title = cast.title(name)
    strong = cast.colour(name)
    sends = cast.to_do(name)
    shapes = [
        rect(0, y + 3, 10, 10, strong, rx=2.5),
        text(18, y + 12.5, fit(title, 12, LEFT - 34), 12),
        text(WIDTH - 4, y + 12.5, count(sum(one.waterfall.contacts for one in sends)), 12, anchor="end", weight="600"),
    ]
    for first, last, contacts in _stretches([one for one in sends if one.send.is_triggered]):
        x, width = days.x(first), max(3.0, days.x(last + ONE_DAY) - days.x(first))
        tip = f"{title} · {cast.voice.short(first)} – {cast.voice.short(last)} · {count(contacts)}"
        shapes.append(
            rect(x, y, width, BAR, strong, tip=tip, fill_opacity="0.28", rx=3, stroke=strong, stroke_opacity="0.7")
        )
    for one in sends:
        if not one.send.is_triggered:
            tip = f"{title} · {cast.voice.short(one.send.day)} · {count(one.waterfall.contacts)}"
            width = max(6.0, days.step)
            shapes.append(rect(days.x(one.send.day) + (days.step - width) / 2, y, width, BAR, strong, tip=tip, rx=2))
    return shapes


def _stretches(sends: list[PlannedSend]) -> list[tuple[date, date, int]]:
    """Triggered sends as stretches: first day, last day, contacts; short breaks such as weekends do not end one."""
    found: list[tuple[date, date, int]] = []
    for one in sends:
        day, contacts = one.send.day, one.waterfall.contacts
        if found and day - found[-1][1] <= timedelta(days=BRIDGE):
            found[-1] = (found[-1][0], day, found[-1][2] + contacts)
        else:
            found.append((day, day, contacts))
    return found


def _table(cast: Cast) -> Table:
    say = cast.voice.say
    heads = (
        *words(say("campaign"), say("first"), say("last"), say("channel")),
        *(Cell(say(key), True) for key in ("sends", "contacts")),
    )
    rows = []
    for name in cast.names:
        sends = cast.to_do(name)
        used = dict.fromkeys(cast.channel(one.send.channel) for one in sends)
        first, last = (str(sends[0].send.day), str(sends[-1].send.day)) if sends else ("", "")
        contacts = sum(one.waterfall.contacts for one in sends)
        rows.append(
            (
                *words(cast.title(name)),
                *days(first, last),
                *words(", ".join(used)),
                *numbers(count(len(sends)), count(contacts)),
            )
        )
    return Table("", heads, tuple(rows))
