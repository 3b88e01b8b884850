"""Customers for the tests of models: the CDNOW sample's shape, single customers, invented ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from clmplan.base.days import day_number
from clmplan.buying.purchases import Purchases

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data"
CUT = day_number(date(1997, 9, 30))
WEEKS = 39


@dataclass(frozen=True)
class Cdnow:
    """One entry per customer: purchases until the cut, order days in the 39 weeks after it, repeat spend before it."""

    names: np.ndarray
    seen: Purchases
    later: np.ndarray
    count: np.ndarray
    spent: np.ndarray


def one(repeats: float, last: float, age: float) -> Purchases:
    """One customer."""
    return Purchases(np.array([repeats]), np.array([last]), np.array([age]))


def invented(customers: int, seed: int) -> Purchases:
    """Customers of an ordinary shop, in whole days; many of them leave."""
    rng = np.random.default_rng(seed)
    age = rng.integers(1, 900, customers).astype(float)
    stay = np.minimum(age, rng.exponential(1 / rng.gamma(0.6, 1 / 80, customers)))
    repeats = np.minimum(rng.poisson(rng.gamma(0.6, 1 / 70, customers) * stay), age)
    last = np.ceil(stay * rng.random(customers) ** (1 / np.maximum(repeats, 1)))
    return Purchases(repeats.astype(float), np.where(repeats > 0, np.minimum(last, age), 0.0), age)
