"""From characters to tokens: one lossless pass; what means nothing to the grammar stays as trivia."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.base.source import Source, Span
from clmplan.codes import parse as codes
from clmplan.language.literals import Value, read_literal
from clmplan.language.words import word_table

TRIVIA = frozenset({"SPACE", "COMMENT"})
_NO_WORDS: frozenset[str] = frozenset()

# Full-width twins become ASCII one for one, so that offsets stay; quotation marks keep their own patterns.
_WIDE = {ord("、"): ",", ord("。"): ".", ord("【"): "[", ord("】"): "]", ord("￥"): "¥", ord("\u3000"): " "}
_WIDE.update({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})

_NUMBER = r"\d[\d_]*(?:\.\d+)?万?"
_AMOUNT = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d[\d_]*(?:\.\d+)?万?"
_UNIT = r"(?:个?工作日|个?月|[天日周年]|个(?:星期|工作日)|(?:workdays?|days?|weeks?|months?|years?|mo|d|w|y)(?![^\W_]))"
_PATTERNS = (
    ("NEWLINE", r"\r?\n"),
    ("SPACE", r"[ \t\r\f\ufeff]+"),
    ("COMMENT", r"(?:\#|//)[^\n]*"),
    ("STRING", r'"[^"\n]*"|“[^”\n]*”|「[^」\n]*」'),
    ("UNCLOSED", r'["“「][^\n]*'),
    ("BACKTICK", r"`[^`\n]+`"),
    ("DATE", r"\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{4}年\d{1,2}月\d{1,2}日"),
    ("TIME", r"\d{1,2}:\d{2}(?!\d)"),
    ("DISCOUNT", r"\d+(?:\.\d+)?折|满\d+(?:\.\d+)?减\d+(?:\.\d+)?"),
    ("MONEY", rf"[¥£$€] ?(?:{_AMOUNT})|(?:{_AMOUNT}) ?(?:元|(?:CNY|GBP|USD|EUR|HKD|JPY)\b)"),
    ("PERCENT", r"\d+(?:\.\d+)? ?%"),
    ("MONTH", r"\d{1,2}月(?!\w)"),
    ("DURATION", rf"\d[\d_]* ?{_UNIT}"),
    ("NUMBER", _NUMBER),
    ("RANGE", r"\.\."),
    ("SYMBOL", r"<=|>=|!=|≤|≥|≠|[=<>{}()\[\],:;.+*-]"),
)
_SYMBOLS = {
    "{": "OPEN", "}": "CLOSE", "(": "LEFT", ")": "RIGHT", "[": "BEGIN", "]": "FINISH", ",": "COMMA", ":": "COLON",
    ";": "SEMICOLON", ".": "DOT", "+": "SIGN", "-": "SIGN", "*": "TIMES",
}  # fmt: skip
_COMPARISONS = {"≤": "<=", "≥": ">=", "≠": "!="}
_OPERATORS = {
    "or": "OR", "and": "AND", "not": "NOT", "in": "IN", "not in": "IN", "is": "IS", "is not": "IS",
    "between": "BETWEEN", "missing": "MISSING", "yes": "LITERAL", "no": "LITERAL", "days since": "SINCE",
    "last": "ORDINAL", "first": "ORDINAL",
}  # fmt: skip
_LITERALS = frozenset({"STRING", "DATE", "TIME", "DISCOUNT", "MONEY", "PERCENT", "DURATION", "NUMBER"})


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `names` are the canonical words it may stand for, `roles` what they do; literals carry a value."""

    type: str
    text: str
    span: Span
    names: frozenset[str] = _NO_WORDS
    roles: frozenset[str] = _NO_WORDS
    value: Value | None = None

    def is_word(self, name: str) -> bool:
        """Whether this may be the keyword of that canonical name."""
        return name in self.names


def tokenize(source: Source) -> Checked[tuple[Token, ...]]:
    """All tokens of a source, trivia and line breaks included, and the characters that are none."""
    diagnostics: list[Diagnostic] = []
    tokens = tuple(_tokens(source, diagnostics))
    return Checked(tokens, tuple(diagnostics))


def _tokens(source: Source, diagnostics: list[Diagnostic]) -> Iterator[Token]:
    text = source.text.translate(_WIDE)
    master = _master_pattern()
    position = 0
    while position < len(text):
        match = master.match(text, position)
        if match is None:
            span = Span(source, position, position + 1)
            diagnostics.append(codes.UNEXPECTED_CHARACTER.at(span, text=source.text[position]))
            position += 1
            continue
        group = match.lastgroup or ""
        span = Span(source, position, match.end())
        position = match.end()
        yield _token(group, match.group(), span, diagnostics)


def _token(group: str, text: str, span: Span, diagnostics: list[Diagnostic]) -> Token:
    if group in _LITERALS:
        written = span.text if group == "STRING" else text
        value, problem = read_literal(group, written, span)
        if problem is not None:
            diagnostics.append(problem)
        return Token("LITERAL", written, span, value=value)
    match group:
        case "WORD":
            return _word(text, span)
        case "SYMBOL":
            if text in _SYMBOLS:
                return Token(_SYMBOLS[text], text, span)
            return Token("COMPARE", text, span, frozenset({_COMPARISONS.get(text, text)}))
        case "BACKTICK":
            return Token("NAME", span.text[1:-1], span)
        case "UNCLOSED":
            diagnostics.append(codes.UNCLOSED_TEXT.at(span))
            return Token("LITERAL", text, span, value=Value("text", span.text[1:].strip(), span))
        case "MONTH":
            diagnostics.append(codes.MONTH_NOT_MONTHS.at(span, text=span.text, number=text[:-1]))
            value, _ = read_literal("DURATION", f"{text[:-1]}个月", span)
            return Token("LITERAL", text, span, value=value)
    return Token(group, text, span)


def _word(text: str, span: Span) -> Token:
    table = word_table()
    spelling = " ".join(text.split())
    word = table.words.get(spelling)
    if word is None:
        return Token("FILLER" if spelling in table.fillers else "NAME", span.text, span)
    if "operators" not in word.roles:
        return Token("WORD", span.text, span, word.names, word.roles)
    name = next(iter(word.names))
    kind = _OPERATORS.get(name, "COMPARE")
    value = Value("yes_no", name == "yes", span) if kind == "LITERAL" else None
    return Token(kind, span.text, span, word.names, word.roles, value)


@cache
def _master_pattern() -> re.Pattern[str]:
    several = sorted((word for word in word_table().words if " " in word), key=len, reverse=True)
    phrases = "|".join(r"[ \t]+".join(map(re.escape, word.split())) + r"(?!\w)" for word in several)
    parts = [f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS]
    parts.append(rf"(?P<WORD>(?:{phrases})|[^\W\d]\w*)")
    return re.compile("|".join(parts))
