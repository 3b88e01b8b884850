"""Which conditions rest on a function that learns from all customers."""

from __future__ import annotations

from collections.abc import Iterator

from clmplan.language.expressions.alike import inside
from clmplan.language.expressions.meant import customer_words
from clmplan.model.expression import (
    EventCall,
    Expression,
    MetricValue,
    ModelValue,
    Quintile,
    SegmentMember,
    StageOf,
    TopShare,
)
from clmplan.model.playbook import Playbook


def learned_in(condition: Expression, playbook: Playbook) -> ModelValue | None:
    """The first value in a condition, also behind names, that needs all customers to be learned from."""
    seen: set[Expression] = set()
    waiting = [condition]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        for part in inside(one):
            if isinstance(part, ModelValue):
                word = customer_words().get(part.function.name)
                if word is not None and word.is_learned:
                    return part
            waiting += _behind(part, playbook)
    return None


def _behind(part: Expression, playbook: Playbook) -> Iterator[Expression]:
    match part:
        case MetricValue(name=name):
            yield from (one.value for one in playbook.metrics if one.name == name)
        case SegmentMember(name=name):
            yield from (one.condition for one in playbook.segments if one.name == name)
        case StageOf(lifecycle=name):
            stages = (stage for one in playbook.lifecycles if one.name == name for stage in one.stages)
            yield from (stage.condition for stage in stages if stage.condition is not None)
        case Quintile(by, among) | TopShare(_, by, among):
            yield by
            if among is not None:
                yield among
        case EventCall(where=where) if where is not None:
            yield where
