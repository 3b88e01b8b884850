"""What holds for every simulation: equal luck in both worlds, honest differences, exact counting."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles.simulation_oracle import (
    AS_OF,
    HORIZON,
    OFFERS,
    Contacts,
    campaign,
    closed_form,
    compiled,
    customer_base,
    share,
    synthetic_orders,
)
from oracles.simulation_twin import slow_replicate

from clmplan.base.days import day_number
from clmplan.base.money import Money
from clmplan.model.plan import Compiled
from clmplan.model.playbook import Offer
from clmplan.simulation.history import histories, order_days
from clmplan.simulation.population import Population, populate, start
from clmplan.simulation.replications import NO_PULL_FORWARD, Tally, replicate
from clmplan.simulation.response import responses
from clmplan.simulation.worlds import Chances, PullForward, Timing, World, chances, happening

TODAY, END = day_number(AS_OF), day_number(HORIZON.end)
TIMING = Timing(TODAY, TODAY, END, np.ones(END - TODAY))
SOME = tuple(range(0, 120, 3))
BASE = customer_base(synthetic_orders(400))
KNOWN = histories(order_days(BASE.events["orders"], "amount", "CNY"), TODAY)
PEOPLE = populate(KNOWN, BASE.keys, 1)
FEW = 105
FEW_BASE = customer_base(synthetic_orders(FEW))
FEW_PEOPLE = populate(histories(order_days(FEW_BASE.events["orders"], "amount", "CNY"), TODAY), FEW_BASE.keys, 1)
SENDS = st.lists(
    st.builds(
        Contacts,
        st.sampled_from(["a", "b"]),
        st.integers(0, 60),
        st.sets(st.integers(0, 399), max_size=80).map(lambda chosen: tuple(sorted(chosen))),
        st.sampled_from(["mail", "sms"]),
        st.sampled_from([None, "comeback", "rare", "twice"]),
    ),
    max_size=5,
).map(tuple)


def two(low: str, high: str) -> tuple:  # type: ignore[type-arg]
    return campaign("a", lift=share(low, high), redeem=share("0.3")), campaign(
        "b", 30, lift=share(low), value=share("9")
    )


def world(plan: Compiled, number: int = 0, pull: PullForward = NO_PULL_FORWARD) -> tuple[Chances, World]:
    """The plan's world on a ceiling that is the same for every plan, so that chances match one by one."""
    started = start(PEOPLE, slice(0, len(PEOPLE.customer)), number)
    offered = chances(PEOPLE, started, np.full(len(PEOPLE.customer), 6.0), TIMING)
    acting = tuple(response for response in responses(plan, 1) if response.acts)
    effects = np.zeros((len(acting), len(offered.day)))
    for row, response in enumerate(acting):
        effects[row] = response.lift_in(number) * response.strength(offered.customer, offered.day)
    return offered, happening(offered, effects, tuple(response.worth_in(number) for response in acting), pull)


def run(plan: Compiled, *, replications: int = 6, people: Population = PEOPLE, **options: object) -> Tally:
    return replicate(people, responses(plan, 1), TIMING, replications=replications, **options)  # type: ignore[arg-type]


def assert_same(left: Tally, right: Tally) -> None:
    for one in fields(Tally):
        assert getattr(left, one.name).tolist() == getattr(right, one.name).tolist(), one.name


@settings(max_examples=10, deadline=None)
@given(SENDS)
def test_an_effect_of_zero_leaves_both_worlds_equal(sends: tuple[Contacts, ...]) -> None:
    tally = run(compiled(two("0", "0"), sends), replications=3)
    assert tally.orders_plan.tolist() == tally.orders_without.tolist()
    assert tally.revenue_plan.tolist() == tally.revenue_without.tolist()
    assert not tally.incremental_orders.any() and not tally.incremental_revenue.any()


@settings(max_examples=10, deadline=None)
@given(SENDS, st.sampled_from([0.0, 0.4]))
def test_customers_without_contact_are_identical_in_both_worlds(sends: tuple[Contacts, ...], share_: float) -> None:
    offered, plan = world(compiled(two("0.5", "2"), sends), pull=PullForward(share_, 20))
    alone = ~np.isin(offered.customer, [customer for send in sends for customer in send.customers])
    baseline = offered.is_baseline
    assert plan.happens[alone].tolist() == baseline[alone].tolist()
    assert plan.value[alone].tolist() == np.where(baseline, offered.value, 0)[alone].tolist()


