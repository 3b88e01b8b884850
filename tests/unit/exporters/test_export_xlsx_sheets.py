"""Gantt, budget and read-me of the workbook follow its calendar, and say what changed since the edition before."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sample_plan import first_edition, sample_plan
from workbook_reading import MAIN, formulas, part, rows, sheet_xml, values

from clmplan.base.diagnostics import Code, Severity, Wording
from clmplan.exporters.edition import Edition, edition
from clmplan.exporters.xlsx import calendar_xlsx
from clmplan.model.plan import Plan
from clmplan.model.team.conflict import Conflict, Weight


@pytest.fixture(scope="module")
def written() -> bytes:
    return calendar_xlsx(first_edition(sample_plan()))


def test_the_gantt_has_a_row_for_each_wave_with_its_first_and_last_day(written: bytes):
    plan = sample_plan()
    waves: dict[tuple[str, str], list[date]] = {}
    for line in first_edition(plan).lines:
        if line.send is not None:
            waves.setdefault((line.campaign.title, line.wave_title), []).append(line.day)
    found = rows(written, "gantt", header=5)
    assert {(row["campaign"], row["wave"]): (row["first day"], row["last day"]) for row in found} == {
        pair: (min(days), max(days)) for pair, days in waves.items()
    }


def test_bars_follow_the_dates_of_the_calendar_by_plain_references(written: bytes):
    xml = sheet_xml(written, "gantt")
    ends = [text for text, _ in formulas(xml).values()]
    assert ends and all(re.match(r"_xlfn\.(MIN|MAX)IFS\('Calendar'!\$A\$2:\$A\$\d+,'Calendar'!", text) for text in ends)
    rules = [rule.findtext(f"{MAIN}formula") or "" for rule in xml.iter(f"{MAIN}cfRule")]
    assert any("$D7" in rule and "$E7" in rule and "H$3" in rule for rule in rules)
    assert not any("[" in rule for rule in rules)


def test_the_axis_has_every_day_festivals_above_it_and_a_flag_for_days_off_and_weekends_at_work(written: bytes):
    table = values(written, "gantt")
    plan = sample_plan()
    days = table[2][7:]
    assert days == [plan.horizon.start + timedelta(days=at) for at in range(len(plan.horizon))]
    named = {day: title for day, title in zip(days, table[1][7:], strict=True) if title}
    assert named[date(2011, 11, 25)] == "Black Friday"
    flags = dict(zip(days, table[4][7:], strict=True))
    assert (
        flags[date(2011, 11, 30)],
        flags[date(2011, 12, 3)],
        flags[date(2011, 12, 4)],
        flags[date(2011, 12, 5)],
    ) == (1, 2, 1, 0)
    hidden = [
        row.attrib["r"] for row in sheet_xml(written, "gantt").iter(f"{MAIN}row") if row.attrib.get("hidden") == "1"
    ]
    assert hidden == ["5"]


def test_every_wave_has_a_dot_on_each_of_its_days(written: bytes):
    table = values(written, "gantt")
    dots = {(row[0], row[1]): sum(cell == "●" for cell in row[7:]) for row in table[6:]}
    weekly = [line for line in first_edition(sample_plan()).lines if line.wave == "weekly"]
    assert dots["Weekly newsletter", "Weekly"] == len(weekly)
    days = {line.day for line in first_edition(sample_plan()).lines if line.send and line.wave == "preview"}
    assert dots["Autumn preview", "Preview"] == len(days) == 1
    assert min(dots.values()) > 0


def test_the_budget_sums_the_calendar_and_holds_the_sums_already(written: bytes):
    plan = sample_plan()
    found = rows(written, "budget", header=2)
    planned = {row["campaign"]: row["planned (GBP)"] for row in found[: len(plan.allocation.rows)]}
    titles = {one.name: one.title for one in plan.playbook.campaigns}
    assert planned == {titles[row.campaign]: float(row.planned.amount) for row in plan.allocation.rows}
    assert list(planned.values()) == sorted(planned.values(), reverse=True)
    total = found[len(plan.allocation.rows)]
    assert (total["campaign"], total["planned reach"]) == ("total", plan.contacts)
    assert total["planned (GBP)"] == pytest.approx(float(plan.cost.amount))
    held = formulas(sheet_xml(written, "budget"))
    sums = [text for text, _ in held.values() if text.startswith("SUMIFS")]
    assert len(sums) == 5 * len(plan.allocation.rows) + 2
    assert all(value for _, value in held.values())
    assert "#" not in "".join(value for _, value in held.values())


def test_limits_stand_below_with_what_is_left(written: bytes):
    table = values(written, "budget")
    place = next(at for at, row in enumerate(table) if row[0] == "limit")
    for row, limit in zip(table[place + 1 : place + 3], sample_plan().allocation.limits, strict=True):
        assert row[3] == float(limit.limit.amount)
        assert row[4] == pytest.approx(float(limit.planned.amount))
        assert row[8] == pytest.approx(float((limit.limit - limit.planned).amount))


def test_the_chart_measures_from_zero(written: bytes):
    chart = part(written, "charts/chart1.xml")
    space = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    assert [one.attrib["val"] for one in chart.iter(f"{space}min")] == ["0"]
    assert len(list(chart.iter(f"{space}ser"))) == 2


def after(plan: Plan) -> Edition:
    """The next edition: one send moved, one gone, the tasks of one campaign gone."""
    before = first_edition(plan).ledger
    first, _, *others = plan.sends
    moved = replace(first, send=replace(first.send, day=first.send.day + timedelta(days=1)))
    tasks = plan.calendar.tasks[:2]
    return edition(replace(plan, sends=(moved, *others), calendar=replace(plan.calendar, tasks=tasks)), before)


def test_rows_that_changed_are_marked_and_what_vanished_is_struck_through_with_its_key():
    plan = sample_plan()
    written = calendar_xlsx(after(plan))
    found = {row["clm_uid"]: row for row in rows(written, "calendar")}
    lines = {line.id: line for line in first_edition(plan).lines}
    moved, gone = lines[plan.sends[0].send.id], lines[plan.sends[1].send.id]
    assert found[moved.uid]["mark"].startswith("moved")
    assert (found[gone.uid]["mark"], found[gone.uid]["status"]) == ("cancelled", "cancelled")
    assert found[gone.uid]["clm_campaign"] == ""
    still = next(row for row in found.values() if row["campaign"] == gone.campaign.title and row["mark"] != "cancelled")
    assert (found[gone.uid]["campaign"], found[gone.uid]["wave"]) == (gone.campaign.title, still["wave"])
    task = next(row for row in rows(written, "tasks") if row["mark"] == "cancelled")
    assert (task["campaign"], task["wave"]) == ("Christmas", "Catalogue")
    assert [row["mark"] for row in rows(written, "tasks")] == ["late", "", "cancelled", "cancelled"]
    (said,) = [row[1] for row in values(written, "read_me") if row[0] == "since the edition before"]
    assert said == "1 moved, 3 cancelled"


def test_the_read_me_names_the_plan_counts_conflicts_and_says_how_actuals_come_home():
    plan = sample_plan()
    said = Code("SMP003", "sample", Severity.WARNING, Wording("a", "一"), Wording("b", "二"), Wording("c", "三")).at(
        None
    )
    plan = replace(plan, conflicts=(Conflict("same-day", Weight.HARD, date(2011, 9, 13), 5, (), said),))
    table = values(calendar_xlsx(first_edition(plan)), "read_me")
    facts = {row[0]: row[1] for row in table if row[0]}
    assert table[0][0] == "Autumn plan 2011"
    assert facts["conflicts"] == "1 hard, 0 soft, 0 wasteful"
    assert facts["data as of"] == "2011-09-01"
    assert any("clmplan data actuals" in str(row[1]) for row in table)
