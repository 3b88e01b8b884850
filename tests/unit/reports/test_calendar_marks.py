"""Marks that stand together, author text that keeps to itself, filters that close each other."""

from __future__ import annotations

import re
from dataclasses import replace

from sample_plan import first_edition, sample_plan

from clmplan.model.plan import Plan
from clmplan.reports.calendar_view import calendar_view
from clmplan.reports.render import calendar_page, report_page, svg_calendar


def estimated(plan: Plan, place: int) -> Plan:
    """The plan with the day of one of its sends estimated."""
    one = plan.sends[place]
    planned = replace(one, send=replace(one.send, estimated=True))
    return replace(plan, sends=(*plan.sends[:place], planned, *plan.sends[place + 1 :]))


def days_of(path: str) -> list[int]:
    """The days that a path of level strokes covers."""
    found, at = [], 0
    for step, length in re.findall(r"[Mm](\d+) \d+h(\d+)", path):
        at += int(step)
        found += range(at, at + int(length))
        at += int(length)
    return found


def test_a_triggered_send_on_an_estimated_day_is_drawn_as_both() -> None:
    plan = sample_plan()
    place = next(place for place, one in enumerate(plan.sends) if one.send.is_triggered and one.waterfall.contacts)
    given = estimated(plan, place)
    day = (plan.sends[place].send.day - plan.horizon.start).days
    strands = [strand for row in calendar_view(first_edition(given), "en").chart.rows for strand in row.strands]
    assert [day in days_of(strand.estimated_run) for strand in strands].count(True) == 1
    assert not any(day in days_of(strand.estimated) for strand in strands if strand.estimated_run)
    assert re.search(r'<path class="pale guess" d="M\d', calendar_page(first_edition(given), "en"))


def test_signs_that_turn_text_leave_no_trace_and_author_text_stands_alone() -> None:
    plan = sample_plan()
    campaigns = tuple(replace(one, title=f"\u202eABC {one.title}") for one in plan.playbook.campaigns)
    turned = replace(plan, playbook=replace(plan.playbook, campaigns=campaigns))
    pages = [
        calendar_page(first_edition(turned), "zh"),
        report_page(turned, "zh"),
        svg_calendar(turned, (2011, 10), "zh"),
    ]
    for page in pages:
        assert "ABC" in page and not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", page)
    for page in pages[:2]:
        (rule,) = re.findall(r"([a-z,]+)\{unicode-bidi:isolate\}", page)
        assert {"b", "span", "text", "u"} <= set(rule.split(","))


def test_one_filter_is_open_at_a_time() -> None:
    page = calendar_page(first_edition(sample_plan()), "en")
    menus = re.findall(r'<details class="facet"[^>]*>', page)
    assert len(menus) > 2 and all('name="facet"' in one for one in menus)
