"""The calendar page: which parts there are."""

from __future__ import annotations

from clmplan.codes.conflict_words import CONFLICTS_LEAD
from clmplan.exporters.edition import Edition
from clmplan.reports.calendar.agenda import agenda_of
from clmplan.reports.calendar.chart import chart_of
from clmplan.reports.calendar.grid import LANES, LOOKS, grid_of
from clmplan.reports.calendar.lists import conflict_rows, link_anchors, link_rows
from clmplan.reports.calendar.tags import Tags
from clmplan.reports.calendar.views import CalendarPage
from clmplan.reports.cast import Cast
from clmplan.reports.drawing import PLAIN
from clmplan.reports.heading import caveat_of, counts_of, head_lines, signs, title_of
from clmplan.reports.items import calendar_items
from clmplan.reports.views import Key, Page
from clmplan.reports.voice import Voice, count

_CHANGES = ("new", "moved", "changed", "cancelled")


def calendar_view(edition: Edition, locale: str) -> CalendarPage:
    """The calendar of an edition in a language."""
    cast = Cast(edition.plan, Voice(locale))
    say, items, tags = cast.voice.say, calendar_items(edition.lines), Tags(cast)
    anchors = link_anchors(items)
    agenda = agenda_of(cast, items, edition.cancelled, tags, anchors)
    return CalendarPage(
        head=Page(
            "calendar",
            say("language"),
            title_of(edition.plan),
            say("calendar"),
            (*head_lines(cast), *_news(edition, cast)),
            caveat_of(cast),
            counts_of(cast),
            None,
            (),
            (),
            (),
        ),
        zone=edition.plan.zone,
        facets=tags.facets(),
        combinations=tags.combinations,
        state=say("entries_shown", shown="{shown}", all=count(agenda.entries)),
        more=say("more", count="{count}"),
        entries=agenda.entries,
        weekdays=tuple(say(f"weekday_{number}") for number in range(7)),
        lanes=LANES,
        looks="|".join(LOOKS),
        grid=grid_of(cast, items, agenda),
        chart=chart_of(cast, items, agenda.tags),
        agenda=agenda.months,
        conflicts=conflict_rows(cast, agenda.tags),
        conflicts_lead=CONFLICTS_LEAD.fill(locale, {}),
        links=link_rows(cast, items, anchors, agenda.tags),
        signs=_signs(cast),
    )


def _news(edition: Edition, cast: Cast) -> tuple[str, ...]:
    """What differs from the edition before."""
    say, news = cast.voice.say, edition.news
    parts = [say(f"news_{kind}", count=count(news[kind])) for kind in _CHANGES if news.get(kind)]
    return (say("news", news=", ".join(parts)),) if parts else ()


def _signs(cast: Cast) -> tuple[Key, ...]:
    """The signs of the months, with those that only this page has."""
    plan, say = cast.plan, cast.voice.say
    found = list(signs(cast))
    if any(named.season and len(named.season) > 1 for named in plan.playbook.day_table.named):
        found.append(Key(PLAIN, say("season_key"), style="season"))
    if plan.conflicts:
        found.append(Key(PLAIN, say("clash_key"), style="sign"))
    if any(planned.expected is not None for planned in plan.sends):
        found.append(Key(PLAIN, say("expected_key"), style="sign"))
    return tuple(found)
