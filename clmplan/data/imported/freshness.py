"""Whether a store still says what the sources and the project say, and its way to the disk and back."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import fields, is_dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir, mkstemp

import clmplan
from clmplan.data.imported.work import PurgeList, parts
from clmplan.data.sources.folder_source import source_files
from clmplan.data.sources.place import Place
from clmplan.model.project import Project

NAME = "customers.duckdb"
FORMAT = 1  # raised whenever the same rows are stored in another way
_UNFINISHED = ".part"
_STALE_SECONDS = 24 * 3600


def state(project: Project, root: Path, purged: PurgeList) -> str | None:
    """A digest of everything an import depends on; None when it has to be made anew, such as of a query."""
    digest = sha256(f"{FORMAT} {clmplan.__version__}".encode())
    digest.update(" ".join((purged.salt, *sorted(purged.digests))).encode())
    digest.update(repr((project.zone, project.currency)).encode())
    for part in parts(project):
        if part.spec.source.query is not None:
            return None
        digest.update(repr((part.name, _declared(part.spec))).encode())
        files = source_files(Place(root / part.spec.file, part.spec.file, None))
        if files.has_errors:
            return None
        try:
            for place in files.value:
                digest.update(f"{place.file} {_content(place.path)}".encode())
        except OSError:
            return None
    return digest.hexdigest()


def make_folder(home: Path | None) -> Path | None:
    """The folder of stores, made when missing with everything in it ignored by git; None when that is impossible."""
    if home is None:
        return None
    try:
        if not home.is_dir():
            home.mkdir()
            (home / ".gitignore").write_text("*\n", encoding="utf-8")
    except OSError:
        return None
    return home


def unfinished_file(home: Path) -> Path | None:
    """A new name for a store that is being written, which no other run uses; None when the folder takes no file."""
    try:
        number, name = mkstemp(prefix=f"{NAME}.", suffix=_UNFINISHED, dir=home)
        os.close(number)
        _remove_left_behind(home, Path(name))
        Path(name).unlink()
    except OSError:
        return None
    return Path(name)


def spill_folder(unfinished: Path | None) -> Path:
    """Where an import puts what does not fit into memory; it is made when it is needed and removed at the end."""
    if unfinished is not None:
        return unfinished.with_suffix(".spill")
    return Path(gettempdir()) / f"clmplan-{os.getpid()}.spill"


def finish(unfinished: Path, path: Path) -> bool:
    """Put a finished store in the place of the old one; whether that was possible."""
    try:
        unfinished.chmod(0o600)
        unfinished.replace(path)
    except OSError:
        remove(unfinished)
        return False
    return True


def remove(path: Path) -> None:
    """Remove a store and its journal, if they are there."""
    for one in (path, path.with_name(path.name + ".wal")):
        with suppress(OSError):
            one.unlink(missing_ok=True)


def remove_unfinished(home: Path) -> None:
    """Remove every unfinished store with what it spilled; a run that is still writing one goes on in memory."""
    for one in home.glob(f"{NAME}.*"):
        _remove_whole(one)


def _declared(value: object) -> object:
    """A declaration without the places where it is written."""
    if is_dataclass(value) and not isinstance(value, type):
        kept = (one.name for one in fields(value) if one.name != "at")
        return tuple((name, _declared(getattr(value, name))) for name in kept)
    return tuple(_declared(one) for one in value) if isinstance(value, tuple) else repr(value)


def _content(path: Path) -> str:
    """The digest of a file, and of the journal that a database may have beside it."""
    journal = path.with_name(path.name + "-wal")
    digests = []
    for one in (path, *((journal,) if journal.is_file() else ())):
        with one.open("rb") as opened:
            digests.append(file_digest(opened, "sha256").hexdigest())
    return " ".join(digests)


def _remove_left_behind(home: Path, new: Path) -> None:
    """Remove unfinished stores of runs that were killed long before this one."""
    now = new.stat().st_mtime
    for old in home.glob(f"{NAME}.*"):
        with suppress(OSError):
            if old != new and now - old.stat().st_mtime > _STALE_SECONDS:
                _remove_whole(old)


def _remove_whole(path: Path) -> None:
    """Remove a file, or a folder with everything in it, if that is possible."""
    if path.is_dir() and not path.is_symlink():
        rmtree(path, ignore_errors=True)
        return
    with suppress(OSError):
        path.unlink(missing_ok=True)
