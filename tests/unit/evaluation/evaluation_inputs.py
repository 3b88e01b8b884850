"""Small plans and orders to evaluate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from clmplan.base.days import day_number
from clmplan.model.plan import Assignment
from clmplan.model.scorecard import CampaignFacts, EvaluationInputs, Observed

START = date(2026, 10, 1)
DAY = day_number(START)


def ints(*values):
    return np.array(values, dtype=np.int32)


def assignment(held_out, customers, name="wake", first_day=DAY):
    """The first customers are held out."""
    everyone = np.arange(customers, dtype=np.int32)
    return Assignment(name, f"key of {name}", everyone, np.full(customers, first_day, np.int32), everyone < held_out)


def campaign(split, name="wake", share="0.1", contacts=(), days=(), goal_days=14, goal_event="order"):
    planned = None if share is None else Decimal(share)
    return CampaignFacts(name, goal_event, goal_days, planned, 12.5, split, ints(*contacts), ints(*days))


def inputs(*facts, orders=(), customers=1000, until=START + timedelta(days=60), **changes):
    """Orders are (customer, days after the start, minor units)."""
    rows = list(orders)
    observed = Observed(
        ints(*(row[0] for row in rows)),
        ints(*(DAY + row[1] for row in rows)),
        np.array([row[2] for row in rows], dtype=np.int64),
    )
    given = EvaluationInputs(
        plan="0123456789abcdef",
        currency="CNY",
        as_of=START,
        horizon_end=START + timedelta(days=31),
        customers=customers,
        facts=facts,
        events={"order": observed},
        observed_until=until,
        rows=len(rows),
        used=len(rows),
        set_aside=(),
    )
    return replace(given, **changes)


def bought(customers, day=3, amount=1000):
    return [(customer, day, amount) for customer in customers]


def only(card):
    (found,) = card.scores
    return found
