"""Replications of the plan and the world without it, counted exactly, and the intervals they give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clmplan.model.outcome import Interval
from clmplan.simulation.population import start
from clmplan.simulation.redeeming import redeemed
from clmplan.simulation.worlds import PullForward, chances, happening

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from clmplan.simulation.population import Population
    from clmplan.simulation.response import CampaignResponse
    from clmplan.simulation.worlds import Chances, Timing, World

    Counts = NDArray[np.int64]
    Numbers = NDArray[np.float64]

LEVEL = 0.9
BLOCK = 32_768
WEEK = 7
NO_PULL_FORWARD = PullForward()


@dataclass(frozen=True, slots=True)
class Tally:
    """Whole numbers counted in each replicate; money in minor units, so that sums do not depend on their order.

    By week, shapes (replications, weeks): `orders` and `revenue`, with the plan and without. In any campaign's
    window, shape (replications,): `attributed`. By campaign, shapes (replications, campaigns): the others;
    `incentive` is what the redemptions cost.
    """

    orders_plan: Counts
    orders_without: Counts
    revenue_plan: Counts
    revenue_without: Counts
    attributed: Counts
    attributed_orders: Counts
    attributed_revenue: Counts
    incremental_orders: Counts
    incremental_revenue: Counts
    incentive: Counts


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What one replicate assumes: its number, the campaigns, and each acting one's position, lift and worth."""

    number: int
    responses: tuple[CampaignResponse, ...]
    position: tuple[int, ...]
    lifts: tuple[float, ...]
    worths: tuple[float | None, ...]
    pull: PullForward


def replicate(
    population: Population,
    responses: tuple[CampaignResponse, ...],
    timing: Timing,
    *,
    replications: int,
    pull: PullForward = NO_PULL_FORWARD,
    block: int = BLOCK,
) -> Tally:
    """Both worlds, and the plan without each campaign, in every replicate; memory grows with `block`, nothing else."""
    tally = _empty(replications, -(-(timing.end - timing.first) // WEEK), len(responses))
    for number in range(replications):
        drawn = _drawn(responses, number, pull)
        ceiling = _ceiling(population, drawn)
        for begin in range(0, len(population.customer), block):
            started = start(population, slice(begin, begin + block), number)
            offered = chances(population, started, ceiling, timing)
            _count(tally, offered, drawn, timing)
    return tally


def interval(values: Numbers | Counts) -> Interval:
    """The mean of the replications and the range that holds the middle 90 % of them."""
    low, high = np.quantile(values, ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    return Interval(float(values.mean()), float(low), float(high))


def standard_error(values: Numbers | Counts) -> float:
    """The Monte-Carlo error of the mean of the replications."""
    return float(values.std(ddof=1) / np.sqrt(len(values)))


def _drawn(responses: tuple[CampaignResponse, ...], number: int, pull: PullForward) -> _Drawn:
    acting = tuple(index for index, response in enumerate(responses) if response.acts)
    lifts = tuple(responses[index].lift_in(number) for index in acting)
    return _Drawn(number, responses, acting, lifts, tuple(responses[index].worth_in(number) for index in acting), pull)


def _empty(replications: int, weeks: int, campaigns: int) -> Tally:
    def zeros(*shape: int) -> Counts:
        return np.zeros((replications, *shape), dtype=np.int64)

    return Tally(
        orders_plan=zeros(weeks),
        orders_without=zeros(weeks),
        revenue_plan=zeros(weeks),
        revenue_without=zeros(weeks),
        attributed=zeros(),
        attributed_orders=zeros(campaigns),
        attributed_revenue=zeros(campaigns),
        incremental_orders=zeros(campaigns),
        incremental_revenue=zeros(campaigns),
        incentive=zeros(campaigns),
    )


def _ceiling(population: Population, drawn: _Drawn) -> Numbers:
    ceiling = np.ones(len(population.customer))
    for index, lift in zip(drawn.position, drawn.lifts, strict=True):
        response = drawn.responses[index]
        reached = np.isin(population.customer, response.customers, assume_unique=True)
        highest = max((reach for reach, _ in response.reached), default=0.0)
        ceiling += np.where(reached, max(lift, 0.0) * highest, 0.0)
    return ceiling


def _count(tally: Tally, offered: Chances, drawn: _Drawn, timing: Timing) -> None:
    number = drawn.number
    effects = np.zeros((len(drawn.position), len(offered.day)))
    for row, (index, lift) in enumerate(zip(drawn.position, drawn.lifts, strict=True)):
        effects[row] = lift * drawn.responses[index].strength(offered.customer, offered.day)
    planned = happening(offered, effects, drawn.worths, drawn.pull)
    baseline = offered.is_baseline
    week = (offered.day - timing.first) // WEEK
    np.add.at(tally.orders_plan[number], week[planned.happens], 1)
    np.add.at(tally.orders_without[number], week[baseline], 1)
    np.add.at(tally.revenue_plan[number], week, planned.value)
    np.add.at(tally.revenue_without[number], week[baseline], offered.value[baseline])
    _attribute(tally, offered, planned, drawn)
    for row, index in enumerate(drawn.position):
        orders, revenue = _contribution(offered, planned, effects, row, drawn)
        tally.incremental_orders[number, index] += orders
        tally.incremental_revenue[number, index] += revenue


def _attribute(tally: Tally, offered: Chances, planned: World, drawn: _Drawn) -> None:
    ordered = offered.only(planned.happens)
    value = planned.value[planned.happens]
    anywhere = np.zeros(len(value), dtype=np.bool_)
    for index, response in enumerate(drawn.responses):
        inside = response.goal.cover(ordered.customer, ordered.day)
        anywhere |= inside
        tally.attributed_orders[drawn.number, index] += int(inside.sum())
        tally.attributed_revenue[drawn.number, index] += int(value[inside].sum())
    tally.attributed[drawn.number] += int(anywhere.sum())
    tally.incentive[drawn.number] += redeemed(ordered, drawn.responses, drawn.number)


def _contribution(offered: Chances, planned: World, effects: Numbers, row: int, drawn: _Drawn) -> tuple[int, int]:
    """Orders and revenue of the plan minus the plan without one campaign; only customers whom it reaches can differ."""
    reached = np.isin(offered.customer, drawn.responses[drawn.position[row]].customers)
    others = np.delete(effects[:, reached], row, axis=0)
    worths = drawn.worths[:row] + drawn.worths[row + 1 :]
    left_out = happening(offered.only(reached), others, worths, drawn.pull)
    orders = int(planned.happens[reached].sum()) - int(left_out.happens.sum())
    return orders, int(planned.value[reached].sum()) - int(left_out.value.sum())
