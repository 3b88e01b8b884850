"""One file, a folder of files, or the files of a pattern: which of them hold the rows of a table."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.codes.data import FILE_KIND, FILE_MISSING, FILE_UNREADABLE
from clmplan.codes.project import PATH_OUTSIDE
from clmplan.codes.sources import MIXED_FILES, NO_FILES
from clmplan.data.sources.kinds import ANY, SUFFIXES, is_pattern, kind_of
from clmplan.data.sources.place import Place
from clmplan.data.sources.staging import listed

_HIDDEN = (".", "~$")  # the second are put beside an open workbook
_SYSTEM = ("thumbs.db", "desktop.ini")
_BESIDE = ("-wal", "-shm", "-journal")  # of a database that is in use


def source_files(place: Place) -> Checked[tuple[Place, ...]]:
    """The files of a source in the order of their names, all of one kind; none when something stands in the way."""
    try:
        if is_pattern(place.file):
            return _several(place, place.path.parent, PurePosixPath(place.file).name)
        if place.path.is_dir() and _is_inside(place):
            return _several(place, place.path, ANY)
        mistake = _mistake(place)
    except (OSError, RuntimeError):
        # Python 3.11 and 3.12 raise RuntimeError for links that form a circle.
        mistake = FILE_UNREADABLE.at(place.at, file=place.file)
    return Checked((), (mistake,)) if mistake is not None else Checked((place,))


def _several(place: Place, folder: Path, pattern: str) -> Checked[tuple[Place, ...]]:
    """The data files of a folder whose names follow a pattern; folders inside it are left alone."""
    if not folder.is_dir():
        return Checked((), (FILE_MISSING.at(place.at, file=place.file),))
    fits = re.compile(".*".join(re.escape(part) for part in pattern.split(ANY)), re.DOTALL)
    within = PurePosixPath(place.file) if pattern == ANY and folder == place.path else PurePosixPath(place.file).parent
    names = sorted(path.name for path in folder.iterdir() if fits.fullmatch(path.name) and _is_shown(path))
    kinds = {kind_of(name) for name in names}
    if kinds <= {None}:
        return Checked((), (NO_FILES.at(place.at, file=place.file, kinds=" ".join(SUFFIXES)),))
    if len(kinds) > 1:
        # A file of an unknown kind may hold rows too: none is passed over in silence.
        ends = sorted({PurePosixPath(name).suffix.lower() or name for name in names})
        one = within / f"{pattern if pattern.endswith(ANY) else ANY}{next(end for end in ends if kind_of(f'x{end}'))}"
        return Checked((), (MIXED_FILES.at(place.at, file=place.file, kinds=listed(ends), pattern=one),))
    found = tuple(Place(folder / name, str(within / name), place.at) for name in names)
    mistakes = tuple(mistake for mistake in map(_mistake, found) if mistake is not None)
    return Checked((), mistakes) if mistakes else Checked(found)


def _is_shown(path: Path) -> bool:
    """Whether a person put the file there."""
    is_aside = path.name.startswith(_HIDDEN) or path.name.endswith(_BESIDE) or path.name.lower() in _SYSTEM
    return not is_aside and not path.is_dir()


def _mistake(place: Place) -> Diagnostic | None:
    """What stands in the way of one file, if anything."""
    if not _is_inside(place):
        return PATH_OUTSIDE.at(place.at, path=place.file)
    if kind_of(place.file) is None:
        return FILE_KIND.at(place.at, file=place.file)
    if not place.path.exists():
        return FILE_MISSING.at(place.at, file=place.file)
    # A pipe or a device may never end.
    return None if place.path.is_file() else FILE_UNREADABLE.at(place.at, file=place.file)


def _is_inside(place: Place) -> bool:
    """Whether a file, all links followed, lies below the project folder."""
    root = place.path
    for _ in PurePosixPath(place.file).parts:
        root = root.parent
    return place.path.resolve().is_relative_to(root.resolve())
