"""The fields of a table in a project file: short and long form, names, types, formats."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from unicodedata import normalize

from yaml.nodes import MappingNode, Node, ScalarNode

from clmplan.base.source import Span
from clmplan.codes.project_fields import (
    BAD_FORMAT,
    NO_CHOICES,
    RESERVED_NAME,
    SAME_NAME,
    UNKNOWN_FIELD,
    UNKNOWN_TYPE,
    WRONG_FIELD,
    WRONG_PROPERTY,
)
from clmplan.codes.project_tables import KEYS_EXCLUDE, TOO_FEW, UNKNOWN_VALUE
from clmplan.data.project.nodes import Item, NodeReader, suggestion
from clmplan.data.project.text import span
from clmplan.data.project.words import DATE_ORDERS, FIELD_KEYS, LUNAR, UNITS, field_type, type_words
from clmplan.model.project import FieldSpec, FieldType

_SHORT = re.compile(r"\s*([^\s\[\]?]+)\s*(?:\[(.*)\])?\s*(\?)?\s*", re.DOTALL)
_DIRECTIVE = re.compile(r"%(.)", re.DOTALL)
_YEAR, _MONTH, _DAY, _CLOCK = frozenset("Yy"), frozenset("mbB"), frozenset("d"), frozenset("HMSz")
_FACTOR = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")
_AMOUNTS = (FieldType.MONEY, FieldType.NUMBER)
_DATES = (FieldType.DATE,)
# The keys of a field that only some types have.
_OF_TYPES = MappingProxyType(
    {
        "choices": (FieldType.ONE_OF,),
        "format": _DATES,
        "yearly": _DATES,
        "date order": _DATES,
        "unit": _AMOUNTS,
        "product": _AMOUNTS,
    }
)
TIMES = " * "  # how messages name the columns of a product
_FULL_WIDTH = str.maketrans("［］，、？　", "[],,? ")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A type with its choices, and whether values may be missing."""

    type: FieldType
    choices: tuple[str, ...]
    nullable: bool


def read_fields(reader: NodeReader, item: Item | None) -> tuple[FieldSpec, ...]:
    """The fields declared in a block, in written order."""
    if item is None:
        return ()
    specs: list[FieldSpec] = []
    by_plain_name: dict[str, str] = {}
    for entry, key_node in reader.entries(item):
        name = reader.name(entry, key_node)
        if name is None:
            continue
        other = by_plain_name.setdefault(name.casefold(), name)
        if other != name:
            reader.report(SAME_NAME, key_node, name=name, other=other)
        spec = _field(reader, name, entry, key_node)
        if spec is not None:
            specs.append(spec)
    return tuple(specs)


def check_reserved(reader: NodeReader, specs: tuple[FieldSpec, ...], day: str | None) -> None:
    """Report fields that take the engine's own column names; `day` names the field that is the event's day."""
    # INVARIANT: the engine's tables have a column `c`, and event tables also `day`; its names ignore case.
    taken = {"c"} if day is None else {"c", "day"}
    for spec in specs:
        if spec.name.casefold() in taken and spec.name != day:
            reader.found.append(RESERVED_NAME.at(spec.at, name=spec.name))


def chosen_field(
    reader: NodeReader, item: Item | None, specs: tuple[FieldSpec, ...], types: tuple[FieldType, ...], nullable: bool
) -> FieldSpec | None:
    """The declared field a key such as `on` names; of one of the types, and missing only if allowed."""
    name = reader.text(item)
    if item is None or name is None:
        return None
    spec = next((spec for spec in specs if spec.name == name), None)
    if spec is None:
        reader.report(UNKNOWN_FIELD, item.node, field=name, known=suggestion(name, (spec.name for spec in specs)))
    elif spec.type not in types or (spec.nullable and not nullable):
        reader.report(WRONG_FIELD, item.node, field=name, key=item.key)
        return None
    return spec


def _field(reader: NodeReader, name: str, entry: Item, key_node: Node) -> FieldSpec | None:
    place = span(reader.source, key_node)
    if isinstance(entry.node, MappingNode):
        return _long_field(reader, name, entry, place)
    phrase = _phrase(reader, entry)
    if phrase is None:
        return None
    choices = _checked_choices(reader, name, entry.node, phrase)
    return FieldSpec(name, name, phrase.type, phrase.nullable, choices, at=place)


