"""Small plans with a conflict in them, and the conflicts found."""

from __future__ import annotations

from datetime import date, timedelta

from unit.planning.worlds_planning import SOURCE, Case, campaign, plain_case, playbook

from clmplan.base.source import Span
from clmplan.model.calendar import Send
from clmplan.model.playbook import Playbook
from clmplan.model.team.conflict import Conflict
from clmplan.planning.compile import plan_contacts

PLACE = Span(SOURCE, 3, 9)
DAY = date(2026, 10, 12)


def later(days: int) -> date:
    return DAY + timedelta(days=days)


def case(declared: Playbook, *sends: Send, customers: int = 12, **changes: object) -> Case:
    return plain_case(declared, sends, customers, **changes)


def found(one: Case) -> tuple[Conflict, ...]:
    return plan_contacts(*one.parts).value.plan.conflicts


def only(one: Case, name: str) -> Conflict:
    (conflict,) = [conflict for conflict in found(one) if conflict.kind == name]
    return conflict


def two(**changes: object) -> Playbook:
    return playbook(campaigns=(campaign("high", priority=9), campaign("low", **changes)))
