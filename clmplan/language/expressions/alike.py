"""Questions about typed expressions: their type, whether two can meet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import cast

from clmplan.language.text.syntax import BinaryNode, Node
from clmplan.model.expression import Constant, EventCall, Expression, ModelValue, Operator, Quintile, Type

# What a comparison becomes when its sides change places.
MIRRORED: Mapping[Operator, Operator] = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_CALLS = (EventCall, ModelValue, Quintile)


def type_of(expression: Expression) -> Type:
    """The type of a typed expression."""
    return cast(Type, expression.type)  # type: ignore[attr-defined]  # each kind declares its own


def is_average(expression: Expression) -> bool:
    """Whether this is an average, which must not be divided out."""
    return isinstance(expression, EventCall) and expression.function.name == "avg"


def are_alike(left: Expression, right: Expression) -> bool:
    """Whether two values can be compared: one type, or whole days against a written number."""
    kinds = {type_of(left), type_of(right)}
    if len(kinds) == 1:
        return True
    return kinds == {Type.DAYS, Type.NUMBER} and all(
        not isinstance(side, Constant) or side.value == int(Decimal(side.value)) for side in (left, right)
    )


def inside(expression: Expression) -> Iterator[Expression]:
    """An expression and everything in it, except what calls are made of."""
    waiting = [expression]
    while waiting:
        one = waiting.pop()
        yield one
        names: tuple[str, ...] = () if isinstance(one, _CALLS) else one.__match_args__
        for name in names:
            value = getattr(one, name)
            parts = value if isinstance(value, tuple) else (value,)
            waiting += [inner for inner in reversed(parts) if isinstance(inner, Expression)]


def operands(node: Node, operator: str) -> list[Node]:
    """The operands of a chain of one operator, left to right."""
    parts: list[Node] = []
    while isinstance(node, BinaryNode) and node.operator == operator:
        parts.append(node.right)
        node = node.left
    return [node, *reversed(parts)]
