"""Words that were written without the space between them, taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice

from clmplan.base.diagnostics import Wording
from clmplan.codes.phrases import verbatim
from clmplan.language.words import word_table

_VALUE = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:个?工作日|个?月|[天日周年元折%])?")
_OPENERS = frozenset({"declarations", "statements", "either"})
_LONGEST = 40
_MOST_NAMES = 5_000


def unglued(text: str, known: Iterable[str] = ()) -> str | None:
    """A text as known names, words of the language and values with spaces between; None when it is not made of them."""
    if text.isascii() or len(text) > _LONGEST:
        return None
    openings = _chinese_words()
    names = {name for name in islice(known, _MOST_NAMES) if name and name in text}
    apart: dict[int, tuple[str, ...]] = {0: ()}
    for start in range(len(text)):
        if start not in apart:
            continue
        value = _VALUE.match(text, start)
        ends = [value.end()] if value is not None else []
        pieces = (*openings.get(text[start], ()), *names)
        ends += [start + len(piece) for piece in pieces if text.startswith(piece, start)]
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
        for spelling in _chinese_words().get(text[:1], ())
        if text.startswith(spelling)
        and len(text) > len(spelling)
        and (table.words[spelling].roles & _OPENERS if wanted is None else table.words[spelling].names & wanted)
    ]
    if not found or len(text) > _LONGEST:
        return None
    opening = max(found, key=len)
    return f"{opening} {text[len(opening) :]}"


@cache
def _chinese_words() -> Mapping[str, tuple[str, ...]]:
    """The words of the language that are not ASCII, by their first character."""
    found: dict[str, tuple[str, ...]] = {}
    for word in word_table().words:
        if not word.isascii():
            found[word[0]] = (*found.get(word[0], ()), word)
    return found


def needs_space(apart: str) -> Wording:
    """What to do about words that were written without a space."""
    return Wording(f"put a space between words: `{verbatim(apart)}`", f"词之间要有空格：`{verbatim(apart)}`")
