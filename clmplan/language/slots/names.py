"""Slots that hold names: what a playbook, a project file or the almanac declares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from clmplan.almanac.table import all_names, named_days
from clmplan.base.diagnostics import Diagnostic, nearest
from clmplan.codes import constructs
from clmplan.codes import resolve as codes
from clmplan.language.expressions.infer import Inference
from clmplan.language.mend import renamed
from clmplan.language.phrases import Read, Reader
from clmplan.language.scope import KINDS, NAMELESS, Scope, suggestion
from clmplan.language.slots.schedules import day_in_two_words, weekday_meant
from clmplan.language.slots.values import expected
from clmplan.language.text.syntax import CommaNode, ListNode, LiteralNode, NameNode, Node, NotNode, RecentNode, WordNode
from clmplan.language.words import word_table
from clmplan.model.expression import CustomerField, EventDay, Expression, Type
from clmplan.model.project import FieldType

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LEAP_DAYS = ("feb28", "mar1")
_ALMOST = 0.8  # a keyword is proposed in place of a name only when it is nearly the same
_KINDS_OF_CHANNEL = ("owned", "paid")
Named = Callable[[str, NameNode], "object | Diagnostic"]


def name_readers(scope: Scope, inference: Inference) -> Mapping[str, Reader]:
    """Readers of names and of conditions within a scope."""
    return {
        "channel": _named("channel", lambda name, node: _declared(scope, "channel", name, node)),
        "offer": _named("offer", lambda name, node: _declared(scope, "offer", name, node)),
        "event": _named("event", lambda name, node: _event(scope, name, node)),
        "field": _named("field", lambda name, node: _consent_field(scope, name, node)),
        "agreed": _named("agreed", lambda name, node: _date_field(scope, name, node)),
        "stage": _named("stage", lambda name, node: _stage(scope, name, node)),
        "named": lambda parts: _days_named(scope, parts),
        "weekday": _named("weekday", _weekday),
        "moment": lambda parts: _moment(scope, parts[0]),
        "kind": _named("kind", _kind_of_channel),
        "campaign": _named("campaign", lambda name, node: _declared(scope, "campaign", name, node)),
        "lifecycle": _named("lifecycle", lambda name, node: _declared(scope, "lifecycle", name, node)),
        "leap": _named("leap", _leap_day),
        "offers": lambda parts: _offers(scope, parts[0]),
        "split": _split,
        "response": lambda parts: _response(scope, parts[0]),
        "anchor": lambda parts: day_in_two_words(scope, parts) or _anchor(scope, inference, parts[0]),
        "word": _named("word", lambda name, _: word_table().values.get(name, name)),
        "name": _named("name", _plain),
        "condition": lambda parts: _condition(inference, parts[0]),
    }


def _named(slot: str, read: Named) -> Reader:
    def reader(parts: Sequence[Node]) -> Read:
        node = parts[0]
        if not isinstance(node, NameNode):
            return expected(slot)
        found = read(node.path[0] if len(node.path) == 1 else ".".join(node.path), node)
        return found if isinstance(found, Diagnostic) else (found, 1)

    return reader


def _unknown(kind: str, node: NameNode, known: Iterable[str]) -> Diagnostic:
    name, known = ".".join(node.path), tuple(known)
    keyword = nearest(name, word_table().words, _ALMOST) if nearest(name, known) is None else None
    if keyword is not None:
        known = (keyword,)
    if kind == "day" and (meant := weekday_meant(node)) is not None:
        return meant
    said = codes.UNKNOWN_NAME.at(node.span, kind=KINDS[kind], name=name, hint=suggestion(name, known))
    return renamed(said, name, known)


def _plain(name: str, node: NameNode) -> str | Diagnostic:
    return name if len(node.path) == 1 else codes.NAME_WITH_DOT.at(node.span, name=name)


def _declared(scope: Scope, kind: str, name: str, node: NameNode) -> str | Diagnostic:
    declared = scope.declared.get(kind, {})
    if name in declared or name in scope.lost or NAMELESS in declared:
        return name
    return _unknown(kind, node, declared)


def _event(scope: Scope, name: str, node: NameNode) -> str | Diagnostic:
    table = scope.event(name)
    return table.name if table is not None else _unknown("event", node, scope.project.events)


def _consent_field(scope: Scope, name: str, node: NameNode) -> str | Diagnostic:
    fields = scope.readable(FieldType.YES_NO)
    return name if name in (*fields, *scope.readable(FieldType.DATE)) else _unknown("yes_no", node, fields)


def _date_field(scope: Scope, name: str, node: NameNode) -> str | Diagnostic:
    fields = scope.readable(FieldType.DATE)
    return name if name in fields else _unknown("agreed", node, fields)


def _stage(scope: Scope, name: str, node: NameNode) -> tuple[str, str] | Diagnostic:
    if name in scope.lost or any(NAMELESS in stages for stages in scope.stages.values()):
        return next(iter(scope.stages), name), name
    stage = node.path[-1]
    lifecycle = scope.lifecycle_of(stage)
    if lifecycle is None or name not in {stage, f"{lifecycle}.{stage}"}:
        return _unknown("stage", node, (stage for stages in scope.stages.values() for stage in stages))
    return lifecycle, stage


def _days_named(scope: Scope, parts: Sequence[Node]) -> Read:
    """The days of a name, which is one word."""
    read = _named("named", lambda name, node: _named_day(scope, name, node))
    return day_in_two_words(scope, parts) or read(parts)


def _named_day(scope: Scope, name: str, node: NameNode) -> object | Diagnostic:
    days = named_days(name, scope.project.regions, scope.project.days)
    return tuple(sorted({one.day for one in days})) if days else _unknown("day", node, _days_known(scope))


def _days_known(scope: Scope) -> tuple[str, ...]:
    festivals = (name for pair in all_names(scope.project.regions, scope.project.days) for name in pair)
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


def _moment(scope: Scope, node: Node) -> Read:
    """A date or the dates of a named day, as a tuple; or a weekday."""
    if isinstance(node, LiteralNode) and node.value.kind == "date":
        return (node.value.value,), 1
    if not isinstance(node, NameNode):
        return expected("moment")
    name = ".".join(node.path)
    value = word_table().values.get(name)
    if value in _WEEKDAYS:
        return _WEEKDAYS.index(value), 1
    days = named_days(name, scope.project.regions, scope.project.days)
    if not days:
        named = all_names(scope.project.regions, scope.project.days)
        known = (*_spelled(_WEEKDAYS, name), *(one for pair in named for one in pair))
        return _unknown("moment", node, known)
    return tuple(sorted({one.day for one in days})), 1


def _kind_of_channel(name: str, node: NameNode) -> str | Diagnostic:
    value = word_table().values.get(name)
    return value if value in _KINDS_OF_CHANNEL else _unknown("value", node, _spelled(_KINDS_OF_CHANNEL, name))


def _leap_day(name: str, node: NameNode) -> str | Diagnostic:
    value = word_table().values.get(name)
    return value if value in _LEAP_DAYS else _unknown("value", node, _spelled(_LEAP_DAYS, name))


def _offers(scope: Scope, node: Node) -> Read:
    if not isinstance(node, ListNode) or not node.items:
        return expected("offers")
    found: list[str] = []
    for item in node.items:
        if not isinstance(item, NameNode):
            return expected("offers")
        read = _declared(scope, "offer", ".".join(item.path), item)
        if isinstance(read, Diagnostic):
            return read
        if read in found:
            return constructs.TWICE_IN_LIST.at(item.span, name=item.span.text)
        found.append(read)
    return tuple(found), 1


def _split(parts: Sequence[Node]) -> Read:
    """Names with their shares, `acquisition 40%, reserve 60%`; together the whole."""
    found: dict[str, Decimal] = {}
    used = 0
    while used + 1 < len(parts):
        name, share = parts[used], parts[used + 1]
        value = share.value if isinstance(share, LiteralNode) and share.value.kind == "percent" else None
        if not isinstance(name, NameNode) or value is None or not isinstance(value.value, Decimal):
            return expected("split")
        word = ".".join(name.path)
        word = word_table().values.get(word, word)
        if word in found:
            return constructs.TWICE_IN_LIST.at(name.span, name=name.span.text)
        found[word] = value.value / 100
        used += 2
        if used < len(parts) and isinstance(parts[used], CommaNode):
            used += 1
    total = sum(found.values(), Decimal(0))
    if not found:
        return expected("split")
    if total != 1:
        said = constructs.SHARES_DO_NOT_ADD_UP.at(parts[0].span, total=f"{total * 100:f}")
        return said.given(**{name: f"{share * 100:f}%" for name, share in found.items()})
    return tuple(found.items()), used


def _response(scope: Scope, node: Node) -> Read:
    """An event that a customer has had or (with `not`) has not had: `ordered` and `order` both mean `orders`."""
    is_negated = isinstance(node, NotNode)
    named = node.part if isinstance(node, NotNode) else node
    if not isinstance(named, NameNode):
        return expected("response")
    name = ".".join(named.path)
    ways = (name, name.removesuffix("ed"), name.removesuffix("d"))
    table = next((found for way in ways if (found := scope.event(way)) is not None), None)
    if table is None:
        return _unknown("event", named, scope.project.events)
    return (table.name, is_negated), 1


def _spelled(values: Iterable[str], like: str) -> tuple[str, ...]:
    return tuple(word_table().spelled(value, "en" if like.isascii() else "zh") for value in values)


def _condition(inference: Inference, node: Node) -> Read:
    if isinstance(node, WordNode) and inference.knows(node.span.text):
        node = NameNode(node.span, (node.span.text,))
    if isinstance(node, WordNode | CommaNode):
        return expected("condition")
    return inference.condition(node), 1
