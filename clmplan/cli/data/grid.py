"""Rows of cells for a terminal: aligned by display width, long cells cut, nothing in them obeyed."""

from __future__ import annotations

from collections.abc import Sequence

from clmplan.base.excerpt import padded, visible, width

_CUT = "…"


def grid(rows: Sequence[Sequence[str]], *, widest: int = 32, margin: str = "  ") -> list[str]:
    """Rows of equally many cells in columns; the first row is a heading."""
    cut = [[shortened(one, widest) for one in row] for row in rows]
    if not cut:
        return []
    cells = [max(width(row[column]) for row in cut) for column in range(len(cut[0]))]
    lines = []
    for row in cut:
        line = "  ".join(padded(text, size) for text, size in zip(row, cells, strict=True))
        lines.append(margin + line.rstrip())
    return lines


def shortened(text: str, widest: int) -> str:
    """A text on one line, cut to a number of cells."""
    shown = visible(" ".join(text.split()))
    if width(shown) <= widest:
        return shown
    while width(shown) >= widest:
        shown = shown[:-1]
    return shown + _CUT
