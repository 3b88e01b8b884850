"""What may be said of any schedule: days left out, and where a day off moves to. No kind: it goes around one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from clmplan.base.days import ONE_DAY, Window
from clmplan.model.schedule import DayTable, Schedule, Trigger
from clmplan.schedules.everyone import NO_DAYS
from clmplan.schedules.listed import inside

NEXT, PREVIOUS, NEAREST = "next", "previous", "nearest"
_LONGEST = 800  # days off in a row


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A schedule without some days, whose days off move to a work day (`shift`: "" where they stay).

    A day belongs to the window in which the day lies that it moves to. Several days that move to one are one; a tie of
    `nearest` goes to the later day. The days left out are neither the schedule's own nor moved to.
    """

    schedule: Schedule
    shift: str = ""
    left_out: tuple[date, ...] = ()
    day_table: DayTable = field(default=NO_DAYS, compare=False, repr=False)

    @property
    def trigger(self) -> Trigger | None:
        """What the schedule waits for."""
        return self.schedule.trigger

    def days(self, window: Window) -> tuple[date, ...]:
        """The days of the window to which days of the schedule move."""
        if not self.shift:
            return self._own(window)
        return tuple(sorted({day for raw in self._own(self._around(window)) if (day := self.final(raw)) in window}))

    def anchors_on(self, day: date) -> frozenset[date]:
        """The customers' own days that fire on the days which move to a day."""
        return frozenset(one for raw in self._moving_to(day) for one in self.schedule.anchors_on(raw))

    def occurrence(self, day: date) -> str:
        """The name of the schedule's own day; of the first where several move to one."""
        if self.trigger is not None:
            return day.isoformat()
        return self.schedule.occurrence(next(iter(self._moving_to(day))))

    def is_estimated(self, day: date) -> bool:
        """Whether the schedule's own day is, or the days off that moved it."""
        moving = tuple(self._moving_to(day))
        unsure = any(one.year in self.day_table.estimated_years for one in (day, *moving))
        return any(map(self.schedule.is_estimated, moving)) or (bool(self.shift) and unsure)

    def moved_out(self, window: Window) -> tuple[tuple[date, date], ...]:
        """The schedule's own days in a window that move out of it, each with the day it moves to."""
        if not self.shift or len(window) == 0:
            return ()
        moves = ((raw, self.final(raw)) for raw in self._own(window))
        return tuple((raw, day) for raw, day in moves if day not in window)

    def final(self, raw: date) -> date:
        """Where a day moves to."""
        if not self.shift or self._is_open(raw):
            return raw
        if self.shift == NEXT:
            return self._open_from(raw, ONE_DAY)
        if self.shift == PREVIOUS:
            return self._open_from(raw, -ONE_DAY)
        later, earlier = self._open_from(raw, ONE_DAY), self._open_from(raw, -ONE_DAY)
        return later if later - raw <= raw - earlier else earlier

    def _own(self, window: Window) -> tuple[date, ...]:
        days = self.schedule.days(window)
        if not self.left_out or not days:
            return days
        left_out = frozenset(inside(self.left_out, window))
        return tuple(day for day in days if day not in left_out)

    def _moving_to(self, day: date) -> Iterator[date]:
        """The schedule's own days that move to a day, in order."""
        if not self.shift:
            yield from self._own(Window(day, day + ONE_DAY))
        elif self._is_open(day):
            yield from (raw for raw in self._own(self._around(Window(day, day + ONE_DAY))) if self.final(raw) == day)

    def _around(self, window: Window) -> Window:
        """A window with the days off before and after it, whose days may move into it."""
        start = window.start if self.shift == PREVIOUS else self._open_from(window.start, -ONE_DAY) + ONE_DAY
        end = window.end if self.shift == NEXT else self._open_from(window.last, ONE_DAY)
        return Window(min(start, window.start), max(end, window.end))

    def _is_open(self, day: date) -> bool:
        return self.day_table.is_workday(day) and not inside(self.left_out, Window(day, day + ONE_DAY))

    def _open_from(self, day: date, step: timedelta) -> date:
        """The next open day in a direction; the day itself where none comes in more than two years."""
        found = day + step
        for _ in range(_LONGEST):
            if self._is_open(found):
                return found
            found += step
        return day
