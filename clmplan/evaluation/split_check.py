"""Whether the arms still have the sizes that were planned; if not, nothing else may be said."""

from __future__ import annotations

from decimal import Decimal

from scipy.special import bdtr, bdtrc, chdtrc

LIMIT = 0.001

_FEWEST_EXPECTED = 5


def split_p(treated: int, held_out: int, share: Decimal) -> float:
    """P of arm counts at least this far from the planned share held out (0 < share < 1).

    Chi-square with one degree of freedom; below five expected customers in an arm, the doubled binomial tail.
    """
    if not 0 < share < 1:
        raise ValueError(f"a split needs a share between 0 and 1, not {share}")
    customers = treated + held_out
    if customers == 0:
        return 1.0
    expected = float(share) * customers
    if min(expected, customers - expected) < _FEWEST_EXPECTED:
        return _binomial_p(held_out, customers, float(share))
    gap = (held_out - expected) ** 2
    return float(chdtrc(1, gap / expected + gap / (customers - expected)))


def _binomial_p(count: int, customers: int, share: float) -> float:
    below = float(bdtr(count, customers, share))
    above = float(bdtrc(count - 1, customers, share)) if count > 0 else 1.0
    return min(1.0, 2 * min(below, above))
