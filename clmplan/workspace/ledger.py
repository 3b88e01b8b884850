"""What each calendar said when it was last given out, by project and playbook: read, and written when it changes."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clmplan.base.diagnostics import Checked
from clmplan.codes import workspace as say
from clmplan.model.team.exported import Exported, Ledger
from clmplan.workspace.home import NAME
from clmplan.workspace.store import FILE, change, rows

if TYPE_CHECKING:
    from sqlite_utils import Database

_COLUMNS = tuple(field.name for field in fields(Exported))
_DAYS = ("day", "changed", "starts", "seen")
_SEVERAL = ("categories", "former_owners", "former_channels")
_BETWEEN = "\n"
_PARTS_OF_DIGEST = 3
_OF_CALENDAR = "WHERE project = ? AND playbook = ?"
# A workspace of an earlier version has fewer columns.
_READ = f"SELECT * FROM entries {_OF_CALENDAR} ORDER BY uid"
_LATEST = f"SELECT count(*) AS entries, max(edition) AS edition FROM entries {_OF_CALENDAR}"
_PLACES = ", ".join("?" for _ in ("project", "playbook", *_COLUMNS))
_INSERT = f"INSERT OR REPLACE INTO entries (project, playbook, {', '.join(_COLUMNS)}) VALUES ({_PLACES})"
_DELETE = f"DELETE FROM entries {_OF_CALENDAR} AND uid = ?"


def read_ledger(root: Path, project: str, playbook: str) -> Checked[Ledger]:
    """Every entry of a calendar by uid, sorted; empty when none was given out. Nothing is written."""
    found = rows(root, "entries", _READ, (project, playbook))
    try:
        return Checked({row["uid"]: _entry(row) for row in found.value}, found.diagnostics)
    except (ValueError, TypeError, AttributeError) as problem:
        reason = type(problem).__name__
        return Checked({}, (say.WORKSPACE_DAMAGED.at(None, name=f"{NAME}/{FILE}", reason=reason),))


def is_latest(root: Path, project: str, playbook: str, before: Ledger) -> Checked[bool]:
    """Whether a ledger that was read is still what is kept: nobody gave out another edition in the meantime."""
    found = rows(root, "entries", _LATEST, (project, playbook))
    entries, edition = (found.value[0]["entries"], found.value[0]["edition"]) if found.value else (0, None)
    latest = max((one.edition for one in before.values()), default=None)
    return Checked((entries, edition) == (len(before), latest), found.diagnostics)


def write_ledger(root: Path, project: str, playbook: str, before: Ledger, after: Ledger) -> Checked[None]:
    """Make of a ledger that was read another one: all of it or nothing; the same one writes nothing."""
    differing = [one for uid, one in after.items() if before.get(uid) != one]
    gone = [uid for uid in before if uid not in after]
    if not differing and not gone:
        return Checked(None)
    values = [(project, playbook, *_stored(one)) for one in sorted(differing, key=lambda one: one.uid)]

    def write(database: Database) -> None:
        database.conn.executemany(_INSERT, values)
        database.conn.executemany(_DELETE, [(project, playbook, uid) for uid in gone])

    return change(root, write)


def _stored(one: Exported) -> tuple[object, ...]:
    values: dict[str, object] = {name: getattr(one, name) for name in _COLUMNS}
    for name in _DAYS:
        values[name] = None if values[name] is None else str(values[name])
    values["time"] = None if one.time is None else one.time.isoformat()
    for name in _SEVERAL:
        values[name] = _BETWEEN.join(getattr(one, name))
    return tuple(values.values())


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def _entry(row: dict[str, Any]) -> Exported:  # what a database holds has any type until it is looked at
    if len(row["digest"].split(":")) != _PARTS_OF_DIGEST:
        raise ValueError(f"{row['digest']} is no digest")
    for name in _DAYS:
        row[name] = None if row[name] is None else _day(row[name])
    row["time"] = None if row["time"] is None else time.fromisoformat(row["time"])
    for name in _SEVERAL:
        row[name] = tuple(filter(None, row.get(name, "").split(_BETWEEN)))
    row["is_cancelled"], row["is_estimated"] = bool(row["is_cancelled"]), bool(row["is_estimated"])
    return Exported(**{name: row[name] for name in _COLUMNS if name in row})
