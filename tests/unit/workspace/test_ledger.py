"""What the workspace remembers of a calendar that was given out."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, time

import pytest

from clmplan.codes import workspace as say
from clmplan.model.team.exported import Exported
from clmplan.workspace import store
from clmplan.workspace.ledger import is_latest, read_ledger, write_ledger
from clmplan.workspace.store import PlanRow, plan_id, record_plan

TIMED = Exported(
    uid="a@clmplan",
    kind="send",
    id="news/main/1/1",
    day=date(2026, 11, 10),
    time=time(9, 30),
    minutes=30,
    summary="News · Email · 3 contacts",
    campaign="news",
    channel="Email",
    owner="李雷",
    digest="d:en:w",
    sequence=2,
    changed=date(2026, 11, 2),
    is_cancelled=True,
    zone="Europe/London",
    is_estimated=True,
    description="message: a\nchannel: b\\n;,",
    categories=("Active", "Email"),
    address="https://shop.example/",
    change="moved",
    edition=3,
    seen=date(2026, 11, 1),
    campaign_title="News",
    wave_title="main",
    former_owners=("Anna", "Bob"),
    former_channels=("Post",),
)
WHOLE = Exported(
    "b@clmplan", "task", "list", date(2026, 12, 1), None, 0, "list", "news", "", "", "d::", 0, date(2026, 11, 2),
    starts=date(2026, 11, 28), seen=date(2026, 11, 2),
)  # fmt: skip
LEDGER = {one.uid: one for one in (TIMED, WHOLE)}
OF = ("shop", "winter")


def codes(checked):
    return [diagnostic.code for diagnostic in checked.diagnostics]


def database(root):
    return closing(sqlite3.connect(root / ".clmplan" / "workspace.db", isolation_level=None))


def stored(root, statement):
    with database(root) as connection:
        return connection.execute(statement).fetchall()


def test_what_was_written_is_read_again_in_the_order_of_uids(tmp_path):
    turned = dict(reversed(LEDGER.items()))
    assert write_ledger(tmp_path, *OF, {}, turned).diagnostics == ()
    read = read_ledger(tmp_path, *OF)
    assert (LEDGER, ()) == (read.value, read.diagnostics)
    assert list(LEDGER) == list(read.value)


def test_nothing_was_given_out_where_there_is_no_workspace_and_reading_makes_none(tmp_path):
    assert read_ledger(tmp_path, *OF).value == {}
    assert is_latest(tmp_path, *OF, {}).value
    assert list(tmp_path.iterdir()) == []


def test_calendars_of_other_projects_and_playbooks_are_apart(tmp_path):
    write_ledger(tmp_path, *OF, {}, LEDGER)
    write_ledger(tmp_path, "shop", "spring", {}, {TIMED.uid: replace(TIMED, sequence=9)})
    write_ledger(tmp_path, "store", "winter", {}, {})
    assert read_ledger(tmp_path, *OF).value == LEDGER
    assert [9] == [one.sequence for one in read_ledger(tmp_path, "shop", "spring").value.values()]
    assert read_ledger(tmp_path, "store", "winter").value == {}


def test_only_what_differs_is_written_and_the_same_ledger_writes_nothing(tmp_path):
    write_ledger(tmp_path, *OF, {}, LEDGER)
    stored(tmp_path, "UPDATE entries SET summary = 'untouched'")
    write_ledger(tmp_path, *OF, LEDGER, {**LEDGER, WHOLE.uid: replace(WHOLE, sequence=1)})
    assert [("untouched", 2), ("list", 1)] == stored(tmp_path, "SELECT summary, sequence FROM entries ORDER BY uid")
    before = (tmp_path / ".clmplan" / "workspace.db").read_bytes()
    assert write_ledger(tmp_path, *OF, LEDGER, dict(LEDGER)).diagnostics == ()
    assert before == (tmp_path / ".clmplan" / "workspace.db").read_bytes()


def test_a_ledger_can_be_put_back(tmp_path):
    write_ledger(tmp_path, *OF, {}, LEDGER)
    write_ledger(tmp_path, *OF, LEDGER, {})
    assert read_ledger(tmp_path, *OF).value == {}


def test_it_is_the_latest_until_somebody_gives_out_another_edition(tmp_path):
    write_ledger(tmp_path, *OF, {}, LEDGER)
    assert is_latest(tmp_path, *OF, LEDGER).value
    assert not is_latest(tmp_path, *OF, {}).value
    assert not is_latest(tmp_path, *OF, {TIMED.uid: TIMED}).value
    write_ledger(tmp_path, *OF, LEDGER, {**LEDGER, WHOLE.uid: replace(WHOLE, edition=4)})
    assert not is_latest(tmp_path, *OF, LEDGER).value


def test_a_workspace_of_an_earlier_version_gave_out_nothing_and_is_brought_up_to_date(tmp_path):
    record_plan(tmp_path, PlanRow(plan_id(b"{}"), "shop", "winter", "", "", "", 1, "", 1, 1, 1, 1, "GBP", "", "0"))
    stored(tmp_path, "DROP TABLE entries")
    stored(tmp_path, "DROP TABLE calendar_entries")
    stored(tmp_path, "DROP TABLE actuals")
    stored(tmp_path, "PRAGMA user_version = 1")
    assert read_ledger(tmp_path, *OF).value == {}
    assert write_ledger(tmp_path, *OF, {}, LEDGER).diagnostics == ()
    assert read_ledger(tmp_path, *OF).value == LEDGER
    assert [(1,)] == stored(tmp_path, "SELECT count(*) FROM plans")


def test_a_calendar_that_an_earlier_version_gave_out_is_read_and_goes_on(tmp_path, monkeypatch):
    with monkeypatch.context() as earlier:
        earlier.setattr("clmplan.workspace.store._MIGRATIONS", store._MIGRATIONS[:3])
        write_ledger(tmp_path, *OF, {}, LEDGER)
    new = ("campaign_title", "wave_title", "former_owners", "former_channels")
    for name in new:
        stored(tmp_path, f"ALTER TABLE entries DROP COLUMN {name}")
    old = {
        uid: replace(one, campaign_title="", wave_title="", former_owners=(), former_channels=())
        for uid, one in LEDGER.items()
    }
    assert read_ledger(tmp_path, *OF).value == old
    assert write_ledger(tmp_path, *OF, old, {**old, TIMED.uid: TIMED}).diagnostics == ()
    assert read_ledger(tmp_path, *OF).value == {**old, TIMED.uid: TIMED}


def test_a_workspace_of_a_newer_version_is_not_touched(tmp_path):
    write_ledger(tmp_path, *OF, {}, LEDGER)
    stored(tmp_path, "PRAGMA user_version = 99")
    for checked in (
        read_ledger(tmp_path, *OF),
        is_latest(tmp_path, *OF, LEDGER),
        write_ledger(tmp_path, *OF, LEDGER, {}),
    ):
        assert codes(checked) == [say.WORKSPACE_NEWER]


def test_a_file_that_is_no_database_is_damaged(tmp_path):
    (tmp_path / ".clmplan").mkdir()
    (tmp_path / ".clmplan" / "workspace.db").write_bytes(b"no database " * 1000)
    assert codes(read_ledger(tmp_path, *OF)) == [say.WORKSPACE_DAMAGED]
    assert codes(is_latest(tmp_path, *OF, {})) == [say.WORKSPACE_DAMAGED]
    assert codes(write_ledger(tmp_path, *OF, {}, LEDGER)) == [say.WORKSPACE_DAMAGED]


@pytest.mark.parametrize(
    "damage",
    ["day = '2026-13-01'", "time = 'noon'", "digest = 'x'", "changed = ''", "seen = 7", "digest = x'00'"],
)
def test_an_entry_that_makes_no_sense_is_damaged(tmp_path, damage):
    write_ledger(tmp_path, *OF, {}, LEDGER)
    stored(tmp_path, f"UPDATE entries SET {damage}")
    assert codes(read_ledger(tmp_path, *OF)) == [say.WORKSPACE_DAMAGED]


def test_a_workspace_in_use_is_busy(tmp_path, monkeypatch):
    write_ledger(tmp_path, *OF, {}, LEDGER)
    monkeypatch.setattr("clmplan.workspace.store._PATIENCE", 0)
    with database(tmp_path) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        assert codes(write_ledger(tmp_path, *OF, LEDGER, {})) == [say.WORKSPACE_BUSY]
    assert read_ledger(tmp_path, *OF).value == LEDGER


def test_a_write_that_fails_half_way_leaves_the_ledger_as_it_was(tmp_path):
    write_ledger(tmp_path, *OF, {}, LEDGER)
    stored(
        tmp_path, "CREATE TRIGGER full BEFORE INSERT ON entries WHEN NEW.uid = 'c' BEGIN SELECT RAISE(ABORT, 'x'); END"
    )
    more = {TIMED.uid: replace(TIMED, sequence=9), "c": replace(WHOLE, uid="c")}
    assert write_ledger(tmp_path, *OF, LEDGER, {**LEDGER, **more}).has_errors
    assert read_ledger(tmp_path, *OF).value == LEDGER