def test_a_campaign_for_others_changes_no_outcome_of_customers_it_never_reaches() -> None:
    first = (Contacts("a", 3, SOME), Contacts("a", 20, SOME))
    others = (Contacts("b", 5, tuple(range(1, 120, 3))),)
    offered, before = world(compiled(two("0.5", "2"), first))
    _, after = world(compiled(two("0.5", "2"), first + others))
    untouched = ~np.isin(offered.customer, others[0].customers)
    assert before.happens[untouched].tolist() == after.happens[untouched].tolist()
    assert before.value[untouched].tolist() == after.value[untouched].tolist()
    assert before.happens.tolist() != after.happens.tolist()


@settings(max_examples=10, deadline=None)
@given(SENDS, st.integers(0, 5))
def test_a_lift_never_loses_orders_and_net_is_gross_minus_borrowed(sends: tuple[Contacts, ...], number: int) -> None:
    plan = compiled(two("0.5", "2"), sends)
    offered, gross = world(plan, number)
    assert not (offered.is_baseline & ~gross.happens).any()
    _, net = world(plan, number, PullForward(0.5, 25))
    caused = int(gross.happens.sum()) - int(offered.is_baseline.sum())
    assert int(net.happens.sum()) - int(offered.is_baseline.sum()) == caused - int(net.borrowed.sum())
    assert 0 <= int(net.borrowed.sum()) <= caused


def test_pulled_orders_are_missing_later() -> None:
    plan = compiled(two("2", "2"), (Contacts("a", 0, tuple(range(400))),))
    without, pulled = run(plan), run(plan, pull=PullForward(1.0, 40))
    assert pulled.orders_plan.sum() < without.orders_plan.sum()
    assert pulled.orders_without.tolist() == without.orders_without.tolist()
    assert pulled.incremental_orders[:, 0].tolist() == (pulled.orders_plan - pulled.orders_without).sum(axis=1).tolist()


@pytest.mark.parametrize("block", [7, 37, 399, 5000])
def test_blocks_of_any_size_count_the_same(block: int) -> None:
    plan = compiled(two("0.5", "2"), (Contacts("a", 3, SOME, offer="comeback"), Contacts("a", 9, SOME, "sms", "rare")))
    pull = PullForward(0.3, 20)
    assert_same(run(plan, replications=2, pull=pull), run(plan, replications=2, pull=pull, block=block))


def test_the_luck_of_a_customer_does_not_depend_on_who_else_there_is() -> None:
    chosen = np.arange(0, 400, 7)
    all_of_them = start(PEOPLE, slice(0, 400), 3)
    for place in chosen.tolist():
        alone = start(PEOPLE, slice(place, place + 1), 3)
        here = all_of_them.place == place
        assert alone.luck.tolist() == all_of_them.luck[here].tolist()
        assert alone.orders_a_day.tolist() == all_of_them.orders_a_day[here].tolist()
        assert alone.stays.tolist() == all_of_them.stays[here].tolist()


@pytest.mark.parametrize("leave", [True, False])
def test_without_a_plan_the_mean_is_the_closed_form(leave: bool) -> None:
    base = customer_base(synthetic_orders(1200, leave=leave, seed=11))
    known = histories(order_days(base.events["orders"], None, "CNY"), TODAY)
    people = populate(known, base.keys, 4)
    assert leave == (people.buying.s is not None)
    orders = run(compiled((), ()), people=people, replications=60).orders_without.sum(axis=1)
    expected = people.buying.expected(known.purchases, END - TODAY).sum()
    error = orders.std(ddof=1) / np.sqrt(len(orders))
    assert abs(orders.mean() - expected) < 3 * error
    assert abs(expected / closed_form(people.buying, known.purchases, float(END - TODAY)).sum() - 1) < 0.005


def test_common_luck_makes_the_difference_at_least_three_times_surer() -> None:
    plan = compiled((campaign("a", lift=share("0.4")),), (Contacts("a", 0, tuple(range(0, 400, 2))),))
    mine = run(plan, replications=60)
    other = run(plan, replications=60, people=populate(KNOWN, BASE.keys, 2))
    common = (mine.orders_plan - mine.orders_without).sum(axis=1).var()
    independent = (mine.orders_plan - other.orders_without).sum(axis=1).var()
    assert independent >= 3 * common


def paid(offers: tuple[Offer, ...], redeem: str, number_of_sends: int = 6) -> Tally:
    """Replications of a campaign that often gives the same offer to the same customers."""
    sends = tuple(Contacts("a", 9 * number, SOME, offer="x") for number in range(number_of_sends))
    return run(compiled((campaign("a", lift=share("1"), redeem=share(redeem)),), sends, offers=offers), replications=30)


