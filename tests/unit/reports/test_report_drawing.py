"""Lanes, text that fits, axis numbers, colours, and the words of both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from string import Formatter

import pytest
from sample_plan import first_edition, sample_outcome, sample_plan, sample_scorecard

import clmplan.reports
from clmplan.base.diagnostics import Severity
from clmplan.codes.report_words import WORDS
from clmplan.exporters.lines import in_calendar_order
from clmplan.model.scorecard import Verdict
from clmplan.model.step import Step
from clmplan.reports.cast import Cast
from clmplan.reports.drawing import PALETTE, fit, number, ticks, width_of
from clmplan.reports.items import Item, calendar_items
from clmplan.reports.pictures.lanes import week_lanes
from clmplan.reports.pictures.month import LANES, MonthSheet, month_picture
from clmplan.reports.render import calendar_page, report_page
from clmplan.reports.voice import Voice, count, decimals, percent, whole_money

ROOM = Path(clmplan.reports.__file__).parent
MONDAY = date(2011, 10, 17)


def luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", PALETTE)
def test_every_colour_carries_white_text(colour: str) -> None:
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_stands_out_from_what_is_behind_it(theme: str) -> None:
    rules = (ROOM / "templates" / "style.css.jinja").read_text() + (
        ROOM / "templates" / "calendar.css.jinja"
    ).read_text()
    light = re.findall(r"^:root\{(.*)\}$", rules, re.MULTILINE)
    dark = re.findall(r"^@media \(prefers-color-scheme:dark\)\{:root\{(.*)\}\}$", rules, re.MULTILINE)
    values = dict(re.findall(r"--([a-z]+):(#[0-9a-f]{6})", " ".join([*light, *(dark if theme == "dark" else [])])))
    for behind in ("paper", "off", "card"):
        for text in ("ink", "soft", "alert", "warn", "accent", "clash"):
            assert contrast(values[text], values[behind]) >= 4.5, (theme, text, behind)


def contrast(one: str, other: str) -> float:
    lights = sorted(map(luminance, (one, other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("week", range(15))
def test_no_two_items_of_a_lane_share_a_day(week: int) -> None:
    monday = date(2011, 8, 29) + timedelta(days=7 * week)
    items = [one for one in calendar_items(in_calendar_order(sample_plan())) if 0 <= (one.first - monday).days < 7]
    placed = week_lanes(items, LANES)
    assert sorted(map(id, items)) == sorted(id(one.item) for one in placed)
    for one in placed:
        for other in placed:
            if one is not other and one.lane == other.lane:
                assert one.item.last < other.item.first or other.item.last < one.item.first


@pytest.mark.parametrize("week", range(15))
def test_a_campaign_keeps_one_lane_for_a_whole_week(week: int) -> None:
    monday = date(2011, 8, 29) + timedelta(days=7 * week)
    items = [one for one in calendar_items(in_calendar_order(sample_plan())) if 0 <= (one.first - monday).days < 7]
    lanes: dict[str, set[int]] = {}
    for one in week_lanes(items, LANES):
        if one.item.sends:
            lanes.setdefault(one.item.campaign, set()).add(one.lane)
    assert all(len(used) == 1 for used in lanes.values())


def test_runs_end_with_the_week_and_hold_every_send() -> None:
    plan = sample_plan()
    items = calendar_items(in_calendar_order(plan))
    assert all(one.first.isocalendar()[:2] == one.last.isocalendar()[:2] for one in items)
    lines = [one.uid for one in in_calendar_order(plan)]
    assert sorted(lines) == sorted(line.uid for one in items for line in one.lines)
    assert any(len(one.sends) == 5 for one in items)


def test_what_does_not_fit_in_a_day_is_counted() -> None:
    cast = Cast(sample_plan(), Voice("en"))
    task = next(line for line in in_calendar_order(cast.plan) if line.task)
    crowd = tuple(Item(f"campaign-{index}", MONDAY, MONDAY, (task,)) for index in range(LANES + 2))
    shown = month_picture(MonthSheet(cast, 2011, 10, crowd, ((2011, 10),)))
    assert "+2" in [shape.text for shape in shown.shapes]


def test_dated_sends_stay_visible_when_triggered_ones_crowd_a_week() -> None:
    items = calendar_items(in_calendar_order(sample_plan()))
    run = next(one for one in items if one.first == MONDAY and one.is_run)
    dated = next(one for one in items if one.first == MONDAY and one.sends and not one.is_run)
    crowd = [replace(run, campaign=f"triggered-{index}") for index in range(LANES + 3)]
    placed = week_lanes([*crowd, dated], LANES)
    assert next(one.lane for one in placed if one.item is dated) < LANES
    assert {one.lane for one in placed} == set(range(LANES + 4))


def at(item: Item, campaign: str, hour: int) -> Item:
    """An item of another campaign that goes out at another hour."""
    lines = tuple(
        replace(one, send=replace(one.send, send=replace(one.send.send, time=time(hour))))
        for one in item.lines
        if one.send
    )
    return replace(item, campaign=campaign, lines=lines)


def test_lanes_of_a_week_stand_by_their_time_of_day_and_work_below_them() -> None:
    items = calendar_items(in_calendar_order(sample_plan()))
    run = next(one for one in items if one.first == MONDAY and one.is_run and one.last > one.first)
    dated = next(one for one in items if one.first == MONDAY and one.sends and not one.is_run)
    work = replace(next(one for one in items if one.task), campaign="work", first=MONDAY, last=MONDAY)
    crowd = [work, at(run, "a-late", 10), at(dated, "b-early", 9), at(run, "c-noon", 12), at(run, "d-first", 8)]
    lanes = {one.item.campaign: one.lane for one in week_lanes(crowd, LANES)}
    assert sorted(lanes, key=lanes.__getitem__) == ["d-first", "b-early", "a-late", "c-noon", "work"]


def test_a_chip_names_campaign_and_wave_where_both_have_room() -> None:
    cast = Cast(sample_plan(), Voice("en"))
    items = calendar_items(in_calendar_order(cast.plan))
    item = next(one for one in items if one.sends and not one.is_run and " · " in one.title(cast))
    month, wave = (item.first.year, item.first.month), item.title(cast).partition(" · ")[2]
    for title, shown in (("Fest", f"Fest · {wave}"), ("A title that leaves no room for more", wave)):
        campaigns = tuple(
            replace(one, title=title) if one.name == item.campaign else one for one in cast.plan.playbook.campaigns
        )
        titled = Cast(replace(cast.plan, playbook=replace(cast.plan.playbook, campaigns=campaigns)), cast.voice)
        texts = [shape.text for shape in month_picture(MonthSheet(titled, *month, (item,), (month,))).shapes]
        assert shown in texts


def test_a_task_before_the_plan_stands_in_the_first_month() -> None:
    cast = Cast(sample_plan(), Voice("en"))
    items = calendar_items(in_calendar_order(cast.plan))
    drawn = ((2011, 9), (2011, 10), (2011, 11), (2011, 12))
    september = month_picture(MonthSheet(cast, 2011, 9, items, drawn))
    assert "2011-08-30" in {row[0].text for row in september.table.rows}


@pytest.mark.parametrize("words", ["Weekly newsletter", "重点客户电话名单", "", "WWWWWWWWWWWW"])
def test_fitted_text_is_no_wider_than_its_room(words: str) -> None:
    for room in range(10, 200, 7):
        assert width_of(fit(words, 11, room), 11) <= room


def test_axis_numbers_are_round_and_cover_the_range() -> None:
    assert ticks(0, 4094) == (0.0, 1000.0, 2000.0, 3000.0, 4000.0, 5000.0)
    assert ticks(-39.5, 17.7, 4) == (-40.0, -20.0, 0.0, 20.0)
    assert 0.0 in ticks(-1, 1) and len(ticks(0, 0)) > 1


def test_numbers_are_written_one_way() -> None:
    assert (count(1234), count(-5), count(-0.2)) == ("1,234", "−5", "0")
    assert (decimals(1.49), percent(0.125), percent(0.38)) == ("1.5", "12.5%", "38%")
    assert whole_money(-1200.4, "GBP") == "−£1,200"
    assert (number(12.04), number(12.26)) == ("12", "12.3")


def test_short_days_read_as_people_write_them() -> None:
    assert (Voice("en").short(date(2011, 9, 12)), Voice("zh").short(date(2011, 9, 12))) == ("12 Sep", "9月12日")


def test_every_wording_has_both_languages_and_the_same_places() -> None:
    same = {"short_day", "month_year", "weekday_day", "short_month", "first_month"}
    for key, wording in WORDS.items():
        assert wording.en and wording.zh, key
        if key not in same:
            assert places(wording.en) == places(wording.zh), key


def test_every_step_verdict_and_severity_has_a_word() -> None:
    assert {f"step_{step.value}" for step in Step} <= set(WORDS)
    assert {f"verdict_{verdict.name.lower()}" for verdict in Verdict} <= set(WORDS)
    assert {f"severity_{severity.value}" for severity in Severity} <= set(WORDS)


def test_every_wording_is_used() -> None:
    files = [path for path in sorted(ROOM.rglob("*.*")) if path.suffix in (".py", ".jinja")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    made = re.compile(r"(weekday|month|step|verdict|severity|filter|kind|without|since|news)_")
    unused = [key for key in WORDS if f'"{key}"' not in text and f"words.{key}" not in text]
    assert [key for key in unused if not made.match(key)] == []


def test_templates_name_only_words_that_exist() -> None:
    for path in sorted((ROOM / "templates").iterdir()):
        for key in re.findall(r"words\.(\w+)", path.read_text(encoding="utf-8")):
            assert key in WORDS and not places(WORDS[key].en), key


def test_an_english_page_of_the_sample_has_no_chinese_words() -> None:
    plan = sample_plan("en")
    for page in (
        calendar_page(first_edition(plan), "en"),
        report_page(plan, "en", sample_outcome(), sample_scorecard()),
    ):
        assert not re.findall(r"[\u4e00-\u9fff]+", page)


def places(pattern: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(pattern) if name}
