"""From characters to tokens: one lossless pass; what means nothing to the grammar stays as trivia."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple
from unicodedata import normalize

from clmplan.base.diagnostics import Checked, Diagnostic, Edit
from clmplan.base.source import Source, Span
from clmplan.codes import parse as codes
from clmplan.codes import slips
from clmplan.codes.mend_words import write
from clmplan.language.text.literals import CLOCK, Value, read_clock, read_literal, read_other_date
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
_WIDE_SIGN = re.compile(f"[{''.join(map(chr, _WIDE))}]")  # most texts have none, and looking is quicker than replacing

_NUMBER = r"[0-9][0-9_]*(?:\.[0-9]+)?万?"
_AMOUNT = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9][0-9_]*(?:\.[0-9]+)?万?"
_UNIT = r"(?:个?工作日|个?月|[天日周年]|个(?:星期|工作日)|(?:workdays?|days?|weeks?|months?|years?|mo|d|w|y)(?![^\W_]))"
_YEAR_FIRST = r"[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}|[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2}"
_YEAR_LAST = r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"
MOST_FINDINGS = 1_000  # of one pass
_LONGEST_LINE = 50_000  # characters
_BLANKS = " \t"
_WORD = "WORD"
# Tried in this order: first those that stand on every line, then the longer of two that begin alike.
_PATTERNS = (
    ("NEWLINE", r"\r?\n"),
    ("DISCOUNT", r"[0-9]+(?:\.[0-9]+)?折|满[0-9]+(?:\.[0-9]+)?减[0-9]+(?:\.[0-9]+)?"),
    (_WORD, r"[^\W\d]\w*|[0-9]{1,2}(?:st|nd|rd|th)(?!\w)"),
    ("RANGE", r"\.\."),
    ("SYMBOL", r"<=|>=|!=|≤|≥|≠|[=<>{}()\[\],:;.+*-]"),
    ("SPACE", r"[ \t\r\f\ufeff]+"),
    ("COMMENT", r"(?:\#|//)[^\n]*"),
    ("STRING", r'"[^"\n]*"|“[^“”\n]*”|「[^「」\n]*」'),
    ("UNCLOSED", r'"[^\n]*|“[^“\n]*|「[^「\n]*'),
    ("BACKTICK", r"`[^`\n]+`"),
    ("CLOCK", r"[0-9]{1,2}(?::[0-9]{2})?[aApP][mM](?!\w)|[0-9]{1,2}[点點](?:半|[0-9]{1,2}分?)?(?!\w)"),
    ("DATE", r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日"),
    ("OTHER_DATE", rf"(?:{_YEAR_FIRST}|{_YEAR_LAST})(?![0-9])"),
    ("TIME", r"[0-9]{1,2}:[0-9]{2}(?![0-9])"),
    ("MONEY", rf"[¥£$€] ?(?:{_AMOUNT})|(?:{_AMOUNT}) ?(?:元|(?:CNY|GBP|USD|EUR|HKD|JPY)\b)"),
    ("PERCENT", r"[0-9]+(?:\.[0-9]+)? ?%"),
    ("MONTH", r"[0-9]{1,2}月(?!\w)"),
    ("NUMBERED", r"(?:19|20)[0-9]{2}年(?!(?:之?[前后後]|[内內起时時])(?!\w))[^\W\d]\w*"),
    ("DURATION", rf"[0-9][0-9_]* ?{_UNIT}"),
    ("NUMBER", _NUMBER),
)
_SYMBOLS = {
    "{": "OPEN", "}": "CLOSE", "(": "LEFT", ")": "RIGHT", "[": "BEGIN", "]": "FINISH", ",": "COMMA", ":": "COLON",
    ";": "SEMICOLON", ".": "DOT", "+": "SIGN", "-": "SIGN", "*": "TIMES",
}  # fmt: skip
_COMPARISONS = {"≤": "<=", "≥": ">=", "≠": "!="}
_OPERATORS = {
    "or": "OR", "and": "AND", "not": "NOT", "in": "IN", "not in": "IN", "is": "IS", "is not": "IS",
    "between": "BETWEEN", "missing": "MISSING", "yes": "LITERAL", "no": "LITERAL",
    "days since": "SINCE", "days until": "SINCE", "last": "ORDINAL", "first": "ORDINAL",
}  # fmt: skip
_Like = tuple[str, str, frozenset[str], frozenset[str], Value | None]  # a token without its place
_LITERALS = frozenset({"STRING", "DATE", "TIME", "DISCOUNT", "MONEY", "PERCENT", "DURATION", "NUMBER"})


class Token(NamedTuple):
    """One token. `names` are the canonical words it may stand for, `roles` what they do; literals carry a value.

    A named tuple, not a dataclass: as immutable, and a third of the time to make.
    """

    type: str
    text: str
    span: Span
    names: frozenset[str] = _NO_WORDS
    roles: frozenset[str] = _NO_WORDS
    value: Value | None = None

    def is_word(self, name: str) -> bool:
        """Whether this may be the keyword of that canonical name."""
        return name in self.names

    def of_type(self, name: str) -> Token:
        """This token as another type."""
        token: Token = tuple.__new__(Token, (name, *self[1:]))
        return token


def tokenize(source: Source, *, with_trivia: bool = True) -> Checked[tuple[Token, ...]]:
    """All tokens of a source, trivia (unless unwanted) and line breaks included, and the characters that are none."""
    diagnostics: list[Diagnostic] = []
    tokens: list[Token] = []
    text = source.text.translate(_WIDE) if _WIDE_SIGN.search(source.text) else source.text
    position = 0
    skipped = _NO_WORDS if with_trivia else TRIVIA
    for end, following in _stretches(text):
        while position < end and len(diagnostics) < MOST_FINDINGS:
            position = _read_on(source, text, (position, end), skipped, tokens, diagnostics)
        is_enough = len(diagnostics) >= MOST_FINDINGS
        start, position = (position, len(text)) if is_enough else (end, following)
        if is_enough:
            diagnostics.append(codes.TOO_MANY.at(Span(source, start, start), most=MOST_FINDINGS))
        elif start < position:
            diagnostics.append(codes.LINE_TOO_LONG.at(Span(source, start, start), most=_LONGEST_LINE))
        if start < position:  # kept, but not read
            tokens.append(Token("COMMENT", source.text[start:position], Span(source, start, position)))
        if is_enough:
            break
    return Checked(tuple(tokens), tuple(diagnostics))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where to stop reading and where to go on: at the end, and before in lines that are too long to be meant."""
    start = 0
    for line in text.split("\n") if len(text) > _LONGEST_LINE else ():
        if len(line) > _LONGEST_LINE:
            yield start + _LONGEST_LINE, start + len(line)
        start += len(line) + 1
    yield len(text), len(text)


