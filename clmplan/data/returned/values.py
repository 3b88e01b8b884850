"""Cells that a team filled in, as numbers, amounts, a status, a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from types import MappingProxyType

from clmplan.base.days import from_day_number
from clmplan.base.diagnostics import Code, Wording
from clmplan.base.money import Money
from clmplan.codes import actuals as say
from clmplan.codes import set_aside
from clmplan.codes.actual_words import COUNTED, STATUS_WORDS, STATUSES
from clmplan.data.imported.accounting import reason_words
from clmplan.data.returned.columns import folded
from clmplan.data.typing.dates import DateRules, both_orders, date_reader
from clmplan.data.typing.numbers import NUMBER_PLACES, money_reader, number_reader
from clmplan.data.typing.texts import TEXT_LIMIT, composed, is_nothing, plain
from clmplan.model.team.actual import Status

_YEAR = 366
_WHOLE = 10**NUMBER_PLACES
_STATUSES = MappingProxyType(
    {
        folded(word): status
        for status in Status
        for word in (STATUSES[status.value].en, STATUSES[status.value].zh, *STATUS_WORDS[status.value])
    }
)
_NUMBER = number_reader(None)
_DATE = date_reader(DateRules())


@dataclass(frozen=True, slots=True)
class Refused:
    """A value that cannot be read, and why."""

    reason: Wording


def read_count(text: str) -> int | Refused | None:
    """A count of contacts or orders: a whole number from zero on, however it is written."""
    word = plain(text)
    unit = next((one for one in COUNTED if word.casefold().endswith(one) and word[:1].isdigit()), "")
    found = _NUMBER(word[: len(word) - len(unit)])
    if found is None or isinstance(found, Code):
        return _refused(found)
    if "%" in word or found % _WHOLE:
        return Refused(say.NO_WHOLE_NUMBER)
    return Refused(say.BELOW_ZERO) if found < 0 else found // _WHOLE


def cost_reader(currency: str) -> Callable[[str], int | Refused | None]:
    """The function that reads an amount in the smallest unit; what a formula worked out is rounded to it."""
    exact = money_reader(currency, None)

    def read(text: str) -> int | Refused | None:
        found = exact(text)
        if found is set_aside.TOO_MANY_PLACES:
            number = _NUMBER(text)
            if isinstance(number, int):
                amount = (Decimal(number) / _WHOLE).quantize(Decimal(1).scaleb(-NUMBER_PLACES), ROUND_HALF_EVEN)
                found = Money.of(amount, currency).minor
        if found is None or isinstance(found, Code):
            return _refused(found)
        return Refused(say.BELOW_ZERO) if found < 0 else found

    return read


def read_status(text: str) -> Status | Refused | None:
    """A status by its word in either language."""
    if is_nothing(plain(text)):
        return None
    return _STATUSES.get(folded(text)) or Refused(say.NO_STATUS)


def read_note(text: str) -> str | Refused | None:
    """What a team remarks, in NFC."""
    if len(text) > TEXT_LIMIT:
        return _refused(set_aside.TOO_LONG)
    return composed(text) or None


def days_of(cell: object, text: str) -> tuple[date, ...]:
    """The days that a cell may mean: two for `05/11/2026`, day first and month first; none when it is no date."""
    if isinstance(cell, date):
        return (cell.date() if isinstance(cell, datetime) else cell,)
    orders = both_orders(text)
    if orders is not None:
        return tuple(from_day_number(one) for one in dict.fromkeys(orders) if one is not None)
    found = _DATE(text)
    return (from_day_number(found),) if isinstance(found, int) else ()


def day_order(given: Iterable[tuple[tuple[date, ...], tuple[date, ...]]]) -> int | None:
    """Which of two readings the dates of a file have, by the days that were planned; None when nothing tells."""
    hits = Counter(
        number for days, planned in given if len(days) == 2 for number, day in enumerate(days) if day in planned
    )
    return None if hits[0] == hits[1] else int(hits[1] > hits[0])


def moved_day(days: tuple[date, ...], planned: tuple[date, ...], order: int | None) -> date | Refused | None:
    """The day that an entry was moved to, None when it stands on one it was planned on."""
    if any(day in planned for day in days):
        return None
    if len(days) != 1 and (len(days) != 2 or order is None):
        return Refused(say.NO_DAY)
    day = days[order or 0] if len(days) == 2 else days[0]
    is_near = any(abs((day - one).days) <= _YEAR for one in planned)
    return day if is_near else Refused(say.TOO_FAR)


def _refused(code: Code | None) -> Refused | None:
    return None if code is None else Refused(reason_words(code.name))
