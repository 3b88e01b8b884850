"""What stands out about an entry: late, moved, estimated, changed since the last edition, in conflict."""

from __future__ import annotations

from collections.abc import Mapping

from clmplan.codes.conflict_words import WEIGHTS
from clmplan.model.plan import Plan
from clmplan.model.team.conflict import Weight
from clmplan.reports.cast import Cast
from clmplan.reports.items import Item

_CHANGES = ("new", "moved", "changed")
_WEIGHTS = (Weight.HARD, Weight.SOFT, Weight.WASTEFUL)


def heaviest(plan: Plan) -> Mapping[str, Weight]:
    """The weight of the worst conflict of each send that is in one."""
    found: dict[str, Weight] = {}
    for conflict in sorted(plan.conflicts, key=lambda one: _WEIGHTS.index(one.weight)):
        for send in conflict.sends:
            found.setdefault(send, conflict.weight)
    return found


def marks_of(cast: Cast, item: Item, weights: Mapping[str, Weight]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that stand out on an entry, and the kinds by which it is found."""
    say = cast.voice.say
    words: list[str] = []
    kinds = ["preparation" if item.task else "triggered" if item.is_run else "dated"]
    if item.task and item.task.is_late:
        words.append(say("late"))
        kinds.append("late")
    if item.is_estimated:
        words.append(say("estimated"))
        kinds.append("estimated")
    moved = dict.fromkeys(one.send.planned_day for one in item.sends if one.send.planned_day != one.send.day)
    if moved:
        words.extend(say("moved", day=cast.voice.short(day)) for day in moved)
        kinds.append("shifted")
    changes = [change for change in _CHANGES if any(line.change == change for line in item.lines)]
    words.extend(say(f"since_{change}") for change in changes)
    kinds.extend(changes)
    worst = min((weights[line.id] for line in item.lines if line.id in weights), key=_WEIGHTS.index, default=None)
    if worst is not None:
        words.append(say("in_conflict", weight=WEIGHTS[worst.value].fill(cast.voice.locale, {})))
        kinds.append("conflict")
    return tuple(words), tuple(kinds)
