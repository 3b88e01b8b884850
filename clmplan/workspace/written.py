"""Files that people may fill in: what clmplan wrote is known by its digest, what differs is theirs."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from clmplan.base.diagnostics import Checked
from clmplan.workspace.store import change, rows

if TYPE_CHECKING:
    from sqlite_utils import Database

_KNOWN = "SELECT sha256 FROM written WHERE sha256 = ?"


def is_written(root: Path, content: bytes) -> Checked[bool]:
    """Whether clmplan once wrote a file of this content. Nothing is written."""
    found = rows(root, "written", _KNOWN, (sha256(content).hexdigest(),))
    return Checked(bool(found.value), found.diagnostics)


def remember_written(root: Path, contents: Iterable[bytes]) -> Checked[None]:
    """Know files by their content from now on; what is known already writes nothing."""
    fresh = []
    for content in contents:
        known = is_written(root, content)
        if known.has_errors:
            return Checked(None, known.diagnostics)
        if not known.value:
            fresh.append({"sha256": sha256(content).hexdigest()})

    def write(database: Database) -> None:
        database.table("written").insert_all(fresh, ignore=True)

    return change(root, write) if fresh else Checked(None)
