"""Fixes for what the parser finds, worked out from the code and its place when somebody looks at the finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from unicodedata import category

from clmplan.base.diagnostics import Diagnostic, Edit, Fix, Wording, nearest
from clmplan.base.source import Span
from clmplan.codes import mend_words as words
from clmplan.codes import parse as codes
from clmplan.language.text.brackets import closing_place
from clmplan.language.text.literals import read_other_date
from clmplan.language.text.spelling import unglued
from clmplan.language.words import word_table

_CLOSING = {'"': '"', "“": "”", "「": "」"}
_QUOTES = "\"“”「」'‘’„«»"
_OPERATORS = {"&&": "and", "||": "or"}
_FULL_STOPS = (".", "。")
_REMARKS = ("#", "＃", "//")
_NEAR = 200  # characters


def with_fixes(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings with the fix of those that have an obvious one; a fix given where it was found stays."""
    return tuple(_mended(one) for one in found)


def renamed(found: Diagnostic, name: str, known: Iterable[str], apart: str | None = None) -> Diagnostic:
    """A finding about an unknown name with its fix: spaces between glued words, or the nearest known name.

    `apart` are the glued words with their spaces, where that is known already.
    """
    place = found.place
    if place is None:
        return found
    if place.text.endswith(f".{name}"):
        place = _between(place, place.end - len(name), place.end)
    if place.text.strip("`") != name:
        return found
    known = tuple(known)
    apart = apart or unglued(name, known)
    if apart is not None and place.text == name:
        return found.mended(words.write(apart), Edit(place, apart), is_safe=_is_certain(apart))
    near = nearest(name, (one for one in known if one != name))
    if near is None:
        return found
    return found.mended(words.write(near), Edit(place, _as_name(near)), is_safe=False)


def _is_certain(apart: str) -> bool:
    """Whether words taken apart are surely meant: two single characters in a row may be one word of somebody's own."""
    pieces = apart.split(" ")
    return not any(len(one) == len(other) == 1 for one, other in pairwise(pieces))


def _as_name(text: str) -> str:
    """A name as it is written: in back-ticks where it would not be read as one."""
    word = word_table().words.get(text)
    is_plain = all(part.isidentifier() for part in text.split("."))
    return text if is_plain and (word is None or "operators" not in word.roles) else f"`{text}`"


def _mended(found: Diagnostic) -> Diagnostic:
    place, code = found.place, found.code.id
    if place is None or found.fix is not None:
        return found
    if code in _FROM_PLACE:
        return replace(found, fix=_FROM_PLACE[code](place))
    if code in _FROM_VALUES:
        return replace(found, fix=_FROM_VALUES[code](place, found.spoken("en")))
    return found


def _safe(title: Wording, *edits: Edit) -> Fix:
    return Fix(title, edits, is_safe=True)


def _unsafe(title: Wording, *edits: Edit) -> Fix:
    return Fix(title, edits, is_safe=False)


def _line(place: Span) -> Span:
    """The whole line of the end of a place, without its line ending."""
    text = place.source.text
    start = text.rfind("\n", 0, place.end) + 1
    end = text.find("\n", place.end)
    return Span(place.source, start, end if end >= 0 else len(text))


def _between(place: Span, start: int, end: int) -> Span:
    return Span(place.source, start, end)


def _strange(place: Span) -> Fix | None:
    text = place.text
    if text in _OPERATORS:
        return _safe(words.write(_OPERATORS[text]), Edit(place, _apart(place, _OPERATORS[text])))
    if all(category(one) == "Cf" for one in text):
        return _safe(words.REMOVE_HIDDEN, Edit(place, ""))
    if text not in _QUOTES:
        return None
    line = _line(place)
    quotes = [line.start + at for at, one in enumerate(line.text) if one in _QUOTES]
    if len(quotes) == 2 and place.start == quotes[0]:
        edits = (Edit(_between(place, at, at + 1), '"') for at in quotes)
        return _safe(words.SAME_QUOTES, *edits)
    return None


def _before(place: Span) -> str:
    """What stands before a place, as far as it can matter."""
    return place.source.text[max(0, place.start - _NEAR) : place.start]


def _ends_line(place: Span) -> bool:
    """Whether nothing but a remark follows in the line."""
    end = min(_line(place).end, place.end + _NEAR)
    rest = place.source.text[place.end : end].strip()
    return not rest or rest.startswith(_REMARKS)


def _apart(place: Span, word: str) -> str:
    """A word with the spaces that it lacks on its sides."""
    text = place.source.text
    before, after = text[max(0, place.start - 1) : place.start].isspace(), text[place.end : place.end + 1].isspace()
    return ("" if before else " ") + word + ("" if after else " ")


