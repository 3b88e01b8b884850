"""One cell's text to the value that the engine keeps, or to the reason why its row is set aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from clmplan.base.diagnostics import Code
from clmplan.base.money import minor_digits
from clmplan.codes.set_aside import MISSING_VALUE, TOO_LARGE
from clmplan.data.typing.dates import date_reader, date_rules, format_reader
from clmplan.data.typing.numbers import (
    LARGEST,
    NUMBER_PLACES,
    decimal_parts,
    factor_reader,
    money_reader,
    number_reader,
    rounded,
)
from clmplan.data.typing.phones import read_phone
from clmplan.data.typing.texts import read_choice, read_text, read_yes_no
from clmplan.model.project import FieldSpec, FieldType

# A day number, minor units, whole millionths, a truth value, a text.
Value: TypeAlias = "int | bool | str"
Cell: TypeAlias = "Value | Code | None"
Read: TypeAlias = "Callable[[str], Cell]"

# Products are computed in whole numbers of this size: what does not fit is too large.
_WIDEST = 2**127


def parser(spec: FieldSpec, currency: str, zone: str) -> Read:
    """The function that reads a field's cells; None stands for a value that may be missing and is."""
    return required(reader(spec, currency, zone), spec.nullable)


def reader(spec: FieldSpec, currency: str, zone: str) -> Read:
    """The function that reads a field's cells, whether or not they may be missing."""
    match spec.type:
        case FieldType.TEXT:
            return read_text
        case FieldType.PHONE:
            return read_phone
        case FieldType.NUMBER:
            return number_reader(spec.unit)
        case FieldType.YES_NO:
            return read_yes_no
        case FieldType.MONEY:
            return money_reader(currency, spec.unit)
        case FieldType.ONE_OF:
            choices = frozenset(spec.choices)
            return lambda text: read_choice(text, choices)
        case FieldType.DATE:
            if spec.format is not None:
                return format_reader(spec.format, zone)
            return date_reader(date_rules(zone, spec.date_order, spec.yearly))


def factor(spec: FieldSpec, currency: str) -> Read:
    """The function that reads one factor of a field that is a product, in millionths."""
    return factor_reader(currency if spec.type is FieldType.MONEY else None)


def product(spec: FieldSpec, currency: str, cells: Sequence[Cell]) -> Cell:
    """The value of a product by its factors in millionths, rounded once, half away from zero."""
    refused = next((cell for cell in cells if isinstance(cell, Code)), None)
    if refused is not None:
        return refused
    factors = [cell for cell in cells if isinstance(cell, int)]
    if len(factors) < len(cells):
        return None if spec.nullable else MISSING_VALUE
    mantissa, places = decimal_parts(spec.unit) if spec.unit is not None else (1, 0)
    places += NUMBER_PLACES * len(cells)
    exact = 1
    for one in (*factors, mantissa):
        exact *= one
        if abs(exact) >= _WIDEST:
            return TOO_LARGE
    kept = minor_digits(currency) if spec.type is FieldType.MONEY else NUMBER_PLACES
    value = rounded(exact, places - kept)
    return TOO_LARGE if abs(value) >= LARGEST * 10**kept else value


def required(read: Read, nullable: bool) -> Read:
    """A reader for which a missing value is a reason, unless it may be missing."""
    if nullable:
        return read

    def read_cell(text: str) -> Cell:
        cell = read(text)
        return MISSING_VALUE if cell is None else cell

    return read_cell
