"""Online Retail as order days of customers, and what a model is told of them on a day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from unit.buying.buying_samples import DATA

from clmplan.buying.forecast import CUTS, WINDOWS, Known

FILE = DATA / "online_retail_2010_2011.parquet"
_QUERY = f"""
select CustomerID, cast(InvoiceDate as date), cast(round(sum(Quantity * UnitPrice) * 100) as bigint) from '{FILE}'
where CustomerID is not null and InvoiceNo not like 'C%' and UnitPrice > 0 group by all order by 1, 2
"""


@dataclass(frozen=True)
class OrderDays:
    """Distinct order days sorted by customer and day, with the amount of each in pence; shapes (days,)."""

    customer: np.ndarray
    day: np.ndarray
    amount: np.ndarray

    def known(self, today: int, *, with_windows: bool = True) -> Known:
        """What is known before a day number."""
        past = self.day < today
        day, amount = self.day[past], self.amount[past]
        _, first, place = np.unique(self.customer[past], return_index=True, return_inverse=True)
        size = len(first)

        def latest(before: int) -> np.ndarray:
            days = np.zeros(size)
            np.maximum.at(days, place[day < before], day[day < before])
            return today - days

        def summed(of: np.ndarray) -> np.ndarray:
            return np.bincount(place, of, size).astype(float)

        return Known(
            orders=summed(np.ones(len(day))),
            first=(today - day[first]).astype(float),
            last=latest(today),
            spent=summed(amount),
            recent={window: summed(day >= today - window) for window in WINDOWS} if with_windows else {},
            earlier={cut: latest(today - cut) for cut in CUTS} if with_windows else {},
            paid={cut: summed(amount * (day >= today - cut)) for cut in CUTS} if with_windows else {},
        )


def read_retail() -> OrderDays:
    """The order days of the file: with a customer, not cancelled, with a price."""
    import duckdb

    rows = duckdb.execute(_QUERY).fetchnumpy()
    customer, day, amount = rows.values()
    return OrderDays(
        np.unique(customer, return_inverse=True)[1], day.astype("datetime64[D]").astype(int), amount.astype(float)
    )


def drawn(customers: int, days: int, weight: np.ndarray, seed: int) -> OrderDays:
    """Order days of customers who never leave; `weight` makes some days busier, shape (days,)."""
    rng = np.random.default_rng(seed)
    start = rng.integers(0, days - 30, customers)
    daily = rng.gamma(1.2, 1 / 60, customers)
    on = rng.random((customers, days)) < daily[:, None] * weight
    on &= np.arange(days) >= start[:, None]
    on[np.arange(customers), start] = True
    customer, day = np.nonzero(on)
    return OrderDays(customer, day, np.round(rng.gamma(4.0, 900.0, len(day))))
