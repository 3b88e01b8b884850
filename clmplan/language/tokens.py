"""From characters to tokens: one lossless pass; what means nothing to the grammar stays as trivia."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.base.source import Source, Span
from clmplan.codes import parse as codes
from clmplan.language.text.literals import Value, read_literal, read_other_date
from clmplan.language.words import word_table

TRIVIA = frozenset({"SPACE", "COMMENT"})
_NO_WORDS: frozenset[str] = frozenset()

# Full-width twins become ASCII one for one, so that offsets stay; quotation marks keep their own patterns.
_WIDE = {
    ord("、"): ",",
    ord("。"): ".",
    ord("【"): "[",
    ord("】"): "]",
    ord("￥"): "¥",
    ord("￡"): "£",
    ord("\u3000"): " ",
}
_WIDE.update({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})

_NUMBER = r"[0-9][0-9_]*(?:\.[0-9]+)?万?"
_AMOUNT = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9][0-9_]*(?:\.[0-9]+)?万?"
_UNIT = r"(?:个?工作日|个?月|[天日周年]|个(?:星期|工作日)|(?:workdays?|days?|weeks?|months?|years?|mo|d|w|y)(?![^\W_]))"
_YEAR_FIRST = r"[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}|[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2}"
_YEAR_LAST = r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"
_PATTERNS = (
    ("NEWLINE", r"\r?\n"),
    ("SPACE", r"[ \t\r\f\ufeff]+"),
    ("COMMENT", r"(?:\#|//)[^\n]*"),
    ("STRING", r'"[^"\n]*"|“[^”\n]*”|「[^」\n]*」'),
    ("UNCLOSED", r'["“「][^\n]*'),
    ("BACKTICK", r"`[^`\n]+`"),
    ("DATE", r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日"),
    ("OTHER_DATE", rf"(?:{_YEAR_FIRST}|{_YEAR_LAST})(?![0-9])"),
    ("TIME", r"[0-9]{1,2}:[0-9]{2}(?![0-9])"),
    ("DISCOUNT", r"[0-9]+(?:\.[0-9]+)?折|满[0-9]+(?:\.[0-9]+)?减[0-9]+(?:\.[0-9]+)?"),
    ("MONEY", rf"[¥£$€] ?(?:{_AMOUNT})|(?:{_AMOUNT}) ?(?:元|(?:CNY|GBP|USD|EUR|HKD|JPY)\b)"),
    ("PERCENT", r"[0-9]+(?:\.[0-9]+)? ?%"),
    ("MONTH", r"[0-9]{1,2}月(?!\w)"),
    ("DURATION", rf"[0-9][0-9_]* ?{_UNIT}"),
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
            end = position + 1
            while end < len(text) and master.match(text, end) is None:
                end += 1
            span = Span(source, position, end)
            diagnostics.append(codes.UNEXPECTED_CHARACTER.at(span, text=_shown(span.text)))
            position = end
            continue
        group = match.lastgroup or ""
        end = _before_brace(match) if group == "UNCLOSED" else match.end()
        span = Span(source, position, end)
        yield _token(group, text[position:end], span, diagnostics)
        position = end


def _before_brace(unclosed: re.Match[str]) -> int:
    """The end of a text that lacks its mark: the brace that ends the line still opens its block."""
    line = unclosed.group().rstrip()
    return unclosed.start() + len(line[:-1].rstrip()) if line.endswith("{") else unclosed.end()


def _shown(text: str) -> str:
    """Characters as a message can show them: those without a shape by their number."""
    shown = "".join(one if one.isprintable() else f"U+{ord(one):04X}" for one in text[:8])
    return shown if len(text) <= 8 else f"{shown}…"


def _token(group: str, text: str, span: Span, diagnostics: list[Diagnostic]) -> Token:
    if group in _LITERALS:
        written = span.text if group == "STRING" else text
        value, problem = read_literal(group, written, span)
        if problem is not None:
            diagnostics.append(problem)
        return Token("LITERAL", written, span, value=value)
    match group:
        case "WORD":
            return _word(text, span, diagnostics)
        case "SYMBOL":
            if text in _SYMBOLS:
                return Token(_SYMBOLS[text], text, span)
            return Token("COMPARE", text, span, frozenset({_COMPARISONS.get(text, text)}))
        case "BACKTICK":
            return Token("NAME", normalize("NFC", span.text[1:-1]), span)
        case "UNCLOSED":
            diagnostics.append(codes.UNCLOSED_TEXT.at(span))
            return Token("LITERAL", text, span, value=Value("text", span.text[1:].strip(), span))
        case "OTHER_DATE":
            value, problem = read_other_date(text, span)
            diagnostics.append(problem)
            return Token("LITERAL", text, span, value=value)
        case "MONTH":
            diagnostics.append(
                codes.MONTH_NOT_MONTHS.at(span, text=span.text, number=text[:-1], days=30 * int(text[:-1]))
            )
            value, _ = read_literal("DURATION", f"{text[:-1]}个月", span)
            return Token("LITERAL", text, span, value=value)
    return Token(group, text, span)


def _word(text: str, span: Span, diagnostics: list[Diagnostic]) -> Token:
    table = word_table()
    spelling = " ".join(text.split())
    word = table.words.get(spelling)
    if word is None:
        name = normalize("NFC", text)
        if not name.isidentifier():
            strange = next(character for character in text if not f"a{character}".isidentifier())
            diagnostics.append(codes.UNEXPECTED_CHARACTER.at(span, text=strange))
        return Token("FILLER" if spelling in table.fillers else "NAME", name, span)
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
