"""A place in a text as people look at it: the line, and a mark under the right characters."""

from __future__ import annotations

from unicodedata import category, east_asian_width

from clmplan.base.source import Span

_TAB = 4
_LONGEST = 160


def width(text: str) -> int:
    """Cells a text takes on a terminal: wide characters two, joining marks none, tabs to the next stop of four."""
    cells = 0
    for character in text:
        if character == "\t":
            cells += _TAB - cells % _TAB
        elif category(character) in {"Mn", "Me", "Cf"}:
            continue
        else:
            cells += 2 if east_asian_width(character) in {"W", "F"} else 1
    return cells


def padded(text: str, cells: int) -> str:
    """A text filled with spaces to a number of cells."""
    return text + " " * max(0, cells - width(text))


def excerpt(span: Span) -> tuple[str, str]:
    """The line of a place and the line of carets below it; long lines are cut around the place."""
    line = span.source.line_text(span.line)
    start = span.column - 1
    end = max(start + 1, min(len(line), start + (span.end - span.start)))
    if len(line) > _LONGEST:
        cut = max(0, start - _LONGEST // 2)
        line, start, end = line[cut : cut + _LONGEST], start - cut, min(end - cut, _LONGEST)
    before = width(line[:start])
    marked = max(1, width(line[:end]) - before)
    return line.expandtabs(_TAB), " " * before + "^" * marked
