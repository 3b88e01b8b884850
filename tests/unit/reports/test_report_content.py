"""What the pages say: numbers of the plan, honest words where nothing was measured."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from sample_plan import first_edition, sample_outcome, sample_plan, sample_scorecard

from clmplan.model.plan import Waterfall
from clmplan.model.step import Step
from clmplan.reports.cast import Cast
from clmplan.reports.pictures.timeline import timeline_picture
from clmplan.reports.render import calendar_page, report_page
from clmplan.reports.report_view import report_view
from clmplan.reports.views import Picture, Section, Table
from clmplan.reports.voice import Voice


def section(anchor: str, with_results: bool = False) -> Section:
    results = (sample_outcome(), sample_scorecard()) if with_results else (None, None)
    return next(part for part in report_view(sample_plan(), "en", *results).sections if part.anchor == anchor)


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def picture(part: Section, name: str) -> Picture:
    return next(block for block in part.blocks if isinstance(block, Picture) and block.name == name)


def drawn_words(shown: Picture) -> list[str]:
    return [shape.text for shape in shown.shapes if shape.tag == "text"]


def test_the_waterfall_of_the_page_is_the_waterfall_of_the_plan() -> None:
    plan = sample_plan()
    shown = picture(section("reach"), "reach-all")
    audience = sum(one.waterfall.audience for one in plan.sends)
    refused = {step: sum(one.waterfall.refused_at(step) for one in plan.sends) for step in Step}
    rows = cells(shown.table)
    assert ["Audience", "", f"{audience:,}", "100%"] == rows[0]
    assert [f"{count:,}" for count in refused.values() if count] == [row[1] for row in rows[1:-1]]
    assert f"{plan.contacts:,}" == rows[-1][2] == rows[-2][2]
    assert f"{audience:,}" in drawn_words(shown)


def test_the_table_by_campaign_adds_up_to_its_total() -> None:
    table = next(block for block in section("reach").blocks if isinstance(block, Table))
    numbers = [[int(text.replace(",", "")) for text in row[1:-1]] for row in cells(table)]
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]
    for row in numbers:
        assert row[1] == sum(row[2:])


def test_contacts_per_week_add_up_to_the_contacts_of_the_plan() -> None:
    rows = cells(picture(section("weeks"), "contacts-per-week").table)
    assert sample_plan().contacts == sum(int(row[-1].replace(",", "")) for row in rows)


def test_the_months_together_show_every_contact_once() -> None:
    plan = sample_plan()
    pictures = [block for block in section("months").blocks if isinstance(block, Picture)]
    assert [one.title for one in pictures] == ["September 2011", "October 2011", "November 2011", "December 2011"]
    shown = sum(int(row[-1].replace(",", "")) for one in pictures for row in cells(one.table) if row[-1])
    assert plan.contacts == shown


def test_what_needs_a_decision_comes_first_and_errors_before_warnings() -> None:
    assert report_view(sample_plan(), "en", None, None).sections[0].anchor == "decisions"
    page = report_page(sample_plan(), "en")
    assert "<code>win_back</code>" in page
    assert '<span class="soft">gift_retailer.clm:88</span>' in page
    assert "Sends removed by a rule" in page


def test_estimated_days_and_made_up_workdays_are_marked() -> None:
    page = calendar_page(first_edition(sample_plan()), "en")
    assert 'class="chip guess ' in page
    assert "estimated day" in page
    assert re.search(r'class="names" title="work"', page)
    assert 'title="班"' in calendar_page(first_edition(sample_plan("zh")), "zh")


def test_without_a_measurement_the_evaluation_says_so_and_gives_no_lift() -> None:
    part = section("evaluation", True)
    forest = picture(part, "differences")
    rows = {row[0]: row[1:] for row in cells(forest.table)}
    assert rows["Christmas"] == ["not measured", "", "", "", ""]
    assert "not measured" in drawn_words(forest)
    assert rows["Second order"][:3] == ["58 of 291", "5 of 32", "no estimate given"]
    assert rows["Second order"][3:] == [""] * 2
    revenue = next(block for block in part.blocks if isinstance(block, Table) and "revenue" in block.title)
    heads = [cell.text for cell in revenue.heads[1:]]
    assert heads == ["Customers capped at the 99th percentile", "The cap", "Not capped"]
    assert [row[0] for row in cells(revenue)] == ["Whole programme", "Win back"]
    verdicts = next(block for block in part.blocks if isinstance(block, Table))
    assert {"Worked", "Harmed", "Not decided", "Too early", "Too few customers", "Not measured", "Split broken"} == {
        row[1] for row in cells(verdicts)
    }


def test_too_few_customers_are_drawn_like_too_early_without_an_estimate() -> None:
    part = section("evaluation", True)
    shapes = {shape.text: shape for shape in picture(part, "differences").shapes if shape.tag == "text"}
    few, early = (dict(shapes[verdict].attributes) for verdict in ("Too few customers", "Too early"))
    assert {name for name in few if few[name] != early[name]} == {"y"}
    rows = {row[0]: row[1:] for row in cells(picture(part, "differences").table)}
    assert rows["Weekly newsletter"] == ["41 of 812", "4 of 90", "no estimate given", "", ""]


def test_where_the_goal_was_not_observed_the_page_does_not_count_nobody() -> None:
    part = section("evaluation", True)
    observed = [block for block in part.blocks if isinstance(block, Table)][-1]
    rows = {row[0]: row[1:5] for row in cells(observed)}
    assert rows["Christmas"] == ["2,214", "", "not observed", ""]


def test_incremental_and_attributed_stand_apart() -> None:
    page = unescape(report_page(sample_plan(), "en", sample_outcome()))
    assert "201 to 322" in page
    assert "nothing assumed, nothing said" in page
    landmarks = (
        "Incremental, if the assumed lifts hold (stated, not measured)",
        "260 ± 3</strong>",
        "± Monte Carlo error; 201 to 322",
        "£60,100 to £107,900; revenue, not margin",
        "2,310 orders (2,228 to 2,391); 2,274 came: inside",
        'class="group apart"',
        "1,284</strong>",
    )
    places = [page.index(landmark) for landmark in landmarks]
    assert sorted(places) == places
    assert "as simulated" not in page


def test_the_accounting_shows_every_row() -> None:
    rows = cells(next(block for block in section("accounting").blocks if isinstance(block, Table)))
    assert rows == [
        ["customers.csv", "3,310", "3,284", "11", "15"],
        ["orders.csv", "41,288", "30,117", "204", "10,967"],
    ]


def test_budget_says_which_limit_ended_a_campaign() -> None:
    shown = picture(section("budget"), "budget-by-campaign")
    limited = [row for row in cells(shown.table) if row[4]]
    assert [row[0] for row in limited] == [
        "Win back",
        "Christmas",
        "Thank-you card",
        "Call list for the best customers",
    ]
    assert all(row[5].startswith("gift_retailer.clm:") for row in limited)


def test_a_split_that_cannot_be_judged_says_so() -> None:
    rows = {
        row[0]: row for row in cells(next(block for block in section("experiments").blocks if isinstance(block, Table)))
    }
    assert rows["Welcome"][-1] == "too few past goals or customers to say"
    assert rows["Win back"][-1] == "a lift of 38% or more (8.3% to 11.5%)"


def test_a_plan_of_nobody_says_none_instead_of_a_ratio() -> None:
    page = report_view(replace(sample_plan(), customers=0, contacted=0), "en", None, None)
    assert page.cards.rows[3].value == "none"
    assert not re.search(r"\bnan\b|\binf\b", report_page(replace(sample_plan(), customers=0, contacted=0), "en"))


def test_the_timeline_draws_no_day_on_which_a_triggered_wave_reaches_nobody() -> None:
    plan = sample_plan("en")
    place = next(number for number, one in enumerate(plan.sends) if one.send.is_triggered)
    old = plan.sends[place]
    nobody = replace(old, waterfall=Waterfall(old.send.id, 0, (), 0))
    told = replace(plan, sends=(*plan.sends[:place], nobody, *plan.sends[place + 1 :]))
    before, after = (Cast(one, Voice("en")).to_do(old.send.campaign) for one in (plan, told))
    assert len(after) == len(before) - 1
    drawn, redrawn = (timeline_picture(Cast(one, Voice("en"))) for one in (plan, told))
    assert drawn.table != redrawn.table
