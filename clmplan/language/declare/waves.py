"""When a wave goes out and what it sends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from functools import cache

from clmplan.base import rooms
from clmplan.base.diagnostics import Wording
from clmplan.codes import resolve as codes
from clmplan.language.declare.context import Context, as_
from clmplan.language.declare.journeys import STEP_LINES, is_journey, read_steps
from clmplan.language.phrases import Match, spelled
from clmplan.language.scope import Declared
from clmplan.language.shapes import Filled, Line
from clmplan.model.declared.journey import Message, Step
from clmplan.model.expression import CustomerField
from clmplan.model.playbook import Wave
from clmplan.model.schedule import Schedule, ScheduleContext, ScheduleKind


@cache
def schedule_kinds() -> Mapping[str, ScheduleKind]:
    """Every schedule by name."""
    return rooms.members("clmplan.schedules", ScheduleKind, lambda kind: kind.name)


# Where several forms stop at the same word, the help speaks of the first one tried; other kinds come after these.
_TRIED = {
    name: place for place, name in enumerate(("dated", "recurring", "entering", "anniversary", "named_day", "anchored"))
}


@cache
def _forms() -> tuple[tuple[ScheduleKind, str], ...]:
    kinds = sorted(schedule_kinds().values(), key=lambda kind: (_TRIED.get(kind.name, len(_TRIED)), kind.name))
    return tuple((kind, f"{phrase} [at {{time:time}}]") for kind in kinds for phrase in kind.phrases)


WAVE_LINES = (
    Line("on", tuple(form for _, form in _forms()), is_property=False),
    *STEP_LINES,
)


def read_wave(declared: Declared, filled: Filled, start: date, context: Context, leap_day: str) -> Wave | None:
    """The wave of a block, or None when it lacks a schedule or a message."""
    match = filled.one("on")
    steps = read_steps(filled, context)
    messages = _at_once(steps)
    if match is None and not filled.has_unknown and "on" not in {*filled.matches, *context.scope.lost}:
        context.lacks(declared, Wording("schedule", "时间安排"), Wording("add `on …`", "补上 `于 …`"))
    if not steps and not filled.has_unknown and "send" not in {*filled.matches, *context.scope.lost}:
        context.lacks(declared, Wording("message", "消息"), Wording('add `send CHANNEL "…"`', "补上 `发送 渠道 “…”`"))
    if match is None or not steps:
        return None
    schedule = _schedule(match, ScheduleContext(start, context.day_table, leap_day), context)
    if schedule is None:
        return None
    context.scope.unplanned += [step.at for step in steps if step.at is not None and _is_later(step)]
    return Wave(
        declared.name,
        declared.title,
        schedule,
        match.span.text,
        messages,
        time=as_(time, match.get("time")),
        at=declared.at,
        steps=steps if is_journey(steps) else (),
    )


def _at_once(steps: tuple[Step, ...]) -> tuple[Message, ...]:
    """The messages that go out when the wave begins: those before any other step."""
    found: list[Message] = []
    for step in steps:
        if not isinstance(step, Message):
            break
        found.append(step)
    return tuple(found)


def _is_later(step: Step) -> bool:
    """Whether a plan cannot take this step yet."""
    return not isinstance(step, Message) or step.time is not None


def _schedule(match: Match, given: ScheduleContext, context: Context) -> Schedule | None:
    kind = _kind(match, context)
    slots = {name: value for name, value in match.slots.items() if name != "time"}
    built = kind.build(given, slots)
    if isinstance(built, Wording):
        forms = Wording(
            " | ".join(f"`{spelled(phrase, 'en')}`" for phrase in kind.phrases),
            " | ".join(f"`{spelled(phrase, 'zh')}`" for phrase in kind.phrases),
        )
        context.scope.say(codes.CANNOT_BE.at(match.span, reason=built, forms=forms))
        return None
    return built


def _kind(match: Match, context: Context) -> ScheduleKind:
    """The schedule whose form fitted; a date that comes back each year means its anniversary."""
    kind = _forms()[match.form][0]
    anchor = match.get("anchor")
    if kind.name == "anchored" and isinstance(anchor, CustomerField):
        spec = context.scope.customer_field(anchor.name)
        if spec is not None and spec.yearly:
            return schedule_kinds()["anniversary"]
    return kind
