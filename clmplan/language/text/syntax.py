"""The tree of a playbook as written: statements of words, values and expressions, every node with its place."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, TypeVar, cast, dataclass_transform

from clmplan.base.source import Source, Span
from clmplan.language.text.literals import Value
from clmplan.language.tokens import Token

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def node(kind: type[T]) -> type[T]:
    """A kind of node: fields that the type checker freezes, since freezing them at run time costs as much again.

    Nodes compare by their fields with methods they share: making them for every kind takes long at each start.
    """
    return dataclass(slots=True, eq=False, repr=False)(kind)


@node
class Node:
    """Any part of a phrase."""

    span: Span

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash((type(self), _values(self)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}{_values(self)[1:]}"


def _values(one: object) -> tuple[object, ...]:
    return tuple(getattr(one, field.name) for field in fields(cast(Any, one)))


@node
class WordNode(Node):
    """A keyword; it may stand for several canonical words when they share a spelling."""

    names: frozenset[str]


@node
class CommaNode(Node):
    """A comma between the clauses of a phrase."""


@node
class LiteralNode(Node):
    """A written value."""

    value: Value


@node
class NameNode(Node):
    """A name, or a path of names with dots."""

    path: tuple[str, ...]


@node
class CallNode(Node):
    """A function applied to a phrase."""

    name: NameNode
    phrase: Phrase


@node
class ListNode(Node):
    """Values between square brackets."""

    items: tuple[Node, ...]


@node
class BinaryNode(Node):
    """An operator between two operands; `operator` is its canonical name."""

    operator: str
    left: Node
    right: Node


@node
class NotNode(Node):
    """The opposite of a condition."""

    part: Node


@node
class BetweenNode(Node):
    """A value between two others, both included."""

    value: Node
    low: Node
    high: Node


@node
class MissingNode(Node):
    """Whether a value is missing (or, negated, known)."""

    value: Node
    is_negated: bool


@node
class SinceNode(Node):
    """Days since an event or a date, or until a date that lies ahead."""

    of: Node
    is_ahead: bool = False


@node
class RecentNode(Node):
    """The first or last event of a kind."""

    which: str
    event: NameNode


@node
class RangeNode(Node):
    """Two values with `..` between them."""

    low: Node
    high: Node


@node
class Phrase(Node):
    """Parts in written order, commas included."""

    parts: tuple[Node, ...]


@node
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
