"""What a condition says about single quantities, when it is true. Nothing is said where nothing is sure.

A comparison that is true also says that its value is known, so every conclusion holds with missing values as well.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import cast

from clmplan.base.source import Span
from clmplan.language.expressions.alike import MIRRORED
from clmplan.language.expressions.meant import bounds_of
from clmplan.language.sense.reading.facts import Fact, Region, conflict, key_of
from clmplan.language.sense.reading.ranges import (
    LOWEST,
    Listed,
    Numbers,
    Value,
    both,
    either,
    ends_of,
    meet,
    numbers,
)
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
    ModelValue,
    Not,
    Operator,
    Or,
    Quintile,
    SegmentMember,
    StageOf,
    TopShare,
    Type,
)
from clmplan.model.playbook import Playbook
from clmplan.model.project import FieldSpec, Project

_NUMERIC = frozenset({Type.NUMBER, Type.MONEY, Type.DATE, Type.DAYS})
_WHOLE = frozenset({Type.MONEY, Type.DATE, Type.DAYS})
_COUNTS = frozenset({"count", "distinct"})
_DEEPEST = 4  # segments within segments; beyond these limits nothing is said
_MOST_PARTS = 200
_MOST_FACTS = 400
_ZERO, _ONE = Decimal(0), Decimal(1)


@dataclass(slots=True)
class Truth:
    """Reads conditions with the names of one playbook, each once; `complete` lifecycles have a stage for everybody."""

    metrics: Mapping[str, Expression]
    segments: Mapping[str, Expression]
    stages: Mapping[tuple[str, str], Expression | None]
    complete: frozenset[str]
    project: Project
    _read: dict[int, tuple[Expression, Fact | None]] = field(default_factory=dict)
    _meeting: dict[tuple[str, str], bool] = field(default_factory=dict)
    _implied: dict[int, tuple[Expression, tuple[Fact, ...]]] = field(default_factory=dict)

    def of(self, condition: Expression) -> Fact | None:
        """The values for which a condition about one quantity is true; None for any other condition."""
        known = self._read.get(id(condition))
        if known is None:
            known = self._read[id(condition)] = (condition, self._of(condition))
        return known[1]

    def implied(self, condition: Expression) -> tuple[Fact, ...]:
        """What must hold where a condition is true; a segment or a stage stands for what it asks for."""
        known = self._implied.get(id(condition))
        if known is None:
            facts = tuple(islice(self._facts(condition, 0), _MOST_FACTS))
            known = self._implied[id(condition)] = (condition, facts)
        return known[1]

    def can_meet(self, one: Expression, other: Expression) -> bool:
        """Whether the same customer may be in two audiences, as far as is known."""
        if one.at is None or other.at is None:
            return conflict((*self.implied(one), *self.implied(other))) is None
        written = one.at.text, other.at.text  # conditions that are written the same mean the same
        known = self._meeting.get(written)
        if known is None:
            known = self._meeting[written] = conflict((*self.implied(one), *self.implied(other))) is None
        return known

    def region(self, condition: Expression, depth: int = 0) -> Region | None:
        """The values of each quantity where a condition is true, if it is nothing but that; None when not sure."""
        found = self.of(condition)
        if found is not None:
            return {found.key: found}
        match condition:
            case And(parts):
                return self._regions(parts, depth)
            case SegmentMember(name) if name in self.segments and depth < _DEEPEST:
                return self.region(self.segments[name], depth + 1)
        return None

    def quantity(self, value: Expression) -> Expression:
        """A value with the metrics in it replaced by what they are."""
        seen = 0
        while isinstance(value, MetricValue) and value.name in self.metrics and seen <= len(self.metrics):
            value = self.metrics[value.name]
            seen += 1
        return value

    def may_be_missing(self, quantity: Expression) -> bool:
        """Whether a quantity is unknown for some customers, as far as the project says."""
        match quantity:
            case CustomerField() | EventField():
                return quantity.nullable
            case DaysSince(date):
                return self.may_be_missing(date)
            case StageOf(lifecycle):
                return lifecycle not in self.complete
            case EventDay():
                return True
            case EventCall(function):
                return function.fold not in {"count", "sum", "distinct"}
            case ModelValue():
                return True
            case Quintile(by, among):
                return among is not None or self.may_be_missing(self.quantity(by))
        return False

    def known_with(self, fact: Fact) -> Iterator[Hashable]:
        """The days of events that must be known where a number of them is 1 or more."""
        call = fact.quantity
        if isinstance(call, EventCall) and self.least(call) is not None and isinstance(fact.values, Numbers):
            low = fact.values.stretches[0][0] if fact.values.stretches else LOWEST
            if low >= (_ONE, 0):
                for day in (EventDay(call.event, "first"), EventDay(call.event, "last")):
                    yield from (key_of(day), key_of(DaysSince(day)))

    def least(self, quantity: Expression) -> Decimal | None:
        """The smallest value a quantity can have; an event is known from the day after it."""
        match quantity:
            case ModelValue() | Quintile():
                return bounds_of(quantity)[0]
            case EventCall(function) if function.fold in _COUNTS:
                return _ZERO
            case DaysSince(EventDay()):
                return _ONE
        return None

    def most(self, quantity: Expression) -> Decimal | None:
        """The greatest value a quantity can have."""
        return bounds_of(quantity)[1] if isinstance(quantity, ModelValue | Quintile) else None

    def _of(self, condition: Expression) -> Fact | None:
        match condition:
            case Compare(operator, left, right):
                return self._comparison(condition, operator, left, right)
            case Contained(value, among) if not isinstance(value, Constant):
                listed = tuple(self._within(value, "=", one) for one in among)
                return self._combined(condition, listed, is_all=False)
            case Not(part):
                found = self.of(part)
                return None if found is None else found.but(found.values.opposite(), condition.at)
            case And(parts):
                return self._combined(condition, tuple(map(self.of, parts)), is_all=True)
            case Or(parts):
                return self._combined(condition, tuple(map(self.of, parts)), is_all=False)
        return None

    def _facts(self, condition: Expression, depth: int) -> Iterator[Fact]:
        found = self.of(condition)
        if found is not None:
            yield found
            if isinstance(found.quantity, StageOf) and isinstance(stage := found.values, Listed):
                yield from self._of_stage(found.quantity.lifecycle, stage.only, condition.at, depth)
            return
        match condition:
            case And(parts):
                for part in parts:
                    yield from self._facts(part, depth)
            case Not(Not(part)):
                yield from self._facts(part, depth)
            case Not(Or(parts)):
                for part in parts:
                    yield from self._facts(Not(part, at=part.at), depth)
            case SegmentMember(name) if name in self.segments:
                yield from self._there(self.segments[name], condition.at, depth)
            case TopShare(_, _, among) if among is not None:
                yield from self._facts(among, depth)

    def _comparison(self, whole: Expression, operator: Operator, left: Expression, right: Expression) -> Fact | None:
        if isinstance(left, Constant):
            left, right, operator = right, left, MIRRORED[operator]
        if isinstance(left, Constant) or not isinstance(right, Constant):
            return None
        found = self._within(left, operator, right)
        return None if found is None else found.but(found.values, whole.at)

    def _within(self, value: Expression, operator: Operator, constant: Constant) -> Fact | None:
        quantity = self.quantity(value)
        kind = cast(Type, quantity.type)  # type: ignore[attr-defined]  # each kind of expression declares its own
        written = value.at.text if value.at is not None else ""
        if kind in _NUMERIC:
            bound = Decimal(constant.value)
            ends = ends_of(operator, bound)
            values = numbers(ends, self.least(quantity), self.most(quantity), is_whole=self._is_whole(quantity, kind))
            return Fact(key_of(quantity), quantity, values, constant.at, written)
        if operator not in {"=", "!="}:
            return None
        listed = Listed(frozenset({cast(Value, constant.value)}), choices=self._choices(quantity))
        return Fact(key_of(quantity), quantity, listed.opposite() if operator == "!=" else listed, constant.at, written)

    def _is_whole(self, quantity: Expression, kind: Type) -> bool:
        if isinstance(quantity, ModelValue):
            return kind in _WHOLE
        return (kind in _WHOLE and not _is_average(quantity)) or self.least(quantity) is not None

    def _choices(self, quantity: Expression) -> frozenset[Value] | None:
        spec: FieldSpec | None = None
        match quantity:
            case StageOf(lifecycle):
                return frozenset(name for owner, name in self.stages if owner == lifecycle)
            case CustomerField(name):
                spec = self.project.customers.field(name)
            case EventField(event, name):
                spec = self.project.events[event].field(name)
            case ModelValue(function) if function.labels:
                return frozenset(function.labels)
        if cast(Type, quantity.type) is Type.YES_NO:  # type: ignore[attr-defined]
            return frozenset({True, False})
        return frozenset(spec.choices) if spec is not None and spec.choices else None

    def _combined(self, whole: Expression, facts: tuple[Fact | None, ...], *, is_all: bool) -> Fact | None:
        first = facts[0] if facts else None
        if first is None or len(facts) > _MOST_PARTS:
            return None
        values = first.values
        for fact in facts[1:]:
            if fact is None or fact.key != first.key or type(fact.values) is not type(values):
                return None
            values = both(values, fact.values) if is_all else either(values, fact.values)
        return first.but(values, whole.at)

    def _regions(self, parts: Sequence[Expression], depth: int) -> Region | None:
        found: dict[Hashable, Fact] = {}
        for part in parts:
            region = self.region(part, depth) if len(parts) <= _MOST_PARTS else None
            if region is None:
                return None
            for key, fact in region.items():
                known = found.get(key)
                values = fact.values if known is None else meet(known.values, fact.values)
                if values is None:
                    return None
                found[key] = fact.but(values, (known or fact).at)
        return found

    def _of_stage(self, lifecycle: str, name: object, at: Span | None, depth: int) -> Iterator[Fact]:
        condition = self.stages.get((lifecycle, str(name)))
        if condition is not None:
            yield from self._there(condition, at, depth)

    def _there(self, condition: Expression, at: Span | None, depth: int) -> Iterator[Fact]:
        """What a condition written elsewhere implies, said where it is used."""
        for fact in self._facts(condition, depth + 1) if depth < _DEEPEST else ():
            yield fact.but(fact.values, at)


def truth_of(playbook: Playbook, project: Project) -> Truth:
    """The reader of a playbook's conditions."""
    return Truth(
        {metric.name: metric.value for metric in playbook.metrics},
        {segment.name: segment.condition for segment in playbook.segments},
        {(one.name, stage.name): stage.condition for one in playbook.lifecycles for stage in one.stages},
        frozenset(one.name for one in playbook.lifecycles if one.complete or one.stages[-1].condition is None),
        project,
    )


def _is_average(quantity: Expression) -> bool:
    return isinstance(quantity, EventCall) and quantity.function.fold == "avg"
