"""Rows of text in columns, as wide as what stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from clmplan.base.excerpt import padded, width

Row = tuple[str, ...]


def aligned(rows: Sequence[Row], *, is_headed: bool = False) -> list[str]:
    """Rows in columns: names to the left, numbers under a heading to the right."""
    cells = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for number, row in enumerate(rows):
        margin = "" if is_headed and number == 0 else "  "
        first = padded(margin + row[0], cells[0] + 2)
        rest = [
            " " * (size - width(text)) + text if is_headed else padded(text, size)
            for text, size in zip(row[1:], cells[1:], strict=True)
        ]
        lines.append("  ".join((first, *rest)).rstrip())
    return lines
