"""A fitted customer base: the least it needs, its season, its error, and a real shop where nobody seems to leave."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from unit.buying.retail_days import FILE, OrderDays, drawn, read_retail

from clmplan.buying import bg_nbd
from clmplan.buying.back_test import BackTest, back_test_days
from clmplan.buying.forecast import CUTS, WINDOWS, Forecast, TooLittle, forecast
from clmplan.buying.pareto_nbd import Buying
from clmplan.buying.season import PERIOD, YEAR, Season, season

EVEN = np.ones(600)
CHRISTMAS = np.where((np.arange(600) % 364) // 28 == 4, 3.0, 0.9)


@pytest.fixture(scope="module")
def retail() -> OrderDays:
    if not FILE.exists():
        pytest.skip("Online Retail is not beside the repository")
    pytest.importorskip("duckdb")
    return read_retail()


def fitted(days: OrderDays, today: int) -> Forecast:
    found = forecast(replace(days.known(today), spent=None))
    assert isinstance(found, Forecast)
    return found


def test_online_retail_degenerates_to_customers_who_never_leave_and_misses_a_quarter_of_christmas(
    retail: OrderDays,
) -> None:
    today = int(retail.day.max()) + 1
    found, seen = fitted(retail, today), retail.known(today).purchases
    assert (found.customers, found.buying.s, found.buying.beta) == (4338, None, None)
    assert bg_nbd.fit(seen).nobody_leaves
    assert (found.buying.alive(seen) == 1.0).all()
    assert found.tested is not None and found.tested.days == 56
    assert found.tested.error == pytest.approx(-0.28, abs=0.03)
    assert found.season is not None
    assert max(found.season.factors) == found.season.factors[-1] > 1.25


def test_a_year_that_is_not_whole_has_no_season(retail: OrderDays) -> None:
    known = replace(retail.known(int(retail.day.max()) - 27), spent=None, earlier={})
    found = forecast(known)
    assert isinstance(found, Forecast) and found.season is None


@pytest.mark.parametrize(
    ("customers", "days", "least"), [(60, 600, (60, None)), (400, 55, (None, None)), (0, 600, (0, 0))]
)
def test_too_little_history_is_refused_with_its_numbers(
    customers: int, days: int, least: tuple[int | None, int | None]
) -> None:
    orders = drawn(max(customers, 1), max(days, 40), EVEN[: max(days, 40)], seed=1)
    known = orders.known(days if customers else 0)
    found = forecast(known)
    assert isinstance(found, TooLittle)
    assert found.days <= days and found.repeating <= found.customers
    for expected, value in zip(least, (found.customers, found.repeating), strict=True):
        assert expected in (None, value)


def test_customers_who_never_came_back_teach_nothing() -> None:
    orders = drawn(300, 200, np.zeros(200), seed=2)
    assert forecast(orders.known(200)) == TooLittle(300, 0, int(200 - orders.day.min()))


def test_a_shop_without_season_has_factors_around_one_and_a_small_error() -> None:
    found = fitted(drawn(1200, 600, EVEN, seed=3), 600)
    assert found.season is not None and found.tested is not None and found.tested.error is not None
    assert found.season.factors == pytest.approx([1.0] * 13, abs=0.15)
    assert abs(found.tested.error) < 0.1


def test_a_season_is_found_where_it_lies_and_used_for_the_days_ahead() -> None:
    found = fitted(drawn(1200, 600, CHRISTMAS, seed=4), 600)
    assert found.season is not None
    busy = int(np.argmax(found.season.factors))
    assert (600 + busy * PERIOD) % 364 // 28 in (3, 4)  # the window may straddle two periods of the shop
    assert found.season.over(busy * PERIOD, PERIOD) == found.season.factors[busy] > 1.5
    seen = drawn(1200, 600, CHRISTMAS, seed=4).known(600).purchases
    bare = found.buying.expected_within(seen, 28.0)
    assert found.orders(seen, busy * PERIOD, 28) == pytest.approx(bare * found.season.factors[busy])


def test_a_season_keeps_the_level_of_a_year() -> None:
    one = Season(tuple(0.4 + 0.1 * number for number in range(13)))
    assert one.over(0, YEAR) == pytest.approx(one.over(100, YEAR)) == pytest.approx(1.0)
    slowly = np.array([one.factors[day % YEAR // PERIOD] for day in range(1000)])
    for first, days in ((0, 1), (27, 2), (30, 90), (363, 3), (5, 900)):
        assert one.over(first, days) == pytest.approx(slowly[first : first + days].mean())
    assert one.over(10, 0) == 1.0


def test_few_orders_in_a_period_tell_no_season() -> None:
    model = Buying(0.6, 4000.0, None, None, 0.0)
    assert season(model, np.full(200, 500.0), np.arange(13.0)) is None


def test_without_windows_there_is_neither_season_nor_back_test() -> None:
    found = forecast(drawn(600, 600, EVEN, seed=5).known(600, with_windows=False))
    assert isinstance(found, Forecast)
    assert (found.season, found.tested) == (None, None)
    assert found.buying.s is None or found.buying.s > 0


def test_a_shorter_history_holds_back_fewer_days_or_none() -> None:
    assert [back_test_days(days) for days in (60, 112, 224, 900)] == [15, 28, 56, 56]
    orders = drawn(900, 600, EVEN, seed=6)
    days = [found.tested.days if found.tested else 0 for found in (fitted(orders, day) for day in (100, 150, 400))]
    assert days == [0, 28, 56]


def test_the_back_test_knows_nothing_of_the_days_held_back() -> None:
    orders = drawn(500, 600, EVEN, seed=7)
    late = orders.day >= 600 - 56
    other = replace(orders, amount=np.where(late, orders.amount * 3, orders.amount))
    found, louder = (forecast(one.known(600)) for one in (orders, other))
    assert isinstance(found, Forecast) and isinstance(louder, Forecast)
    assert found.tested is not None and louder.tested is not None
    assert found.tested.forecast == louder.tested.forecast
    assert louder.tested.observed == pytest.approx(3 * found.tested.observed)
    known = orders.known(600 - 56)
    cut = forecast(replace(known, earlier={}))
    assert isinstance(cut, Forecast) and known.spent is not None
    value = cut.orders(known.purchases, 0, 56) * cut.means(known.orders, known.spent)
    assert found.tested.forecast == pytest.approx(float(value.sum()))


def test_an_error_is_a_share_of_what_came() -> None:
    assert BackTest(56, 90.0, 100.0).error == pytest.approx(-0.1)
    assert BackTest(56, 90.0, 0.0).error is None


def test_amounts_alike_are_expected_at_their_average() -> None:
    orders = drawn(300, 400, EVEN[:400], seed=8)
    found = forecast(replace(orders, amount=np.full(len(orders.day), 500.0)).known(400))
    assert isinstance(found, Forecast)
    assert (found.spending, found.average) == (None, 500.0)
    assert found.means(np.array([1.0, 9.0]), np.array([0.0, 9e5])).tolist() == [500.0, 500.0]


def test_the_windows_reach_a_year_behind_the_longest_cut() -> None:
    assert WINDOWS[-1] == YEAR + CUTS[0] and set(CUTS) <= set(WINDOWS)
