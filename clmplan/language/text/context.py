"""Soft keywords: what a token is among those of its statement."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from clmplan.language.tokens import Token

_BEFORE_NAME = frozenset(
    [
        "OR",
        "AND",
        "NOT",
        "COMPARE",
        "BETWEEN",
        "IN",
        "IS",
        "SIGN",
        "TIMES",
        "RANGE",
        "DOT",
        "CALL",
        "LEFT",
        "BEGIN",
        "SINCE",
        "ORDINAL",
    ]
)
_OPERANDS = frozenset({"COMPARE", "IN", "IS", "AND", "OR", "TIMES", "DOT"})
_AFTER_ORDINAL = frozenset({"NAME", "ORDINAL"})
_LONGEST_HEAD = 12
_DAYS = frozenset({"NAME", "LITERAL", "COMMA", "RANGE"})
_OF_SCHEDULES = frozenset(
    {"at", "customer time", "project time", "or next workday", "or previous workday", "or nearest workday"}
)


def in_context(token: Token, statement: Sequence[Token], after: str, *, is_inside: bool, has_bracket: bool) -> Token:
    """A token behind those of its statement, before one of type `after`; inside a block, a bracket, or not."""
    previous = statement[-1] if statement else None
    if after == "COLON" and (token.type == "NAME" or token.names) and not has_bracket:
        return token.of_type("KEY")
    if previous is None:
        return token
    if token.type == "WORD":
        return token.of_type("NAME") if _is_name(token, statement, after) else token
    if token.type == "LEFT" and previous.type == "NAME" and token.span.start == previous.span.end:
        return token.of_type("CALL")
    if token.type == "LEFT" and previous.type == "IN":
        return token.of_type("BEGIN")
    if token.type == "COMPARE" and token.is_word("=") and _is_defining(statement, is_inside=is_inside):
        return token.of_type("DEFINE")
    if token.type == "BETWEEN" and previous.type in {"WORD", "LITERAL"} and not _follows_declaration(statement):
        return token.of_type("WORD")
    if token.type == "ORDINAL" and previous.type != "SINCE" and after not in _AFTER_ORDINAL:
        return token.of_type("NAME")
    return token


def _follows_declaration(statement: Sequence[Token]) -> bool:
    return len(statement) == 1 and "declarations" in statement[0].roles


def _is_defining(statement: Sequence[Token], *, is_inside: bool) -> bool:
    first, rest = statement[0], statement[1:_LONGEST_HEAD]
    if first.type == "NAME" and not rest:
        return not is_inside
    if not rest or not all(token.type in {"NAME", "LITERAL", "DOT"} for token in rest):
        return False
    is_declaration = "declarations" in first.roles and "prove" not in first.names  # a claim compares
    return is_declaration or (first.type == "NAME" and rest[0].type == "NAME")


def _is_name(token: Token, statement: Sequence[Token], after: str) -> bool:
    """Whether a soft keyword is a name here: as an operand, after the word that declares it, or before an operator."""
    previous = statement[-1]
    if previous.type in _BEFORE_NAME:
        return not (previous.type == "CALL" and token.is_word("where"))
    if len(statement) == 1 and "declarations" in previous.roles:
        return "statements" not in token.roles or after in {"OPEN", "LITERAL", "WORD", "COMPARE"}
    if after in _OPERANDS and not token.roles & {"statements", "declarations"}:
        return True
    if "declarations" in token.roles:
        return after in {"COMPARE", "IN", "IS", "RIGHT", "DOT"} or after not in {"NAME", "LITERAL", "WORD"}
    return False


def has_days(tokens: Sequence[Token], first: int) -> bool:
    """Whether what follows `except` in a schedule are days left out of it: dates, or names before more of it."""
    if first < len(tokens) and tokens[first].type == "LITERAL":
        return True
    after = next((one for one in islice(tokens, first, None) if one.type not in _DAYS), None)
    return after is not None and bool(after.names & _OF_SCHEDULES)
