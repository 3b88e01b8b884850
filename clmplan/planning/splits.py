"""Experiments: who is measured against whom, and the smallest lift that can be found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from clmplan.base.days import day_number
from clmplan.model.plan import Assignment, Split
from clmplan.model.playbook import Goal
from clmplan.planning.baseline import baseline, programme_goal
from clmplan.planning.contacts.holdout import Holdouts
from clmplan.planning.contacts.waterfall import Verdict
from clmplan.planning.contacts.world import Index, World

PROGRAMME = ""
SIGNIFICANCE = 0.05
ENOUGH_GOALS = 10
POWER = 0.8

_NOT_YET = 2**31 - 1
_HALVINGS = 80

# A campaign, a day number, the reach of the channel, and the customers contacted.
Delivery = tuple[str, int, float, Index]


class FirstEligibility:
    """The day on which each customer first became eligible for each campaign, and for any of them."""

    def __init__(self, world: World) -> None:
        names = (PROGRAMME, *(campaign.name for campaign in world.playbook.campaigns))
        self._days: dict[str, NDArray[np.int32]] = {
            name: np.full(world.size, _NOT_YET, dtype=np.int32) for name in names
        }

    def note(self, verdict: Verdict) -> None:
        """Take in a verdict; verdicts come in order of days."""
        if not len(verdict.customers):
            return
        today, eligible = day_number(verdict.send.day), verdict.eligible
        for days in (self._days[PROGRAMME], self._days[verdict.send.campaign]):
            days[eligible[days[eligible] == _NOT_YET]] = today

    def of(self, campaign: str) -> tuple[Index, NDArray[np.int32]]:
        """The customers eligible for a campaign, ascending, and their first days; shapes (eligible,)."""
        days = self._days[campaign]
        customers = np.flatnonzero(days != _NOT_YET).astype(np.int32)
        return customers, days[customers]


def assignments(world: World, holdouts: Holdouts, first: FirstEligibility) -> tuple[Assignment, ...]:
    """The arms of the programme, then of each campaign with a holdout.

    Layers: a customer held out by the programme belongs to no campaign's experiment.
    """
    found = []
    if world.playbook.holdout is not None:
        customers, days = first.of(PROGRAMME)
        arm = holdouts.programme[customers]
        found.append(Assignment(PROGRAMME, world.playbook.holdout.key, customers, days, arm))
    for campaign in world.playbook.campaigns:
        if campaign.holdout is None:
            continue
        customers, days = first.of(campaign.name)
        kept = ~holdouts.programme[customers]
        customers, days = customers[kept], days[kept]
        arm = holdouts.campaigns[campaign.name][customers]
        found.append(Assignment(campaign.name, campaign.holdout.key, customers, days, arm))
    return tuple(found)


def splits(world: World, assigned: tuple[Assignment, ...], deliveries: Iterable[Delivery]) -> tuple[Split, ...]:
    """Each experiment with its arms, its baseline and the smallest lift it can find."""
    by_campaign: dict[str, list[Delivery]] = {PROGRAMME: []}
    for delivery in deliveries:
        by_campaign.setdefault(delivery[0], []).append(delivery)
        by_campaign[PROGRAMME].append(delivery)
    return tuple(_split(world, one, by_campaign.get(one.campaign, [])) for one in assigned)


def _split(world: World, assignment: Assignment, deliveries: Sequence[Delivery]) -> Split:
    playbook = world.playbook
    if assignment.campaign == PROGRAMME:
        holdout, goal, campaigns = playbook.holdout, programme_goal(playbook), playbook.campaigns
    else:
        campaign = playbook.campaign(assignment.campaign)
        holdout, goal, campaigns = campaign.holdout, campaign.goal, (campaign,)
    if holdout is None:
        raise ValueError(f"`{assignment.campaign}` is assigned without a holdout")
    held_out = int(np.count_nonzero(assignment.is_held_out))
    treated = len(assignment.customer) - held_out
    before = baseline(world, goal, campaigns)
    is_known = before is not None and before.reached >= ENOUGH_GOALS
    return Split(
        campaign=assignment.campaign,
        key=assignment.key,
        share=holdout.share,
        treated=treated,
        held_out=held_out,
        goal_event=None if goal is None else goal.event,
        goal_days=None if goal is None else goal.within_days,
        baseline=None if before is None else before.share,
        detectable=detectable_lift(before.share, treated, held_out) if before is not None and is_known else None,
        baseline_reached=None if before is None else before.reached,
        baseline_customers=None if before is None else before.customers,
        delivered=None if goal is None else _delivered(world, assignment, goal, deliveries),
        at=holdout.at,
    )


def _delivered(world: World, assignment: Assignment, goal: Goal, deliveries: Sequence[Delivery]) -> float | None:
    """The share of the treated whom a contact reaches inside their goal window, by the reach of its channel."""
    treated = assignment.customer[~assignment.is_held_out]
    if not len(treated):
        return None
    first = np.full(world.size, _NOT_YET, dtype=np.int64)
    first[assignment.customer] = assignment.first_day
    best = np.zeros(world.size)
    for _, day, reach, customers in deliveries:
        since = day - first[customers]
        inside = customers[(since >= 0) & (since < goal.within_days)]
        best[inside] = np.maximum(best[inside], reach)
    return float(best[treated].mean())


def detectable_lift(baseline_share: float, treated: int, held_out: int) -> float | None:
    """The smallest relative lift found with power 80 % at two-sided 5 %; None when there is none.

    Two proportions with the pooled null: the lift at which the difference of the shares equals
    z(97.5 %) x its error when both arms are alike + z(80 %) x its error when they differ. Solved by bisection.
    """
    if not treated or not held_out or not 0 < baseline_share < 1:
        return None
    low, high = 0.0, 1 / baseline_share - 1
    if _shortfall(baseline_share, high, treated, held_out) > 0:
        return None
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _shortfall(baseline_share, middle, treated, held_out) > 0:
            low = middle
        else:
            high = middle
    return high


def _shortfall(share: float, lift: float, treated: int, held_out: int) -> float:
    normal = NormalDist()
    lifted = share * (1 + lift)
    pooled = (treated * lifted + held_out * share) / (treated + held_out)
    alike = sqrt(pooled * (1 - pooled) * (1 / treated + 1 / held_out))
    apart = sqrt(max(0.0, lifted * (1 - lifted)) / treated + share * (1 - share) / held_out)
    return normal.inv_cdf(1 - SIGNIFICANCE / 2) * alike + normal.inv_cdf(POWER) * apart - (lifted - share)
