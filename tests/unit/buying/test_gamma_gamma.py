"""The Gamma-Gamma model against published values and its slow form."""

from __future__ import annotations

import numpy as np
import pytest
from unit.buying.buying_samples import Cdnow

from clmplan.buying.gamma_gamma import GammaGamma, fit, log_likelihood, standard_errors
from clmplan.buying.spending import spending


@pytest.fixture(scope="module")
def paid(cdnow: Cdnow) -> tuple[np.ndarray, np.ndarray]:
    chosen = (cdnow.count > 0) & (cdnow.spent > 0)
    return cdnow.count[chosen], cdnow.spent[chosen] / cdnow.count[chosen]


def test_cdnow_gives_the_published_gamma_gamma(paid: tuple[np.ndarray, np.ndarray]) -> None:
    model = fit(*paid)
    assert model is not None
    assert pytest.approx(model.log_likelihood, abs=0.01) == -4055.918
    assert pytest.approx([model.p, model.q, model.gamma], rel=0.002) == [6.25, 3.744, 15.444]
    assert model.log_likelihood == pytest.approx(
        log_likelihood(np.array([model.p, model.q, model.gamma]), *paid).sum(), abs=1e-6
    )


def test_the_first_ten_customers_are_expected_to_spend_what_was_published(
    cdnow: Cdnow, paid: tuple[np.ndarray, np.ndarray]
) -> None:
    model = fit(*paid)
    assert model is not None
    mean = np.divide(cdnow.spent, cdnow.count, out=np.zeros(len(cdnow.count)), where=cdnow.count > 0)
    expected = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17]
    assert pytest.approx(model.means(cdnow.count, mean)[:10], abs=0.1) == expected
    assert pytest.approx(model.mean, abs=0.1) == 35.17


def test_standard_errors_come_from_the_curvature_at_the_maximum(paid: tuple[np.ndarray, np.ndarray]) -> None:
    model = fit(*paid)
    assert model is not None
    point = np.array([model.p, model.q, model.gamma])

    def value(at: np.ndarray) -> float:
        return float(log_likelihood(at, *paid).sum())

    steps = np.diag(point * 1e-3)
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
    slowly = np.sqrt(np.linalg.inv(-curvature).diagonal())
    assert list(standard_errors(model, *paid)) == pytest.approx(slowly.tolist(), rel=0.02)


def test_the_fit_does_not_depend_on_the_order_of_customers(paid: tuple[np.ndarray, np.ndarray]) -> None:
    order = np.random.default_rng(2).permutation(len(paid[0]))
    assert fit(*paid) == fit(paid[0][order], paid[1][order])


def test_amounts_that_are_all_alike_have_no_model_but_an_average() -> None:
    count = np.full(60, 3.0)
    assert fit(count, np.full(60, 500.0)) is None
    found = spending(count, np.full(60, 1500.0), np.full(60, 750_000.0))
    assert not found.is_fitted
    assert found.means == pytest.approx(np.full(60, 500.0))


def test_a_model_gives_back_the_population_it_was_drawn_from() -> None:
    rng = np.random.default_rng(9)
    rate = rng.gamma(4.0, 1 / 3000.0, 4000)
    count = rng.integers(1, 9, 4000).astype(float)
    model = fit(count, rng.gamma(6.0 * count) / count / rate)
    assert model is not None
    assert model.mean == pytest.approx(GammaGamma(6.0, 4.0, 3000.0, 0.0).mean, rel=0.05)
