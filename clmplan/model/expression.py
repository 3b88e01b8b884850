"""Typed expressions: what a condition or a metric means, with every name resolved.

A missing value makes a comparison unknown; `and`, `or`, `not` follow three-valued logic; only true selects.
Days are civil days as day numbers; money is whole minor units; `within_days=90` on day D is [D-90, D).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, Protocol
from typing import Literal as OneOf

from clmplan.base.source import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from clmplan.base.diagnostics import Wording
    from clmplan.model.run import FitNote


class Type(Enum):
    """The type of a value in an expression, named as people name it."""

    NUMBER = "number"
    MONEY = "money"
    TEXT = "text"
    DATE = "date"
    DAYS = "days"
    YES_NO = "yes or no"
    CONDITION = "condition"
    STAGE = "stage"


Fold = OneOf["count", "sum", "avg", "min", "max", "distinct"]
Operator = OneOf["=", "!=", "<", "<=", ">", ">="]


class Aggregate(Protocol):
    """A function over a customer's events, as the room `functions` defines it.

    `fold` is the portable fold the engine runs; `plain` is its meaning on a list of values (None: unknown).
    """

    @property
    def name(self) -> str:
        """The word in the language."""

    @property
    def fold(self) -> Fold:
        """The portable fold."""

    @property
    def takes(self) -> frozenset[Type]:
        """The field types it accepts; empty when it takes no field."""

    def plain(self, values: Sequence[object]) -> object | None:
        """Its meaning on the known values of the matching events."""


class Values(NamedTuple):
    """One value per row: whole numbers as engines hold them (days, minor units, numbers in millionths, 0 or 1 for
    conditions, codes for texts), and whether each is known; shapes (rows,). An unknown value is 0."""

    values: NDArray[np.int64]
    known: NDArray[np.bool_]


class CustomerFunction(Protocol):
    """A function of a customer's whole history that no fold gives, such as the chance of still being a customer.

    `fit` learns from all customers on the day a plan is made; None when the function learns nothing. `values` says
    the value of each row. Both take one `Values` per input of the `ModelValue`, and `fit` then one per `learns_from`;
    `labels` are the texts of a TEXT result by code. The same inputs give the same values, in whatever order or blocks
    rows come.
    """

    @property
    def name(self) -> str:
        """The word in the language."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The texts of a TEXT result by code; empty otherwise."""

    def fit(self, inputs: Sequence[Values], arguments: tuple[int, ...]) -> object | None:
        """What is learned from all customers."""

    def values(self, fit: object | None, inputs: Sequence[Values], arguments: tuple[int, ...]) -> Values:
        """The value of each row; unknown where the fit refused, or an input it needs is unknown."""

    def notes(self, fit: object | None, locale: str) -> tuple[FitNote, ...]:
        """What to know of the fit wherever its values are shown: refusals, limits, season, error of a back-test."""

    def reasons(
        self, fit: object | None, inputs: Sequence[Values], arguments: tuple[int, ...], row: int
    ) -> tuple[Wording, ...]:
        """Why a row has its value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """Any expression; `at` is where it was written and never part of its meaning."""

    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Constant(Expression):
    """A written value: int (NUMBER may be Decimal), minor units, text, day number, True/False."""

    value: int | Decimal | str | bool
    type: Type


@dataclass(frozen=True, slots=True)
class CustomerField(Expression):
    """A field of the customer."""

    name: str
    type: Type
    nullable: bool


@dataclass(frozen=True, slots=True)
class EventField(Expression):
    """A field of the event at hand; only inside the `where` of an event call."""

    event: str
    name: str
    type: Type
    nullable: bool


@dataclass(frozen=True, slots=True)
class EventCall(Expression):
    """A function over a customer's events before the day: `sum(orders.amount where … within last 90d)`.

    `field` is None for plain counting. The fold is `function.fold`; count and sum of nothing are 0, others unknown.
    """

    function: Aggregate
    event: str
    field: str | None
    type: Type
    where: Expression | None = None
    within_days: int | None = None


@dataclass(frozen=True, slots=True)
class EventDay(Expression):
    """The day of a customer's first or last event before the day; unknown without one. Type DATE."""

    event: str
    which: OneOf["first", "last"]
    type: Type = Type.DATE


