"""`channel NAME { … }`: a way of reaching customers, its price and its limits."""

from __future__ import annotations

from decimal import Decimal

from clmplan.base.clock import ClockTime
from clmplan.base.days import Duration
from clmplan.base.money import Money, Rate
from clmplan.language.declare.context import Context, as_
from clmplan.language.phrases import Match
from clmplan.language.scope import Declared
from clmplan.language.shapes import Line, Shape
from clmplan.model.declared.policy import Quiet
from clmplan.model.playbook import Channel, ResponsePoint

QUIET_FORM = "never between {times:times} [spread over {spread:minutes}]"
SHAPE = Shape(
    "channel",
    (
        Line("cost", ("{cost:rate} per contacts", "{cost:rate}"), is_required=True),
        Line("kind", ("{kind:kind}",)),
        Line("capacity", ("{count:count} per day",)),
        Line("lead", ("{time:workdays}",)),
        Line("consent", ("{field:field} [from {from:agreed}]",)),
        Line("reach", ("{share:percent}",)),
        Line(
            "response",
            ("{customers:count} customers per week at cost of {amount:money} [at most {most:count}]",),
        ),
        Line("quiet", (QUIET_FORM,), is_property=False),
    ),
)


def read_channel(declared: Declared, context: Context) -> Channel | None:
    """The channel of a declaration."""
    filled = context.fill(SHAPE, declared)
    cost = as_(Rate, filled.value("cost", "cost"))
    if cost is None:
        return None
    lead = as_(Duration, filled.value("lead", "time"))
    quiet = filled.one("quiet")
    return Channel(
        declared.name,
        declared.title,
        as_(str, filled.value("kind", "kind")) or "owned",
        cost,
        capacity=as_(int, filled.value("capacity", "count")),
        lead_workdays=lead.amount if lead is not None else 0,
        consent=as_(str, filled.value("consent", "field")),
        consent_from=as_(str, filled.value("consent", "from")),
        reach=as_(Decimal, filled.value("reach", "share")) or Decimal(1),
        quiet=read_quiet(quiet) if quiet is not None else None,
        response=_response(filled.one("response"), context),
        at=declared.at,
        lines=filled.lines,
    )


def _response(match: Match | None, context: Context) -> ResponsePoint | None:
    customers = as_(int, match.get("customers")) if match else None
    amount = as_(Money, match.get("amount")) if match else None
    if match is None or customers is None or amount is None:
        return None
    context.scope.unplanned.append(match.span)
    return ResponsePoint(customers, amount, as_(int, match.get("most")))


def read_quiet(match: Match) -> Quiet | None:
    """The quiet hours of a `never between … and …`."""
    times = as_(tuple, match.get("times"))
    if times is None:
        return None
    start, end = times
    if not isinstance(start, ClockTime) or not isinstance(end, ClockTime):
        return None
    return Quiet(start, end, match.span, as_(int, match.get("spread")) or 0)
