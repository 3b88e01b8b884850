"""The Pareto/NBD model against published values, its other form, and an obvious twin."""

from __future__ import annotations

import numpy as np
import pytest
from oracles.simulation_oracle import closed_form
from scipy.special import gammaln, hyp2f1
from unit.buying.buying_samples import Cdnow, invented, one

from clmplan.buying.pareto_nbd import Buying, fit, log_likelihood, standard_errors
from clmplan.buying.purchases import Purchases, grouped


def test_the_sample_is_the_one_that_was_published(cdnow: Cdnow) -> None:
    repeats = cdnow.seen.repeats
    assert (2357, 946, 2457) == (len(repeats), (repeats > 0).sum(), repeats.sum())
    assert cdnow.later.sum() == 1882


def test_cdnow_gives_the_published_pareto_nbd(pareto: Buying) -> None:
    assert pytest.approx(pareto.log_likelihood, abs=0.01) == -9594.976
    assert pytest.approx(pareto.r, rel=0.002) == 0.5533
    assert pytest.approx(pareto.alpha, rel=0.005) == 10.5777
    assert pytest.approx(pareto.s, rel=0.002) == 0.6062
    assert pytest.approx(pareto.beta, rel=0.01) == 11.6687
    assert pareto.at_edge == ()


def test_cdnow_holdout_forecast_is_the_published_table(cdnow: Cdnow, pareto: Buying) -> None:
    forecast, repeats = pareto.expected_within(cdnow.seen, 39.0), cdnow.seen.repeats
    assert pytest.approx(forecast.sum(), abs=1) == 1665.5
    table = [float(forecast[repeats == count].mean()) for count in range(7)]
    assert pytest.approx(table, abs=0.002) == [0.138, 0.600, 1.196, 1.714, 2.399, 2.907, 3.819]
    assert pytest.approx(forecast[repeats >= 7].mean(), abs=0.002) == 6.403


def test_a_new_customer_buys_as_often_as_published(pareto: Buying) -> None:
    assert pytest.approx(pareto.expected_of_new(np.array([52.0]))[0], rel=1e-3) == 1.473434


def test_a_known_customer_has_the_published_chances() -> None:
    model = Buying(0.5534, 10.5802, 0.6061, 11.6562, 0.0)
    seen = one(26.0, 30.857, 31.0)
    assert pytest.approx(model.alive(seen)[0], abs=1e-5) == 0.997874
    assert pytest.approx(model.expected_within(seen, 52.0)[0], rel=1e-3) == 25.45647


def test_customer_1516_of_the_fitted_sample_is_the_one_of_the_walkthrough(cdnow: Cdnow, pareto: Buying) -> None:
    chosen = cdnow.names == 1516
    seen = cdnow.seen.only(chosen)
    assert [26.0] == seen.repeats.tolist()
    assert pytest.approx([seen.last[0], seen.age[0]], abs=1e-3) == [30.857, 31.0]
    assert pytest.approx(pareto.expected_within(seen, 52.0)[0], rel=1e-3) == 25.45647
    assert pytest.approx(pareto.alive(seen)[0], abs=1e-5) == 0.997874


def test_standard_errors_come_from_the_curvature_at_the_maximum(cdnow: Cdnow, pareto: Buying) -> None:
    errors = standard_errors(pareto, cdnow.seen)
    assert pytest.approx(_by_differences(pareto, cdnow.seen), rel=0.02) == list(errors)


def _by_differences(model: Buying, seen: Purchases) -> list[float]:
    """The slow way: second differences of the summed log-likelihood in every pair of parameters."""
    point = np.array([model.r, model.alpha, model.s, model.beta])
    steps = np.diag(point * 1e-3)

    def value(at: np.ndarray) -> float:
        return float(log_likelihood(tuple(at), seen).sum())

    curvature = np.array(
        [
            [
                (value(point + a + b) - value(point + a - b) - value(point - a + b) + value(point - a - b))
                / (4 * a.sum() * b.sum())
                for b in steps
            ]
            for a in steps
        ]
    )
    return np.sqrt(np.linalg.inv(-curvature).diagonal()).tolist()


def test_customers_with_the_same_history_count_as_often_as_there_are_of_them(cdnow: Cdnow, pareto: Buying) -> None:
    groups = grouped(cdnow.seen)
    assert len(groups.weight) < len(cdnow.seen.repeats) == groups.weight.sum()
    assert (groups.purchases.only(groups.place).last == cdnow.seen.last).all()
    parameters = (pareto.r, pareto.alpha, pareto.s or 0.0, pareto.beta or 0.0)
    one_by_one = log_likelihood(parameters, cdnow.seen).sum()
    together = (log_likelihood(parameters, groups.purchases) * groups.weight).sum()
    assert together == pytest.approx(one_by_one, abs=1e-6)
    assert pareto.log_likelihood == pytest.approx(one_by_one, abs=1e-6)


