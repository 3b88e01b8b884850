"""Readers of slots that need no scope: what could stand there by its form, for those who only want to know which."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from clmplan.almanac.table import all_names
from clmplan.base.diagnostics import Wording
from clmplan.language.phrases import Read, Reader
from clmplan.language.slots.schedules import names_joined, place_in_month, weekday
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
     "leap", "word", "name", "group", "season"}
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
        self.names = names
        super().__init__(
            {
                "dates": _dates,
                "discount": _discount,
                "split": _split,
                "numbers": _numbers,
                "weekdays": _weekdays,
                "places": _places,
                "minutes": _minutes,
                "closed": lambda parts: _closed(parts, self.names),
            }
        )

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
    return _listed("dates", parts, _is_day)


def _numbers(parts: Sequence[Node]) -> Read:
    return _listed("numbers", parts, lambda node: _is_literal(node, "number"))


def _closed(parts: Sequence[Node], names: Collection[str]) -> Read:
    known = {name for pair in all_names(()) for name in pair}.difference(names)
    return _listed("named", parts, lambda node: _is_day(node) or node.span.text in known)


def _weekdays(parts: Sequence[Node]) -> Read:
    def is_one(node: Node) -> bool:
        names = names_joined(node)
        return bool(names) and all(weekday(name) is not None for name in names)

    return _listed("weekdays", parts, is_one)


def _places(parts: Sequence[Node]) -> Read:
    nodes: list[Node] = []
    used = 0
    while used < len(parts) and (one := place_in_month(parts[used:])) is not None:
        nodes += parts[used : used + one[1]]
        used += one[1]
        if used + 1 >= len(parts) or not isinstance(parts[used], CommaNode) or not place_in_month(parts[used + 1 :]):
            return Taken("places", tuple(nodes)), used
        used += 1
    return _NO


def _minutes(parts: Sequence[Node]) -> Read:
    if len(parts) < 2 or not _is_literal(parts[0], "number") or not isinstance(parts[1], NameNode):
        return _NO
    return Taken("minutes", tuple(parts[:2])), 2


def _listed(kind: str, parts: Sequence[Node], fits: Callable[[Node], bool]) -> Read:
    """Values with commas between them, as many as there are."""
    used = 0
    while used < len(parts) and fits(parts[used]):
        used += 1
        if used + 1 >= len(parts) or not isinstance(parts[used], CommaNode) or not fits(parts[used + 1]):
            return Taken(kind, tuple(part for part in parts[:used] if not isinstance(part, CommaNode))), used
        used += 1
    return _NO


def _is_day(node: Node) -> bool:
    ends = (node.low, node.high) if isinstance(node, RangeNode) else (node,)
    return all(_is_literal(end, "date") for end in ends)


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
