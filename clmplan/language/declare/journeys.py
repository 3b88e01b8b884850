"""The steps of a wave: `send`, `wait`, `if … { … } else { … }`, `stop`."""

from __future__ import annotations

from clmplan.base.clock import ClockTime
from clmplan.base.days import Duration
from clmplan.base.source import Span
from clmplan.codes import constructs as codes
from clmplan.language.declare.context import Context, as_
from clmplan.language.phrases import Match
from clmplan.language.scope import Declared
from clmplan.language.shapes import Filled, Line, Shape, fit
from clmplan.language.text.syntax import Statement
from clmplan.model.declared.journey import Branch, Message, Response, Step, Stop, Wait
from clmplan.model.expression import Expression

STEP_LINES = (
    Line(
        "send",
        (
            "send {channel:channel} {text:text} [with {offer:offer}] [at {time:time}]",
            "send {channel:channel} [with {offer:offer}] [at {time:time}]",
        ),
        is_property=False,
        is_many=True,
    ),
    Line(
        "wait",
        ("wait {time:duration} [at {at:time}]", "wait until {event:event} within {time:duration}"),
        is_property=False,
        is_many=True,
    ),
    Line(
        "if",
        ("if {response:response} since start", "if {who:condition}"),
        is_property=False,
        is_many=True,
        is_block=True,
    ),
    Line("else", ("else",), is_property=False, is_many=True, is_block=True),
    Line("stop", ("stop",), is_property=False, is_many=True),
)
BRANCH = Shape("branch", STEP_LINES)
_BRANCHES = BRANCH.line_named("if").forms
_DEEPEST = 8


def read_steps(filled: Filled, context: Context, depth: int = 0) -> tuple[Step, ...]:
    """The steps of a block in written order; what cannot be read is said and left out."""
    found: list[tuple[Span, Step]] = []
    found += [(match.span, _message(match)) for match in filled.all("send")]
    found += [(match.span, wait) for match in filled.all("wait") if (wait := _wait(match)) is not None]
    found += [(match.span, Stop(match.span)) for match in filled.all("stop")]
    found += _branches(filled, context, depth)
    return tuple(step for _, step in sorted(found, key=lambda one: one[0].start))


def is_journey(steps: tuple[Step, ...]) -> bool:
    """Whether there is more to do than to send messages when the wave begins."""
    return any(not isinstance(step, Message) for step in steps)


def _branches(filled: Filled, context: Context, depth: int) -> list[tuple[Span, Step]]:
    heads = {statement.span.start: statement for statement in filled.blocks.get("if", ())}
    found: list[tuple[Span, Step]] = []
    otherwise = _otherwise(filled, context)
    for start, statement in heads.items():
        if depth >= _DEEPEST:
            context.scope.say(codes.TOO_MANY_BRANCHES.at(statement.phrase.span, depth=_DEEPEST))
            continue
        second = otherwise.get(start)
        then = _inside(statement, context, depth)
        other = _inside(second, context, depth) if second is not None else ()
        condition = _condition(statement, context)
        if condition is not None:
            found.append((statement.span, Branch(condition, then, other, statement.phrase.span)))
    return found


def _otherwise(filled: Filled, context: Context) -> dict[int, Statement]:
    """For each `if` (by where it starts) the `else` right behind it; one without an `if` is said."""
    in_order = sorted(
        [(one.span, "if", one) for one in filled.blocks.get("if", ())]
        + [(one.span, "else", one) for one in filled.blocks.get("else", ())]
        + [(match.span, "", None) for name in ("send", "wait", "stop") for match in filled.all(name)],
        key=lambda one: one[0].start,
    )
    found: dict[int, Statement] = {}
    opened: int | None = None
    for span, kind, statement in in_order:
        if kind == "else" and statement is not None:
            if opened is None:
                context.scope.say(codes.ELSE_ALONE.at(statement.phrase.span))
            else:
                found[opened] = statement
        opened = span.start if kind == "if" else None
    return found


def _inside(statement: Statement, context: Context, depth: int) -> tuple[Step, ...]:
    at = statement.phrase.span
    inner = context.fill(BRANCH, Declared("branch", at.text, at.text, at, statement))
    return read_steps(inner, context, depth + 1)


def _condition(statement: Statement, context: Context) -> Expression | Response | None:
    found = fit(_BRANCHES, statement.phrase.parts, statement.phrase.span, context.scope, context.readers)
    if found is None:
        return None
    response = as_(tuple, found.get("response"))
    if response is not None:
        return Response(str(response[0]), bool(response[1]), found.places["response"])
    return as_(Expression, found.get("who"))


def _message(match: Match) -> Message:
    offer, time = as_(str, match.get("offer")), as_(ClockTime, match.get("time"))
    return Message(str(match.slots["channel"]), str(match.get("text") or ""), offer, match.span, time)


def _wait(match: Match) -> Wait | None:
    length = as_(Duration, match.get("time"))
    if length is None:
        return None
    return Wait(length, as_(str, match.get("event")), as_(ClockTime, match.get("at")), match.span)