def _read_on(
    source: Source,
    text: str,
    stretch: tuple[int, int],
    skipped: frozenset[str],
    tokens: list[Token],
    diagnostics: list[Diagnostic],
) -> int:
    """Read tokens until one ends elsewhere than its pattern; where to go on.

    A spelling that was read without a finding is the same token the next time, but for its place.
    """
    position, stop = stretch
    written = source.text
    known: dict[str, _Like] = {}
    new: Any = tuple.__new__
    for match in _master_pattern(not skipped).finditer(text, *stretch):
        group = match.lastgroup or ""
        start, end = match.span(match.lastindex or 0)
        if start != position and text[position] not in _BLANKS:
            if len(diagnostics) >= MOST_FINDINGS:
                return position
            diagnostics.append(_strange(Span(source, position, match.start())))
        position = end
        if group in skipped:
            continue
        piece = written[start:end]
        span = new(Span, (source, start, end))
        like = known.get(piece)
        if like is None:
            goes_on = _read_new(group, text, span, known, tokens, diagnostics)
            if goes_on != end:
                return goes_on
            continue
        kind, shown, names, roles, value = like
        if value is not None:
            value = new(Value, (value.kind, value.value, span, value.currency))
        tokens.append(new(Token, (kind, shown, span, names, roles, value)))
    if position < stop:
        diagnostics.append(_strange(Span(source, position, stop)))
    return stop


