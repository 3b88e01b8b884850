"""Calendars of single owners or channels: each holds the entries of one, in a file named after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from unicodedata import normalize

from clmplan.exporters.edition import Edition
from clmplan.exporters.ics import calendar_of, title_of
from clmplan.model.team.exported import Exported

KINDS = ("owner", "channel")

_SUFFIX = ".ics"
_MOST_OF_SLUG = 40
_NOT_PLAIN = re.compile("[^a-z0-9]+")
# INVARIANT: a name that looks like one of ours with a digest gets a digest itself, so that no two share a file.
_LIKE_OURS = re.compile("(?:^|-)[0-9a-f]{10}$")


def stem(kind: str) -> str:
    """How the files of a kind begin."""
    return f"calendar-{kind}-"


def parts(edition: Edition, kind: str, kept: Iterable[str] = ()) -> Mapping[str, bytes]:
    """The calendars of every owner or every channel by file name; entries that have none are in no part.

    Names that differ in capitals or spaces alone share a calendar. In the files `kept` from before, what has gone to
    another owner or channel is cancelled until its day is over: whoever imported the file is told.
    """
    title, groups, names = title_of(edition), _groups(edition, kind), whose(edition, kind)
    former = _former(edition, kind)
    files = {}
    for file in sorted({*groups, *kept}):
        entries = groups.get(file, [])
        if file in kept:
            entries = sorted([*entries, *former.get(file, [])], key=lambda one: (one.day, one.uid))
        name = names.get(file, "")
        files[file] = calendar_of(edition, tuple(entries), f"{title} · {name}" if name else title)
    return files


def whose(edition: Edition, kind: str) -> Mapping[str, str]:
    """The owner or channel of each part by its file name, with those who have nothing left."""
    now = {file: _name(entries[-1], kind) for file, entries in _groups(edition, kind).items()}
    files = _Files(kind)
    ever: dict[str, str] = {}
    for one in edition.ledger.values():
        for name in (*_names_before(one, kind), _name(one, kind)):
            ever[files.of(name)] = name
    return dict(sorted({**ever, **now}.items()))


def slug(name: str) -> str:
    """A name as lower-case ASCII for a file: itself where it is that already, else what can be kept and a digest."""
    kept = _NOT_PLAIN.sub("-", normalize("NFKD", name).encode("ascii", "ignore").decode().lower()).strip("-")
    if kept.replace("-", " ") == name and len(kept) <= _MOST_OF_SLUG and not _LIKE_OURS.search(kept):
        return kept
    digest = sha256(name.encode("utf-8", "replace")).hexdigest()[:10]
    return "-".join(filter(None, (kept[:_MOST_OF_SLUG].strip("-"), digest)))


class _Files:
    """The file of each name, made once."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._known: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The file that holds the calendar of a name; "" for no name."""
        if name not in self._known:
            compared = _compared(name)
            self._known[name] = stem(self._kind) + slug(compared) + _SUFFIX if compared else ""
        return self._known[name]


def _groups(edition: Edition, kind: str) -> dict[str, list[Exported]]:
    groups: dict[str, list[Exported]] = {}
    files = _Files(kind)
    for one in edition.entries:
        file = files.of(_name(one, kind))
        if file:
            groups.setdefault(file, []).append(one)
    return groups


def _former(edition: Edition, kind: str) -> dict[str, list[Exported]]:
    """What is still to come and has left the calendar of a name for that of another, as cancelled there."""
    gone: dict[str, list[Exported]] = {}
    files = _Files(kind)
    for one in edition.entries:
        before = _names_before(one, kind) if one.day >= edition.plan.as_of else ()
        for file in dict.fromkeys(map(files.of, before)):
            if file not in ("", files.of(_name(one, kind))):
                gone.setdefault(file, []).append(replace(one, is_cancelled=True))
    return gone


def _name(one: Exported, kind: str) -> str:
    return one.owner if kind == "owner" else one.channel


def _names_before(one: Exported, kind: str) -> tuple[str, ...]:
    return one.former_owners if kind == "owner" else one.former_channels


def _compared(name: str) -> str:
    return " ".join(normalize("NFKC", name).casefold().split())
