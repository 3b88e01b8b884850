"""`campaign NAME { … }`: for whom, when, what, how often, judged how."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from clmplan.base.days import Duration, Unit, Window
from clmplan.base.diagnostics import Wording
from clmplan.codes import resolve as codes
from clmplan.codes.mend_words import DECLARED_FIRST
from clmplan.language.declare.context import Context, as_
from clmplan.language.declare.journeys import EXIT_FORMS, read_exits
from clmplan.language.declare.waves import CLOSED_FORM, WAVE, WAVE_LINES, read_wave
from clmplan.language.phrases import Match
from clmplan.language.scope import KINDS, Declared
from clmplan.language.shapes import Filled, Line, Shape, fill, fit
from clmplan.language.slots.links import read_code, read_link
from clmplan.language.text.syntax import Statement
from clmplan.model.expression import Expression
from clmplan.model.playbook import Assumption, Assumptions, Campaign, Goal, Holdout, IfCapped, Preparation, Wave
from clmplan.model.schedule import ScheduleContext

SHAPE = Shape(
    "campaign",
    (
        Line("for", ("for {who:condition}",), is_property=False),
        Line("except", (CLOSED_FORM, "except {who:condition}"), is_property=False, is_many=True),
        Line("from", ("from {first:date} to {last:date}",), is_property=False),
        Line("objective", ("{word:word}", "{text:text}")),
        Line("owner", ("{text:text}", "{word:word}")),
        Line("id", ("{text:text}", "{word:word}")),
        Line("link", ("{text:text}",)),
        Line("code", ("{word:word}", "{text:text}")),
        Line("priority", ("{number:number}",)),
        Line("entry", ("once", "again after {days:days}", "every time")),
        Line("goal", ("{event:event} within {days:days}", "{event:event} {days:days}")),
        Line("holdout", ("holdout {share:share} [key {key:text}]",), is_property=False),
        Line("prepare", ("prepare",), is_property=False, is_block=True),
        Line("assume", ("assume",), is_property=False, is_block=True),
        Line("membership", ("{mode:live|snapshot}",)),
        Line("if capped", ("skip", "defer up to {days:days}", "use {channel:channel}")),
        Line("leap day", ("{word:leap}", "skip")),
        Line("exempt", ("exempt",), is_property=False),
        Line("exit", EXIT_FORMS, is_property=False, is_many=True),
        Line("wave", ("wave {name:name}",), is_property=False, is_block=True),
        *WAVE_LINES,
    ),
)
_ASSUME = Shape(
    "assume",
    (
        Line("lift", ("{range:lift}",)),
        Line("redeem", ("{range:percents}",)),
        Line("value", ("{range:moneys}",)),
        Line("source", ("{text:text}",)),
    ),
)
PROGRAMME_FORMS = ("holdout programme {share:share} [key {key:text}]",)
PREPARE_FORMS = ("{task:name} {time:duration} before [done by {owner:text}] [takes {takes:workdays}]",)
_COUNTED_IN = Wording("preparation is counted in days, weeks or work days", "准备时间按天、周或工作日计")
_TAKES_LONGER = Wording("work takes a work day or more", "工作至少耗时一个工作日")
WAVE_FORMS = ("wave {name:name} {title:text}", "wave {name:name}")


def read_campaign(declared: Declared, context: Context) -> Campaign | None:
    """The campaign of a declaration."""
    filled = context.fill(SHAPE, declared)
    found = filled.one("for")
    audience = as_(Expression, found.get("who")) if found else None
    window = _window(filled, context)
    waves = _waves(declared, filled, window, context)
    if found is None and not filled.has_unknown and not {"for"} & (set(filled.matches) | context.scope.lost):
        context.lacks(declared, Wording("audience", "受众"), Wording("add `for CONDITION`", "补上 `面向 条件`"))
    if not waves and not filled.has_unknown and not {"on", "send", "wave"} & (set(filled.matches) | context.scope.lost):
        context.lacks(
            declared, Wording("schedule", "时间安排"), Wording("add `on …` and `send …`", "补上 `于 …` 和 `发送 …`")
        )
    if found is None or audience is None or not waves:
        return None
    campaign_id = _word_or_text(filled, "id") or declared.name
    goal = _goal(filled)
    return Campaign(
        declared.name,
        declared.title,
        campaign_id,
        audience,
        found.places["who"].text,
        tuple(one for match in filled.all("except") if (one := as_(Expression, match.get("who"))) is not None),
        waves,
        priority=as_(int, filled.value("priority", "number")) or 0,
        window=window,
        objective=_word_or_text(filled, "objective"),
        owner=_word_or_text(filled, "owner"),
        again_after=_again_after(filled),
        goal=goal,
        holdout=_holdout(filled.one("holdout"), f"{context.scope.project.name}/{campaign_id}"),
        assumptions=_assumptions(filled, declared, context),
        preparations=_preparations(filled, context),
        is_snapshot=filled.value("membership", "mode") == "snapshot",
        is_exempt=filled.one("exempt") is not None,
        if_capped=_if_capped(filled),
        leap_day=_leap_day(filled.one("leap day")),
        at=declared.at,
        lines=filled.lines,
        exits=read_exits(filled.all("exit"), declared.name, goal.event if goal is not None else None, context),
        link=read_link(filled, context.scope),
        code=read_code(filled, context.scope),
    )


def read_programme_holdout(statement: Statement, context: Context, project: str) -> Holdout | None:
    """The holdout of the whole plan: `holdout programme 5%`."""
    found = fit(PROGRAMME_FORMS, statement.phrase.parts, statement.phrase.span, context.scope, context.readers)
    return None if found is None else _holdout(found, f"{project}/programme")


def _holdout(match: Match | None, key: str) -> Holdout | None:
    share = as_(Decimal, match.get("share")) if match else None
    if match is None or share is None:
        return None
    return Holdout(share, as_(str, match.get("key")) or key, match.span)


def _window(filled: Filled, context: Context) -> Window | None:
    match = filled.one("from")
    first, last = filled.value("from", "first"), filled.value("from", "last")
    if match is None or not isinstance(first, date) or not isinstance(last, date):
        return None
    if last < first:
        context.scope.say(codes.ENDS_BEFORE_START.at(match.span, first=first, last=last))
        return Window(first, first + timedelta(days=1))
    return Window.of_days(first, last)


def _waves(declared: Declared, filled: Filled, window: Window | None, context: Context) -> tuple[Wave, ...]:
    start, leap_day = window.start if window else context.horizon.start, _leap_day(filled.one("leap day"))
    given = ScheduleContext(start, context.day_table, leap_day, context.scope.valid_days, window is None)
    found: list[Wave] = []
    for statement in filled.blocks.get("wave", ()):
        head = fit(WAVE_FORMS, statement.phrase.parts, statement.phrase.span, context.scope, context.readers)
        if head is None:
            continue
        name = str(head.slots["name"])
        at = statement.phrase.span
        if any(wave.name == name for wave in found):
            first = next(wave.at for wave in found if wave.name == name)
            context.scope.say(codes.DUPLICATE_NAME.at(at, name=name, place=str(first)).beside(first, DECLARED_FIRST))
            continue
        inner = Declared("wave", name, str(head.get("title") or name), at, statement)
        wave = read_wave(inner, context.fill(WAVE, inner), given, context, filled)
        if wave is not None:
            found.append(wave)
    if "on" in filled.matches or "send" in filled.matches:
        own = Declared("wave", "main", declared.title, declared.at, declared.statement)
        wave = read_wave(own, filled, given, context, filled)
        if wave is not None:
            found.insert(0, wave)
    return tuple(found)


def _word_or_text(filled: Filled, name: str) -> str | None:
    return as_(str, filled.value(name, "word")) or as_(str, filled.value(name, "text"))


def _again_after(filled: Filled) -> int | None:
    match = filled.one("entry")
    if match is None:
        return None
    return (0, as_(int, match.get("days")), None)[match.form]


def _goal(filled: Filled) -> Goal | None:
    match = filled.one("goal")
    days = as_(int, match.get("days")) if match else None
    return Goal(str(match.slots["event"]), days, match.span) if match and days is not None else None


def _if_capped(filled: Filled) -> IfCapped:
    match = filled.one("if capped")
    if match is None:
        return IfCapped()
    action = ("skip", "defer", "use")[match.form]
    return IfCapped(action, as_(int, match.get("days")), as_(str, match.get("channel")))


def _leap_day(match: Match | None) -> str:
    """Where 29 February falls in other years."""
    if match is None:
        return "feb28"
    return as_(str, match.get("word")) or "skip"


def _assumptions(filled: Filled, declared: Declared, context: Context) -> Assumptions:
    found: dict[str, Assumption] = {}
    blocks = filled.blocks.get("assume", [])
    for statement in blocks[1:]:
        first = blocks[0].phrase.span
        said = codes.ONLY_ONE.at(statement.phrase.span, declaration=KINDS["assume"], place=str(first))
        context.scope.say(said.beside(first, DECLARED_FIRST))
    for statement in blocks[:1]:
        block = fill(_ASSUME, statement, declared.name, context.scope, context.readers)
        source = as_(str, block.value("source", "text")) or "stated"
        for name in ("lift", "redeem", "value"):
            match = block.one(name)
            pair = as_(tuple, match.get("range")) if match else None
            if match is not None and pair is not None:
                found[name] = Assumption(pair[0], pair[1], source, match.span)
    return Assumptions(found.get("lift"), found.get("redeem"), found.get("value"))


def _preparations(filled: Filled, context: Context) -> tuple[Preparation, ...]:
    found: list[Preparation] = []
    for statement in filled.blocks.get("prepare", ()):
        for line in statement.block or ():
            fitting = fit(PREPARE_FORMS, line.phrase.parts, line.phrase.span, context.scope, context.readers)
            time = as_(Duration, fitting.get("time")) if fitting else None
            if fitting is None or time is None:
                continue
            workdays = time.unit is Unit.WORKDAYS
            days = time.amount if workdays else time.days
            owner, length = as_(str, fitting.get("owner")), as_(Duration, fitting.get("takes"))
            takes = length.amount if length is not None else 1
            if days is None or takes < 1:
                place = fitting.places["time" if days is None else "takes"]
                reason = _COUNTED_IN if days is None else _TAKES_LONGER
                context.scope.say(codes.CANNOT_BE.at(place, reason=reason, forms="`artwork 5 workdays before`"))
                continue
            found.append(Preparation(str(fitting.slots["task"]), days, workdays, owner, line.phrase.span, takes))
    return tuple(found)
