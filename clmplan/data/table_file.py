"""Any data file to columns of text: what can go wrong between a path and its rows."""

from __future__ import annotations

from pathlib import Path

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.base.source import Span
from clmplan.codes.data import FILE_IS_FOLDER, FILE_KIND, FILE_MISSING, FILE_UNREADABLE
from clmplan.codes.project import PATH_OUTSIDE
from clmplan.data.csv_file import csv_table
from clmplan.data.parquet_file import parquet_table
from clmplan.data.raw_table import Place, RawTable

CSV_SUFFIXES = (".csv", ".tsv", ".txt")
PARQUET_SUFFIX = ".parquet"


def inside(root: Path, file: str, at: Span | None) -> Checked[Place | None]:
    """The place of a project's file, unless a link leads out of the project folder."""
    path = root / file
    try:
        is_inside = path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        # Python 3.11 and 3.12 raise RuntimeError for links that form a circle.
        return Checked(None, (FILE_UNREADABLE.at(at, file=file),))
    return Checked(Place(path, file, at)) if is_inside else Checked(None, (PATH_OUTSIDE.at(at, path=file),))


def read_table(place: Place, wanted: tuple[str, ...]) -> Checked[RawTable | None]:
    """The wanted columns of a file, or what stands in the way."""
    suffix = place.path.suffix.lower()
    try:
        if place.path.is_dir():
            return Checked(None, (FILE_IS_FOLDER.at(place.at, file=place.file),))
        if suffix not in (*CSV_SUFFIXES, PARQUET_SUFFIX):
            return Checked(None, (FILE_KIND.at(place.at, file=place.file),))
        if not place.path.exists():
            return Checked(None, (FILE_MISSING.at(place.at, file=place.file),))
        if not place.path.is_file():
            # A pipe or a device may never end.
            return Checked(None, (_unreadable(place),))
        content = place.path.read_bytes() if suffix != PARQUET_SUFFIX else _first_bytes(place.path)
    except OSError:
        return Checked(None, (_unreadable(place),))
    return csv_table(content, place, wanted) if suffix != PARQUET_SUFFIX else parquet_table(content, place, wanted)


def _unreadable(place: Place) -> Diagnostic:
    return FILE_UNREADABLE.at(place.at, file=place.file)


def _first_bytes(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(4)
