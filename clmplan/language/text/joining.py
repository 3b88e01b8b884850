"""Two conditions side by side, between which a word was forgotten."""

from __future__ import annotations

from clmplan.base.diagnostics import Diagnostic, Edit
from clmplan.base.source import Span
from clmplan.codes import mend_words
from clmplan.codes import parse as codes
from clmplan.language.text.build import Item
from clmplan.language.text.syntax import BetweenNode, BinaryNode, MissingNode, Node, NotNode, Phrase, Statement

_CONDITIONS = frozenset({"=", "!=", "<", "<=", ">", ">=", "in", "and", "or"})
_SHOWN = 40


def joined(item: Item, diagnostics: list[Diagnostic]) -> Item:
    """A statement whose neighbouring conditions are joined by `and`; says where the word is missing."""
    if not isinstance(item, Statement):
        return item
    phrase = _joined(item.phrase, diagnostics)
    definition = None if item.definition is None else _joined(item.definition, diagnostics)
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
