"""The steps of a wave: `send`, `wait`, `if … { … } else { … }`, `split`, `repeat`, `stop`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from clmplan.base.clock import ClockTime
from clmplan.base.days import Duration
from clmplan.base.diagnostics import Edit
from clmplan.base.source import Span
from clmplan.codes import constructs as codes
from clmplan.codes import journeys as journey_codes
from clmplan.codes.mend_words import write
from clmplan.codes.phrases import LIMITS, perhaps
from clmplan.codes.resolve import OUT_OF_RANGE, UNKNOWN_NAME
from clmplan.language.declare.context import Context, as_
from clmplan.language.phrases import Match
from clmplan.language.scope import KINDS, Declared
from clmplan.language.shapes import Filled, Line, Shape, fit
from clmplan.language.slots.links import link_in
from clmplan.language.text.syntax import NameNode, Statement, WordNode
from clmplan.language.words import word_table
from clmplan.model.declared.journey import (
    Arm,
    Branch,
    Exit,
    Message,
    Question,
    Repeat,
    Response,
    Split,
    Step,
    Stop,
    Wait,
)
from clmplan.model.expression import Expression
from clmplan.schedules.distance import is_too_long

STEP_LINES = (
    Line(
        "send",
        (
            "send {channel:channel} {text:text} [with {offer:offer}] [to {link:text}] [at {time:time}]",
            "send {channel:channel} [with {offer:offer}] [to {link:text}] [at {time:time}]",
        ),
        is_property=False,
        is_many=True,
    ),
    Line(
        "wait",
        (
            "wait {time:duration} [at {at:time}]",
            "wait until {event:event} within {time:duration} [at {at:time}]",
            "wait until {moment:moment} [at {at:time}]",
        ),
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
    Line("split", ("split {name:name}", "split"), is_property=False, is_many=True, is_block=True),
    Line(
        "repeat",
        (
            "repeat up to {times:count} times",
            "repeat up to {times:count} times until {response:response} since start",
            "repeat up to {times:count} times until {who:condition}",
        ),
        is_property=False,
        is_many=True,
        is_block=True,
    ),
    Line("stop", ("stop",), is_property=False, is_many=True),
)
_POINT = "[{point:before each step|before each send|before each day}]"
EXIT_FORMS = (
    f"exit when goal reached {_POINT}",
    f"exit when {{response:response}} since start {_POINT}",
    f"exit when {{who:condition}} {_POINT}",
)
ARM_FORMS = ("{share:percent} {name:name}", "{share:percent}")
BRANCH = Shape("branch", STEP_LINES)
_BRANCHES = BRANCH.line_named("if").forms
_SPLITS = BRANCH.line_named("split").forms
_REPEATS = BRANCH.line_named("repeat").forms
_DEEPEST = 8
_MOST_DATES = 12  # a plan is at most ten years long


def read_steps(filled: Filled, context: Context, depth: int = 0) -> tuple[Step, ...]:
    """The steps of a block in written order; what cannot be read is said and left out."""
    found: list[tuple[Span, Step]] = []
    found += [(match.span, _message(match, context)) for match in filled.all("send")]
    found += [(match.span, wait) for match in filled.all("wait") if (wait := _wait(match, context)) is not None]
    found += [(match.span, Stop(match.span)) for match in filled.all("stop")]
    found += _branches(filled, context, depth)
    for statement in filled.blocks.get("split", ()):
        if (split := _split(statement, context, depth)) is not None:
            found.append((statement.span, split))
    for statement in filled.blocks.get("repeat", ()):
        if (repeat := _repeat(statement, context, depth)) is not None:
            found.append((statement.span, repeat))
    return tuple(step for _, step in sorted(found, key=lambda one: one[0].start))


def is_journey(steps: tuple[Step, ...]) -> bool:
    """Whether there is more to do than to send messages when the wave begins."""
    return any(not isinstance(step, Message) for step in steps)


def question_of(match: Match) -> Question | None:
    """What a phrase asks: about a response since the start, or any condition."""
    response = as_(tuple, match.get("response"))
    if response is not None:
        return Response(str(response[0]), bool(response[1]), match.places["response"])
    return as_(Expression, match.get("who"))


def read_exits(matches: Sequence[Match], campaign: str, goal: str | None, context: Context) -> tuple[Exit, ...]:
    """The lines `exit when …` of a campaign whose goal is an event of some kind."""
    found: list[Exit] = []
    for match in matches:
        is_at_goal = match.form == 0
        if is_at_goal and goal is None:
            context.scope.say(journey_codes.EXIT_WITHOUT_GOAL.at(match.span, campaign=campaign))
        condition = question_of(match)
        if is_at_goal and goal is not None:
            condition = Response(goal, at=match.span)
        if condition is not None:
            point = as_(str, match.get("point")) or "before each step"
            found.append(Exit(condition, point.removeprefix("before each "), match.span))
    return tuple(found)


def _branches(filled: Filled, context: Context, depth: int) -> list[tuple[Span, Step]]:
    heads = {statement.span.start: statement for statement in filled.blocks.get("if", ())}
    found: list[tuple[Span, Step]] = []
    otherwise = _otherwise(filled, context)
    for start, statement in heads.items():
        if _is_too_deep(statement, context, depth):
            continue
        second = otherwise.get(start)
        then = _inside(statement, context, depth)
        other = _inside(second, context, depth) if second is not None else ()
        match = None if _lacks_since(statement, context) else _fit(_BRANCHES, statement, context)
        condition = question_of(match) if match is not None else None
        if condition is not None:
            found.append((statement.span, Branch(condition, then, other, statement.phrase.span)))
    return found


def _lacks_since(statement: Statement, context: Context) -> bool:
    """Whether `if ordered` asks for a response without saying since when; says so."""
    parts, scope = statement.phrase.parts, context.scope
    named = parts[-1]
    if len(parts) != 2 or not isinstance(named, NameNode):
        return False
    name = ".".join(named.path)
    is_response = any(scope.event(name.removesuffix(end)) is not None for end in ("ed", "d"))
    if name in scope.lost or name in scope.readable_names() or not is_response:
        return False
    written = f"{name} {word_table().spelled('since start', 'en' if name.isascii() else 'zh')}"
    said = UNKNOWN_NAME.at(named.span, kind=KINDS["name"], name=name, hint=perhaps(written))
    scope.say(said.mended(write(written), Edit(named.span, written), is_safe=False))
    return True


def _otherwise(filled: Filled, context: Context) -> dict[int, Statement]:
    """For each `if` (by where it starts) the `else` right behind it; one without an `if` is said."""
    blocks = [
        (one.span, name, one) for name in ("if", "else", "split", "repeat") for one in filled.blocks.get(name, ())
    ]
    lines = [(match.span, "", None) for name in ("send", "wait", "stop") for match in filled.all(name)]
    found: dict[int, Statement] = {}
    opened: int | None = None
    for span, kind, statement in sorted((*blocks, *lines), key=lambda one: one[0].start):
        if kind == "else" and statement is not None:
            if opened is None:
                context.scope.say(codes.ELSE_ALONE.at(statement.phrase.span))
            else:
                found[opened] = statement
        opened = span.start if kind == "if" else None
    return found


def _split(statement: Statement, context: Context, depth: int) -> Split | None:
    if _is_too_deep(statement, context, depth):
        return None
    head = _fit(_SPLITS, statement, context)
    arms = [arm for line in statement.block or () if (arm := _arm(line, context, depth)) is not None]
    whole, names = sum((arm.share for arm in arms), Decimal(0)), [arm.name for arm in arms if arm.name]
    if len(arms) == len(statement.block or ()) and whole != 1:
        context.scope.say(codes.SHARES_DO_NOT_ADD_UP.at(statement.phrase.span, total=f"{whole * 100:f}"))
    for position, arm in enumerate(arms):
        if arm.name in [one.name for one in arms[:position] if one.name]:
            context.scope.say(codes.TWICE_IN_LIST.at(arm.at, name=arm.name))
    if head is None or not arms or whole != 1 or len(names) != len(set(names)):
        return None
    return Split(tuple(arms), as_(str, head.get("name")) or "", statement.phrase.span)


def _arm(line: Statement, context: Context, depth: int) -> Arm | None:
    match = _fit(ARM_FORMS, line, context)
    steps = _inside(line, context, depth)
    share = as_(Decimal, match.get("share")) if match is not None else None
    if match is None or share is None:
        return None
    return Arm(share, steps, as_(str, match.get("name")) or "", line.phrase.span)


def _repeat(statement: Statement, context: Context, depth: int) -> Repeat | None:
    if _is_too_deep(statement, context, depth):
        return None
    words = [part.names for part in statement.phrase.parts if isinstance(part, WordNode)]
    if not any("up to" in names for names in words):
        context.scope.say(journey_codes.REPEAT_WITHOUT_END.at(statement.phrase.span))
        return None
    match = _fit(_REPEATS, statement, context)
    steps = _inside(statement, context, depth)
    times = as_(int, match.get("times")) if match is not None else None
    if match is None or times is None or not steps:
        return None
    return Repeat(times, steps, question_of(match), statement.phrase.span)


def _is_too_deep(statement: Statement, context: Context, depth: int) -> bool:
    if depth >= _DEEPEST:
        context.scope.say(codes.TOO_MANY_BRANCHES.at(statement.phrase.span, depth=_DEEPEST))
    return depth >= _DEEPEST


def _fit(forms: Sequence[str], statement: Statement, context: Context) -> Match | None:
    return fit(forms, statement.phrase.parts, statement.phrase.span, context.scope, context.readers)


def _inside(statement: Statement, context: Context, depth: int) -> tuple[Step, ...]:
    at = statement.phrase.span
    inner = context.fill(BRANCH, Declared("branch", at.text, at.text, at, statement))
    return read_steps(inner, context, depth + 1)


def _message(match: Match, context: Context) -> Message:
    offer, time = as_(str, match.get("offer")), as_(ClockTime, match.get("time"))
    link = link_in(match, "link", context.scope)
    return Message(str(match.slots["channel"]), str(match.get("text") or ""), offer, match.span, time, link)


def _wait(match: Match, context: Context) -> Wait | None:
    time = as_(ClockTime, match.get("at"))
    moment = match.get("moment")
    if moment is not None:
        dates = tuple(day for day in moment if isinstance(day, date)) if isinstance(moment, tuple) else ()
        # a wave never begins before the horizon, so no earlier day can come
        coming = tuple(day for day in dates if day >= context.horizon.start) or dates[-1:]
        return Wait(None, None, time, match.span, coming[:_MOST_DATES], as_(int, moment))
    length = as_(Duration, match.get("time"))
    if length is not None and length.amount < 1:
        context.scope.say(journey_codes.WAIT_OF_NO_TIME.at(match.places["time"], text=match.places["time"].text))
    if length is not None and is_too_long(length):
        context.scope.say(OUT_OF_RANGE.at(match.places["time"], text=match.places["time"].text, limit=LIMITS["days"]))
    if length is None or length.amount < 1 or is_too_long(length):
        return None
    return Wait(length, as_(str, match.get("event")), time, match.span)