def _read_new(
    group: str, text: str, span: Span, known: dict[str, _Like], tokens: list[Token], diagnostics: list[Diagnostic]
) -> int:
    """Read a token whose spelling is new; where to go on, which is elsewhere than its end when reading breaks off."""
    source, start, end = span
    if group == "STRING":  # most differ, so none is kept
        tokens.append(Token("LITERAL", span.text, span, value=Value("text", span.text[1:-1], span)))
        return end
    if group == "UNCLOSED" and (before := _before_brace(text, start, end)) != end:
        tokens.append(_token(group, text[start:before], Span(source, start, before), diagnostics))
        return before
    if (found := len(diagnostics)) >= MOST_FINDINGS:
        return start
    token = _token(group, text[start:end], span, diagnostics)
    tokens.append(token)
    if len(diagnostics) == found:
        known[span.text] = (token.type, token.text, token.names, token.roles, token.value)
    return end


def _strange(span: Span) -> Diagnostic:
    return codes.UNEXPECTED_CHARACTER.at(span, text=_shown(span.text))


def _before_brace(text: str, start: int, end: int) -> int:
    """The end of a text that lacks its mark: the brace that ends the line still opens its block."""
    line = text[start:end].rstrip()
    return start + len(line[:-1].rstrip()) if line.endswith("{") else end


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
        case "NUMBERED":
            said = slips.NAME_BEGINS_WITH_DIGIT.at(span, name=span.text)
            diagnostics.append(said.mended(write(f"`{span.text}`"), Edit(span, f"`{span.text}`"), is_safe=True))
            return Token("NAME", normalize("NFC", span.text), span)
        case "OTHER_DATE" | "CLOCK":
            value, problem = read_other_date(text, span) if group == "OTHER_DATE" else read_clock(text, span)
            return _mistaken(text, value, problem, diagnostics)
        case "MONTH":
            diagnostics.append(
                codes.MONTH_NOT_MONTHS.at(span, text=span.text, number=text[:-1], days=30 * int(text[:-1]))
            )
            value, _ = read_literal("DURATION", f"{text[:-1]}个月", span)
            return Token("LITERAL", text, span, value=value)
    return Token(group, text, span)


def _mistaken(text: str, value: Value, problem: Diagnostic, diagnostics: list[Diagnostic]) -> Token:
    """A literal that is written in another way, which is said."""
    diagnostics.append(problem)
    return Token("LITERAL", text, value.span, value=value)


def _word(text: str, span: Span, diagnostics: list[Diagnostic]) -> Token:
    table = word_table()
    spelling = text if text.isalnum() else " ".join(text.split())
    word = table.words.get(spelling)
    if word is None:
        if " " in spelling:  # the key of a property may have two words
            return Token("NAME", spelling, span)
        if text.isascii():
            return Token("NAME", text, span)
        if CLOCK.fullmatch(text) is not None:
            return _mistaken(text, *read_clock(text, span), diagnostics)
        name = normalize("NFC", text)
        if not name.isidentifier():
            strange = next((character for character in text if not f"a{character}".isidentifier()), text)
            diagnostics.append(codes.UNEXPECTED_CHARACTER.at(span, text=strange))
        return Token("FILLER" if spelling in table.fillers else "NAME", name, span)
    if "operators" not in word.roles:
        return Token("WORD", span.text, span, word.names, word.roles)
    name = next(iter(word.names))
    kind = _OPERATORS.get(name, "COMPARE")
    value = Value("yes_no", name == "yes", span) if kind == "LITERAL" else None
    return Token(kind, span.text, span, word.names, word.roles, value)


@cache
def _master_pattern(with_space: bool) -> re.Pattern[str]:
    """Every token by a group of its name; without space, one match takes the blanks before a token along."""
    table = word_table()
    several = sorted((word for word in (*table.words, *table.keys) if " " in word), key=len, reverse=True)
    phrases = "|".join(r"[ \t]+".join(map(re.escape, word.split())) + r"(?!\w)" for word in several)
    patterns = ((name, f"(?:{phrases})|{one}" if name == _WORD else one) for name, one in _PATTERNS)
    either = "|".join(f"(?P<{name}>{one})" for name, one in patterns)
    return re.compile(either if with_space else rf"[ \t]*(?:{either})")
