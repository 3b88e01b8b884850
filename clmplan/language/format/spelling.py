"""How one token is written: ASCII signs for their wide twins, plain quotation marks, one space inside a keyword."""

from __future__ import annotations

import re

from clmplan.language.tokens import Token

_NARROW = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
PLAIN = frozenset(
    {"OPEN", "CLOSE", "LEFT", "CALL", "RIGHT", "BEGIN", "FINISH", "COMMA", "COLON", "DOT", "SIGN", "TIMES"}
)
_WIDE_MARK = "＂"
BACKTICKS = "`｀"


def written(token: Token, kind: str) -> str:
    """The text of a token that is of some type where it stands; its meaning and its spelling stay."""
    text = token.text
    if kind in PLAIN:
        return text
    if kind == "LITERAL":
        return _value(token)
    if kind == "COMPARE":
        return text if text[0].isalpha() else min(token.names)
    if not token.names:
        if kind == "NAME" and token.span.source.text[token.span.start] in BACKTICKS:
            return f"`{token.span.text[1:-1]}`"
        return token.span.text if kind in {"LOST", "FILLER"} else text
    if text.isascii() and " " not in text:
        return text
    return " ".join(narrow(text).split())


def _value(token: Token) -> str:
    if token.value is None or token.value.kind not in {"text", "duration"}:
        return token.text
    if token.value.kind == "text":
        return quoted(token.span.text)
    # What stands glued to its neighbour as `3月` is months there, and March with a space behind it.
    return re.sub(r"(?<=[0-9_ ])月$", "个月", token.text)


def quoted(text: str) -> str:
    """A text between plain quotation marks, unless it holds one."""
    inner = text[1:-1]
    return text if '"' in inner or _WIDE_MARK in inner else f'"{inner}"'


def narrow(text: str) -> str:
    """A text with ASCII characters for their wide twins."""
    return text if text.isascii() else text.translate(_NARROW)


def is_comment(text: str) -> bool:
    """Whether what stands here is a comment, to the end of the line."""
    return text[:1] in {"#", "＃"} or narrow(text[:2]) == "//"


def comment_text(text: str) -> str:
    """A comment with an ASCII mark and nothing after its last character."""
    text = text.rstrip()
    return "#" + text[1:] if text[0] in "#＃" else "//" + text[2:]
