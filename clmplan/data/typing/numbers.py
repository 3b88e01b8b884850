"""Written numbers and amounts to whole numbers of a smallest unit, exactly."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from clmplan.base.diagnostics import Code
from clmplan.base.money import SYMBOLS, minor_digits
from clmplan.codes.set_aside import (
    DECIMAL_COMMA,
    LOST_DIGITS,
    NOT_A_NUMBER,
    NOT_MONEY,
    OTHER_CURRENCY,
    TOO_LARGE,
    TOO_LONG,
    TOO_MANY_PLACES,
)
from clmplan.data.typing.texts import LOST, TEXT_LIMIT, is_nothing, plain

NUMBER_PLACES = 6
# Numbers and amounts have so many digits before the decimals.
LARGEST_DIGITS = 12
LARGEST = 10**LARGEST_DIGITS

_WORDS = {
    "CNY": ("元", "圆", "人民币", "RMB"),
    "USD": ("US$", "美元"),
    "HKD": ("港元", "港币"),
    "EUR": ("欧元",),
    "GBP": ("英镑",),
    "JPY": ("円", "日元"),
}
_TIMES = {"万": 4, "萬": 4, "亿": 8, "億": 8}
_SYMBOL = r"US\$|HK\$|人民币|美元|港元|港币|欧元|日元|英镑|[A-Z]{3}|[$£€¥元圆円]"
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+"
_WRITTEN = re.compile(
    rf"([+-]?)\s*({_SYMBOL})?\s*([+-]?)\s*({_DIGITS})(?:[eE]([+-]?[0-9]{{1,3}}))?\s*([万萬亿億%])?\s*({_SYMBOL})?(-?)"
)
_IN_BRACKETS = re.compile(rf"({_SYMBOL})?\s*\(\s*([^()+-]+)\)")
_COMMA_DECIMALS = re.compile(
    rf"[+-]?\s*(?:{_SYMBOL})?\s*[+-]?(?:[0-9]{{1,3}}(?:[.' ][0-9]{{3}})+|[0-9]+),[0-9]+\s*(?:{_SYMBOL})?-?"
)


@dataclass(frozen=True, slots=True)
class Written:
    """A written number: mantissa / 10**places, its symbol if any, and whether it says its own unit (`万`, `%`)."""

    mantissa: int
    places: int
    symbol: str
    own_unit: str


@dataclass(frozen=True, slots=True)
class Scale:
    """What a column's numbers are stored in: units of 10**-places of `unit` times the written number."""

    places: int
    unit: Decimal = Decimal(1)


def number_reader(unit: Decimal | None) -> Callable[[str], int | Code | None]:
    """The function that reads whole millionths; further places are rounded half away from zero."""
    scale = Scale(NUMBER_PLACES, unit or Decimal(1))

    def read(text: str) -> int | Code | None:
        found = _written(text, NOT_A_NUMBER)
        if not isinstance(found, Written):
            return found
        return NOT_A_NUMBER if found.symbol else _nearest(found, scale)

    return read


def money_reader(currency: str, unit: Decimal | None) -> Callable[[str], int | Code | None]:
    """The function that reads minor units of a currency; an amount with more places than it has is refused."""
    scale, own = Scale(minor_digits(currency), unit or Decimal(1)), own_symbols(currency)

    def read(text: str) -> int | Code | None:
        found = _written(text, NOT_MONEY)
        if not isinstance(found, Written):
            return found
        if found.own_unit in ("%", "e"):
            return LOST_DIGITS if LOST.fullmatch(plain(text)) else NOT_MONEY
        return OTHER_CURRENCY if found.symbol and found.symbol not in own else _exact(found, scale)

    return read


def factor_reader(currency: str | None) -> Callable[[str], int | Code | None]:
    """The function that reads a factor of a product in exact millionths; in an amount it may have a symbol."""
    scale, own = Scale(NUMBER_PLACES), own_symbols(currency) if currency else frozenset[str]()

    def read(text: str) -> int | Code | None:
        found = _written(text, NOT_A_NUMBER)
        if not isinstance(found, Written):
            return found
        if found.symbol and found.symbol not in own:
            return OTHER_CURRENCY if own else NOT_A_NUMBER
        return _exact(found, scale)

    return read


def rounded(mantissa: int, places: int) -> int:
    """mantissa / 10**places to a whole number, half away from zero."""
    if places <= 0:
        return mantissa * int(10**-places)
    unit: int = 10**places
    whole = (abs(mantissa) * 2 + unit) // (unit * 2)
    return -whole if mantissa < 0 else whole


def decimal_parts(number: Decimal) -> tuple[int, int]:
    """A decimal as (mantissa, places), places at least 0."""
    sign, digits, exponent = number.as_tuple()
    mantissa = int("".join(map(str, digits))) * (-1 if sign else 1)
    places = -int(exponent)
    return (int(mantissa * 10**-places), 0) if places < 0 else (mantissa, places)


def own_symbols(currency: str) -> frozenset[str]:
    """The signs and words that stand for a currency beside an amount."""
    return frozenset({currency, SYMBOLS.get(currency, currency), *_WORDS.get(currency, ())})


def _written(text: str, refusal: Code) -> Written | Code | None:
    if len(text) > TEXT_LIMIT:
        return TOO_LONG
    word = plain(text).replace("\u2212", "-")
    match = _WRITTEN.fullmatch(word)
    is_negative = False
    if match is None:
        if is_nothing(word):
            return None
        bracketed = _IN_BRACKETS.fullmatch(word)
        match = _WRITTEN.fullmatch((bracketed[1] or "") + bracketed[2].strip()) if bracketed else None
        is_negative = match is not None
    if match is None:
        return DECIMAL_COMMA if _COMMA_DECIMALS.fullmatch(word) else refusal
    before, symbol, inside, digits, exponent, times, behind, after = match.groups()
    signs = before + inside + after
    if len(signs) + is_negative > 1 or (symbol and behind) or (exponent and times):
        return refusal
    whole, _, decimals = digits.replace(",", "").partition(".")
    mantissa = int(whole + decimals) * (-1 if is_negative or "-" in signs else 1)
    places = len(decimals) - int(exponent or 0) - _TIMES.get(times, 0) + 2 * (times == "%")
    return Written(mantissa, places, symbol or behind or "", "e" if exponent else times or "")


def _nearest(written: Written, scale: Scale) -> int | Code:
    value = rounded(*_scaled(written, scale))
    return TOO_LARGE if abs(value) >= LARGEST * 10**scale.places else value


def _exact(written: Written, scale: Scale) -> int | Code:
    value, (mantissa, places) = _nearest(written, scale), _scaled(written, scale)
    is_exact = isinstance(value, Code) or places <= 0 or value * 10**places == mantissa
    return value if is_exact else TOO_MANY_PLACES


def _scaled(written: Written, scale: Scale) -> tuple[int, int]:
    """The number in stored units as (mantissa, places); one that says its own unit has none from its column."""
    if written.own_unit in _TIMES or written.own_unit == "%":
        return written.mantissa, written.places - scale.places
    factor, more = decimal_parts(scale.unit)
    return written.mantissa * factor, written.places + more - scale.places
