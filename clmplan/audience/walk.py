"""What an expression is made of: its parts, and the leaves that a statement must provide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from clmplan.model.expression import EventCall, Expression, MetricValue, ModelValue, Quintile, TopShare, Type
from clmplan.model.playbook import Playbook

Ranked = TopShare | Quintile


def parts(expression: Expression) -> Iterator[Expression]:
    """The expressions directly inside an expression, in written order."""
    for one in fields(expression):
        value = getattr(expression, one.name)
        if isinstance(value, Expression):
            yield value
        elif isinstance(value, tuple):
            yield from (part for part in value if isinstance(part, Expression))


def every(expression: Expression) -> Iterator[Expression]:
    """An expression and all that is inside it, except the `where` of event calls and the inputs of model values."""
    yield expression
    if not isinstance(expression, EventCall | ModelValue):
        for part in parts(expression):
            yield from every(part)


def kind_of(expression: Expression) -> Type:
    """The type of an expression, which every kind of expression has."""
    kind = getattr(expression, "type", None)
    if not isinstance(kind, Type):
        raise ValueError(f"{expression!r} has no type")
    return kind


def metric_named(playbook: Playbook, name: str) -> Expression:
    """The value of a metric; LookupError when there is none."""
    for metric in playbook.metrics:
        if metric.name == name:
            return metric.value
    raise LookupError(name)


def average(expression: Expression, playbook: Playbook) -> EventCall | None:
    """The average an expression stands for, itself or as the whole value of a metric; else None."""
    while isinstance(expression, MetricValue):
        expression = metric_named(playbook, expression.name)
    return expression if isinstance(expression, EventCall) and expression.function.fold == "avg" else None