def offer(limit: tuple[int, int] | None) -> tuple[Offer, ...]:
    return (Offer("x", "X", "¥10 off", Money(1000, "CNY"), limit=limit),)


def test_without_a_limit_the_redemptions_are_the_assumed_share_of_the_orders_in_a_window() -> None:
    everything, some = paid(offer(None), "1").incentive[:, 0], paid(offer(None), "0.3").incentive[:, 0]
    orders = paid(offer(None), "1").attributed_orders[:, 0]
    assert everything.tolist() == (orders * 1000).tolist()
    total = int(orders.sum())
    assert abs(some.sum() / 1000 - 0.3 * total) < 4 * np.sqrt(total * 0.3 * 0.7)


def test_a_narrower_limit_never_costs_more_and_a_wide_one_costs_what_none_does() -> None:
    free = paid(offer(None), "0.9").incentive
    limits = ((100, 1), (3, 30), (2, 30), (1, 30), (1, 365))
    costs = [paid(offer(limit), "0.9").incentive for limit in limits]
    assert costs[0].tolist() == free.tolist()
    for wider, narrower in pairwise(costs):
        assert (narrower <= wider).all() and narrower.sum() < wider.sum()
    buyers = len(np.intersect1d(KNOWN.customer, SOME))
    assert costs[-1].max() <= 1000 * buyers


@settings(max_examples=8, deadline=None)
@given(SENDS, st.sampled_from(["0.4", "1"]))
def test_redemptions_equal_their_slow_twin_and_keep_every_limit(sends: tuple[Contacts, ...], redeem: str) -> None:
    campaigns = (
        campaign("a", lift=share("1"), redeem=share(redeem)),
        campaign("b", 30, lift=share("1"), redeem=share("0.6")),
    )
    near = tuple(replace(send, customers=tuple(sorted({who % FEW for who in send.customers}))) for send in sends)
    plan = compiled(campaigns, near)
    acting = responses(plan, 1)
    tally = replicate(FEW_PEOPLE, acting, TIMING, replications=2)
    slow = slow_replicate(FEW_PEOPLE, acting, plan, TIMING, 1, NO_PULL_FORWARD)
    cost = {one.name: one.cost.minor for one in OFFERS}
    spent = [sum(cost[name] for _, _, by, name in slow.redemptions if by == mine) for mine in ("a", "b")]
    assert tally.incentive[1].tolist() == spent
    for one in OFFERS:
        often, days = one.limit or (10**9, 1)
        used = [(who, day) for who, day, _, name in slow.redemptions if name == one.name]
        assert len(set(used)) == len(used)
        assert all(sum(w == who and day - days < d <= day for w, d in used) <= often for who, day in used)


@pytest.mark.parametrize(("low", "share_"), [("0.5", 0.0), ("0.5", 0.5), ("-0.6", 0.0)])
def test_the_day_loop_equals_its_slow_twin(low: str, share_: float) -> None:
    sends = (Contacts("a", 3, SOME), Contacts("a", 9, SOME, "sms"), Contacts("b", 6, tuple(range(90))))
    campaigns = (campaign("a", lift=share(low, "2")), campaign("b", 30, lift=share("1.5"), value=share("9")))
    plan, pull = compiled(campaigns, sends), PullForward(share_, 20)
    season = np.where(np.arange(END - TODAY) < 31, 1.0, 1.7)
    timing = Timing(TODAY, TODAY, END, season)
    people = FEW_PEOPLE
    tally = replicate(people, responses(plan, 1), timing, replications=2, pull=pull)
    for number in (1,):
        slow = slow_replicate(people, responses(plan, 1), plan, timing, number, pull)
        assert len(slow.plan) == tally.orders_plan[number].sum()
        assert len(slow.without) == tally.orders_without[number].sum()
        assert sum(order.value for order in slow.plan) == tally.revenue_plan[number].sum()
        assert sum(order.value for order in slow.without) == tally.revenue_without[number].sum()
        for index, left_out in enumerate(campaigns):
            rest = tuple(one for one in responses(plan, 1) if one.name != left_out.name)
            without = slow_replicate(people, rest, plan, timing, number, pull)
            assert len(slow.plan) - len(without.plan) == tally.incremental_orders[number, index]
            value = sum(order.value for order in slow.plan) - sum(order.value for order in without.plan)
            assert value == tally.incremental_revenue[number, index]
