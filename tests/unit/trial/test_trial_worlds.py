"""The worlds of tests: what is not given is missing, and no draw decides."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from clmplan.base.chance import is_drawn
from clmplan.model.playbook_test import GivenCustomer, GivenHoldout, GivenOthers
from clmplan.planning.contacts.capacity import Turns
from clmplan.planning.contacts.world import World
from clmplan.trial.world import CUSTOMER, world_of
from tests.unit.trial.trial_projects import loaded, only, results

TWO_HOLDOUTS = """
holdout programme 40%
campaign news { for everyone; holdout 10%; on 2026-10-06; send email "News" }
campaign more { for everyone; holdout 30%; on 2026-10-07; send email "More" }
test "t" { given customer { points: 1; wallet: £2; tier: gold }; on 2026-10-01; expect no contact }
"""


def test_a_field_that_is_not_given_is_missing_and_the_others_are_stored_as_read() -> None:
    there = loaded(TWO_HOLDOUTS)
    fields = world_of(there.playbook.tests[0], there.playbook, there.project).base.fields
    known = {name for name, column in fields.items() if column.known[0]}
    assert known == {"points", "wallet", "tier"}
    assert [fields[name].values[0] for name in ("points", "wallet", "tier")] == [1, 200, "gold"]
    assert fields["wallet"].values.dtype == np.int64


def test_a_number_with_a_fraction_is_stored_as_one() -> None:
    there = loaded(TWO_HOLDOUTS)
    test = replace(there.playbook.tests[0], customer=GivenCustomer((("points", Decimal("1.5")),)))
    column = world_of(test, there.playbook, there.project).base.fields["points"]
    assert column.values.dtype == np.float64
    assert column.values[0] == 1.5


def test_events_are_sorted_by_customer_and_day_and_know_their_day() -> None:
    there = loaded(
        'test "t" {\n  given customer { orders: [2026-09-03, 2026-09-01] }\n'
        "  given 2 others { orders: [2026-09-02] }\n  on 2026-10-01\n  expect no contact\n}"
    )
    events = world_of(there.playbook.tests[0], there.playbook, there.project).base.events["orders"]
    assert events.customer.tolist() == [0, 0, 1, 2]
    assert events.day[0] < events.day[1]
    assert events.fields["date"].values.tolist() == events.day.tolist()
    assert not events.fields["amount"].known.any()


def test_only_the_holdouts_asked_for_are_left_and_only_the_customer_is_inside() -> None:
    there = loaded(TWO_HOLDOUTS)
    others = (GivenOthers(50, GivenCustomer()),)
    for asked in ((), ("news",), (None,), ("news", "more", None)):
        holdouts = tuple(GivenHoldout(name) for name in asked)
        test = replace(there.playbook.tests[0], others=others, holdouts=holdouts)
        world = world_of(test, there.playbook, there.project)
        left = {one.name: one.holdout for one in world.playbook.campaigns} | {None: world.playbook.holdout}
        assert {name for name, holdout in left.items() if holdout is not None} == set(asked)
        for holdout in filter(None, left.values()):
            assert [key for key in world.base.keys if is_drawn(holdout.key, key, holdout.share)] == [CUSTOMER]


def test_the_share_and_the_words_of_a_holdout_stay() -> None:
    text = TWO_HOLDOUTS.replace('"t" {', '"t" { given holdout news;').replace(
        "expect no contact", "expect contact news"
    )
    judgement = only(text)
    assert not judgement.holds
    assert judgement.facts[0].value == "refused by holdout 10%"


@pytest.mark.parametrize("others", [1, 7, 120])
def test_the_customer_is_the_last_to_be_served(others: int) -> None:
    there = loaded(TWO_HOLDOUTS)
    test = replace(there.playbook.tests[0], others=(GivenOthers(others, GivenCustomer()),))
    world = world_of(test, there.playbook, there.project)
    planned = World(world.playbook, world.base, None, "en")  # type: ignore[arg-type]  # turns need no memberships
    everybody = np.arange(len(world.base.keys), dtype=np.int32)
    for campaign in ("news", "more"):
        assert int(np.argmax(Turns(planned).of(campaign, everybody))) == 0


def test_stock_ends_before_the_customer_as_well() -> None:
    text = """
offer gift { discount: £5 off over £25; cost: £5; stock: STOCK }
campaign news { for everyone; on 2026-10-06; send email "News" with gift }
test "t" { given 4 others { }; on 2026-10-01; expect contact news }
"""
    assert [False, True] == [only(text.replace("STOCK", stock)).holds for stock in ("4", "5")]


def test_a_budget_ends_before_the_customer_as_well() -> None:
    text = """
budget small { total: TOTAL }
campaign news { for everyone; on 2026-10-06; send email "News" }
test "t" { given 4 others { }; on 2026-10-01; expect refused news by budget }
"""
    assert [True, False] == [only(text.replace("TOTAL", total)).holds for total in ("£0.08", "£0.10")]


def test_worlds_do_not_touch_each_other() -> None:
    crowded = 'test "a" { given 9 others { orders: [2026-09-01] }; on 2026-10-01; expect count(orders) = 0 }\n'
    alone = 'test "b" { given customer { orders: [2026-09-02] }; on 2026-10-01; expect count(orders) = 1 }\n'
    assert [True, True] == [one.passed for one in results(crowded + alone)]
    assert [True, True] == [one.passed for one in results(alone + crowded)]
