"""Conditions that are never true, always true, true for a day, list a value twice, or forget missing values."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field

from clmplan.base.diagnostics import Diagnostic, Edit, Wording
from clmplan.base.source import Span
from clmplan.codes import sense_conditions as codes
from clmplan.codes.phrases import verbatim
from clmplan.language.sense.reading.facts import Fact, conflict, key_of
from clmplan.language.sense.reading.look import Look
from clmplan.language.sense.reading.truth import Truth
from clmplan.language.sense.reading.written import Alike, said_of, stage_conditions
from clmplan.language.words import word_table
from clmplan.model.expression import (
    And,
    Compare,
    Constant,
    Contained,
    CustomerField,
    DaysSince,
    EventCall,
    EventDay,
    EventField,
    Expression,
    MetricValue,
    Missing,
    ModelValue,
    Not,
    Or,
    Quintile,
    SegmentMember,
    StageOf,
    TopShare,
)

# What is no condition and has none inside.
_VALUES = (Constant, CustomerField, EventDay, EventField, MetricValue, ModelValue, SegmentMember, StageOf)


@dataclass(slots=True)
class _Visit:
    """One condition being looked at from the inside out, and what was found."""

    truth: Truth
    found: list[Diagnostic] = field(default_factory=list)


def strange_conditions(look: Look) -> Iterator[Diagnostic]:
    """Conditions that decide nothing: never true, or always."""
    truth = look.truth
    for alike in look.conditions:
        yield from said_of(alike, lambda condition: _strange(condition, truth))
    for condition in stage_conditions(look.playbook):
        if conflict(truth.implied(condition)) is None:  # else it is said of the stage
            yield from _strange(condition, truth)


def values_listed_twice(look: Look) -> Iterator[Diagnostic]:
    """Lists that name a value again."""
    for alike in _each(look):
        yield from said_of(alike, _twice_inside)


def missing_left_out(look: Look) -> Iterator[Diagnostic]:
    """Opposites that are not true for a customer whose value is missing, where nothing says what to do with those."""
    for alike in _each(look):
        yield from said_of(alike, lambda condition: _left_out_of(condition, look))


def _each(look: Look) -> Iterator[Alike]:
    yield from look.conditions
    yield from ((condition,) for condition in stage_conditions(look.playbook))


def _strange(condition: Expression, truth: Truth) -> Iterator[Diagnostic]:
    visit = _Visit(truth)
    _judge(condition, visit)
    yield from visit.found


def _twice_inside(condition: Expression) -> Iterator[Diagnostic]:
    for node in _inside(condition):
        if isinstance(node, Contained):
            yield from _twice(node)


def _left_out_of(condition: Expression, look: Look) -> Iterator[Diagnostic]:
    truth, nodes = look.truth, tuple(_inside(condition))
    if not any(map(_is_opposite, nodes)):
        return
    asked = frozenset(key_of(truth.quantity(one.value)) for one in nodes if isinstance(one, Missing))
    first = {about.key: (node, about) for node, about in reversed(tuple(_opposites(condition, asked, truth)))}
    yield from (_left_out(node, about, look) for node, about in first.values())


def _children(node: Expression) -> tuple[Expression, ...]:
    if isinstance(node, _VALUES):
        return ()
    match node:
        case And(parts) | Or(parts):
            return parts
        case Not(part):
            return (part,)
        case Compare(_, left, right):
            return (left, right)
        case Contained(value, _) | Missing(value):
            return (value,)
        case DaysSince(date):
            return (date,)
        case EventCall() if node.where is not None:
            return (node.where,)
        case TopShare(_, by, among) | Quintile(by, among):
            return (by,) if among is None else (by, among)
    return ()


def _inside(node: Expression) -> Iterator[Expression]:
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += reversed(_children(one))


def _is_between(node: Expression) -> bool:
    """Whether the parts of an `and` are one `between`, which is written as a whole."""
    return isinstance(node, And) and all(part.at == node.at for part in node.parts)


def _judge(node: Expression, visit: _Visit, parent: Expression | None = None) -> bool:
    """Whether something was said about a condition or a part of it."""
    if isinstance(node, _VALUES):
        return False
    truth = visit.truth
    if not _is_between(node):
        said = [_judge(child, visit, node) for child in _children(node)]
        if any(said):
            return True
    whole = truth.of(node)
    if whole is not None and whole.values.is_empty:
        visit.found.append(_never(node, whole, visit))
        return True
    if whole is not None and whole.values.is_everything:
        if not _is_listing(node) and whole.key not in _beside(node, parent, truth):
            visit.found.append(codes.ALWAYS_TRUE.at(node.at, text=_text(node), quantity=whole.written))
        return True
    clash = conflict(truth.implied(node)) if isinstance(node, And) else None
    if clash is not None:
        first, second = clash
        found = codes.NEVER_TRUE.at(node.at, text=_text(node), quantity=second.written)
        visit.found.append(found.beside(first.at, codes.THIS_ONE).beside(second.at, codes.AND_THIS_ONE))
    return clash is not None


def _beside(node: Expression, parent: Expression | None, truth: Truth) -> frozenset[Hashable]:
    """What the other parts of an `and` are about: a bound beside another may decide nothing and be no mistake."""
    if not isinstance(parent, And):
        return frozenset()
    facts = (truth.of(part) for part in parent.parts if part is not node)
    return frozenset(fact.key for fact in facts if fact is not None)


def _is_listing(node: Expression) -> bool:
    """Whether a condition names values, or denies that it is none of some: naming all is a way to say so."""
    return isinstance(node, Contained | Not) or (isinstance(node, Compare) and node.operator == "=")


def _never(node: Expression, whole: Fact, visit: _Visit) -> Diagnostic:
    found = codes.NEVER_TRUE.at(node.at, text=_text(node), quantity=whole.written)
    least = visit.truth.least(whole.quantity)
    return found if least is None or not isinstance(node, Compare) else found.given(**{whole.written: f">= {least}"})


def _twice(node: Contained) -> Iterator[Diagnostic]:
    seen: dict[tuple[object, object], Constant] = {}
    for one in node.among:
        earlier = seen.setdefault((one.type, one.value), one)
        if earlier is one or one.at is None:
            continue
        source = one.at.source
        begin = node.at.start if node.at is not None else 0
        before = source.text[begin : one.at.start].rstrip()
        found = codes.LISTED_TWICE.at(one.at, value=one.at.text).beside(earlier.at, codes.FIRST_HERE)
        if before.endswith((",", "，", "、")):
            edit = Edit(Span(source, begin + len(before) - 1, one.at.end), "")
            found = found.mended(codes.DROP_SECOND, edit, is_safe=True)
        yield found


def _opposites(node: Expression, known: frozenset[Hashable], truth: Truth) -> Iterator[tuple[Expression, Fact]]:
    """Opposites in a condition whose value may be missing and is not known for another reason."""
    about = _opposite_of(node, truth)
    if about is not None:
        if about.key not in known and truth.may_be_missing(about.quantity):
            yield node, about
        return
    if isinstance(node, And):
        known |= frozenset(_known_by([part for part in node.parts if _opposite_of(part, truth) is None], truth))
    for child in _children(node):
        yield from _opposites(child, known, truth)


def _is_opposite(node: Expression) -> bool:
    return isinstance(node, Not) or (isinstance(node, Compare) and node.operator == "!=")


def _opposite_of(node: Expression, truth: Truth) -> Fact | None:
    """What a `not` or a `!=` is about, when that is one quantity other than a stage."""
    found = truth.of(node) if _is_opposite(node) else None
    return None if found is None or isinstance(found.quantity, StageOf) else found


def _known_by(conditions: list[Expression], truth: Truth) -> Iterator[Hashable]:
    """The quantities that must be known where some conditions are true; who has an event has a first and a last one."""
    for condition in conditions:
        for fact in truth.implied(condition):
            yield fact.key
            if isinstance(fact.quantity, EventCall):
                yield from truth.known_with(fact)


def _left_out(node: Expression, fact: Fact, look: Look) -> Diagnostic:
    found = codes.MISSING_LEFT_OUT.at(node.at, text=_text(node), quantity=fact.written)
    if node.at is None or not fact.written:
        return found
    locale = "zh" if look.is_chinese else "en"
    spelled = word_table().spelled
    word = f"{spelled('is', locale)} {spelled('missing', locale)}" if locale == "en" else spelled("missing", locale)
    written = f"({node.at.text} {spelled('or', locale)} {fact.written} {word})"
    title = Wording(f"write `{verbatim(written)}`", f"写成 `{verbatim(written)}`")
    return found.mended(title, Edit(node.at, written), is_safe=False)


def _text(node: Expression) -> str:
    """A condition as it is written, on one line."""
    return " ".join(node.at.text.split()) if node.at is not None else ""
