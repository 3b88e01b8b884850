"""Mistakes that can be put right while reading, so that the statement survives and only the mistake is said."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from clmplan.base.diagnostics import Diagnostic, Edit, Wording
from clmplan.base.source import Span
from clmplan.codes import mend_words
from clmplan.codes import parse as codes
from clmplan.codes import resolve as name_codes
from clmplan.codes.phrases import perhaps
from clmplan.language.text.spelling import glued_opening, needs_space, unglued
from clmplan.language.tokens import Token
from clmplan.language.words import word_table

_OPENINGS = frozenset({"declarations", "statements", "either"})
_SHORTEST = 4  # letters of a word whose misspelling is still told from another word
_AFTER_OPENING = frozenset({"NAME", "WORD", "LITERAL"})
_INNER = frozenset({"stage", "wave", "variant"})


def read_opening(token: Token, after: str, *, is_inside: bool) -> tuple[tuple[Token, ...], Diagnostic] | None:
    """The name that begins a statement as the word it was meant to be, and what to say; None when it may be a name."""
    if after in {"COLON", "DOT"}:
        return None
    apart = glued_opening(token.text)
    if apart is not None and token.text == token.span.text:
        word, rest = apart.split(" ", 1)
        if not rest.isidentifier() or not _fits(word, is_inside=is_inside):
            return None
        source, start, end = token.span
        middle = start + len(word)
        parts = (_word(word, Span(source, start, middle)), Token("NAME", rest, Span(source, middle, end)))
        apart = f"{word} {unglued(rest) or rest}"
        said = _said(token, apart, needs_space(apart) if not is_inside else None, is_inside=is_inside)
        return parts, said.mended(mend_words.write(apart), Edit(token.span, apart), is_safe=True)
    near = _near(token.text, is_inside) if after in _AFTER_OPENING else None
    if near is None:
        return None
    said = _said(token, near, perhaps(near) if not is_inside else None, is_inside=is_inside)
    return (_word(near, token.span),), said.mended(mend_words.write(near), Edit(token.span, near), is_safe=False)


def indentation(token: Token) -> int:
    """How many characters stand before the first of the line of a token."""
    line = token.span.source.line_text(token.span.line)
    return len(line) - len(line.lstrip())


def leaves(following: Token, line_end: Token, brace: Token, head: Token) -> bool:
    """Whether a line steps back out of a block: to where its head begins, or before it, and without closing it."""
    margin, column = indentation(head), following.span.column - 1
    if following.type == "CLOSE":
        return column < margin
    if brace.span.line == line_end.span.line:
        return column <= margin
    inside = next((line for line in _lines_after(brace) if line.strip()), "")
    return column <= margin < len(inside) - len(inside.lstrip())


def _lines_after(brace: Token) -> Iterator[str]:
    text, position = brace.span.source.text, brace.span.end
    while (position := text.find("\n", position)) >= 0:
        position += 1
        end = text.find("\n", position)
        yield text[position : end if end >= 0 else len(text)]


def _said(token: Token, meant: str, hint: Wording | None, *, is_inside: bool) -> Diagnostic:
    if is_inside or hint is None:
        return codes.MISSPELT.at(token.span, text=token.span.text, word=meant)
    return name_codes.UNKNOWN_DECLARATION.at(token.span, word=token.span.text, hint=hint)


def _word(spelling: str, span: Span) -> Token:
    word = word_table().words[spelling]
    return Token("WORD", span.text, span, word.names, word.roles)


def _fits(spelling: str, *, is_inside: bool) -> bool:
    """Whether a word may open a statement: inside a block any but those that declare, outside only those."""
    word = word_table().words[spelling]
    is_declaration = "declarations" in word.roles and not word.names & _INNER
    return is_declaration != is_inside or "holdout" in word.names


@cache
def _near(text: str, is_inside: bool) -> str | None:
    """The one word that a single slip of the keyboard away could open a statement; two slips in a long word."""
    if not text.isascii() or len(text) < _SHORTEST:
        return None
    found = [
        spelling
        for spelling, word in word_table().words.items()
        if word.roles & _OPENINGS
        and spelling.isascii()
        and len(spelling) >= _SHORTEST
        and abs(len(spelling) - len(text)) <= 1
        and _is_slip(text.lower(), spelling)
        and _fits(spelling, is_inside=is_inside)
    ]
    return found[0] if len(found) == 1 else None


def _is_slip(text: str, word: str) -> bool:
    """Whether one letter is too many, missing, wrong, or two have changed places."""
    start = next((place for place, (one, other) in enumerate(zip(text, word, strict=False)) if one != other), None)
    if start is None:
        return len(text) != len(word)
    rest, wanted = text[start:], word[start:]
    return (
        rest[1:] == wanted
        or rest == wanted[1:]
        or rest[1:] == wanted[1:]
        or (rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:])
    )
