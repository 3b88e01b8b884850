"""`budget NAME { … }`: a total and limits on parts of it."""

from __future__ import annotations

from clmplan.base.money import Money
from clmplan.language.declare.context import Context, as_
from clmplan.language.scope import Declared
from clmplan.language.shapes import Line, Shape
from clmplan.model.playbook import Budget, BudgetLimit

SHAPE = Shape(
    "budget",
    (
        Line("total", ("{amount:money}",), is_required=True),
        Line("limit", ("at most {amount:money} for {channel:channel}",), is_property=False, is_many=True),
    ),
)


def read_budget(declared: Declared, context: Context) -> Budget | None:
    """The budget of a declaration."""
    filled = context.fill(SHAPE, declared)
    total = as_(Money, filled.value("total", "amount"))
    if total is None:
        return None
    limits = []
    for match in filled.all("limit"):
        amount, channel = as_(Money, match.get("amount")), as_(str, match.get("channel"))
        if amount is not None and channel is not None:
            limits.append(BudgetLimit(amount, channel, match.span))
    return Budget(declared.name, declared.title, total, tuple(limits), declared.at, filled.lines)
