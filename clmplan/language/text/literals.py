"""Written values: durations, money, percentages, dates, times, discounts, texts."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from typing import Literal, NamedTuple

from clmplan.base.days import Duration, Unit
from clmplan.base.diagnostics import Diagnostic, Edit, Wording
from clmplan.base.source import Span
from clmplan.codes import parse as codes
from clmplan.codes import slips
from clmplan.codes.mend_words import write

Kind = Literal["number", "money", "percent", "duration", "date", "time", "text", "discount", "yes_no"]

_CURRENCIES = {"£": "GBP", "$": "USD", "€": "EUR", "元": "CNY"}
_UNITS = {
    "d": Unit.DAYS, "day": Unit.DAYS, "天": Unit.DAYS, "日": Unit.DAYS, "w": Unit.WEEKS, "week": Unit.WEEKS,
    "周": Unit.WEEKS, "星期": Unit.WEEKS, "mo": Unit.MONTHS, "month": Unit.MONTHS, "月": Unit.MONTHS,
    "y": Unit.YEARS, "year": Unit.YEARS, "年": Unit.YEARS, "workday": Unit.WORKDAYS, "工作日": Unit.WORKDAYS,
}  # fmt: skip
_NUMBER = re.compile(r"[\d_,]*\d(?:\.\d+)?")
_MAX_DIGITS = 15
_PARTS_OF_DAY = "凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|夜里"
CLOCK = re.compile(
    rf"(?P<part>{_PARTS_OF_DAY})?(?P<hour>[0-9]{{1,2}})"
    r"(?:(?::(?P<minute>[0-9]{2}))?(?P<half>am|pm)|[点點](?P<rest>半|[0-9]{1,2}分?)?)",
    re.IGNORECASE,
)
_LATE = frozenset({"下午", "傍晚", "晚上", "夜里"})
_AROUND_MIDNIGHT = frozenset({"晚上", "夜里", "凌晨"})
_NOON, _LAST_NOON = 12, 3


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


def read_clock(text: str, span: Span) -> tuple[Value, Diagnostic]:
    """A time with `am`, `pm` or `点`: its value, and how to write it on the 24-hour clock."""
    found = CLOCK.fullmatch(text)
    if found is None:
        raise ValueError(text)
    part, half = found["part"] or "", (found["half"] or "").lower()
    rest = found["minute"] or (found["rest"] or "0").rstrip("分")
    hour = _hour_of_day(int(found["hour"]), part, half)
    try:
        value = time(hour, 30 if rest == "半" else int(rest))
    except ValueError:
        return Value("time", time(0, 0), span), codes.NO_SUCH_TIME.at(span, text=span.text)
    written = f"{value:%H:%M}"
    said = slips.OTHER_TIME.at(span, text=span.text, time=written)
    is_safe = bool(half) or (bool(part) and hour > 0)
    return Value("time", value, span), said.mended(write(written), Edit(span, written), is_safe=is_safe)


def _hour_of_day(hour: int, part: str, half: str) -> int:
    """An hour on the 24-hour clock; 24 when there is none."""
    if half:
        return hour % _NOON + _NOON * (half == "pm") if 1 <= hour <= _NOON else 24
    if hour == _NOON:
        return 0 if part in _AROUND_MIDNIGHT else _NOON
    is_late = part in _LATE or (part == "中午" and hour <= _LAST_NOON)
    return hour + _NOON if is_late and hour < _NOON else hour


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
