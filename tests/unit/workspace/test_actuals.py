"""What calendars gave out and what teams reported: kept in the order of arrival, told by uid."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sample_plan import sample_plan

from clmplan.exporters.lines import in_calendar_order
from clmplan.model.plan import Plan
from clmplan.model.team.actual import Change, Reported, Status
from clmplan.workspace.actuals import actuals, changes, entries, keep_entries, record_actuals

ID, LATER = "0" * 16, "1" * 16


@pytest.fixture
def plan() -> Plan:
    return sample_plan()


def kept(root: Path) -> dict[str, Reported]:
    return {uid: one.reported for uid, one in actuals(root, entries(root).value).value.items()}


def record(root: Path, name: str, said: dict[str, Reported]) -> tuple[Change, ...]:
    """A file that says something about entries, recorded; what was new in it."""
    known = entries(root).value
    new = changes(kept(root), [(known[uid], one) for uid, one in said.items()])
    assert record_actuals(root, [(name, "f" * 64, new)]).diagnostics == ()
    return new


def without_last(plan: Plan, count: int) -> Plan:
    return replace(plan, sends=plan.sends[:-count])


def test_every_line_of_a_calendar_is_known_afterwards(tmp_path: Path, plan: Plan):
    assert entries(tmp_path).value == {}
    assert keep_entries(tmp_path, plan, ID) == ()
    known = entries(tmp_path).value
    lines = in_calendar_order(plan)
    assert set(known) == {line.uid for line in lines}
    for line in lines:
        entry = known[line.uid]
        assert (entry.id, entry.kind, entry.day, entry.given_days) == (line.id, line.kind, line.day, (line.day,))
        assert (entry.campaign, entry.wave, entry.plan, entry.is_current) == (line.campaign.name, line.wave, ID, True)
        planned = line.send
        if planned is not None:
            assert (entry.contacts, entry.cost_minor) == (planned.waterfall.contacts, planned.cost.minor)
            assert entry.channel == planned.send.channel


def test_the_same_plan_again_writes_nothing(tmp_path: Path, plan: Plan):
    keep_entries(tmp_path, plan, ID)
    before = (tmp_path / ".clmplan" / "workspace.db").read_bytes()
    keep_entries(tmp_path, plan, ID)
    assert before == (tmp_path / ".clmplan" / "workspace.db").read_bytes()


def test_an_entry_of_an_earlier_plan_stays_known_and_is_current_while_its_day_was_over(tmp_path: Path, plan: Plan):
    keep_entries(tmp_path, plan, ID)
    first = min(plan.sends, key=lambda one: one.send.day).send
    last = max(plan.sends, key=lambda one: one.send.day).send
    fewer = tuple(one for one in plan.sends if one.send.id not in {first.id, last.id})
    tasks = tuple(one for one in plan.calendar.tasks if one.send not in {first.id, last.id})
    later = replace(
        plan,
        sends=fewer,
        calendar=replace(plan.calendar, tasks=tasks),
        as_of=first.day + timedelta(days=1),
    )
    keep_entries(tmp_path, later, LATER)
    known = {one.id: one for one in entries(tmp_path).value.values() if one.kind == "send"}
    assert (known[first.id].plan, known[first.id].is_current) == (ID, True)
    assert (known[last.id].plan, known[last.id].is_current) == (ID, False)
    assert {one.plan for name, one in known.items() if name not in {first.id, last.id}} == {LATER}
    keep_entries(tmp_path, plan, ID)
    assert all(one.is_current for one in entries(tmp_path).value.values())


def test_the_days_on_which_an_entry_was_ever_planned_are_kept(tmp_path: Path, plan: Plan):
    keep_entries(tmp_path, plan, ID)
    moved = plan.sends[-1]
    day = moved.send.day + timedelta(days=3)
    sends = (*plan.sends[:-1], replace(moved, send=replace(moved.send, day=day)))
    keep_entries(tmp_path, replace(plan, sends=sends), LATER)
    entry = next(one for one in entries(tmp_path).value.values() if one.id == moved.send.id)
    assert (entry.day, entry.given_days) == (day, (moved.send.day, day))


def test_entries_of_another_playbook_stay_as_they_are(tmp_path: Path, plan: Plan):
    keep_entries(tmp_path, plan, ID)
    before = entries(tmp_path).value
    keep_entries(tmp_path, replace(plan, playbook=replace(plan.playbook, name="other")), LATER)
    after = entries(tmp_path).value
    assert len(after) == 2 * len(before)
    assert {uid: after[uid] for uid in before} == dict(before)


def test_of_each_value_the_one_that_arrived_last_counts_and_what_is_left_empty_stays(tmp_path: Path, plan: Plan):
    keep_entries(tmp_path, plan, ID)
    uid, other = list(entries(tmp_path).value)[:2]
    everything = Reported(5, 250, 1, Status.LIVE, date(2011, 9, 9), "rain")
    assert len(record(tmp_path, "a.xlsx", {uid: everything, other: Reported(reach=1)})) == 2
    (change,) = record(tmp_path, "b.csv", {uid: Reported(reach=6, note="rain"), other: Reported(reach=1)})
    assert (change.before, change.corrected) == (everything, ("reach",))
    assert kept(tmp_path) == {uid: replace(everything, reach=6), other: Reported(reach=1)}
    known = entries(tmp_path).value
    assert actuals(tmp_path, known).value[uid].sources == ("a.xlsx", "b.csv")


def test_the_same_file_twice_changes_nothing(tmp_path: Path, plan: Plan):
    keep_entries(tmp_path, plan, ID)
    said = {uid: Reported(reach=number, note="x") for number, uid in enumerate(entries(tmp_path).value)}
    assert record(tmp_path, "a.xlsx", said)
    before = (tmp_path / ".clmplan" / "workspace.db").read_bytes()
    assert record(tmp_path, "a.xlsx", said) == ()
    assert before == (tmp_path / ".clmplan" / "workspace.db").read_bytes()


def test_what_was_corrected_stays_beside_the_correction(tmp_path: Path, plan: Plan):
    keep_entries(tmp_path, plan, ID)
    uid = next(iter(entries(tmp_path).value))
    for reach in (5, 6, 5):
        record(tmp_path, f"{reach}.csv", {uid: Reported(reach=reach)})
    with closing(sqlite3.connect(tmp_path / ".clmplan" / "workspace.db")) as connection:
        rows = connection.execute("SELECT n, uid, reach, source, plan FROM actuals ORDER BY n").fetchall()
    assert rows == [(1, uid, 5, "5.csv", ID), (2, uid, 6, "6.csv", ID), (3, uid, 5, "5.csv", ID)]
    assert kept(tmp_path) == {uid: Reported(reach=5)}


def test_what_is_taken_back_is_known_no_longer_and_stays_beside_what_was_reported(tmp_path: Path, plan: Plan):
    keep_entries(tmp_path, plan, ID)
    uid, other = list(entries(tmp_path).value)[:2]
    record(tmp_path, "a.csv", {uid: Reported(5, 250, day=date(2011, 9, 9)), other: Reported(reach=1)})
    gone = {uid: Reported(erased=("reach", "day")), other: Reported(erased=("reach",))}
    (change, _) = record(tmp_path, "b.csv", gone)
    assert (change.corrected, kept(tmp_path)) == (("reach", "day"), {uid: Reported(cost=250)})
    record(tmp_path, "c.csv", {uid: Reported(reach=7)})
    assert kept(tmp_path) == {uid: Reported(7, 250)}


def test_a_workspace_that_an_earlier_version_made_is_read_and_grows(tmp_path: Path, plan: Plan):
    keep_entries(tmp_path, plan, ID)
    uid = next(iter(entries(tmp_path).value))
    record(tmp_path, "a.csv", {uid: Reported(reach=5)})
    with closing(sqlite3.connect(tmp_path / ".clmplan" / "workspace.db")) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for table, name in (("calendar_entries", "title"), ("calendar_entries", "place"), ("actuals", "erased")):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
        connection.execute(f"PRAGMA user_version = {version - 1}")
        connection.commit()
    assert ({one.title for one in entries(tmp_path).value.values()}, kept(tmp_path)) == ({""}, {uid: Reported(reach=5)})
    record(tmp_path, "b.csv", {uid: Reported(cost=1, erased=("reach",))})
    assert kept(tmp_path) == {uid: Reported(cost=1)}
    keep_entries(tmp_path, plan, ID)
    titles = {one.name: (one.title or "", number) for number, one in enumerate(plan.playbook.campaigns)}
    assert {one.campaign: (one.title, one.place) for one in entries(tmp_path).value.values()}.items() <= titles.items()


def test_a_workspace_of_a_newer_version_is_left_alone(tmp_path: Path, plan: Plan):
    keep_entries(tmp_path, plan, ID)
    with closing(sqlite3.connect(tmp_path / ".clmplan" / "workspace.db")) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.commit()
    assert [one.code.name for one in entries(tmp_path).diagnostics] == ["workspace-newer"]
    assert [one.code.name for one in keep_entries(tmp_path, plan, ID)] == ["workspace-newer"]
