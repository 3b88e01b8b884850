"""The split check against the reference values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from scipy.stats import binom

from clmplan.evaluation.split_check import LIMIT, split_p

HALF, TENTH = Decimal("0.5"), Decimal("0.1")


@pytest.mark.parametrize(
    ("treated", "held_out", "share", "expected"),
    [
        (5100, 4900, HALF, 0.0455003),
        (821_588, 815_482, HALF, 1.82e-6),
        (90_500, 9_500, TENTH, 1.36e-7),
        (90_000, 10_000, TENTH, 1.0),
        (90_000 * 95 // 100, 10_000, TENTH, 1.2e-6),
        (90_000 * 995 // 1000, 10_000, TENTH, 0.63),
    ],
)
def test_the_split_check_gives_the_reference_values(treated, held_out, share, expected):
    assert split_p(treated, held_out, share) == pytest.approx(expected, rel=0.01)


def test_losing_five_percent_of_the_treated_trips_and_half_a_percent_does_not():
    assert split_p(85_500, 10_000, TENTH) < LIMIT < split_p(89_550, 10_000, TENTH)


def test_a_tiny_split_is_judged_by_the_exact_chance():
    assert split_p(1, 2, TENTH) == pytest.approx(2 * binom.sf(1, 3, 0.1))
    assert split_p(20, 0, TENTH) == pytest.approx(2 * binom.cdf(0, 20, 0.1))
    assert split_p(0, 1, HALF) == 1.0


def test_nobody_assigned_is_no_broken_split():
    assert split_p(0, 0, TENTH) == 1.0


@pytest.mark.parametrize("share", [Decimal(0), Decimal(1)])
def test_a_share_without_two_arms_is_refused(share):
    with pytest.raises(ValueError, match="between 0 and 1"):
        split_p(5, 5, share)
