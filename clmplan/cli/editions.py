"""Editions of the calendar at the edge: what was given out before, how calendars are wished, giving out the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from clmplan import pipeline
from clmplan.base.diagnostics import Checked, Diagnostic, Wording
from clmplan.codes.editions import BETWEEN, FILLED_FILE_KEPT, KEPT, LATER_ENTRIES_KEPT, NEWS, SINCE
from clmplan.codes.workspace import WORKSPACE_BUSY
from clmplan.model.run import Planned

if TYPE_CHECKING:
    from clmplan.exporters.edition import Edition
    from clmplan.model.team.exported import Ledger

KINDS = ("owner", "channel")
ALARMS = ("30m", "2h", "1d")

_CALENDAR = "calendar.ics"
_FILLED = ("calendar.xlsx", "calendar.csv")
_ALARM = re.compile(r"([1-9]\d{0,3})([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_WRITTEN_ALARM = re.compile(rb"^X-CLMPLAN-ALARM:PT?(\d{1,4})([MHD])\r$", re.MULTILINE)
_ENOUGH = 4096


@dataclass(frozen=True, slots=True)
class Wish:
    """How calendars are wanted: an alarm before entries, a calendar `per` owner or channel as well."""

    alarm: timedelta | None = None
    per: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """An edition about to be given out, what was given out before it, and what is to be said of it."""

    root: Path
    before: Ledger
    edition: Edition
    notes: tuple[Diagnostic, ...] = ()

    @property
    def calendar(self) -> tuple[Path, str, str]:
        """Which calendar of which workspace it is an edition of."""
        return self.root, self.edition.plan.project, self.edition.plan.playbook.name


def alarm_of(text: str) -> timedelta | None:
    """The length of time that `30m`, `2h` or `1d` stands for; None when it stands for none."""
    found = _ALARM.fullmatch(text)
    return timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else None


def wish_as_before(folder: Path) -> Wish:
    """How the calendar that is in a folder was wished: a later command must not change it by the way."""
    try:
        with (folder / _CALENDAR).open("rb") as file:
            found = _WRITTEN_ALARM.search(file.read(_ENOUGH))
    except OSError:
        return Wish()
    return Wish(alarm_of(f"{int(found[1])}{found[2].decode().lower()}") if found else None)


def next_issue(planned: Planned, wish: Wish) -> Checked[Issue | None]:
    """The edition that follows the one last given out of the same calendar."""
    from clmplan.workspace.ledger import read_ledger

    plan, root = planned.compiled.plan, planned.loaded.root
    before = read_ledger(root, plan.project, plan.playbook.name)
    if before.has_errors:
        return Checked(None, before.diagnostics)
    edition = replace(pipeline.edition(planned, before.value), alarm=wish.alarm)
    return Checked(Issue(root, before.value, edition, _later(edition)))


def _later(edition: Edition) -> tuple[Diagnostic, ...]:
    later = edition.later
    if not later:
        return ()
    count = f"{len(later):,}"
    said = KEPT[len(later) != 1]
    entries = Wording(*(said.fill(locale, {"count": count}) for locale in ("en", "zh")))
    return (LATER_ENTRIES_KEPT.at(None, entries=entries, day=max(one.seen for one in later)),)


def with_filled(issue: Issue, folder: Path, files: Mapping[str, bytes]) -> tuple[Issue, Mapping[str, bytes]]:
    """The outputs with what somebody filled in since they were written last, under a name of its own; and its notes.

    What is kept is named after its content: keeping it twice is keeping it once.
    """
    from clmplan.workspace.written import is_written

    kept: dict[str, bytes] = {}
    notes: list[Diagnostic] = []
    for name in _FILLED:
        content = _content(folder / name)
        if content is None or content == files.get(name) or is_written(issue.root, content).value:
            continue
        start, end = name.split(".")
        other = f"{start}.{sha256(content).hexdigest()[:8]}.{end}"
        kept[other] = content
        notes.append(FILLED_FILE_KEPT.at(None, name=name, kept=other, path=folder / other))
    return replace(issue, notes=(*issue.notes, *notes)), {**files, **kept}


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes() if file.is_file() else None
    except OSError:
        return None


def calendars(edition: Edition, folder: Path, wish: Wish) -> Mapping[str, bytes]:
    """The calendars of single owners or channels that are wished, or that a folder has already.

    Whoever subscribed to one sees what is planned now, whatever command wrote it last; a calendar that is no longer
    wanted ends when its file is deleted.
    """
    from clmplan.exporters.parts import parts

    files: dict[str, bytes] = {}
    for kind in KINDS:
        kept = _own_calendars(folder, kind)
        if kept or kind in wish.per:
            files |= parts(edition, kind, kept)
    return files


def whose_calendars(edition: Edition, files: Iterable[str]) -> Mapping[str, str]:
    """The owner or channel of each file that is the calendar of one; "" where nobody is left in it."""
    from clmplan.exporters.parts import stem, whose

    named = {file: name for kind in KINDS for file, name in whose(edition, kind).items()}
    stems = tuple(stem(kind) for kind in KINDS)
    return {file: named.get(file, "") for file in files if file.startswith(stems)}


def give_out(issue: Issue, folder: Path, files: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """Write the outputs and remember what they say of each entry, both or neither; what went wrong.

    What is remembered comes first: when a run is killed between the two, the next one gives out the same edition.
    """
    from clmplan.workspace.files import write_all
    from clmplan.workspace.home import NAME
    from clmplan.workspace.ledger import is_latest, write_ledger
    from clmplan.workspace.written import remember_written

    latest = is_latest(*issue.calendar, issue.before)
    if latest.has_errors or not latest.value:
        return latest.diagnostics or (WORKSPACE_BUSY.at(None, name=NAME),)
    after, is_written = issue.edition.ledger, False
    known = remember_written(issue.root, (files[name] for name in _FILLED if name in files))
    if known.has_errors:
        return known.diagnostics
    kept = write_ledger(*issue.calendar, issue.before, after)
    if kept.has_errors:
        return kept.diagnostics
    try:
        found = write_all(folder, files).diagnostics
        is_written = not found
    finally:
        if not is_written:
            write_ledger(*issue.calendar, after, issue.before)
    return found


def news_lines(edition: Edition, locale: str) -> list[str]:
    """What is new since the edition before, on one line; nothing about a first edition."""
    news = edition.news
    said = [
        NEWS[kind][count != 1].fill(locale, {"count": f"{count:,}"}) for kind in NEWS if (count := news.get(kind, 0))
    ]
    return [SINCE.fill(locale, {"news": BETWEEN.fill(locale, {}).join(said)})] if said else []


def _own_calendars(folder: Path, kind: str) -> Iterable[str]:
    """The files of a kind in a folder that clmplan wrote."""
    from clmplan.exporters.ics import HEAD
    from clmplan.exporters.parts import stem

    try:
        names = sorted(path.name for path in folder.glob(f"{stem(kind)}*.ics"))
    except OSError:
        return ()
    return tuple(name for name in names if _begins_with(folder / name, HEAD.encode()))


def _begins_with(path: Path, head: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(head)) == head
    except OSError:
        return False
