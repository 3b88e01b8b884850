"""Calendars of single owners or channels: each holds the entries of one, in a file named after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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

    Names that differ in capitals or spaces alone share a calendar. Of the files `kept` from before, one whose owner has
    nothing left holds no entry: whoever subscribed to it sees an empty calendar, not an old one.
    """
    title, groups = title_of(edition), _groups(edition, kind)
    files = {file: calendar_of(edition, (), title) for file in kept}
    for file, entries in groups.items():
        files[file] = calendar_of(edition, tuple(entries), f"{title} · {_name(entries[-1], kind)}")
    return dict(sorted(files.items()))


def whose(edition: Edition, kind: str) -> Mapping[str, str]:
    """The owner or channel of each part by its file name."""
    return {file: _name(entries[-1], kind) for file, entries in sorted(_groups(edition, kind).items())}


def slug(name: str) -> str:
    """A name as lower-case ASCII for a file: itself where it is that already, else what can be kept and a digest."""
    kept = _NOT_PLAIN.sub("-", normalize("NFKD", name).encode("ascii", "ignore").decode().lower()).strip("-")
    if kept.replace("-", " ") == name and len(kept) <= _MOST_OF_SLUG and not _LIKE_OURS.search(kept):
        return kept
    digest = sha256(name.encode("utf-8", "replace")).hexdigest()[:10]
    return "-".join(filter(None, (kept[:_MOST_OF_SLUG].strip("-"), digest)))


def _groups(edition: Edition, kind: str) -> dict[str, list[Exported]]:
    groups: dict[str, list[Exported]] = {}
    for one in edition.entries:
        name = _compared(_name(one, kind))
        if name:
            groups.setdefault(name, []).append(one)
    return {stem(kind) + slug(name) + _SUFFIX: entries for name, entries in groups.items()}


def _name(one: Exported, kind: str) -> str:
    return one.owner if kind == "owner" else one.channel


def _compared(name: str) -> str:
    return " ".join(normalize("NFKC", name).casefold().split())
