"""Which events of a project are purchases, unless a call names others."""

from __future__ import annotations

from collections import Counter

from clmplan.functions.customer_kind import Purchase
from clmplan.language.scope import Scope
from clmplan.language.text.syntax import NameNode
from clmplan.language.words import word_table
from clmplan.model.expression import EventField, Type
from clmplan.model.project import FieldSpec, FieldType, TableSpec


def purchases_of(scope: Scope) -> TableSpec | None:
    """The event most campaigns have as their goal (then the first by name); without goals the only one with an amount,
    or the only one at all. None when that leaves a choice."""
    events = scope.project.events
    goals = Counter(name for name in _goals(scope))
    if goals:
        return events[min(goals, key=lambda name: (-goals[name], name))]
    paid = [table for table in events.values() if amount_of(table) is not None]
    some = paid or list(events.values())
    return some[0] if len(some) == 1 else None


def amount_of(table: TableSpec) -> FieldSpec | None:
    """The first field of money of a kind of events."""
    return next((spec for spec in table.fields if spec.type is FieldType.MONEY), None)


def purchase(table: TableSpec, amount: FieldSpec | None, scope: Scope) -> Purchase | None:
    """Purchases as functions read them; None for events without a day."""
    if table.day is None:
        return None
    paid = None if amount is None else EventField(table.name, amount.name, Type.MONEY, amount.nullable)
    return Purchase(table.name, table.day, paid, tuple(sorted(set(scope.project.events) - {table.name})))


def _goals(scope: Scope) -> list[str]:
    """The events that campaigns have as their goal, by the text of their declarations: these are read last."""
    found = []
    for declared in scope.declared.get("campaign", {}).values():
        for line in declared.statement.block or ():
            is_goal = line.key is not None and word_table().keys.get(line.key.text, line.key.text) == "goal"
            first = line.phrase.parts[0] if line.phrase.parts else None
            table = scope.event(".".join(first.path)) if is_goal and isinstance(first, NameNode) else None
            if table is not None:
                found.append(table.name)
                break
    return found
