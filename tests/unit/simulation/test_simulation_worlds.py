"""The kernel on chances made by hand."""

from __future__ import annotations

import numpy as np
import pytest
from oracles.simulation_oracle import AS_OF, customer_base, synthetic_orders

from clmplan.base.days import day_number
from clmplan.simulation.history import histories, order_days
from clmplan.simulation.population import Start, populate
from clmplan.simulation.worlds import Chances, PullForward, Timing, chances, happening

TODAY = day_number(AS_OF)


def by_hand(days: list[int], draws: list[float], customer: int = 0) -> Chances:
    """Chances of one customer who orders by itself below 0.5 and, with an effect of one half, below 0.75."""
    size = len(days)
    place = np.full(size, customer)
    rate = np.full(size, 0.5)
    zeros = np.zeros(size)
    return Chances(place, place, np.array(days), np.array(draws), rate, np.full(size, 100), zeros, zeros)


def happens(offered: Chances, pull: PullForward) -> list[bool]:
    effects = np.full((1, len(offered.day)), 0.5)
    return happening(offered, effects, (None,), pull).happens.tolist()


def test_an_incremental_order_lies_between_the_two_chances() -> None:
    offered = by_hand([1, 2, 3], [0.49, 0.51, 0.76])
    assert offered.is_baseline.tolist() == [True, False, False]
    assert happens(offered, PullForward()) == [True, True, False]


@pytest.mark.parametrize(("later", "stays"), [(10, False), (11, True)])
def test_a_pulled_order_borrows_the_next_one_within_its_days_only(later: int, stays: bool) -> None:
    offered = by_hand([1, later], [0.6, 0.1])
    assert [True, stays] == happens(offered, PullForward(1.0, 9))


def test_a_pulled_order_borrows_no_earlier_one_and_only_one() -> None:
    offered = by_hand([1, 2, 3, 4], [0.1, 0.6, 0.1, 0.1])
    assert happens(offered, PullForward(1.0, 9)) == [True, True, False, True]


def test_two_pulled_orders_borrow_two() -> None:
    offered = by_hand([1, 2, 3, 4, 5], [0.6, 0.6, 0.1, 0.1, 0.1])
    assert happens(offered, PullForward(1.0, 9)) == [True, True, False, False, True]


def test_orders_are_borrowed_from_the_same_customer() -> None:
    mine, other = by_hand([1], [0.6]), by_hand([2], [0.1], customer=1)
    both = Chances(
        *(
            np.concatenate([getattr(mine, name), getattr(other, name)])
            for name in ("place", "customer", "day", "draw", "rate", "value", "pull", "redemption")
        )
    )
    assert happens(both, PullForward(1.0, 9)) == [True, True]


def test_several_worths_are_weighted_by_effect() -> None:
    offered = by_hand([1, 2], [0.6, 0.1])
    effects = np.array([[0.375, 0.375], [0.125, 0.125]])
    assert happening(offered, effects, (400.0, None), PullForward()).value.tolist() == [325, 100]


@pytest.mark.parametrize(("stays", "days"), [(0.4, 0), (0.6, 1), (2.4, 2), (2.6, 3), (np.inf, 20)])
def test_a_customer_orders_until_leaving_and_never_after(stays: float, days: int) -> None:
    base = customer_base(synthetic_orders(150))
    known = histories(order_days(base.events["orders"], "amount", "CNY"), TODAY)
    people = populate(known, base.keys, 1)
    started = Start(np.array([5]), people.seeds[5:6], np.array([1e9]), np.array([stays]))
    timing = Timing(TODAY, TODAY, TODAY + 20, np.ones(20))
    offered = chances(people, started, np.ones(150), timing)
    assert list(range(TODAY, TODAY + days)) == offered.day.tolist()


def test_returns_and_repeated_orders_of_a_day_are_one_day_or_none() -> None:
    rows = [(key, day, amount) for key, day, amount in synthetic_orders(120) if key != "c00000"]
    mine = [("c00000", AS_OF.replace(month=9, day=day), amount) for day, amount in ((1, 500), (1, 300), (5, -900))]
    base = customer_base([*rows, *mine])
    orders = order_days(base.events["orders"], "amount", "CNY")
    assert orders.returned == 1
    assert orders.value[orders.customer == 0].tolist() == [800.0]
    known = histories(orders, TODAY)
    seen = known.purchases
    assert (seen.repeats[0], seen.last[0], seen.age[0]) == (0.0, 0.0, 29.0)
