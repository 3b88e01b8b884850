"""Everything a condition depends on, through metrics, segments and stages down to single facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

from clmplan.model.expression import And, Expression, MetricValue, ModelValue, Not, Or, SegmentMember, StageOf
from clmplan.model.playbook import Playbook


def inside(expression: Expression, playbook: Playbook) -> Iterator[Expression]:
    """An expression and all that it is made of, the meaning of names included."""
    seen: set[Expression] = set()
    waiting = [expression]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        yield one
        waiting += reversed((*written(one), *_meant(one, playbook)))


def written(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly inside an expression; of a value learned from all customers none is worth a try."""
    if isinstance(expression, ModelValue):
        return () if expression.learns_from else expression.inputs
    found: list[Expression] = []
    for one in fields(expression):
        value = getattr(expression, one.name)
        found += [part for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, Expression)]
    return tuple(found)


def needs(condition: Expression, part: Expression) -> tuple[tuple[Expression, bool], ...] | None:
    """What must be true (or must not) so that a part decides a condition; None when it is no part of it."""
    if condition is part:
        return ()
    match condition:
        case And(parts=parts) | Or(parts=parts):
            wanted = isinstance(condition, And)
            for position, one in enumerate(parts):
                found = needs(one, part)
                if found is not None:
                    others = (*parts[:position], *parts[position + 1 :])
                    return (*(need for other in others for need in _split(other, wanted)), *found)
        case Not(part=inner):
            return needs(inner, part)
    return None


def put(condition: Expression, part: Expression, other: Expression) -> Expression:
    """A condition with another expression in the place of a part."""
    if condition is part:
        return other
    match condition:
        case And(parts=parts) | Or(parts=parts):
            return replace(condition, parts=tuple(put(one, part, other) for one in parts))
        case Not(part=inner):
            return replace(condition, part=put(inner, part, other))
    return condition


def _split(condition: Expression, wanted: bool) -> Iterator[tuple[Expression, bool]]:
    """A need as several smaller ones where that is the same."""
    match condition:
        case And(parts=parts) if wanted:
            for one in parts:
                yield from _split(one, wanted)
        case Or(parts=parts) if not wanted:
            for one in parts:
                yield from _split(one, wanted)
        case _:
            yield condition, wanted


def _meant(expression: Expression, playbook: Playbook) -> tuple[Expression, ...]:
    match expression:
        case MetricValue(name=name):
            return tuple(one.value for one in playbook.metrics if one.name == name)
        case SegmentMember(name=name):
            return tuple(one.condition for one in playbook.segments if one.name == name)
        case StageOf(lifecycle=name):
            stages = (stage for one in playbook.lifecycles if one.name == name for stage in one.stages)
            return tuple(stage.condition for stage in stages if stage.condition is not None)
    return ()