def test_very_many_histories_are_looked_at_roughly_first_and_end_at_the_same_optimum(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = invented(3000, seed=2)
    directly = fit(seen)
    monkeypatch.setattr("clmplan.buying.pareto_nbd._MANY", 100)
    assert fit(seen).log_likelihood == pytest.approx(directly.log_likelihood, abs=1e-5)


@pytest.mark.parametrize("parameters", [(0.55, 10.6, 0.61, 11.7), (0.9, 60.0, 0.3, 4.0), (1.4, 3.0, 2.0, 40.0)])
def test_the_integral_equals_the_hypergeometric_form(parameters: tuple[float, float, float, float]) -> None:
    r, alpha, s, beta = parameters
    rng = np.random.default_rng(1)
    age = rng.uniform(1, 60, 200)
    last = age * rng.uniform(0.05, 1.0, 200)
    repeats = rng.integers(0, 25, 200).astype(float)
    large, other = max(alpha, beta), s + 1 if alpha >= beta else r + repeats
    order = r + s + repeats

    def tail(time: np.ndarray) -> np.ndarray:
        z = abs(alpha - beta) / (large + time)
        return hyp2f1(order, other, order + 1, z) / (large + time) ** order

    stays = 1 / ((alpha + age) ** (r + repeats) * (beta + age) ** s)
    density = np.log(stays + s / order * (tail(last) - tail(age)))
    expected = density + gammaln(r + repeats) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
    assert expected == pytest.approx(log_likelihood(parameters, Purchases(repeats, last, age)), abs=1e-8)


def test_hundreds_of_purchases_do_not_overflow() -> None:
    seen = one(800.0, 250.0, 270.0)
    for parameters in ((0.5, 300.0, 0.6, 0.5), (0.5, 0.5, 0.6, 3000.0)):
        assert np.isfinite(log_likelihood(parameters, seen)).all()
        assert 0.0 <= Buying(*parameters, 0.0).alive(seen)[0] < 0.5


def test_where_nobody_leaves_everyone_stays() -> None:
    rng = np.random.default_rng(3)
    rate, age = rng.gamma(0.8, 1 / 40, 1500), rng.uniform(100, 270, 1500)
    repeats = rng.poisson(rate * age).astype(float)
    last = np.where(repeats > 0, age * rng.random(1500) ** (1 / np.maximum(repeats, 1)), 0.0)
    seen = Purchases(repeats, last, age)
    model = fit(seen)
    assert model.s is None
    assert (model.alive(seen) == 1.0).all()
    assert model.expected_within(seen, 10.0) == pytest.approx(model.expected(seen, 10))


def test_a_penalty_keeps_leaving_in_the_model_where_the_history_shows_none() -> None:
    rng = np.random.default_rng(3)
    age = rng.uniform(100, 270, 400)
    repeats = rng.poisson(rng.gamma(0.8, 1 / 40, 400) * age).astype(float)
    last = np.where(repeats > 0, age * rng.random(400) ** (1 / np.maximum(repeats, 1)), 0.0)
    seen = Purchases(repeats, last, age)
    assert fit(seen).s is None
    weak, strong = fit(seen, penalty=0.5), fit(seen, penalty=50.0)
    assert weak.s is not None and strong.s is not None
    assert weak.at_edge == strong.at_edge == ()
    assert abs(np.log(strong.s)) < abs(np.log(weak.s))


def test_customers_who_are_all_alike_are_said_to_be() -> None:
    rng = np.random.default_rng(5)
    age = np.full(600, 400.0)
    repeats = np.full(600, 20.0)
    seen = Purchases(repeats, age * rng.random(600) ** (1 / 20), age)
    assert "r" in fit(seen).at_edge


def test_the_fit_does_not_depend_on_the_order_of_customers() -> None:
    rng = np.random.default_rng(4)
    age = rng.integers(50, 200, 150).astype(float)
    repeats = rng.integers(0, 4, 150).astype(float)
    last = np.where(repeats > 0, np.floor(age * rng.random(150)), 0.0)
    order = rng.permutation(150)
    seen = Purchases(repeats, last, age)
    assert fit(seen) == fit(Purchases(repeats[order], last[order], age[order]))


def test_order_days_on_the_grid_are_close_to_the_closed_form() -> None:
    seen = one(3.0, 200.0, 270.0)
    for leaving in ((0.7, 90.0), (1.0, 50.0), (None, None)):
        model = Buying(0.6, 100.0, *leaving, 0.0)
        assert closed_form(model, seen, 90.0)[0] == pytest.approx(model.expected(seen, 90)[0], rel=1e-3)


@pytest.mark.parametrize("s", [0.6, 1.0, 1.7])
def test_the_closed_form_is_the_integral_of_those_who_are_still_there(s: float) -> None:
    model = Buying(0.6, 100.0, s, 90.0, 0.0)
    seen, days = one(3.0, 200.0, 270.0), np.arange(0, 90, 0.01) + 0.005
    present = ((90.0 + 270.0) / (90.0 + 270.0 + days)) ** s
    slowly = model.alive(seen)[0] * (0.6 + 3) / (100 + 270) * present.sum() * 0.01
    assert model.expected_within(seen, 90.0)[0] == pytest.approx(slowly, rel=1e-6)
    new = 0.6 / 100.0 * ((90.0 / (90.0 + days)) ** s).sum() * 0.01
    assert model.expected_of_new(np.array([90.0]))[0] == pytest.approx(new, rel=1e-6)


def test_half_of_the_customers_buy_again_by_the_median_wait() -> None:
    model, seen = Buying(0.6, 100.0, None, None, 0.0), one(3.0, 200.0, 270.0)
    rng = np.random.default_rng(1)
    waits = rng.exponential(1 / rng.gamma(0.6 + 3, 1 / (100 + 270), 200_000))
    assert model.median_wait(seen)[0] == pytest.approx(float(np.median(waits)), rel=0.02)
