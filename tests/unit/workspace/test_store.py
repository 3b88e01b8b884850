"""The workspace database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from hashlib import sha256

import pytest

from clmplan.codes import workspace as say
from clmplan.workspace.store import PlanRow, RunRow, find_plan, plan_id, record_plan, record_run

JSON = b'{"plan": 1}\n'
ROW = PlanRow(
    id=plan_id(JSON),
    project="shop",
    playbook="autumn",
    as_of="2026-10-01",
    horizon_start="2026-10-01",
    horizon_end="2026-11-01",
    seed=1,
    fingerprint="abc",
    customers=100,
    sends=3,
    contacts=250,
    cost_minor=12345,
    currency="CNY",
    plan_json_sha256=sha256(JSON).hexdigest(),
    version="0.1.0",
)


def codes(checked):
    return [diagnostic.code for diagnostic in checked.diagnostics]


def rows(root, statement):
    with closing(sqlite3.connect(root / ".clmplan" / "workspace.db")) as connection:
        return connection.execute(statement).fetchall()


def test_the_id_of_a_plan_comes_from_its_bytes():
    assert plan_id(JSON) == sha256(JSON).hexdigest()[:16]


def test_a_recorded_plan_is_found_again(tmp_path):
    assert record_plan(tmp_path, ROW).diagnostics == ()
    assert find_plan(tmp_path, ROW.id).value == ROW


def test_the_same_plan_is_one_row_and_another_plan_another(tmp_path):
    other = replace(ROW, id=plan_id(b"{}"), plan_json_sha256=sha256(b"{}").hexdigest())
    for row in (ROW, ROW, other, replace(ROW, version="0.2.0")):
        record_plan(tmp_path, row)
    assert rows(tmp_path, "SELECT id, version FROM plans ORDER BY version") == [(other.id, "0.1.0"), (ROW.id, "0.2.0")]


def test_the_same_runs_give_a_database_without_any_clock(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        record_plan(tmp_path / name, ROW)
        record_run(tmp_path / name, RunRow(ROW.id, "simulation", 1, "{}"))
    first, second = ((tmp_path / name / ".clmplan" / "workspace.db").read_bytes() for name in ("one", "two"))
    assert first == second


def test_a_run_is_kept_once_per_document(tmp_path):
    for document in ("{}", "{}", '{"a": 1}'):
        assert record_run(tmp_path, RunRow(ROW.id, "evaluation", None, document)).diagnostics == ()
    record_run(tmp_path, RunRow(ROW.id, "simulation", 7, "{}"))
    found = rows(tmp_path, "SELECT plan_id, kind, seed, document FROM runs ORDER BY kind, document")
    assert found == [
        (ROW.id, "evaluation", None, '{"a": 1}'),
        (ROW.id, "evaluation", None, "{}"),
        (ROW.id, "simulation", 7, "{}"),
    ]


def test_looking_for_a_plan_creates_nothing(tmp_path):
    assert find_plan(tmp_path, ROW.id).value is None
    assert find_plan(tmp_path / "none", ROW.id).value is None
    assert list(tmp_path.iterdir()) == []


def test_a_plan_nobody_recorded_is_not_found(tmp_path):
    record_plan(tmp_path, ROW)
    assert find_plan(tmp_path, "' OR 1=1 --").value is None
    assert find_plan(tmp_path, "' OR 1=1 --").diagnostics == ()


def test_an_empty_database_file_holds_no_plan(tmp_path):
    (tmp_path / ".clmplan").mkdir()
    (tmp_path / ".clmplan" / "workspace.db").touch()
    assert find_plan(tmp_path, ROW.id).value is None
    assert record_plan(tmp_path, ROW).diagnostics == ()


def test_a_file_that_is_no_database_is_reported_and_left_alone(tmp_path):
    (tmp_path / ".clmplan").mkdir()
    path = tmp_path / ".clmplan" / "workspace.db"
    path.write_bytes(b"no database " * 1000)
    assert codes(find_plan(tmp_path, ROW.id)) == [say.WORKSPACE_DAMAGED]
    assert codes(record_plan(tmp_path, ROW)) == [say.WORKSPACE_DAMAGED]
    assert path.read_bytes() == b"no database " * 1000


def test_a_database_of_a_newer_version_is_not_touched(tmp_path):
    record_plan(tmp_path, ROW)
    rows(tmp_path, "PRAGMA user_version = 99")
    assert codes(find_plan(tmp_path, ROW.id)) == [say.WORKSPACE_NEWER]
    assert codes(record_run(tmp_path, RunRow(ROW.id, "simulation", 1, "{}"))) == [say.WORKSPACE_NEWER]


def test_a_database_without_its_tables_is_damaged(tmp_path):
    record_plan(tmp_path, ROW)
    rows(tmp_path, "DROP TABLE plans")
    assert codes(find_plan(tmp_path, ROW.id)) == [say.WORKSPACE_DAMAGED]


def test_a_database_in_use_is_busy(tmp_path, monkeypatch):
    record_plan(tmp_path, ROW)
    monkeypatch.setattr("clmplan.workspace.store._PATIENCE", 0)
    with closing(sqlite3.connect(tmp_path / ".clmplan" / "workspace.db", isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        assert codes(record_plan(tmp_path, ROW)) == [say.WORKSPACE_BUSY]


def test_a_project_that_cannot_be_written_is_reported(tmp_path):
    (tmp_path / "file").touch()
    assert codes(record_plan(tmp_path / "file", ROW)) == [say.FOLDER_UNWRITABLE]
    (tmp_path / ".clmplan" / "workspace.db").mkdir(parents=True)
    assert codes(record_plan(tmp_path, ROW)) == [say.FOLDER_UNWRITABLE]


def test_what_is_no_plan_id_is_a_bug(tmp_path):
    with pytest.raises(ValueError, match="no plan id"):
        record_plan(tmp_path, replace(ROW, id="../x"))
