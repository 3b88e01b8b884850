"""How values change while no event happens: not at all, by as much every day, or in a way of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clmplan.audience import walk
from clmplan.audience.scales import scale_of, units
from clmplan.model.expression import (
    Arithmetic,
    Compare,
    Constant,
    Contained,
    DaysSince,
    Expression,
    MetricValue,
    ModelValue,
    SegmentMember,
    StageOf,
    Type,
)
from clmplan.model.playbook import Playbook

_CONDITIONS = frozenset({Type.CONDITION, Type.YES_NO})


@dataclass(frozen=True, slots=True)
class Crossing:
    """Two values whose difference changes by `slope` a day, in units of 10^-places, and the test between them."""

    sign: str
    left: Expression
    right: Expression
    slope: int
    places: int


def inside(expressions: Iterable[Expression], playbook: Playbook) -> Iterator[Expression]:
    """Everything the expressions are made of, also behind names; each name is followed once."""
    seen: set[tuple[str, str]] = set()
    waiting = list(expressions)
    while waiting:
        for one in walk.every(waiting.pop()):
            yield one
            if isinstance(one, ModelValue):
                waiting += one.inputs
            name = _name(one)
            if name is not None and name not in seen:
                seen.add(name)
                waiting += behind(one, playbook)


def behind(expression: Expression, playbook: Playbook) -> tuple[Expression, ...]:
    """The expressions that a name stands for; none for anything else."""
    match expression:
        case MetricValue(name=name):
            return (walk.metric_named(playbook, name),)
        case SegmentMember(name=name):
            return (next(one.condition for one in playbook.segments if one.name == name),)
        case StageOf(lifecycle=name):
            lifecycle = next(one for one in playbook.lifecycles if one.name == name)
            return tuple(stage.condition for stage in lifecycle.stages if stage.condition is not None)
    return ()


def slope_of(expression: Expression, playbook: Playbook) -> int | None:
    """By how much a value grows each day, in its own units; None when it changes in a way of its own."""
    match expression:
        case DaysSince(date=date):
            slope = slope_of(date, playbook)
            return None if slope is None else 1 - slope
        case MetricValue(name=name):
            return slope_of(walk.metric_named(playbook, name), playbook)
        case Arithmetic():
            return _combined(expression, playbook)
        case ModelValue(inputs=inputs):
            is_steady = all(_kind(one) not in _CONDITIONS and slope_of(one, playbook) == 0 for one in inputs)
            return 0 if is_steady else None
    return 0


def is_daily(expressions: Iterable[Expression], playbook: Playbook) -> bool:
    """Whether anything in the expressions may change on any day in a way of its own."""
    for one in inside(expressions, playbook):
        if slope_of(one, playbook) is None:
            return True
        if isinstance(one, Compare | Contained) and _has_average(one, playbook):
            sides = (one.left, one.right) if isinstance(one, Compare) else (one.value,)
            if any(slope_of(side, playbook) for side in sides):
                return True
    return False


def crossings(expressions: Iterable[Expression], playbook: Playbook) -> Iterator[Crossing]:
    """The tests inside the expressions whose outcome may change while no event happens."""
    for one in inside(expressions, playbook):
        if isinstance(one, Compare):
            tests = [(one.operator, one.left, one.right)]
        elif isinstance(one, Contained):
            tests = [("=", one.value, constant) for constant in one.among]
        else:
            continue
        for sign, left, right in tests:
            yield from _crossing(sign, left, right, playbook)


def _crossing(sign: str, left: Expression, right: Expression, playbook: Playbook) -> Iterator[Crossing]:
    slopes = [slope_of(side, playbook) or 0 for side in (left, right)]
    if any(slopes):
        scales = [scale_of(side, playbook).places for side in (left, right)]
        one, other = (slope * 10 ** (max(scales) - own) for slope, own in zip(slopes, scales, strict=True))
        if one != other:
            yield Crossing(sign, left, right, one - other, max(scales))


def _combined(expression: Arithmetic, playbook: Playbook) -> int | None:
    left, right = slope_of(expression.left, playbook), slope_of(expression.right, playbook)
    if left is None or right is None:
        return None
    if not left and not right:
        return 0
    if expression.operator == "*":
        return _multiplied(expression.left, right, playbook) if right else _multiplied(expression.right, left, playbook)
    scales = [scale_of(side, playbook).places for side in (expression.left, expression.right)]
    one, other = left * 10 ** (max(scales) - scales[0]), right * 10 ** (max(scales) - scales[1])
    return int(one + other if expression.operator == "+" else one - other)


def _kind(expression: Expression) -> Type:
    kind: Type = expression.type  # type: ignore[attr-defined]  # every node has a type
    return kind


def _multiplied(factor: Expression, slope: int, playbook: Playbook) -> int | None:
    if isinstance(factor, Constant) and not isinstance(factor.value, str | bool):
        times: int = units(factor.value, scale_of(factor, playbook).places)
        return slope * times
    return None


def _has_average(expression: Compare | Contained, playbook: Playbook) -> bool:
    return any(walk.average(part, playbook) is not None for part in walk.parts(expression))


def _name(expression: Expression) -> tuple[str, str] | None:
    match expression:
        case MetricValue(name=name):
            return ("metric", name)
        case SegmentMember(name=name):
            return ("segment", name)
        case StageOf(lifecycle=name):
            return ("lifecycle", name)
    return None
