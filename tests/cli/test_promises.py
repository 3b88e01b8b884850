"""What a plan promises: it adds up, it is whole, and one campaign's text does not move another's customers."""

from __future__ import annotations

import csv
import html
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from calendar_readers import by_icalendar, by_vobject
from command_line import copy, edit, outputs, run

from clmplan import pipeline
from clmplan.model.run import Planned


def plan_of(project: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((project / "build" / "plan.json").read_text(encoding="utf-8"))
    return document


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def days_of_orders(project: Path, as_of: date, known: set[str]) -> dict[str, list[date]]:
    days: dict[str, list[date]] = {}
    for row in rows_of(project / "data" / "orders.csv"):
        day = date.fromisoformat(row["date"])
        if day < as_of and row["customer"] in known:
            days.setdefault(row["customer"], []).append(day)
    return days


def stage_by_hand(days: list[date], as_of: date) -> str:
    """The stages of both English playbooks, written once more as plain Python."""
    ago = (as_of - max(days)).days
    if ago <= 60:
        return "new" if len(days) == 1 else "active"
    return "dormant" if ago <= 180 else "lost"


def recount(project: Path) -> tuple[dict[str, int], int, dict[str, Any]]:
    plan = plan_of(project)
    as_of = date.fromisoformat(plan["as_of"])
    customers = rows_of(project / "data" / "customers.csv")
    known = {row["customer"] for row in customers if date.fromisoformat(row["created"]) < as_of}
    days = days_of_orders(project, as_of, known)
    return Counter(stage_by_hand(each, as_of) for each in days.values()), len(days), plan


def test_stages_of_3317_customers_are_the_ones_counted_by_hand(gift: Path) -> None:
    by_hand, with_an_order, plan = recount(gift)
    in_plan = {stage["name"]: stage["customers"] for stage in plan["stages"]}
    assert by_hand == in_plan
    assert with_an_order == sum(in_plan.values()) == 3317


def test_stages_of_quickstart_are_the_ones_counted_by_hand(english: Path) -> None:
    run("compile", english)
    by_hand, with_an_order, plan = recount(english)
    assert by_hand == {stage["name"]: stage["customers"] for stage in plan["stages"]}
    assert with_an_order == 20


def check_that_it_adds_up(plan: dict[str, Any]) -> None:
    for send in plan["sends"]:
        waterfall = send["waterfall"]
        refused = sum(one["customers"] for one in waterfall["refused"])
        assert waterfall["audience"] == refused + waterfall["contacts"], send["send"]["id"]
    for file in plan["files"]:
        assert file["rows"] == file["used"] + file["set_aside"] + file["later"], file["file"]
    contacts = sum(send["waterfall"]["contacts"] for send in plan["sends"])
    assert plan["totals"]["contacts"] == contacts


def test_every_waterfall_and_every_file_of_a_large_plan_adds_up(gift: Path) -> None:
    plan = plan_of(gift)
    check_that_it_adds_up(plan)
    orders = next(file for file in plan["files"] if file["file"] == "data/orders.csv")
    assert orders["rows"] == len(rows_of(gift / "data" / "orders.csv"))


def test_rows_that_are_bad_or_late_are_still_accounted_for(english: Path) -> None:
    orders = english / "data" / "orders.csv"
    with orders.open("a", encoding="utf-8") as opened:
        opened.write("c01,2026-02-30,5.00\nc02,2026-03-01,five\nnobody,2026-03-01,5.00\nc03,2027-01-01,5.00\n")
    done = run("compile", english)
    assert done.status == 0, done.said
    plan = plan_of(english)
    check_that_it_adds_up(plan)
    counted = next(file for file in plan["files"] if file["file"] == "data/orders.csv")
    assert (72, 68, 3, 1) == tuple(counted[name] for name in ("rows", "used", "set_aside", "later"))


def test_another_message_moves_nobody_between_the_arms_of_any_campaign(gift_plan: Planned, tmp_path: Path) -> None:
    project = copy("gift", tmp_path)
    text = (project / "gift_retailer.clm").read_text(encoding="utf-8")
    campaign = text[text.index("campaign win_back") :]
    message = campaign[campaign.index('send email "') + len('send email "') :].split('"')[0]
    edit(project / "gift_retailer.clm", f'"{message}"', '"Quite another message"')
    loaded = pipeline.load(project, "clmplan.yaml").value
    assert loaded is not None
    edited = pipeline.plan(loaded, gift_plan.base.as_of).value
    assert edited is not None
    before, after = gift_plan.compiled, edited.compiled
    assert [one.campaign for one in before.assignments] == [one.campaign for one in after.assignments]
    for old, new in zip(before.assignments, after.assignments, strict=True):
        assert old.key == new.key
        for name in ("customer", "first_day", "is_held_out"):
            assert np.array_equal(getattr(old, name), getattr(new, name)), (old.campaign, name)
    editions = [pipeline.edition(each, {}) for each in (gift_plan, edited)]
    written = [json.loads(pipeline.render(each, "en")["plan.json"])["sends"] for each in editions]
    own, others = (
        [[one for one in sends if (one["send"]["campaign"] == "win_back") is own] for sends in written]
        for own in (True, False)
    )
    assert others[0] == others[1]
    assert own[0] != own[1]
    assert [one["waterfall"] for one in own[0]] == [one["waterfall"] for one in own[1]]


@pytest.mark.parametrize("in_the_way", ["report.html", "plan.json", "budget.csv"])
def test_a_failing_write_leaves_the_old_build(english: Path, in_the_way: str) -> None:
    build = english / "build"
    run("compile", english)
    (build / in_the_way).unlink()
    (build / in_the_way).mkdir()
    old = outputs(build)
    edit(english / "quickstart.clm", "What is in the roaster", "Another message")
    done = run("compile", english)
    assert done.status == 3
    assert "CLM70" in done.err
    assert old == outputs(build)
    assert [] == [path.name for path in build.iterdir() if path.name.startswith(".")]


def test_a_disk_that_fails_halfway_leaves_the_old_build(english: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("compile", english)
    old = outputs(english / "build")
    edit(english / "quickstart.clm", "What is in the roaster", "Another message")
    replace, calls = Path.replace, []

    def fails_third(self: Path, target: Path) -> Path:
        if self.parent.name == "new" and self.parent.parent.parent.name == "build":
            calls.append(self.name)
            if len(calls) == 3:
                raise OSError(28, "no space left")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fails_third)
    done = run("compile", english)
    assert 3 == len(calls)
    assert done.status == 3
    assert "CLM708" in done.err
    assert old == outputs(english / "build")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_two_calendar_programs_read_the_same_events(language: str, tmp_path: Path) -> None:
    project = copy(language, tmp_path)
    run("compile", project)
    content = (project / "build" / "calendar.ics").read_bytes()
    first = {one.uid: (one.title, one.start) for one in by_icalendar(content)}
    second = {one.uid: (one.title, one.start) for one in by_vobject(content)}
    assert first == second
    plan = plan_of(project)
    days = {send["send"]["day"] for send in plan["sends"] if send["waterfall"]["contacts"]}
    assert days
    assert days <= {start.isoformat()[:10] for _, start in first.values()}


def test_rows_set_aside_are_said_with_their_reason_in_the_terminal_and_in_the_plan(english: Path) -> None:
    orders = english / "data" / "orders.csv"
    orders.write_text(orders.read_text(encoding="utf-8") + "c01,2026-10-32,12.00\n", encoding="utf-8")
    done = run("compile", english)
    assert done.status == 0, done.said
    plan = json.loads((english / "build" / "plan.json").read_text(encoding="utf-8"))
    said = [one["message"] for one in plan["findings"] if "data/orders.csv" in one["message"]]
    assert len(said) == 1
    assert said[0] in done.err
    assert said[0] in html.unescape((english / "build" / "report.html").read_text(encoding="utf-8")).replace(
        "<code>", "`"
    ).replace("</code>", "`")
