"""Metrics and segments: definitions that may use each other, but never themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from clmplan.base.diagnostics import Wording
from clmplan.codes import infer as infer_codes
from clmplan.codes import resolve as codes
from clmplan.codes.phrases import NOTHING_JOINS, ONE_EXPRESSION
from clmplan.functions.customer_kind import CustomerWord
from clmplan.language.calls import all_functions
from clmplan.language.collect import form_of
from clmplan.language.expressions.alike import is_average, type_of
from clmplan.language.expressions.infer import Inference
from clmplan.language.readers import readers
from clmplan.language.scope import STAGE_WORDS, Declared, Scope
from clmplan.language.shapes import fit
from clmplan.language.text.spelling import needs_space, unglued
from clmplan.language.text.syntax import (
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
from clmplan.model.expression import Expression, ModelValue, TopShare, Type
from clmplan.model.playbook import Metric, Segment

Uses = Mapping[str, tuple[str, ...]]
_TOP = (
    "{side:top|bottom} {percent:share} by {metric:metric}",
    "{side:top|bottom} {percent:share} by {metric:metric} where {among:condition}",
)
_SHOWN = 6
_CONDITIONS = (BinaryNode, BetweenNode, MissingNode, NotNode)
_RANKED = frozenset({Type.NUMBER, Type.MONEY, Type.DAYS, Type.DATE})


def read_metrics(scope: Scope) -> tuple[Metric, ...]:
    """The metrics in written order."""
    declared = scope.declared["metric"]
    uses = _uses(declared)
    circular = _circular(uses, declared, scope)
    types: dict[str, Type] = {}
    found: dict[str, Metric] = {}
    for name in _in_order(uses):
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
        if isinstance(value, ModelValue) and value.function.labels:
            scope.labelled[name] = value.function.name
        found[name] = Metric(name, one.title, value, one.at)
    return tuple(found[name] for name in declared if name in found)


def read_segments(scope: Scope, inference: Inference) -> tuple[Segment, ...]:
    """The segments in written order."""
    declared = scope.declared["segment"]
    circular = _circular(_uses(declared), declared, scope)
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
    glued = (unglued(name, scope.readable_names()) for part in parts for name in _names(part) if not scope.is_flooded)
    apart = next((words for words in glued if words is not None), None)
    form = Wording(form_of(one.kind, "en"), form_of(one.kind, "zh"))
    place = phrase.span if phrase is not None else one.at
    reason = ONE_EXPRESSION if apart is None else needs_space(apart)
    if apart is None and all(isinstance(part, _CONDITIONS) for part in parts):
        place, reason = parts[1].span, NOTHING_JOINS
    scope.say(codes.DOES_NOT_FIT.at(place, reason=reason, forms=form))


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


def _in_order(uses: Uses) -> list[str]:
    """Names so that each comes after those it uses; circles are left where they are."""
    order: dict[str, None] = {}
    for name in uses:
        path = {name: iter(uses[name])}
        while path:
            last = next(reversed(path))
            waiting = next((used for used in path[last] if used not in order and used not in path), None)
            if waiting is None:
                del path[last]
                order[last] = None
            else:
                path[waiting] = iter(uses[waiting])
    return list(order)


def _circular(uses: Uses, known: Mapping[str, Declared], scope: Scope) -> frozenset[str]:
    """Names that are defined through themselves; each circle is reported once."""
    found: set[str] = set()
    for name in _suspects(uses):
        path = None if name in found else _way_back(name, uses)
        if path is not None and not found & set(path):
            steps = [f"`{step}`" for step in (*path[1:], name)]
            shown = " → ".join(steps if len(steps) <= _SHOWN else [*steps[: _SHOWN - 1], "…", steps[-1]])
            scope.say(codes.CIRCULAR.at(known[name].at, name=name, path=shown))
            found |= set(path)
    return frozenset(found)


def _suspects(uses: Uses) -> list[str]:
    """Names that are in a circle or lead into one: what is left when names that use nothing left are taken away."""
    users: dict[str, list[str]] = {name: [] for name in uses}
    for name, used in uses.items():
        for one in used:
            users[one].append(name)
    waiting_for = {name: len(used) for name, used in uses.items()}
    free = [name for name, count in waiting_for.items() if count == 0]
    for name in free:
        for user in users[name]:
            waiting_for[user] -= 1
            if waiting_for[user] == 0:
                free.append(user)
    return [name for name, count in waiting_for.items() if count]


def _way_back(name: str, uses: Uses) -> tuple[str, ...] | None:
    came_from: dict[str, str] = {}
    waiting = [name]
    while waiting:
        here = waiting.pop()
        for used in uses[here]:
            if used == name:
                path = [here]
                while path[-1] != name:
                    path.append(came_from[path[-1]])
                return tuple(reversed(path))
            if used not in came_from:
                came_from[used] = here
                waiting.append(used)
    return None


def _uses(known: Mapping[str, Declared]) -> Uses:
    return {
        name: tuple(dict.fromkeys(used for part in phrase.parts for used in _names(part) if used in known))
        if (phrase := one.statement.definition) is not None
        else ()
        for name, one in known.items()
    }


def _names(node: Node) -> Iterator[str]:
    """The bare names in an expression, however deep, without recursion."""
    waiting = [node]
    while waiting:
        match waiting.pop():
            case NameNode(_, path):
                yield path[0]
            case BinaryNode(_, _, left, right):
                waiting += (left,) if _is_labelled(left) else (right, left)
            case NotNode(_, part) | SinceNode(_, part) | MissingNode(_, part, _):
                waiting.append(part)
            case BetweenNode(_, value, low, high):
                waiting += (high, low, value)
            case ListNode(_, items):
                waiting += reversed(items)
            case CallNode(_, _, phrase):
                waiting += reversed(phrase.parts)


def _is_labelled(value: Node) -> bool:
    """Whether names beside a value are those it gives: of stages, or of a function's segments."""
    match value:
        case NameNode(_, (name,)):
            return name in STAGE_WORDS
        case CallNode(_, name):
            return isinstance(word := all_functions().get(".".join(name.path)), CustomerWord) and bool(word.labels)
    return False
