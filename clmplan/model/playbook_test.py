"""Tests in a playbook: what is given about a few customers, and what is expected to happen to the first of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from clmplan.base.source import Span
from clmplan.model.expression import Expression, Operator

# As stored: day numbers, minor units, whole or exact numbers, texts, truth.
GivenValue: TypeAlias = int | Decimal | str | bool
GivenFields: TypeAlias = tuple[tuple[str, GivenValue], ...]


@dataclass(frozen=True, slots=True)
class GivenEvent:
    """One event of a kind before the day of the test; a field that is not given is missing."""

    kind: str
    day: date
    fields: GivenFields = ()
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GivenCustomer:
    """What is known about a customer; a field that is not given is missing."""

    fields: GivenFields = ()
    events: tuple[GivenEvent, ...] = ()
    is_suppressed: bool = False
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GivenOthers:
    """So many more customers of one kind, who share ranks, capacity, stock and budget with the first."""

    count: int
    each: GivenCustomer
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GivenContact:
    """A contact that the customer had before the day of the test."""

    channel: str
    day: date
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GivenHoldout:
    """The customer is inside the holdout of a campaign, or of the whole plan (None)."""

    campaign: str | None
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Sends:
    """Some sends: of any campaign or of one, of any of its waves or of one, on any day or on one."""

    campaign: str | None = None
    wave: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class ExpectCondition:
    """A condition is true for the customer before a day begins (None: the day of the test)."""

    condition: Expression
    day: date | None = None
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ExpectContact:
    """The customer is contacted by one of the sends, or by none of them."""

    sends: Sends
    is_wanted: bool = True
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ExpectRefused:
    """One of the sends refuses the customer; `reason` is a value of `plan.Step` (None: for any reason)."""

    sends: Sends
    reason: str | None = None
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ExpectOffer:
    """A contact carries an offer (None: any), or no contact does."""

    offer: str | None
    is_wanted: bool = True
    day: date | None = None
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ExpectSpend:
    """What all contacts to the customer cost, or those of one campaign or wave, against an amount in major units."""

    operator: Operator
    amount: Decimal
    sends: Sends = Sends()
    at: Span | None = field(default=None, compare=False, repr=False)


Expectation: TypeAlias = ExpectCondition | ExpectContact | ExpectRefused | ExpectOffer | ExpectSpend


@dataclass(frozen=True, slots=True)
class PlaybookTest:
    """One test: `on` is the day on which the plan is made; only what happened before it is known."""

    name: str
    on: date
    customer: GivenCustomer
    others: tuple[GivenOthers, ...] = ()
    contacts: tuple[GivenContact, ...] = ()
    holdouts: tuple[GivenHoldout, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    at: Span | None = field(default=None, compare=False, repr=False)

    @property
    def plans(self) -> bool:
        """Whether something is expected of the plan, beyond the conditions of the playbook."""
        return any(not isinstance(one, ExpectCondition) for one in self.expectations)
