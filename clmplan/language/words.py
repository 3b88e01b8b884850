"""The word table: every spelling of every keyword, read once from `grammar/words.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import yaml

from clmplan.base import assets

_ROLES = ("declarations", "statements", "either", "joints", "operators")


@dataclass(frozen=True, slots=True)
class Word:
    """A spelling: what it may stand for (canonical names) and the roles of those."""

    names: frozenset[str]
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class WordTable:
    """All spellings. `keys`, `values` and `conditions` map one to its canonical name; `spellings` is the way back."""

    words: Mapping[str, Word]
    keys: Mapping[str, str]
    values: Mapping[str, str]
    conditions: Mapping[str, str]
    fillers: frozenset[str]
    later: frozenset[str]
    spellings: Mapping[str, tuple[str, str]]

    def spelled(self, name: str, locale: str) -> str:
        """How a canonical word, key or value is written in a language."""
        english, chinese = self.spellings.get(name, (name, name))
        return chinese if locale == "zh" else english


@cache
def word_table() -> WordTable:
    """The table of this installation."""
    document = yaml.load(assets.text("grammar/words.yaml"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    words: dict[str, Word] = {}
    spellings: dict[str, tuple[str, str]] = {}
    for role in _ROLES:
        for name, forms in document[role].items():
            spellings[name] = (forms["en"][0], forms["zh"][0])
            for form in (*forms["en"], *forms["zh"]):
                known = words.get(form, Word(frozenset(), frozenset()))
                words[form] = Word(known.names | {name}, known.roles | {role})
    keys = {form: name for name, forms in document["properties"].items() for form in (name, *forms["zh"])}
    spellings.update({name: (name, forms["zh"][0]) for name, forms in document["properties"].items()})
    values, conditions = (
        {form: name for name, forms in document[role].items() for form in (name, *forms["en"], *forms["zh"])}
        for role in ("values", "conditions")
    )
    for role in ("values", "conditions"):
        spellings.update({name: (forms["en"][0], forms["zh"][0]) for name, forms in document[role].items()})
    return WordTable(
        MappingProxyType(words),
        MappingProxyType(keys),
        MappingProxyType(values),
        MappingProxyType(conditions),
        frozenset(document["fillers"]["zh"]),
        frozenset(document["later"]),
        MappingProxyType(spellings),
    )
