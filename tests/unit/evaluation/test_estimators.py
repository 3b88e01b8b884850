"""Estimators against published and recomputed values."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from scipy.stats import binom

from clmplan.evaluation.estimators import (
    Moments,
    Share,
    holm,
    mean_difference,
    scaled,
    share_difference,
    share_lift,
    share_p,
    wilson,
)
from clmplan.model.scorecard import Estimate


def of_sums(count: int, total: float, squares: float) -> Moments:
    """The moments of a published group, of which only sums are known."""
    return Moments(count, total / count, (squares - total * total / count) / (count - 1))


CONTROL = of_sums(3407, 1396.87, 52377.9767)
TREATMENT = of_sums(3461, 2422.7, 134698.29)


def test_the_difference_of_two_means_gives_the_published_interval():
    found = mean_difference(TREATMENT, CONTROL)
    assert (found.value, found.low, found.high) == pytest.approx((0.29, 0.04538, 0.53462), abs=5e-6)


def test_moments_of_values_equal_moments_of_their_sums():
    values = np.array([0.0, 0.0, 3.5, 12.0, 7.25])
    found, summed = Moments.of(values), of_sums(5, float(values.sum()), float((values**2).sum()))
    assert (found.count, found.mean) == (summed.count, summed.mean)
    assert found.variance == pytest.approx(summed.variance, rel=1e-12)


@pytest.mark.parametrize(
    ("treated", "held_out", "low", "high"),
    [
        # Newcombe 1998, table II, method 10.
        (Share(56, 70), Share(48, 80), 0.0524, 0.3339),
        (Share(9, 10), Share(3, 10), 0.1705, 0.8090),
        (Share(10, 10), Share(0, 10), 0.6075, 1.0000),
        (Share(0, 10), Share(0, 10), -0.2775, 0.2775),
    ],
)
def test_the_difference_of_two_shares_gives_the_published_score_interval(treated, held_out, low, high):
    found = share_difference(treated, held_out)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_a_score_interval_stays_between_nothing_and_everything():
    assert wilson(Share(0, 10)) == pytest.approx((0.0, 0.2775), abs=5e-5)
    assert wilson(Share(10, 10)) == pytest.approx((0.7225, 1.0), abs=5e-5)


@pytest.mark.parametrize(("share", "held_out"), [(0.005, 200), (0.02, 100), (0.1, 100)])
def test_the_score_interval_covers_the_truth_where_the_simple_one_does_not(share, held_out):
    treated = 9 * held_out
    assert 0.93 <= exact_coverage(share, treated, held_out, score_interval) <= 0.98
    assert exact_coverage(share, treated, held_out, simple_interval) < 0.935


def test_equal_shares_lift_nothing_and_the_interval_holds_zero():
    found = share_lift(Share(40, 400), Share(10, 100))
    assert found.value == pytest.approx(0, abs=1e-12)
    assert found.low < 0 < found.high


def test_the_interval_of_a_lift_is_symmetric_as_a_ratio():
    found = share_lift(Share(90, 900), Share(5, 100))
    assert found.value == pytest.approx(1.0)
    assert (1 + found.low) * (1 + found.high) == pytest.approx(2.0**2)


def test_the_p_of_two_shares_is_the_pooled_one():
    # (0.12 - 0.08) / sqrt(0.1 * 0.9 * 2 / 500) = 2.108...
    assert share_p(Share(60, 500), Share(40, 500)) == pytest.approx(0.0350149, abs=5e-7)


@pytest.mark.parametrize("reached", [0, 10])
def test_when_all_customers_did_the_same_nothing_is_shown(reached):
    assert share_p(Share(reached, 10), Share(reached, 10)) == 1.0


def test_holm_gives_the_reference_values_in_the_order_given():
    values = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216]
    expected = [0.01, 0.072, 0.312, 0.312, 0.312, 0.312, 0.312, 0.615, 0.615, 0.615]
    assert holm(values) == pytest.approx(expected, abs=1e-12)
    assert holm(values[::-1]) == pytest.approx(expected[::-1], abs=1e-12)
    assert holm([]) == ()


def test_groups_without_any_spread_differ_for_certain():
    assert mean_difference(Moments(5, 2.0, 0.0), Moments(4, 1.0, 0.0)) == Estimate(1.0, 1.0, 1.0, 0.95)


def test_an_estimate_scales_with_its_interval():
    assert scaled(Estimate(0.01, -0.01, 0.03, 0.95), 200) == Estimate(2.0, -2.0, 6.0, 0.95)


@pytest.mark.parametrize(("reached", "customers"), [(1, 0), (-1, 5), (6, 5), (0, 0)])
def test_a_share_that_cannot_be_is_refused(reached, customers):
    with pytest.raises(ValueError, match="no share"):
        Share(reached, customers)


def score_interval(treated, held_out):
    found = share_difference(treated, held_out)
    return found.low, found.high


def simple_interval(treated, held_out):
    p, q = treated.value, held_out.value
    half = 1.959964 * sqrt(p * (1 - p) / treated.customers + q * (1 - q) / held_out.customers)
    return p - q - half, p - q + half


def exact_coverage(share, treated, held_out, interval):
    """The chance that the interval of two equal shares holds zero, summed over all likely counts."""
    covered = 0.0
    treated_chance = binom.pmf(np.arange(treated + 1), treated, share)
    held_chance = binom.pmf(np.arange(held_out + 1), held_out, share)
    for a in likely(treated, share):
        for b in likely(held_out, share):
            low, high = interval(Share(a, treated), Share(b, held_out))
            covered += (low <= 0 <= high) * treated_chance[a] * held_chance[b]
    return covered


def likely(customers, share):
    return range(int(binom.ppf(1e-4, customers, share)), int(binom.ppf(1 - 1e-4, customers, share)) + 1)
