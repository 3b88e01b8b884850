"""A place in a text as people look at it: the line, and a mark under the right characters."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category, east_asian_width

from clmplan.base.source import Span

_TAB = 4
_LONGEST = 160
_CUT = "…"
_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_NO_CELL = frozenset({"Mn", "Me", "Cf"})
_KEPT = frozenset(
    {_JOINER, "\u200c", "\u00ad"}
)  # invisible marks that change how their neighbours look, and nothing else
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_MEDIAL_HANGUL = range(0x1160, 0x1200)


def width(text: str) -> int:
    """Cells a text takes on a terminal: wide characters two, joining marks none, tabs to the next stop of four."""
    if text.isascii() and "\t" not in text:
        return len(text)
    return sum(_cells(text))


def padded(text: str, cells: int) -> str:
    """A text filled with spaces to a number of cells."""
    return text + " " * max(0, cells - width(text))


def visible(text: str) -> str:
    """A text that cannot command a terminal nor hide anything: such characters become a replacement character."""
    if text.isascii() and text.isprintable():
        return text
    return "".join("\ufffd" if _is_hidden(one) else one for one in text)


def excerpt(span: Span, mark: str = "^") -> tuple[str, str]:
    """The line of a place and the marks below it; long lines are cut around the place."""
    raw = span.source.line_text(span.line)
    start = span.column - 1
    end = max(start + 1, min(len(raw), start + (span.end - span.start)))
    first = max(0, start - _LONGEST // 2) if len(raw) > _LONGEST else 0
    line = "".join(one if one == "\t" else visible(one) for one in raw[first : first + _LONGEST])
    if len(raw) > _LONGEST:
        head, tail = _CUT if first else "", _CUT if first + _LONGEST < len(raw) else ""
        line = head + line + tail
        start, end = start - first + len(head), min(end - first, _LONGEST) + len(head)
    cells = tuple(_cells(line))
    before = sum(cells[:start])
    marked = max(1, sum(cells[start:end]))
    shown = "".join(" " * size if one == "\t" else one for one, size in zip(line, cells, strict=True))
    return shown, " " * before + mark * marked


def _is_hidden(character: str) -> bool:
    kind = category(character)
    return kind in {"Cc", "Cs", "Zl", "Zp"} or (kind == "Cf" and character not in _KEPT)


def _cells(text: str) -> Iterator[int]:
    """Cells of each character: what a joiner ties to the character before, or what only changes it, takes none."""
    column, previous, last = 0, "", 0
    for character in text:
        size = _size(character, previous, column)
        if character == _EMOJI_STYLE and last == 1 and not previous.isalpha():
            size = 1  # the sign before is drawn as a picture, twice as wide
        yield size
        column += size
        last = size or last
        previous = character


def _size(character: str, previous: str, column: int) -> int:
    number = ord(character)
    if character == "\t":
        return _TAB - column % _TAB
    if number < 0x300:
        return 1
    if previous == _JOINER or category(character) in _NO_CELL or number in _MEDIAL_HANGUL:
        return 0
    if number in _SKIN_TONES:
        return 0 if previous and category(previous) == "So" else 2
    return 2 if east_asian_width(character) in {"W", "F"} else 1
