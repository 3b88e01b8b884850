"""The month grid: weeks from Monday, one lane per campaign and week, what does not fit is counted."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from clmplan.codes.calendar import task_label
from clmplan.reports.cast import Cast
from clmplan.reports.drawing import (
    ALERT,
    DARK,
    FAINTER,
    LINE,
    OFF,
    PAPER,
    SOFTER,
    WARNING,
    fit,
    rect,
    text,
    white,
    width_of,
)
from clmplan.reports.items import Item
from clmplan.reports.pictures.lanes import Placed, week_lanes
from clmplan.reports.views import Cell, Picture, Shape, Table, days, numbers, words
from clmplan.reports.voice import clock, count

WIDTH, DAY_WIDTH, HEAD = 1120.0, 160.0, 26.0
DAY_HEAD, BAR, CHIP, GAP, OVERFLOW, LANES = 25.0, 19.0, 33.0, 3.0, 15.0, 5
LEAST_ROW, EMPTY_ROW = 74.0, 34.0


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """One month to draw: `drawn` are all months drawn beside it, so that no item appears twice."""

    cast: Cast
    year: int
    month: int
    items: tuple[Item, ...]
    drawn: tuple[tuple[int, int], ...]

    @property
    def weeks(self) -> tuple[date, ...]:
        """The Mondays of the grid."""
        first = date(self.year, self.month, 1)
        last = date(self.year, self.month, monthrange(self.year, self.month)[1])
        monday = first - timedelta(days=first.weekday())
        return tuple(monday + timedelta(days=7 * week) for week in range((last - monday).days // 7 + 1))

    def is_own(self, day: date) -> bool:
        """Whether items of a day belong in this sheet: its own days, and days of months that are not drawn."""
        return (day.year, day.month) == (self.year, self.month) or (day.year, day.month) not in self.drawn

    def is_planned(self, monday: date) -> bool:
        """Whether any day of a week lies in the plan and in this month."""
        week = (monday + timedelta(days=number) for number in range(7))
        return any(day in self.cast.plan.horizon and day.month == self.month for day in week)

    def in_week(self, monday: date) -> tuple[Item, ...]:
        """The items of one week."""
        sunday = monday + timedelta(days=6)
        return tuple(one for one in self.items if one.first <= sunday and monday <= one.last and self.is_own(one.first))


def month_picture(sheet: MonthSheet, top: float = 0.0) -> Picture:
    """The grid of one month; `top` leaves room above it."""
    voice = sheet.cast.voice
    shapes = list(_weekdays(sheet.cast, top))
    y = top + HEAD
    for monday in sheet.weeks:
        placed = week_lanes(sheet.in_week(monday), LANES)
        tops, height = _row(placed, sheet.is_planned(monday))
        shapes += _cells(sheet, monday, y, height)
        for one in placed:
            if one.lane < LANES:
                shapes += _drawn(sheet.cast, monday, y + tops[one.lane], one.item)
        shapes += _overflow(sheet.cast, monday, y + height, placed)
        y += height
    shapes.append(rect(0.5, top + HEAD + 0.5, WIDTH - 1, y - top - HEAD - 1, "none", stroke=LINE, cls="frame"))
    shown = tuple(one for monday in sheet.weeks for one in sheet.in_week(monday))
    about, title = month_about(sheet), voice.month(sheet.year, sheet.month)
    name = f"month-{sheet.year}-{sheet.month:02d}"
    return Picture(
        name, title, about, f"{WIDTH:.0f}", f"{y:.0f}", tuple(shapes), month_table(sheet.cast, shown), least=860
    )


def month_about(sheet: MonthSheet) -> str:
    """What a month holds on its own days."""
    shown = (one for monday in sheet.weeks for one in sheet.in_week(monday))
    own = [one for one in shown if (one.first.year, one.first.month) == (sheet.year, sheet.month)]
    return sheet.cast.voice.say(
        "month_about",
        sends=count(sum(len(one.lines) for one in own if not one.task)),
        contacts=count(sum(one.contacts for one in own)),
        tasks=count(sum(1 for one in own if one.task)),
    )


def month_table(cast: Cast, items: tuple[Item, ...]) -> Table:
    """The items of a month in rows."""
    say = cast.voice.say
    heads = words(say("day"), say("until"), say("time"), say("campaign"), say("channel"), say("message"))
    rows = []
    for one in items:
        if one.task:
            what = say("prepare", task=task_label(one.task.task, cast.voice.locale))
            rows.append((*days(one.first, ""), *words("", cast.title(one.campaign), "", what), Cell("", True)))
            continue
        send = one.sends[0].send
        until = one.last if one.last > one.first else ""
        who = words(clock(send.time), one.title(cast), cast.channel(send.channel), send.message)
        rows.append((*days(one.first, until), *who, *numbers(count(one.contacts))))
    return Table("", (*heads, Cell(say("contacts"), True)), tuple(rows))


def _weekdays(cast: Cast, top: float) -> list[Shape]:
    return [
        text(DAY_WIDTH * (number + 0.5), top + 17, cast.voice.say(f"weekday_{number}"), 12, SOFTER, anchor="middle")
        for number in range(7)
    ]


def _row(placed: tuple[Placed, ...], is_planned: bool) -> tuple[dict[int, float], float]:
    """Where each shown lane of a week begins, and the height of the row."""
    tops: dict[int, float] = {}
    y = DAY_HEAD
    for lane in range(min(LANES, 1 + max((one.lane for one in placed), default=-1))):
        tops[lane] = y
        y += GAP + max(_height(one.item) for one in placed if one.lane == lane)
    if any(one.lane >= LANES for one in placed):
        y += OVERFLOW
    return tops, max(LEAST_ROW if is_planned else EMPTY_ROW, y + 3)


def _height(item: Item) -> float:
    return CHIP if item.sends and not item.is_run else BAR


def _cells(sheet: MonthSheet, monday: date, y: float, height: float) -> list[Shape]:
    shapes: list[Shape] = []
    table = sheet.cast.plan.playbook.day_table
    for number in range(7):
        day = monday + timedelta(days=number)
        x = DAY_WIDTH * number
        is_off = not table.is_workday(day)
        shapes.append(
            rect(x, y, DAY_WIDTH, height, OFF if is_off else PAPER, stroke=LINE, cls="off" if is_off else "cell")
        )
        in_plan = day in sheet.cast.plan.horizon and day.month == sheet.month
        label = str(day.day) if day.month == sheet.month else sheet.cast.voice.short(day)
        shapes.append(text(x + 8, y + 17, label, 13, DARK if in_plan else FAINTER, weight="700" if in_plan else "400"))
        shapes += _day_names(sheet.cast, day, x, y, width_of(label, 13) + 14)
    return shapes


def _day_names(cast: Cast, day: date, x: float, y: float, used: float) -> list[Shape]:
    """The named days and the mark of a made-up workday, at the right of the day's head."""
    table = cast.plan.playbook.day_table
    names = [named.title(cast.voice.locale) for named in table.named if named.day == day]
    if day in table.made_up_workdays:
        names.append(cast.voice.say("work"))
    if not names:
        return []
    full = " · ".join(names)
    shown = fit(full, 11, DAY_WIDTH - used - 10)
    return [text(x + DAY_WIDTH - 8, y + 17, shown, 11, WARNING, anchor="end")] if shown else []


