"""Customers as the days of their orders, and the inputs that a function gets of them, computed one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from clmplan.functions.customer_kind import CustomerWord, Purchase
from clmplan.functions.distinct import FUNCTION as DISTINCT
from clmplan.model.expression import DaysSince, EventCall, EventDay, EventField, Expression, Type, Values

PURCHASE = Purchase("orders", "day", None, ("visits",))
PAID = Purchase("orders", "day", EventField("orders", "amount", Type.MONEY, nullable=False), ("visits",))


@dataclass(frozen=True)
class Person:
    """The day numbers of orders with their amounts in minor units, and of visits."""

    orders: dict[int, int] = field(default_factory=dict)
    visits: tuple[int, ...] = ()


def inputs_of(
    word: CustomerWord, people: Sequence[Person], today: int, *, is_fit: bool = False, purchase: Purchase = PAID
) -> list[Values]:
    """One `Values` per input on a day, and for a fit the facts that are only learned from."""
    reads = word.reads(purchase)
    wanted = (*reads.inputs, *reads.learns_from) if is_fit else reads.inputs
    return [_column([_value(one, person, today) for person in people], one) for one in wanted]


def _column(values: Sequence[int | None], expression: Expression) -> Values:
    factor = 1_000_000 if expression.type is Type.NUMBER else 1  # type: ignore[attr-defined]
    whole = np.array([0 if one is None else one * factor for one in values], dtype=np.int64)
    return Values(whole, np.array([one is not None for one in values]))


def _value(expression: Expression, person: Person, today: int) -> int | None:
    match expression:
        case DaysSince(date):
            day = _value(date, person, today)
            return None if day is None else today - day
        case EventDay(event, which):
            days = [one for one in (person.orders if event == "orders" else person.visits) if one < today]
            return (min if which == "first" else max)(days, default=None)
        case EventCall():
            return _call(expression, person, today)
    raise ValueError(expression)


def _call(call: EventCall, person: Person, today: int) -> int | None:
    first = today - call.within_days if call.within_days is not None else -(10**9)
    days = [day for day in person.orders if first <= day < today]
    if call.function.fold == "sum":
        return sum(person.orders[day] for day in days)
    kept = [day for day in days if person.orders[day] >= 0]
    back = _days_back(call.where)
    if back is not None:
        kept = [day for day in kept if today - day > back]
    if call.function is DISTINCT:
        return len(kept)
    fold: Callable[..., int | None] = min if call.function.fold == "min" else max
    return fold(kept, default=None)


def _days_back(where: Expression | None) -> int | None:
    """The days in `days since day > N` inside a condition."""
    for part in getattr(where, "parts", (where,)):
        if isinstance(getattr(part, "left", None), DaysSince):
            return int(part.right.value)
    return None
