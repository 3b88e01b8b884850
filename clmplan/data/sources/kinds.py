"""The kinds of files that hold rows, told by the end of the name."""

from __future__ import annotations

from enum import Enum
from pathlib import PurePosixPath
from types import MappingProxyType


class Kind(Enum):
    """How a file stores its rows; the value lists the ends of names."""

    TEXT = (".csv", ".tsv", ".txt")
    WORKBOOK = (".xlsx", ".xlsm", ".xls", ".ods")
    PARQUET = (".parquet",)
    SQLITE = (".db", ".sqlite", ".sqlite3")


SUFFIXES = tuple(suffix for kind in Kind for suffix in kind.value)
# The keys of a project file that say how a file is read, and the kind each is for.
KEY_KINDS = MappingProxyType(
    {"encoding": Kind.TEXT, "delimiter": Kind.TEXT, "sheet": Kind.WORKBOOK, "table": Kind.SQLITE}
)
ANY = "*"


def kind_of(file: str) -> Kind | None:
    """The kind of a file by its name; None for a folder or any other file."""
    suffix = PurePosixPath(file).suffix.lower()
    return next((kind for kind in Kind if suffix in kind.value), None)


def is_pattern(file: str) -> bool:
    """Whether a path stands for several files: `*` in its last part is any text."""
    return ANY in PurePosixPath(file).name
