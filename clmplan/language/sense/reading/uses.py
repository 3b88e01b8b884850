"""Which names a playbook uses, where, and inside which kind of declaration; and the names it gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from clmplan.base.source import Span
from clmplan.language.scope import STAGE_WORDS
from clmplan.language.text.syntax import (
    BetweenNode,
    BinaryNode,
    CallNode,
    Document,
    ListNode,
    MissingNode,
    NameNode,
    Node,
    NotNode,
    Phrase,
    RangeNode,
    RecentNode,
    SinceNode,
    Statement,
    WordNode,
)
from clmplan.language.words import word_table

# Words behind which a name is given, not used.
_NAMING = frozenset({
    "playbook", "metric", "lifecycle", "stage", "segment", "offer", "channel", "policy", "budget", "campaign", "wave",
    "experiment", "variant",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Use:
    """A name as it is used: where, in which kind of declaration, in which line of it (its key or its first word)."""

    at: Span
    declaration: str
    line: str


@dataclass(frozen=True, slots=True)
class Given:
    """A name as it is given to something."""

    kind: str
    name: str
    at: Span


@dataclass(frozen=True, slots=True)
class Names:
    """All uses of each name, and every name given, in written order."""

    uses: Mapping[str, tuple[Use, ...]]
    given: tuple[Given, ...]

    def used(self, name: str) -> tuple[Use, ...]:
        """Where a name is used."""
        return self.uses.get(name, ())


def names_in(documents: Sequence[Document]) -> Names:
    """The names given in some documents and their uses; what only looks like a use counts as one."""
    given: list[Given] = []
    for document in documents:
        for statement in document.statements:
            _give(statement, given)
    names = frozenset(one.name for one in given) | STAGE_WORDS
    reading = _Uses(names, not names.isdisjoint(word_table().words), {})
    for document in documents:
        for statement in document.statements:
            reading.read(statement, _first(statement))
    return Names(MappingProxyType({name: tuple(found) for name, found in reading.found.items()}), tuple(given))


def _give(statement: Statement, given: list[Given]) -> None:
    first = _naming(statement)
    name = _name(statement.phrase.parts[1]) if first else None
    if name is not None:
        given.append(Given(first, name, statement.phrase.parts[1].span))
    for inner in statement.block or ():
        _give(inner, given)


@dataclass(slots=True)
class _Uses:
    """Finds the uses of given names; words of the language are looked at only when one of them is such a name."""

    names: frozenset[str]
    has_words: bool
    found: dict[str, list[Use]]

    def read(self, statement: Statement, declaration: str) -> None:
        """Keep the uses in a statement and in its block."""
        key = statement.key
        line = _first(statement) if key is None else word_table().keys.get(" ".join(key.text.split()), key.text)
        parts = statement.phrase.parts[2:] if _naming(statement) else statement.phrase.parts
        waiting: list[Node] = list(parts)
        if statement.definition is not None:
            waiting.append(statement.definition)
        self._look(waiting, declaration, line)
        for inner in statement.block or ():
            self.read(inner, declaration)

    def _look(self, waiting: list[Node], declaration: str, line: str) -> None:
        while waiting:
            node = waiting.pop()
            match node:
                case NameNode(span, path):
                    for part in path:
                        self._keep(part, span, declaration, line)
                case WordNode(span, _):
                    if self.has_words:
                        self._keep(span.text, span, declaration, line)
                case _:
                    waiting += _parts(node)

    def _keep(self, name: str, at: Span, declaration: str, line: str) -> None:
        if name in self.names:
            self.found.setdefault(name, []).append(Use(at, declaration, line))


def _naming(statement: Statement) -> str:
    """The word behind which a statement gives a name; empty when it gives none."""
    first = _first(statement) if statement.key is None else ""
    return first if first in _NAMING and len(statement.phrase.parts) > 1 else ""


def _first(statement: Statement) -> str:
    """The canonical word that a statement begins with; empty when it begins with none."""
    first = statement.phrase.parts[0] if statement.phrase.parts else None
    if not isinstance(first, WordNode) or not first.names:
        return ""
    if len(first.names) == 1:
        return next(iter(first.names))
    return min(first.names & _NAMING or first.names)


def _name(node: Node) -> str | None:
    match node:
        case NameNode(_, path):
            return ".".join(path)
        case WordNode(span, _):
            return span.text
    return None


def _parts(node: Node) -> Sequence[Node]:
    """The nodes inside a node that is no name."""
    match node:
        case BinaryNode(_, _, left, right):
            return (left, right)
        case NotNode(_, part) | SinceNode(_, part) | MissingNode(_, part, _):
            return (part,)
        case BetweenNode(_, value, low, high):
            return (value, low, high)
        case RangeNode(_, low, high):
            return (low, high)
        case RecentNode(_, _, event):
            return (event,)
        case ListNode(_, items):
            return items
        case CallNode(_, name, phrase):
            return (name, phrase)
        case Phrase(_, parts):
            return parts
    return ()
