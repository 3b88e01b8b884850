"""`policy NAME { … }`: the contact policy, one sentence a rule."""

from __future__ import annotations

from clmplan.base.days import Window
from clmplan.language.declare.channels import QUIET_FORM, read_quiet
from clmplan.language.declare.context import Context, as_
from clmplan.language.phrases import Match
from clmplan.language.scope import Declared
from clmplan.language.shapes import Line, Shape
from clmplan.model.declared.policy import Blackout, Cap, Gap, Never, Policy, Rest, Workload
from clmplan.model.expression import Expression

_PERIOD = "{period:calendar week|calendar month}"
SHAPE = Shape(
    "policy",
    (
        Line(
            "cap",
            (
                "at most {limit:count} contacts per {days:days} [for {who:condition}]",
                "at most {limit:count} {channel:channel} per {days:days} [for {who:condition}]",
                f"at most {{limit:count}} contacts per {_PERIOD} [for {{who:condition}}]",
                f"at most {{limit:count}} {{channel:channel}} per {_PERIOD} [for {{who:condition}}]",
            ),
            is_property=False,
            is_many=True,
        ),
        Line(
            "gap",
            ("at least {days:days} between contacts", "at least {days:days} apart", "at least apart {days:days}"),
            is_property=False,
            is_many=True,
        ),
        Line(
            "tasks",
            ("at most {limit:count} tasks per {span:day|week} [done by {owner:text}]",),
            is_property=False,
            is_many=True,
        ),
        Line("quiet", (QUIET_FORM,), is_property=False, is_many=True),
        Line("holidays", ("never on statutory holidays",), is_property=False),
        Line(
            "never", ("never to segment {who:condition}", "never to {who:condition}"), is_property=False, is_many=True
        ),
        Line(
            "rest",
            ("rest {days:days} upon {contacts:count} contacts without {event:event}",),
            is_property=False,
            is_many=True,
        ),
        Line(
            "blackout",
            ("blackout {window:window} [{title:text}] [{late:defer|skip}]",),
            is_property=False,
            is_many=True,
        ),
        Line("arbitrate", ("arbitrate by {what:priority|expected value}",), is_property=False),
    ),
)


def read_policy(declarations: tuple[Declared, ...], context: Context) -> Policy:
    """All contact policies of a project as one: every rule must hold."""
    caps: list[Cap] = []
    gaps: list[Gap] = []
    never: list[Never] = []
    quiet = []
    blackouts: list[Blackout] = []
    rests: list[Rest] = []
    workloads: list[Workload] = []
    holidays: Match | None = None
    by_value = False
    for declared in declarations:
        filled = context.fill(SHAPE, declared)
        caps += [cap for match in filled.all("cap") if (cap := _cap(match)) is not None]
        gaps += [Gap(int(str(match.slots["days"])), match.span) for match in filled.all("gap")]
        quiet += [hours for match in filled.all("quiet") if (hours := read_quiet(match)) is not None]
        never += [rule for match in filled.all("never") if (rule := _never(match)) is not None]
        rests += [rest for match in filled.all("rest") if (rest := _rest(match)) is not None]
        workloads += [_workload(match) for match in filled.all("tasks")]
        by_value = by_value or filled.value("arbitrate", "what") == "expected value"
        context.scope.unplanned += [match.span for match in filled.all("arbitrate") if match.get("what") != "priority"]
        blackouts += [_blackout(match) for match in filled.all("blackout")]
        holidays = holidays or filled.one("holidays")
    return Policy(
        tuple(caps),
        tuple(gaps),
        tuple(never),
        tuple(quiet),
        tuple(blackouts),
        avoid_holidays=holidays is not None,
        holidays_at=holidays.span if holidays else None,
        rests=tuple(rests),
        by_value=by_value,
        at=declarations[0].at if declarations else None,
        workloads=tuple(workloads),
    )


def _cap(match: Match) -> Cap | None:
    audience = as_(Expression, match.get("who"))
    if audience is None and "who" in match.slots:
        return None
    limit, days, period = as_(int, match.get("limit")), as_(int, match.get("days")), as_(str, match.get("period"))
    if limit is None or (days is None and period is None):
        return None
    return Cap(limit, days or 0, as_(str, match.get("channel")), audience, match.span, period)


def _rest(match: Match) -> Rest | None:
    days, contacts, event = (match.get(name) for name in ("days", "contacts", "event"))
    if not isinstance(days, int) or not isinstance(contacts, int) or not isinstance(event, str):
        return None
    return Rest(days, contacts, event, match.span)


def _workload(match: Match) -> Workload:
    limit = int(str(match.slots["limit"]))
    return Workload(limit, match.get("span") == "week", as_(str, match.get("owner")), match.span)


def _never(match: Match) -> Never | None:
    audience = as_(Expression, match.get("who"))
    return None if audience is None else Never(audience, match.span.text, match.span)


def _blackout(match: Match) -> Blackout:
    window = match.slots["window"]
    if not isinstance(window, Window):
        raise TypeError("the slot `window` holds a window")
    return Blackout(window, str(match.get("title") or ""), match.span, match.get("late") == "defer")
