"""What may be said of any schedule: days left out, and where a day off moves to. No kind: it goes around one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from clmplan.base.days import ONE_DAY, Window
from clmplan.model.schedule import DayTable, Schedule, Trigger
from clmplan.schedules.everyone import NO_DAYS

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
    _closed: frozenset[date] = field(default=frozenset(), init=False, compare=False, repr=False)
    _sources: dict[date, tuple[date, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_closed", frozenset(self.left_out))

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
        return self.schedule.occurrence(self._moving_to(day)[0])

    def is_estimated(self, day: date) -> bool:
        """Whether the schedule's own day is, or the days off that moved it."""
        moving, years = self._moving_to(day), self.day_table.estimated_years
        if self.shift and years and any(one.year in years for one in (day, *moving)):
            return True
        return any(map(self.schedule.is_estimated, moving))

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
        return tuple(day for day in days if day not in self._closed) if self._closed else days

    def _moving_to(self, day: date) -> tuple[date, ...]:
        """The schedule's own days that move to a day, in order."""
        found = self._sources.get(day)
        if found is None:
            alone = Window(day, day + ONE_DAY)
            if not self.shift:
                found = self._own(alone)
            elif self._is_open(day):
                found = tuple(raw for raw in self._own(self._around(alone)) if self.final(raw) == day)
            else:
                found = ()
            self._sources[day] = found
        return found

    def _around(self, window: Window) -> Window:
        """A window with the days off before and after it, whose days may move into it."""
        start = window.start if self.shift == PREVIOUS else self._open_from(window.start, -ONE_DAY) + ONE_DAY
        end = window.end if self.shift == NEXT else self._open_from(window.last, ONE_DAY)
        return Window(min(start, window.start), max(end, window.end))

    def _is_open(self, day: date) -> bool:
        return self.day_table.is_workday(day) and day not in self._closed

    def _open_from(self, day: date, step: timedelta) -> date:
        """The next open day in a direction; the day itself where none comes in more than two years."""
        found = day + step
        for _ in range(_LONGEST):
            if self._is_open(found):
                return found
            found += step
        return day
