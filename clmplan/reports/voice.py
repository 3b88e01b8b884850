"""How the reports speak: every word, number, amount and day in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import ROUND_HALF_EVEN, Decimal

from clmplan.base.money import SYMBOLS, Money
from clmplan.codes.report_words import WORDS
from clmplan.model.outcome import Interval


@dataclass(frozen=True, slots=True)
class Voice:
    """One language (`en` or `zh`)."""

    locale: str

    def say(self, key: str, /, **values: str) -> str:
        """A label or sentence with its values."""
        return WORDS[key].fill(self.locale, values)

    @property
    def words(self) -> Mapping[str, str]:
        """All labels by key, for the templates; patterns stay unfilled."""
        return {key: wording.zh if self.locale == "zh" else wording.en for key, wording in sorted(WORDS.items())}

    def pair(self, both: tuple[str, str]) -> str:
        """The sentence of a pair (English, Chinese)."""
        return both[1] if self.locale == "zh" else both[0]

    def short(self, day: date) -> str:
        """`12 Sep` or `9月12日`."""
        month = self.say(f"month_{day.month}")[:3]
        return self.say("short_day", day=str(day.day), month=month, number=str(day.month))

    def weekday(self, day: date) -> str:
        """The short name of the weekday."""
        return self.say(f"weekday_{day.weekday()}")

    def long(self, day: date) -> str:
        """The day with its weekday."""
        return self.say("weekday_day", weekday=self.weekday(day), day=self.short(day))

    def month(self, year: int, month: int) -> str:
        """`September 2011` or `2011年9月`."""
        return self.say("month_year", month=self.say(f"month_{month}"), year=str(year), number=str(month))

    def interval(self, value: Interval, currency: str | None = None) -> str:
        """A mean with its range, as counts or as whole money."""
        show = count if currency is None else lambda amount: whole_money(amount, currency)
        return self.say("with_interval", value=show(value.mean), low=show(value.low), high=show(value.high))


def count(number: float) -> str:
    """A whole number with thousands separators."""
    return f"{rounded(number, 0):,.0f}".replace("-", "−")


def decimals(number: float, digits: int = 1) -> str:
    """A number with a fixed number of decimals."""
    return f"{rounded(number, digits):,.{digits}f}".replace("-", "−")


def percent(share: float | Decimal, digits: int = 1) -> str:
    """A share of 1 as a percentage without idle zeros."""
    text = f"{rounded(share * 100, digits):,.{digits}f}".replace("-", "−")
    return (text.rstrip("0").rstrip(".") if "." in text else text) + "%"


def signed_percent(share: float) -> str:
    """A relative difference with its sign."""
    return ("+" if rounded(share * 100, 1) > 0 else "") + percent(share)


def ratio(part: float, whole: float) -> str:
    """A part of a whole as a percentage; 0% of nothing."""
    return percent(part / whole if whole else 0.0)


def symbol(currency: str) -> str:
    """What stands before an amount of a currency."""
    return SYMBOLS.get(currency, currency + " ")


def whole_money(amount: float, currency: str) -> str:
    """An estimated amount without false precision: no minor units."""
    number = rounded(amount, 0)
    return f"{'−' if number < 0 else ''}{symbol(currency)}{abs(number):,.0f}"


def money(amount: Money) -> str:
    """An exact amount as accounts show it."""
    return str(amount)


def clock(at: time | None) -> str:
    """`09:30`, or nothing."""
    return at.strftime("%H:%M") if at else ""


def rounded(number: float | Decimal, digits: int) -> Decimal:
    """A number rounded half to even on its shortest decimal form, never minus zero."""
    exact = Decimal(str(number)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)
    return exact if exact else abs(exact)
