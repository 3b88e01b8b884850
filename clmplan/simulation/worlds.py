"""The day loop: every order that could happen to a block of customers, and which of them happen in which world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clmplan.base.chance import mixed, uniform

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from clmplan.simulation.population import Population, Start

    Numbers = NDArray[np.float64]
    Indices = NDArray[np.int64]
    Truths = NDArray[np.bool_]

_DAY, _VALUE, _PULL, _REDEMPTION = 4, 5, 6, 7


@dataclass(frozen=True, slots=True)
class Timing:
    """The days counted, as day numbers [first, end), the first day after the history, and each counted day's season
    factor, shape (days,)."""

    history_end: int
    first: int
    end: int
    season: Numbers


@dataclass(frozen=True, slots=True)
class PullForward:
    """How much of what campaigns cause is borrowed: a share of the orders, from the next order within some days."""

    share: float = 0.0
    days: int = 30


@dataclass(frozen=True, slots=True)
class Chances:
    """Customer-days whose draw allows an order in some world, sorted by day and place; shapes (chances,).

    `place` indexes the population, `customer` the customer keys. `draw`, `pull` and `redemption` are the
    day's numbers in [0, 1), `rate` the order days expected that day without the plan (the chance of one, up to 1),
    `value` an order's own value in minor units.
    """

    place: Indices
    customer: Indices
    day: Indices
    draw: Numbers
    rate: Numbers
    value: Indices
    pull: Numbers
    redemption: Numbers

    @property
    def is_baseline(self) -> Truths:
        """Which are orders without any plan; shape (chances,)."""
        return self.draw < self.rate

    def only(self, chosen: Truths) -> Chances:
        """Those chosen."""
        return Chances(
            self.place[chosen],
            self.customer[chosen],
            self.day[chosen],
            self.draw[chosen],
            self.rate[chosen],
            self.value[chosen],
            self.pull[chosen],
            self.redemption[chosen],
        )


@dataclass(frozen=True, slots=True)
class World:
    """What happens to the chances in one world; shapes (chances,). `value` is in minor units, 0 without an order.

    Orders are the baseline without the `borrowed`, plus the incremental ones.
    """

    happens: Truths
    borrowed: Truths
    value: Indices


def chances(population: Population, started: Start, ceiling: Numbers, timing: Timing) -> Chances:
    """Every chance of an order in a block; `ceiling` bounds 1 + effects of each of the population, shape (buyers,)."""
    luck = mixed(started.luck, _DAY)
    rate = started.orders_a_day
    highest = rate * ceiling[started.place]
    found: list[tuple[Indices, NDArray[np.uint64], int]] = []
    limit, factor = highest, 1.0
    for day in range(timing.first, timing.end):
        if timing.season[day - timing.first] != factor:
            factor = float(timing.season[day - timing.first])
            limit = highest * factor
        raw = mixed(luck, day)
        living = started.stays > day - timing.history_end + 0.5
        hit = np.flatnonzero((uniform(raw) < limit) & living)
        found.append((hit, raw[hit], day))
    return _gathered(population, started, timing, found)


def happening(offered: Chances, effects: Numbers, worths: tuple[float | None, ...], pull: PullForward) -> World:
    """The world in which campaigns have these relative effects; `effects` has shape (campaigns, chances).

    `worths` value the orders a campaign causes, None: the customer's own value.
    """
    total = np.zeros(len(offered.day))
    for effect in effects:
        total += effect
    baseline = offered.is_baseline
    happens = offered.draw < offered.rate * np.maximum(1.0 + total, 0.0)
    incremental = happens & ~baseline
    borrowed = np.zeros(len(happens), dtype=np.bool_)
    if pull.share > 0.0:
        borrowed = _borrowed(offered, happens & baseline, incremental & (offered.pull < pull.share), pull.days)
    happens &= ~borrowed
    value = np.where(happens, offered.value, 0)
    if any(worth is not None for worth in worths):
        value = np.where(incremental, _caused_value(offered, effects, worths), value)
    return World(happens, borrowed, value)


def _gathered(
    population: Population, started: Start, timing: Timing, found: list[tuple[Indices, NDArray[np.uint64], int]]
) -> Chances:
    hits = np.concatenate([hit for hit, _, _ in found] or [np.zeros(0, dtype=np.int64)])
    raw = np.concatenate([part for _, part, _ in found] or [np.zeros(0, dtype=np.uint64)])
    day = np.repeat(np.array([day for _, _, day in found], dtype=np.int64), [len(hit) for hit, _, _ in found])
    place = started.place[hits]
    spread = population.spending.spread
    around = spread[(uniform(raw, _VALUE) * len(spread)).astype(np.int64)]
    return Chances(
        place=place,
        customer=population.customer[place],
        day=day,
        draw=uniform(raw),
        rate=started.orders_a_day[hits] * timing.season[day - timing.first],
        value=np.rint(population.spending.means[place] * around).astype(np.int64),
        pull=uniform(raw, _PULL),
        redemption=uniform(raw, _REDEMPTION),
    )


def _borrowed(offered: Chances, baseline: Truths, pulling: Truths, days: int) -> Truths:
    """Which baseline orders are missing because an order was pulled forward: each takes the next one still there."""
    borrowed = np.zeros(len(baseline), dtype=np.bool_)
    involved = np.isin(offered.place, offered.place[pulling]) & (baseline | pulling)
    indices = np.flatnonzero(involved)
    indices = indices[np.lexsort((offered.day[indices], offered.place[indices]))]
    debts: list[int] = []
    customer = -1
    for index in indices.tolist():
        if offered.place[index] != customer:
            customer, debts = int(offered.place[index]), []
        day = int(offered.day[index])
        debts = [due for due in debts if due >= day]
        if pulling[index]:
            debts.append(day + days)
        elif debts:
            borrowed[index] = True
            debts.pop(0)
    return borrowed


def _caused_value(offered: Chances, effects: Numbers, worths: tuple[float | None, ...]) -> Indices:
    """The value of an order that several campaigns cause: the mean of what each says, weighted by effect."""
    weight, worth_sum = np.zeros(len(offered.day)), np.zeros(len(offered.day))
    for effect, worth in zip(effects, worths, strict=True):
        lift = np.maximum(effect, 0.0)
        weight += lift
        worth_sum += lift * (offered.value if worth is None else worth)
    mean = np.divide(worth_sum, weight, out=offered.value.astype(np.float64), where=weight > 0)
    return np.rint(mean).astype(np.int64)
