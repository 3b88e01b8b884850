"""A small shop whose calendar is given out again and again, and its entries as a calendar program keeps them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import icalendar
from command_line import run
from house.small_project import Small

LATER = """campaign thanks {
  for stage = active
  objective: thanks
  owner: "Anna"
  on 2026-11-20
  send email "Thanks"
}
campaign calls {
  for stage = active
  objective: calls
  owner: "李 雷"
  on 2026-12-01 at 11:00
  send email "We call"
}
"""


@dataclass(frozen=True)
class Seen:
    """What a calendar program keeps of an entry."""

    sequence: int
    status: str
    title: str
    start: date
    stamp: date


def shop_in(root: Path) -> Path:
    """The small project with three campaigns, in a folder."""
    Small().write(root)
    playbook = root / "shop.clm"
    playbook.write_text(playbook.read_text(encoding="utf-8") + LATER, encoding="utf-8")
    return root


def compiled(project: Path, *more: object) -> dict[str, Seen]:
    """Compile; the entries of the calendar by uid."""
    done = run("compile", project, *more)
    assert done.status == 0, done.said
    return entries(project / "build" / "calendar.ics")


def entries(file: Path) -> dict[str, Seen]:
    found = {}
    for event in icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT"):
        assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt
        assert str(event["UID"]) not in found
        start = event["DTSTART"].dt
        found[str(event["UID"])] = Seen(
            int(event["SEQUENCE"]), str(event["STATUS"]), str(event["SUMMARY"]), start, event["DTSTAMP"].dt.date()
        )
    return found


def differences(before: dict[str, Seen], after: dict[str, Seen]) -> dict[str, tuple[Seen, Seen]]:
    assert before.keys() == after.keys()
    return {uid: (one, after[uid]) for uid, one in before.items() if one != after[uid]}


def shown(changes: dict[str, tuple[Seen, Seen]]) -> list[tuple[int, int, str, str]]:
    """(sequence before, sequence now, status now, campaign) of what differs, sorted."""
    return sorted((old.sequence, new.sequence, new.status, new.title.split(" ·")[0]) for old, new in changes.values())


def without_calls(project: Path) -> None:
    """Remove the last campaign of the playbook."""
    playbook = project / "shop.clm"
    text = playbook.read_text(encoding="utf-8")
    playbook.write_text(text[: text.index("campaign calls")], encoding="utf-8")


def ledger(project: Path) -> list[tuple[object, ...]]:
    """The entries that the workspace remembers."""
    with closing(sqlite3.connect(project / ".clmplan" / "workspace.db")) as connection:
        return connection.execute("SELECT * FROM entries ORDER BY project, playbook, uid").fetchall()
