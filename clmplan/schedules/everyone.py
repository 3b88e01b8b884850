"""What schedules have in common: those whose days are the same for everybody, and those that wait for a customer's."""

from __future__ import annotations

from datetime import date

from clmplan.base.days import Window
from clmplan.model.schedule import Trigger


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


class ForEachCustomer:
    """A schedule with a trigger: every day is somebody's day, and names its own occurrence."""

    __slots__ = ()

    def days(self, window: Window) -> tuple[date, ...]:
        """Every day of the window."""
        return tuple(window)

    def occurrence(self, day: date) -> str:
        """The day itself."""
        return day.isoformat()

    def is_estimated(self, day: date) -> bool:  # noqa: ARG002 (the protocol asks for the day)
        """False: it does not ask the almanac."""
        return False
