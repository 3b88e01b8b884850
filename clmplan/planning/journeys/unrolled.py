"""What one wave wishes to send from one day on: each message on each day on which its step may come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from clmplan.base.clock import ClockTime
from clmplan.base.days import Window
from clmplan.model.declared.journey import Message
from clmplan.model.playbook import Campaign, Playbook, Wave
from clmplan.model.schedule import DayTable
from clmplan.planning.closed_days import NEXT, first_that_may_reach
from clmplan.planning.journeys.program import Give, Pause, is_walked, opening, program_of
from clmplan.planning.journeys.reach import Days, passes_on, reach

_LONGEST = 120  # days: how long before a horizon a run may have begun that goes on inside it


@dataclass(frozen=True, slots=True)
class Wish:
    """One message on one day, before quiet hours and closed days move it.

    `name` ends the id of its send: the number of the message in written order over the whole wave, the round, and
    `+5d` where the message may also come on another day. `step` is the same for later steps and "" for the messages
    with which the wave begins. `place` is the place of the step in the program of the wave.
    """

    message: Message
    name: str
    day: date
    time: ClockTime | None
    step: str = ""
    place: int = 0


class Unrolled:
    """The wishes of one wave, occurrence by occurrence, as long as they come before `end`."""

    def __init__(self, campaign: Campaign, wave: Wave, end: date, table: DayTable) -> None:
        self.campaign, self.wave, self._end, self.table = campaign, wave, end, table
        self.is_walked = is_walked(campaign, wave)
        self.program = program_of(campaign, wave) if self.is_walked else ()
        self._opening = opening(self.program)

    def days(self, occurrence: date) -> Days:
        """The days on which each step of the program may come."""
        return reach(self.program, occurrence, self._end, self.table, held_up_days(self.campaign))

    def opens(self, wish: Wish, occurrence: date) -> bool:
        """Whether a wish belongs to the messages before the first wait of a run that begins on a day."""
        return self.is_walked and wish.day == occurrence and wish.place in self._opening

    def wishes(self, occurrence: date) -> Iterator[Wish]:
        """What the wave wishes to send when it begins on a day; in written order."""
        if not self.is_walked:
            for number, message in enumerate(self.wave.messages, start=1):
                yield Wish(message, f"{number}", occurrence, message.time or self.wave.time)
            return
        days = self.days(occurrence)
        for place, step in enumerate(self.program):
            if not isinstance(step, Give):
                continue
            # the day that everybody comes to who neither responds nor is held up keeps the plain name
            plain = max((day for day, is_plain in days[place].items() if is_plain), default=None)
            for day in sorted(days[place]):
                name = step.label if day == plain else f"{step.label}/+{(day - occurrence).days}d"
                yield Wish(step.message, name, day, step.time, "" if place < len(self.wave.messages) else name, place)


def held_up_days(campaign: Campaign) -> int:
    """For how many days a message may hold up the steps after it, because it waits at the cap."""
    can_wait = campaign.if_capped.action == "defer" and not campaign.is_exempt
    return campaign.if_capped.days or 0 if can_wait else 0


def occurrences(playbook: Playbook, unrolled: Unrolled, known_until: date | None) -> tuple[date, ...]:
    """The days on which a wave begins, in the horizon and, where a history is known, before it.

    Before the horizon, and before the day until which contacts are known, only as far back as runs may last.
    """
    horizon, own, schedule = playbook.horizon, unrolled.campaign.window, unrolled.wave.schedule
    inside = schedule.days(horizon if own is None else horizon.meet(own))
    if known_until is None or not unrolled.is_walked:
        return inside
    earliest = horizon.start - timedelta(days=_LONGEST)
    early = Window(earliest, max(earliest, min(horizon.start, known_until)))
    before = schedule.days(early if own is None else early.meet(own))
    reached = first_that_may_reach(playbook, horizon.start, is_waiting=unrolled.wave.if_missed == NEXT)
    since = next((place for place, day in enumerate(before) if _lasts(unrolled, day, reached)), len(before))
    return (*before[since:], *inside)


def _lasts(unrolled: Unrolled, occurrence: date, until: date) -> bool:
    """Whether somebody who enters on a day may still be inside on a later one."""
    for step, days in zip(unrolled.program, unrolled.days(occurrence), strict=True):
        if any(day >= until for day in days):
            return True
        if isinstance(step, Pause) and any(
            passes_on(step.wait, day, occurrence, unrolled.table) >= until for day in days
        ):
            return True
    return False
