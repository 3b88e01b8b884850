"""All conflicts of a plan, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from clmplan.base.diagnostics import Diagnostic
from clmplan.model.calendar import Calendar, Send
from clmplan.model.plan import Assignment
from clmplan.model.team.conflict import Conflict, Weight
from clmplan.planning.conflicts.closed_days import dropped, moved
from clmplan.planning.conflicts.offers_together import offers_together
from clmplan.planning.conflicts.one_key import shared_keys
from clmplan.planning.conflicts.same_day import same_day
from clmplan.planning.conflicts.seen import Seen
from clmplan.planning.contacts.holdout import Holdouts
from clmplan.planning.contacts.waterfall import arbitrated
from clmplan.planning.contacts.world import Index, World

_ORDER = {weight: place for place, weight in enumerate(Weight)}


@dataclass(frozen=True, slots=True)
class Planned:
    """What is known once all sends are decided: the calendar, who is contacted by send, who is in which arm."""

    calendar: Calendar
    contacted: Mapping[str, Index]
    holdouts: Holdouts
    assigned: tuple[Assignment, ...]


def conflicts(world: World, planned: Planned, seen: Seen) -> tuple[Conflict, ...]:
    """Every conflict: hard, soft, wasteful; then by customers (descending), day, kind, words."""
    sends: tuple[Send, ...] = arbitrated(world.playbook, planned.calendar.sends)
    return ranked(
        (
            *same_day(world, sends, planned.contacted),
            *offers_together(world, sends, planned.contacted),
            *dropped(world, planned.calendar.dropped),
            *moved(world, sends, planned.contacted),
            *shared_keys(world, planned.holdouts, planned.assigned),
            *seen.conflicts(),
        )
    )


def ranked(found: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Conflicts in their order, the same whichever order they were found in."""
    return tuple(sorted(found, key=_rank))


def _rank(one: Conflict) -> tuple[int, int, date, str, tuple[str, int, str, str]]:
    return _ORDER[one.weight], -(one.customers or 0), one.day or date.min, one.kind, one.said.sort_key()


def apart(
    found: Iterable[Diagnostic], known: Iterable[Conflict]
) -> tuple[tuple[Diagnostic, ...], tuple[Conflict, ...]]:
    """Findings without what is said about conflicts, and the conflicts save those that the playbook allows."""
    conflicting = tuple(known)
    said = {one.said for one in conflicting}
    bare = [(one, replace(one, allowed=None)) for one in found]
    allowed = {plain for one, plain in bare if one.allowed is not None and plain in said}
    findings = tuple(one for one, plain in bare if plain not in said)
    return findings, tuple(one for one in conflicting if one.said not in allowed)
