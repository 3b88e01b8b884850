"""Readers of slots that need no scope: what could stand there by its form, for those who only want to know which."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from clmplan.base.diagnostics import Wording
from clmplan.language.phrases import Read, Reader
from clmplan.language.text.syntax import (
    CommaNode,
    LiteralNode,
    NameNode,
    Node,
    RangeNode,
    WordNode,
)

_KINDS = {
    "number": "number", "count": "number", "percent": "percent", "share": "percent", "duration": "duration",
    "days": "duration", "workdays": "duration", "date": "date", "time": "time", "text": "text", "money": "money",
    "rate": "money", "lift": "percent", "percents": "percent", "moneys": "money", "window": "date",
}  # fmt: skip
_RANGES = frozenset({"lift", "percents", "moneys", "window"})
_NAMED = frozenset(
    {"channel", "offer", "event", "field", "agreed", "stage", "named", "weekday", "kind", "campaign", "lifecycle",
     "leap", "word", "name"}
)  # fmt: skip
_NO = Wording("", "")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a slot took: its type and its nodes."""

    kind: str
    nodes: tuple[Node, ...]


class FormReaders(dict[str, Reader]):
    """A reader for every type of slot. `names` are those of a person, which may stand alone as a condition."""

    def __init__(self, names: Collection[str]) -> None:
        super().__init__({"dates": _dates, "discount": _discount, "split": _split})
        self.names = names

    def __missing__(self, kind: str) -> Reader:
        self[kind] = reader = lambda parts: self._one(kind, parts[0])
        return reader

    def _one(self, kind: str, node: Node) -> Read:
        if isinstance(node, CommaNode):
            return _NO
        if isinstance(node, WordNode):
            is_name = kind == "condition" and node.span.text in self.names
            return (Taken(kind, ()), 1) if is_name else _NO
        wanted = _KINDS.get(kind)
        if wanted is None:
            return _NO if kind in _NAMED and not isinstance(node, NameNode) else (Taken(kind, (node,)), 1)
        ends = (node.low, node.high) if isinstance(node, RangeNode) and kind in _RANGES else (node,)
        is_right = all(isinstance(end, LiteralNode) and end.value.kind == wanted for end in ends)
        return (Taken(kind, (node,)), 1) if is_right else _NO


def _dates(parts: Sequence[Node]) -> Read:
    used = 0
    while used < len(parts) and _is_literal(parts[used], "date"):
        used += 1
        if used + 1 >= len(parts) or not isinstance(parts[used], CommaNode) or not _is_literal(parts[used + 1], "date"):
            return Taken("dates", tuple(parts[:used])), used
        used += 1
    return _NO


def _discount(parts: Sequence[Node]) -> Read:
    if _is_literal(parts[0], "discount"):
        return Taken("discount", (parts[0],)), 1
    used = 1
    while used < len(parts) and (_is_word(parts[used], "off", "over") or _is_literal(parts[used], "money", "percent")):
        used += 1
    return (Taken("discount", tuple(parts[:used])), used) if used > 1 else _NO


def _split(parts: Sequence[Node]) -> Read:
    is_right = all(isinstance(part, NameNode | WordNode | CommaNode) or _is_literal(part, "percent") for part in parts)
    return (Taken("split", tuple(parts)), len(parts)) if is_right else _NO


def _is_literal(node: Node, *kinds: str) -> bool:
    return isinstance(node, LiteralNode) and node.value.kind in kinds


def _is_word(node: Node, *words: str) -> bool:
    return isinstance(node, WordNode) and any(word in node.names for word in words)
