"""The meaning of an expression for one customer on one day, in plain Python; the twin of the fused statement."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Any

import numpy as np

from clmplan.audience.features import EVENT_DAY
from clmplan.audience.scales import NUMBER_PLACES
from clmplan.audience.statement.names import name_of
from clmplan.audience.walk import kind_of, metric_named
from clmplan.model.expression import (
    And,
    Arithmetic,
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
    Type,
    Values,
)
from clmplan.model.playbook import Lifecycle, Playbook
from clmplan.model.records import Column, CustomerBase

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = Mapping[str, object | None]
Fits = Mapping[ModelValue, object | None]
_NO_FITS: Fits = {}
# Types are checked before evaluation: both sides of an operator are of one kind here, which Python cannot see.
_OPERATORS: Mapping[str, Callable[[Any, Any], object]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}


@dataclass(frozen=True, slots=True)
class CustomerView:
    """One customer: fields by name, and events by kind with their day number under `@day`. None or absent: missing."""

    key: str
    fields: Row
    events: Mapping[str, tuple[Row, ...]]


def view_of(base: CustomerBase, index: int) -> CustomerView:
    """The customer at a position of the base."""
    kinds: dict[str, tuple[Row, ...]] = {}
    for kind, events in base.events.items():
        first, last = np.searchsorted(events.customer, (index, index + 1))
        kinds[kind] = tuple(
            {EVENT_DAY: int(events.day[row]), **_row(events.fields, row)} for row in range(int(first), int(last))
        )
    return CustomerView(base.keys[index], _row(base.fields, index), kinds)


def evaluate(
    expression: Expression,
    customer: CustomerView,
    day: int,
    playbook: Playbook,
    cuts: Mapping[str, object | None],
    fits: Fits = _NO_FITS,
) -> object | None:
    """The value of an expression before a day begins; None when it is unknown.

    `cuts` gives the cut of each top-share segment on the day, as a number or as `Memberships.cuts` prints it; those of
    fifths as `Memberships.cuts` prints them. `fits` is what customer-base functions have learned.
    """
    return _Evaluation(customer, day, playbook, cuts, fits).value(expression)


def stage_of(
    lifecycle: Lifecycle,
    customer: CustomerView,
    day: int,
    playbook: Playbook,
    cuts: Mapping[str, object | None],
    fits: Fits = _NO_FITS,
) -> str | None:
    """The first stage whose condition is true; None outside every stage."""
    return _Evaluation(customer, day, playbook, cuts, fits).stage(lifecycle)


@dataclass(frozen=True, slots=True)
class _Evaluation:
    customer: CustomerView
    day: int
    playbook: Playbook
    cuts: Mapping[str, object | None]
    fits: Fits
    event: Row | None = None

    def value(self, expression: Expression) -> object | None:
        match expression:
            case Constant(value=value):
                return Fraction(value) if isinstance(value, Decimal) else value
            case And(parts=parts):
                return _all(self.value(part) for part in parts)
            case Or(parts=parts):
                return _negated(_all(_negated(self.value(part)) for part in parts))
            case Not(part=part):
                return _negated(self.value(part))
            case Missing(value=inner):
                return self.value(inner) is None
            case Compare(operator=sign, left=left, right=right) | Arithmetic(operator=sign, left=left, right=right):
                return _apply(sign, self.value(left), self.value(right))
            case Contained(value=inner, among=among):
                found = self.value(inner)
                return None if found is None else any(found == self.value(one) for one in among)
            case DaysSince(date=date):
                return _apply("-", self.day, self.value(date))
            case TopShare():
                return self._top_share(expression, self._cut_of(expression))
            case Quintile():
                return self._fifth(expression)
            case ModelValue():
                return self._modelled(expression)
        return self._leaf(expression)

    def _leaf(self, expression: Expression) -> object | None:
        match expression:
            case CustomerField(name=name):
                return _stored(self.customer.fields.get(name))
            case EventField(name=name):
                return None if self.event is None else _stored(self.event.get(name))
            case EventCall():
                return self._call(expression)
            case EventDay(event=kind, which=which):
                days = [self._day_of(event) for event in self._events(kind, None)]
                return min(days, default=None) if which == "first" else max(days, default=None)
            case MetricValue(name=name):
                return self.value(metric_named(self.playbook, name))
            case StageOf(lifecycle=name):
                return self.stage(next(one for one in self.playbook.lifecycles if one.name == name))
            case SegmentMember(name=name):
                return self.value(next(one.condition for one in self.playbook.segments if one.name == name))
        raise ValueError(f"{expression!r} has no value of its own")

    def stage(self, lifecycle: Lifecycle) -> str | None:
        for stage in lifecycle.stages:
            if stage.condition is None or self.value(stage.condition) is True:
                return stage.name
        return None

    def _call(self, call: EventCall) -> object | None:
        events = self._events(call.event, call.within_days)
        if call.where is not None:
            events = [event for event in events if self._at(event).value(call.where) is True]
        if call.field is None:
            return call.function.plain([True] * len(events))
        return call.function.plain([_stored(one) for event in events if (one := event.get(call.field)) is not None])

    def _at(self, event: Row) -> _Evaluation:
        return _Evaluation(self.customer, self.day, self.playbook, self.cuts, self.fits, event)

    def _events(self, kind: str, within_days: int | None) -> Sequence[Row]:
        past = [event for event in self.customer.events.get(kind, ()) if self._day_of(event) < self.day]
        return past if within_days is None else [one for one in past if self._day_of(one) >= self.day - within_days]

    @staticmethod
    def _day_of(event: Row) -> int:
        day = event[EVENT_DAY]
        if not isinstance(day, int):
            raise ValueError(f"an event on {day!r}")
        return day

    def _cut_of(self, share: TopShare) -> object | None:
        name = next(one.name for one in self.playbook.segments if one.condition == share)
        cut = self.cuts[name]
        if isinstance(cut, str):
            return Fraction(cut) if cut else None
        return Fraction(cut) if isinstance(cut, float | Decimal) else cut

    def _top_share(self, share: TopShare, cut: object | None) -> object | None:
        """Without a cut everyone in the population is selected: nobody in it remained outside."""
        among = True if share.among is None else self.value(share.among)
        if among is False:
            return False
        value = self.value(share.by)
        if among is None or value is None:
            return None
        return True if cut is None else _apply("<" if share.bottom else ">", value, cut)

    def _fifth(self, quintile: Quintile) -> object | None:
        """One more than the number of cuts below the value; without cuts nobody is in the population."""
        cuts = str(self.cuts.get(name_of(quintile)) or "")
        among = True if quintile.among is None else self.value(quintile.among)
        value: Any = self.value(quintile.by)
        if among is not True or value is None or not cuts:
            return None
        return 1 + sum(1 for cut in cuts.split("; ") if value > Fraction(cut))

    def _modelled(self, model: ModelValue) -> object | None:
        inputs = [_whole(self.value(one), one) for one in model.inputs]
        found = model.function.values(self.fits.get(model), inputs, model.arguments)
        if not found.known[0]:
            return None
        whole = int(found.values[0])
        match model.type:
            case Type.TEXT:
                return model.function.labels[whole]
            case Type.NUMBER:
                return Fraction(whole, 10**NUMBER_PLACES)
            case Type.CONDITION | Type.YES_NO:
                return whole == 1
        return whole


def _apply(sign: str, left: object | None, right: object | None) -> object | None:
    return None if left is None or right is None else _OPERATORS[sign](left, right)


def _negated(condition: object | None) -> object | None:
    return None if condition is None else not condition


def _all(conditions: Iterable[object | None]) -> object | None:
    """False when any is false, else unknown when any is unknown, else true."""
    unknown = False
    for condition in conditions:
        if condition is None:
            unknown = True
        elif not condition:
            return False
    return None if unknown else True


def _stored(value: object | None) -> object | None:
    """A stored value; numbers with a fraction are exact to six places, rounded as the engine rounds."""
    if isinstance(value, float | Decimal):
        scaled = Fraction(value * 10**NUMBER_PLACES)
        whole = floor(abs(scaled) + Fraction(1, 2))
        return Fraction(whole if scaled > 0 else -whole, 10**NUMBER_PLACES)
    return value


def _whole(value: object | None, expression: Expression) -> Values:
    """A value as the only row of an input."""
    scaled: Any = 0 if value is None else value
    if kind_of(expression) is Type.NUMBER:
        scaled = Fraction(scaled) * 10**NUMBER_PLACES
    return Values(np.array([int(scaled)], dtype=np.int64), np.array([value is not None]))


def _row(columns: Mapping[str, Column], index: int) -> dict[str, object | None]:
    return {name: _python(column.values[index]) if column.known[index] else None for name, column in columns.items()}


def _python(value: object) -> object:
    return value.item() if isinstance(value, np.generic) else value
