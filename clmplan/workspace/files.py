"""Text in, and outputs out: whole or not at all."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from stat import S_ISREG

from clmplan.base.diagnostics import Checked, Code, Diagnostic
from clmplan.base.source import Source
from clmplan.codes import workspace as say

LARGEST_TEXT = 16 * 1024 * 1024

_STAGING = ".clmplan-writing"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_REFUSED = frozenset(
    {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.ENOENT, errno.ELOOP, errno.ENAMETOOLONG}
)


def read_text(path: Path, name: str) -> Checked[Source | None]:
    """The text of a UTF-8 file under the name people know it by, without a byte order mark."""
    try:
        if not S_ISREG(path.stat().st_mode):
            return _nothing(say.FILE_NOT_REGULAR, name=name)
        with path.open("rb") as file:
            data = file.read(LARGEST_TEXT + 1)
    except (FileNotFoundError, NotADirectoryError):
        return _nothing(say.FILE_MISSING, name=name)
    except OSError as problem:
        return _nothing(say.FILE_UNREADABLE, name=name, reason=reason(problem))
    except ValueError:
        # The operating system knows no path with a NUL character.
        return _nothing(say.FILE_MISSING, name=name.replace("\0", ""))
    if len(data) > LARGEST_TEXT:
        return _nothing(say.FILE_TOO_LARGE, name=name, limit=LARGEST_TEXT // 2**20)
    return _decode(data.removeprefix(_BYTE_ORDER_MARK), name)


def is_readable_inside(root: Path, name: str) -> bool:
    """Whether a relative path stays in a folder even where the file itself is a link."""
    try:
        return _is_inside(root, name) and (root / name).resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False


def names_beside(root: Path, name: str) -> tuple[str, ...]:
    """The files in the folder of a relative path with the same ending, as paths from the root, sorted."""
    path = PurePosixPath(name)
    try:
        found = sorted(file.name for file in (root / path.parent).iterdir() if file.suffix == path.suffix)
    except OSError:
        return ()
    return tuple(str(path.parent / one) for one in found)


def write_all(folder: Path, files: Mapping[str, bytes]) -> Checked[None]:
    """Put files (by relative path, with `/`) into a folder: all of them, or none and the old ones stay."""

    def fill(staging: Path) -> None:
        for name, data in files.items():
            target = staging / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)

    return install(folder, tuple(files), fill)


def install(folder: Path, names: Iterable[str], fill: Callable[[Path], None]) -> Checked[None]:
    """Let `fill` write the named files into an empty folder, then swap them all in; on failure the old ones stay.

    INVARIANT: one run at a time writes to a folder (see `lock`); leftovers of a killed run are cleared first.
    """
    wanted = tuple(sorted(names))
    outside = next((name for name in wanted if not _is_inside(folder, name)), None)
    if outside is not None:
        return Checked(None, (say.OUTSIDE_FOLDER.at(None, name=outside),))
    staging, created, is_done = folder / _STAGING, None, False
    try:
        created = _first_missing(folder)
        folder.mkdir(parents=True, exist_ok=True)
        _recover(folder, staging)
        (staging / "new").mkdir(parents=True)
        fill(staging / "new")
        _swap(folder, staging, wanted)
        is_done = True
    except OSError as problem:
        return Checked(None, (write_problem(problem, folder.name),))
    finally:
        _discard(staging, created, is_done)
    return Checked(None)


def write_problem(problem: OSError, name: str) -> Diagnostic:
    """What an error while writing means: the place refuses, or the writing failed."""
    code = say.FOLDER_UNWRITABLE if problem.errno in _REFUSED else say.WRITE_FAILED
    return code.at(None, name=name, reason=reason(problem))


def reason(problem: OSError) -> str:
    """The symbol of an error, the same in every language."""
    return errno.errorcode.get(problem.errno or 0, type(problem).__name__)


def _nothing(code: Code, **values: object) -> Checked[Source | None]:
    return Checked(None, (code.at(None, **values),))


def _decode(data: bytes, name: str) -> Checked[Source | None]:
    nul = data.find(b"\0")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        return _nothing(say.FILE_NOT_UTF8, name=name, line=line)
    if nul >= 0:
        return _nothing(say.FILE_HAS_NUL, name=name, line=data.count(b"\n", 0, nul) + 1)
    return Checked(Source(name, text))


def _is_inside(folder: Path, name: str) -> bool:
    path = PurePosixPath(name)
    if not path.parts or path.is_absolute() or path.parts[0] == _STAGING:
        return False
    if ".." in path.parts or any(mark in name for mark in "\\\0:"):
        return False
    try:
        # A link inside the folder must not lead out of it.
        return (folder / path).parent.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _first_missing(folder: Path) -> Path | None:
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    return missing[-1] if missing else None


def _recover(folder: Path, staging: Path) -> None:
    # A run was killed while it swapped: what it had set aside comes back first.
    if not staging.is_dir():
        return
    for kept in _kept(staging):
        kept.replace(folder / kept.relative_to(staging / "old"))
    _remove(staging)


def _swap(folder: Path, staging: Path, names: tuple[str, ...]) -> None:
    begun: list[str] = []
    try:
        for name in names:
            target = folder / name
            if target.is_dir() and not target.is_symlink():
                raise IsADirectoryError(errno.EISDIR, "a folder is in the way")
            target.parent.mkdir(parents=True, exist_ok=True)
            begun.append(name)
            _set_aside(target, staging / "old" / name)
            (staging / "new" / name).replace(target)
    except BaseException:
        _restore(folder, staging, begun)
        raise


def _set_aside(target: Path, kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists() and not target.is_symlink():
        return
    if not target.is_symlink():
        # A hard link leaves no moment without the file; where links are unknown the file is moved.
        with suppress(OSError):
            kept.hardlink_to(target)
            return
    target.replace(kept)


def _restore(folder: Path, staging: Path, names: list[str]) -> None:
    for name in reversed(names):
        target, kept, fresh = folder / name, staging / "old" / name, staging / "new" / name
        if kept.exists() or kept.is_symlink():
            kept.replace(target)
            # Renaming one hard link onto another of the same file leaves both.
            kept.unlink(missing_ok=True)
        elif not fresh.exists():
            target.unlink(missing_ok=True)


def _discard(staging: Path, created: Path | None, is_done: bool) -> None:
    # What cannot be cleared, or could not be put back, is left for the next run.
    with suppress(OSError):
        if is_done:
            _remove(staging)
        elif not _kept(staging):
            _remove(staging if created is None else created)


def _remove(folder: Path) -> None:
    from shutil import rmtree  # a project that is only read needs none of it

    rmtree(folder)


def _kept(staging: Path) -> list[Path]:
    return [path for path in sorted((staging / "old").rglob("*")) if path.is_symlink() or not path.is_dir()]
