"""`offer NAME { … }`: what is proposed, and what it costs when it is taken."""

from __future__ import annotations

from clmplan.base.money import Money
from clmplan.language.declare.context import Context, as_
from clmplan.language.scope import Declared
from clmplan.language.shapes import Line, Shape
from clmplan.model.playbook import Offer

SHAPE = Shape(
    "offer",
    (
        Line("discount", ("{discount:discount}",), is_required=True),
        Line("cost", ("{cost:money} when redeemed", "{cost:money}"), is_required=True),
        Line("valid", ("{days:days}",)),
        Line("stock", ("{count:count}",)),
        Line("limit", ("{count:count} per customer per {days:days}",)),
        Line("excludes", ("{offers:offers}",)),
    ),
)


def read_offer(declared: Declared, context: Context) -> Offer | None:
    """The offer of a declaration."""
    filled = context.fill(SHAPE, declared)
    cost = as_(Money, filled.value("cost", "cost"))
    discount = as_(str, filled.value("discount", "discount"))
    if cost is None or discount is None:
        return None
    excludes = filled.one("excludes")
    valid = as_(int, filled.value("valid", "days"))
    if valid is not None:
        context.scope.valid_days[declared.name] = valid
    count, days = as_(int, filled.value("limit", "count")), as_(int, filled.value("limit", "days"))
    return Offer(
        declared.name,
        declared.title,
        discount,
        cost,
        valid_days=valid,
        stock=as_(int, filled.value("stock", "count")),
        excludes=as_(tuple, excludes.get("offers") if excludes else None) or (),
        limit=None if count is None or days is None else (count, days),
        at=declared.at,
        lines=filled.lines,
    )
