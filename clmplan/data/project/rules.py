"""Which rows of a table count, as a project file says it: rules of rows, netting, and how many may be lost."""

from __future__ import annotations

import re
from decimal import Decimal
from unicodedata import normalize

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from clmplan.base.source import Span
from clmplan.codes.project import DUPLICATE_KEY, NOT_A_LIST
from clmplan.codes.project_tables import NOT_A_LIMIT, NOT_A_TEST, TOO_FEW
from clmplan.data.project.nodes import Block, Item, NodeReader
from clmplan.data.project.text import span, written
from clmplan.data.project.words import NET_KEYS, RULE_KEYS
from clmplan.model.project import Netting, RowRule, RowTest

NET = "net"
_SIGNS = r"<=|>=|<|>|="
_COMPARISON = re.compile(rf"({_SIGNS})\s*([+-]?(?:[0-9]{{1,15}}(?:\.[0-9]{{1,9}})?|\.[0-9]{{1,9}}))")
_LIMIT = re.compile(r"[0-9]{1,18}")
_SHARE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,6})?) ?%")


def read_rules(reader: NodeReader, item: Item | None) -> tuple[RowRule, ...]:
    """The rules of a `leave out` list, in written order."""
    if item is None:
        return ()
    if not isinstance(item.node, SequenceNode):
        reader.report(NOT_A_LIST, item.node, key=item.key)
        return ()
    _check_count(reader, item, len(item.node.value), 1)
    rules: dict[str, RowRule] = {}
    for node in item.node.value:
        block = _block(reader, Item(item.key, node), RULE_KEYS)
        rule = _named_rule(reader, block) if block is not None else None
        if rule is not None and rule.name in rules:
            reader.found.append(DUPLICATE_KEY.at(rule.at, key=rule.name))
        elif rule is not None:
            rules[rule.name] = rule
    return tuple(rules.values())


def read_net(reader: NodeReader, item: Item | None) -> Netting | None:
    """Which rows take back earlier ones, and on which columns both agree."""
    block = _block(reader, item, NET_KEYS) if item is not None else None
    if item is None or block is None:
        return None
    tests, by = _tests(reader, block.items.get("where")), reader.texts(block.items.get("by"))
    if "by" in block.items:
        _check_count(reader, block.items["by"], len(by), 1)
    if not tests or not by:
        return None
    columns = tuple(dict.fromkeys(column.strip() for column in by))
    return Netting(RowRule(NET, tests, span(reader.source, item.node)), columns)


def read_limit(reader: NodeReader, item: Item | None) -> tuple[int | None, Decimal | None]:
    """The most rows, or the greatest share of them, that may be set aside."""
    text = reader.text(item)
    if item is None or text is None:
        return None, None
    plain = normalize("NFKC", text)
    share = _SHARE.fullmatch(plain)
    if share and Decimal(share[1]) <= 100:
        return None, Decimal(share[1]) / 100
    if _LIMIT.fullmatch(plain):
        return int(plain), None
    reader.report(NOT_A_LIMIT, item.node, value=text)
    return None, None


def _block(reader: NodeReader, item: Item, keys: tuple[str, ...]) -> Block | None:
    start = item.node.start_mark.index
    block = reader.block(item, keys, keys, Span(reader.source, start, start + 1))
    return block if isinstance(item.node, MappingNode) else None


def _named_rule(reader: NodeReader, block: Block) -> RowRule | None:
    name, tests = block.items.get("name"), _tests(reader, block.items.get("where"))
    text = reader.text(name)
    if name is None or text is None or not tests:
        return None
    known = reader.name(Item(text, name.node), name.node)
    return RowRule(known, tests, span(reader.source, name.node)) if known is not None else None


def _tests(reader: NodeReader, item: Item | None) -> tuple[RowTest, ...]:
    """The tests of a `where` block, one per column; none when any is wrong."""
    if item is None:
        return ()
    entries = reader.entries(item)
    if isinstance(item.node, MappingNode):
        _check_count(reader, item, len(item.node.value), 1)
    tests = [_test(reader, entry) for entry, _ in entries]
    return tuple(test for test in tests if test is not None) if all(tests) else ()


def _test(reader: NodeReader, item: Item) -> RowTest | None:
    column, node = item.key.strip(), item.node
    if isinstance(node, SequenceNode):
        _check_count(reader, item, len(node.value), 1)
        texts = [_among(reader, Item(item.key, one)) for one in node.value]
        known = tuple(text for text in texts if text is not None)
        return RowTest(column, among=known) if texts and len(known) == len(texts) else None
    compared = _COMPARISON.fullmatch(_plain(node))
    if compared:
        return RowTest(column, sign=compared[1], number=Decimal(compared[2]))
    text = _among(reader, item)
    return None if text is None else RowTest(column, among=(text,))


def _among(reader: NodeReader, item: Item) -> str | None:
    """A text that a cell is compared with; in quotes it may be empty."""
    if isinstance(item.node, ScalarNode) and item.node.style in ("'", '"') and not item.node.value.strip():
        return ""
    text = reader.text(item)
    if text is not None and re.match(_SIGNS, _plain(item.node)):
        reader.report(NOT_A_TEST, item.node, test=text, column=item.key)
        return None
    return None if text is None else text.strip()


def _plain(node: Node) -> str:
    """The words of a node for a comparison: `≤ 0` is `<= 0`."""
    if not isinstance(node, ScalarNode):
        return ""
    return normalize("NFKC", written(node.value).replace("≤", "<=").replace("≥", ">=")).strip()


def _check_count(reader: NodeReader, item: Item, count: int, least: int) -> None:
    if count < least:
        reader.report(TOO_FEW, item.node, key=item.key, count=count, least=least)
