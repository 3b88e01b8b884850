"""Which customer stands under which campaign on which day."""

from __future__ import annotations

import numpy as np
import pytest
from oracles.simulation_oracle import HORIZON, Contacts, campaign, compiled, share

from clmplan.base.days import day_number
from clmplan.simulation.response import responses

FIRST = day_number(HORIZON.start)


def strengths(days: range, *sends: Contacts, within: int = 14) -> list[float]:
    plan = compiled((campaign("wake", within, lift=share("0.5")),), sends)
    response = responses(plan, 1)[0]
    return response.strength(np.full(len(days), 3), np.array([FIRST + day for day in days])).tolist()


def test_a_window_holds_the_day_of_the_contact_and_ends_after_its_days() -> None:
    assert strengths(range(4, 9), Contacts("wake", 5, (3,)), within=3) == [0.0, 1.0, 1.0, 1.0, 0.0]


def test_windows_of_one_campaign_do_not_add_up() -> None:
    twice = strengths(range(4, 10), Contacts("wake", 5, (3,)), Contacts("wake", 6, (3,)), within=3)
    assert twice == [0.0, 1.0, 1.0, 1.0, 1.0, 0.0]


def test_a_weaker_channel_never_shortens_a_stronger_one() -> None:
    mixed = strengths(range(5, 10), Contacts("wake", 5, (3,)), Contacts("wake", 6, (3,), "sms"), within=3)
    assert mixed == [1.0, 1.0, 1.0, 0.5, 0.0]


def test_other_customers_are_not_touched() -> None:
    assert strengths(range(5, 7), Contacts("wake", 5, (2, 4))) == [0.0, 0.0]


def test_an_offer_is_open_only_while_it_is_valid() -> None:
    plan = compiled((campaign("wake", lift=share("0.5")),), (Contacts("wake", 0, (1,), offer="comeback"),))
    days = np.array([FIRST, FIRST + 6, FIRST + 7])
    (offer,) = responses(plan, 1)[0].offers
    assert (offer.name, offer.cost, offer.limit) == ("comeback", 2000, None)
    assert offer.windows.cover(np.ones(3, dtype=np.int64), days).tolist() == [True, True, False]


def test_lifts_are_drawn_from_their_range_by_seed_and_name_alone() -> None:
    one = compiled((campaign("a", lift=share("0.2", "0.4")),), ())
    two = compiled((campaign("b", lift=share("0.9")), campaign("a", lift=share("0.2", "0.4"))), ())
    drawn = [responses(one, 7)[0].lift_in(number) for number in range(50)]
    assert drawn == [responses(two, 7)[1].lift_in(number) for number in range(50)]
    assert drawn != [responses(one, 8)[0].lift_in(number) for number in range(50)]
    assert all(0.2 <= lift <= 0.4 for lift in drawn)
    assert pytest.approx(sum(drawn) / 50, abs=0.03) == 0.3
