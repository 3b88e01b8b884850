"""Small customers to try: what a condition depends on, as a few knobs with the values worth trying."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, TypeAlias

from clmplan.base.days import day_number
from clmplan.model.expression import (
    Compare,
    Constant,
    Contained,
    CustomerField,
    EventCall,
    EventDay,
    EventField,
    Expression,
    Type,
)
from clmplan.model.playbook import Playbook
from clmplan.model.playbook_test import GivenCustomer, GivenEvent, GivenFields, GivenValue
from clmplan.model.project import FieldSpec, FieldType, Project
from clmplan.trial.parts import inside

# What a knob turns: a field of the customer; of the events of a kind their number, the days from the last and from the
# first to the day of the test, whether the others lie with the first, a field of the last or of the others.
Turns: TypeAlias = Literal["field", "count", "last", "first", "old", "of_last", "of_others"]
_FIELDS: tuple[Turns, Turns] = ("of_last", "of_others")
Setting: TypeAlias = GivenValue | None
_ORDINARY_AGE, _OLD_AGE = 10, 75
_USUAL: Mapping[Turns, tuple[Setting, ...]] = {
    "count": (1, 0, 2, 3),
    "last": (_ORDINARY_AGE,),
    "first": (_OLD_AGE, _ORDINARY_AGE),
    "old": (True, False),
}
_MOST_EVENTS = 40
_FIRST_DAY, _LAST_DAY = day_number(date(1000, 1, 1)), day_number(date(9999, 12, 31))
_OLDEST = 3650


@dataclass(frozen=True, slots=True)
class Knob:
    """Something about a customer that can be set: what it turns, of which kind of event, which field."""

    turns: Turns
    kind: str = ""
    field: str = ""


Settings: TypeAlias = Mapping[Knob, Setting]


@dataclass(frozen=True, slots=True)
class Panel:
    """The knobs that some conditions depend on, each with the values worth trying, the usual one first."""

    values: Mapping[Knob, tuple[Setting, ...]]
    on: date

    def usual(self) -> dict[Knob, Setting]:
        """Every knob at its usual value."""
        return {knob: values[0] for knob, values in self.values.items()}

    def customer(self, settings: Settings) -> GivenCustomer:
        """The customer with these settings."""
        fields = {knob.field: value for knob, value in settings.items() if knob.turns == "field" and value is not None}
        kinds = dict.fromkeys(knob.kind for knob in settings if knob.turns == "count")
        events = tuple(event for kind in kinds for event in self._events(kind, settings))
        return GivenCustomer(tuple(fields.items()), events)

    def _events(self, kind: str, settings: Settings) -> Iterator[GivenEvent]:
        count = int(settings[Knob("count", kind)] or 0)
        last = int(settings[Knob("last", kind)] or 1)
        first = max(last, int(settings[Knob("first", kind)] or 1))
        spread = range(1, count - 1)
        between = [max(last, first - one) if settings[Knob("old", kind)] else min(first, last + one) for one in spread]
        ages = [first, *sorted(between, reverse=True), last][-count:] if count else []
        for position, age in enumerate(ages, start=1):
            turns: Turns = "of_last" if position == count else "of_others"
            yield GivenEvent(kind, self.on - timedelta(days=age), _fields(kind, turns, settings))


def _fields(kind: str, turns: Turns, settings: Settings) -> GivenFields:
    return tuple(
        (knob.field, value)
        for knob, value in settings.items()
        if knob.turns == turns and knob.kind == kind and value is not None
    )


def panel(conditions: Iterable[Expression], playbook: Playbook, project: Project, on: date) -> Panel:
    """The knobs of everything the conditions depend on."""
    gathered = _Gathered(project, on)
    for condition in conditions:
        for one in inside(condition, playbook):
            gathered.take(one, playbook)
    return Panel({knob: tuple(dict.fromkeys(values)) for knob, values in gathered.values.items()}, on)


@dataclass(slots=True)
class _Gathered:
    project: Project
    on: date
    values: dict[Knob, list[Setting]] = field(default_factory=dict)

    def take(self, expression: Expression, playbook: Playbook) -> None:
        """The values that a comparison makes worth trying, and the knobs of single facts."""
        match expression:
            case Compare(left=left, right=Constant() as constant) | Compare(left=Constant() as constant, right=left):
                for leaf in inside(left, playbook):
                    self._try(leaf, left, constant, playbook)
            case Contained(value=value, among=among):
                for constant in among:
                    self._try(value, value, constant, playbook)
            case EventCall() | EventDay():
                self._call(expression)
            case CustomerField():
                self._add(Knob("field", field=expression.name), self._spec(expression))

    def _try(self, leaf: Expression, whole: Expression, constant: Constant, playbook: Playbook) -> None:
        values = list(beside(constant))
        offsets = [one.value for one in inside(whole, playbook) if isinstance(one, Constant)]
        for offset in offsets:
            values += [one for value in tuple(values) if (one := _shifted(value, offset)) is not None]
        match leaf:
            case CustomerField():
                self._field(leaf, values, constant)
            case EventField():
                spec = self.project.events[leaf.event].field(leaf.name)
                for turns in _FIELDS:
                    self._add(Knob(turns, leaf.event, leaf.name), spec, values)
            case EventDay() if constant.type is Type.DATE:
                self._ages(leaf.event, [day_number(self.on) - int(value) for value in _whole(values)])
            case EventDay():
                self._ages(leaf.event, _whole(values))
            case EventCall(field=None):
                self._call(leaf)
                self.values[Knob("count", leaf.event)] += [
                    value for value in _whole(values) if 0 <= value <= _MOST_EVENTS
                ]
            case EventCall(field=str() as name):
                self._call(leaf)
                spec = self.project.events[leaf.event].field(name)
                for turns in _FIELDS:
                    self._add(Knob(turns, leaf.event, name), spec, values)

    def _field(self, leaf: CustomerField, values: list[Setting], constant: Constant) -> None:
        if leaf.type is Type.DATE and constant.type is not Type.DATE:
            values = [day_number(self.on) - value for value in _whole(values)]
        self._add(Knob("field", field=leaf.name), self._spec(leaf), values)

    def _spec(self, leaf: CustomerField) -> FieldSpec | None:
        return self.project.customers.field(leaf.name)

    def _add(self, knob: Knob, spec: FieldSpec | None, values: Iterable[Setting] = ()) -> None:
        if spec is None:
            return
        known = self.values.setdefault(knob, list(_usual(spec, self.on)))
        is_first_day = knob.turns == "field" and spec.name == self.project.customers.day
        latest = day_number(self.on) - 1 if is_first_day else None
        known += (value for value in values if _fits(value, spec, latest))

    def _call(self, call: EventCall | EventDay) -> None:
        """The knobs of a kind of event; its windows give days worth trying."""
        for knob, usual in _USUAL.items():
            self.values.setdefault(Knob(knob, call.event), list(usual))
        if isinstance(call, EventDay):
            return
        if call.within_days is not None:
            self._ages(call.event, [call.within_days, call.within_days + 1])
        if call.field is not None:
            spec = self.project.events[call.event].field(call.field)
            for turns in _FIELDS:
                self._add(Knob(turns, call.event, call.field), spec)

    def _ages(self, kind: str, ages: Iterable[int]) -> None:
        self._call(EventDay(kind, "last"))
        kept = [age for age in ages if 1 <= age <= _OLDEST]
        self.values[Knob("last", kind)] += kept
        self.values[Knob("first", kind)] += kept


def beside(constant: Constant) -> tuple[Setting, ...]:
    """A written value with the values just below and just above it; a text or a truth with its opposite."""
    value = constant.value
    match value:
        case bool():
            return value, not value
        case str():
            return (value,)
    step = step_of(constant)
    return value, value + step, value - step


def step_of(constant: Constant) -> int | Decimal:
    """The smallest step of a written value: one day, one minor unit, one in its last digit."""
    exponent = constant.value.as_tuple().exponent if isinstance(constant.value, Decimal) else 0
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else 1


def _shifted(value: Setting, offset: object) -> Setting:
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    if is_number and isinstance(offset, int | Decimal) and not isinstance(offset, bool):
        return value - offset  # type: ignore[operator]  # both are numbers here
    return None


def _whole(values: Iterable[Setting]) -> list[int]:
    return [int(one) for one in values if isinstance(one, int | Decimal) and one == int(one)]


def _usual(spec: FieldSpec, on: date) -> tuple[Setting, ...]:
    """The values of a field to begin with; a field that may be missing is also tried without one."""
    match spec.type:
        case FieldType.YES_NO:
            found: tuple[Setting, ...] = (True, False)
        case FieldType.ONE_OF:
            found = spec.choices
        case FieldType.TEXT:
            found = ("x",)
        case FieldType.DATE:
            found = (day_number(on) - _ORDINARY_AGE,)
        case _:
            found = (0, 1, 10_000)
    return (*found, None) if spec.nullable else found


def _fits(value: Setting, spec: FieldSpec, latest: int | None) -> bool:
    """Whether a playbook can write the value for the field; it has no negative numbers. `latest` is its last day."""
    match spec.type:
        case FieldType.YES_NO:
            return isinstance(value, bool)
        case FieldType.ONE_OF:
            return value in spec.choices
        case FieldType.TEXT:
            return isinstance(value, str) and '"' not in value
        case FieldType.NUMBER:
            return isinstance(value, int | Decimal) and not isinstance(value, bool) and value >= 0
        case FieldType.DATE:
            last = _LAST_DAY if latest is None else latest
            return isinstance(value, int) and not isinstance(value, bool) and _FIRST_DAY <= value <= last
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
