"""Phrases against templates: `at most {count:number} contacts per {window:duration} [for {who:condition}]`.

A template is what the grammar does not know: which words and values make sense together. Literal words are canonical
names; `{name:type}` is a slot, `{side:before|after}` a choice of words, `[…]` an optional group. Groups may come in any
order after the fixed part. Every template is also the text of its help.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from clmplan.base.diagnostics import Diagnostic, Wording
from clmplan.base.source import Span
from clmplan.codes.phrases import SLOT_WORDS, TOO_MUCH, rolling_days
from clmplan.language.text.spelling import glued_opening, needs_space, unglued
from clmplan.language.text.syntax import CommaNode, NameNode, Node, WordNode
from clmplan.language.words import word_table

# A value and how many nodes it took; or why not: a sentence for the form, or a finding of its own.
Read = tuple[object, int] | Wording | Diagnostic
Reader = Callable[[Sequence[Node]], Read]


class Match(NamedTuple):
    """A phrase that fits: its slots by name, their places, and which of the forms tried it was.

    `words` are the places of its keywords in the source, as offsets, and the canonical words they stand for here.
    """

    slots: Mapping[str, object]
    places: Mapping[str, Span]
    span: Span
    form: int = 0
    words: tuple[tuple[int, str], ...] = ()

    def get(self, name: str) -> object | None:
        """The value of a slot, or None when its group is absent."""
        return self.slots.get(name)


class Mismatch(NamedTuple):
    """How far a phrase fitted, where it stopped, and what was wrong there."""

    position: int
    reason: Wording | Diagnostic

    def is_better_than(self, other: Mismatch) -> bool:
        """Whether this tells more: it got further, or as far and knows exactly what is wrong."""
        if self.position != other.position:
            return self.position > other.position
        return isinstance(self.reason, Diagnostic) and not isinstance(other.reason, Diagnostic)


@dataclass(frozen=True, slots=True)
class _Literal:
    word: str


@dataclass(frozen=True, slots=True)
class _Slot:
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class _Choice:
    name: str
    words: tuple[str, ...]


_Element = _Literal | _Slot | _Choice
_PER = _Literal("per")


@dataclass(frozen=True, slots=True)
class _Template:
    fixed: tuple[_Element, ...]
    groups: tuple[tuple[_Element, ...], ...]
    value: _Slot | None = None  # when it is nothing else


class _Walk:
    """How far a phrase has been followed, and what was found on the way. No dataclass: making one takes longer."""

    __slots__ = ("parts", "places", "position", "readers", "slots", "words")

    def __init__(self, parts: Sequence[Node], readers: Mapping[str, Reader]) -> None:
        self.parts = parts
        self.readers = readers
        self.position = 0
        self.slots: dict[str, object] = {}
        self.places: dict[str, Span] = {}
        self.words: list[tuple[int, str]] = []


def match(
    template: str, parts: Sequence[Node], readers: Mapping[str, Reader], span: Span, form: int = 0
) -> Match | Mismatch:
    """The slots of a phrase that fits a template, or how far it fits; `form` is its number among those tried."""
    parsed = _parse(template)
    if parsed.value is not None and len(parts) == 1:  # most lines are `key: value`
        name, kind = parsed.value.name, parsed.value.type
        read = _read(kind, readers[kind], parts)
        if not isinstance(read, tuple):
            return Mismatch(0, read)
        return Match({name: read[0]}, {name: parts[0].span}, span, form)
    walk = _Walk(parts, readers)
    failed = _follow(parsed.fixed, walk)
    if failed is None and walk.position < len(parts):
        failed = _follow_groups(parsed.groups, walk)
    return failed or Match(walk.slots, walk.places, span, form, tuple(walk.words))


def _follow_groups(groups: Sequence[Sequence[_Element]], walk: _Walk) -> Mismatch | None:
    """The optional groups in whichever order they come, up to the end of the phrase."""
    left, parts = list(groups), walk.parts
    while walk.position < len(parts):
        start, known = walk.position, len(walk.words)
        problems: list[Mismatch] = []
        for group in left:
            walk.position += isinstance(parts[start], CommaNode) and start + 1 < len(parts)
            problem = _follow(group, walk)
            if problem is None:
                left.remove(group)
                break
            walk.position = start
            del walk.words[known:]
            problems.append(problem)
        else:
            best = _too_much(walk)
            for problem in problems:
                best = problem if problem.is_better_than(best) else best
            return best
    return None


def fixed_part(template: str) -> tuple[str, ...]:
    """The words and slots of a template before its groups, in order: `at most`, `{limit:count}`, `contacts`."""
    return tuple(_shown(element) for element in _parse(template).fixed)


def _shown(element: _Element) -> str:
    match element:
        case _Literal(word):
            return word
        case _Slot(name, kind):
            return f"{{{name}:{kind}}}"
        case _Choice(name, words):
            return f"{{{name}:{'|'.join(words)}}}"


def spelled(template: str, locale: str) -> str:
    """A template as a person reads it in a language: `at most NUMBER contacts per DURATION`."""
    parsed = _parse(template)
    fixed = " ".join(_spell(element, locale) for element in parsed.fixed)
    groups = (" ".join(_spell(element, locale) for element in group) for group in parsed.groups)
    return " ".join((fixed, *(f"[{group}]" for group in groups))).strip()


def _spell(element: _Element, locale: str) -> str:
    table = word_table()
    match element:
        case _Literal(word):
            return table.spelled(word, locale)
        case _Choice(_, words):
            return "|".join(table.spelled(word, locale) for word in words)
        case _Slot(_, kind):
            return SLOT_WORDS[kind].zh if locale == "zh" else SLOT_WORDS[kind].en


def _said(element: _Element, locale: str) -> str:
    text = _spell(element, locale)
    return text if isinstance(element, _Slot) else f"`{text}`"


@cache
def _missing(element: _Element) -> Wording:
    return Wording(f"{_said(element, 'en')} is missing", f"缺少{_said(element, 'zh')}")


@cache
def _expected(element: _Element) -> Wording:
    return Wording(f"{_said(element, 'en')} is expected here", f"这里应是{_said(element, 'zh')}")


def _too_much(walk: _Walk) -> Mismatch:
    node = walk.parts[walk.position] if walk.position < len(walk.parts) else None
    apart = unglued(node.span.text) if isinstance(node, NameNode) else None
    return Mismatch(walk.position, needs_space(apart) if apart else TOO_MUCH)


def _follow(elements: Sequence[_Element], walk: _Walk) -> Mismatch | None:
    parts, words = walk.parts, walk.words
    for index, element in enumerate(elements):
        position = walk.position
        if position >= len(parts):
            return Mismatch(position, _missing(element))
        node = parts[position]
        if type(element) is _Literal and type(node) is WordNode and element.word in node.names:
            words.append((node.span.start, element.word))
            walk.position = position + 1
            continue
        problem = _step(element, node, walk)
        if problem is not None:
            following = elements[index + 1] if index + 1 < len(elements) else None
            return _in_days(element, following, walk) or problem
    return None


def _in_days(element: _Element, following: _Element | None, walk: _Walk) -> Mismatch | None:
    """What to write in place of `per week` or `每周`, where a limit counts rolling days."""
    slot = following if element == _PER else element
    if not isinstance(slot, _Slot) or slot.type != "days":
        return None
    before = walk.parts[walk.position - 1] if walk.position else None
    is_after_per = isinstance(before, WordNode) and "per" in before.names
    said = rolling_days(walk.parts[walk.position].span.text) if element == _PER or is_after_per else None
    return None if said is None else Mismatch(walk.position, said)


def _step(element: _Element, node: Node, walk: _Walk) -> Mismatch | None:
    position = walk.position
    if isinstance(element, _Slot):
        read = _read(element.type, walk.readers[element.type], walk.parts[position:])
        if not isinstance(read, tuple):
            return Mismatch(position, read)
        walk.slots[element.name], used = read
        walk.places[element.name] = node.span
        walk.position = position + used
        return None
    names = node.names if isinstance(node, WordNode) else frozenset[str]()
    words = element.words if isinstance(element, _Choice) else (element.word,)
    found = next((word for word in words if word in names), None)
    if found is None:
        apart = glued_opening(node.span.text, words) if isinstance(node, NameNode) else None
        return Mismatch(position, needs_space(apart) if apart else _expected(element))
    if isinstance(element, _Choice):
        walk.slots[element.name] = found
        walk.places[element.name] = node.span
    walk.words.append((node.span.start, found))
    walk.position = position + 1
    return None


def _read(kind: str, reader: Reader, parts: Sequence[Node]) -> Read:
    """A slot read; a word of the language may be somebody's name."""
    read = reader(parts)
    if isinstance(read, tuple) or kind == "condition" or not isinstance(parts[0], WordNode):
        return read
    as_name = reader((NameNode(parts[0].span, (parts[0].span.text,)), *parts[1:]))
    return as_name if isinstance(as_name, tuple) else read


