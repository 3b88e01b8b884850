"""Whether two texts say the same: the same tokens in the same statements, the same comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clmplan.base.diagnostics import Diagnostic
from clmplan.base.source import Source
from clmplan.language.format.meaning import Readings
from clmplan.language.format.pieces import Piece, cut
from clmplan.language.format.spelling import comment_text
from clmplan.language.format.translate import CANONICAL, translated
from clmplan.language.format.unread import with_raw
from clmplan.language.text.layout import lay_out
from clmplan.language.tokens import Token, tokenize


@dataclass(frozen=True, slots=True)
class Text:
    """A source as the formatter sees it: its pieces, the tokens as laid out, and what was found on the way."""

    source: Source
    pieces: Sequence[Piece]
    tokens: Sequence[Token]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def is_read(self) -> bool:
        """Whether all of it could be read."""
        return not self.diagnostics and all(piece.type != "RAW" for piece in self.pieces)


def take_in(source: Source) -> Text:
    """A source as pieces, with regions that cannot be read in one piece each."""
    tokens = tokenize(source, with_trivia=False)
    layout = lay_out(tokens.value)
    found = (*tokens.diagnostics, *layout.diagnostics)
    mistakes = [one.place.start for one in found if one.place is not None]
    read = with_raw(source, cut(source, tokens.value, layout.value), mistakes)
    return Text(source, read, layout.value, found)


def is_same(before: Text, after: Source) -> bool:
    """Whether a text has the same tokens one by one, in their types, words and values, and the same comments."""
    tokens = tokenize(after).value
    laid = lay_out(tokens).value
    if len(before.tokens) != len(laid) or not all(map(_is_same_token, before.tokens, laid)):
        return False
    if any(piece.type == "RAW" for piece in before.pieces):
        return _comments(before.pieces) == _comments(take_in(after).pieces)
    comments = [comment_text(token.span.text) for token in tokens if token.type == "COMMENT"]
    return _comments(before.pieces) == comments


def is_same_in_any_language(before: Text, after: Text, known: Readings, then: Readings) -> bool:
    """Whether two texts say the same when every word that is understood gives way to its canonical name."""
    return _comments(before.pieces) == _comments(after.pieces) and _canonical(before, known) == _canonical(after, then)


def _canonical(text: Text, known: Readings) -> list[tuple[str, bool]]:
    said = translated(text.pieces, known, CANONICAL)
    return [(piece.text.strip(), piece.ends and piece.type != "RAW") for piece in said]


def _comments(found: Sequence[Piece]) -> list[str]:
    return [text for piece in found for text in _comments_of(piece)]


def _comments_of(piece: Piece) -> Iterator[str]:
    for comment in piece.comments:
        yield comment.text


def _is_same_token(one: Token, other: Token) -> bool:
    kind, text, _, names, _, value = one
    if kind != other.type or names != other.names:
        return False
    if value is not None and other.value is not None:
        return text == other.text or (value.kind, value.value) == (other.value.kind, other.value.value)
    return text == other.text or bool(names)
