"""Money: exact amounts of one currency, and splits that lose nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

MINOR_DIGITS = {"JPY": 0, "KRW": 0}
SYMBOLS = {"CNY": "¥", "GBP": "£", "USD": "$", "EUR": "€", "JPY": "¥", "HKD": "HK$"}


def minor_digits(currency: str) -> int:
    """Decimal places of a currency's smallest unit in accounts (2 unless listed)."""
    return MINOR_DIGITS.get(currency, 2)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in whole minor units (pence, fen) of a currency."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str) -> Money:
        """An amount in major units, rounded half to even to the smallest unit."""
        scaled = Decimal(amount).scaleb(minor_digits(currency))
        return cls(int(scaled.quantize(Decimal(1), rounding=ROUND_HALF_EVEN)), currency)

    @property
    def amount(self) -> Decimal:
        """The amount in major units."""
        return Decimal(self.minor).scaleb(-minor_digits(self.currency))

    def __add__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        return self + Money(-other.minor, other.currency)

    def times(self, count: int) -> Money:
        """The amount of that many units."""
        return Money(self.minor * count, self.currency)

    def __str__(self) -> str:
        sign = "-" if self.minor < 0 else ""
        digits = minor_digits(self.currency)
        symbol = SYMBOLS.get(self.currency, self.currency + " ")
        return f"{sign}{symbol}{abs(self.amount):,.{digits}f}"


@dataclass(frozen=True, slots=True, order=True)
class Rate:
    """A price per unit, exact to any fraction of a minor unit (`¥0.045 per contact`)."""

    amount: Decimal
    currency: str

    def times(self, count: int) -> Money:
        """What that many units cost, rounded once, half to even."""
        return Money.of(self.amount * count, self.currency)

    def __str__(self) -> str:
        symbol = SYMBOLS.get(self.currency, self.currency + " ")
        return f"{symbol}{self.amount.normalize():f}"


def split(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Whole parts in proportion to whole weights that add up to the total (largest remainder, then position)."""
    whole = sum(weights)
    if whole <= 0:
        raise ValueError("a split needs a positive weight")
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return tuple(parts)
