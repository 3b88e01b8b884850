"""What a written value means beside the value it is compared with: a choice of a field, a label, a share."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from clmplan.base import rooms
from clmplan.functions.customer_kind import CustomerWord, RankWord
from clmplan.language.expressions.alike import type_of
from clmplan.language.expressions.customer_calls import label_of
from clmplan.language.scope import Scope
from clmplan.language.text.syntax import LiteralNode, NameNode
from clmplan.model.expression import (
    Constant,
    CustomerField,
    EventCall,
    EventField,
    Expression,
    MetricValue,
    ModelValue,
    Quintile,
    Type,
)
from clmplan.model.project import FieldSpec

_WHOLE = frozenset({"count", "distinct"})


@cache
def customer_words() -> Mapping[str, CustomerWord]:
    """The functions over a customer's whole history by their names."""
    return rooms.members("clmplan.functions", CustomerWord, lambda word: word.name)


@cache
def rank_words() -> Mapping[str, RankWord]:
    """The functions that rank customers by their names."""
    return rooms.members("clmplan.functions", RankWord, lambda word: word.name)


def labelled(value: Expression, scope: Scope) -> CustomerWord | None:
    """The function whose labels a value is compared with; also behind the name of a metric."""
    match value:
        case ModelValue(function=function) if function.labels:
            return customer_words().get(function.name)
        case MetricValue(name=name) if name in scope.labelled:
            return customer_words()[scope.labelled[name]]
    return None


def bounds_of(value: ModelValue | Quintile) -> tuple[Decimal | None, Decimal | None]:
    """The least and the greatest value there can be."""
    if isinstance(value, Quintile):
        return Decimal(1), Decimal(5)
    word = customer_words().get(value.function.name)
    return (None, None) if word is None else word.bounds


def written_beside(left: Expression, node: NameNode | LiteralNode, scope: Scope) -> Constant | None:
    """A choice of a field, a label of a function, or a share of 1; None for what means the same anywhere."""
    word = node.path[0] if isinstance(node, NameNode) and len(node.path) == 1 else None
    if isinstance(node, LiteralNode) and node.value.kind == "percent":
        return Constant(_share(node), Type.NUMBER, at=node.span) if _can_be_share(left) else None
    text = str(node.value.value) if isinstance(node, LiteralNode) else word
    if text is None:
        return None
    choices = _choices(left, scope)
    if choices:
        if text not in choices:
            scope.unknown("value", text, node.span, choices)
        return Constant(text, Type.TEXT, at=node.span)
    function = labelled(left, scope)
    is_text = word is not None or (isinstance(node, LiteralNode) and node.value.kind == "text")
    return label_of(scope, function, text, node.span) if function is not None and is_text else None


def _choices(left: Expression, scope: Scope) -> tuple[str, ...]:
    spec: FieldSpec | None = None
    if isinstance(left, CustomerField):
        spec = scope.customer_field(left.name)
    elif isinstance(left, EventField):
        spec = scope.project.events[left.event].field(left.name)
    return spec.choices if spec is not None else ()


def _share(node: LiteralNode) -> int | Decimal:
    share = Decimal(str(node.value.value)) / 100
    return int(share) if share == share.to_integral_value() else share


def _can_be_share(left: Expression) -> bool:
    """Whether a value may be a share of 1: a number that does not count anything."""
    if type_of(left) is not Type.NUMBER or isinstance(left, Quintile):
        return False
    return not (isinstance(left, EventCall) and left.function.fold in _WHOLE)
