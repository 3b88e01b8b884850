"""A person out of the store for good: no row is left, and no later import brings the person back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.base.progress import Progress, silent
from clmplan.codes.imported import PURGE_FOUND_NOBODY, PURGE_NOT_KEPT
from clmplan.data.engine import quoted
from clmplan.data.imported import freshness
from clmplan.data.imported.bring_in import bring_in
from clmplan.data.imported.purged import UnreadableListError, digest, read_purged, write_purged
from clmplan.data.imported.work import PurgeList, connect, parts
from clmplan.data.sources.place import Place
from clmplan.data.sources.stage import stage
from clmplan.data.typing.columns import typed_key
from clmplan.data.typing.texts import composed
from clmplan.model.project import Project


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge leaves to be done: files that still name the person, with the number of rows.

    `unread` are sources that could not be read, so nobody knows whether they do.
    """

    files: tuple[tuple[str, int], ...]
    unread: tuple[str, ...]


def purge(
    project: Project, root: Path, home: Path | None, customer: str, progress: Progress = silent
) -> Checked[Purged | None]:
    """Remove a customer from the store and keep the key out of later imports; the author's files stay as they are.

    The old store is removed before a new one is made, so that a purge that is broken off has purged all the same.
    """
    folder = freshness.make_folder(home)
    if folder is None:
        return Checked(None, (PURGE_NOT_KEPT.at(None, folder=home.name if home is not None else "–"),))
    key = composed(customer.strip())
    try:
        known = read_purged(folder)
    except UnreadableListError as error:
        return Checked(None, (error.finding,))
    salt = known.salt or _new_salt()
    try:
        write_purged(folder, PurgeList(salt, known.digests | {digest(salt, key)}))
    except OSError:
        return Checked(None, (PURGE_NOT_KEPT.at(None, folder=folder.name),))
    freshness.remove(folder / freshness.NAME)
    freshness.remove_unfinished(folder)
    left = _still_named(project, root, key, progress)
    imported = bring_in(project, root, folder, progress).value
    if imported is not None:
        imported.close()
    found: tuple[Diagnostic, ...] = ()
    if not left.files and not left.unread:
        found = (PURGE_FOUND_NOBODY.at(None),)
    return Checked(left, found)


def _new_salt() -> str:
    """A salt that nobody can guess: the one thing here that must not come out the same twice."""
    with connect(freshness.spill_folder(None)) as connection:
        (first, second) = connection.execute("SELECT uuid()::VARCHAR, uuid()::VARCHAR").fetchone() or ("", "")
    return f"{first}{second}".replace("-", "")


def _still_named(project: Project, root: Path, key: str, progress: Progress) -> Purged:
    """The files whose rows have the key, whatever else is in these rows."""
    files: Counter[str] = Counter()
    unread: list[str] = []
    with connect(freshness.spill_folder(None)) as connection:
        for part in parts(project):
            spec = part.spec
            place = Place(root / spec.file, spec.file, spec.at)
            staged = stage(connection, "keys of a source", place, (spec.key,), spec.source, progress)
            if staged.value is None:
                unread.append(spec.file)
                continue
            read = typed_key(connection, staged.value, spec.key, 0)
            joins = " ".join(read.joins)
            counted = connection.execute(
                f"SELECT s.file, count(*) FROM {quoted(staged.value.table)} s {joins} "
                f"WHERE {read.value} = ? GROUP BY s.file ORDER BY s.file",
                [key],
            ).fetchall()
            for number, count in counted:
                # The customers may be read from the same file as an event: its rows count once.
                name = staged.value.files[number]
                files[name] = max(files[name], count)
            for table in read.tables:
                connection.execute(f"DROP TABLE IF EXISTS {table}")
    return Purged(tuple(sorted(files.items())), tuple(dict.fromkeys(unread)))