def _long_field(reader: NodeReader, name: str, entry: Item, place: Span) -> FieldSpec | None:
    items = reader.block(entry, FIELD_KEYS, ("type",), place).items
    phrase = _phrase(reader, items["type"]) if "type" in items else None
    if phrase is None:
        return None
    if not _is_fitting(reader, items, phrase.type):
        return None
    if "choices" in items:
        phrase = _Phrase(phrase.type, reader.texts(items["choices"]), phrase.nullable)
    choices = _checked_choices(reader, name, items.get("choices", items["type"]).node, phrase)
    column, product = reader.text(items.get("column")), _product(reader, items.get("product"))
    is_lunar = _is_lunar(items.get("yearly"))
    return FieldSpec(
        name=name,
        column=column.strip() if column else TIMES.join(product) or name,
        type=phrase.type,
        nullable=reader.switch(items.get("missing")) or phrase.nullable,
        choices=choices,
        format=_format(reader, items.get("format")),
        yearly=is_lunar or reader.switch(items.get("yearly")),
        at=place,
        date_order=_date_order(reader, items.get("date order")),
        unit=_unit(reader, items.get("unit")),
        product=product,
        is_lunar=is_lunar,
    )


def _is_lunar(item: Item | None) -> bool:
    """Whether a date comes back each lunar year."""
    return item is not None and isinstance(item.node, ScalarNode) and item.node.value.strip().lower() in LUNAR


def _is_fitting(reader: NodeReader, items: Mapping[str, Item], type: FieldType) -> bool:
    """Whether every key of a field has a meaning for its type, and no two say the same thing."""
    for key, kinds in _OF_TYPES.items():
        if key in items and type not in kinds:
            reader.report(WRONG_PROPERTY, items[key].node, key=items[key].key, type=type.value)
            return False
    for key, other in (("product", "column"), ("date order", "format")):
        if key in items and other in items:
            reader.report(KEYS_EXCLUDE, items[key].node, key=items[key].key, other=items[other].key)
            return False
    return True


def _product(reader: NodeReader, item: Item | None) -> tuple[str, ...]:
    """The columns whose product is the value."""
    columns = tuple(column.strip() for column in reader.texts(item))
    if item is not None and len(columns) < 2:
        reader.report(TOO_FEW, item.node, key=item.key, count=len(columns), least=2)
    return columns


def _date_order(reader: NodeReader, item: Item | None) -> str | None:
    text = reader.text(item)
    if item is None or text is None:
        return None
    known = next((order for order, chinese in DATE_ORDERS.items() if text.lower() in (order, chinese)), None)
    if known is None:
        words = (*DATE_ORDERS, *DATE_ORDERS.values())
        reader.report(UNKNOWN_VALUE, item.node, value=text, key=item.key, known=suggestion(text, words))
    return known


def _unit(reader: NodeReader, item: Item | None) -> Decimal | None:
    """What one unit is worth: a word, or a number greater than 0."""
    text = reader.text(item)
    if item is None or text is None:
        return None
    plain = normalize("NFKC", text).lower()
    unit = Decimal(plain) if _FACTOR.fullmatch(plain) else UNITS.get(plain)
    if unit:
        return unit
    reader.report(UNKNOWN_VALUE, item.node, value=text, key=item.key, known=suggestion(text, (*UNITS, "1000")))
    return None


def _phrase(reader: NodeReader, entry: Item) -> _Phrase | None:
    """A type as in `one_of [gold, silver]?`."""
    text = reader.text(entry)
    if text is None:
        return None
    match = _SHORT.fullmatch(text.translate(_FULL_WIDTH))
    kind = field_type(match[1]) if match else None
    if match is None or kind is None or (match[2] is not None and kind is not FieldType.ONE_OF):
        reader.report(UNKNOWN_TYPE, entry.node, type=text, known=suggestion(match[1] if match else text, type_words()))
        return None
    return _Phrase(kind, tuple((match[2] or "").split(",")) if match[2] is not None else (), match[3] is not None)


def _checked_choices(reader: NodeReader, name: str, node: Node, phrase: _Phrase) -> tuple[str, ...]:
    choices = tuple(normalize("NFC", choice.strip()) for choice in phrase.choices)
    is_listed = bool(choices) and all(choices) and len(set(choices)) == len(choices)
    if phrase.type is FieldType.ONE_OF and not is_listed:
        reader.report(NO_CHOICES, node, field=name)
    return choices


def _format(reader: NodeReader, item: Item | None) -> str | None:
    text = reader.text(item)
    if item is None or text is None:
        return None
    signs = [sign for sign in _DIRECTIVE.findall(text) if sign != "%"]
    parts = [sum(sign in group for sign in signs) for group in (_YEAR, _MONTH, _DAY)]
    known = all(sign in _YEAR | _MONTH | _DAY | _CLOCK for sign in signs)
    # A lone `%` at the end is an error of strptime, and a repeated directive is one of its regular expression.
    if parts != [1, 1, 1] or not known or len(set(signs)) < len(signs) or text.replace("%%", "").endswith("%"):
        reader.report(BAD_FORMAT, item.node, format=text)
        return None
    return text
