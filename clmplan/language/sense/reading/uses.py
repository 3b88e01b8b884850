"""Which names a playbook gives, and which of them it uses where, inside which kind of declaration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from clmplan.base.source import Span
from clmplan.language.scope import STAGE_WORDS
from clmplan.language.text.syntax import (
    BetweenNode,
    BinaryNode,
    CallNode,
    CommaNode,
    Document,
    ListNode,
    LiteralNode,
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
_FIRST_ASKED = 64  # statements


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


Uses = Mapping[str, Sequence[Use]]


def given_in(documents: Sequence[Document]) -> tuple[Given, ...]:
    """Every name given in some documents, in written order."""
    given: list[Given] = []
    for document in documents:
        _give(document.statements, given)
    return tuple(given)


def uses_in(documents: Sequence[Document], given: Iterable[Given], is_enough: Callable[[Uses], bool]) -> Uses:
    """The uses of some given names in written order; what only looks like a use counts as one.

    Ends early once `is_enough` says so of what was found by then: it is asked now and then, ever more rarely.
    """
    names = frozenset(one.name for one in given) | STAGE_WORDS
    has_words = not names.isdisjoint(word_table().words)
    reading = _Reading(names, (LiteralNode, CommaNode) if has_words else (LiteralNode, CommaNode, WordNode), {})
    seen, asked = 0, _FIRST_ASKED
    for document in documents:
        for statement in document.statements:
            reading.read(statement, _first(statement))
            seen += 1
            if seen == asked:
                if is_enough(reading.found):
                    return reading.found
                asked *= 2
    return reading.found


def _give(statements: Sequence[Statement], given: list[Given]) -> None:
    for statement in statements:
        parts = statement.phrase.parts
        first = _naming(statement) if len(parts) > 1 else ""
        name = _name(parts[1]) if first else None
        if name is not None:
            given.append(Given(first, name, parts[1].span))
        if statement.block:
            _give(statement.block, given)


@dataclass(slots=True)
class _Reading:
    """Finds the uses of given names. Nodes of the `plain` kinds have none of them, and most parts are such nodes."""

    names: frozenset[str]
    plain: tuple[type[Node], ...]
    found: dict[str, list[Use]]

    def read(self, statement: Statement, declaration: str) -> None:
        """Keep the uses in a statement and in its block."""
        parts = statement.phrase.parts
        if statement.key is None and _naming(statement):
            parts = parts[2:]
        waiting = [part for part in parts if not isinstance(part, self.plain)]
        if statement.definition is not None:
            waiting.append(statement.definition)
        if waiting:
            self._look(waiting, declaration, statement)
        for inner in statement.block or ():
            self.read(inner, declaration)

    def _look(self, waiting: list[Node], declaration: str, statement: Statement) -> None:
        while waiting:
            node = waiting.pop()
            if isinstance(node, NameNode):
                for part in node.path:
                    if part in self.names:
                        self._keep(part, node.span, declaration, statement)
            elif isinstance(node, self.plain):
                continue
            elif isinstance(node, WordNode):
                if (text := node.span.text) in self.names:
                    self._keep(text, node.span, declaration, statement)
            else:
                waiting += _parts(node)

    def _keep(self, name: str, at: Span, declaration: str, statement: Statement) -> None:
        self.found.setdefault(name, []).append(Use(at, declaration, _line(statement)))


def _line(statement: Statement) -> str:
    key = statement.key
    return _first(statement) if key is None else word_table().keys.get(" ".join(key.text.split()), key.text)


def _naming(statement: Statement) -> str:
    """The word behind which a statement gives a name; empty when it gives none."""
    first = statement.phrase.parts[0]
    if statement.key is not None or not isinstance(first, WordNode) or first.names.isdisjoint(_NAMING):
        return ""
    return min(first.names & _NAMING) if len(statement.phrase.parts) > 1 else ""


def _first(statement: Statement) -> str:
    """The canonical word that a statement begins with; empty when it begins with none."""
    first = statement.phrase.parts[0] if statement.phrase.parts else None
    if not isinstance(first, WordNode) or not first.names:
        return ""
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