@dataclass(frozen=True, slots=True)
class DaysSince(Expression):
    """Whole civil days from a date to the day at hand. Type DAYS."""

    date: Expression
    type: Type = Type.DAYS


@dataclass(frozen=True, slots=True)
class StageOf(Expression):
    """The name of the customer's stage in a lifecycle; unknown outside every stage. Type STAGE."""

    lifecycle: str
    type: Type = Type.STAGE


@dataclass(frozen=True, slots=True)
class SegmentMember(Expression):
    """Whether the customer is in a segment. Type CONDITION."""

    name: str
    type: Type = Type.CONDITION


@dataclass(frozen=True, slots=True)
class MetricValue(Expression):
    """The value of a declared metric."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Compare(Expression):
    """A comparison of two values of one type."""

    operator: Operator
    left: Expression
    right: Expression
    type: Type = Type.CONDITION


@dataclass(frozen=True, slots=True)
class Contained(Expression):
    """Whether a value is one of some constants."""

    value: Expression
    among: tuple[Constant, ...]
    type: Type = Type.CONDITION


@dataclass(frozen=True, slots=True)
class Missing(Expression):
    """Whether a value is absent; never unknown itself."""

    value: Expression
    type: Type = Type.CONDITION


@dataclass(frozen=True, slots=True)
class And(Expression):
    """All of the conditions."""

    parts: tuple[Expression, ...]
    type: Type = Type.CONDITION


@dataclass(frozen=True, slots=True)
class Or(Expression):
    """Any of the conditions."""

    parts: tuple[Expression, ...]
    type: Type = Type.CONDITION


@dataclass(frozen=True, slots=True)
class Not(Expression):
    """The opposite of a condition; unknown stays unknown."""

    part: Expression
    type: Type = Type.CONDITION


@dataclass(frozen=True, slots=True)
class Arithmetic(Expression):
    """A sum, difference or product of two values; a product has at most one side that is no constant."""

    operator: OneOf["+", "-", "*"]
    left: Expression
    right: Expression
    type: Type


@dataclass(frozen=True, slots=True)
class TopShare(Expression):
    """Whether a value is above the cut that leaves `percent` of a stated population.

    The population are customers for whom `among` is true (everyone when None) and the value is known.
    Selected: count(population with smaller value) x 100 >= (100 - percent) x size. Equal values share a side; a
    value equal to the cut takes the lower one. `bottom` mirrors it. Only as the whole condition of a segment.
    """

    percent: Decimal
    by: Expression
    among: Expression | None = None
    bottom: bool = False
    type: Type = Type.CONDITION


@dataclass(frozen=True, slots=True)
class Quintile(Expression):
    """In which fifth of a stated population a value lies: 1 the lowest, 5 the highest; unknown outside it.

    The population is that of a top share. Bin k is above the (k - 1)-th cut; the k-th cut is the least value v of the
    population with count(population with value <= v) x 5 >= k x size. Equal values share a bin; a value equal to a
    cut takes the lower one.
    """

    by: Expression
    among: Expression | None = None
    type: Type = Type.NUMBER


@dataclass(frozen=True, slots=True)
class ModelValue(Expression):
    """What a customer-base function says of the customer on the day: `alive()`, `clv(365d)`.

    `inputs` are facts every engine knows (calls over events, days since); `arguments` are the written ones in days
    or minor units. `learns_from` are further facts that only `fit` sees, after the inputs, on the day a plan is made.
    """

    function: CustomerFunction
    inputs: tuple[Expression, ...]
    type: Type
    arguments: tuple[int, ...] = ()
    learns_from: tuple[Expression, ...] = ()
