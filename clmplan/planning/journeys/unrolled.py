"""What one wave wishes to send from one day on: each message on each day on which its step may come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from clmplan.base.clock import ClockTime
from clmplan.model.declared.journey import Message
from clmplan.model.playbook import Campaign, Wave
from clmplan.model.schedule import DayTable
from clmplan.planning.journeys.program import Give, is_walked, program_of
from clmplan.planning.journeys.reach import Days, reach


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

    def days(self, occurrence: date) -> Days:
        """The days on which each step of the program may come."""
        return reach(self.program, occurrence, self._end, self.table, held_up_days(self.campaign))

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
