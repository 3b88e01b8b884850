"""What each type of slot accepts: from a node of a phrase to a value of the model."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal

from clmplan.almanac.table import all_names, named_days
from clmplan.base.days import Duration, Window
from clmplan.base.diagnostics import Wording
from clmplan.base.money import Money, Rate
from clmplan.codes import resolve as codes
from clmplan.codes.phrases import SLOT_WORDS
from clmplan.language.constants import money_currency
from clmplan.language.infer import Inference
from clmplan.language.literals import Value
from clmplan.language.phrases import Reader
from clmplan.language.scope import KINDS, Scope, suggestion
from clmplan.language.syntax import (
    BinaryNode,
    CommaNode,
    LiteralNode,
    NameNode,
    Node,
    RangeNode,
    RecentNode,
    WordNode,
)
from clmplan.language.words import word_table
from clmplan.model.expression import CustomerField, EventDay, Expression, Type
from clmplan.model.project import FieldType

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
One = Callable[[Node], object | None]


def readers(scope: Scope, inference: Inference) -> Mapping[str, Reader]:
    """All slot readers of a scope."""
    literal = _literal_readers(scope)
    named: dict[str, Reader] = {
        "channel": _declared(scope, "channel"),
        "offer": _declared(scope, "offer"),
        "event": lambda parts: _event(scope, parts[0]),
        "field": lambda parts: _yes_no_field(scope, parts[0]),
        "stage": lambda parts: _stage(scope, parts[0]),
        "named": lambda parts: _named_day(scope, parts[0]),
        "anchor": lambda parts: _anchor(scope, inference, parts[0]),
        "weekday": lambda parts: _weekday(parts[0]),
        "word": lambda parts: _word(parts[0]),
        "name": _single("name", lambda node: node.path[0] if isinstance(node, NameNode) else None),
        "condition": lambda parts: _condition(inference, parts[0]),
    }
    return {**literal, **named}


def _literal_readers(scope: Scope) -> dict[str, Reader]:
    return {
        "number": _single("number", lambda node: _whole(_value(node, "number"))),
        "percent": _single("percent", lambda node: _share(_value(node, "percent"))),
        "duration": _single("duration", lambda node: _value(node, "duration")),
        "days": _single("days", lambda node: _day_count(_value(node, "duration"))),
        "date": _single("date", lambda node: _value(node, "date")),
        "time": _single("time", lambda node: _value(node, "time")),
        "text": _single("text", lambda node: _value(node, "text")),
        "dates": _dates,
        "times": _single("times", _times),
        "window": lambda parts: _window(scope, parts[0]),
        "money": _single("money", lambda node: _money(scope, node)),
        "rate": _single("rate", lambda node: _rate(scope, node)),
        "percents": _single("percents", lambda node: _range(node, "percent", Decimal(100))),
        "moneys": _single("moneys", lambda node: _range(node, "money", Decimal(1))),
        "discount": _discount,
    }


def _single(kind: str, read: One) -> Reader:
    def reader(parts: Sequence[Node]) -> tuple[object, int] | Wording:
        found = read(parts[0])
        return _not(kind) if found is None else (found, 1)

    return reader


def _not(kind: str) -> Wording:
    words = SLOT_WORDS[kind]
    return Wording(f"{words.en} is expected here", f"这里应是{words.zh}")


def _value(node: Node, kind: str) -> object | None:
    return node.value.value if isinstance(node, LiteralNode) and node.value.kind == kind else None


def _whole(value: object | None) -> int | None:
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else None


def _share(value: object | None) -> Decimal | None:
    return value / 100 if isinstance(value, Decimal) and value <= 100 else None


def _day_count(value: object | None) -> int | None:
    return value.days if isinstance(value, Duration) else None


def _dates(parts: Sequence[Node]) -> tuple[object, int] | Wording:
    found: list[date] = []
    used = 0
    for position, part in enumerate(parts):
        if position % 2:
            if not isinstance(part, CommaNode):
                break
            continue
        day = _value(part, "date")
        if not isinstance(day, date):
            break
        found.append(day)
        used = position + 1
    return (tuple(sorted(set(found))), used) if found else _not("dates")


def _times(node: Node) -> tuple[time, time] | None:
    if isinstance(node, BinaryNode) and node.operator == "and":
        low, high = _value(node.left, "time"), _value(node.right, "time")
        if isinstance(low, time) and isinstance(high, time):
            return low, high
    return None


def _window(scope: Scope, node: Node) -> tuple[object, int] | Wording:
    low = _value(node.low, "date") if isinstance(node, RangeNode) else _value(node, "date")
    high = _value(node.high, "date") if isinstance(node, RangeNode) else low
    if not isinstance(low, date) or not isinstance(high, date):
        return _not("window")
    if high < low:
        scope.say(codes.ENDS_BEFORE_START.at(node.span, first=low, last=high))
        return Window.of_days(high, low), 1
    return Window.of_days(low, high), 1


def _amount(scope: Scope, node: Node) -> tuple[Decimal, str] | None:
    if not isinstance(node, LiteralNode) or node.value.kind != "money":
        return None
    value: Value = node.value
    currency = money_currency(value, scope) or scope.project.currency
    return (value.value, currency) if isinstance(value.value, Decimal) else None


def _money(scope: Scope, node: Node) -> Money | None:
    found = _amount(scope, node)
    return None if found is None else Money.of(*found)


def _rate(scope: Scope, node: Node) -> Rate | None:
    found = _amount(scope, node)
    return None if found is None else Rate(*found)


def _range(node: Node, kind: str, unit: Decimal) -> tuple[Decimal, Decimal] | None:
    low = _value(node.low if isinstance(node, RangeNode) else node, kind)
    high = _value(node.high if isinstance(node, RangeNode) else node, kind)
    if not isinstance(low, Decimal) or not isinstance(high, Decimal) or high < low:
        return None
    return low / unit, high / unit


def _discount(parts: Sequence[Node]) -> tuple[object, int] | Wording:
    first = parts[0]
    if isinstance(first, LiteralNode) and first.value.kind == "discount":
        return str(first.value.value), 1
    if isinstance(first, LiteralNode) and first.value.kind in {"percent", "money"} and len(parts) > 1:
        used = 0
        for part in parts:
            is_word = isinstance(part, WordNode) and part.names & {"off", "over"}
            if not is_word and not isinstance(part, LiteralNode):
                break
            used += 1
        if isinstance(parts[1], WordNode) and "off" in parts[1].names:
            return first.span.to(parts[used - 1].span).text, used
    return _not("discount")


def _declared(scope: Scope, kind: str) -> Reader:
    def reader(parts: Sequence[Node]) -> tuple[object, int] | Wording:
        node = parts[0]
        if not isinstance(node, NameNode):
            return _not(kind)
        name = ".".join(node.path)
        if name in scope.names(kind) or name in scope.lost:
            return name, 1
        return _unknown(kind, name, scope.names(kind))

    return reader


def _unknown(kind: str, name: str, known: Sequence[str]) -> Wording:
    hint = suggestion(name, known)
    words = KINDS[kind]
    return Wording(f"there is no {words.en} `{name}`; {hint.en}", f"没有名为 `{name}` 的{words.zh}；{hint.zh}")


def _event(scope: Scope, node: Node) -> tuple[object, int] | Wording:
    if not isinstance(node, NameNode):
        return _not("event")
    table = scope.event(node.path[0])
    return (table.name, 1) if table is not None else _unknown("event", node.path[0], tuple(scope.project.events))


def _yes_no_field(scope: Scope, node: Node) -> tuple[object, int] | Wording:
    fields = scope.readable(FieldType.YES_NO)
    if not isinstance(node, NameNode):
        return _not("field")
    return (node.path[0], 1) if node.path[0] in fields else _unknown("field", node.path[0], fields)


def _stage(scope: Scope, node: Node) -> tuple[object, int] | Wording:
    if not isinstance(node, NameNode):
        return _not("stage")
    name = node.path[-1]
    lifecycle = scope.lifecycle_of(name)
    if lifecycle is None:
        return _unknown("stage", name, tuple(stage for stages in scope.stages.values() for stage in stages))
    return (lifecycle, name), 1


def _named_day(scope: Scope, node: Node) -> tuple[object, int] | Wording:
    if not isinstance(node, NameNode):
        return _not("named")
    name = node.path[0]
    days = named_days(name, scope.project.regions)
    if not days:
        english = [one for pair in all_names(scope.project.regions) for one in pair]
        return _unknown("day", name, english)
    return tuple(sorted({one.day for one in days})), 1


def _anchor(scope: Scope, inference: Inference, node: Node) -> tuple[object, int] | Wording:
    found: Expression | None = None
    if isinstance(node, NameNode):
        spec = scope.customer_field(node.path[0])
        if spec is None or spec.type is not FieldType.DATE:
            return _unknown("day", node.path[0], scope.readable(FieldType.DATE))
        found = CustomerField(spec.name, Type.DATE, spec.nullable, at=node.span)
    elif isinstance(node, RecentNode):
        found = inference.infer(node)
    if not isinstance(found, CustomerField | EventDay):
        return _not("anchor")
    return found, 1


def _weekday(node: Node) -> tuple[object, int] | Wording:
    name = word_table().values.get(node.span.text) if isinstance(node, NameNode) else None
    return (_WEEKDAYS.index(name), 1) if name in _WEEKDAYS else _not("weekday")


def _word(node: Node) -> tuple[object, int] | Wording:
    if not isinstance(node, NameNode):
        return _not("word")
    return word_table().values.get(node.path[0], node.path[0]), 1


def _condition(inference: Inference, node: Node) -> tuple[object, int] | Wording:
    if isinstance(node, WordNode | CommaNode):
        return _not("condition")
    return inference.condition(node), 1
