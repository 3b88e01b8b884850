"""One cell's text to a typed value, or to the reason why its row is set aside."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeAlias
from unicodedata import normalize

from clmplan.base.days import day_number
from clmplan.base.diagnostics import Code
from clmplan.base.money import SYMBOLS, Money
from clmplan.codes.set_aside import (
    KEY_WITH_SPACES,
    MISSING_VALUE,
    NOT_A_DATE,
    NOT_A_NUMBER,
    NOT_MONEY,
    NOT_YES_NO,
    OTHER_CURRENCY,
    TOO_LARGE,
    TOO_LONG,
    UNKNOWN_CHOICE,
)
from clmplan.model.project import FieldSpec, FieldType

Value: TypeAlias = "int | float | bool | str"
Cell: TypeAlias = "Value | Code | None"

TEXT_LIMIT = 1000
KEY_LIMIT = 200
LARGEST = 10**15
YES = frozenset({"yes", "true", "1", "y", "是", "有"})
NO = frozenset({"no", "false", "0", "n", "否", "无"})

_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+"
_NUMBER = re.compile(rf"[+-]?(?:{_DIGITS})(?:[eE][+-]?[0-9]{{1,4}})?")
_SYMBOL = r"HK\$|[A-Z]{3}|[$£€¥元]"
_MONEY = re.compile(rf"([+-]?)\s*({_SYMBOL})?\s*([+-]?)({_DIGITS})\s*({_SYMBOL})?")
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?")


def parser(spec: FieldSpec, currency: str) -> Callable[[str], Cell]:
    """The function that reads a field's cells; None stands for a value that may be missing and is."""
    read = _reader(spec, currency)
    empty = None if spec.nullable else MISSING_VALUE

    def read_cell(text: str) -> Cell:
        return read(text) if text and not text.isspace() else empty

    return read_cell


def read_key(text: str) -> str | Code:
    """A customer's key in NFC; a key that differs from another only by a space is not used."""
    if not text or text.isspace():
        return MISSING_VALUE
    if text != text.strip():
        return KEY_WITH_SPACES
    return TOO_LONG if len(text) > KEY_LIMIT else composed(text)


def composed(text: str) -> str:
    """A text in NFC."""
    return text if text.isascii() else normalize("NFC", text)


def iso_day(text: str) -> int | Code:
    """The day number of `2026-11-11`, with or without a time of day."""
    match = _ISO.fullmatch(_plain(text))
    try:
        return day_number(date.fromisoformat(match[1])) if match else NOT_A_DATE
    except ValueError:
        return NOT_A_DATE


def formatted_day(text: str, pattern: str) -> int | Code:
    """The day number of a date written in a strptime pattern."""
    try:
        read = time.strptime(_plain(text), _plain(pattern))
        return day_number(date(read.tm_year, read.tm_mon, read.tm_mday))
    except ValueError:
        return NOT_A_DATE


def _reader(spec: FieldSpec, currency: str) -> Callable[[str], Value | Code]:
    match spec.type:
        case FieldType.TEXT | FieldType.PHONE:
            return _text
        case FieldType.NUMBER:
            return _number
        case FieldType.YES_NO:
            return _yes_no
        case FieldType.MONEY:
            own = frozenset({currency, SYMBOLS.get(currency, currency), *("元" if currency == "CNY" else "")})
            return lambda text: _money(text, currency, own)
        case FieldType.ONE_OF:
            choices = frozenset(spec.choices)
            return lambda text: _choice(text, choices)
        case FieldType.DATE:
            pattern = spec.format
            return iso_day if pattern is None else lambda text: formatted_day(text, pattern)


def _plain(text: str) -> str:
    return (text if text.isascii() else normalize("NFKC", text)).strip()


def _text(text: str) -> str | Code:
    return TOO_LONG if len(text) > TEXT_LIMIT else composed(text)


def _choice(text: str, choices: frozenset[str]) -> str | Code:
    choice = composed(text.strip())
    return choice if choice in choices else UNKNOWN_CHOICE


def _yes_no(text: str) -> bool | Code:
    word = _plain(text).lower()
    return word in YES if word in YES or word in NO else NOT_YES_NO


def _number(text: str) -> int | float | Code:
    plain = _plain(text)
    if not _NUMBER.fullmatch(plain):
        return NOT_A_NUMBER
    number = Decimal(plain.replace(",", ""))
    if abs(number) >= LARGEST:
        return TOO_LARGE
    return int(number) if number == number.to_integral_value() else float(number)


def _money(text: str, currency: str, own: frozenset[str]) -> int | Code:
    match = _MONEY.fullmatch(_plain(text))
    if match is None or (match[1] and match[3]) or (match[2] and match[5]):
        return NOT_MONEY
    symbol = match[2] or match[5]
    if symbol and symbol not in own:
        return OTHER_CURRENCY
    amount = Decimal(match[4].replace(",", ""))
    if amount >= LARGEST // 1000:
        return TOO_LARGE
    minor = Money.of(amount, currency).minor
    return -minor if "-" in (match[1], match[3]) else minor
