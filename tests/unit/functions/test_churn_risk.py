"""`churn_risk`: the points of its rule, one by one and all together, and their reasons."""

from __future__ import annotations

import numpy as np
import pytest
from oracles.churn_oracle import churn_points
from oracles.histories_oracle import PAID, PURCHASE, Person, inputs_of
from unit.functions.shop_people import TODAY, shop

from clmplan.functions.churn_risk import WORD, ChurnRisk

RISK = ChurnRisk()


def person(*ago: int, visits: tuple[int, ...] = ()) -> Person:
    """Somebody who ordered so many days ago."""
    return Person({TODAY - days: 100 for days in ago}, tuple(TODAY - days for days in visits))


def risk(one: Person) -> float:
    found = RISK.values(None, inputs_of(WORD, [one], TODAY), ())
    assert found.known[0]
    return int(found.values[0]) / 1_000_000


def reasons(one: Person, locale: str = "en") -> list[str]:
    return [told.fill(locale, {}) for told in RISK.reasons(None, inputs_of(WORD, [one], TODAY), (), 0)]


@pytest.mark.parametrize(
    ("one", "points", "possible"),
    [
        (person(1), 10, 80),  # one order, nothing else
        (person(89), 10, 80),
        (person(90), 20, 80),  # its usual gap is the 90 days of everybody
        (person(135), 10 + 20 + 20, 80),  # and an order in the 90 days before the last 90
        (person(60, 30, 1), 0, 80),
        (person(360, 330, 300), 50, 80),  # gaps of 30, 30 and 90: 50 days
        (person(170, 160, 150, 10), 15, 80),
        (person(170, 160, 150, 140, 20, 10), 15, 80),
        (person(170, 160, 150, 30, 20), 10, 80),
        (person(1, visits=(1,)), 10, 100),
        (person(1, visits=(31, 200)), 20, 100),
        (person(1, visits=(91,)), 30, 100),
    ],
)
def test_each_part_gives_its_points(one: Person, points: int, possible: int) -> None:
    assert risk(one) == pytest.approx(points / possible, abs=1e-6)


def test_whole_shops_get_the_points_of_the_slow_rule() -> None:
    people = shop()
    found = RISK.values(None, inputs_of(WORD, people, TODAY), ())
    for row, one in enumerate(people):
        assert bool(found.known[row]) is bool(one.orders)
        if one.orders:
            points, possible = churn_points(list(one.orders), one.visits, TODAY)
            assert found.values[row] == (points * 2_000_000 + possible) // (2 * possible), one


def test_reasons_add_up_to_the_points() -> None:
    for one in shop()[:100]:
        *parts, total = reasons(one)
        points, possible = churn_points(list(one.orders), one.visits, TODAY)
        assert total == f"{points} of {possible} points"
        assert points == sum(int(part.split(" ")[0]) for part in parts)


def test_reasons_speak_both_languages() -> None:
    one = person(400, 370, 340, 130, visits=(200,))
    assert reasons(one) == [
        "10 points: 130 days since the last order, 1.4 times the own rhythm of 90 days",
        "20 points: 0 days with orders in the last 90 days, 1 in the 90 days before",
        "20 points: 200 days since any other event",
        "50 of 100 points",
    ]
    assert "100 分中得 50 分" == reasons(one, "zh")[-1]
    assert ["no order so far"] == reasons(Person())


def test_what_was_taken_back_is_no_order() -> None:
    back = Person({TODAY - 400: 500, TODAY - 1: -500})
    assert risk(back) > 0.5
    assert RISK.values(None, inputs_of(WORD, [back], TODAY, purchase=PURCHASE), ()).values[0] >= 0


def test_the_same_customer_gets_the_same_value_in_any_company() -> None:
    few = inputs_of(WORD, shop()[:50], TODAY, purchase=PAID)
    many = np.random.default_rng(1).integers(0, 50, 2000)
    found = RISK.values(None, [type(one)(one.values[many], one.known[many]) for one in few], ())
    assert (found.values == RISK.values(None, few, ()).values[many]).all()
