"""Metrics and segments: definitions that may use each other, but never themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from clmplan.base.diagnostics import Wording
from clmplan.codes import infer as infer_codes
from clmplan.codes import resolve as codes
from clmplan.codes.phrases import ONE_EXPRESSION
from clmplan.language.alike import is_average, type_of
from clmplan.language.collect import form_of
from clmplan.language.infer import Inference
from clmplan.language.readers import readers
from clmplan.language.scope import Declared, Scope
from clmplan.language.shapes import fit
from clmplan.language.spelling import needs_space, unglued
from clmplan.language.syntax import (
    BetweenNode,
    BinaryNode,
    CallNode,
    ListNode,
    MissingNode,
    NameNode,
    Node,
    NotNode,
    Phrase,
    SinceNode,
    WordNode,
)
from clmplan.model.expression import Expression, TopShare, Type
from clmplan.model.playbook import Metric, Segment

_TOP = (
    "{side:top|bottom} {percent:share} by {metric:metric}",
    "{side:top|bottom} {percent:share} by {metric:metric} where {among:condition}",
)
_RANKED = frozenset({Type.NUMBER, Type.MONEY, Type.DAYS, Type.DATE})


def read_metrics(scope: Scope) -> tuple[Metric, ...]:
    """The metrics in written order."""
    declared = scope.declared["metric"]
    circular = _circular(declared, scope)
    types: dict[str, Type] = {}
    found: dict[str, Metric] = {}
    for name in _in_order(declared):
        if name in circular:
            continue
        one = declared[name]
        value = _definition(one, scope, Inference(scope, types, in_stage=True))
        if value is None:
            continue
        if is_average(value):
            scope.say(infer_codes.AVERAGE_ALONE.at(one.at))
            continue
        types[name] = type_of(value)
        found[name] = Metric(name, one.title, value, one.at)
    return tuple(found[name] for name in declared if name in found)


def read_segments(scope: Scope, inference: Inference) -> tuple[Segment, ...]:
    """The segments in written order."""
    declared = scope.declared["segment"]
    circular = _circular(declared, scope)
    found = []
    for name, one in declared.items():
        if name in circular:
            continue
        condition = _condition(one, scope, inference)
        if condition is not None:
            found.append(Segment(name, one.title, condition, one.at))
    return tuple(found)


def _definition(one: Declared, scope: Scope, inference: Inference) -> Expression | None:
    phrase = one.statement.definition
    if phrase is None:
        return None
    if len(phrase.parts) != 1:
        _undefined(one, scope)
        return None
    return inference.infer(phrase.parts[0])


def _condition(one: Declared, scope: Scope, inference: Inference) -> Expression | None:
    phrase = one.statement.definition
    if phrase is None:
        return None
    first = phrase.parts[0]
    if isinstance(first, WordNode) and first.names & {"top", "bottom"}:
        return _top(phrase, scope, inference)
    if len(phrase.parts) != 1:
        _undefined(one, scope)
        return None
    return inference.condition(first)


def _undefined(one: Declared, scope: Scope) -> None:
    phrase = one.statement.definition
    parts = phrase.parts if phrase is not None else ()
    glued = (unglued(name, scope.readable_names()) for part in parts for name in _names(part))
    apart = next((words for words in glued if words is not None), None)
    reason = ONE_EXPRESSION if apart is None else needs_space(apart)
    form = Wording(form_of(one.kind, "en"), form_of(one.kind, "zh"))
    scope.say(codes.DOES_NOT_FIT.at(phrase.span if phrase is not None else one.at, reason=reason, forms=form))


def _top(phrase: Phrase, scope: Scope, inference: Inference) -> Expression | None:
    slots = {**readers(scope, inference), "metric": lambda parts: (inference.infer(parts[0]), 1)}
    found = fit(_TOP, phrase.parts, phrase.span, scope, slots)
    if found is None:
        return None
    by, among = found.get("metric"), found.get("among")
    if not isinstance(by, Expression) or ("among" in found.slots and among is None):
        return None
    if type_of(by) not in _RANKED or is_average(by):
        hint = Wording("rank by a metric: a number, an amount, days or a date", "请按数字、金额、天数或日期排名")
        place = found.places["metric"]
        scope.say(infer_codes.NOT_IN_EXPRESSION.at(place, text=place.text, hint=hint))
        return None
    share = Decimal(str(found.slots["percent"]))
    population = among if isinstance(among, Expression) else None
    return TopShare(share * 100, by, population, found.get("side") == "bottom", at=phrase.span)


def _in_order(known: Mapping[str, Declared]) -> list[str]:
    """Names so that each comes after those it uses; circles are left where they are."""
    order: dict[str, None] = {}
    for name in known:
        path = [name]
        while path:
            waiting = next(
                (used for used in _uses(known[path[-1]], known) if used not in order and used not in path), None
            )
            if waiting is None:
                order[path.pop()] = None
            else:
                path.append(waiting)
    return list(order)


def _circular(known: Mapping[str, Declared], scope: Scope) -> frozenset[str]:
    """Names that are defined through themselves; each circle is reported once."""
    found: set[str] = set()
    for name in known:
        path = _way_back(name, known)
        if path is not None and not found & set(path):
            through = " → ".join(f"`{step}`" for step in (*path[1:], name))
            scope.say(codes.CIRCULAR.at(known[name].at, name=name, path=through))
            found |= set(path)
    return frozenset(found)


def _way_back(name: str, known: Mapping[str, Declared]) -> tuple[str, ...] | None:
    paths: list[tuple[str, ...]] = [(name,)]
    seen: set[str] = set()
    while paths:
        path = paths.pop()
        for used in _uses(known[path[-1]], known):
            if used == name:
                return path
            if used not in seen:
                seen.add(used)
                paths.append((*path, used))
    return None


def _uses(one: Declared, known: Mapping[str, Declared]) -> list[str]:
    phrase = one.statement.definition
    if phrase is None:
        return []
    return [name for part in phrase.parts for name in dict.fromkeys(_names(part)) if name in known]


def _names(node: Node) -> Iterator[str]:
    """The bare names in an expression, however deep, without recursion."""
    waiting = [node]
    while waiting:
        match waiting.pop():
            case NameNode(_, path):
                yield path[0]
            case BinaryNode(_, _, left, right):
                waiting += (right, left)
            case NotNode(_, part) | SinceNode(_, part) | MissingNode(_, part, _):
                waiting.append(part)
            case BetweenNode(_, value, low, high):
                waiting += (high, low, value)
            case ListNode(_, items):
                waiting += reversed(items)
            case CallNode(_, _, phrase):
                waiting += reversed(phrase.parts)
