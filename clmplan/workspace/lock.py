"""One run at a time in a project."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from clmplan.base.diagnostics import Checked
from clmplan.codes import workspace as say
from clmplan.workspace.home import NAME, make_home

_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")


@contextmanager
def locked(root: Path) -> Iterator[Checked[bool]]:
    """Hold the project's lock while inside; the value says whether it was free.

    The lock is SQLite's own on an empty file: it works alike on every system and ends with its process, however that
    ended, so there are no stale locks to judge.
    """
    made = make_home(root)
    if made.value is None:
        yield Checked(False, made.diagnostics)
        return
    try:
        connection = sqlite3.connect(made.value / "lock", timeout=0, isolation_level=None)
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as problem:
        if problem.sqlite_errorname in _BUSY:
            yield Checked(False, (say.WORKSPACE_BUSY.at(None, name=NAME),))
        else:
            yield Checked(False, (say.FOLDER_UNWRITABLE.at(None, name=NAME, reason=problem.sqlite_errorname),))
        return
    with closing(connection):
        yield Checked(True)
