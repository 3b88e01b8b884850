"""From counts by replicate to what a reader is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clmplan.base.days import from_day_number
from clmplan.base.money import Money, minor_digits
from clmplan.model.outcome import CampaignOutcome, FunnelStep, Interval, Outcome, Week
from clmplan.model.step import Step
from clmplan.simulation.notes import Basis, notes
from clmplan.simulation.replications import LEVEL, WEEK, Tally, interval, standard_error

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from clmplan.model.plan import Plan
    from clmplan.simulation.response import CampaignResponse
    from clmplan.simulation.worlds import Timing

    Numbers = NDArray[np.float64]


def summarise(
    basis: Basis, responses: tuple[CampaignResponse, ...], tally: Tally, timing: Timing, seed: int
) -> Outcome:
    """The outcome of a simulation."""
    plan, tested = basis.compiled.plan, basis.tested
    major = 10.0 ** minor_digits(plan.currency)
    orders_plan, orders_without = tally.orders_plan.sum(axis=1), tally.orders_without.sum(axis=1)
    revenue_plan, revenue_without = tally.revenue_plan.sum(axis=1), tally.revenue_without.sum(axis=1)
    incentives = tally.incentive / major
    return Outcome(
        seed=seed,
        replications=basis.replications,
        level=LEVEL,
        currency=plan.currency,
        customers=len(basis.base.keys),
        orders_plan=interval(orders_plan),
        orders_without=interval(orders_without),
        revenue_plan=interval(revenue_plan / major),
        revenue_without=interval(revenue_without / major),
        incremental_orders=interval(orders_plan - orders_without),
        incremental_revenue=interval((revenue_plan - revenue_without) / major),
        attributed_orders=interval(tally.attributed),
        contact_cost=plan.cost,
        incentive=interval(incentives.sum(axis=1)),
        monte_carlo_error=standard_error(orders_plan - orders_without),
        campaigns=tuple(
            _campaign(basis, response, tally, index, incentives[:, index]) for index, response in enumerate(responses)
        ),
        funnel=_funnel(plan),
        weeks=_weeks(tally, timing, major),
        back_test=(tested.forecast, tested.observed) if tested else None,
        back_test_days=basis.tested_days,
        notes=notes(basis),
        back_test_range=(tested.low, tested.high) if tested else None,
    )


def _campaign(
    basis: Basis, response: CampaignResponse, tally: Tally, index: int, incentive: Numbers
) -> CampaignOutcome:
    plan, major = basis.compiled.plan, response.minor
    mine = tuple(planned for planned in plan.sends if planned.send.campaign == response.name)
    orders: Interval | None = None
    revenue: Interval | None = None
    if response.acts:
        orders = interval(tally.incremental_orders[:, index])
    if response.acts and (basis.amount is not None or response.value is not None):
        revenue = interval(tally.incremental_revenue[:, index] / major)
    is_paid = bool(response.offers) and response.redeem is not None
    return CampaignOutcome(
        campaign=response.name,
        contacts=sum(planned.waterfall.contacts for planned in mine),
        customers=len(response.customers),
        cost=Money(sum(planned.cost.minor for planned in mine), plan.currency),
        attributed_orders=interval(tally.attributed_orders[:, index]),
        attributed_revenue=interval(tally.attributed_revenue[:, index] / major),
        incremental_orders=orders,
        incremental_revenue=revenue,
        incentive=interval(incentive) if is_paid else None,
    )


def _funnel(plan: Plan) -> tuple[FunnelStep, ...]:
    remaining = sum(planned.waterfall.audience for planned in plan.sends)
    steps = [FunnelStep("audience", remaining)]
    for step in Step:
        remaining -= sum(planned.waterfall.refused_at(step) for planned in plan.sends)
        steps.append(FunnelStep(step.value, remaining))
    return (*steps, FunnelStep("contacts", plan.contacts))


def _weeks(tally: Tally, timing: Timing, major: float) -> tuple[Week, ...]:
    return tuple(
        Week(
            start=from_day_number(timing.first + WEEK * week).isoformat(),
            orders_plan=float(tally.orders_plan[:, week].mean()),
            orders_without=float(tally.orders_without[:, week].mean()),
            revenue_plan=float(tally.revenue_plan[:, week].mean()) / major,
            revenue_without=float(tally.revenue_without[:, week].mean()) / major,
        )
        for week in range(tally.orders_plan.shape[1])
    )
