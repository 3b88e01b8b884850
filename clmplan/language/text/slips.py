"""What people write who know another notation: read as it is meant, and said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clmplan.base.diagnostics import Diagnostic, Edit
from clmplan.base.source import Span
from clmplan.codes import slips as codes
from clmplan.codes.mend_words import write
from clmplan.language.text.literals import Value, read_literal
from clmplan.language.tokens import Token
from clmplan.language.words import word_table

_DIGITS = re.compile(r"[0-9][0-9_,.]*")
_SIGNED = {"number": "NUMBER", "money": "MONEY", "percent": "PERCENT", "duration": "DURATION"}
_BEFORE_VALUE = frozenset({"COMPARE", "BETWEEN"})
_SHOWN = 40

MISTAKABLE = frozenset({"IN", "SIGN", "WORD"})  # types of tokens
Slip = tuple[tuple[Token, ...], Diagnostic]


def slip(token: Token, following: Token | None, statement: Sequence[Token], *, is_call: bool) -> Slip | None:
    """The tokens that are meant by one, given the next and those of its statement before it, and what to say."""
    if following is None:
        return None
    if token.type == "IN" and not token.is_word("not in"):
        return _in_before_duration(token, following, is_call=is_call)
    if token.type == "SIGN" and token.text == "-" and statement:
        return _negative(token, following, statement)
    if token.type == "WORD" and token.is_word("else") and following.roles & {"statements"}:
        return (), codes.ELSE_WITHOUT_BLOCK.at(token.span, word=token.text, next=following.text)
    return None


def list_in_parentheses(opening: Span, closing: Span) -> Diagnostic:
    """What to say about a list that stands in parentheses."""
    said = codes.LIST_IN_BRACKETS.at(opening, text="( )")
    text = opening.source.text[opening.end : closing.start]
    title = write(f"[{text}]" if len(text) < _SHOWN and "\n" not in text else "[ ]")
    return said.mended(title, Edit(opening, "["), Edit(closing, "]"), is_safe=True)


def _in_before_duration(token: Token, following: Token, *, is_call: bool) -> Slip | None:
    value = following.value
    if value is None or value.kind != "duration":
        return None
    name = "within last" if is_call else "within"
    spelling = word_table().spelled(name, "en" if token.text.isascii() else "zh")
    word = word_table().words[spelling]
    said = codes.IN_BEFORE_DURATION.at(token.span, text=token.text, length=following.span.text, word=spelling)
    meant = Token("WORD", token.text, token.span, word.names, word.roles)
    return (meant,), said.mended(write(f"{spelling} {following.span.text}"), Edit(token.span, spelling), is_safe=False)


def _negative(token: Token, following: Token, statement: Sequence[Token]) -> Slip | None:
    value, previous = following.value, statement[-1]
    is_upper = previous.type == "AND" and any(one.type == "BETWEEN" for one in statement[-6:])
    if value is None or value.kind not in _SIGNED or not (previous.type in _BEFORE_VALUE or is_upper):
        return None
    place = token.span.to(following.span)
    zero = _DIGITS.sub("0", following.text, count=1)
    nothing, _ = read_literal(_SIGNED[value.kind], zero, token.span)
    said = codes.NEGATIVE_VALUE.at(place, value=following.span.text, zero=zero)
    meant = f"{zero} - {following.span.text}"
    tokens = (Token("LITERAL", zero, token.span, value=Value(*nothing)), token)
    return tokens, said.mended(write(meant), Edit(place, meant), is_safe=True)
