"""The customers of a simulation: the model fitted on their histories, and where each of them starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaincinv

from clmplan.base.chance import customer_seeds, mixed, uniform
from clmplan.buying import conditions
from clmplan.buying.pareto_nbd import Buying, fit
from clmplan.buying.spending import Spending, spending

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from clmplan.simulation.history import Histories

_ALIVE, _RATE, _LEAVING = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Population:
    """Customers with at least one order, in the order of their keys; shapes (buyers,).

    `seeds` is their luck, mixed with the simulation's seed; `alive` the chance of still being a customer at the end
    of the history; orders a day are Gamma(`shape`, `rate`); the leaving rate is Gamma(s, `staying`).
    """

    histories: Histories
    buying: Buying
    spending: Spending
    seeds: NDArray[np.uint64]
    alive: NDArray[np.float64]
    shape: NDArray[np.float64]
    rate: NDArray[np.float64]
    staying: NDArray[np.float64]

    @property
    def customer(self) -> NDArray[np.int64]:
        """The index of each among the customer keys; shape (buyers,)."""
        return self.histories.customer


@dataclass(frozen=True, slots=True)
class Start:
    """The living customers of a block in one replicate; shapes (living,).

    `place` indexes the population, `luck` draws their days, `orders_a_day` is their order rate, `stays` the days
    they remain customers.
    """

    place: NDArray[np.int64]
    luck: NDArray[np.uint64]
    orders_a_day: NDArray[np.float64]
    stays: NDArray[np.float64]


def is_enough(histories: Histories) -> bool:
    """Whether a history holds the least that a model is fitted on."""
    return conditions.is_enough(len(histories.customer), histories.repeating, histories.days)


def populate(histories: Histories, keys: tuple[str, ...], seed: int, *, is_priced: bool = True) -> Population:
    """The population of these histories, fitted by maximum likelihood; without prices every order is worth 0."""
    buying = fit(histories.purchases)
    names = tuple(keys[index] for index in histories.customer)
    return Population(
        histories=histories,
        buying=buying,
        spending=spending(histories.count * is_priced, histories.total, histories.squares),
        seeds=mixed(customer_seeds(names), seed),
        alive=buying.alive(histories.purchases),
        shape=buying.r + histories.purchases.repeats,
        rate=buying.alpha + histories.purchases.age,
        staying=histories.purchases.age + (buying.beta or 0.0),
    )


def start(population: Population, block: slice, replicate: int) -> Start:
    """Who of a block still is a customer and how, drawn exactly from what the history leaves open.

    A leaving rate that is Gamma(s, b), and exponential days until leaving, make those days Pareto: one draw.
    """
    luck = mixed(population.seeds[block], replicate)
    living = np.flatnonzero(uniform(luck, _ALIVE) < population.alive[block])
    luck, place = luck[living], living + (block.start or 0)
    orders_a_day = gammaincinv(population.shape[place], uniform(luck, _RATE)) / population.rate[place]
    if population.buying.s is None:
        stays = np.full(len(place), np.inf)
    else:
        with np.errstate(over="ignore"):
            stays = population.staying[place] * np.expm1(-np.log1p(-uniform(luck, _LEAVING)) / population.buying.s)
    return Start(place, luck, orders_a_day, stays)
