"""What each customer did before a day: order days and their values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clmplan.base.money import minor_digits
from clmplan.buying.purchases import Purchases
from clmplan.model.project import FieldType

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from clmplan.model.records import Column, Events

_DAYS_APART = 2**32
_LATEST = np.int64(2**31)


@dataclass(frozen=True, slots=True)
class OrderDays:
    """Distinct order days, sorted by customer and day. `value` is the day's sum in minor units; shapes (days,).

    A day counts once however many orders it holds; days on which returns outweigh purchases are left out.
    """

    customer: NDArray[np.int64]
    day: NDArray[np.int64]
    value: NDArray[np.float64]
    is_valued: NDArray[np.bool_]
    returned: int


@dataclass(frozen=True, slots=True)
class Histories:
    """One entry per customer with an order; shapes (buyers,).

    `customer` indexes the customer keys; `purchases` are order days, in days. `count`, `total`, `squares` sum up
    the valued order days, in minor units.
    `days` is the length of the whole history.
    """

    customer: NDArray[np.int64]
    purchases: Purchases
    count: NDArray[np.float64]
    total: NDArray[np.float64]
    squares: NDArray[np.float64]
    days: int

    @property
    def repeating(self) -> int:
        """How many customers ordered on two days or more."""
        return int((self.purchases.repeats > 0).sum())


def order_days(events: Events, amount: str | None, currency: str) -> OrderDays:
    """The order days of a kind of event, with the values of one of its fields."""
    keys = events.customer.astype(np.int64) * _DAYS_APART + (events.day + _LATEST)
    unique, place = np.unique(keys, return_inverse=True)
    if amount is None:
        value, known = np.zeros(len(unique)), np.zeros(len(unique))
    else:
        column = events.fields[amount]
        value = _summed(place, _minor_units(column, currency), len(unique))
        known = _summed(place, column.known.astype(np.float64), len(unique))
    kept = value >= 0
    customer, day = np.divmod(unique[kept], _DAYS_APART)
    return OrderDays(customer, day - _LATEST, value[kept], (known > 0)[kept] & (value > 0)[kept], int((~kept).sum()))


def histories(orders: OrderDays, before: int) -> Histories:
    """What each customer did before a day number; the end of the day before it is the end of the history."""
    inside = orders.day < before
    customer, day = orders.customer[inside], orders.day[inside]
    buyers, first, repeats = np.unique(customer, return_index=True, return_counts=True)
    start = day[first]
    place = np.repeat(np.arange(len(buyers)), repeats)
    valued = orders.is_valued[inside].astype(np.float64)
    value = orders.value[inside] * valued
    return Histories(
        customer=buyers,
        purchases=Purchases(
            (repeats - 1).astype(np.float64),
            (day[first + repeats - 1] - start).astype(np.float64),
            (before - 1 - start).astype(np.float64),
        ),
        count=_summed(place, valued, len(buyers)),
        total=_summed(place, value, len(buyers)),
        squares=_summed(place, value * value, len(buyers)),
        days=int(before - start.min()) if len(start) else 0,
    )


def _summed(place: NDArray[np.int64], values: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """Sums by place, added in the order given."""
    return np.bincount(place, values, size).astype(np.float64)


def _minor_units(column: Column, currency: str) -> NDArray[np.float64]:
    scale = 1.0 if column.type is FieldType.MONEY else 10.0 ** minor_digits(currency)
    return np.where(column.known, column.values.astype(np.float64) * scale, 0.0)