@cache
def _parse(template: str) -> _Template:
    fixed: list[_Element] = []
    groups: list[tuple[_Element, ...]] = []
    for piece in re.findall(r"\[[^\]]*\]|[^\[\]]+", template):
        if piece.startswith("["):
            groups.append(tuple(_elements(piece[1:-1])))
        else:
            fixed.extend(_elements(piece))
    only = fixed[0] if len(fixed) == 1 else None
    return _Template(tuple(fixed), tuple(groups), only if isinstance(only, _Slot) else None)


def _elements(text: str) -> list[_Element]:
    table = word_table()
    found: list[_Element] = []
    pieces = re.findall(r"\{[^}]*\}|[^\s{}]+", text)
    position = 0
    while position < len(pieces):
        piece = pieces[position]
        position += 1
        if piece.startswith("{"):
            name, _, kind = piece[1:-1].partition(":")
            words = tuple(kind.split("|"))
            found.append(_Slot(name, kind) if len(words) == 1 else _Choice(name, words))
            continue
        for size in (3, 2, 1):
            word = " ".join((piece, *pieces[position : position + size - 1]))
            if size == 1 or ((word in table.words or word in table.spellings) and "{" not in word):
                found.append(_Literal(_canonical(word)))
                position += size - 1
                break
    return found


def _canonical(word: str) -> str:
    table = word_table()
    if word in table.spellings:
        return word
    known = table.words.get(word)
    if known is None:
        raise ValueError(f"a template names `{word}`, which is no word of the language")
    return word if word in known.names else min(known.names)
