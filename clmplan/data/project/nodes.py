"""Plain values out of YAML nodes: every mistake is noted with its place, and reading goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from posixpath import normpath
from types import MappingProxyType
from unicodedata import normalize

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from clmplan.base.diagnostics import Code, Diagnostic, nearest
from clmplan.base.source import Source, Span
from clmplan.codes.project import (
    DUPLICATE_KEY,
    MISSING_KEY,
    NOT_A_BLOCK,
    NOT_A_COUNT,
    NOT_A_DAY,
    NOT_A_LIST,
    NOT_A_NAME,
    NOT_A_WORD,
    NOT_YES_OR_NO,
    PATH_OUTSIDE,
    UNKNOWN_KEY,
)
from clmplan.data.project.text import span, written
from clmplan.data.project.words import NO, YES, english_key, spellings

_NULL = "tag:yaml.org,2002:null"
_COUNT = re.compile(r"[0-9]{1,18}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NAME = re.compile(r"\w+(?:[ \-.]\w+)*")


@dataclass(frozen=True, slots=True)
class Item:
    """One value of a block: the key as written, and its node."""

    key: str
    node: Node


@dataclass(frozen=True, slots=True)
class Block:
    """The keys of a mapping by their English names, and the place that stands for the whole."""

    items: Mapping[str, Item]
    place: Span


@dataclass(frozen=True, slots=True)
class NodeReader:
    """Reads nodes of one source; mistakes gather in `found`."""

    source: Source
    found: list[Diagnostic] = field(default_factory=list)

    def report(self, code: Code, node: Node, **values: object) -> None:
        """Note a mistake at a node."""
        self.found.append(code.at(span(self.source, node), **values))

    def entries(self, item: Item) -> tuple[tuple[Item, Node], ...]:
        """The pairs of a block with free keys (each with its key's node), without repetitions."""
        if not isinstance(item.node, MappingNode):
            self.report(NOT_A_BLOCK, item.node, key=item.key)
            return ()
        pairs: dict[str, tuple[Item, Node]] = {}
        for key_node, value in item.node.value:
            key = self.text(Item(item.key, key_node))
            if key is None:
                continue
            if key in pairs:
                self.report(DUPLICATE_KEY, key_node, key=key)
            pairs.setdefault(key, (Item(key, value), key_node))
        return tuple(pairs.values())

    def block(self, item: Item, allowed: tuple[str, ...], required: tuple[str, ...], place: Span) -> Block:
        """The known keys of a block; `place` is where missing keys are reported."""
        items: dict[str, Item] = {}
        for entry, key_node in self.entries(item):
            key = english_key(entry.key, allowed)
            if key is None:
                self.report(UNKNOWN_KEY, key_node, key=entry.key, known=suggestion(entry.key, spellings(allowed)))
            elif key in items:
                self.report(DUPLICATE_KEY, key_node, key=entry.key)
            else:
                items[key] = entry
        if isinstance(item.node, MappingNode):
            self.found.extend(MISSING_KEY.at(place, key=key) for key in required if key not in items)
        return Block(MappingProxyType(items), place)

    def text(self, item: Item | None) -> str | None:
        """The words of a scalar in NFC, or None."""
        if item is None:
            return None
        node = item.node
        if not isinstance(node, ScalarNode) or (node.tag == _NULL and node.style is None) or not node.value.strip():
            self.report(NOT_A_WORD, node, key=item.key)
            return None
        return normalize("NFC", written(node.value))

    def name(self, item: Item, node: Node) -> str | None:
        """A key that serves as a name, or None."""
        if _NAME.fullmatch(item.key) and len(item.key) <= 100:
            return item.key
        self.report(NOT_A_NAME, node, name=item.key)
        return None

    def texts(self, item: Item | None) -> tuple[str, ...]:
        """The words of a list."""
        return tuple(word for entry in self._list(item) if (word := self.text(entry)) is not None)

    def path(self, item: Item | None) -> str | None:
        """A relative path that stays inside the project folder, or None."""
        text = self.text(item)
        if item is None or text is None:
            return None
        plain = normpath(text)
        if plain.startswith(("/", "..", "~")) or plain == "." or any(sign in text for sign in "\\:\0\n\r"):
            self.report(PATH_OUTSIDE, item.node, path=text)
            return None
        return plain

    def paths(self, item: Item | None) -> tuple[str, ...]:
        """The paths of a list, or a single one."""
        return tuple(path for entry in self._list(item) if (path := self.path(entry)) is not None)

    def count(self, item: Item | None) -> int | None:
        """A whole number from 0, or None."""
        text = self.text(item)
        if item is None or text is None:
            return None
        if _COUNT.fullmatch(text):
            return int(text)
        self.report(NOT_A_COUNT, item.node, key=item.key, value=text)
        return None

    def day(self, item: Item | None) -> date | None:
        """An ISO date, or None."""
        text = self.text(item)
        if item is None or text is None:
            return None
        try:
            return date.fromisoformat(text if _DAY.fullmatch(text) else "")
        except ValueError:
            self.report(NOT_A_DAY, item.node, key=item.key, value=text)
            return None

    def switch(self, item: Item | None) -> bool:
        """Whether a yes/no value says yes; absent is no."""
        text = self.text(item)
        if item is None or text is None:
            return False
        if text.lower() not in YES | NO:
            self.report(NOT_YES_OR_NO, item.node, key=item.key, value=text)
        return text.lower() in YES

    def _list(self, item: Item | None) -> tuple[Item, ...]:
        if item is None:
            return ()
        if isinstance(item.node, ScalarNode):
            return (item,)
        if isinstance(item.node, SequenceNode):
            return tuple(Item(item.key, node) for node in item.node.value)
        self.report(NOT_A_LIST, item.node, key=item.key)
        return ()


def suggestion(word: str, known: Iterable[str]) -> str:
    """The nearest known word in back-ticks, or all of them."""
    words = tuple(known)
    close = nearest(word, words)
    return f"`{close}`" if close else ", ".join(f"`{one}`" for one in words)
