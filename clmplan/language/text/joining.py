"""Two conditions side by side, between which a word was forgotten."""

from __future__ import annotations

from clmplan.base.diagnostics import Diagnostic, Edit
from clmplan.base.source import Span
from clmplan.codes import mend_words, slips
from clmplan.codes import parse as codes
from clmplan.language.text.build import Item
from clmplan.language.text.spelling import unglued
from clmplan.language.text.syntax import (
    BetweenNode,
    BinaryNode,
    CallNode,
    LiteralNode,
    MissingNode,
    NameNode,
    Node,
    NotNode,
    Phrase,
    RecentNode,
    SinceNode,
    Statement,
    WordNode,
)

_CONDITIONS = frozenset({"=", "!=", "<", "<=", ">", ">=", "in", "and", "or"})
_COMPARED = NameNode | CallNode | SinceNode | RecentNode
_SAME = frozenset({"text", "yes_no", "discount"})  # values of which none is larger
_SHOWN = 40


def joined(item: Item, diagnostics: list[Diagnostic]) -> Item:
    """A statement whose neighbouring conditions are joined by `and`; says where the word is missing."""
    if not isinstance(item, Statement):
        return item
    phrase = _joined(item.phrase, diagnostics)
    definition = None if item.definition is None else _joined(item.definition, diagnostics)
    if definition is not None and isinstance(phrase.parts[0], WordNode) and "segment" in phrase.parts[0].names:
        definition = _compared(definition, diagnostics)
    if phrase is item.phrase and definition is item.definition:
        return item
    return Statement(item.span, phrase, item.key, definition, item.block)


def _joined(phrase: Phrase, diagnostics: list[Diagnostic]) -> Phrase:
    parts: list[Node] = []
    for part in phrase.parts:
        if parts and _is_condition(part) and _is_condition(parts[-1]):
            before = parts.pop()
            diagnostics.append(_missing(before.span, part.span))
            parts.append(BinaryNode(before.span.to(part.span), "and", before, part))
        else:
            parts.append(part)
    return phrase if len(parts) == len(phrase.parts) else Phrase(phrase.span, tuple(parts))


def _compared(phrase: Phrase, diagnostics: list[Diagnostic]) -> Phrase:
    """A condition of two values with `=` between them when nothing is; says so."""
    if len(phrase.parts) != 2:
        return phrase
    left, right = phrase.parts
    if isinstance(left, WordNode) and "stage" in left.names:
        left = NameNode(left.span, (left.span.text,))
    if not isinstance(left, _COMPARED) or not isinstance(right, NameNode | LiteralNode):
        return phrase
    if any(isinstance(part, NameNode) and unglued(".".join(part.path)) is not None for part in (left, right)):
        return phrase
    said = slips.MISSING_COMPARISON.at(right.span, before=_short(left.span.text), after=_short(right.span.text))
    if isinstance(right, NameNode) or right.value.kind in _SAME:
        place = Span(right.span.source, right.span.start, right.span.start)
        said = said.mended(mend_words.write(f"= {_short(right.span.text)}"), Edit(place, "= "), is_safe=False)
    diagnostics.append(said)
    return Phrase(phrase.span, (BinaryNode(phrase.span, "=", left, right),))


def _is_condition(node: Node) -> bool:
    if isinstance(node, BinaryNode):
        return node.operator in _CONDITIONS
    return isinstance(node, BetweenNode | MissingNode | NotNode)


def _missing(before: Span, after: Span) -> Diagnostic:
    source, start, _ = after
    word = "and" if before.text.isascii() and after.text.isascii() else "且"
    said = codes.MISSING_AND.at(after, before=_short(before.text), after=_short(after.text))
    place = Span(source, start, start)
    return said.mended(mend_words.write(f"{word} {_short(after.text)}"), Edit(place, f"{word} "), is_safe=False)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
