"""Where the rows of a table come from and how they are read, as a project file says it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yaml.nodes import ScalarNode

from clmplan.base.source import Span
from clmplan.codes.project import MISSING_KEY
from clmplan.codes.project_tables import (
    KEY_OF_OTHER_SOURCE,
    KEYS_EXCLUDE,
    KINDS_OF_SOURCE,
    NOT_A_VARIABLE,
    UNKNOWN_VALUE,
)
from clmplan.data.project.nodes import Block, Item, NodeReader, suggestion
from clmplan.data.project.text import span
from clmplan.data.project.words import DELIMITERS
from clmplan.data.sources.kinds import KEY_KINDS, kind_of
from clmplan.data.sources.text.encodings import STATED, stated_codec
from clmplan.model.project import SourceOptions

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")


@dataclass(frozen=True, slots=True)
class TableSource:
    """The file of a table (for a query the name of its environment variable), how it is read, and where that stands."""

    file: str
    options: SourceOptions
    at: Span


def read_source(reader: NodeReader, block: Block) -> TableSource | None:
    """The source that a table's block names, or None when there is none that can be used."""
    items = block.items
    if "query" in items:
        return _query(reader, block)
    if "file" not in items:
        reader.found.append(MISSING_KEY.at(block.place, key="query" if "connect" in items else "file"))
        return None
    file = reader.path(items["file"])
    options = SourceOptions(
        encoding=_encoding(reader, items.get("encoding")),
        delimiter=_delimiter(reader, items.get("delimiter")),
        sheet=reader.text(items.get("sheet")),
        table=reader.text(items.get("table")),
    )
    if file is None:
        return None
    _check_kind(reader, block, file)
    return TableSource(file, options, span(reader.source, items["file"].node))


def _query(reader: NodeReader, block: Block) -> TableSource | None:
    items = block.items
    for key in ("file", *KEY_KINDS):
        if key in items:
            reader.report(KEYS_EXCLUDE, items[key].node, key=items[key].key, other=items["query"].key)
    query, variable = reader.text(items["query"]), _variable(reader, block)
    if query is None or variable is None:
        return None
    options = SourceOptions(query=query, connection=variable)
    return TableSource(variable, options, span(reader.source, items["query"].node))


def _variable(reader: NodeReader, block: Block) -> str | None:
    item = block.items.get("connect")
    if item is None:
        reader.found.append(MISSING_KEY.at(block.place, key="connect"))
        return None
    text = reader.text(item)
    if text is None or _VARIABLE.fullmatch(text):
        return text
    # An address with a password may stand here: neither it nor its line is shown.
    reader.found.append(NOT_A_VARIABLE.at(_away_from(reader, item, block.place)))
    return None


def _away_from(reader: NodeReader, item: Item, place: Span) -> Span:
    """The place, unless a message about it would show the line of the item: then the start of the file."""
    before = reader.source.text[place.start : item.node.start_mark.index]
    return place if "\n" in before else Span(reader.source, 0, 0)


def _check_kind(reader: NodeReader, block: Block, file: str) -> None:
    """Report keys that belong to another kind of source; a folder may hold files of any kind."""
    kind = kind_of(file)
    wrong = [key for key, fitting in KEY_KINDS.items() if kind is not None and kind is not fitting]
    for key in (*wrong, "connect"):
        if key in block.items:
            item = block.items[key]
            reader.report(KEY_OF_OTHER_SOURCE, item.node, key=item.key, file=file, kind=KINDS_OF_SOURCE[key])


def _encoding(reader: NodeReader, item: Item | None) -> str | None:
    text = reader.text(item)
    if item is None or text is None:
        return None
    if stated_codec(text) is not None:
        return text
    known = suggestion(text.lower(), dict.fromkeys(shown for shown, _ in STATED.values()))
    reader.report(UNKNOWN_VALUE, item.node, value=text, key=item.key, known=known)
    return None


def _delimiter(reader: NodeReader, item: Item | None) -> str | None:
    if item is None:
        return None
    # YAML writes a tab as "\t", which is no word.
    if isinstance(item.node, ScalarNode) and item.node.value in DELIMITERS.values():
        return str(item.node.value)
    text = reader.text(item)
    if text is not None and text not in DELIMITERS:
        reader.report(UNKNOWN_VALUE, item.node, value=text, key=item.key, known=suggestion(text, DELIMITERS))
    return DELIMITERS.get(text or "")
