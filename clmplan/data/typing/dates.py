"""Written dates to day numbers: every form is told by its shape, none is guessed."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from clmplan.base.clock import find_zone
from clmplan.base.days import day_number
from clmplan.base.diagnostics import Code
from clmplan.codes.set_aside import MOMENT_OF_A_ZONE, NOT_A_DATE, TOO_LONG
from clmplan.data.typing.texts import TEXT_LIMIT, is_nothing, plain

CLOCK = r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,9})?)?"
OFFSET = r" ?(?:Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)"

_TIMED = re.compile(rf"(.*?)[ T]+{CLOCK}({OFFSET})?", re.DOTALL)
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_CHINESE = re.compile(r"([0-9]{4}) ?年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?[日号號]")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T?(?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]|\.0+)?")
_TWO_ORDERS = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{1,2})")
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_SECONDS = re.compile(r"([0-9]{10})(?:\.[0-9]+)?")
_MILLISECONDS = re.compile(r"([0-9]{10})[0-9]{3}")
_NO_DAY = re.compile(r"0000[-/.]00[-/.]00")

# Serial 60 is 29 February 1900, which spreadsheets have and calendars have not: from serial 61 on days count from here.
_SERIAL_ZERO = day_number(date(1899, 12, 30))
# Years that five digits may mean; a birthday lies further back than anything a shop records.
_SERIALS = range(day_number(date(1990, 1, 1)), day_number(date(2101, 1, 1)))
_SERIAL_BIRTHDAYS = range(day_number(date(1928, 1, 1)), _SERIALS.stop)
_COMPACT_YEARS = range(1900, 2101)
_LAST_SECOND = 4_133_980_800  # 2101-01-01
# Two digits from here on are years of the last century.
_CENTURY_TURN = 69
_PARTS = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}


@dataclass(frozen=True, slots=True)
class DateRules:
    """How a column's dates are read.

    `order` (`dmy`, `mdy`, `ymd`) is that of `05/03/2026`; None refuses such dates. Two digits are a year only when
    `has_short_years`. Seconds since 1970 are moments: `zone` says on which day they fall.
    """

    zone: ZoneInfo | None = None
    order: str | None = None
    has_short_years: bool = False
    is_birthday: bool = False


def date_rules(zone: str, order: str | None, is_birthday: bool) -> DateRules:
    """The rules of a field; an order that the author states covers years of two digits too."""
    return DateRules(find_zone(zone), order, order is not None, is_birthday)


def date_reader(rules: DateRules) -> Callable[[str], int | Code | None]:
    """The function that reads day numbers."""

    def read(text: str) -> int | Code | None:
        if len(text) > TEXT_LIMIT:
            return TOO_LONG
        word = plain(text)
        day, offset = _without_clock(word)
        found = _day(day, rules)
        if found is None:
            found = _counted(word, rules)
        if found is None:
            return None if is_nothing(word) or _NO_DAY.fullmatch(day) else NOT_A_DATE
        return MOMENT_OF_A_ZONE if offset else found

    return read


def format_reader(pattern: str, zone: str) -> Callable[[str], int | Code | None]:
    """The function that reads dates of one strptime pattern; with `%z` they are moments, on a day of the zone."""
    pattern, place = plain(pattern), find_zone(zone) if "%z" in pattern else None

    def read(text: str) -> int | Code | None:
        if len(text) > TEXT_LIMIT:
            return TOO_LONG
        word = plain(text)
        try:
            if place is not None:
                return day_number(datetime.strptime(word, pattern).astimezone(place).date())
            found = time.strptime(word, pattern)
            return day_number(date(found.tm_year, found.tm_mon, found.tm_mday))
        except (ValueError, OverflowError):
            return None if is_nothing(word) or _NO_DAY.fullmatch(_without_clock(word)[0]) else NOT_A_DATE

    return read


def both_orders(text: str) -> tuple[int | None, int | None] | None:
    """What `05/03/2026` means as dmy and as mdy (None: no day); None for texts of other shapes."""
    match = _TWO_ORDERS.fullmatch(_without_clock(plain(text))[0]) if len(text) <= TEXT_LIMIT else None
    if match is None or len(match[4]) < 4:
        return None
    year = int(match[4])
    return _valid(year, int(match[3]), int(match[1])), _valid(year, int(match[1]), int(match[3]))


def _without_clock(word: str) -> tuple[str, str]:
    """A date without its time of day, and the offset that the time states."""
    match = _TIMED.fullmatch(word) if ":" in word else None
    return (match[1], match[2] or "") if match else (word, "")


def _day(word: str, rules: DateRules) -> int | None:
    """The day that a text of calendar parts names."""
    if match := _YEAR_FIRST.fullmatch(word):
        return _valid(int(match[1]), int(match[3]), int(match[4]))
    if match := _CHINESE.fullmatch(word):
        return _valid(int(match[1]), int(match[2]), int(match[3]))
    if match := _COMPACT.fullmatch(word):
        return _valid(int(match[1]), int(match[2]), int(match[3])) if int(match[1]) in _COMPACT_YEARS else None
    match = _TWO_ORDERS.fullmatch(word)
    if match is None or rules.order is None:
        return None
    parts = (match[1], match[3], match[4])
    year, month, day = (parts[place] for place in _PARTS[rules.order])
    if len(year) == 2 and rules.has_short_years and len(match[4]) < 4:
        return _valid(int(year) + (1900 if int(year) >= _CENTURY_TURN else 2000), int(month), int(day))
    return _valid(int(year), int(month), int(day)) if len(year) == 4 else None


def _counted(word: str, rules: DateRules) -> int | None:
    """The day that a count of days or seconds names; the number of digits tells which."""
    if match := _SERIAL.fullmatch(word):
        day = int(match[1]) + _SERIAL_ZERO
        return day if day in (_SERIAL_BIRTHDAYS if rules.is_birthday else _SERIALS) else None
    match = _SECONDS.fullmatch(word) or _MILLISECONDS.fullmatch(word)
    if match is None or int(match[1]) < 10**9 or int(match[1]) >= _LAST_SECOND:
        return None
    return day_number(datetime.fromtimestamp(int(match[1]), rules.zone).date()) if rules.zone else None


def _valid(year: int, month: int, day: int) -> int | None:
    try:
        return day_number(date(year, month, day))
    except ValueError:
        return None
