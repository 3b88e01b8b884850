"""The text of `clmplan.yaml` to a checked project."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from zoneinfo import available_timezones

from clmplan.base.clock import find_zone
from clmplan.base.diagnostics import Checked, in_order
from clmplan.base.source import Source, Span
from clmplan.codes.project import MISSING_KEY, UNKNOWN_CURRENCY, UNKNOWN_LOCALE, UNKNOWN_ZONE
from clmplan.codes.project_fields import SAME_NAME
from clmplan.data.project.fields import check_reserved, chosen_field, read_fields
from clmplan.data.project.links import read_links
from clmplan.data.project.nodes import Block, Item, NodeReader, suggestion
from clmplan.data.project.rules import read_limit, read_net, read_rules
from clmplan.data.project.source import read_source
from clmplan.data.project.text import compose
from clmplan.data.project.words import (
    CONTACT_KEYS,
    CUSTOMER_KEYS,
    DATA_KEYS,
    EVENT_KEYS,
    PROJECT_KEYS,
    SUPPRESSED_KEYS,
)
from clmplan.model.project import FieldSpec, FieldType, Project, TableSpec

LOCALES = ("en", "zh")
DEFAULT_SEED = 1
_ORDERED = (FieldType.DATE, FieldType.NUMBER)  # what tells which row of a customer is the latest
_NAMES_ZONES = (FieldType.TEXT, FieldType.ONE_OF)
_CURRENCY = re.compile(r"[A-Z]{3}")
_NEAR_ZONE = ("Europe/London", "Asia/Shanghai", "America/New_York")


def read_project(source: Source) -> Checked[Project | None]:
    """The project a text describes, or None when anything in it is wrong; all mistakes in one run."""
    composed = compose(source)
    start = Span(source, 0, 0)
    if composed.value is None:
        missing = () if composed.has_errors else tuple(MISSING_KEY.at(start, key=key) for key in ("name", "data"))
        return Checked(None, (*composed.diagnostics, *missing))
    reader = NodeReader(source)
    required = ("name", "zone", "currency", "playbooks", "data")
    top = reader.block(Item(source.path, composed.value), PROJECT_KEYS, required, start)
    project = _project(reader, top)
    found = in_order(reader.found)
    return Checked(None if found else project, found)


def _project(reader: NodeReader, top: Block) -> Project | None:
    items = top.items
    name, seed = reader.text(items.get("name")), reader.count(items.get("seed"))
    data = _block(reader, items.get("data"), DATA_KEYS, ("customers",))
    customers = _customers(reader, data.items.get("customers")) if data else None
    zone, currency = _zone(reader, items.get("zone")), _currency(reader, items.get("currency"))
    locale, as_of = _locale(reader, items.get("locale")), reader.day(items.get("as_of"))
    regions, playbooks = reader.texts(items.get("regions")), reader.paths(items.get("playbooks"))
    tables = data.items if data else {}
    events = _events(reader, tables.get("events"))
    contacts = _contacts(reader, tables.get("contacts"))
    suppressed = _suppressed(reader, tables.get("suppressed"))
    limit, share = read_limit(reader, tables.get("set aside at most"))
    links = read_links(reader, items.get("links"))
    day_files = reader.paths(items.get("days"))
    if name is None or zone is None or currency is None or customers is None:
        return None
    return Project(
        name=name,
        zone=zone,
        currency=currency,
        locale=locale,
        regions=regions,
        playbooks=playbooks,
        customers=customers,
        events=events,
        contacts=contacts,
        suppressed=suppressed,
        as_of=as_of,
        seed=DEFAULT_SEED if seed is None else seed,
        set_aside_limit=limit,
        set_aside_share=share,
        file=reader.source.path,
        zone_field=customers.zone,
        links=links,
        day_files=day_files,
    )


def _zone(reader: NodeReader, item: Item | None) -> str | None:
    text = reader.text(item)
    if item is None or text is None or find_zone(text) is not None:
        return text
    known = suggestion(text, available_timezones())
    if "," in known:
        known = suggestion("", _NEAR_ZONE)
    reader.report(UNKNOWN_ZONE, item.node, zone=text, known=known)
    return None


def _currency(reader: NodeReader, item: Item | None) -> str | None:
    text = reader.text(item)
    if item is None or text is None or _CURRENCY.fullmatch(text):
        return text
    reader.report(UNKNOWN_CURRENCY, item.node, currency=text)
    return None


def _locale(reader: NodeReader, item: Item | None) -> str:
    text = reader.text(item)
    if item is not None and text is not None and text not in LOCALES:
        reader.report(UNKNOWN_LOCALE, item.node, locale=text)
    return text if text in LOCALES else LOCALES[0]


def _block(reader: NodeReader, item: Item | None, keys: tuple[str, ...], required: tuple[str, ...]) -> Block | None:
    if item is None:
        return None
    start = item.node.start_mark.index
    return reader.block(item, keys, required, Span(reader.source, start, start + 1))


def _customers(reader: NodeReader, item: Item | None) -> TableSpec | None:
    block = _block(reader, item, CUSTOMER_KEYS, ("key",))
    if block is None:
        return None
    fields = read_fields(reader, block.items.get("fields"))
    check_reserved(reader, fields, None)
    day = chosen_field(reader, block.items.get("known from"), fields, (FieldType.DATE,), nullable=True)
    zone = chosen_field(reader, block.items.get("zone"), fields, _NAMES_ZONES, nullable=True)
    latest = chosen_field(reader, block.items.get("latest by"), fields, _ORDERED, nullable=True)
    spec = TableSpec("", "", "", fields, _name(day), latest_by=_name(latest), zone=_name(zone))
    return _table(reader, "customers", block, "key", spec)


def _events(reader: NodeReader, item: Item | None) -> Mapping[str, TableSpec]:
    tables: dict[str, TableSpec] = {}
    by_plain_name: dict[str, str] = {}
    for entry, key_node in reader.entries(item) if item is not None else ():
        kind = reader.name(entry, key_node)
        block = _block(reader, entry, EVENT_KEYS, ("customer", "on", "fields"))
        if kind is None or block is None:
            continue
        other = by_plain_name.setdefault(kind.casefold(), kind)
        if other != kind:
            reader.report(SAME_NAME, key_node, name=kind, other=other)
        fields = read_fields(reader, block.items.get("fields"))
        day = chosen_field(reader, block.items.get("on"), fields, (FieldType.DATE,), nullable=False)
        check_reserved(reader, fields, day.name if day else "")
        one_per = chosen_field(reader, block.items.get("one per"), fields, tuple(FieldType), nullable=True)
        net = read_net(reader, block.items.get("net"))
        spec = TableSpec("", "", "", fields, _name(day), net=net, one_per=_name(one_per))
        table = _table(reader, kind, block, "customer", spec)
        if table is not None:
            tables[kind] = table
    return MappingProxyType(tables)


def _contacts(reader: NodeReader, item: Item | None) -> TableSpec | None:
    block = _block(reader, item, CONTACT_KEYS, ("customer", "on", "channel", "fields"))
    if block is None:
        return None
    fields = read_fields(reader, block.items.get("fields"))
    day = chosen_field(reader, block.items.get("on"), fields, (FieldType.DATE,), nullable=False)
    channel = chosen_field(reader, block.items.get("channel"), fields, (FieldType.TEXT,), nullable=False)
    if day is None or channel is None:
        return None
    # A history of contacts is known by these two names, whatever the project calls its fields.
    known = (replace(day, name="date"), replace(channel, name="channel"))
    return _table(reader, "contacts", block, "customer", TableSpec("", "", "", known, "date"))


def _suppressed(reader: NodeReader, item: Item | None) -> TableSpec | None:
    block = _block(reader, item, SUPPRESSED_KEYS, ("customer",))
    return None if block is None else _table(reader, "suppressed", block, "customer", TableSpec("", "", "", ()))


def _table(reader: NodeReader, name: str, block: Block, key: str, spec: TableSpec) -> TableSpec | None:
    """The table with its source, its rules and its key column filled in, or None when one is missing or wrong."""
    source, column = read_source(reader, block), reader.text(block.items.get(key))
    leave_out = read_rules(reader, block.items.get("leave out"))
    if source is None or column is None:
        return None
    return replace(
        spec,
        name=name,
        file=source.file,
        key=column.strip(),
        at=source.at,
        source=source.options,
        leave_out=leave_out,
    )


def _name(spec: FieldSpec | None) -> str | None:
    return None if spec is None else spec.name
