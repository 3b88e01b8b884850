"""The text of a value that a source stores as a number, a date or a truth value."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from uuid import UUID

# Beyond these a spreadsheet or a binary number has dropped digits: the text says so by its exponent.
_EXACT = 1e15
_SHEET_DIGITS = 15


def cell_text(value: object) -> str | None:
    """A value as a person would type it, dates in ISO; None when it has no plain text."""
    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | UUID():
            return str(value)
        case float():
            return number_text(value)
        case Decimal():
            return _decimal_text(value)
        case datetime():
            return value.isoformat(sep=" ") if value.tzinfo is None else None
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
    return None


def stored_text(value: object) -> str | None:
    """A value of a database as text; bytes are text when they are UTF-8."""
    # The usual types first: this is asked for every cell.
    kind = type(value)
    if kind is str:
        return str(value)
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return None
    return str(value) if kind is int else cell_text(value)


def sheet_text(value: object) -> str | None:
    """A value of a spreadsheet's cell: numbers have the 15 digits that spreadsheets show."""
    if isinstance(value, str):
        return value
    if type(value) is float:
        return number_text(value if value.is_integer() else float(f"{value:.{_SHEET_DIGITS}g}"))
    return cell_text(value)


def number_text(value: float) -> str:
    """The shortest text of a binary number, without an exponent unless digits are lost."""
    if not isfinite(value) or abs(value) >= _EXACT:
        return repr(value)
    if value.is_integer():
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def _decimal_text(value: Decimal) -> str:
    if not value.is_finite():
        return str(value)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
