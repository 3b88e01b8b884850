"""Where a bracket that was left open should have been closed."""

from __future__ import annotations

from clmplan.base.source import Source, Span
from clmplan.language.tokens import Token, tokenize

_TRIVIA = frozenset({"SPACE", "COMMENT"})
_OPENING = frozenset({"LEFT", "BEGIN"})
_CLOSING = frozenset({"RIGHT", "FINISH"})
_ENDS = frozenset({"NEWLINE", "SEMICOLON", "OPEN", "CLOSE"})
_JOINS = frozenset({"AND", "OR"})
_CONDITIONS = _JOINS | {"COMPARE", "BETWEEN", "IN", "IS"}
_LONGEST = 1_000  # characters of a line that are looked at
_OPENS_LINE = frozenset({"declarations", "statements"})


def closing_place(bracket: Span) -> tuple[int, bool] | None:
    """Where a closing bracket belongs, and whether it can belong nowhere else; None when the line does not tell.

    Arguments and lists end before a comparison or a joining word; a group of conditions ends with its line.
    """
    text = bracket.source.text
    line_end = _line_end(text, bracket.end)
    if line_end - bracket.end > _LONGEST or not _ends_with_its_line(text, line_end):
        return None
    inside = [one for one in _tokens(text[bracket.end : line_end]) if one.type not in _TRIVIA]
    depth, end, seen = 0, 0, set[str]()
    is_list, is_call = bracket.text in "[［【", text[max(0, bracket.start - 1) : bracket.start].isalnum()
    for token in inside:
        if depth == 0 and (token.type in _ENDS or _is_past(token, is_call=is_call, is_list=is_list)):
            break
        if depth == 0:
            seen |= {token.type} & _JOINS
            if is_call and token.is_word("where"):
                return None
        depth += (token.type in _OPENING) - (token.type in _CLOSING)
        end = token.span.end
    return (bracket.end + end, len(seen) < len(_JOINS)) if end and depth == 0 else None


def _is_past(token: Token, *, is_call: bool, is_list: bool) -> bool:
    return (is_call and token.type in _CONDITIONS) or (is_list and token.type in _JOINS)


def _tokens(text: str) -> tuple[Token, ...]:
    return tokenize(Source("line", text)).value


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return end if end >= 0 else len(text)


def _ends_with_its_line(text: str, end: int) -> bool:
    """Whether what comes after the end of a line surely opens something else, or nothing comes."""
    while end < len(text):
        start, end = end + 1, _line_end(text, end + 1)
        tokens = [one for one in _tokens(text[start : min(end, start + _LONGEST)]) if one.type not in _TRIVIA]
        if tokens:
            is_key = len(tokens) > 1 and tokens[1].type == "COLON"
            return is_key or tokens[0].type == "CLOSE" or bool(tokens[0].roles & _OPENS_LINE)
    return True
