"""The Pareto/NBD model against published values and its other form."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from oracles.simulation_oracle import closed_form
from scipy.special import gammaln, hyp2f1

from clmplan.base.days import day_number
from clmplan.simulation.buying import Buying, Purchases, fit, log_likelihood
from clmplan.simulation.spending import fit as fit_spending

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "cdnow_sample.parquet"
CUT = day_number(date(1997, 9, 30))


def one(repeats: float, last: float, age: float) -> Purchases:
    return Purchases(np.array([repeats]), np.array([last]), np.array([age]))


@pytest.fixture(scope="module")
def cdnow() -> dict[str, np.ndarray]:
    if not DATA.exists():
        pytest.skip("the CDNOW sample is not beside the repository")
    duckdb = pytest.importorskip("duckdb")
    rows = duckdb.execute(
        f"select sample_id, date, sum(dollars) from '{DATA}' group by all order by sample_id, date"
    ).fetchall()
    who = np.array([row[0] for row in rows])
    day = np.array([day_number(row[1]) for row in rows])
    spent = np.array([row[2] for row in rows])
    names, first_row = np.unique(who, return_index=True)
    first = day[first_row]
    place = np.searchsorted(names, who)
    inside = day <= CUT
    last = np.zeros(len(names), dtype=int)
    np.maximum.at(last, place[inside], day[inside])
    repeated = inside & (day > first[place])
    return {
        "repeats": np.bincount(place[inside], minlength=len(names)) - 1.0,
        "last": (last - first) / 7,
        "age": (CUT - first) / 7,
        "later": np.bincount(place[~inside & (day <= CUT + 39 * 7)], minlength=len(names)),
        "count": np.bincount(place[repeated], minlength=len(names)).astype(float),
        "spent": np.bincount(place[repeated], spent[repeated], len(names)),
    }


@pytest.fixture(scope="module")
def fitted(cdnow: dict[str, np.ndarray]) -> tuple[Purchases, Buying]:
    seen = Purchases(cdnow["repeats"], cdnow["last"], cdnow["age"])
    return seen, fit(seen)


def test_cdnow_gives_the_published_pareto_nbd(cdnow: dict[str, np.ndarray], fitted: tuple[Purchases, Buying]) -> None:
    seen, model = fitted
    assert (
        len(seen.repeats),
        (seen.repeats > 0).sum(),
        seen.repeats.sum(),
        cdnow["later"].sum(),
    ) == (2357, 946, 2457, 1882)
    model = fit(seen)
    assert pytest.approx(model.log_likelihood, abs=0.01) == -9594.976
    assert pytest.approx(model.r, rel=0.002) == 0.5533
    assert pytest.approx(model.alpha, rel=0.005) == 10.5777
    assert pytest.approx(model.s, rel=0.002) == 0.6062
    assert pytest.approx(model.beta, rel=0.01) == 11.6687


def test_cdnow_holdout_forecast_is_the_published_table(fitted: tuple[Purchases, Buying]) -> None:
    seen, model = fitted
    forecast = closed_form(model, seen, 39.0)
    assert pytest.approx(forecast.sum(), abs=1) == 1665.5
    table = [float(forecast[seen.repeats == repeats].mean()) for repeats in range(7)]
    assert pytest.approx(table, abs=0.002) == [0.138, 0.600, 1.196, 1.714, 2.399, 2.907, 3.819]
    assert pytest.approx(forecast[seen.repeats >= 7].mean(), abs=0.002) == 6.403


def test_cdnow_gives_the_published_gamma_gamma(cdnow: dict[str, np.ndarray]) -> None:
    paid = (cdnow["count"] > 0) & (cdnow["spent"] > 0)
    model = fit_spending(cdnow["count"][paid], cdnow["spent"][paid] / cdnow["count"][paid])
    assert model is not None
    assert pytest.approx(model.log_likelihood, abs=0.01) == -4055.918
    assert pytest.approx([model.p, model.q, model.gamma], rel=0.002) == [6.25, 3.744, 15.444]


def test_a_known_customer_has_the_published_chances() -> None:
    model = Buying(0.5534, 10.5802, 0.6061, 11.6562, 0.0)
    seen = one(26.0, 30.857, 31.0)
    assert pytest.approx(model.alive(seen)[0], abs=1e-5) == 0.997874
    assert pytest.approx(closed_form(model, seen, 52.0)[0], rel=1e-3) == 25.45647


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
    assert closed_form(model, seen, 10.0) == pytest.approx(model.expected(seen, 10), rel=0.1)


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