def _unclosed_text(place: Span) -> Fix:
    """The missing mark, at the end of the line or before its remark; a line that goes on may have meant less."""
    text = place.text
    mark = _CLOSING[text[0]]
    other = next((at for at, one in enumerate(text) if at and one in _QUOTES), None)
    if other is not None:
        return _safe(words.SAME_QUOTES, Edit(_between(place, place.start + other, place.start + other + 1), mark))
    remarks = [at for remark in _REMARKS if (at := text.find(remark)) > 0]
    body = text[: min(remarks, default=len(text))].rstrip().removesuffix("{").rstrip()
    is_followed = place.source.text[place.end : place.end + 1] in {"“", "「"}
    body = body.rstrip(" ,，、") if is_followed else body
    end = place.start + len(body)
    edit = Edit(_between(place, end, end), mark)
    is_safe = not is_followed and not set(body) & set("{}:：;；=＝｛｝")
    return Fix(words.add(mark), (edit,), is_safe)


def _months(place: Span, values: Mapping[str, str]) -> Fix:
    text = f"{values['number']}个月"
    return _unsafe(words.write(text), Edit(place, text))


def _unexpected(place: Span) -> Fix | None:
    text = place.text
    written = _before(place)
    before = written.rstrip(" \t")
    start = place.start - len(written) + len(before)
    if text == "=" and before.endswith("="):
        return _safe(words.remove("="), Edit(place, ""))
    if text == "=" and before.endswith(("<", ">", "!")) and start < place.start:
        return _safe(words.JOIN_SIGNS, Edit(_between(place, start, place.start), ""))
    if text in _FULL_STOPS and _ends_line(place):
        return _safe(words.remove(text), Edit(place, ""))
    if not text.isidentifier():
        return None
    if before.endswith(text) and not before[: -len(text)][-1:].isalnum() and start < place.start:
        return _unsafe(words.remove(text), Edit(_between(place, start, place.end), ""))
    apart = unglued(text)
    if apart is not None:
        return _safe(words.write(apart), Edit(place, apart))
    is_word = text in word_table().words or not 2 < len(text) < 40
    near = None if is_word else nearest(text, word_table().words)
    return None if near is None else _unsafe(words.write(near), Edit(place, near))


def _unclosed_block(place: Span, values: Mapping[str, str]) -> Fix:
    end = _line(place).end
    end -= place.source.text[max(0, end - 1) : end] == "\r"
    head = place.source.line_text(int(values["line"]))
    indent = head[: len(head) - len(head.lstrip())]
    return _safe(words.add("}"), Edit(_between(place, end, end), f"\n{indent}}}"))


def _unopened(place: Span) -> Fix:
    return _unsafe(words.remove(place.text), Edit(place, ""))


def _unclosed_bracket(place: Span, values: Mapping[str, str]) -> Fix | None:
    closing = closing_place(place)
    if closing is None:
        return None
    at, is_safe = closing
    missing = values["missing"]
    return Fix(words.add(missing), (Edit(_between(place, at, at), missing),), is_safe)


def _too_early(place: Span) -> Fix | None:
    if not _before(place).endswith((",", "，", "、")):
        return None
    return _safe(words.REMOVE_COMMA, Edit(_between(place, place.start - 1, place.start), ""))


def _reserved(place: Span) -> Fix:
    return _unsafe(words.write(f"`{place.text}`"), Edit(place, f"`{place.text}`"))


def _missing_opening(place: Span) -> Fix:
    return _safe(words.add("{"), Edit(_between(place, place.end, place.end), " {"))


def _other_date(place: Span) -> Fix | None:
    """The day as dates are written, when it can be one day only."""
    value, problem = read_other_date(place.text, place)
    day = value.value
    dates = dict(problem.values).get("dates")
    if not isinstance(day, date) or not isinstance(dates, Wording) or dates.en != f"`{day}`":
        return None
    return _safe(words.write(str(day)), Edit(place, str(day)))


_FROM_PLACE: Mapping[str, Callable[[Span], Fix | None]] = {
    codes.UNEXPECTED_CHARACTER.id: _strange,
    codes.UNCLOSED_TEXT.id: _unclosed_text,
    codes.UNEXPECTED.id: _unexpected,
    codes.UNOPENED_BLOCK.id: _unopened,
    codes.ENDS_TOO_EARLY.id: _too_early,
    codes.RESERVED.id: _reserved,
    codes.MISSING_OPENING.id: _missing_opening,
    codes.OTHER_DATE.id: _other_date,
}
_FROM_VALUES: Mapping[str, Callable[[Span, Mapping[str, str]], Fix | None]] = {
    codes.MONTH_NOT_MONTHS.id: _months,
    codes.UNCLOSED_BLOCK.id: _unclosed_block,
    codes.UNCLOSED_BRACKET.id: _unclosed_bracket,
}
