"""The names of a source's columns against the columns wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from unicodedata import normalize

from clmplan.base.diagnostics import Diagnostic, nearest
from clmplan.codes.data import COLUMN_MISSING, COLUMN_TWICE
from clmplan.data.sources.place import Place

_SHOWN, _LONGEST = 12, 60
_BOM = "\ufeff"


def column_name(text: str) -> str:
    """A name of a header as the project file writes it: NFC, without BOM and outer spaces, on one line."""
    joined = " ".join(part.strip() for part in text.replace(_BOM, "").splitlines())
    return normalize("NFC", joined.strip())


def header_mistakes(header: Sequence[str], wanted: Sequence[str], place: Place) -> tuple[Diagnostic, ...]:
    """Wanted columns that a header lacks or has twice."""
    found: list[Diagnostic] = []
    counts = Counter(header)
    for column in dict.fromkeys(wanted):
        if counts[column] > 1:
            found.append(COLUMN_TWICE.at(place.at, file=place.file, column=column))
        elif not counts[column]:
            close = nearest(column, header)
            known = [close] if close else [name for name in header if name][:_SHOWN]
            listed = ", ".join(f"`{_short(name)}`" for name in known)
            found.append(COLUMN_MISSING.at(place.at, file=place.file, column=column, known=listed))
    return tuple(found)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else name[:_LONGEST] + "…"
