"""From reductions of the grammar to nodes of the tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import cast

from clmplan.base.source import Span
from clmplan.language.text.literals import Value
from clmplan.language.text.syntax import (
    BetweenNode,
    BinaryNode,
    CallNode,
    CommaNode,
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
from clmplan.language.tokens import Token

Item = Token | Node | list["Item"]
Builder = Callable[[tuple[Item, ...], Span], Item]


def leaf(token: Token) -> Item:
    """What a token is to the rules above it."""
    match token.type:
        case "WORD":
            return WordNode(token.span, token.names)
        case "COMMA":
            return CommaNode(token.span)
        case "LITERAL":
            return LiteralNode(token.span, cast(Value, token.value))
    return token


def reduce(rule: str, items: tuple[Item, ...], span: Span) -> Item:
    """The node of a rule; repetitions in the grammar become lists that grow in place until their parent takes them."""
    builder = _BUILDERS.get(rule)
    if builder is None and len(items) == 1 and not rule.startswith("_"):
        return items[0]
    if builder is None and isinstance(items[0] if items else None, list):
        grown = cast("list[Item]", items[0])
        grown.extend(_flatten(items[1:]))
        return grown
    flat = _flatten(items)
    if builder is not None:
        return builder(tuple(flat), span)
    return flat if rule.startswith("_") or len(flat) != 1 else flat[0]


def _flatten(items: Iterable[Item]) -> list[Item]:
    """Items with those of lists among them; lists never hold lists."""
    flat: list[Item] = []
    for item in items:
        if isinstance(item, list):
            flat += item
        else:
            flat.append(item)
    return flat


def builder_of(rule: str) -> Builder | None:
    """What makes the node of a rule; None for rules that pass on what they hold."""
    return _BUILDERS.get(rule)


def name_of(token: Token) -> Item:
    """The node of a name without dots."""
    return NameNode(token.span, (token.text,))


def _nodes(items: Iterable[Item]) -> tuple[Node, ...]:
    return tuple(item for item in items if isinstance(item, Node))


def _statement(items: tuple[Item, ...], span: Span) -> Item:
    """Of `phrase END`, `KEY phrase END`, `phrase DEFINE phrase END` or `phrase OPEN … CLOSE END`."""
    first, second = items[0], cast(Token, items[1])
    if isinstance(first, Token):
        return Statement(span, cast(Phrase, second), first)
    if second.type == "END":
        return Statement(span, cast(Phrase, first))
    if second.type == "DEFINE":
        return Statement(span, cast(Phrase, first), None, cast(Phrase, items[2]))
    return Statement(span, cast(Phrase, first), None, None, cast("tuple[Statement, ...]", items[2:-2]))


def _binary(items: tuple[Item, ...], span: Span) -> Item:
    operator = cast(Token, items[1])
    left, right = _nodes((items[0], items[2]))
    if operator.type == "IN":
        inside = BinaryNode(span, "in", left, right)
        return NotNode(span, inside) if operator.is_word("not in") else inside
    if operator.type == "IS":
        return BinaryNode(span, "!=" if operator.is_word("is not") else "=", left, right)
    if operator.type in {"SIGN", "TIMES"}:
        return BinaryNode(span, operator.text, left, right)
    return BinaryNode(span, min(operator.names), left, right)


def _name(items: tuple[Item, ...], span: Span) -> Item:
    return NameNode(span, tuple(item.text for item in items if isinstance(item, Token) and item.type == "NAME"))


def _recent(items: tuple[Item, ...], span: Span) -> Item:
    return RecentNode(span, min(cast(Token, items[0]).names), cast(NameNode, items[1]))


def _pair(kind: Callable[..., Node]) -> Builder:
    return lambda items, span: kind(span, *_nodes(items))


def _only(items: tuple[Item, ...], span: Span) -> Item:
    del span
    return _nodes(items)[0]


_BUILDERS: Mapping[str, Builder] = {
    "start": lambda items, _: list(items),
    "statement": _statement,
    "phrase": lambda items, span: Phrase(span, cast("tuple[Node, ...]", items)),
    "range": _pair(RangeNode),
    "binary": _binary,
    "opposite": lambda items, span: NotNode(span, _nodes(items)[0]),
    "between": _pair(BetweenNode),
    "missing": lambda items, span: MissingNode(span, _nodes(items)[0], cast(Token, items[1]).is_word("is not")),
    "name": _name,
    "call": lambda items, span: CallNode(span, cast(NameNode, items[0]), cast(Phrase, items[2])),
    "list": lambda items, span: ListNode(span, tuple(n for n in _nodes(items) if not isinstance(n, CommaNode))),
    "group": _only,
    "since": lambda items, span: SinceNode(span, _nodes(items)[0], cast(Token, items[0]).is_word("days until")),
    "recent": _recent,
}
