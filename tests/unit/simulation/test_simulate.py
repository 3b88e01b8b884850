"""What the public function says and refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from oracles.simulation_oracle import AS_OF, Contacts, campaign, compiled, customer_base, share, synthetic_orders

from clmplan.base.days import Window
from clmplan.model.outcome import Outcome
from clmplan.model.plan import Compiled
from clmplan.model.records import CustomerBase
from clmplan.simulation.run import simulate

EVERYONE = tuple(range(300))


@pytest.fixture(scope="module")
def base() -> CustomerBase:
    return customer_base(synthetic_orders(300), strangers=4)


@pytest.fixture(scope="module")
def plan() -> Compiled:
    campaigns = (
        campaign("wake", lift=share("0.5", "0.9"), redeem=share("0.3")),
        campaign("news"),
        campaign("brand", None, lift=share("0.5")),
    )
    sends = (
        Contacts("wake", 3, EVERYONE[::2], offer="comeback"),
        Contacts("news", 10, (*EVERYONE[::3], 300, 301)),
        Contacts("news", 55, (1,)),
        Contacts("brand", 12, EVERYONE),
    )
    return compiled(campaigns, sends)


def outcome(plan: Compiled, base: CustomerBase, *, replications: int = 8, seed: int = 1, **options: object) -> Outcome:
    checked = simulate(
        plan,
        base,
        event="orders",
        amount="amount",
        seed=seed,
        replications=replications,
        **options,  # type: ignore[arg-type]
    )
    assert checked.diagnostics == ()
    assert checked.value is not None
    return checked.value


@pytest.fixture(scope="module")
def result(plan: Compiled, base: CustomerBase) -> Outcome:
    return outcome(plan, base)


def codes(plan: Compiled, base: CustomerBase, **changed: object) -> list[str]:
    arguments: dict[str, object] = {"event": "orders", "amount": "amount", "seed": 1, "replications": 4, **changed}
    checked = simulate(plan, base, **arguments)  # type: ignore[arg-type]
    assert checked.value is None
    for found in checked.diagnostics:
        assert found.message("en") and found.message("zh") and found.help("en") and found.help("zh")
    return [found.code.id for found in checked.diagnostics]


def test_a_small_base_is_refused_with_the_minimum(plan: Compiled) -> None:
    small = customer_base(synthetic_orders(20))
    assert codes(plan, small) == ["CLM801"]
    found = simulate(plan, small, event="orders", amount=None, seed=1).diagnostics[0]
    assert "20 customers with an order" in found.message("en")
    assert "at least 100 customers" in found.help("en")


def test_a_short_history_is_refused(plan: Compiled) -> None:
    rows = [(f"c{number:03d}", AS_OF - timedelta(days=day), 500) for number in range(200) for day in (30, 10)]
    assert codes(plan, customer_base(rows)) == ["CLM801"]
    assert codes(plan, customer_base([])) == ["CLM801"]


def test_unknown_names_are_refused_with_the_known_ones(plan: Compiled, base: CustomerBase) -> None:
    assert codes(plan, base, event="order") == ["CLM802"]
    assert codes(plan, base, amount="note") == ["CLM803"]
    found = simulate(plan, base, event="orders", amount="amont", seed=1).diagnostics[0]
    assert "`amount`" in found.help("en")


def test_a_horizon_in_the_past_and_a_single_replication_are_refused(base: CustomerBase) -> None:
    over = compiled((), (), horizon=Window(date(2026, 8, 1), AS_OF))
    assert codes(over, base, replications=1) == ["CLM804", "CLM805"]


def test_a_plan_of_another_day_is_a_bug(plan: Compiled, base: CustomerBase) -> None:
    with pytest.raises(ValueError, match="cannot simulate"):
        simulate(plan, replace(base, as_of=date(2026, 9, 1)), event="orders", amount=None, seed=1)


def test_the_same_seed_gives_the_same_outcome_and_another_does_not(
    plan: Compiled, base: CustomerBase, result: Outcome
) -> None:
    assert result == outcome(plan, base)
    assert result.orders_plan != outcome(plan, base, seed=2).orders_plan


def test_the_order_of_rows_does_not_matter(plan: Compiled, result: Outcome) -> None:
    assert result == outcome(plan, customer_base(reversed(synthetic_orders(300)), strangers=4))


def test_incremental_stands_apart_from_attributed(result: Outcome) -> None:
    wake, news, brand = result.campaigns
    assert wake.incremental_orders is not None
    assert 0 < wake.incremental_orders.mean < wake.attributed_orders.mean
    assert news.incremental_orders is None and news.incremental_revenue is None and news.incentive is None
    assert brand.incremental_orders is None and brand.attributed_orders.mean == 0
    assert news.attributed_orders.mean > 0
    assert wake.incentive is not None
    assert result.incentive == wake.incentive
    assert wake.incentive.mean < 0.3 * 20 * wake.attributed_orders.mean


def test_parts_add_up_to_totals(plan: Compiled, result: Outcome) -> None:
    assert result.orders_plan.mean == pytest.approx(sum(week.orders_plan for week in result.weeks))
    assert result.revenue_without.mean == pytest.approx(sum(week.revenue_without for week in result.weeks))
    assert result.incremental_orders.mean == pytest.approx(result.orders_plan.mean - result.orders_without.mean)
    assert result.incremental_orders == result.campaigns[0].incremental_orders
    assert result.contact_cost == plan.plan.cost
    assert plan.plan.contacts == sum(one.contacts for one in result.campaigns)
    assert len(result.weeks) == 9
    assert (result.weeks[0].start, result.weeks[1].start) == ("2026-10-01", "2026-10-08")


def test_the_funnel_falls_from_audience_to_contacts(plan: Compiled, result: Outcome) -> None:
    names = [step.step for step in result.funnel]
    assert (names[0], names[-1]) == ("audience", "contacts")
    counts = [step.remaining for step in result.funnel]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] == counts[-2] == plan.plan.contacts
    assert counts[0] - counts[-1] == 2 * len(plan.plan.sends)


def test_notes_say_what_is_assumed_and_left_out_in_both_languages(result: Outcome) -> None:
    english = "\n".join(note[0] for note in result.notes)
    for part in ("`wake` is assumed: 50%–90% (stated)", "the lift of `news`", "`brand` has no goal", "no season"):
        assert part in english
    assert "without an order yet (4) order nothing, and 2 contacts" in english
    assert "1 contacts have windows that run past the end" in english
    assert all(english != chinese and chinese for english, chinese in result.notes)


def test_the_back_test_is_close_on_data_of_the_model(result: Outcome) -> None:
    assert result.back_test is not None
    forecast, observed = result.back_test
    assert result.back_test_days == 56
    assert observed == pytest.approx(forecast, rel=0.35)
    assert result.back_test_range is not None
    low, high = result.back_test_range
    assert low < forecast < high


def test_the_first_note_says_whether_the_back_test_lies_in_the_range_of_the_model(
    plan: Compiled, base: CustomerBase
) -> None:
    result = outcome(plan, base, replications=40)
    assert result.back_test is not None and result.back_test_range is not None
    (forecast, observed), (low, high) = result.back_test, result.back_test_range
    assert low < observed < high
    numbers = f"{forecast:,.0f} orders ({low:,.0f} to {high:,.0f} in 90% of replications); {observed:,.0f} came"
    assert f"{numbers}: inside" in result.notes[0][0]
    assert "在区间之内" in result.notes[0][1]
    late = AS_OF - timedelta(days=56)
    quiet = customer_base([row for row in synthetic_orders(300) if row[1] < late or row[0] < "c00030"], strangers=4)
    other = outcome(plan, quiet)
    assert other.back_test is not None and other.back_test_range is not None
    assert other.back_test[1] < other.back_test_range[0]
    assert "came: outside, so the levels of the two worlds are not forecasts" in other.notes[0][0]
    assert "在区间之外" in other.notes[0][1]
    assert other.notes[0][0].startswith("back-test") and not any("back-test" in note[0] for note in other.notes[1:])


def test_a_history_too_short_to_hold_back_weeks_says_so_first(plan: Compiled) -> None:
    rows = [row for row in synthetic_orders(1200) if row[1] >= AS_OF - timedelta(days=70)]
    result = outcome(plan, customer_base(rows), replications=2)
    assert (result.back_test, result.back_test_range) == (None, None)
    assert result.notes[0][0].startswith("the history is too short")


def test_a_season_moves_orders_and_an_odd_one_is_a_bug(plan: Compiled, base: CustomerBase, result: Outcome) -> None:
    flat = (1.0,) * 12
    assert result.orders_plan == outcome(plan, base, season=flat).orders_plan
    assert outcome(plan, base, season=(0.0,) * 12).orders_plan.mean == 0
    november = outcome(plan, base, season=(*flat[:10], 2.0, 1.0))
    assert november.weeks[0] == result.weeks[0]
    assert november.weeks[6].orders_without > result.weeks[6].orders_without
    with pytest.raises(ValueError, match="twelve"):
        outcome(plan, base, season=(1.0,))


def test_days_before_the_as_of_date_and_before_the_horizon_are_not_counted(base: CustomerBase) -> None:
    running = outcome(compiled((), (), horizon=Window(date(2026, 9, 1), date(2026, 12, 1))), base)
    ahead = outcome(compiled((), (), horizon=Window(date(2026, 10, 8), date(2026, 12, 1))), base)
    assert running.weeks[0].start == "2026-10-01"
    assert any("before 2026-10-01 are history" in english for english, _ in running.notes)
    assert [week.orders_without for week in running.weeks[1:]] == [week.orders_without for week in ahead.weeks]


def test_a_stated_value_replaces_what_an_order_is_worth(base: CustomerBase) -> None:
    sends = (Contacts("wake", 3, EVERYONE),)
    valued = compiled((campaign("wake", lift=share("0.8"), value=share("80")),), sends)
    result = outcome(valued, base)
    assert result.incremental_revenue.mean == pytest.approx(80 * result.incremental_orders.mean)
    unpriced = simulate(valued, base, event="orders", amount=None, seed=1, replications=8).value
    assert unpriced is not None
    assert unpriced.incremental_revenue == result.incremental_revenue
    assert unpriced.revenue_without.mean == 0
    plain = compiled((campaign("wake", lift=share("0.8")),), sends)
    nothing = simulate(plain, base, event="orders", amount=None, seed=1, replications=8).value
    assert nothing is not None
    assert nothing.campaigns[0].incremental_revenue is None


def test_constant_order_values_fall_back_to_averages(plan: Compiled) -> None:
    flat = customer_base([(key, day, 2500) for key, day, _ in synthetic_orders(300)])
    result = outcome(plan, flat)
    assert result.revenue_without.mean == pytest.approx(25 * result.orders_without.mean, rel=0.02)


def test_a_negative_lift_loses_orders(base: CustomerBase) -> None:
    result = outcome(compiled((campaign("wake", lift=share("-0.5")),), (Contacts("wake", 0, EVERYONE),)), base)
    assert result.incremental_orders.mean < 0
