"""Words that were written without the space between them, taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clmplan.base.diagnostics import Wording
from clmplan.codes.phrases import verbatim
from clmplan.language.words import word_table

_VALUE = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:个?工作日|个?月|[天日周年元折%])?")
_OPENERS = frozenset({"declarations", "statements", "either"})
_LONGEST = 40


def unglued(text: str, known: Iterable[str] = ()) -> str | None:
    """A text as known names, words of the language and values with spaces between; None when it is not made of them."""
    if text.isascii() or len(text) > _LONGEST:
        return None
    pieces = {*known, *(word for word in word_table().words if not word.isascii())}
    apart: dict[int, tuple[str, ...]] = {0: ()}
    for start in range(len(text)):
        if start not in apart:
            continue
        value = _VALUE.match(text, start)
        ends = [value.end()] if value is not None else []
        ends += [start + len(piece) for piece in pieces if piece and text.startswith(piece, start)]
        for end in ends:
            way = (*apart[start], text[start:end])
            if end not in apart or len(way) < len(apart[end]):
                apart[end] = way
    found = apart.get(len(text), ())
    return " ".join(found) if len(found) > 1 else None


def glued_opening(text: str, words: Iterable[str] | None = None) -> str | None:
    """A text with a space after the word it begins with: one of some canonical words, or any that opens a statement."""
    table = word_table()
    wanted = None if words is None else frozenset(words)
    found = [
        spelling
        for spelling, word in table.words.items()
        if not spelling.isascii()
        and text.startswith(spelling)
        and len(text) > len(spelling)
        and (word.roles & _OPENERS if wanted is None else word.names & wanted)
    ]
    if not found or len(text) > _LONGEST:
        return None
    opening = max(found, key=len)
    return f"{opening} {text[len(opening) :]}"


def needs_space(apart: str) -> Wording:
    """What to do about words that were written without a space."""
    return Wording(f"put a space between words: `{verbatim(apart)}`", f"词之间要有空格：`{verbatim(apart)}`")
