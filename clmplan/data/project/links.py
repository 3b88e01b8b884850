"""How links are tagged, as a project file says it."""

from __future__ import annotations

import re
from collections.abc import Callable

from clmplan.base.source import Span
from clmplan.codes.link_settings import NOT_A_DOMAIN, SOURCE_NOT_PLAIN, UNKNOWN_MEDIUM
from clmplan.data.project.nodes import Item, NodeReader, suggestion
from clmplan.data.project.words import LINK_KEYS, MEDIA
from clmplan.model.project import LinkSettings

_PLAIN = re.compile("[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_DOMAIN = re.compile(r"(?:[\w-]{1,63}\.)+[\w-]{2,63}")
_NOT_PLAIN = re.compile("[^a-z0-9]+")


def read_links(reader: NodeReader, item: Item | None) -> LinkSettings:
    """The settings of a `links` block; without one links are tagged as the names of channels say."""
    if item is None:
        return LinkSettings()
    start = item.node.start_mark.index
    items = reader.block(item, LINK_KEYS, (), Span(reader.source, start, start + 1)).items
    return LinkSettings(
        _by_channel(reader, items.get("sources"), _source),
        _by_channel(reader, items.get("media"), _medium),
        _domains(reader, items.get("internal")),
        reader.switch(items.get("baidu")),
    )


def _by_channel(
    reader: NodeReader, item: Item | None, read: Callable[[NodeReader, Item], str | None]
) -> tuple[tuple[str, str], ...]:
    """What is said of each channel, in written order."""
    if item is None:
        return ()
    found: list[tuple[str, str]] = []
    for entry, key_node in reader.entries(item):
        channel, value = reader.name(entry, key_node), read(reader, entry)
        if channel is not None and value is not None:
            found.append((channel, value))
    return tuple(found)


def _source(reader: NodeReader, item: Item) -> str | None:
    text = reader.text(item)
    if text is None or _PLAIN.fullmatch(text):
        return text
    known = _NOT_PLAIN.sub("-", text.lower()).strip("-") or "wecom"
    reader.report(SOURCE_NOT_PLAIN, item.node, source=text, known=known)
    return None


def _medium(reader: NodeReader, item: Item) -> str | None:
    text = reader.text(item)
    if text is None or text in MEDIA:
        return text
    reader.report(UNKNOWN_MEDIUM, item.node, medium=text, known=suggestion(text, MEDIA))
    return None


def _domains(reader: NodeReader, item: Item | None) -> tuple[str, ...]:
    found: list[str] = []
    for domain in reader.texts(item):
        if _DOMAIN.fullmatch(domain):
            found.append(domain.lower())
        elif item is not None:
            reader.report(NOT_A_DOMAIN, item.node, domain=domain)
    return tuple(found)
