"""The BG/NBD model against published values and an obvious twin."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import beta, gamma
from unit.buying.buying_samples import Cdnow, invented, one

from clmplan.buying.bg_nbd import Dropout, fit, log_likelihood, standard_errors
from clmplan.buying.purchases import Purchases

HARDIE = (0.25, 4.00, 0.80, 2.50)


def test_cdnow_gives_the_published_bg_nbd(bg: Dropout) -> None:
    assert pytest.approx(bg.log_likelihood, abs=0.005) == -9582.429
    assert pytest.approx(bg.parameters, rel=0.001) == (0.2425945, 4.4136019, 0.7929199, 2.4258881)
    assert not bg.nobody_leaves and bg.at_edge == ()


def test_the_standard_errors_are_the_published_ones(cdnow: Cdnow, bg: Dropout) -> None:
    assert pytest.approx(standard_errors(bg, cdnow.seen), rel=0.02) == (0.0126, 0.3782, 0.1857, 0.7054)


def test_cdnow_holdout_forecast_is_the_published_table(cdnow: Cdnow, bg: Dropout) -> None:
    forecast, repeats = bg.expected_within(cdnow.seen, 39.0), cdnow.seen.repeats
    assert pytest.approx(forecast.sum(), abs=1) == 1653.4
    table = [float(forecast[repeats == count].mean()) for count in range(7)]
    assert pytest.approx(table, abs=0.002) == [0.225, 0.523, 1.044, 1.520, 2.164, 2.654, 3.504]
    assert pytest.approx(forecast[repeats >= 7].mean(), abs=0.002) == 6.157
    actual = [float(cdnow.later[repeats == count].mean()) for count in range(7)]
    assert pytest.approx(actual, abs=0.001) == [0.237, 0.697, 1.393, 1.560, 2.532, 2.947, 3.862]


def test_customer_1516_and_a_new_one_buy_as_often_as_published(cdnow: Cdnow, bg: Dropout) -> None:
    seen = cdnow.seen.only(cdnow.names == 1516)
    assert pytest.approx(bg.expected_within(seen, 52.0)[0], rel=1e-3) == 25.75659
    assert pytest.approx(bg.alive(seen)[0], abs=1e-5) == 0.9688523
    assert pytest.approx(bg.expected_of_new(np.array([52.0]))[0], rel=1e-4) == 1.444004


@pytest.mark.parametrize(("seen", "density"), [(one(0.0, 0.0, 40.0), -0.59947382), (one(200.0, 38.0, 40.0), 100.7957)])
def test_log_densities_are_those_of_the_note_on_stability(seen: Purchases, density: float) -> None:
    assert pytest.approx(log_likelihood(HARDIE, seen)[0], abs=1e-4) == density


def test_few_purchases_have_the_density_of_the_textbook_form() -> None:
    r, alpha, a, b = HARDIE
    for x, last, age in ((0.0, 0.0, 40.0), (1.0, 7.0, 40.0), (6.0, 30.0, 31.0)):
        rate = gamma(r + x) * alpha**r / gamma(r)
        stays = beta(a, b + x) / beta(a, b) / (alpha + age) ** (r + x)
        leaves = beta(a + 1, b + x - 1) / beta(a, b) / (alpha + last) ** (r + x) if x else 0.0
        assert log_likelihood(HARDIE, one(x, last, age))[0] == pytest.approx(np.log(rate * (stays + leaves)))


def test_expected_purchases_are_those_of_many_drawn_customers() -> None:
    model = Dropout(1.2, 30.0, 0.7, 2.0, 0.0)
    rng = np.random.default_rng(8)
    size, bought = 40_000, 0
    rate, leaving = rng.gamma(1.2, 1 / 30.0, size), rng.beta(0.7, 2.0, size)
    for one_rate, chance in zip(rate, leaving, strict=True):
        time = rng.exponential(1 / one_rate)
        while time <= 60.0:
            bought += 1
            if rng.random() < chance:
                break
            time += rng.exponential(1 / one_rate)
    assert model.expected_of_new(np.array([60.0]))[0] == pytest.approx(bought / size, rel=0.02)


def test_hundreds_of_purchases_do_not_overflow(bg: Dropout) -> None:
    seen = one(800.0, 250.0, 270.0)
    assert np.isfinite(log_likelihood(bg.parameters, seen)).all()
    assert np.isfinite(bg.expected_within(seen, 52.0)).all()


def test_grouping_leaves_the_likelihood_as_it_is(cdnow: Cdnow, bg: Dropout, monkeypatch: pytest.MonkeyPatch) -> None:
    assert log_likelihood(bg.parameters, cdnow.seen).sum() == pytest.approx(bg.log_likelihood, abs=1e-6)
    monkeypatch.setattr("clmplan.buying.bg_nbd._MANY", 100)
    assert fit(cdnow.seen).log_likelihood == pytest.approx(bg.log_likelihood, abs=1e-5)


def test_the_fit_does_not_depend_on_the_order_of_customers() -> None:
    seen = invented(400, seed=6)
    order = np.random.default_rng(7).permutation(400)
    assert fit(seen) == fit(seen.only(order))
