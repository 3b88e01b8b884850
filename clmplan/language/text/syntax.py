"""The tree of a playbook as written: statements of words, values and expressions, every node with its place."""

from __future__ import annotations

from dataclasses import dataclass

from clmplan.base.source import Source, Span
from clmplan.language.text.literals import Value
from clmplan.language.tokens import Token


@dataclass(frozen=True, slots=True)
class Node:
    """Any part of a phrase."""

    span: Span


@dataclass(frozen=True, slots=True)
class WordNode(Node):
    """A keyword; it may stand for several canonical words when they share a spelling."""

    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class CommaNode(Node):
    """A comma between the clauses of a phrase."""


@dataclass(frozen=True, slots=True)
class LiteralNode(Node):
    """A written value."""

    value: Value


@dataclass(frozen=True, slots=True)
class NameNode(Node):
    """A name, or a path of names with dots."""

    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CallNode(Node):
    """A function applied to a phrase."""

    name: NameNode
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class ListNode(Node):
    """Values between square brackets."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class BinaryNode(Node):
    """An operator between two operands; `operator` is its canonical name."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class NotNode(Node):
    """The opposite of a condition."""

    part: Node


@dataclass(frozen=True, slots=True)
class BetweenNode(Node):
    """A value between two others, both included."""

    value: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class MissingNode(Node):
    """Whether a value is missing (or, negated, known)."""

    value: Node
    is_negated: bool


@dataclass(frozen=True, slots=True)
class SinceNode(Node):
    """Days since an event or a date."""

    of: Node


@dataclass(frozen=True, slots=True)
class RecentNode(Node):
    """The first or last event of a kind."""

    which: str
    event: NameNode


@dataclass(frozen=True, slots=True)
class RangeNode(Node):
    """Two values with `..` between them."""

    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class Phrase(Node):
    """Parts in written order, commas included."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Statement(Node):
    """One statement: a phrase, perhaps a definition after `=`, perhaps a block; `key` when it is a property."""

    phrase: Phrase
    key: Token | None = None
    definition: Phrase | None = None
    block: tuple[Statement, ...] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed source. `lost` are the names in statements that could not be read, `misread` the lines with mistakes."""

    source: Source
    statements: tuple[Statement, ...]
    lost: frozenset[str] = frozenset()
    misread: frozenset[int] = frozenset()
