"""The month grid as boxes that a filter can close: weeks from Monday, one lane per campaign and week."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from clmplan.codes.calendar import task_label
from clmplan.reports.calendar.agenda import Agenda, time_of
from clmplan.reports.calendar.day_words import DayWords
from clmplan.reports.calendar.tags import look_of
from clmplan.reports.calendar.views import Chip, GridDay, GridMonth, GridWeek, Lane
from clmplan.reports.cast import Cast
from clmplan.reports.drawing import PALETTE
from clmplan.reports.items import Item, months
from clmplan.reports.pictures.lanes import Group, week_groups
from clmplan.reports.pictures.month import MonthSheet, month_about
from clmplan.reports.pictures.months import near
from clmplan.reports.voice import count

LANES = 5
LOOKS = ("chip", "chip guess", "run", "run guess", "task", "task late")


def grid_of(cast: Cast, items: tuple[Item, ...], agenda: Agenda) -> tuple[GridMonth, ...]:
    """All months of the plan; chips name their entries by number in the agenda."""
    drawn = months(cast.plan.horizon, items)
    numbers = {id(item): number for item, number in zip(items, agenda.numbers, strict=True)}
    days = {day.iso for month in agenda.months for day in month.days}
    maker = _Grid(cast, DayWords(cast), numbers, days)
    return tuple(maker.month(MonthSheet(cast, year, month, near(items, year, month), drawn)) for year, month in drawn)


class _Grid:
    """Makes months; what they share is looked up once."""

    def __init__(self, cast: Cast, words: DayWords, numbers: Mapping[int, int], agenda: set[str]) -> None:
        self._cast, self._words, self._numbers, self._agenda = cast, words, numbers, agenda

    def month(self, sheet: MonthSheet) -> GridMonth:
        """One month."""
        voice = self._cast.voice
        weeks = tuple(self._week(sheet, monday) for monday in sheet.weeks)
        key = "first_month" if sheet.month == 1 or (sheet.year, sheet.month) == sheet.drawn[0] else "short_month"
        month, number = voice.say(f"month_{sheet.month}")[:3], str(sheet.month)
        short = voice.say(key, month=month, number=number, year=str(sheet.year))
        title = voice.month(sheet.year, sheet.month)
        return GridMonth(f"month-{sheet.year}-{sheet.month:02d}", short, title, month_about(sheet), weeks)

    def _week(self, sheet: MonthSheet, monday: date) -> GridWeek:
        groups = week_groups(sheet.in_week(monday), LANES)
        days = tuple(self._day(sheet, monday + timedelta(days=number), groups) for number in range(7))
        lanes = tuple(self._lane(monday, group) for group in groups if group.lane < LANES)
        return GridWeek(days, lanes, " ".join(self._over(monday, group) for group in groups if group.lane >= LANES))

    def _day(self, sheet: MonthSheet, day: date, groups: tuple[Group, ...]) -> GridDay:
        is_own = day.month == sheet.month
        over = sum(one.covers(day) for group in groups if group.lane >= LANES for one in group.items)
        in_plan = is_own and day in self._cast.plan.horizon
        return GridDay(
            " ".join(part for part in (self._words.look(day), "" if in_plan else "out") if part),
            str(day) if is_own else "",
            str(day.day) if is_own else self._cast.voice.short(day),
            f"day-{day}" if is_own and str(day) in self._agenda else "",
            self._words.names(day),
            self._cast.voice.say("more", count=str(over)) if over else "",
            self._words.conflicts(day) if is_own else "",
        )

    def _lane(self, monday: date, group: Group) -> Lane:
        start = max(0, (group.first - monday).days)
        colour = look_of(self._cast, group.items[0].campaign)
        chips = tuple(self._chip(item, monday + timedelta(days=start)) for item in group.items)
        return Lane(f"{colour} r{group.lane + 1} s{start + 1} n{(group.last - group.first).days + 1}", chips)

    def _over(self, monday: date, group: Group) -> str:
        """A lane without room: its colour, then kind, entry, first day (from 0) and length of each chip."""
        place = self._cast.place(group.items[0].campaign) or 0
        chips = (
            f"{LOOKS.index(_look(item))},{self._numbers[id(item)]},{(item.first - monday).days},"
            f"{(item.last - item.first).days + 1}"
            for item in group.items
        )
        return "|".join((f"{place % len(PALETTE)}", *chips))

    def _chip(self, item: Item, start: date) -> Chip:
        look = f"{_look(item)} s{(item.first - start).days + 1} n{(item.last - item.first).days + 1}"
        number = self._numbers[id(item)]
        say, line = self._cast.voice.say, item.lines[0]
        if item.task:
            label = say("prepare", task=task_label(item.task.task, self._cast.voice.locale))
            return Chip(look, number, label, say("late") if item.task.is_late else "", "")
        label = item.title(self._cast)
        how = "" if item.is_run else " ".join(part for part in (time_of(item), line.channel) if part)
        return Chip(look, number, label, how, count(item.contacts))


def _look(item: Item) -> str:
    if item.task:
        return "task late" if item.task.is_late else "task"
    return ("run" if item.is_run else "chip") + (" guess" if item.is_estimated else "")
