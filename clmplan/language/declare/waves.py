"""When a wave goes out and what it sends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from functools import cache

from clmplan.base import rooms
from clmplan.base.diagnostics import Wording
from clmplan.codes import resolve as codes
from clmplan.language.declare.context import Context, as_
from clmplan.language.phrases import Match, spelled
from clmplan.language.scope import Declared
from clmplan.language.shapes import Filled, Line
from clmplan.model.expression import CustomerField
from clmplan.model.playbook import Message, Wave
from clmplan.model.schedule import Schedule, ScheduleContext, ScheduleKind

_SENDS = (
    "send {channel:channel} {text:text} [with {offer:offer}]",
    "send {channel:channel} [with {offer:offer}]",
)


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
    Line("send", _SENDS, is_property=False, is_many=True),
)


def read_wave(declared: Declared, filled: Filled, start: date, context: Context) -> Wave | None:
    """The wave of a block, or None when it lacks a schedule or a message."""
    match = filled.one("on")
    messages = tuple(_message(one) for one in filled.all("send"))
    if match is None and not filled.has_unknown and "on" not in {*filled.matches, *context.scope.lost}:
        context.lacks(declared, Wording("schedule", "时间安排"), Wording("add `on …`", "补上 `于 …`"))
    if not messages and not filled.has_unknown and "send" not in {*filled.matches, *context.scope.lost}:
        context.lacks(declared, Wording("message", "消息"), Wording('add `send CHANNEL "…"`', "补上 `发送 渠道 “…”`"))
    if match is None or not messages:
        return None
    schedule = _schedule(match, start, context)
    if schedule is None:
        return None
    return Wave(
        declared.name,
        declared.title,
        schedule,
        match.span.text,
        messages,
        time=as_(time, match.get("time")),
        at=declared.at,
    )


def _message(match: Match) -> Message:
    return Message(str(match.slots["channel"]), str(match.get("text") or ""), as_(str, match.get("offer")), match.span)


def _schedule(match: Match, start: date, context: Context) -> Schedule | None:
    kind = _kind(match, context)
    slots = {name: value for name, value in match.slots.items() if name != "time"}
    built = kind.build(ScheduleContext(start, context.day_table), slots)
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
