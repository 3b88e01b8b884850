"""Slots that hold names: what a playbook, a project file or the almanac declares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from clmplan.almanac.table import all_names, named_days
from clmplan.base.diagnostics import Diagnostic
from clmplan.codes import resolve as codes
from clmplan.language.expressions.infer import Inference
from clmplan.language.phrases import Read, Reader
from clmplan.language.scope import KINDS, NAMELESS, Scope, suggestion
from clmplan.language.slots.values import expected
from clmplan.language.text.syntax import CommaNode, NameNode, Node, RecentNode, WordNode
from clmplan.language.words import word_table
from clmplan.model.expression import CustomerField, EventDay, Expression, Type
from clmplan.model.project import FieldType

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_KINDS_OF_CHANNEL = ("owned", "paid")
Named = Callable[[str, NameNode], "object | Diagnostic"]


def name_readers(scope: Scope, inference: Inference) -> Mapping[str, Reader]:
    """Readers of names and of conditions within a scope."""
    return {
        "channel": _named("channel", lambda name, node: _declared(scope, "channel", name, node)),
        "offer": _named("offer", lambda name, node: _declared(scope, "offer", name, node)),
        "event": _named("event", lambda name, node: _event(scope, name, node)),
        "field": _named("field", lambda name, node: _yes_no_field(scope, name, node)),
        "stage": _named("stage", lambda name, node: _stage(scope, name, node)),
        "named": _named("named", lambda name, node: _named_day(scope, name, node)),
        "weekday": _named("weekday", _weekday),
        "kind": _named("kind", _kind_of_channel),
        "anchor": lambda parts: _anchor(scope, inference, parts[0]),
        "word": _named("word", lambda name, _: word_table().values.get(name, name)),
        "name": _named("name", _plain),
        "condition": lambda parts: _condition(inference, parts[0]),
    }


def _named(slot: str, read: Named) -> Reader:
    def reader(parts: Sequence[Node]) -> Read:
        node = parts[0]
        if not isinstance(node, NameNode):
            return expected(slot)
        found = read(".".join(node.path), node)
        return found if isinstance(found, Diagnostic) else (found, 1)

    return reader


def _unknown(kind: str, node: NameNode, known: Iterable[str]) -> Diagnostic:
    name = ".".join(node.path)
    return codes.UNKNOWN_NAME.at(node.span, kind=KINDS[kind], name=name, hint=suggestion(name, known))


def _plain(name: str, node: NameNode) -> str | Diagnostic:
    return name if len(node.path) == 1 else codes.NAME_WITH_DOT.at(node.span, name=name)


def _declared(scope: Scope, kind: str, name: str, node: NameNode) -> str | Diagnostic:
    if name in scope.names(kind) or name in scope.lost or NAMELESS in scope.names(kind):
        return name
    return _unknown(kind, node, scope.names(kind))


def _event(scope: Scope, name: str, node: NameNode) -> str | Diagnostic:
    table = scope.event(name)
    return table.name if table is not None else _unknown("event", node, scope.project.events)


def _yes_no_field(scope: Scope, name: str, node: NameNode) -> str | Diagnostic:
    fields = scope.readable(FieldType.YES_NO)
    return name if name in fields else _unknown("yes_no", node, fields)


def _stage(scope: Scope, name: str, node: NameNode) -> tuple[str, str] | Diagnostic:
    if name in scope.lost or any(NAMELESS in stages for stages in scope.stages.values()):
        return next(iter(scope.stages), name), name
    stage = node.path[-1]
    lifecycle = scope.lifecycle_of(stage)
    if lifecycle is None or name not in {stage, f"{lifecycle}.{stage}"}:
        return _unknown("stage", node, (stage for stages in scope.stages.values() for stage in stages))
    return lifecycle, stage


def _named_day(scope: Scope, name: str, node: NameNode) -> object | Diagnostic:
    days = named_days(name, scope.project.regions)
    return tuple(sorted({one.day for one in days})) if days else _unknown("day", node, _days_known(scope))


def _days_known(scope: Scope) -> tuple[str, ...]:
    festivals = (name for pair in all_names(scope.project.regions) for name in pair)
    return (*scope.readable(FieldType.DATE), *festivals)


def _anchor(scope: Scope, inference: Inference, node: Node) -> Read:
    found: Expression | None = None
    if isinstance(node, NameNode):
        spec = scope.customer_field(".".join(node.path))
        if spec is None or spec.type is not FieldType.DATE:
            return _unknown("day", node, _days_known(scope))
        found = CustomerField(spec.name, Type.DATE, spec.nullable, at=node.span)
    elif isinstance(node, RecentNode):
        name = ".".join(node.event.path)
        if scope.event(name) is None:
            return _unknown("event", node.event, scope.project.events)
        found = inference.infer(node)
    return (found, 1) if isinstance(found, CustomerField | EventDay) else expected("anchor")


def _weekday(name: str, node: NameNode) -> int | Diagnostic:
    value = word_table().values.get(name)
    return _WEEKDAYS.index(value) if value in _WEEKDAYS else _unknown("weekday", node, _spelled(_WEEKDAYS, name))


def _kind_of_channel(name: str, node: NameNode) -> str | Diagnostic:
    value = word_table().values.get(name)
    return value if value in _KINDS_OF_CHANNEL else _unknown("value", node, _spelled(_KINDS_OF_CHANNEL, name))


def _spelled(values: Iterable[str], like: str) -> tuple[str, ...]:
    return tuple(word_table().spelled(value, "en" if like.isascii() else "zh") for value in values)


def _condition(inference: Inference, node: Node) -> Read:
    if isinstance(node, WordNode) and inference.knows(node.span.text):
        node = NameNode(node.span, (node.span.text,))
    if isinstance(node, WordNode | CommaNode):
        return expected("condition")
    return inference.condition(node), 1
