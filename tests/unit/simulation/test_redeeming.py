"""Which orders redeem an offer."""

from __future__ import annotations

import numpy as np
import pytest
from oracles.simulation_oracle import HORIZON, Contacts, campaign, compiled, share

from clmplan.base.days import day_number
from clmplan.base.money import Money
from clmplan.model.playbook import Offer
from clmplan.simulation.redeeming import redeemed
from clmplan.simulation.response import responses
from clmplan.simulation.worlds import Chances

FIRST = day_number(HORIZON.start)
LARGE = Offer("large", "Large", "¥50 off", Money(50, "CNY"), limit=(1, 10))
SMALL = Offer("small", "Small", "¥2 off", Money(2, "CNY"))


def cost(
    days: list[int], *sends: Contacts, draws: list[float] | None = None, customers: list[int] | None = None
) -> list[int]:
    """What each campaign pays for the orders of customer 3 on these days, half of them redeeming."""
    size = len(days)
    who = np.array(customers or [3] * size)
    zeros = np.zeros(size)
    redemption = np.array(draws or [0.0] * size)
    orders = Chances(who, who, np.array(days) + FIRST, zeros, zeros, np.zeros(size, np.int64), zeros, redemption)
    campaigns = tuple(campaign(name, 40, redeem=share("0.5")) for name in ("a", "b"))
    plan = compiled(campaigns, sends, offers=(SMALL, LARGE))
    return redeemed(orders, responses(plan, 1), 0).tolist()


@pytest.mark.parametrize(("second", "paid"), [(10, 50), (11, 100)])
def test_a_limit_holds_for_its_days_the_day_of_the_redemption_included(second: int, paid: int) -> None:
    assert cost([1, second], Contacts("a", 0, (3,), offer="large")) == [paid, 0]


def test_an_order_that_redeems_nothing_uses_up_no_limit() -> None:
    assert cost([1, 5], Contacts("a", 0, (3,), offer="large"), draws=[0.5, 0.49]) == [50, 0]


def test_a_limit_is_one_for_all_campaigns_that_give_the_offer() -> None:
    both = (Contacts("a", 0, (3,), offer="large"), Contacts("b", 5, (3,), offer="large"))
    assert cost([1, 6], *both) == [50, 0]
    assert cost([1, 20], *both) == [100, 0]


def test_a_limit_is_each_customers_own() -> None:
    assert cost([1, 2], Contacts("a", 0, (3, 4), offer="large"), customers=[3, 4]) == [100, 0]


def test_the_dearest_offer_still_allowed_is_redeemed() -> None:
    offered = (Contacts("a", 0, (3,), offer="large"), Contacts("a", 1, (3,), offer="small"))
    assert cost([2, 3], *offered) == [52, 0]
