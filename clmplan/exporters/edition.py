"""An edition of the calendar: a plan and its lines, made once for all files."""

from __future__ import annotations

from dataclasses import dataclass

from clmplan.exporters.lines import Line, in_calendar_order
from clmplan.model.plan import Plan
from clmplan.model.team.exported import Exported, Ledger


@dataclass(frozen=True, slots=True)
class Edition:
    """What all files of a compilation show: the plan, its lines in order, and what the edition before still needs.

    `ledger` has every entry by uid as this edition gives it out, with the cancelled ones.
    """

    plan: Plan
    lines: tuple[Line, ...]
    ledger: Ledger

    @property
    def cancelled(self) -> tuple[Exported, ...]:
        """Entries that were given out before and are planned no longer, by day and uid."""
        gone = (one for one in self.ledger.values() if one.is_cancelled)
        return tuple(sorted(gone, key=lambda one: (one.day, one.uid)))


def edition(plan: Plan, before: Ledger) -> Edition:
    """The edition of a plan that follows what was given out before."""
    return Edition(plan, in_calendar_order(plan), before)
