"""A shop full of invented people, for functions that learn from all of them."""

from __future__ import annotations

from functools import cache

import numpy as np
from oracles.histories_oracle import Person

TODAY = 20_000


@cache
def shop(customers: int = 240, days: int = 500, seed: int = 1) -> tuple[Person, ...]:
    """People who order at rates of their own for a while; the last of them never ordered."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(customers):
        first = TODAY - int(rng.integers(10, days))
        rate, stay = rng.gamma(0.8, 1 / 40), rng.exponential(1 / rng.gamma(0.8, 1 / 150))
        orders, day = {first: int(rng.gamma(4.0, 800.0))}, first
        while True:
            day += 1 + int(rng.exponential(1 / max(rate, 1e-6)))
            if day >= min(TODAY, first + stay):
                break
            orders[day] = int(rng.gamma(4.0, 800.0))
        visits = tuple(int(one) for one in rng.integers(first, TODAY, rng.integers(0, 4)))
        found.append(Person(orders, visits))
    return (*found, Person())
