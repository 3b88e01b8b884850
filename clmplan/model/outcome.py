"""What a simulation gave."""

from __future__ import annotations

from dataclasses import dataclass

from clmplan.base.money import Money


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and the range that holds a stated share of the replications."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CampaignOutcome:
    """One campaign in the simulated plan.

    `attributed_orders`: orders of contacted customers inside the goal window, whatever caused them.
    `incremental_orders`, `incremental_revenue`: plan minus the same world without this campaign; campaigns overlap, so
    these do not add up to the programme. None when nothing is assumed about it.
    """

    campaign: str
    contacts: int
    customers: int
    cost: Money
    attributed_orders: Interval
    attributed_revenue: Interval
    incremental_orders: Interval | None
    incremental_revenue: Interval | None
    incentive: Interval | None


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """Customer-send pairs that remain after a step, over the whole plan."""

    step: str
    remaining: int


@dataclass(frozen=True, slots=True)
class Week:
    """Mean orders and revenue of one week in both worlds; `start` is an ISO date."""

    start: str
    orders_plan: float
    orders_without: float
    revenue_plan: float
    revenue_without: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """Both worlds over the horizon. Revenue in major units of `currency`.

    `level` is the share each interval holds (0.9). `back_test` is (forecast, observed) orders of the last weeks before
    `as_of`, fitted without them; `back_test_range` holds `level` of the model's own replications of those weeks.
    `notes` say in words what the numbers rest on; the first is about the back-test.
    """

    seed: int
    replications: int
    level: float
    currency: str
    customers: int
    orders_plan: Interval
    orders_without: Interval
    revenue_plan: Interval
    revenue_without: Interval
    incremental_orders: Interval
    incremental_revenue: Interval
    attributed_orders: Interval
    contact_cost: Money
    incentive: Interval
    monte_carlo_error: float
    campaigns: tuple[CampaignOutcome, ...]
    funnel: tuple[FunnelStep, ...]
    weeks: tuple[Week, ...]
    back_test: tuple[float, float] | None
    back_test_days: int
    notes: tuple[tuple[str, str], ...]
    back_test_range: tuple[float, float] | None = None
