"""The schedule of listed dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clmplan.base.days import Window
from clmplan.base.diagnostics import Wording
from clmplan.model.schedule import Schedule, ScheduleContext, ScheduleKind
from clmplan.schedules.everyone import ForEveryone
from clmplan.schedules.listed import inside, place_of
from clmplan.schedules.slots import sorted_dates


@dataclass(frozen=True, slots=True)
class Dated(ForEveryone):
    """Goes out on the dates listed, and on every day of the ranges listed.

    > on 2026-11-11
    > on 2026-11-11, 2026-12-12
    > on 2026-11-01 .. 2026-11-11
    > on 2026-10-20, 2026-11-09 .. 2026-11-11
    """

    listed: tuple[date, ...]

    def days(self, window: Window) -> tuple[date, ...]:
        """The listed dates inside the window."""
        return inside(self.listed, window)

    def occurrence(self, day: date) -> str:
        """Its place in the list, so that a date may be moved."""
        return str(place_of(day, self.listed) + 1)


def _build(context: ScheduleContext, slots: Mapping[str, object]) -> Schedule | Wording:  # noqa: ARG001
    return Dated(sorted_dates(slots, "days"))


KIND = ScheduleKind(
    name="dated",
    phrases=("on {days:dates}",),
    examples=(
        ("on 2026-11-11", "于 2026-11-11"),
        ("on 2026-11-11, 2026-12-12", "于 2026-11-11, 2026-12-12"),
        ("on 2026-11-01 .. 2026-11-11", "于 2026-11-01 .. 2026-11-11"),
    ),
    build=_build,
)
