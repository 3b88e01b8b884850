"""Written values: durations, money, percentages, dates, times, discounts, texts."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from typing import Literal, NamedTuple

from clmplan.base.days import Duration, Unit
from clmplan.base.diagnostics import Diagnostic, Wording
from clmplan.base.source import Span
from clmplan.codes import parse as codes

Kind = Literal["number", "money", "percent", "duration", "date", "time", "text", "discount", "yes_no"]

_CURRENCIES = {"£": "GBP", "$": "USD", "€": "EUR", "元": "CNY"}
_UNITS = {
    "d": Unit.DAYS, "day": Unit.DAYS, "天": Unit.DAYS, "日": Unit.DAYS, "w": Unit.WEEKS, "week": Unit.WEEKS,
    "周": Unit.WEEKS, "星期": Unit.WEEKS, "mo": Unit.MONTHS, "month": Unit.MONTHS, "月": Unit.MONTHS,
    "y": Unit.YEARS, "year": Unit.YEARS, "年": Unit.YEARS, "workday": Unit.WORKDAYS, "工作日": Unit.WORKDAYS,
}  # fmt: skip
_NUMBER = re.compile(r"[\d_,]*\d(?:\.\d+)?")
_MAX_DIGITS = 15


class Value(NamedTuple):
    """A literal: its kind, its value, and for money its currency (`¥` alone leaves it open between CNY and JPY)."""

    kind: Kind
    value: Decimal | Duration | date | time | str | bool
    span: Span
    currency: str = ""

    def at(self, span: Span) -> Value:
        """The same value written in another place."""
        return Value(self.kind, self.value, span, self.currency)


def read_literal(group: str, text: str, span: Span) -> tuple[Value, Diagnostic | None]:
    """The value of a literal token; on a mistake a harmless value and what is wrong."""
    match group:
        case "STRING":
            return Value("text", text[1:-1], span), None
        case "DATE":
            return _date(text, span)
        case "TIME":
            return _time(text, span)
        case "DISCOUNT":
            return Value("discount", text, span), None
        case "DURATION":
            return _duration(text, span)
        case "MONEY":
            amount, problem = _number(text, span)
            return Value("money", amount, span, _currency(text)), problem
        case "PERCENT":
            amount, problem = _number(text, span)
            return Value("percent", amount, span), problem
    amount, problem = _number(text, span)
    return Value("number", amount, span), problem


def _number(text: str, span: Span) -> tuple[Decimal, Diagnostic | None]:
    found = _NUMBER.search(text)
    digits = found.group().replace("_", "").replace(",", "") if found else "0"
    if len(digits) > _MAX_DIGITS:
        return Decimal(0), codes.NUMBER_TOO_LONG.at(span, digits=_MAX_DIGITS)
    return Decimal(digits) * (10_000 if "万" in text else 1), None


def _currency(text: str) -> str:
    for symbol, currency in _CURRENCIES.items():
        if symbol in text:
            return currency
    return text[-3:] if text[-3:].isalpha() else ""


def _duration(text: str, span: Span) -> tuple[Value, Diagnostic | None]:
    amount, problem = _number(text, span)
    unit = text.lstrip("0123456789_ 个").removesuffix("s")
    return Value("duration", Duration(int(amount), _UNITS[unit]), span), problem


def _date(text: str, span: Span) -> tuple[Value, Diagnostic | None]:
    year, month, day = (int(part) for part in re.findall(r"\d+", text))
    try:
        return Value("date", date(year, month, day), span), None
    except ValueError:
        return Value("date", date(max(1, year), 1, 1), span), codes.NO_SUCH_DATE.at(span, text=span.text)


def read_other_date(text: str, span: Span) -> tuple[Value, Diagnostic]:
    """A date written with other signs or with the year last: a harmless day, and how to write what it may mean."""
    parts = [int(part) for part in re.findall(r"\d+", text)]
    year, *rest = parts if len(re.split(r"[./]", text)[0]) == 4 else (parts[2], parts[1], parts[0])
    orders = (rest,) if parts[0] == year else (rest, rest[::-1])
    days = tuple(dict.fromkeys(day for month, number in orders if (day := _day(year, month, number)) is not None))
    if not days:
        return Value("date", date(max(1, year), 1, 1), span), codes.NO_SUCH_DATE.at(span, text=span.text)
    written = [f"`{day}`" for day in days]
    return Value("date", days[0], span), codes.OTHER_DATE.at(
        span, text=span.text, dates=Wording(" or ".join(written), " 或 ".join(written))
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time(text: str, span: Span) -> tuple[Value, Diagnostic | None]:
    hour, minute = (int(part) for part in text.split(":"))
    try:
        return Value("time", time(hour, minute), span), None
    except ValueError:
        return Value("time", time(0, 0), span), codes.NO_SUCH_TIME.at(span, text=span.text)
