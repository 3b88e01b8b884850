"""Arms and contacts survive a round trip through Parquet."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import duckdb
import numpy as np
import pytest

from clmplan.codes import workspace as say
from clmplan.model.plan import Assignment
from clmplan.workspace.assignments import load_assignments, save_assignments

PLAN = "0123456789abcdef"
KEYS = ("007", "7", "a'b", "客户", "𝄞")


def ints(*values):
    return np.array(values, dtype=np.int32)


ASSIGNMENTS = (
    Assignment("wake", "key of wake", ints(0, 2, 4), ints(20_700, 20_701, 20_702), np.array([True, False, False])),
    Assignment("", "programme", ints(0, 1, 2, 3, 4), ints(*[20_700] * 5), np.array([False] * 4 + [True])),
    Assignment("空", "empty", ints(), ints(), np.zeros(0, dtype=np.bool_)),
)
CONTACTS = {
    "wake": (ints(4, 2, 2), ints(20_703, 20_710, 20_703)),
    "care": (ints(), ints()),
    "": (ints(1, 1), ints(20_701, 20_701)),
}


def codes(checked):
    return [diagnostic.code for diagnostic in checked.diagnostics]


def save(root, plan=PLAN):
    return save_assignments(root, plan, KEYS, ASSIGNMENTS, CONTACTS)


def kept(root):
    folder = root / ".clmplan" / "plans" / PLAN
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_was_saved_is_loaded_with_rows_sorted_and_types_kept(tmp_path):
    assert save(tmp_path).diagnostics == ()
    found = load_assignments(tmp_path, PLAN).value
    assert found.keys == KEYS
    assert [(one.campaign, one.key) for one in found.assignments] == [(one.campaign, one.key) for one in ASSIGNMENTS]
    for one, other in zip(ASSIGNMENTS, found.assignments, strict=True):
        for name, kind in (("customer", np.int32), ("first_day", np.int32), ("is_held_out", np.bool_)):
            assert getattr(other, name).dtype == kind
            assert getattr(other, name).tolist() == getattr(one, name).tolist()
    assert sorted(found.contacts) == sorted(CONTACTS)
    assert found.contacts["wake"][0].tolist() == [2, 2, 4]
    assert found.contacts["wake"][1].tolist() == [20_703, 20_710, 20_703]
    assert found.contacts[""][0].tolist() == [1, 1]
    assert found.contacts["care"][0].dtype == np.int32


def test_a_plan_without_any_split_or_contact_is_kept_too(tmp_path):
    assert save_assignments(tmp_path, PLAN, (), (), {}).diagnostics == ()
    found = load_assignments(tmp_path, PLAN).value
    assert (found.keys, found.assignments, found.contacts) == ((), (), {})


def test_the_files_can_be_read_by_anyone_with_keys_as_text_and_days_as_dates(tmp_path):
    save(tmp_path)
    path = tmp_path / ".clmplan" / "plans" / PLAN / "assignments.parquet"
    with duckdb.connect() as connection:
        found = connection.execute("SELECT * FROM read_parquet(?) LIMIT 1", [str(path)]).fetchone()
    assert (found[0], found[1], found[2].isoformat(), found[3]) == ("wake", "007", "2026-09-04", True)


def test_the_same_plan_gives_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        save(tmp_path / name)
    assert kept(tmp_path / "one") == kept(tmp_path / "two")
    save(tmp_path / "one")
    assert kept(tmp_path / "one") == kept(tmp_path / "two")


def test_a_project_folder_with_odd_letters_works(tmp_path):
    root = tmp_path / "a[b]*?'c 客"
    root.mkdir()
    assert save(root).diagnostics == ()
    assert load_assignments(root, PLAN).value.keys == KEYS


@pytest.mark.parametrize("plan", ["f" * 16, "..", "../../x", ""])
def test_a_plan_that_was_never_kept_is_none(tmp_path, plan):
    save(tmp_path)
    assert load_assignments(tmp_path, plan).value is None
    assert load_assignments(tmp_path, plan).diagnostics == ()


@pytest.mark.parametrize("name", ["assignments.parquet", "contacts.parquet", "customers.parquet", "index.json"])
@pytest.mark.parametrize("data", [b"rubbish", b"", None])
def test_a_damaged_plan_is_reported(tmp_path, name, data):
    save(tmp_path)
    path = tmp_path / ".clmplan" / "plans" / PLAN / name
    if data is None:
        path.unlink()
    else:
        path.write_bytes(data)
    assert codes(load_assignments(tmp_path, PLAN)) == [say.WORKSPACE_DAMAGED]


def test_a_failing_disk_leaves_what_was_kept_before(tmp_path, monkeypatch):
    save(tmp_path)
    before = kept(tmp_path)
    original = Path.replace

    def broken(self, target):
        if self.as_posix().endswith("new/customers.parquet"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return original(self, target)

    monkeypatch.setattr(Path, "replace", broken)
    found = save_assignments(tmp_path, PLAN, KEYS, (), {})
    assert codes(found) == [say.WRITE_FAILED]
    assert kept(tmp_path) == before


def test_a_disk_that_refuses_parquet_is_reported(tmp_path, monkeypatch):
    def broken(*_given, **_named):
        raise duckdb.IOException("no space")

    monkeypatch.setattr("clmplan.workspace.assignments._write_entries", broken)
    assert codes(save(tmp_path)) == [say.WRITE_FAILED]
    assert load_assignments(tmp_path, PLAN).value is None


def test_a_project_that_cannot_be_written_is_reported(tmp_path):
    (tmp_path / "file").touch()
    assert codes(save(tmp_path / "file")) == [say.FOLDER_UNWRITABLE]


def test_what_is_no_plan_id_is_a_bug(tmp_path):
    with pytest.raises(ValueError, match="no plan id"):
        save(tmp_path, "../x")
