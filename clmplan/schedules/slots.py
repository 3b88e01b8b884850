"""Reading the slots of a phrase with their types."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from clmplan.base.days import Duration, Unit
from clmplan.base.diagnostics import Wording
from clmplan.codes import calendar as say
from clmplan.schedules.distance import is_too_long

T = TypeVar("T")


def required(slots: Mapping[str, object], name: str, kind: type[T]) -> T:
    """The value of a slot that a phrase always has."""
    value = slots[name]
    if not isinstance(value, kind):
        raise TypeError(f"slot {name} holds {type(value).__name__}, not {kind.__name__}")
    return value


def optional(slots: Mapping[str, object], name: str, kind: type[T]) -> T | None:
    """The value of a slot that a phrase may leave out."""
    return None if slots.get(name) is None else required(slots, name, kind)


def listed(slots: Mapping[str, object], name: str, kind: type[T]) -> tuple[T, ...]:
    """The values of a slot that holds several; none when the phrase leaves it out."""
    found = optional(slots, name, tuple) or ()
    for one in found:
        if not isinstance(one, kind):
            raise TypeError(f"slot {name} holds {type(one).__name__}, not {kind.__name__}")
    return found


def sorted_dates(slots: Mapping[str, object], name: str) -> tuple[date, ...]:
    """The dates of a slot, sorted, without repetitions."""
    return tuple(sorted(set(listed(slots, name, date))))


def distance(slots: Mapping[str, object]) -> Duration | Wording:
    """The distance of a phrase, negative for `before`, no days when the phrase has none; or what is wrong with it."""
    written = optional(slots, "distance", Duration) or Duration(0, Unit.DAYS)
    if written.amount < 0:
        return say.NEGATIVE_DISTANCE
    if is_too_long(written):
        return say.DISTANCE_TOO_LONG
    return Duration(-written.amount if slots.get("side") == "before" else written.amount, written.unit)
