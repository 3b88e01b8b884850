"""What a function over a customer's whole history is made of; each word has its own file beside this one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from clmplan.base.diagnostics import Code, Wording
from clmplan.model.expression import CustomerFunction, EventField, Expression, Type
from clmplan.model.run import FitNote

LONGEST_DAYS = 36_525
MILLION = 1_000_000  # units of a number


@dataclass(frozen=True, slots=True)
class Purchase:
    """Which events count as purchases, the field with their day, that with their amount, and the other kinds."""

    event: str
    day: str
    amount: EventField | None
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reads:
    """The facts a function takes on every day, and those it only learns from."""

    inputs: tuple[Expression, ...]
    learns_from: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerWord:
    """One word of the room. `make` gives the function for a currency, `reads` what it takes of purchases.

    `bounds` are the least and the greatest value, where there are such. `days` is the length of time it takes when
    none is written; None when it takes none. `labels` are the names it gives, in both languages. `is_learned` says
    that it knows nothing without all customers. `source` says where its formula comes from.
    """

    name: str
    gives: Type
    titles: Wording
    summary: Wording
    source: Wording
    forms: tuple[Wording, ...]
    examples: tuple[tuple[str, str], ...]
    make: Callable[[str], CustomerFunction]
    reads: Callable[[Purchase], Reads]
    facts: tuple[Wording, ...] = ()
    bounds: tuple[Decimal | None, Decimal | None] = (None, None)
    days: int | None = None
    needs_amount: bool = False
    labels: tuple[Wording, ...] = ()
    is_learned: bool = True


@dataclass(frozen=True, slots=True)
class RankWord:
    """A word that ranks customers by a value within a population, such as `quintile`."""

    name: str
    titles: Wording
    summary: Wording
    forms: tuple[Wording, ...]
    examples: tuple[tuple[str, str], ...]
    facts: tuple[Wording, ...] = ()


def fit_note(titles: Wording, code: Code, locale: str, **values: object) -> FitNote:
    """A note about the fit of a function, in a language."""
    said = code.at(None, function=titles, **values)
    return FitNote(titles.en, said.message(locale), said)
