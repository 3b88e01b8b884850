"""The calendar page: month grids, and the agenda below them."""

from __future__ import annotations

from clmplan.base.days import Window
from clmplan.model.plan import Plan
from clmplan.reports.agenda import agenda_of
from clmplan.reports.cast import Cast
from clmplan.reports.drawing import PLAIN, SOFTER, fit, text
from clmplan.reports.items import calendar_items, months
from clmplan.reports.pictures.month import WIDTH, MonthSheet, month_picture
from clmplan.reports.views import Key, Page, Picture, Section, Shape
from clmplan.reports.voice import Voice, count, money

_TOP = 58.0


def calendar_view(plan: Plan, locale: str) -> Page:
    """The calendar of a plan in a language."""
    cast = Cast(plan, Voice(locale))
    say = cast.voice.say
    agenda = agenda_of(cast, calendar_items(cast))
    sections = (
        Section("months", say("months"), "", month_pictures(cast)),
        Section("agenda", say("agenda"), say("agenda_lead"), (agenda,) if agenda.days else ()),
    )
    return Page(
        "calendar",
        say("language"),
        title_of(plan),
        say("calendar"),
        head_lines(cast),
        caveat_of(cast),
        counts_of(cast),
        None,
        cast.legend(),
        signs(cast),
        sections,
    )


def month_pictures(cast: Cast) -> tuple[Picture, ...]:
    """The grids of all months of the plan."""
    items = calendar_items(cast)
    drawn = months(cast, items)
    return tuple(month_picture(MonthSheet(cast, year, month, items, drawn)) for year, month in drawn)


def month_alone(plan: Plan, month: tuple[int, int], locale: str) -> Picture:
    """One month with its own heading, to stand outside a page."""
    cast = Cast(plan, Voice(locale))
    picture = month_picture(MonthSheet(cast, *month, calendar_items(cast), (month,)), _TOP)
    heading: tuple[Shape, ...] = (
        text(8, 30, picture.title, 22, weight="700"),
        text(8, 50, fit(f"{title_of(plan)} · {picture.about}", 12, WIDTH - 16), 12, SOFTER),
    )
    paper = Shape("rect", (("width", picture.width), ("height", picture.height), ("fill", "#ffffff")))
    return Picture(
        picture.name,
        picture.title,
        picture.about,
        picture.width,
        picture.height,
        (paper, *heading, *picture.shapes),
        None,
    )


def head_lines(cast: Cast) -> tuple[str, ...]:
    """What the numbers rest on: data, horizon, zone, plan."""
    plan, say = cast.plan, cast.voice.say
    return (
        say("as_of", day=str(plan.as_of)),
        say("horizon", first=str(plan.horizon.start), last=str(_last(plan.horizon))),
        say("zone", zone=plan.zone),
        say("made_from", project=plan.project, fingerprint=plan.fingerprint[:12]),
    )


def caveat_of(cast: Cast) -> str:
    """What the counts assume about the days ahead."""
    return cast.voice.say("caveat", day=str(cast.plan.as_of))


def counts_of(cast: Cast) -> str:
    """The size of the plan in one sentence."""
    plan = cast.plan
    return cast.voice.say(
        "counts",
        campaigns=count(len(plan.playbook.campaigns)),
        sends=count(len(plan.sends)),
        contacts=count(plan.contacts),
        cost=money(plan.cost),
    )


def signs(cast: Cast) -> tuple[Key, ...]:
    """What the marks of the month grid mean; only those that occur."""
    plan, say = cast.plan, cast.voice.say
    found = []
    if any(planned.send.is_triggered for planned in plan.sends):
        found.append(Key(PLAIN, say("triggered_key"), style="pale"))
    if plan.calendar.tasks:
        found.append(Key(PLAIN, say("task_key"), style="dashed"))
    found.append(Key(PLAIN, say("day_off"), style="shade"))
    if any(planned.send.estimated for planned in plan.sends):
        found.append(Key(PLAIN, say("estimated_key"), style="sign"))
    return tuple(found)


def _last(horizon: Window) -> object:
    return horizon.last if len(horizon) else horizon.start


def title_of(plan: Plan) -> str:
    """The title of the playbook, or its name."""
    return plan.playbook.title or plan.playbook.name
