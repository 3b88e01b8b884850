"""Small pieces of Markdown that both reference pages share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clmplan.base.diagnostics import Wording


def both(wording: Wording) -> str:
    """Both languages in one line."""
    return f"{wording.en} · {wording.zh}" if wording.en != wording.zh else wording.en


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A table after an empty line; nothing without rows."""
    rows = tuple(rows)
    if rows:
        yield from ("", f"| {' | '.join(head)} |", "|" + "---|" * len(head))
        yield from (f"| {' | '.join(row)} |" for row in rows)


def cell(*texts: str) -> str:
    """Code inside a table: a bar would end the cell, and back-ticks need longer ones around them."""
    return "<br>".join(_cell(text) for text in texts if text)


def fenced(lines: Iterable[str], language: str) -> Iterator[str]:
    """A block of code after an empty line."""
    yield from ("", f"```{language}", *lines, "```")


def _cell(text: str) -> str:
    fence = "`` " if "`" in text else "`"
    return fence + text.replace("|", "\\|") + fence[::-1]
