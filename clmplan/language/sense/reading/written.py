"""The conditions of a playbook, those that are written the same together: what is true of one is true of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from clmplan.language.sense.reading.steps import branch_conditions, exit_conditions
from clmplan.model.expression import Expression
from clmplan.model.playbook import Playbook

T = TypeVar("T")
Alike = tuple[Expression, ...]


def conditions_of(playbook: Playbook) -> tuple[Alike, ...]:
    """Every condition of a playbook but those of stages; of metrics their values."""
    values = ((metric.value,) for metric in playbook.metrics)
    found: dict[str, list[Expression]] = {}
    alone: list[Alike] = []
    for condition in _conditions(playbook):
        if condition.at is None:
            alone.append((condition,))
        else:
            found.setdefault(condition.at.text, []).append(condition)
    return (*values, *map(tuple, found.values()), *alone)


def stage_conditions(playbook: Playbook) -> Iterator[Expression]:
    """The conditions of all stages."""
    for lifecycle in playbook.lifecycles:
        yield from (stage.condition for stage in lifecycle.stages if stage.condition is not None)


def said_of(alike: Alike, judge: Callable[[Expression], Iterator[T]]) -> Iterator[T]:
    """What is said of conditions that are written the same; where nothing is said of one, nothing is of the others."""
    said = tuple(judge(alike[0]))
    yield from said
    for other in alike[1:] if said else ():
        yield from judge(other)


def _conditions(playbook: Playbook) -> Iterator[Expression]:
    for segment in playbook.segments:
        yield segment.condition
    for campaign in playbook.campaigns:
        yield campaign.audience
        yield from campaign.exclusions
        yield from exit_conditions(campaign)
        for wave in campaign.waves:
            if wave.steps:
                yield from branch_conditions(wave)
    yield from (cap.audience for cap in playbook.policy.caps if cap.audience is not None)
    yield from (never.audience for never in playbook.policy.never)
    if playbook.budget is not None:
        yield from (share.audience for share in playbook.budget.shares if share.audience is not None)
