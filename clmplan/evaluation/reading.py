"""One split, read: arm sizes first, then everything that can be estimated from the arms as assigned."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from clmplan.base.money import minor_digits
from clmplan.evaluation.estimators import (
    Moments,
    Share,
    mean_difference,
    scaled,
    share_difference,
    share_lift,
    share_p,
)
from clmplan.evaluation.outcomes import Outcomes, held_out_contacts, outcomes
from clmplan.evaluation.split_check import split_p
from clmplan.model.scorecard import Arm, CampaignFacts, EvaluationInputs, Measured, Observed

LEAST_REACHED = 10
CAP_PERCENTILE = 99


@dataclass(frozen=True, slots=True)
class Reading:
    """What one split gives before verdicts: counts as assigned, estimates, and the p of the goal.

    `goal_p` is None while an arm has too few customers at the goal to be judged.
    """

    share: Decimal
    assigned: int
    held_out: int
    held_out_contacted: int
    open_windows: int
    goal_p: float | None
    measured: Measured

    @property
    def without_estimates(self) -> Reading:
        """The same split when its arms may not be compared: counts only."""
        kept = self.measured
        bare = Measured(kept.treated, kept.held_out, kept.split_p, None, None, None, None, None, None, None)
        return replace(self, goal_p=None, measured=bare)


def read(inputs: EvaluationInputs, facts: CampaignFacts) -> Reading | None:
    """The reading of a campaign's split, or None where nothing was held out or no goal was observed."""
    assignment, events = facts.assignment, goal_events(inputs, facts)
    if assignment is None or not has_holdout(facts) or events is None or facts.share is None:
        return None
    held_out = int(np.count_nonzero(assignment.is_held_out))
    assigned = len(assignment.customer)
    observed = outcomes(inputs, facts, assignment, events)
    split = split_p(assigned - held_out, held_out, facts.share)
    measured, goal_p = _measure(observed, split, 10 ** minor_digits(inputs.currency))
    contacted = held_out_contacts(facts, assignment)
    return Reading(facts.share, assigned, held_out, contacted, observed.open_windows, goal_p, measured)


def has_holdout(facts: CampaignFacts) -> bool:
    """Whether the plan held customers out to measure this."""
    return facts.assignment is not None and facts.share is not None and 0 < facts.share < 1


def has_goal(facts: CampaignFacts) -> bool:
    """Whether the plan says what counts as success, and for a campaign within how many days."""
    return facts.goal_event is not None and (facts.goal_days is not None or not facts.campaign)


def goal_events(inputs: EvaluationInputs, facts: CampaignFacts) -> Observed | None:
    """The observed events of the goal's kind, or None without a goal or without such outcomes."""
    if facts.goal_event is None or not has_goal(facts):
        return None
    return inputs.events.get(facts.goal_event)


def _measure(observed: Outcomes, split: float, minor_per_major: int) -> tuple[Measured, float | None]:
    is_treated = ~observed.is_held_out
    revenue = None if observed.revenue is None else observed.revenue / minor_per_major
    treated = _arm(observed, is_treated, minor_per_major)
    held_out = _arm(observed, observed.is_held_out, minor_per_major)
    measured = Measured(treated, held_out, split, None, None, None, None, None, None, None)
    if treated.customers == 0 or held_out.customers == 0:
        return measured, None
    shares = Share(treated.reached, treated.customers), Share(held_out.reached, held_out.customers)
    difference = share_difference(*shares)
    is_enough = min(treated.reached, held_out.reached) >= LEAST_REACHED
    measured = replace(
        measured,
        conversion_difference=difference,
        conversion_lift=share_lift(*shares) if is_enough else None,
        incremental_customers=scaled(difference, treated.customers),
    )
    if revenue is not None and min(treated.customers, held_out.customers) >= 2:
        measured = _with_revenue(measured, revenue, is_treated)
    return measured, share_p(*shares) if is_enough else None


def _arm(observed: Outcomes, members: NDArray[np.bool_], minor_per_major: int) -> Arm:
    revenue = 0 if observed.revenue is None else int(observed.revenue[members].sum())
    reached = int(np.count_nonzero(observed.reached[members]))
    return Arm(int(np.count_nonzero(members)), reached, revenue / minor_per_major)


def _with_revenue(measured: Measured, revenue: NDArray[np.float64], is_treated: NDArray[np.bool_]) -> Measured:
    plain = mean_difference(Moments.of(revenue[is_treated]), Moments.of(revenue[~is_treated]))
    cap = float(np.percentile(revenue, CAP_PERCENTILE))
    # When fewer than one customer in a hundred buys, the cap is nothing and would erase all revenue.
    if cap <= 0:
        return replace(measured, revenue_difference=plain)
    capped = np.minimum(revenue, cap)
    difference = mean_difference(Moments.of(capped[is_treated]), Moments.of(capped[~is_treated]))
    return replace(measured, revenue_difference=plain, revenue_difference_capped=difference, revenue_cap=cap)
