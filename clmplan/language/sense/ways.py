"""Ways of a journey that nobody can take."""

from __future__ import annotations

from collections.abc import Iterator

from clmplan.base.diagnostics import Diagnostic
from clmplan.codes import journeys as codes
from clmplan.language.sense.exceptions import is_everyone
from clmplan.language.sense.reading.facts import conflict
from clmplan.language.sense.reading.look import Look
from clmplan.language.sense.reading.steps import steps_inside
from clmplan.language.sense.reading.truth import Truth
from clmplan.model.declared.journey import Branch
from clmplan.model.expression import Expression


def ways_never_taken(look: Look) -> Iterator[Diagnostic]:
    """Branches whose condition is never true, or always, so that one of their ways is for nobody."""
    for campaign in look.playbook.campaigns:
        for wave in campaign.waves:
            for step in steps_inside(wave.steps):
                if not isinstance(step, Branch) or not isinstance(step.condition, Expression):
                    continue
                if step.then and _is_never(step.condition, look.truth):
                    yield codes.NEVER_TAKEN.at(step.at, reason=codes.IS_NEVER_TRUE)
                elif step.otherwise and _is_always(step.condition, look.truth):
                    yield codes.NEVER_TAKEN.at(step.otherwise[0].at, reason=codes.IS_ALWAYS_TRUE)


def _is_never(condition: Expression, truth: Truth) -> bool:
    whole = truth.of(condition)
    return (whole is not None and whole.values.is_empty) or conflict(truth.implied(condition)) is not None


def _is_always(condition: Expression, truth: Truth) -> bool:
    """Whether a condition is true for everybody, those included whose value is missing."""
    if is_everyone(condition):
        return True
    whole = truth.of(condition)
    return whole is not None and whole.values.is_everything and not truth.may_be_missing(whole.quantity)
