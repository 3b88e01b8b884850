"""Who lacks data: fields that are empty, what depends on them, and conditions that are unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from clmplan.census.crowd import Crowd, fields_in
from clmplan.census.discreet import shown
from clmplan.model.expression import Expression
from clmplan.model.project import Project


@dataclass(frozen=True, slots=True)
class Gap:
    """A field that some customers lack, None where withheld; `used_by` names what asks for it."""

    field: str
    customers: int | None
    used_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A segment or campaign whose condition is unknown for some customers; they are not in it."""

    name: str
    customers: int | None


def gaps(crowd: Crowd, project: Project, smallest: int) -> tuple[Gap, ...]:
    """Fields that may be missing and are, in the order of the project file."""
    users: dict[str, list[str]] = {}
    for name, used in _uses(crowd):
        for field in dict.fromkeys(used):
            users.setdefault(field, []).append(name)
    found = []
    for spec in project.customers.fields:
        if spec.nullable:
            count = int(np.count_nonzero(crowd.holds(f"missing:{spec.name}")))
            if count:
                used_by = tuple(dict.fromkeys(users.get(spec.name, ())))
                found.append(Gap(spec.name, shown(count, crowd.size, smallest), used_by))
    return tuple(found)


def unknowns(crowd: Crowd, smallest: int) -> tuple[Unknown, ...]:
    """Segments and campaigns with unknown customers, in the order of declaration."""
    counts = crowd.memberships.unknown
    names = [(one.name, one.name) for one in crowd.playbook.segments]
    names += [(one.name, f"campaign:{one.name}") for one in crowd.playbook.campaigns]
    found = ((name, int(counts[rule][crowd.row])) for name, rule in names)
    return tuple(Unknown(name, shown(count, crowd.size, smallest)) for name, count in found if count)


def _uses(crowd: Crowd) -> Iterator[tuple[str, Iterator[str]]]:
    playbook = crowd.playbook
    expressions: list[tuple[str, Expression]] = [(one.name, one.value) for one in playbook.metrics]
    for lifecycle in playbook.lifecycles:
        expressions += [(one.name, one.condition) for one in lifecycle.stages if one.condition is not None]
    expressions += [(one.name, one.condition) for one in playbook.segments]
    expressions += [(one.name, one.audience) for one in playbook.campaigns]
    for name, expression in expressions:
        yield name, fields_in(expression)
    for channel in playbook.channels:
        yield channel.name, (name for name in (channel.consent, channel.consent_from) if name)
