"""`budget NAME { … }`: a total and limits on parts of it."""

from __future__ import annotations

from decimal import Decimal

from clmplan.base.money import Money
from clmplan.language.declare.context import Context, as_
from clmplan.language.phrases import Match
from clmplan.language.scope import Declared
from clmplan.language.shapes import Line, Shape
from clmplan.model.expression import Expression
from clmplan.model.playbook import Budget, BudgetLimit, BudgetShare

SHAPE = Shape(
    "budget",
    (
        Line("total", ("{amount:money}",), is_required=True),
        Line(
            "limit",
            ("at most {amount:money} for {channel:channel}", "at most {amount:money} for {who:condition}"),
            is_property=False,
            is_many=True,
        ),
        Line(
            "least",
            ("at least {amount:money} for {channel:channel}", "at least {amount:money} for {who:condition}"),
            is_property=False,
            is_many=True,
        ),
        Line("monthly", ("at most {share:percent} per month",), is_property=False),
        Line("split", ("{parts:split}",)),
    ),
)


def read_budget(declared: Declared, context: Context) -> Budget | None:
    """The budget of a declaration."""
    filled = context.fill(SHAPE, declared)
    total = as_(Money, filled.value("total", "amount"))
    if total is None:
        return None
    limits: list[BudgetLimit] = []
    shares: list[BudgetShare] = []
    for match in (*filled.all("limit"), *filled.all("least")):
        _read_limit(match, match in filled.all("least"), limits, shares)
    monthly, split = filled.one("monthly"), filled.one("split")
    context.scope.unplanned += [one.at for one in shares if one.at is not None]
    context.scope.unplanned += [match.span for match in (split,) if match is not None]
    return Budget(
        declared.name,
        declared.title,
        total,
        tuple(limits),
        declared.at,
        filled.lines,
        tuple(shares),
        as_(Decimal, monthly.get("share")) if monthly else None,
        as_(tuple, split.get("parts") if split else None) or (),
    )


def _read_limit(match: Match, is_least: bool, limits: list[BudgetLimit], shares: list[BudgetShare]) -> None:
    amount, channel = as_(Money, match.get("amount")), as_(str, match.get("channel"))
    audience = as_(Expression, match.get("who"))
    if amount is None or (channel is None and audience is None):
        return
    if channel is not None and not is_least:
        limits.append(BudgetLimit(amount, channel, match.span))
    else:
        shares.append(BudgetShare(amount, is_least, channel, audience, match.span))
