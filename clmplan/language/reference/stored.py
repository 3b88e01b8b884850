"""The reference as a file: `grammar/words.json` holds it, so that looking up a word need not load the language."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from clmplan.base import assets
from clmplan.base.diagnostics import Wording
from clmplan.language.reference.entry import Entry

FILE = "grammar/words.json"
_SENTENCES = frozenset({"title", "meaning"})
_LISTS_OF_SENTENCES = frozenset({"forms", "examples", "facts"})
_NAMES = frozenset({"topic", "name"})


def stored_entries() -> tuple[Entry, ...]:
    """The reference of this installation."""
    return tuple(map(_entry, json.loads(assets.text(FILE))))


def document(entry: Entry) -> dict[str, object]:
    """An entry as a JSON object, both languages side by side."""
    return {field.name: _written(field.name, getattr(entry, field.name)) for field in fields(entry)}


def words_file(entries: Iterable[Entry]) -> str:
    """The file: one entry a line, so that changes are read like code."""
    lines = (json.dumps(document(entry), ensure_ascii=False) for entry in entries)
    return "[\n" + ",\n".join(lines) + "\n]\n"


# What json gives has no type of its own.
def _entry(document: dict[str, Any]) -> Entry:
    return Entry(**{name: _read(name, value) for name, value in document.items()})


def _written(name: str, value: Any) -> object:
    if name in _SENTENCES:
        return {"en": value.en, "zh": value.zh}
    if name in _LISTS_OF_SENTENCES:
        return [{"en": one.en, "zh": one.zh} for one in value]
    return value if name in _NAMES else list(value)


def _read(name: str, value: Any) -> Any:
    if name in _SENTENCES:
        return Wording(value["en"], value["zh"])
    if name in _LISTS_OF_SENTENCES:
        return tuple(Wording(one["en"], one["zh"]) for one in value)
    return value if name in _NAMES else tuple(value)
