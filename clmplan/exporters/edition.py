"""An edition of the calendar: a plan and its lines, made once for all files, and what is new in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from clmplan.exporters.entry import Entries, latest
from clmplan.exporters.lines import Line, in_calendar_order
from clmplan.model.plan import Plan
from clmplan.model.team.exported import Exported, Ledger

# Whoever opens a subscribed calendar finds the past year in it; what was before is dropped from the file.
_PAST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Edition:
    """What all files of a compilation show: the plan, its lines in order, and what the edition before still needs.

    `ledger` has every entry by uid as this edition gives it out, with those that are over or cancelled. `alarm` is how
    long before an entry a calendar program reminds of it (None: not at all).
    """

    plan: Plan
    lines: tuple[Line, ...]
    ledger: Ledger
    alarm: timedelta | None = None

    @property
    def number(self) -> int:
        """The number of this edition: an edition that changes nothing is the one before it; 0 without any entry."""
        return latest(self.ledger)

    @property
    def cancelled(self) -> tuple[Exported, ...]:
        """Entries that were given out before and are planned no longer, by day and uid; until their day is over."""
        gone = (one for one in self.ledger.values() if one.is_cancelled and one.day >= self.plan.as_of)
        return tuple(sorted(gone, key=lambda one: (one.day, one.uid)))

    @property
    def later(self) -> tuple[Exported, ...]:
        """Entries still to come that only a plan made later than this one knows of, by uid: kept as they were."""
        as_of = self.plan.as_of
        return tuple(
            one for one in self.ledger.values() if one.seen > as_of and one.day >= as_of and not one.is_cancelled
        )

    @property
    def entries(self) -> tuple[Exported, ...]:
        """What a calendar shows, by day: what is planned, what is cancelled, and what the past year held."""
        first = self.plan.as_of - _PAST
        shown = (one for one in self.ledger.values() if one.day >= (self.plan.as_of if one.is_cancelled else first))
        return tuple(sorted(shown, key=_moment))

    @property
    def news(self) -> Mapping[str, int]:
        """How many entries are `new`, `moved`, `changed`, `cancelled` since the edition before; empty in the first."""
        number = self.number
        if number <= 1:
            return {}
        last = (one for one in self.ledger.values() if one.edition == number)
        return Counter("cancelled" if one.is_cancelled else one.change for one in last)


def edition(plan: Plan, before: Ledger) -> Edition:
    """The edition of a plan that follows what was given out before.

    What is planned as it was keeps its sequence and its day of change, what differs gets the next sequence. What is
    gone is cancelled, with two exceptions: what is over stays as it was given out, and so does what a plan made later
    than this one knows of (its day of data is past this one's).
    """
    lines, entries, number = in_calendar_order(plan), Entries(plan, before), latest(before) + 1
    after = {line.uid: entries.of(line) for line in lines}
    after |= {uid: _without_line(one, plan.as_of, number) for uid, one in before.items() if uid not in after}
    ledger = dict(sorted(after.items()))
    last = latest(ledger)
    return Edition(plan, tuple(_marked(line, ledger[line.uid], last) for line in lines), ledger)


def _without_line(known: Exported, as_of: date, number: int) -> Exported:
    if known.is_cancelled or known.day < as_of or known.seen > as_of:
        return known
    changed = max(as_of, known.changed)
    return replace(known, is_cancelled=True, sequence=known.sequence + 1, changed=changed, edition=number)


def _marked(line: Line, entry: Exported, last: int) -> Line:
    change = entry.change if entry.edition == last > 1 else ""
    if not entry.sequence and not change:
        return line
    return replace(line, sequence=entry.sequence, changed=entry.changed if entry.sequence else None, change=change)


def _moment(one: Exported) -> tuple[date, bool, time, str, str]:
    return (one.day, one.kind == "send", one.time or time.min, one.id, one.uid)
