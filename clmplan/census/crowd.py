"""What a census looks at: the customers of a day, their memberships, what they spent; and what it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from clmplan.model.expression import (
    Compare,
    Constant,
    CustomerField,
    DaysSince,
    Expression,
    Missing,
    Type,
)
from clmplan.model.playbook import Channel, Playbook
from clmplan.model.project import FieldType, Project

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from clmplan.model.records import Memberships

    Mask = NDArray[np.bool_]

VALUE_DAYS = 365
KNOWN = "known"
_TYPES = {
    FieldType.NUMBER: Type.NUMBER,
    FieldType.MONEY: Type.MONEY,
    FieldType.DATE: Type.DATE,
    FieldType.YES_NO: Type.YES_NO,
}


@dataclass(frozen=True, slots=True)
class Crowd:
    """All customers known on a day; `value` is what each spent in the last 365 days, in minor units, when money is
    known; shapes (customers,). `row` is the day's position in the memberships."""

    playbook: Playbook
    memberships: Memberships
    row: int
    suppressed: Mask
    value: NDArray[np.int64] | None = None

    @property
    def size(self) -> int:
        """How many customers there are."""
        return len(self.suppressed)

    def holds(self, name: str) -> Mask:
        """Who a rule or segment selects; shape (customers,)."""
        return self.memberships.holds[name][self.row]

    def audience(self, campaign: str) -> Mask:
        """The audience of a campaign without its exceptions; shape (customers,)."""
        inside = self.holds(f"campaign:{campaign}").copy()
        for position in range(len(self.playbook.campaign(campaign).exclusions)):
            inside &= ~self.holds(f"except:{campaign}:{position}")
        return inside

    def stage(self, lifecycle: str, position: int) -> Mask:
        """Who is in a stage, by its position; -1 for those outside every stage; shape (customers,)."""
        found: Mask = self.memberships.stages[lifecycle][self.row] == position
        return found


def asked(playbook: Playbook, project: Project) -> Mapping[str, Expression]:
    """The rules a census needs beside those of planning: who agreed to a channel, who lacks a field, who is known."""
    rules: dict[str, Expression] = {}
    for channel in playbook.channels:
        for position, condition in enumerate(_consent(channel, project)):
            rules[f"consent:{channel.name}:{position}"] = condition
    for spec in project.customers.fields:
        if spec.nullable:
            rules[f"missing:{spec.name}"] = Missing(CustomerField(spec.name, _TYPES.get(spec.type, Type.TEXT), True))
    since = project.customers.day
    if since is not None:
        rules[KNOWN] = _before_the_day(since, nullable=True)
    return rules


def agreed(crowd: Crowd, channel: Channel) -> Mask:
    """Who has agreed to a channel before the day; shape (customers,)."""
    found = crowd.suppressed | True
    for position in range(sum(name is not None for name in (channel.consent, channel.consent_from))):
        found = found & crowd.holds(f"consent:{channel.name}:{position}")
    return found


def fields_in(expression: Expression) -> Iterator[str]:
    """The customer fields anywhere inside an expression."""
    if isinstance(expression, CustomerField):
        yield expression.name
    for one in fields(expression):
        value = getattr(expression, one.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Expression):
                yield from fields_in(part)


def _consent(channel: Channel, project: Project) -> Iterator[Expression]:
    for name in (channel.consent, channel.consent_from):
        spec = None if name is None else project.customers.field(name)
        if spec is None:
            continue
        if spec.type is FieldType.DATE:
            yield _before_the_day(spec.name, nullable=spec.nullable)
        else:
            yes = Constant(True, Type.YES_NO)
            yield Compare("=", CustomerField(spec.name, Type.YES_NO, spec.nullable), yes)


def _before_the_day(name: str, *, nullable: bool) -> Expression:
    since = DaysSince(CustomerField(name, Type.DATE, nullable))
    return Compare(">=", since, Constant(1, Type.DAYS))
