"""Values of a project file as YAML: in blocks of lines, or in one line where the file is written so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from clmplan.data.project.words import CHINESE_KEYS, CHINESE_TYPES, DATE_ORDERS, DELIMITERS
from clmplan.model.project import FieldSpec, FieldType, TableSpec

# Texts as they are meant, not as they are written; a list is always written in one line.
Tree: TypeAlias = "str | tuple[str, ...] | Flat | Mapping[str, Tree]"

_PLAIN = re.compile(r"[^\W\d_]\w*(?:[ ./-]\w+)*")
_OTHER_MEANING = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_SIMPLE_CHOICE = re.compile(r"\w+(?:[ ./-]\w+)*")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@dataclass(frozen=True, slots=True)
class Flat:
    """A mapping that is written in one line wherever it stands."""

    items: Mapping[str, Tree]


@dataclass(frozen=True, slots=True)
class Language:
    """Whether keys and types are written in Chinese."""

    is_chinese: bool = False

    def key(self, english: str) -> str:
        """A key of the project file."""
        return CHINESE_KEYS[english] if self.is_chinese else english

    def type(self, kind: FieldType) -> str:
        """The word for a type."""
        return CHINESE_TYPES[kind] if self.is_chinese else kind.value

    def order(self, order: str) -> str:
        """The word for a date order."""
        return DATE_ORDERS[order] if self.is_chinese else order

    def delimiter(self, sign: str) -> str:
        """The word for a delimiter."""
        fitting = [word for word, one in DELIMITERS.items() if one == sign and word.isascii() is not self.is_chinese]
        return fitting[0]


def table_tree(table: TableSpec, role: str, language: Language) -> Mapping[str, Tree]:
    """A table's block; `role` is the key of its kind: customers, events, contacts, suppressed."""
    key, source = language.key, table.source
    tree: dict[str, Tree] = {key("file"): table.file}
    texts = {"encoding": source.encoding, "sheet": source.sheet, "table": source.table}
    tree |= {key(name): text for name, text in texts.items() if text is not None}
    if source.delimiter is not None:
        tree[key("delimiter")] = language.delimiter(source.delimiter)
    tree[key("key" if role == "customers" else "customer")] = table.key
    if table.day is not None:
        tree[key("known from" if role == "customers" else "on")] = table.day
    if role == "contacts":
        tree[key("channel")] = next(field.name for field in table.fields if field.type is FieldType.TEXT)
    if table.one_per is not None:
        tree[key("one per")] = table.one_per
    if role != "suppressed":
        tree[key("fields")] = {field.name: field_tree(field, language) for field in table.fields}
    return tree


def field_tree(field: FieldSpec, language: Language) -> Tree:
    """A field: its type alone when nothing else has to be said."""
    key = language.key
    phrase, choices = _phrase(field, language)
    more: dict[str, Tree] = {}
    if field.product:
        more[key("product")] = field.product
    elif field.column != field.name:
        more[key("column")] = field.column
    more[key("type")] = phrase
    if choices:
        more[key("choices")] = choices
    if field.format is not None:
        more[key("format")] = field.format
    if field.date_order is not None:
        more[key("date order")] = language.order(field.date_order)
    if field.yearly:
        words = ("农历", "lunar") if field.is_lunar else ("是", "yes")
        more[key("yearly")] = words[0] if language.is_chinese else words[1]
    if field.unit is not None:
        more[key("unit")] = _number(field.unit)
    return phrase if len(more) == 1 else Flat(more)


def type_words(field: FieldSpec, language: Language) -> str:
    """The type of a field as a project file writes it, choices included."""
    phrase, listed = _phrase(field, language)
    return f"{phrase} {flow(listed)}" if listed else phrase


def block_lines(tree: Mapping[str, Tree], indent: int) -> list[str]:
    """A mapping as lines, each key on its own."""
    lines: list[str] = []
    for key, value in tree.items():
        head = f"{' ' * indent}{scalar(key)}:"
        if isinstance(value, Mapping) and value:
            lines += [head, *block_lines(value, indent + 2)]
        else:
            lines.append(f"{head} {_in_block(value)}")
    return lines


def flow(value: Tree) -> str:
    """A value in one line."""
    if isinstance(value, Flat):
        return flow(value.items)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(scalar(one) for one in value) + "]"
    return scalar(value)


def scalar(text: str) -> str:
    """A text plain where that is safe everywhere, in quotes where it is not."""
    if (_PLAIN.fullmatch(text) and text.casefold() not in _OTHER_MEANING) or _is_plain_word(text):
        return text
    return '"' + "".join(_ESCAPES.get(one) or (one if one.isprintable() else _escaped(one)) for one in text) + '"'


def _is_plain_word(text: str) -> bool:
    """Whether a text is one of the words that a project file gives their own meaning, and is written bare there."""
    return text in ("on", "yes", "no") or re.fullmatch(r"[1-9]\d*", text) is not None


def _in_block(value: Tree) -> str:
    if isinstance(value, str) and re.fullmatch(r"\w+\?", value):
        return value
    if isinstance(value, str) and re.fullmatch(r"(?:one_of|取值) \[[\w ,./-]+\]\??", value):
        return value
    return flow(value)


def _phrase(field: FieldSpec, language: Language) -> tuple[str, tuple[str, ...]]:
    """The type as one phrase, and the choices when they cannot stand inside it."""
    word, mark = language.type(field.type), "?" if field.nullable else ""
    if field.type is not FieldType.ONE_OF:
        return word + mark, ()
    if all(_SIMPLE_CHOICE.fullmatch(choice) for choice in field.choices):
        return f"{word} [{', '.join(field.choices)}]{mark}", ()
    return word + mark, field.choices


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _escaped(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
