"""What calendars gave out, and what teams reported about it: kept by uid, the newest last, nothing overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.exporters.lines import Line, in_calendar_order, plain
from clmplan.model.plan import Plan
from clmplan.model.team.actual import Actual, Change, Entry, Reported, Status
from clmplan.workspace.store import change, rows

if TYPE_CHECKING:
    from sqlite_utils import Database

_ENTRIES, _ACTUALS = "calendar_entries", "actuals"
_BETWEEN = " "
_COLUMNS = tuple(field.name for field in fields(Entry))
_DAY, _GIVEN, _CURRENT = (_COLUMNS.index(name) for name in ("day", "given_days", "is_current"))
_LISTED = ", ".join(_COLUMNS)
_INSERT = f"INSERT OR REPLACE INTO {_ENTRIES} ({_LISTED}) VALUES ({', '.join('?' for _ in _COLUMNS)})"


def keep_entries(root: Path, plan: Plan, plan_id: str, lines: Sequence[Line] | None = None) -> tuple[Diagnostic, ...]:
    """Remember every entry of the calendar of a plan that is given out, by its `lines` if they are known.

    An entry that an earlier plan of the same playbook gave out and this one does not hold stays known. It is current no
    longer when its day was still to come. What went wrong is returned.
    """
    known = rows(root, _ENTRIES, f"SELECT * FROM {_ENTRIES} WHERE project = ? AND playbook = ?", _names(plan))
    if known.has_errors:
        return known.diagnostics
    # A workspace of an earlier version has fewer columns.
    before: dict[str, tuple[Any, ...]] = {row["uid"]: tuple(row.get(name) for name in _COLUMNS) for row in known.value}
    shown = in_calendar_order(plan) if lines is None else lines
    places = {one.name: number for number, one in enumerate(plan.playbook.campaigns)}
    made = {line.uid: _entry_row(plan, line, places, plan_id, before.get(line.uid)) for line in shown}
    kept = [row for uid, row in made.items() if before.get(uid) != row]
    gone = [(uid,) for uid, row in before.items() if uid not in made and row[_CURRENT] and row[_DAY] >= str(plan.as_of)]
    if not kept and not gone:
        return ()

    def write(database: Database) -> None:
        database.conn.executemany(_INSERT, kept)
        database.conn.executemany(f"UPDATE {_ENTRIES} SET is_current = 0 WHERE uid = ?", gone)

    return change(root, write).diagnostics


def entries(root: Path) -> Checked[Mapping[str, Entry]]:
    """Every entry that a calendar of this workspace ever gave out, by uid, in the order of the days."""
    found = rows(root, _ENTRIES, f"SELECT * FROM {_ENTRIES} ORDER BY day, uid")
    return Checked({row["uid"]: _entry_of(row) for row in found.value}, found.diagnostics)


def actuals(root: Path, known: Mapping[str, Entry]) -> Checked[Mapping[str, Actual]]:
    """What was reported so far about entries, by uid: of each value the one that arrived last.

    An entry about which everything was taken back is left out.
    """
    found = rows(root, _ACTUALS, f"SELECT * FROM {_ACTUALS} ORDER BY n")
    reported: dict[str, Reported] = {}
    sources: dict[str, list[str]] = {}
    for row in found.value:
        uid = row["uid"]
        reported[uid] = reported.get(uid, Reported()).updated(_reported_of(row))
        sources.setdefault(uid, []).append(row["source"])
    told = {uid: one for uid, one in reported.items() if uid in known and one.given}
    made = {uid: Actual(known[uid], one, tuple(sources[uid])) for uid, one in told.items()}
    return Checked(made, found.diagnostics)


def changes(before: Mapping[str, Reported], said: Iterable[tuple[Entry, Reported]]) -> tuple[Change, ...]:
    """What reports say that was not known before them."""
    found = (Change(entry, before.get(entry.uid), reported) for entry, reported in said)
    return tuple(one for one in found if one.before is None or one.before.updated(one.reported) != one.before)


def record_actuals(root: Path, said: Iterable[tuple[str, str, Iterable[Change]]]) -> Checked[None]:
    """Keep what files say, each by its name and sha256, in the order given: earlier reports stay beside it.

    INVARIANT: the caller holds the project's lock, and the changes follow what is kept.
    """
    made = list(chain.from_iterable(((name, digest, one) for one in each) for name, digest, each in said))

    def write(database: Database) -> None:
        database.table(_ACTUALS).insert_all(_actual_row(name, digest, one) for name, digest, one in made)

    return change(root, write) if made else Checked(None)


def _names(plan: Plan) -> tuple[str, str]:
    return plan.project, plan.playbook.name


def _entry_row(
    plan: Plan, line: Line, places: Mapping[str, int], plan_id: str, before: tuple[Any, ...] | None
) -> tuple[object, ...]:  # from SQLite
    """An entry in the order of its columns."""
    planned, day = line.send, line.day.isoformat()
    given = before[_GIVEN].split(_BETWEEN) if before else ()
    return (
        line.uid,
        *_names(plan),
        line.kind,
        line.id,
        line.campaign.name,
        line.wave,
        planned.send.channel if planned else "",
        day,
        _BETWEEN.join(sorted({*given, day})),
        planned.waterfall.contacts if planned else 0,
        planned.cost.minor if planned else 0,
        plan_id,
        1,
        plain(line.campaign.title or ""),
        places[line.campaign.name],
    )


def _entry_of(row: Mapping[str, Any]) -> Entry:  # what SQLite gives is untyped
    days = tuple(map(date.fromisoformat, row["given_days"].split(_BETWEEN)))
    typed = {"day": date.fromisoformat(row["day"]), "given_days": days, "is_current": bool(row["is_current"])}
    # A workspace of an earlier version knows no titles.
    known = {name: row[name] for name in _COLUMNS if row.get(name) is not None}
    return Entry(**{**known, **typed})


def _actual_row(source: str, digest: str, made: Change) -> dict[str, object]:
    entry, reported = made.entry, made.reported
    return {
        "uid": entry.uid,
        "kind": entry.kind,
        "id": entry.id,
        "plan": entry.plan,
        "reach": reported.reach,
        "cost_minor": reported.cost,
        "orders": reported.orders,
        "status": reported.status and reported.status.value,
        "day": reported.day and str(reported.day),
        "note": reported.note,
        "erased": _BETWEEN.join(reported.erased) or None,
        "source": source,
        "sha256": digest,
    }


def _reported_of(row: Mapping[str, Any]) -> Reported:  # as above
    return Reported(
        row["reach"],
        row["cost_minor"],
        row["orders"],
        None if row["status"] is None else Status(row["status"]),
        None if row["day"] is None else date.fromisoformat(row["day"]),
        row["note"],
        tuple((row.get("erased") or "").split()),
    )
