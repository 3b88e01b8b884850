"""The smallest customer that stands at a boundary: a search over knobs, the same on every run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations, product
from typing import TypeAlias

from clmplan.model.expression import (
    Compare,
    Constant,
    Contained,
    CustomerField,
    DaysSince,
    EventDay,
    Expression,
    Missing,
    Type,
)
from clmplan.model.playbook_test import GivenCustomer
from clmplan.trial.coverage import comparisons
from clmplan.trial.knobs import Knob, Panel, Setting, Settings, beside
from clmplan.trial.parts import needs, put

# What an expression comes to for a customer on the day of the tests.
Evaluate: TypeAlias = Callable[[GivenCustomer, Expression], "object | None"]

_STEPS = 12
_TRIES = 6_000


@dataclass(frozen=True, slots=True)
class Boundary:
    """One side of one comparison: the compared value must be `value` (None: unknown)."""

    owner: str
    condition: Expression
    comparison: Expression
    subject: Expression
    value: object | None


@dataclass(slots=True)
class Search:
    """Looks for customers at boundaries of one condition; `belongs` is who must be inside exactly when it is true.

    Solutions found before are where later searches begin, so that neighbouring tests differ in one thing.
    """

    panel: Panel
    evaluate: Evaluate
    belongs: Expression | None = None
    found: list[Settings] = field(default_factory=list)
    tries: int = 0

    def at(self, boundary: Boundary) -> GivenCustomer | None:
        """A customer at the boundary for whom the comparison alone decides the condition; None when none is found."""
        self.tries = 0
        required = needs(boundary.condition, boundary.comparison) or ()
        truths = tuple(
            put(boundary.condition, boundary.comparison, Constant(truth, Type.CONDITION)) for truth in (True, False)
        )

        def score(settings: Settings) -> tuple[int, int]:
            customer = self.panel.customer(settings)
            self.tries += 1
            value = self.evaluate(customer, boundary.subject)
            reached = [value == boundary.value and (value is None) is (boundary.value is None)]
            reached += [(self.evaluate(customer, one) is True) is wanted for one, wanted in required]
            outcomes = [self.evaluate(customer, one) is True for one in truths]
            reached.append(outcomes[0] != outcomes[1])
            if self.belongs is not None:
                holds = self.evaluate(customer, boundary.condition) is True
                reached.append((self.evaluate(customer, self.belongs) is True) is holds)
            return sum(reached), len(reached)

        for start in (*reversed(self.found), self.panel.usual()):
            settings = self._climb(dict(start), score)
            if settings is not None:
                self.found.append(settings)
                return self.panel.customer(settings)
        return None

    def nearby(self) -> Iterator[Settings]:
        """The usual customer, those found before, and all who differ from one of them by a knob or two."""
        for start in (self.panel.usual(), *self.found):
            yield start
            for turned in (1, 2):
                yield from self._turned(dict(start), turned)

    def _climb(self, start: dict[Knob, Setting], score: Callable[[Settings], tuple[int, int]]) -> Settings | None:
        """Turn one knob, or two where one does not help, as long as more of what is needed comes true."""
        current, (best, whole) = start, score(start)
        for _ in range(_STEPS):
            if best == whole:
                return current
            better = next(
                (
                    one
                    for turned in (1, 2)
                    for one in self._turned(current, turned)
                    if self.tries < _TRIES and score(one)[0] > best
                ),
                None,
            )
            if better is None:
                return None
            current, best = better, score(better)[0]
        return None

    def _turned(self, current: dict[Knob, Setting], count: int) -> Iterator[dict[Knob, Setting]]:
        for knobs in combinations(self.panel.values, count):
            for values in product(*(self.panel.values[knob] for knob in knobs)):
                if all(current[knob] != value for knob, value in zip(knobs, values, strict=True)):
                    yield {**current, **dict(zip(knobs, values, strict=True))}


def boundaries(owner: str, condition: Expression, panel: Panel) -> Iterator[Boundary]:
    """Every side of every comparison of a condition with a written value."""
    found: dict[tuple[Expression, object], Boundary] = {}
    for comparison in comparisons(condition):
        for subject, values in _sides(comparison, panel):
            for value in values:
                boundary = Boundary(owner, condition, comparison, subject, value)
                found.setdefault((comparison, (type(value), value)), boundary)
    yield from found.values()


def _sides(comparison: Expression, panel: Panel) -> Iterator[tuple[Expression, tuple[object | None, ...]]]:
    match comparison:
        case Compare(left=Constant(), right=Constant()):
            return
        case Compare(left=Constant() as constant, right=subject) | Compare(left=subject, right=Constant() as constant):
            yield subject, (*_values(comparison, constant, subject, panel), *_unknown(subject))
        case Contained(value=subject, among=among):
            yield subject, (*(one.value for one in among), *_others(subject, among, panel), *_unknown(subject))
        case Missing(value=subject):
            yield subject, (None, *_others(subject, (), panel))


def _values(comparison: Compare, constant: Constant, subject: Expression, panel: Panel) -> tuple[object, ...]:
    """The written value, and its neighbour on the other side (both neighbours where only one value fits)."""
    value, *neighbours = beside(constant)
    if isinstance(value, bool):
        return (value, not value)
    if isinstance(value, str):
        return (value, *_others(subject, (constant,), panel))
    above, below = neighbours
    is_mirrored = isinstance(comparison.left, Constant)
    operator = comparison.operator
    wants_above = operator in ({">=", "<"} if is_mirrored else {"<=", ">"})
    sides = (value, above, below) if operator in {"=", "!="} else (value, above if wants_above else below)
    can_be_negative = constant.type is Type.DATE
    return tuple(one for one in sides if isinstance(one, int | Decimal) and (can_be_negative or one >= 0))


def _others(subject: Expression, among: Sequence[Constant], panel: Panel) -> tuple[object, ...]:
    """A value of a field that is none of those written."""
    written = {one.value for one in among}
    if not isinstance(subject, CustomerField) or not all(isinstance(value, str) for value in written):
        return ()
    known = panel.values.get(Knob("field", field=subject.name), ())
    return tuple(value for value in known if value is not None and value not in written)[:1]


def _unknown(subject: Expression) -> tuple[None, ...]:
    """The side on which the value is missing, where it can be."""
    match subject:
        case CustomerField(nullable=True) | EventDay() | DaysSince(date=EventDay()):
            return (None,)
        case DaysSince(date=CustomerField(nullable=True)):
            return (None,)
    return ()
