"""`clmplan audience [NAME]`: who is where on a day, how many may be contacted, and how they moved."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from clmplan import censuses
from clmplan.base.diagnostics import Checked, Wording
from clmplan.census.groups import Meaning, find, members
from clmplan.census.moves import Moves
from clmplan.cli.audience.document import document
from clmplan.cli.audience.lines import View, group_lines, moves_lines, overview_lines
from clmplan.cli.audience.listing import write_list
from clmplan.cli.progress import shown
from clmplan.cli.session import Session, Stop, chosen_day, open_session
from clmplan.cli.speak import FINDINGS, OK, USAGE, err, out, show, status
from clmplan.codes.audience_words import NO_SUCH_GROUP, SAYS, SEVERAL_GROUPS
from clmplan.codes.cli_words import NO_AS_OF
from clmplan.language.scope import suggestion

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was asked: a name or everything, the days, how much to show and where to write a list."""

    name: str | None
    on: str | None
    since: str | None
    smallest: int
    shows_every_pair: bool
    list_to: Path | None
    key: Path | None
    as_json: bool


def run(asked: Asked, project: Path, locale: str | None) -> int:
    """Count the customers of a project; the exit status."""
    try:
        session = open_session(project, asked.on, locale, "--on")
        day, since = _days(asked, session)
        if asked.list_to is not None and asked.name is None:
            err(SAYS["list_needs_name"].fill(session.locale, {}))
            return USAGE
        with shown(session.locale) as progress:
            found = censuses.census(session.loaded, day, progress)
        counted = _or_stop(session, found)
        view = View(counted, session.loaded.project, day, since, asked.smallest, session.locale)
        meaning = None if asked.name is None else _meaning(view, asked.name)
        _answer(view, meaning, session, asked)
        if asked.list_to is not None and meaning is not None:
            inside = members(counted.crowd, meaning).tolist()
            keys = tuple(key for key, is_in in zip(counted.keys, inside, strict=True) if is_in)
            if len(keys) < asked.smallest:
                err(SAYS["list_too_small"].fill(session.locale, {"smallest": str(asked.smallest)}))
                return FINDINGS
            write_list(keys, asked.list_to, asked.key, session.loaded.root, session.locale)
    except Stop as stop:
        return stop.status
    return OK


def _answer(view: View, meaning: Meaning | None, session: Session, asked: Asked) -> None:
    moved: tuple[Moves, ...] = ()
    if view.since is not None:
        with shown(session.locale) as progress:
            found = censuses.moved(session.loaded, view.since, view.day, view.smallest, progress)
        moved = _or_stop(session, found)
    if asked.as_json:
        out(json.dumps(document(view, meaning, moved), ensure_ascii=False, indent=2))
        return
    lines = overview_lines(view, asked.shows_every_pair) if meaning is None else group_lines(view, meaning)
    for line in (*lines, *moves_lines(view, moved)):
        out(line)


def _days(asked: Asked, session: Session) -> tuple[date, date | None]:
    """The day looked at, and the earlier one that moves are counted from."""
    day = session.as_of or session.loaded.project.as_of
    if day is None:
        show((NO_AS_OF.at(None),), session.locale)
        raise Stop(USAGE)
    since = chosen_day("--since", asked.since, session.locale)
    if since is not None and since >= day:
        err(SAYS["since_not_before"].fill(session.locale, {"day": str(day)}))
        raise Stop(USAGE)
    return day, since


def _or_stop(session: Session, found: Checked[T | None]) -> T:
    """What was found; otherwise says what is wrong and stops."""
    if found.value is None or found.has_errors:
        show(found.diagnostics, session.locale)
        raise Stop(status(found.diagnostics))
    show(found.diagnostics, session.locale, "short")
    return found.value


def _meaning(view: View, name: str) -> Meaning:
    """The one thing a name stands for; otherwise says what it may be and stops."""
    found = find(view.census.crowd.playbook, name)
    if len(found) == 1:
        return found[0]
    if found:
        meanings = ", ".join(f"`{one.written}`" for one in found)
        show((SEVERAL_GROUPS.at(None, name=name, meanings=meanings),), view.locale)
    else:
        known = [one.name for one in find(view.census.crowd.playbook, None)]
        hint: Wording = suggestion(name, known)
        show((NO_SUCH_GROUP.at(None, name=name, hint=hint),), view.locale)
    raise Stop(FINDINGS)
