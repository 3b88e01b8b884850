"""What holds for every history: chances stay chances, silence never helps, the order of customers means nothing."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles.churn_oracle import churn_points
from oracles.histories_oracle import Person, inputs_of

from clmplan.buying.bg_nbd import Dropout
from clmplan.buying.gamma_gamma import GammaGamma
from clmplan.buying.pareto_nbd import Buying, log_likelihood
from clmplan.buying.purchases import Purchases, grouped
from clmplan.buying.season import YEAR, Season
from clmplan.functions.churn_risk import WORD, ChurnRisk
from clmplan.functions.rfm import _cuts, _fifth

TODAY = 20_000
positive = st.floats(0.05, 50.0)
leaving = st.one_of(st.none(), positive)


class History(NamedTuple):
    """One customer: purchases after the first, the day of the last one, the days observed."""

    repeats: int
    last: int
    age: int


@st.composite
def histories(draw: st.DrawFn) -> History:
    age = draw(st.integers(1, 1500))
    repeats = draw(st.integers(0, min(age, 300)))
    return History(repeats, draw(st.integers(1, age)) if repeats else 0, age)


def of(*found: History) -> Purchases:
    return Purchases(*(np.array(part, dtype=float) for part in zip(*found, strict=True)))


@st.composite
def models(draw: st.DrawFn) -> Buying:
    s = draw(leaving)
    return Buying(draw(positive), draw(positive) * 20, s, None if s is None else draw(positive) * 20, 0.0)


@given(models(), st.lists(histories(), min_size=1, max_size=20))
def test_a_chance_lies_between_nothing_and_one_and_expectations_are_never_below_nothing(
    model: Buying, found: list[History]
) -> None:
    seen = of(*found)
    assert ((model.alive(seen) >= 0) & (model.alive(seen) <= 1)).all()
    soon, late = model.expected_within(seen, 30.0), model.expected_within(seen, 400.0)
    assert (soon >= 0).all() and (late >= soon).all()
    assert (late <= model.expected_of_living(seen, 400.0)).all()
    assert (model.expected_of_living(seen, 400.0) <= (model.r + seen.repeats) / (model.alpha + seen.age) * 400.01).all()


@given(models(), histories(), st.integers(1, 400))
def test_a_day_more_of_silence_never_makes_a_customer_more_alive(model: Buying, one: History, days: int) -> None:
    now, later = (float(model.alive(of(each))[0]) for each in (one, one._replace(age=one.age + days)))
    assert later <= now + 1e-9
    assert model.median_wait(of(one))[0] <= model.median_wait(of(one._replace(age=one.age + days)))[0]


@given(models(), st.lists(histories(), min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_a_likelihood_adds_up_over_groups_in_any_order(model: Buying, found: list[History], chance: object) -> None:
    shuffled = [*found, *found[: len(found) // 2]]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    parameters = (model.r, model.alpha, model.s or 1.0, model.beta or 1.0)
    seen = of(*shuffled)
    groups = grouped(seen)
    one_by_one = log_likelihood(parameters, seen)
    together = log_likelihood(parameters, groups.purchases)
    assert np.allclose(one_by_one, together[groups.place], rtol=0, atol=0)
    assert groups.weight.sum() == len(shuffled)
    ordered = grouped(of(*sorted(shuffled)))
    assert (ordered.purchases.age == groups.purchases.age).all() and (ordered.weight == groups.weight).all()


@given(positive, positive, positive, positive, st.lists(histories(), min_size=1, max_size=20))
def test_the_other_model_keeps_to_its_bounds_too(
    r: float, alpha: float, a: float, b: float, found: list[History]
) -> None:
    model, seen = Dropout(r, alpha, a, b, 0.0), of(*found)
    alive = model.alive(seen)
    assert ((alive >= 0) & (alive <= 1)).all()
    assert (alive[seen.repeats == 0] == 1.0).all()


@given(positive, st.floats(1.05, 50.0), positive, st.integers(1, 200), st.floats(0.01, 1e6))
def test_an_expected_amount_lies_between_the_own_mean_and_that_of_all(
    p: float, q: float, gamma: float, count: int, mean: float
) -> None:
    model = GammaGamma(p, q, gamma, 0.0)
    own = float(model.means(np.array([float(count)]), np.array([mean]))[0])
    low, high = sorted((mean, model.mean))
    assert low * (1 - 1e-9) <= own <= high * (1 + 1e-9)


@given(st.lists(st.floats(0.0, 5.0), min_size=13, max_size=13), st.integers(0, 2000), st.integers(0, 1500))
def test_a_season_over_days_is_the_mean_of_the_days(factors: list[float], first: int, days: int) -> None:
    season = Season(tuple(factors))
    slowly = [factors[day % YEAR // 28] for day in range(first, first + days)]
    expected = sum(slowly) / days if days else 1.0
    assert abs(season.over(first, days) - expected) < 1e-9


@given(st.lists(st.integers(-20, 20), min_size=1, max_size=60))
def test_fifths_follow_their_stated_rule(values: list[int]) -> None:
    column = np.array(values)
    cuts = _cuts(column)
    for k, cut in enumerate(cuts, start=1):
        enough = [one for one in set(values) if sum(other <= one for other in values) * 5 >= k * len(values)]
        assert cut == min(enough)
    fifths = _fifth(column, cuts)
    assert fifths.tolist() == [1 + sum(value > cut for cut in cuts) for value in values]
    by_value = dict(zip(values, fifths.tolist(), strict=True))
    assert all(by_value[one] <= by_value[other] for one in values for other in values if one <= other)


@settings(max_examples=60)
@given(
    st.lists(st.integers(1, 700), min_size=1, max_size=12, unique=True),
    st.lists(st.integers(1, 400), max_size=3),
    st.integers(0, 300),
)
def test_churn_risk_is_its_slow_rule_on_every_day(orders: list[int], visits: list[int], days: int) -> None:
    one = Person({TODAY - ago: 100 for ago in orders}, tuple(TODAY - ago for ago in visits))
    found = ChurnRisk().values(None, inputs_of(WORD, [one], TODAY + days), ())
    points, possible = churn_points(list(one.orders), one.visits, TODAY + days)
    assert found.values[0] == (points * 2_000_000 + possible) // (2 * possible)
    assert 0 <= points <= possible