def _drawn(cast: Cast, monday: date, y: float, item: Item) -> list[Shape]:
    if item.task:
        return _task(cast, monday, y, item)
    return _run(cast, monday, y, item) if item.is_run else _chip(cast, monday, y, item)


def _place(monday: date, item: Item) -> tuple[float, float]:
    first, last = max(0, (item.first - monday).days), min(6, (item.last - monday).days)
    return DAY_WIDTH * first + 4, DAY_WIDTH * (last - first + 1) - 8


def _run(cast: Cast, monday: date, y: float, item: Item) -> list[Shape]:
    x, width = _place(monday, item)
    strong = cast.colour(item.campaign)
    total = count(item.contacts)
    room = width - 22 - width_of(total, 11, True)
    tip = f"{item.title(cast)} · {cast.channel(item.sends[0].send.channel)} · {total}"
    title = _name(cast, item, room)
    return [
        rect(x, y, width, BAR, strong, tip=tip, fill_opacity="0.16", rx=3),
        rect(x, y, 4, BAR, strong, rx=1.5),
        text(x + 10, y + 13.5, title, 11),
        text(x + width - 6, y + 13.5, total, 11, anchor="end", weight="600"),
    ]


def _chip(cast: Cast, monday: date, y: float, item: Item) -> list[Shape]:
    x, width = _place(monday, item)
    send = item.sends[0].send
    total = count(item.contacts)
    title = _name(cast, item, width - 14, bold=True)
    how = " ".join(part for part in (clock(send.time), cast.channel(send.channel)) if part)
    tip = f"{item.title(cast)} · {how} · {send.message} · {total}"
    room = width - 22 - width_of(total, 11, True)
    return [
        rect(x, y, width, CHIP, cast.colour(item.campaign), tip=tip, rx=4),
        white(x + 8, y + 14, title, 11, weight="600"),
        white(x + 8, y + 27, fit(how, 11, room), 11),
        white(x + width - 7, y + 27, total, 11, anchor="end", weight="600"),
    ]


def _name(cast: Cast, item: Item, room: float, bold: bool = False) -> str:
    """The campaign with its wave where both have room, else what tells the send from others of its campaign."""
    mark = "≈ " if item.is_estimated else ""
    whole = mark + item.title(cast)
    if width_of(whole, 11, bold) <= room:
        return whole
    return fit(mark + cast.label(item.campaign, item.sends[0].send.wave), 11, room, bold)


def _task(cast: Cast, monday: date, y: float, item: Item) -> list[Shape]:
    x, width = _place(monday, item)
    if item.task is None:
        return []
    say = cast.voice.say
    label = say("prepare", task=task_label(item.task.task, cast.voice.locale))
    late = item.task.is_late
    label = f"{say('late')} · {label}" if late else label
    tip = f"{label} · {cast.title(item.campaign)}"
    edge = ALERT if late else cast.colour(item.campaign)
    return [
        rect(
            x + 0.5, y + 0.5, width - 1, BAR - 1, PAPER, tip=tip, stroke=edge, stroke_dasharray="3 2", rx=3, cls="task"
        ),
        text(x + 7, y + 13.5, fit(label, 11, width - 12), 11, WARNING if late else DARK),
    ]


def _overflow(cast: Cast, monday: date, bottom: float, placed: tuple[Placed, ...]) -> list[Shape]:
    """How many items of each day did not fit."""
    shapes = []
    for number in range(7):
        day = monday + timedelta(days=number)
        hidden = sum(1 for one in placed if one.lane >= LANES and one.item.covers(day))
        if hidden:
            more = cast.voice.say("more", count=str(hidden))
            shapes.append(text(DAY_WIDTH * (number + 1) - 8, bottom - 5, more, 11, SOFTER, anchor="end", weight="600"))
    return shapes
