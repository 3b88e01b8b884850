"""Names and texts that are not what they look like: letters of other alphabets, invisible characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice
from unicodedata import normalize

from clmplan.base.diagnostics import Diagnostic, Edit
from clmplan.base.source import Source, Span
from clmplan.codes import sense as codes
from clmplan.language.sense.reading.look import Look
from clmplan.language.sense.reading.uses import Given
from clmplan.language.text.spelling import unglued
from clmplan.language.tokens import TRIVIA, tokenize
from clmplan.language.words import word_table

# Letters of other alphabets that look like Latin ones, and the Latin ones, in the same order.
_CYRILLIC = "авекмнорстухіјѕԁһԛԝАВЕКМНОРСТУХІЈЅԌ", "abekmhopctyxijsdhqwABEKMHOPCTYXIJSG"
_GREEK = "αενορυικχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aevopuikxABEZHIKMNOPTYX"
_FOREIGN = {**dict(zip(*_CYRILLIC, strict=True)), **dict(zip(*_GREEK, strict=True))}
# What else is taken for one another in most fonts; Han characters that differ by the length of a stroke.
_ALIKE = {"0": "O", "1": "l", "I": "l", "|": "l"}
_TWINNED = frozenset(_ALIKE)
_ALIKE |= {one: group[0] for group in ("己已巳", "未末", "土士", "日曰", "人入", "戊戌戍") for one in group[1:]}
_IN_CONDITIONS = frozenset({"metric", "segment", "stage"})
_REORDERING = "\u202a-\u202e\u2066-\u2069"
_SEPARATING = "\u00ad\u200b\u2060"
_LONGEST_NAME = 40
_MOST_HIDDEN = 100  # of a file: whoever sees so many need not see all
_INVISIBLE = re.compile(f"[{_REORDERING}{_SEPARATING}]")


def lookalike_names(look: Look) -> Iterator[Diagnostic]:
    """Names that differ only by characters that look alike."""
    seen: dict[str, dict[str, Given]] = {}
    for given in look.given:
        twins = seen.setdefault(_skeleton(given.name), {})
        if given.name not in twins:
            other = next(iter(twins.values()), None)
            twins[given.name] = given
            if other is not None:
                found = codes.LOOKALIKE_NAMES.at(
                    given.at, name=given.name, other=other.name, characters=_difference(given.name, other.name)
                )
                yield found.beside(other.at, codes.THE_OTHER_NAME)


def mixed_alphabets(look: Look) -> Iterator[Diagnostic]:
    """Names with Latin letters and letters of another alphabet that look Latin; Latin with Han is ordinary."""
    looks = Counter(_skeleton(name) for name in {given.name for given in look.given})
    for given in look.given:
        if given.name.isascii():
            continue
        foreign = [one for one in given.name if one in _FOREIGN]
        is_said = not foreign or looks[_skeleton(given.name)] > 1
        if not is_said and re.search("[A-Za-z]", given.name):
            characters = ", ".join(dict.fromkeys(map(_named, foreign)))
            yield codes.MIXED_ALPHABETS.at(given.at, name=given.name, characters=characters)


def invisible_characters(look: Look) -> Iterator[Diagnostic]:
    """Characters that nobody sees: those that turn text around, and those that keep words apart."""
    for document in look.documents:
        source = document.source
        if _INVISIBLE.search(source.text) is None:
            continue
        for match in islice(_INVISIBLE.finditer(source.text), _MOST_HIDDEN):
            place = Span(source, match.start(), match.end())
            is_turning = re.match(f"[{_REORDERING}]", match.group()) is not None
            effect = codes.REORDERS if is_turning else codes.SEPARATES
            found = codes.INVISIBLE_CHARACTER.at(place, character=_named(match.group()), effect=effect)
            text = bisect_right(_texts(source), (match.start(), len(source.text))) - 1
            is_safe = text >= 0 and match.start() < _texts(source)[text][1]
            yield found.mended(codes.REMOVE_CHARACTER, Edit(place, ""), is_safe=is_safe)


def names_like_conditions(look: Look) -> Iterator[Diagnostic]:
    """Chinese names that are read as a condition about another name: `非会员` beside `会员`."""
    names = {given.name for given in look.given if given.kind in _IN_CONDITIONS}
    operators = _operators()
    for given in look.given:
        if given.kind not in _IN_CONDITIONS or given.name.isascii() or not any(one in given.name for one in operators):
            continue
        apart = unglued(given.name, _parts_of(given.name) & names)
        pieces = set(apart.split(" ")) if apart is not None else set()
        if pieces & operators and pieces & names and not _is_defined_so(given, look):
            yield codes.NAME_LIKE_CONDITION.at(given.at, name=given.name, apart=apart)


def _parts_of(name: str) -> set[str]:
    """Every part of a name but the whole; none of one that is too long to be read."""
    ends = range(1, len(name) + 1) if len(name) <= _LONGEST_NAME else ()
    return {name[start:end] for end in ends for start in range(end)} - {name}


@cache
def _operators() -> frozenset[str]:
    words = word_table().words.items()
    return frozenset(text for text, word in words if "operators" in word.roles and not text.isascii())


def _is_defined_so(given: Given, look: Look) -> bool:
    """Whether a name means exactly what it is read as."""
    for statement in look.declarations(given.kind):
        if (
            statement.definition is not None
            and statement.phrase.span.start <= given.at.start < statement.phrase.span.end
        ):
            return "".join(statement.definition.span.text.split()) == given.name
    return False


@cache
def _texts(source: Source) -> tuple[tuple[int, int], ...]:
    """Where comments and texts in quotation marks stand: nothing else refers to what is in them."""
    tokens = tokenize(source).value
    kept = (one for one in tokens if one.type in TRIVIA or (one.value is not None and one.value.kind == "text"))
    return tuple((one.span.start, one.span.end) for one in kept)


def _skeleton(name: str) -> str:
    if name.isascii() and _TWINNED.isdisjoint(name):
        return name
    latin = (_FOREIGN.get(one, one) for one in normalize("NFKC", name))
    return "".join(_ALIKE.get(one, one) for one in latin)


def _difference(name: str, other: str) -> str:
    """The characters in which two names of the same look differ."""
    pairs = [(one, two) for one, two in zip(name, other, strict=False) if one != two]
    return ", ".join(dict.fromkeys(f"{_named(one)} / {_named(two)}" for one, two in pairs)) or f"{name!r} / {other!r}"


def _named(character: str) -> str:
    number = f"U+{ord(character):04X}"
    return f"`{character}` ({number})" if character.isprintable() and not character.isspace() else number
