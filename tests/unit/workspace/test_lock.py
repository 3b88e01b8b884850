"""Two runs never work in one project at once."""

from __future__ import annotations

import subprocess
import sys

from clmplan.codes import workspace as say
from clmplan.workspace.lock import locked

HOLD = """
import sys, time
from pathlib import Path
from clmplan.workspace.lock import locked
with locked(Path(sys.argv[1])) as lock:
    print(lock.value, flush=True)
    time.sleep(60)
"""


def codes(checked):
    return [diagnostic.code for diagnostic in checked.diagnostics]


def test_the_second_of_two_locks_is_busy_and_free_again_after(tmp_path):
    with locked(tmp_path) as first:
        assert first.value
        with locked(tmp_path) as second:
            assert not second.value
            assert codes(second) == [say.WORKSPACE_BUSY]
    with locked(tmp_path) as third:
        assert third.value


def test_a_lock_is_free_after_an_exception(tmp_path):
    try:
        with locked(tmp_path):
            raise LookupError
    except LookupError:
        pass
    with locked(tmp_path) as lock:
        assert lock.value


def test_two_projects_do_not_wait_for_each_other(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with locked(tmp_path / "a") as first, locked(tmp_path / "b") as second:
        assert first.value
        assert second.value


def test_another_process_holds_the_lock_until_it_dies(tmp_path):
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout.readline().strip() == "True"
        with locked(tmp_path) as lock:
            assert codes(lock) == [say.WORKSPACE_BUSY]
    finally:
        holder.kill()
        holder.communicate()
    with locked(tmp_path) as lock:
        assert lock.value


def test_a_project_that_cannot_be_written_has_no_lock(tmp_path):
    (tmp_path / "file").touch()
    with locked(tmp_path / "file") as lock:
        assert not lock.value
        assert codes(lock) == [say.FOLDER_UNWRITABLE]


def test_a_lock_that_is_a_folder_is_reported(tmp_path):
    (tmp_path / ".clmplan" / "lock").mkdir(parents=True)
    with locked(tmp_path) as lock:
        assert codes(lock) == [say.FOLDER_UNWRITABLE]


def test_git_ignores_everything_the_workspace_keeps(tmp_path):
    with locked(tmp_path):
        assert (tmp_path / ".clmplan" / ".gitignore").read_text() == "*\n"
