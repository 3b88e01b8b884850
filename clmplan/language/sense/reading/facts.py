"""What is sure about single quantities where a condition is true, and whether it fits together."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from clmplan.base.source import Span
from clmplan.language.sense.reading.ranges import Numbers, Values, meet
from clmplan.model.expression import CustomerField, DaysSince, EventCall, EventDay, Expression, StageOf
from clmplan.model.playbook import Stage


@dataclass(frozen=True, slots=True)
class Fact:
    """The values a quantity has where a condition is true, and the part of the condition that says so.

    `key` stands for the quantity where facts are compared: it is equal for equal quantities and quick to hash.
    """

    key: Hashable
    quantity: Expression
    values: Values
    at: Span | None
    written: str

    def but(self, values: Values, at: Span | None) -> Fact:
        """The same quantity with other values, said elsewhere."""
        return Fact(self.key, self.quantity, values, at, self.written)


Region = Mapping[Hashable, Fact]


@dataclass(frozen=True, slots=True)
class Asked:
    """A stage with what its condition implies, and its exact region where that is sure."""

    stage: Stage
    facts: tuple[Fact, ...]
    region: Region | None


def key_of(quantity: Expression) -> Hashable:
    """What stands for a quantity."""
    match quantity:
        case EventCall(function, event, field, _, where, within):
            return ("call", function.name, event, field, where, within)
        case EventDay(event, which):
            return ("day", event, which)
        case DaysSince(date):
            return ("since", key_of(date))
        case CustomerField(name):
            return ("field", name)
        case StageOf(lifecycle):
            return ("stage", lifecycle)
    return quantity


def conflict(facts: Iterable[Fact]) -> tuple[Fact, Fact] | None:
    """Two facts that cannot both hold (the same one twice when it alone cannot); None when there are none such."""
    left: dict[Hashable, Values] = {}
    earlier: dict[Hashable, list[Fact]] = {}
    for fact in facts:
        values = meet(left.get(fact.key, fact.values), fact.values)
        if values is None:
            continue
        if values.is_empty:
            return _partner(fact, earlier.get(fact.key, [])), fact
        left[fact.key] = values
        earlier.setdefault(fact.key, []).append(fact)
    return None


def _partner(fact: Fact, earlier: list[Fact]) -> Fact:
    """The fact that leaves nothing of another: itself, the first that does so alone, or the last of several."""
    if fact.values.is_empty or not earlier:
        return fact
    alone = (one for one in earlier if (both := meet(one.values, fact.values)) is not None and both.is_empty)
    return next(alone, earlier[-1])


def can_be_some(values: Values) -> bool:
    """Whether a number of events can be 1 or more."""
    return isinstance(values, Numbers) and any(high > (Decimal(1), 0) for _, high in values.stretches)
