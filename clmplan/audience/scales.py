"""How finely and how largely whole numbers of the engine measure a value: its decimal places and its size."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from clmplan.audience.walk import metric_named
from clmplan.model.expression import (
    Arithmetic,
    Constant,
    CustomerField,
    DaysSince,
    EventCall,
    EventDay,
    EventField,
    Expression,
    MetricValue,
    ModelValue,
    Quintile,
    Type,
)
from clmplan.model.playbook import Playbook

NUMBER_PLACES = 6
LARGEST_NARROW = 2**63 - 1
AMOUNTS = frozenset({Type.NUMBER, Type.MONEY, Type.DAYS, Type.DATE})
_EVENTS = 2**40  # more than anybody has
_DAY = 10**7
_FIELDS = {Type.NUMBER: 10**18, Type.MONEY: 10**17, Type.DATE: _DAY, Type.DAYS: _DAY}


class Scale(NamedTuple):
    """A value v is the whole number v x 10^places, which is never beyond `most` either way."""

    places: int
    most: int

    @property
    def is_wide(self) -> bool:
        """Whether a number of 64 bits may be too small for it."""
        return self.most > LARGEST_NARROW


def scale_of(expression: Expression, playbook: Playbook) -> Scale:
    """The scale of a value that is no average; texts and conditions have that of a small whole number."""
    match expression:
        case Constant(value=value):
            if isinstance(value, bool | str):
                return Scale(0, 1)
            places = places_of(value)
            return Scale(places, abs(units(value, places)))
        case CustomerField(type=kind) | EventField(type=kind):
            return Scale(_places(kind), _FIELDS.get(kind, 1))
        case ModelValue(type=kind):
            return Scale(_places(kind), LARGEST_NARROW if kind in AMOUNTS else 1)
        case EventCall():
            return _of_call(expression)
        case EventDay():
            return Scale(0, _DAY)
        case DaysSince(date=date):
            return Scale(0, _DAY + scale_of(date, playbook).most)
        case Quintile():
            return Scale(0, 5)
        case MetricValue(name=name):
            return scale_of(metric_named(playbook, name), playbook)
        case Arithmetic(operator="*", left=left, right=right):
            one, other = scale_of(left, playbook), scale_of(right, playbook)
            return Scale(one.places + other.places, one.most * other.most)
        case Arithmetic(left=left, right=right):
            one, other = scale_of(left, playbook), scale_of(right, playbook)
            places = max(one.places, other.places)
            return Scale(places, sum(scale.most * 10 ** (places - scale.places) for scale in (one, other)))
    return Scale(0, 1)


def places_of(number: int | Decimal) -> int:
    """How many decimal places a written number needs."""
    if not isinstance(number, Decimal):
        return 0
    _, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"{number} is no number")
    written = "".join(map(str, digits))
    return max(0, len(written.rstrip("0")) - len(written) - exponent) if any(digits) else 0


def units(number: int | Decimal, places: int) -> int:
    """A written number in units of 10^-places; ValueError when it is no whole number of them."""
    if not isinstance(number, Decimal):
        return int(number * 10**places)
    sign, digits, exponent = number.as_tuple()
    scaled = Decimal((sign, digits, int(exponent) + places))
    whole = int(scaled)
    if scaled != whole:
        raise ValueError(f"{number} has more than {places} decimal places")
    return whole


def _places(kind: Type) -> int:
    return NUMBER_PLACES if kind is Type.NUMBER else 0


def _of_call(call: EventCall) -> Scale:
    if call.function.fold in {"count", "distinct"}:
        return Scale(0, _EVENTS)
    most = _FIELDS.get(call.type, 1)
    return Scale(_places(call.type), most * _EVENTS if call.function.fold == "sum" else most)
