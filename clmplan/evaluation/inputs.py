"""A saved plan and observed events put side by side for judging."""

from __future__ import annotations

from datetime import date

import numpy as np

from clmplan.model.project import FieldType, Project
from clmplan.model.records import ObservedEvents
from clmplan.model.saved import SavedPlan, StoredPlan
from clmplan.model.scorecard import CampaignFacts, EvaluationInputs, Observed

_NOBODY = np.zeros(0, dtype=np.int32)


def inputs(
    project: Project, plan: SavedPlan, stored: StoredPlan, observed: ObservedEvents, until: date | None
) -> EvaluationInputs:
    """The inputs of a scorecard; `until` is the last day observed, by default the last day in the outcomes."""
    last = until or observed.observed_until or plan.as_of
    return EvaluationInputs(
        plan.id,
        plan.currency,
        plan.as_of,
        plan.horizon_end,
        len(stored.keys),
        _facts(plan, stored),
        {observed.event: _events(project, observed)},
        last,
        observed.rows,
        observed.used,
        observed.set_aside,
    )


def _events(project: Project, observed: ObservedEvents) -> Observed:
    name = amount_field(project, observed.event)
    if name is None:
        return Observed(observed.customer, observed.day, None)
    column = observed.fields[name]
    amounts = np.where(column.known, column.values, 0).astype(np.int64)
    return Observed(observed.customer, observed.day, amounts)


def amount_field(project: Project, event: str) -> str | None:
    """The first field of money of a kind of event, in written order, or None."""
    fields = project.events[event].fields
    return next((field.name for field in fields if field.type is FieldType.MONEY), None)


def _facts(plan: SavedPlan, stored: StoredPlan) -> tuple[CampaignFacts, ...]:
    arms = {assignment.campaign: assignment for assignment in stored.assignments}
    programme = CampaignFacts(
        "",
        plan.programme_goal,
        None,
        plan.programme_share,
        plan.cost,
        arms.get(""),
        *stored.contacts.get("", (_NOBODY, _NOBODY)),
    )
    campaigns = (
        CampaignFacts(
            one.name,
            one.goal_event,
            one.goal_days,
            one.share,
            one.cost,
            arms.get(one.name),
            *stored.contacts.get(one.name, (_NOBODY, _NOBODY)),
        )
        for one in plan.campaigns
    )
    return (programme, *campaigns)
