"""A condition taken apart: what each of its parts came to for one customer on one day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from clmplan.base.days import from_day_number
from clmplan.base.money import Money
from clmplan.base.source import Span
from clmplan.codes import trial_words as words
from clmplan.model.expression import (
    And,
    Arithmetic,
    Compare,
    Constant,
    Contained,
    CustomerField,
    DaysSince,
    EventDay,
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
    Type,
    Values,
)
from clmplan.model.playbook import Playbook
from clmplan.trial.result import Fact, Story, Value

_DEEPEST = 6


def facts(condition: Expression, day: date, story: Story) -> tuple[Fact, ...]:
    """The condition and its parts, outermost first."""
    spoken = Spoken(story.playbook, story.currency, story.locale)
    return tuple(dict.fromkeys(_facts(condition, day, story.value, spoken, 0)))


@dataclass(frozen=True, slots=True)
class Spoken:
    """Values as people write them, in the currency and the language of a report."""

    playbook: Playbook
    currency: str
    locale: str

    def truth(self, value: object | None) -> str:
        """`true`, `false`, `unknown`."""
        name = "unknown" if value is None else "true" if value else "false"
        return words.TRUTH[name].fill(self.locale, {})

    def value(self, expression: Expression, value: object | None) -> str:
        """The value of an expression by its type; why it is missing when it is."""
        kind = getattr(expression, "type", None)
        if kind is Type.CONDITION:
            return self.truth(value)
        return self._missing(expression) if value is None else self.plain(value, kind)

    def plain(self, value: object, kind: Type | None) -> str:
        """A known value of a type."""
        match kind:
            case Type.MONEY if isinstance(value, int):
                return str(Money(value, self.currency))
            case Type.MONEY if isinstance(value, Fraction):
                return str(Money(round(value), self.currency))
            case Type.DATE if isinstance(value, int):
                return from_day_number(value).isoformat()
            case Type.DAYS:
                return words.DAYS.fill(self.locale, {"days": str(value)})
            case Type.YES_NO:
                return words.YES_NO["yes" if value else "no"].fill(self.locale, {})
        if isinstance(value, Fraction):
            return f"{Decimal(value.numerator) / Decimal(value.denominator):.6f}".rstrip("0").rstrip(".")
        return str(value)

    def _missing(self, expression: Expression) -> str:
        name = "missing"
        if isinstance(expression, CustomerField):
            name = "not_given"
        elif isinstance(expression, EventDay):
            name = "no_event"
        elif isinstance(expression, StageOf):
            name = "no_stage"
        return words.TRUTH[name].fill(self.locale, {})


def text_of(expression: Expression) -> str:
    """An expression as it was written, on one line."""
    place: Span | None = expression.at
    return " ".join(place.text.split()) if place is not None else ""


def compared(comparison: Compare) -> str:
    """One of the two comparisons that `between` stands for, with its sign."""
    return f"{text_of(comparison.left)} {comparison.operator} {text_of(comparison.right)}"


def _facts(
    expression: Expression, day: date, value: Value, spoken: Spoken, depth: int, above: str = ""
) -> Iterator[Fact]:
    if depth > _DEEPEST or isinstance(expression, Constant):
        return
    text = text_of(expression)
    shown = compared(expression) if text == above and isinstance(expression, Compare) else text
    if shown:
        yield Fact(shown, spoken.value(expression, value(expression, day)), depth, expression.at)
    if isinstance(expression, ModelValue) and not expression.learns_from:
        yield from (Fact("", told, depth + 1) for told in _reasons(expression, day, value, spoken.locale))
    for part in _parts(expression, spoken.playbook):
        yield from _facts(part, day, value, spoken, depth + 1 if shown else depth, text)


def _reasons(expression: ModelValue, day: date, value: Value, locale: str) -> Iterator[str]:
    """Why a function that needs no other customers has its value."""
    import numpy as np

    inputs = []
    for one in expression.inputs:
        found = value(one, day)
        scale = 1_000_000 if getattr(one, "type", None) is Type.NUMBER else 1
        whole = int(found * scale) if isinstance(found, int | Fraction) else 0
        inputs.append(Values(np.array([whole], dtype=np.int64), np.array([found is not None])))
    for told in expression.function.reasons(None, inputs, expression.arguments, 0):
        yield told.fill(locale, {})


def _parts(expression: Expression, playbook: Playbook) -> tuple[Expression, ...]:
    match expression:
        case And(parts=parts) | Or(parts=parts):
            return parts
        case Not(part=part):
            return (part,)
        case Compare(left=StageOf(lifecycle=lifecycle) as stage, right=Constant(value=name)):
            return (stage, *_stage_condition(playbook, lifecycle, str(name)))
        case Compare(left=left, right=right) | Arithmetic(left=left, right=right):
            return (left, right)
        case Contained(value=value) | Missing(value=value) | DaysSince(date=value):
            return (value,)
        case SegmentMember(name=name):
            return tuple(one.condition for one in playbook.segments if one.name == name)
        case MetricValue():
            return ()
        case TopShare(by=by, among=among) | Quintile(by=by, among=among):
            return (by,) if among is None else (by, among)
    return ()


def _stage_condition(playbook: Playbook, lifecycle: str, name: str) -> tuple[Expression, ...]:
    return tuple(
        stage.condition
        for one in playbook.lifecycles
        if one.name == lifecycle
        for stage in one.stages
        if stage.name == name and stage.condition is not None
    )
