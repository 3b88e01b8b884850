"""What is found where there is nothing to find: real orders, no campaign, holdouts drawn again and again."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from clmplan.base.chance import is_drawn
from clmplan.base.days import day_number
from clmplan.evaluation.scorecard import score
from clmplan.model.plan import Assignment
from clmplan.model.scorecard import CampaignFacts, EvaluationInputs, Observed, Verdict

ORDERS = Path(__file__).resolve().parents[3] / "playbooks" / "gift_retailer" / "data" / "orders.csv"
START = date(2011, 9, 1)
UNTIL = date(2011, 12, 9)
SHARE = Decimal("0.1")
DRAWS = 200
NONE = np.zeros(0, dtype=np.int32)


def world():
    """The customers known before the start, and their real orders after it."""
    with ORDERS.open(encoding="utf-8") as file:
        rows = [(row["customer"], date.fromisoformat(row["date"]), row["amount"]) for row in csv.DictReader(file)]
    keys = sorted({customer for customer, day, _ in rows if day < START})
    place = {key: index for index, key in enumerate(keys)}
    later = [(place[key], day_number(day), amount) for key, day, amount in rows if day >= START and key in place]
    customer, day = (np.array(column, dtype=np.int32) for column in list(zip(*later, strict=True))[:2])
    amount = np.array([int(Decimal(amount) * 100) for _, _, amount in later], dtype=np.int64)
    return keys, Observed(customer, day, amount)


def facts(name, keys, members, first_day, days, draw):
    """One campaign with a tenth held out by its own key; different starts, as campaigns have them."""
    held_out = np.array([is_drawn(f"{name} {draw}", keys[one], SHARE) for one in members])
    split = Assignment(name, f"{name} {draw}", members, first_day[members], held_out)
    return CampaignFacts(name, "orders", days, SHARE, 0.0, split, NONE, NONE)


@pytest.fixture(scope="module")
def cards():
    """One scorecard for each draw: the programme, a large campaign, a staggered one, three of 1,100 customers."""
    keys, orders = world()
    generator = np.random.default_rng(2011)
    everyone = np.arange(len(keys), dtype=np.int32)
    at_once = np.full(len(keys), day_number(START), dtype=np.int32)
    staggered = at_once + generator.integers(0, 40, len(keys)).astype(np.int32)
    some = [np.sort(generator.permutation(everyone)[:1100]) for _ in range(3)]
    found = []
    for draw in range(DRAWS):
        campaigns = [
            facts("", keys, everyone, staggered, None, draw),
            facts("large", keys, everyone, at_once, 60, draw),
            facts("staggered", keys, everyone, staggered, 30, draw),
            *(facts(f"small {n}", keys, members, at_once, 90, draw) for n, members in enumerate(some)),
        ]
        given = EvaluationInputs(
            "p", "GBP", START, UNTIL + timedelta(1), len(keys), tuple(campaigns), {"orders": orders}, UNTIL, 0, 0, ()
        )
        found.append(score(given))
    return found


def test_holdouts_redrawn_on_real_orders_are_called_worked_or_harmed_at_most_once_in_twenty(cards):
    """Over all comparisons of a plan together, three standard errors allowed."""
    verdicts = [[one.verdict for one in card.scores] for card in cards]
    alarms = sum(any(one in (Verdict.WORKED, Verdict.HARMED) for one in each) for each in verdicts)
    assert {len(each) for each in verdicts} == {6}
    assert sum(each.count(Verdict.NOT_DECIDED) for each in verdicts) > 5 * DRAWS
    assert alarms / DRAWS <= 0.05 + 3 * (0.05 * 0.95 / DRAWS) ** 0.5


def test_capped_intervals_of_revenue_miss_zero_in_at_most_a_tenth_of_redrawn_holdouts(cards):
    """Nominal is 5 %: capped they miss it in 6 to 8 %, uncapped in more than a tenth, so the capped one is shown."""
    measured = [one.measured for card in cards for one in card.scores if one.measured.revenue_difference_capped]
    assert min(one.held_out.customers for one in measured) >= 100
    assert sum(one.held_out.customers < 130 for one in measured) > DRAWS
    capped, plain = (
        np.mean([each.low > 0 or each.high < 0 for each in estimates])
        for estimates in (
            [one.revenue_difference_capped for one in measured],
            [one.revenue_difference for one in measured],
        )
    )
    assert 0.03 <= capped <= 0.10
    assert plain > 1.5 * capped
