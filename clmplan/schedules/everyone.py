"""What schedules have in common: those whose days are the same for everybody, and those that wait for a customer's."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from clmplan.base.days import Duration, Unit, Window
from clmplan.model.schedule import DayTable, Trigger
from clmplan.schedules.distance import rests_on_guesses, sources

NO_DAYS = DayTable(Window(date.min, date.min), (), frozenset(), frozenset())
_AT_ONCE = Duration(0, Unit.DAYS)


class ForEveryone:
    """A schedule without a trigger: its days are the same for the whole audience."""

    __slots__ = ()

    @property
    def trigger(self) -> Trigger | None:
        """None: the days are the same for everybody."""
        return None

    def anchors_on(self, day: date) -> frozenset[date]:  # noqa: ARG002 (the protocol asks for the day)
        """Nothing: there is no trigger."""
        return frozenset()

    def is_estimated(self, day: date) -> bool:  # noqa: ARG002 (the protocol asks for the day)
        """False: it does not ask the almanac."""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class ForEachCustomer:
    """A schedule at a distance from a day of each customer: every day is somebody's, and names its own occurrence.

    The day table knows the work days, for distances that count them.
    """

    distance: Duration = _AT_ONCE
    day_table: DayTable = field(default=NO_DAYS, compare=False, repr=False)

    def days(self, window: Window) -> tuple[date, ...]:
        """Every day of the window."""
        return tuple(window)

    def anchors_on(self, day: date) -> frozenset[date]:
        """The customers' own days that lie at the distance from a day."""
        return frozenset(sources(day, self.distance, self.day_table))

    def occurrence(self, day: date) -> str:
        """The day itself."""
        return day.isoformat()

    def is_estimated(self, day: date) -> bool:
        """Whether the distance counts work days of a year whose days off nobody has published."""
        if self.distance.unit is not Unit.WORKDAYS or not self.day_table.estimated_years:
            return False
        return rests_on_guesses((day, *sources(day, self.distance, self.day_table)), self.distance, self.day_table)
