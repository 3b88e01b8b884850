"""The points of `churn_risk`, slowly and for one customer, from the days of its orders and other events."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise


def churn_points(orders: Sequence[int], others: Sequence[int], today: int) -> tuple[int, int]:
    """The points and how many are possible; days are day numbers before today, orders at least one."""
    days = sorted(set(orders))
    gaps = [after - before for before, after in pairwise(days)]
    usual = Fraction(sum(gaps) + 90, len(gaps) + 1)
    silence = today - days[-1]
    points = sum(10 for times in (1, Fraction(3, 2), 2, 3, 4) if silence >= times * usual)
    points += 10 if len(days) == 1 else 0
    recent = sum(1 for day in days if day >= today - 90)
    before = sum(1 for day in days if today - 180 <= day < today - 90)
    if before and recent == 0:
        points += 20
    elif before and 2 * recent <= before:
        points += 15
    elif recent < before:
        points += 10
    if not others:
        return points, 80
    quiet = today - max(others)
    return points + (20 if quiet > 90 else 10 if quiet > 30 else 0), 100
