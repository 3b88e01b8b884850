"""Results as JSON documents and back: a report can show what an earlier run of the same plan found."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from clmplan.base.money import Money

T = TypeVar("T")


def to_json(value: object, schema: str, plan: str) -> str:
    """A result of a plan as sorted JSON with its schema; money as text in major units of the result's currency."""
    content = _plain(value)
    if not isinstance(content, dict):
        raise TypeError(f"a result is a dataclass, not {type(value).__name__}")
    document = {**content, "schema": schema, "plan_id": plan}
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2, sort_keys=True) + "\n"


def from_json(content: bytes, schema: str, plan: str, kind: type[T]) -> T | None:
    """The result in a document of this schema about this plan, or None when it is about another or damaged."""
    try:
        document = json.loads(content)
        if document["schema"] != schema or document["plan_id"] != plan:
            return None
        built: T = _built(kind, document, document["currency"])
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError):
        return None
    return built


def _plain(value: object) -> object:
    if isinstance(value, Money):
        return str(value.amount)
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _built(kind: Any, value: Any, currency: str) -> Any:  # JSON is untyped, and so are type hints
    """The value of a type hint: dataclasses, enums, money, tuples and unions with None are rebuilt."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is UnionType:
        inner = [one for one in arguments if one is not type(None)]
        return None if value is None else _built(inner[0], value, currency)
    if origin is tuple:
        kinds = [arguments[0]] * len(value) if len(arguments) == 2 and arguments[1] is ... else arguments
        return tuple(_built(one, each, currency) for one, each in zip(kinds, value, strict=True))
    if kind is Money:
        return Money.of(Decimal(value), currency)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return kind(**{name: _built(hints[name], value[name], currency) for name in hints})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return float(value) if kind is float else value
