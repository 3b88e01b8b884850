"""When a wave goes out and what it sends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time
from functools import cache

from clmplan.base import rooms
from clmplan.base.diagnostics import Diagnostic, Wording
from clmplan.base.source import Span
from clmplan.codes import calendar as calendar_codes
from clmplan.codes import resolve as codes
from clmplan.codes.mend_words import DECLARED_FIRST
from clmplan.language.declare.context import Context, as_
from clmplan.language.declare.journeys import STEP_LINES, is_journey, read_steps
from clmplan.language.journeys.soundness import unsound
from clmplan.language.phrases import Match, spelled
from clmplan.language.scope import Declared
from clmplan.language.shapes import Filled, Line, Shape
from clmplan.model.declared.journey import Message, Step
from clmplan.model.expression import CustomerField
from clmplan.model.playbook import Campaign, Wave
from clmplan.model.schedule import Schedule, ScheduleContext, ScheduleKind
from clmplan.schedules.adjusted import NEAREST, NEXT, PREVIOUS, Adjusted


@cache
def schedule_kinds() -> Mapping[str, ScheduleKind]:
    """Every schedule by name."""
    return rooms.members("clmplan.schedules", ScheduleKind, lambda kind: kind.name)


# Where several forms stop at the same word, the help speaks of the first one tried; other kinds come after these.
_ORDER = ("dated", "recurring", "entering", "leaving", "anniversary", "named_day", "anchored", "seasonal")
_TRIED = {name: place for place, name in enumerate(_ORDER)}
_LOCAL = "customer time"
_SHIFTS = {"or next workday": NEXT, "or previous workday": PREVIOUS, "or nearest workday": NEAREST}
MODIFIERS = (
    f"[at {{time:time}}] [{{zone:{_LOCAL}|project time}}] [{{shift:{'|'.join(_SHIFTS)}}}] [except {{closed:closed}}]"
)


@cache
def _forms() -> tuple[tuple[ScheduleKind, str], ...]:
    kinds = sorted(schedule_kinds().values(), key=lambda kind: (_TRIED.get(kind.name, len(_TRIED)), kind.name))
    return tuple((kind, f"{phrase} {MODIFIERS}") for kind in kinds for phrase in kind.phrases)


CLOSED_FORM = "except {closed:closed}"
WAVE_LINES = (
    Line("on", tuple(form for _, form in _forms()), is_property=False),
    Line("if missed", ("skip", "next")),
    *STEP_LINES,
)
WAVE = Shape(
    "wave",
    (
        *WAVE_LINES,
        Line("id", ("{text:text}", "{word:word}")),
        Line("except", (CLOSED_FORM,), is_property=False, is_many=True),
    ),
)


def read_wave(
    declared: Declared, filled: Filled, given: ScheduleContext, context: Context, campaign: Filled
) -> Wave | None:
    """The wave of a block of a campaign, or None when it lacks a schedule or a message."""
    match = filled.one("on")
    steps = read_steps(filled, context)
    messages = _at_once(steps)
    if match is None and not filled.has_unknown and "on" not in {*filled.matches, *context.scope.lost}:
        context.lacks(declared, Wording("schedule", "时间安排"), Wording("add `on …`", "补上 `于 …`"))
    if not steps and not filled.has_unknown and "send" not in {*filled.matches, *context.scope.lost}:
        context.lacks(declared, Wording("message", "消息"), Wording('add `send CHANNEL "…"`', "补上 `发送 渠道 “…”`"))
    if match is None or not steps:
        return None
    left_out = {*days_left_out(campaign), *days_left_out(filled)}
    schedule = _schedule(match, given, tuple(left_out), context)
    if schedule is None:
        return None
    for found in unsound(steps):
        context.scope.say(found)
    return Wave(
        declared.name,
        declared.title,
        schedule,
        match.span.text,
        messages,
        time=as_(time, match.get("time")),
        at=declared.at,
        steps=steps if is_journey(steps) else (),
        id=(as_(str, filled.value("id", "word") or filled.value("id", "text")) or "") if filled is not campaign else "",
        if_missed=_if_missed(filled) or _if_missed(campaign) or "skip",
        is_local=_is_local(match, context),
    )


def same_ids(campaigns: tuple[Campaign, ...]) -> Iterator[Diagnostic]:
    """Campaigns that share an id, and waves whose sends would: the later one of each two is said."""
    first: dict[str, Span | None] = {}
    for campaign in campaigns:
        waves = [(f"{campaign.id}/{wave.id or wave.name}", wave.at) for wave in campaign.waves]
        for lasting, place in ((campaign.id, campaign.at), *waves):
            if lasting in first:
                said = calendar_codes.SAME_ID.at(place, id=lasting, place=str(first[lasting]))
                yield said.beside(first[lasting], DECLARED_FIRST)
            first.setdefault(lasting, place)


def days_left_out(filled: Filled) -> tuple[date, ...]:
    """The days of the lines `except DATES` of a block."""
    return tuple(day for match in filled.all("except") for day in as_(tuple, match.get("closed")) or ())


def _if_missed(filled: Filled) -> str | None:
    match = filled.one("if missed")
    return None if match is None else ("skip", "next")[match.form]


def _is_local(match: Match, context: Context) -> bool:
    """Whether the time of day is that of each customer; says so where nobody knows theirs."""
    if match.get("zone") is not None and match.get("time") is None:
        context.scope.say(calendar_codes.ZONE_WITHOUT_TIME.at(match.places["zone"], text=match.places["zone"].text))
    if match.get("zone") != _LOCAL:
        return False
    if context.scope.project.zone_field is None:
        context.scope.say(calendar_codes.NO_CUSTOMER_ZONE.at(match.places["zone"]))
    return True


def _at_once(steps: tuple[Step, ...]) -> tuple[Message, ...]:
    """The messages that go out when the wave begins: those before any other step."""
    found: list[Message] = []
    for step in steps:
        if not isinstance(step, Message):
            break
        found.append(step)
    return tuple(found)


def _schedule(match: Match, given: ScheduleContext, left_out: tuple[date, ...], context: Context) -> Schedule | None:
    kind = _kind(match, context)
    built = kind.build(given, match.slots)
    if isinstance(built, Wording):
        forms = Wording(
            " | ".join(f"`{spelled(phrase, 'en')}`" for phrase in kind.phrases),
            " | ".join(f"`{spelled(phrase, 'zh')}`" for phrase in kind.phrases),
        )
        context.scope.say(codes.CANNOT_BE.at(match.span, reason=built, forms=forms))
        return None
    shift = _SHIFTS.get(str(match.get("shift")), "")
    left_out = tuple(sorted({*left_out, *(as_(tuple, match.get("closed")) or ())}))
    return Adjusted(built, shift, left_out, given.day_table) if shift or left_out else built


def _kind(match: Match, context: Context) -> ScheduleKind:
    """The schedule whose form fitted; a date that comes back each year means its anniversary, lunar or not."""
    kind = _forms()[match.form][0]
    anchor = match.get("anchor")
    spec = context.scope.customer_field(anchor.name) if isinstance(anchor, CustomerField) else None
    if spec is None or kind.name not in {"anchored", "anniversary"}:
        return kind
    if spec.is_lunar:
        return schedule_kinds()["lunar_anniversary"]
    return schedule_kinds()["anniversary"] if spec.yearly else kind
