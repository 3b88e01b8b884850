"""The lifecycle stages that an audience is made of, read from its condition."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

from clmplan.model.expression import And, Compare, Constant, Contained, Expression, Not, Or, SegmentMember, StageOf
from clmplan.model.playbook import Playbook, Wave
from clmplan.model.schedule import Passage

# The stages of each lifecycle that a condition leaves; a lifecycle that it does not narrow is absent.
_Left = Mapping[str, frozenset[str]]


class StageNames:
    """Answers which stages an audience may hold; made once for a playbook."""

    def __init__(self, playbook: Playbook) -> None:
        self._stages = {one.name: tuple(stage.name for stage in one.stages) for one in playbook.lifecycles}
        self._titles = {
            (one.name, stage.name): stage.title or stage.name for one in playbook.lifecycles for stage in one.stages
        }
        self._segments = {one.name: one.condition for one in playbook.segments}

    def of(self, audience: Expression, wave: Wave | None = None) -> tuple[str, ...]:
        """The titles of the stages to which an audience, or the wave's entering of a stage, narrows it, in order."""
        trigger = wave.schedule.trigger if wave is not None else None
        if isinstance(trigger, Passage) and trigger.lifecycle and not trigger.is_leaving:
            title = self._titles.get((trigger.lifecycle, trigger.name), trigger.name)
            return (title,)
        left = self._left(audience, is_denied=False)
        return tuple(
            self._titles[lifecycle, stage]
            for lifecycle, stages in self._stages.items()
            if lifecycle in left and len(left[lifecycle]) < len(stages)
            for stage in stages
            if stage in left[lifecycle]
        )

    def _left(self, condition: Expression, is_denied: bool) -> _Left:
        match condition:
            case Compare("=" | "!=", StageOf(lifecycle), Constant(value)):
                return self._named(lifecycle, frozenset({str(value)}), is_denied != (condition.operator == "!="))
            case Contained(StageOf(lifecycle), among):
                return self._named(lifecycle, frozenset(str(one.value) for one in among), is_denied)
            case SegmentMember(name) if name in self._segments:
                return self._left(self._segments[name], is_denied)
            case Not(part):
                return self._left(part, not is_denied)
            case And(parts) | Or(parts):
                found = [self._left(part, is_denied) for part in parts]
                is_all = isinstance(condition, And) != is_denied
                return reduce(_both if is_all else _either, found)
            case _:
                return {}

    def _named(self, lifecycle: str, stages: frozenset[str], is_denied: bool) -> _Left:
        return {lifecycle: frozenset(self._stages.get(lifecycle, ())) - stages if is_denied else stages}


def _both(first: _Left, second: _Left) -> _Left:
    return {**first, **{name: first.get(name, stages) & stages for name, stages in second.items()}}


def _either(first: _Left, second: _Left) -> _Left:
    return {name: first[name] | second[name] for name in first if name in second}
