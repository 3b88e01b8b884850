"""The calendar page: every entry once, found by its filters, marked honestly, small enough for a year."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time, timedelta
from functools import cache

import pytest
from large_plan import large_edition
from sample_plan import first_edition, sample_plan

from clmplan.base.days import Window
from clmplan.base.diagnostics import Code, Severity, Wording
from clmplan.exporters.edition import edition
from clmplan.model.plan import Plan
from clmplan.model.team.conflict import Conflict, Weight
from clmplan.reports.calendar.grid import LANES
from clmplan.reports.calendar.views import AgendaDay, CalendarPage, Entry
from clmplan.reports.calendar_view import calendar_view
from clmplan.reports.render import calendar_page

CLASH = Code(
    "SMP009",
    "clash",
    Severity.WARNING,
    Wording("`{one}` meets `{other}`", "`{one}` 遇上 `{other}`"),
    Wording("move one", "移动一个"),
    Wording("they meet", "撞在一起"),
)


def view(plan: Plan, locale: str = "en") -> CalendarPage:
    return calendar_view(first_edition(plan), locale)


@cache
def large_view() -> CalendarPage:
    return calendar_view(large_edition(campaigns=50), "en")


def days(page: CalendarPage) -> list[AgendaDay]:
    return [day for month in page.agenda for day in month.days]


def entries(page: CalendarPage) -> list[Entry]:
    return [entry for day in days(page) for entry in day.entries]


def number(text: str) -> int:
    return int(text.replace(",", "") or 0)


def changed(plan: Plan, index: int, **send: object) -> Plan:
    """The plan with one of its sends changed; `expected` and `zones` belong to the planned send."""
    one = plan.sends[index]
    outer = {key: send.pop(key) for key in ("expected", "zones") if key in send}
    planned = replace(one, send=replace(one.send, **send), **outer)
    return replace(plan, sends=(*plan.sends[:index], planned, *plan.sends[index + 1 :]))


def index_of(plan: Plan, campaign: str) -> int:
    return next(place for place, one in enumerate(plan.sends) if one.send.campaign == campaign)


def entry_of(plan: Plan, title: str) -> Entry:
    return next(entry for entry in entries(view(plan)) if entry.title == title and "task" not in entry.look)


def test_the_agenda_names_every_contact_and_every_task_once() -> None:
    plan = sample_plan()
    page = view(plan)
    found = entries(page)
    assert plan.contacts == sum(number(entry.contacts) for entry in found)
    assert len(plan.calendar.tasks) == sum("task" in entry.look for entry in found)
    assert [entry.title for entry in found if "late" in entry.marks] == ["Autumn preview"]
    assert [day.iso for day in days(page)] == sorted(day.iso for day in days(page))
    assert len(found) == page.entries


def test_the_numbers_of_a_run_add_up_to_its_contacts() -> None:
    runs = [entry for entry in entries(view(sample_plan())) if "sends: " in entry.details]
    assert len(runs) > 10
    for run in runs:
        numbers = re.findall(r"sends: ([\d +,]+)", run.details)[0]
        assert number(run.contacts) == sum(number(part) for part in numbers.split(" + "))


@pytest.mark.parametrize("is_large", [False, True])
def test_every_entry_stands_in_the_grid_or_is_counted_on_its_days(is_large: bool) -> None:
    page = large_view() if is_large else view(sample_plan())
    named: list[int] = []
    for month in page.grid:
        for week in month.weeks:
            assert all(int(re.findall(r"r(\d)", lane.look)[0]) <= LANES for lane in week.lanes)
            named += [chip.entry for lane in week.lanes for chip in lane.chips]
            over = [0] * 7
            for lane in week.over.split():
                for chip in lane.split("|")[1:]:
                    _, entry, start, length = map(int, chip.split(","))
                    named.append(entry)
                    for day in range(start, start + length):
                        over[day] += 1
            assert [f"+{count}" if count else "" for count in over] == [day.more for day in week.days]
    assert list(range(page.entries)) == sorted(named)
    assert bool(is_large) == any(week.over for month in page.grid for week in month.weeks)


def test_chips_say_what_their_entries_say() -> None:
    page = view(sample_plan())
    found = entries(page)
    for month in page.grid:
        for lane in (lane for week in month.weeks for lane in week.lanes):
            for chip in lane.chips:
                entry = found[chip.entry]
                assert entry.contacts == chip.total
                if not entry.look.endswith("task"):
                    assert chip.label == " · ".join(part for part in (entry.title, entry.wave) if part)


def choices(page: CalendarPage, tags: int) -> dict[str, set[str]]:
    """The choices by which a combination is found, as a link names them."""
    written = page.combinations.split()[tags].split(";")
    return {
        facet.key: {choice.value for choice in facet.choices if str(choice.number) in own.split(".")}
        for facet, own in zip(page.facets, written, strict=True)
    }


def test_an_entry_is_found_by_its_owner_channel_stage_campaign_and_kind() -> None:
    page = view(sample_plan())
    card = next(entry for entry in entries(page) if entry.title == "Thank-you card")
    assert choices(page, card.tags) == {
        "owner": {"Brand"},
        "channel": {"post"},
        "stage": {"Active"},
        "campaign": {"thank_you"},
        "kind": {"dated"},
    }
    calls = next(entry for entry in entries(page) if entry.title.startswith("Call list"))
    assert choices(page, calls.tags)["owner"] == {""}
    assert [choice.label for choice in page.facets[0].choices][-1] == "no owner"


def test_a_preparation_is_found_by_the_channel_of_the_send_it_prepares_and_by_its_own_owner() -> None:
    page = view(sample_plan())
    late = next(entry for entry in entries(page) if "late" in entry.marks)
    found = choices(page, late.tags)
    assert (found["channel"], found["owner"], found["kind"]) == ({"email"}, {"Studio"}, {"preparation", "late"})


def test_filters_offer_only_what_occurs_in_the_order_of_the_playbook() -> None:
    page = view(sample_plan())
    by_key = {facet.key: [choice.value for choice in facet.choices] for facet in page.facets}
    assert by_key["channel"] == ["email", "post", "phone"]
    assert by_key["campaign"][0] == "welcome" and len(by_key["campaign"]) == 9
    assert by_key["kind"] == ["dated", "triggered", "preparation", "late", "shifted", "estimated"]
    assert by_key["owner"] == sorted(by_key["owner"], key=lambda owner: (not owner, owner))


def test_expected_volumes_stand_beside_what_is_planned() -> None:
    plan = sample_plan()
    plan = changed(plan, index_of(plan, "thank_you"), expected=61)
    assert entry_of(plan, "Thank-you card").expected == "≈61"
    assert any("≈120" in key.text for key in view(plan).signs)
    assert not any("≈120" in key.text for key in view(sample_plan()).signs)


def test_spread_out_sends_steps_own_time_and_zones_are_said() -> None:
    plan = sample_plan()
    place = index_of(plan, "newsletter")
    total = plan.sends[place].waterfall.contacts
    zones = (("Asia/Shanghai", total - 20), ("", 20))
    plan = changed(plan, place, until=time(11, 15), step="2", is_local=True, zones=zones)
    entry = entry_of(plan, "Weekly newsletter")
    assert entry.time == "10:00–11:15"
    for part in ("step 2", "at each customer's own time", f"Asia/Shanghai {total - 20:,}", "20"):
        assert part in entry.details


def test_what_is_moved_by_a_rule_or_new_changed_or_cancelled_since_the_last_edition_is_marked() -> None:
    plan = sample_plan()
    before = edition(plan, {})
    place = index_of(plan, "thank_you")
    later = changed(plan, place, message="A better card")
    gone = index_of(later, "christmas")
    later = replace(later, sends=(*later.sends[:gone], *later.sends[gone + 1 :]))
    page = calendar_view(edition(later, before.ledger), "en")
    assert entry_marks(page, "Thank-you card")[0] == ("changed",)
    cancelled = [entry for entry in entries(page) if "cancelled" in entry.marks]
    assert len(cancelled) == 1 and "Christmas" in cancelled[0].title and "gone" in cancelled[0].look
    assert choices(page, cancelled[0].tags)["kind"] == {"cancelled"}
    assert choices(page, cancelled[0].tags)["channel"] == {"post"}
    assert "since the last edition: 3 changed, 1 cancelled" in page.head.lines
    assert [entry.marks for entry in entries(page) if "moved from" in " ".join(entry.marks)]
    grid = [chip.entry for month in page.grid for week in month.weeks for lane in week.lanes for chip in lane.chips]
    assert not {place for place, entry in enumerate(entries(page)) if "gone" in entry.look} & set(grid)


def entry_marks(page: CalendarPage, title: str) -> list[tuple[str, ...]]:
    return [entry.marks for entry in entries(page) if entry.title == title]


def test_conflicts_are_counted_on_their_day_listed_by_weight_and_marked_on_their_sends() -> None:
    plan = sample_plan()
    one, other = plan.sends[3].send, plan.sends[4].send
    said = CLASH.at(None, one=one.campaign, other=other.campaign)
    soft = Conflict("same-day", Weight.SOFT, one.day, 40, (one.id, other.id), said)
    hard = Conflict("capacity", Weight.HARD, one.day, 0, (one.id,), said)
    page = view(replace(plan, conflicts=(soft, hard)))
    assert [row.tone for row in page.conflicts] == ["error", "warning"]
    assert page.conflicts[1].facts.endswith("40 customers")
    day = next(day for day in days(page) if day.iso == str(one.day))
    assert day.conflicts == "2"
    assert [cell.conflicts for month in page.grid for week in month.weeks for cell in week.days if cell.conflicts] == [
        "2"
    ]
    assert [entry for entry in day.entries if "conflict: hard" in entry.marks]
    marked = {str(entry.tags) for entry in entries(page) if any("conflict" in mark for mark in entry.marks)}
    assert marked == set(page.conflicts[1].tags.split())


def test_links_are_listed_once_and_entries_point_at_them() -> None:
    plan = sample_plan()
    campaigns = tuple(
        replace(one, link="https://shop.example/card?a=1&b=2") if one.name == "thank_you" else one
        for one in plan.playbook.campaigns
    )
    plan = replace(plan, playbook=replace(plan.playbook, campaigns=campaigns))
    page = view(plan)
    assert [row.title for row in page.links] == ["Thank-you card"]
    assert page.links[0].address.startswith("https://shop.example/card?a=1&b=2&utm_")
    assert {entry.link for entry in entries(page) if entry.title == "Thank-you card"} == {page.links[0].anchor}
    assert f'id="{page.links[0].anchor}"' in calendar_page(first_edition(plan), "en")


def test_the_chart_draws_every_day_of_every_wave_and_each_preparation_from_begin_to_due() -> None:
    plan = sample_plan()
    start = plan.horizon.start
    tasks = tuple(
        replace(one, starts=one.due - timedelta(days=4)) if one.owner == "Legal" else one for one in plan.calendar.tasks
    )
    chart = view(replace(plan, calendar=replace(plan.calendar, tasks=tasks))).chart
    rows = {row.title: row for row in chart.rows}
    assert list(rows) == [campaign.title for campaign in plan.playbook.campaigns]
    card = rows["Thank-you card"].strands[0]
    assert drawn(card.dated) == [(one.send.day - start).days for one in plan.sends if one.send.campaign == "thank_you"]
    assert plan.contacts == sum(number(row.total) for row in chart.rows)
    assert [strand.estimated for strand in rows["Christmas"].strands].count("") == 4
    legal = next(strand for strand in rows["Autumn preview"].strands if "Legal" in strand.label)
    assert drawn(legal.dated) == [(date(2011, 9, 5) - start).days + day for day in range(5)]
    assert not chart.is_folded and large_view().chart.is_folded


def drawn(path: str) -> list[int]:
    """The days that a path of level strokes covers."""
    found, at = [], 0
    for step, length in re.findall(r"[Mm](\d+) \d+h(\d+)", path):
        at += int(step)
        found += range(at, at + int(length))
        at += int(length)
    return found


def test_seasons_and_unverified_days_are_marked_in_grid_chart_and_agenda() -> None:
    plan = sample_plan()
    table = plan.playbook.day_table
    friday = next(named for named in table.named if named.name("en") == "Black Friday")
    season = replace(friday, season=Window.of_days(date(2011, 11, 21), date(2011, 11, 28)), verified=False)
    named = tuple(season if one is friday else one for one in table.named)
    page = view(replace(plan, playbook=replace(plan.playbook, day_table=replace(table, named=named))))
    cells = {day.iso: day for month in page.grid for week in month.weeks for day in week.days if day.iso}
    assert cells["2011-11-21"].names == "≈ Black Friday begins"
    assert cells["2011-11-25"].names == "≈ Black Friday"
    assert [iso for iso, day in cells.items() if "season" in day.look] == [f"2011-11-{day}" for day in range(21, 29)]
    assert page.chart.seasons == f"M{(date(2011, 11, 21) - plan.horizon.start).days} 0h8v20h-8z"
    assert "≈ Black Friday" in [shape.text for shape in page.chart.head]
    assert any("≈" in day.note for day in days(page) if day.iso == "2011-11-25")


def test_a_year_of_twenty_thousand_rows_fits_into_five_million_bytes() -> None:
    given = large_edition("zh", is_triggered=False)
    assert len(given.lines) == 20_000
    written = calendar_page(given, "zh")
    assert len(written.encode()) < 5_000_000
    shown = sum(1 + entry.count(" + ") for entry in re.findall(r"<li class=\"p\d+[^>]*>.*?</li>", written))
    assert shown == 20_000
