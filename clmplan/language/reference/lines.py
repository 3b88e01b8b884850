"""Every line that a block may hold, found in the modules that read them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from clmplan.base.diagnostics import Wording
from clmplan.codes.form_words import LINE_TITLES
from clmplan.language.declare import tests
from clmplan.language.declare.blocks import GIVEN, OUTSIDE, blocks
from clmplan.language.phrases import spelled
from clmplan.language.shapes import Line
from clmplan.language.words import word_table

_ORDER = (
    "playbook", "metric", "lifecycle", "segment", "offer", "channel", "policy", "budget", "campaign", "wave", "branch",
    "prepare", "assume", "experiment", "test", "given",
)  # fmt: skip
_SLOT = re.compile(r"\{(\w+):([^}]+)\}")
_LONGEST_WORD = 3


@cache
def shapes() -> Mapping[str, tuple[Line, ...]]:
    """The lines of each kind of declaration or block, in the order in which people meet them."""
    found = dict(blocks())
    found["test"] += (Line("spend", ("spend",), is_property=False, is_many=True),)
    found[GIVEN] += (Line("suppressed", ("suppressed",)),)
    found[OUTSIDE] += (Line("allow", ("allow",), is_property=False, is_many=True),)
    order = {kind: place for place, kind in enumerate(_ORDER)}
    return {kind: found[kind] for kind in sorted(found, key=lambda kind: (order.get(kind, len(order)), kind))}


def owners(line: Line) -> tuple[str, ...]:
    """The kinds of blocks that hold a line, the one it belongs to first."""
    holding = [kind for kind, lines in shapes().items() if any(one is line for one in lines)]
    return tuple(sorted(holding, key=lambda kind: kind != "wave"))


def form(line: Line, template: str) -> Wording:
    """A form of a line as a person reads it, with its key and its block."""
    return Wording(_form(line, template, "en"), _form(line, template, "zh"))


def _form(line: Line, template: str, locale: str) -> str:
    text = spelled(template, locale) + (" { … }" if line.is_block or template in tests.GIVEN_BLOCKS else "")
    if not line.is_property:
        return text
    return f"{word_table().spelled(line.name, locale)}{'：' if locale == 'zh' else ': '}{text}"


def opening(line: Line) -> str:
    """The words that open a line in every form, in canonical English: `never between`; the key of a property."""
    if line.is_property:
        return line.name
    first, *others = (re.split(r"[{\[]", form, maxsplit=1)[0].split() for form in line.forms)
    shared = first
    for other in others:
        shared = [one for one, same in zip(shared, other, strict=False) if one == same]
    return " ".join(shared) or line.name


def title(line: Line) -> Wording:
    """How a line begins, in both languages."""
    words = opening(line)
    if words in LINE_TITLES:
        return LINE_TITLES[words]
    if line.is_property or words == line.name:
        return Wording(word_table().spelled(words, "en"), word_table().spelled(words, "zh"))
    return Wording(spelled(words, "en"), spelled(words, "zh"))


def words_in(template: str) -> frozenset[str]:
    """The canonical words that a template holds."""
    table = word_table()
    choices = [word for _, kind in _SLOT.findall(template) for word in kind.split("|") if "|" in kind]
    pieces = re.sub(r"[\[\]]", " ", _SLOT.sub(" ", template)).split()
    found = {word for word in choices if word in table.spellings}
    position = 0
    while position < len(pieces):
        for size in range(_LONGEST_WORD, 0, -1):
            word = " ".join(pieces[position : position + size])
            if word in table.spellings or word in table.words:
                found |= {word} if word in table.spellings else table.words[word].names
                break
        else:
            size = 1
        position += size
    return frozenset(found)


def slots_in(template: str) -> tuple[str, ...]:
    """The types of the slots of a template, choices left out."""
    return tuple(dict.fromkeys(kind for _, kind in _SLOT.findall(template) if "|" not in kind))
