"""calendar.csv and budget.csv say the plan's numbers and cannot run anything in a spreadsheet."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_plan import first_edition, sample_plan

from clmplan.base.money import Money
from clmplan.exporters.budget import budget_csv
from clmplan.exporters.csv import calendar_csv
from clmplan.exporters.edition import Edition, edition
from clmplan.exporters.kind import exporters
from clmplan.exporters.lines import plain
from clmplan.exporters.sheet import sheet
from clmplan.model.plan import Plan
from clmplan.model.step import Step

STARTS = tuple("=+-@\t\r＝＋－＠")


def rows_of(written: bytes) -> list[dict[str, str]]:
    text = written.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def money(rows: list[dict[str, str]], column: str) -> Decimal:
    return sum((Decimal(row[column]) for row in rows), Decimal(0))


def test_the_calendar_holds_every_send_with_its_numbers(plan: Plan) -> None:
    rows = {row["id"]: row for row in rows_of(calendar_csv(first_edition(plan))) if row["kind"] == "send"}
    assert {one.send.id for one in plan.sends} == set(rows)
    for one in plan.sends:
        row, counts = rows[one.send.id], one.waterfall
        assert str(one.send.day) == row["date"]
        assert ("" if one.send.time is None else one.send.time.isoformat("minutes")) == row["time"]
        assert (counts.audience, counts.contacts) == (int(row["audience"]), int(row["contacts"]))
        assert counts.refused_at(Step.HOLDOUT) == int(row["held out"])
        assert one.cost.amount == Decimal(row["cost (GBP)"])


def test_the_calendar_adds_up_to_the_plan(plan: Plan) -> None:
    rows = [row for row in rows_of(calendar_csv(first_edition(plan))) if row["kind"] == "send"]
    assert plan.contacts == sum(int(row["contacts"]) for row in rows)
    assert plan.cost.amount == money(rows, "cost (GBP)")


def test_tasks_are_rows_of_their_own_and_late_ones_are_marked(plan: Plan) -> None:
    rows = [row for row in rows_of(calendar_csv(first_edition(plan))) if row["kind"] == "task"]
    assert [task.id for task in sorted(plan.calendar.tasks, key=lambda task: task.due)] == [row["id"] for row in rows]
    assert [row["mark"] for row in rows] == ["late", "", "", ""]


def test_estimated_days_are_marked(plan: Plan) -> None:
    marked = {row["wave"] for row in rows_of(calendar_csv(first_edition(plan))) if row["mark"] == "estimated"}
    assert {"last_orders"} == marked


def next_edition(plan: Plan) -> Edition:
    """One send moved, one gone, all work but one gone."""
    first, _, *others = plan.sends
    moved = replace(first, send=replace(first.send, day=first.send.day + timedelta(days=1)))
    calendar = replace(plan.calendar, tasks=plan.calendar.tasks[:1])
    return edition(replace(plan, sends=(moved, *others), calendar=calendar), first_edition(plan).ledger)


def test_what_changed_is_marked_and_what_is_cancelled_stands_last_with_its_titles_and_its_status(plan: Plan) -> None:
    given = next_edition(plan)
    rows = rows_of(calendar_csv(given))
    assert [plan.sends[0].send.id] == [row["id"] for row in rows if row["mark"].startswith("moved, moved from ")]
    gone = [row for row in rows if row["status"]]
    assert rows[-len(gone) :] == gone and len(gone) == 4
    assert {("cancelled", "cancelled")} == {(row["mark"], row["status"]) for row in gone}
    assert [one.uid for one in given.cancelled] == [row["clm_uid"] for row in gone]
    was = {row["clm_uid"]: row for row in rows_of(calendar_csv(first_edition(plan)))}
    for row in gone:
        assert [row[name] for name in ("date", "weekday", "time", "kind", "campaign", "channel", "owner", "id")] == [
            was[row["clm_uid"]][name]
            for name in ("date", "weekday", "time", "kind", "campaign", "channel", "owner", "id")
        ]
        assert row["title"].startswith(was[row["clm_uid"]]["title"])
        assert {""} == {row[name] for name in ("contacts", "cost (GBP)", "for", "link", "note")}


def test_a_time_on_the_clock_of_each_customer_is_marked(plan: Plan) -> None:
    first, *others = plan.sends
    local = replace(plan, sends=(replace(first, send=replace(first.send, is_local=True)), *others))
    rows = rows_of(calendar_csv(first_edition(local)))
    assert [first.send.id] == [row["id"] for row in rows if "time of the customer" in row["mark"]]


def test_rows_come_by_day_and_then_by_time(plan: Plan) -> None:
    moments = [(row["date"], row["kind"] == "send", row["time"]) for row in rows_of(calendar_csv(first_edition(plan)))]
    assert sorted(moments) == moments


def test_the_header_speaks_the_language_of_the_plan() -> None:
    chinese = rows_of(calendar_csv(first_edition(sample_plan("zh"))))
    assert tuple(list(chinese[0])[i] for i in (0, 1, 14)) == ("日期", "星期", "成本 (GBP)")
    assert {"发送", "任务"} == {row["类型"] for row in chinese}
    assert {"周一", "周二", "周三", "周四", "周五"} <= {row["星期"] for row in chinese}


FILES = pytest.mark.parametrize("name", ["csv", "budget"])


@FILES
def test_files_begin_with_a_byte_order_mark_and_end_lines_with_crlf(name: str, plan: Plan) -> None:
    written = exporters()[name].write(first_edition(plan))
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.count(b"\n") == written.count(b"\r\n") > 5


@FILES
def test_hostile_titles_never_begin_a_cell_with_a_formula(name: str, hostile_plan: Plan) -> None:
    rows = rows_of(exporters()[name].write(first_edition(hostile_plan)))
    cells = [cell for row in rows for cell in row.values()]
    assert any(cell.startswith("'=") for cell in cells)
    assert not [cell for cell in cells if cell.startswith(STARTS)]
    assert all(None not in row and None not in row.values() for row in rows)


def test_hostile_titles_leave_the_numbers_alone(hostile_plan: Plan) -> None:
    rows = rows_of(calendar_csv(first_edition(hostile_plan)))
    assert len(hostile_plan.sends) + len(hostile_plan.calendar.tasks) == len(rows)
    assert hostile_plan.contacts == sum(int(row["contacts"]) for row in rows if row["kind"] == "send")


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",))), min_size=1, max_size=5))
def test_any_text_comes_back_on_one_line_and_cannot_be_a_formula(texts: list[str]) -> None:
    written = sheet(["header"] * len(texts), [texts]).decode("utf-8-sig")
    assert 2 == written.count("\r\n") == written.count("\n")
    back = list(csv.reader(StringIO(written, newline="")))[1]
    for text, cell in zip(texts, back or [""], strict=True):
        assert plain(text) == (cell[1:] if cell.startswith("'") and not plain(text).startswith("'") else cell)
        assert not cell.startswith(STARTS)


def test_money_below_zero_stays_a_number() -> None:
    assert sheet(["left"], [[Money(-50, "GBP")]]).decode("utf-8-sig") == "left\r\n-0.50\r\n"


def test_the_budget_total_adds_up_to_the_campaigns(plan: Plan) -> None:
    rows = rows_of(budget_csv(plan))
    campaigns = [row for row in rows if row["kind"] == "campaign"]
    (total,) = [row for row in rows if row["kind"] == "total"]
    for column in ("wanted (GBP)", "granted (GBP)", "planned (GBP)"):
        assert money(campaigns, column) == Decimal(total[column])
    assert plan.cost.amount == Decimal(total["planned (GBP)"])


def test_the_budget_says_what_is_left_of_each_limit_and_where_it_stands(plan: Plan) -> None:
    limits = [row for row in rows_of(budget_csv(plan)) if row["kind"] == "limit"]
    assert [row["name"] for row in limits] == ["autumn", "post"]
    for row in limits:
        assert Decimal(row["limit (GBP)"]) == Decimal(row["planned (GBP)"]) + Decimal(row["left (GBP)"])
    assert [row["place"] for row in limits] == ["gift_retailer.clm:30", "gift_retailer.clm:31"]


def test_a_campaign_that_wanted_more_says_why_and_where(plan: Plan) -> None:
    cut = [row for row in rows_of(budget_csv(plan)) if row["kind"] == "campaign" and row["why"]]
    assert {"win_back", "christmas", "thank_you", "call_list"} == {row["name"] for row in cut}
    assert {"gift_retailer.clm:30"} == {row["place"] for row in cut}
