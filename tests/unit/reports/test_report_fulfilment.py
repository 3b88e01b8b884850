"""What teams reported, in the evaluation of the report."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_plan import sample_plan, sample_scorecard

from clmplan.model.team.fulfilment import Fulfilled, Fulfilment, Pair, Spent
from clmplan.reports.cast import Cast
from clmplan.reports.sections.evaluation import evaluation_section
from clmplan.reports.views import Notes, Section, Table
from clmplan.reports.voice import Voice

PLAN = sample_plan()
FIRST = PLAN.playbook.campaigns[0]
OTHER = next(one for one in PLAN.playbook.campaigns if len(one.waves) > 1)
NOTHING = Pair(0, 0, 0, 0)


def line(group: str, campaign: str = "", name: str = "", **more: object) -> Fulfilled:
    plain = {"contacts": NOTHING, "cost": NOTHING, "orders": None, "cost_is_reported": False}
    return Fulfilled(group, campaign, name, 4, 2, **{"cancelled": 0, "moved": 0, **plain, **more})  # type: ignore[arg-type]


def section(found: Fulfilment | None, locale: str = "en") -> Section:
    card = replace(sample_scorecard(), fulfilment=found)
    return evaluation_section(Cast(PLAN, Voice(locale)), card)


def tables(found: Fulfilment | None, locale: str = "en") -> dict[str, list[list[str]]]:
    """The tables of the section by title, with their heads, as text."""
    return {
        one.title: [[cell.text for cell in row] for row in (one.heads, *one.rows)]
        for one in section(found, locale).blocks
        if isinstance(one, Table)
    }


def test_a_scorecard_without_reports_has_no_such_table():
    assert "Planned and reported by the teams" not in tables(None)


def test_only_what_was_reported_has_a_column():
    pair = Pair(1000, 2, 400, 380)
    found = Fulfilment((line("all", contacts=pair), line("campaign", FIRST.name, contacts=pair)), (), ())
    title = FIRST.title or FIRST.name
    assert tables(found)["Planned and reported by the teams"] == [
        ["Campaign", "Sends reported", "Reached, of planned"],
        [title, "2 of 4", "380 of 400 (−5%)"],
        ["Whole programme", "2 of 4", "380 of 400 (−5%)"],
    ]


def test_waves_and_channels_stand_apart_where_there_are_several():
    waves = [line("wave", OTHER.name, one.name, orders=3) for one in OTHER.waves]
    channels = [line("channel", "", one.name) for one in PLAN.playbook.channels[:2]]
    lines = (line("all"), line("campaign", OTHER.name), line("campaign", FIRST.name))
    found = tables(Fulfilment((*lines, *waves, line("wave", FIRST.name, FIRST.waves[0].name), *channels), (), ()))
    by_wave = found["Planned and reported, by wave"]
    assert (len(by_wave) - 1, by_wave[0]) == (len(waves), ["Wave", "Sends reported", "Orders, any cause"])
    assert len(found["Planned and reported, by channel"]) == 3


@pytest.mark.parametrize(("locale", "title"), [("en", "Budget: planned and spent"), ("zh", "预算：计划与已花费")])
def test_the_budget_shows_what_is_planned_and_what_was_spent(locale: str, title: str):
    limits = (Spent(None, None, 1000, 900, 250.5, 4, 2), Spent(None, "2011-10", 300, 200, 320, 2, 2))
    rows = tables(Fulfilment((line("all"),), limits, ()), locale)[title]
    assert [row[1:5] for row in rows[1:]] == [
        ["£1,000.00", "£900.00", "£250.50", "£749.50"],
        ["£300.00", "£200.00", "£320.00", "-£20.00"],
    ]
    assert "2011-10" in rows[2][0]


def test_sends_that_were_not_sent_are_listed():
    blocks = section(Fulfilment((line("all"),), (), ("news/main/1/1",))).blocks
    listed = [one for one in blocks if isinstance(one, Notes) and one.title == "Planned and not sent, as reported"]
    assert [[phrase.text for phrase in row] for row in listed[0].rows] == [["news/main/1/1"]]


def test_work_on_tasks_is_told():
    tasks = {"tasks": 5.5, "tasks_reported": 2, "tasks_finished": 1}
    found = Fulfilment((line("all", **tasks), line("campaign", FIRST.name, tasks_reported=1)), (), ())
    by_campaign = tables(found)["Planned and reported by the teams"]
    assert [row[2:] for row in by_campaign] == [
        ["Tasks reported", "Spent on tasks"],
        ["1", ""],
        ["2, 1 finished", "£5.50"],
    ]


def test_a_reported_cost_is_told_from_a_planned_one_and_both_are_shown_to_the_smallest_unit():
    card = sample_scorecard()
    first, *others = card.scores
    scores = (replace(first, cost=20.0, cost_is_reported=True), *(replace(one, cost=27.5) for one in others))
    made = evaluation_section(Cast(PLAN, Voice("en")), replace(card, scores=scores))
    observed = next(one for one in made.blocks if isinstance(one, Table) and one.title.startswith("Merely"))
    assert [row[5].text for row in observed.rows][:2] == ["£20.00 spent", "£27.50"]
