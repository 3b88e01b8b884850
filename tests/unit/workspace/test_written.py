"""Files that people fill in are told from those that clmplan wrote."""

from __future__ import annotations

from pathlib import Path

from clmplan.workspace.written import is_written, remember_written


def test_what_was_written_is_known_and_what_somebody_changed_is_not(tmp_path: Path):
    assert not is_written(tmp_path, b"calendar").value
    assert list(tmp_path.iterdir()) == []
    assert remember_written(tmp_path, (b"calendar", b"table", b"table")).diagnostics == ()
    assert [is_written(tmp_path, one).value for one in (b"calendar", b"table", b"Calendar")] == [True, True, False]


def test_what_is_known_already_writes_nothing(tmp_path: Path):
    remember_written(tmp_path, (b"calendar",))
    before = (tmp_path / ".clmplan" / "workspace.db").read_bytes()
    assert remember_written(tmp_path, (b"calendar",)).diagnostics == ()
    assert before == (tmp_path / ".clmplan" / "workspace.db").read_bytes()


def test_a_file_that_is_no_database_is_said(tmp_path: Path):
    (tmp_path / ".clmplan").mkdir()
    (tmp_path / ".clmplan" / "workspace.db").write_bytes(b"no database " * 1000)
    assert is_written(tmp_path, b"calendar").has_errors
    assert remember_written(tmp_path, (b"calendar",)).has_errors
