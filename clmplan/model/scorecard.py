"""What an evaluation may say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """The conclusion about one campaign, decided by rules stated in `evaluation`."""

    WORKED = "worked"
    HARMED = "harmed"
    NOT_DECIDED = "not decided"
    TOO_EARLY = "too early"
    NOT_MEASURED = "not measured"
    SPLIT_BROKEN = "split broken"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A difference per assigned customer with its interval at `level`."""

    value: float
    low: float
    high: float
    level: float


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm as assigned: customers, those who reached the goal, their revenue in major units."""

    customers: int
    reached: int
    revenue: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Intention-to-treat results of a split: only exists where there was a holdout."""

    treated: Arm
    held_out: Arm
    split_p: float
    conversion_difference: Estimate | None
    conversion_lift: Estimate | None
    revenue_difference: Estimate | None
    revenue_difference_capped: Estimate | None
    revenue_cap: float | None
    incremental_customers: Estimate | None
    adjusted_p: float | None


@dataclass(frozen=True, slots=True)
class Score:
    """One campaign (or the programme, campaign = ""): what was observed, and what was measured, if anything.

    `attributed_customers`: contacted customers who reached the goal in the window, whatever caused it.
    `open_windows`: customers whose goal window had not closed when the outcomes end; they are left out and counted.
    """

    campaign: str
    contacted: int
    attributed_customers: int
    attributed_revenue: float
    cost: float
    open_windows: int
    verdict: Verdict
    measured: Measured | None
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The evaluation of a plan from an outcomes file that ends on `observed_until` (ISO date, last day included)."""

    plan: str
    currency: str
    observed_until: str
    rows: int
    used: int
    set_aside: tuple[tuple[str, int], ...]
    scores: tuple[Score, ...]
    notes: tuple[tuple[str, str], ...]
