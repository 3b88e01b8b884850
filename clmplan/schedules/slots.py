"""Reading the slots of a phrase with their types."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from clmplan.base.days import Duration

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


def sorted_dates(slots: Mapping[str, object], name: str) -> tuple[date, ...]:
    """The dates of a slot, sorted, without repetitions."""
    found: set[date] = set()
    for day in required(slots, name, tuple):
        if not isinstance(day, date):
            raise TypeError(f"slot {name} holds {type(day).__name__}, not date")
        found.add(day)
    return tuple(sorted(found))


def distance(slots: Mapping[str, object]) -> Duration | None:
    """The distance of a phrase, negative for `before`; None when the phrase has none."""
    written = optional(slots, "distance", Duration)
    if written is None:
        return None
    side = slots.get("side", "after")
    return Duration(-written.amount if side == "before" else written.amount, written.unit)


def is_negative(slots: Mapping[str, object]) -> bool:
    """Whether the distance was written below zero; `before` and `after` are the signs of the language."""
    written = optional(slots, "distance", Duration)
    return written is not None and written.amount < 0
