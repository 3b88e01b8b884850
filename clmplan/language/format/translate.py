"""The words of a text said in one language; names, texts and comments stay a person's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from clmplan.language.format.literals import value_text
from clmplan.language.format.meaning import Reading, Readings
from clmplan.language.format.pieces import Piece
from clmplan.language.format.said import Meaning, meaning_of
from clmplan.language.format.unread import statement_end
from clmplan.language.phrases import fixed_part

CANONICAL = ""  # the language of comparisons: every word by its canonical name, every value as a value
_OPERATORS = frozenset({"OR", "AND", "NOT", "COMPARE", "BETWEEN", "IN", "IS", "MISSING", "SINCE", "ORDINAL"})
_SIGNS = frozenset({"="})  # the same in both languages
_BETWEEN = Meaning("and", "and", "和")  # Chinese joins two ends otherwise than two conditions
_SINGULAR = {"contacts": "contact"}
_WITHIN = frozenset({"within", "within last"})
_INSIDE, _ONWARDS = "内", "起"
_SAME = (("at least {days:days} between contacts", "at least {days:days} apart", "at least apart {days:days}"),)


def translated(found: Sequence[Piece], known: Readings, language: str) -> list[Piece]:
    """The pieces with the statements that are understood in a language: their words, and the order of their parts."""
    made: list[Piece] = []
    position = 0
    while position < len(found):
        stop = statement_end(found, position)
        if stop == position:
            made.append(found[position])
            position += 1
            continue
        statement = found[position:stop]
        reading = known.get(statement[0].start)
        made += statement if reading is None else _statement(statement, reading, language)
        position = stop
    return made


def _statement(statement: Sequence[Piece], reading: Reading, language: str) -> list[Piece]:
    last = statement[-1]
    ordered = _ordered(statement, reading, language)
    said = list(_said(ordered, reading, language))
    said[-1].ends, said[-1].is_closed = last.ends, last.is_closed
    return said


def _said(statement: Sequence[Piece], reading: Reading, language: str) -> Iterator[Piece]:
    betweens: list[int] = []
    depth = 0
    before: Piece | None = None
    for index, piece in enumerate(statement):
        if piece.type == "FILLER" and language != "zh":
            continue
        depth += (piece.type in {"CALL", "LEFT", "BEGIN"}) - (piece.type in {"RIGHT", "FINISH"})
        if piece.is_word("between"):
            betweens.append(depth)
        meaning = reading.meanings.get(piece.start) if piece.token is not None else None
        if piece.type == "AND" and betweens[-1:] == [depth]:
            betweens.pop()
            meaning = _BETWEEN
        text = _text(piece, meaning, language)
        if language == "en" and before is not None and _is_one(before):
            text = _SINGULAR.get(text, text)
        following = statement[index + 1] if index + 1 < len(statement) else None
        if language == "zh" and before is not None and (following is None or following.type != "FILLER"):
            text += _filler(before, piece, following, reading)
        yield Piece(piece.type, text, piece.start, piece.end, piece.token, piece.breaks, piece.comments)
        before = piece


def _is_one(before: Piece) -> bool:
    """Whether what follows is one thing: `per contact`, `1 contact`."""
    return before.text == "1" or before.is_word("per")


def _text(piece: Piece, meaning: Meaning | None, language: str) -> str:
    token = piece.token
    if meaning is None and token is not None and piece.type in _OPERATORS and not token.names & _SIGNS:
        meaning = meaning_of(min(token.names))
    if meaning is not None:
        return meaning.said(language)
    if piece.type == "COMPARE":
        return "="
    if token is None or token.value is None:
        return piece.text
    value = token.value
    if value.kind == "yes_no":
        return _text(piece, meaning_of("yes" if value.value else "no"), language)
    return value_text(token, piece.text, language) if language else f"{value.kind} {value.value} {value.currency}"


def _filler(before: Piece, piece: Piece, following: Piece | None, reading: Reading) -> str:
    """The word that Chinese puts behind a length of time or a first day."""
    meaning = reading.meanings.get(before.start)
    if meaning is None or piece.type != "LITERAL":
        return ""
    if meaning.name in _WITHIN:
        return f" {_INSIDE}"
    is_open = following is None or not following.is_word("to")
    is_schedule = "every" in {one.name for one in reading.meanings.values()}
    return f" {_ONWARDS}" if meaning.name == "from" and is_open and is_schedule else ""


def _ordered(statement: Sequence[Piece], reading: Reading, language: str) -> Sequence[Piece]:
    """The parts of a statement as the language orders them, where its line has a form for each language."""
    pair = _twins(reading.forms).get(reading.template)
    if pair is None or any(piece.breaks or piece.comments for piece in statement[1:]):
        return statement
    written, wanted = fixed_part(reading.template), fixed_part(pair[language == "zh"])
    edges = (*reading.starts[: len(written) + 1],)
    chunks: dict[str, list[Piece]] = {}
    rest: list[Piece] = []
    numbers = [sum(edge <= piece.start for edge in edges) - 1 for piece in statement]
    for place, (piece, own) in enumerate(zip(statement, numbers, strict=True)):
        # a comma between two parts goes with the later one
        number = numbers[place + 1] if piece.type == "COMMA" and place + 1 < len(numbers) else own
        (chunks.setdefault(written[number], []) if 0 <= number < len(written) else rest).append(piece)
    lead = rest if rest and rest[0].start < edges[0] else []
    ordered = [
        piece for element in wanted for piece in chunks.get(element) or [_new(element, language, statement[-1].start)]
    ]
    whole = [*lead, *ordered, *(piece for piece in rest if piece not in lead)]
    whole[0] = replace(whole[0], breaks=statement[0].breaks, comments=statement[0].comments)
    return whole


def _new(word: str, language: str, start: int) -> Piece:
    return Piece("WORD", meaning_of(word).said(language), start, start)


@cache
def _twins(forms: tuple[str, ...]) -> Mapping[str, tuple[str, str]]:
    """For each form that has one with the same parts in another order: how English has them, and how Chinese does."""
    alike: dict[tuple[object, ...], list[str]] = {}
    for form in forms:
        groups = form.count("["), form.partition("[")[2]
        alike.setdefault((tuple(sorted(fixed_part(form))), groups), []).append(form)
    found = {form: (same[0], same[-1]) for same in alike.values() if len(same) > 1 for form in same}
    for group in _SAME:
        known = [form for form in group if form in forms]
        if len(known) > 1:
            found |= dict.fromkeys(known, (known[0], known[-1]))
    return found
