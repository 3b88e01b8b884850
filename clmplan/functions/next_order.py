"""`next_order`: the day by which half of the customers with such a history order again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from clmplan.base.diagnostics import Wording
from clmplan.codes import customer_words as words
from clmplan.functions import forecasts
from clmplan.functions.customer_kind import LONGEST_DAYS, CustomerWord
from clmplan.model.expression import Type, Values
from clmplan.model.run import FitNote

_TITLES = Wording("next_order", "下次下单")


@dataclass(frozen=True, slots=True)
class NextOrder:
    """The function; it reads order days and learns from those of all customers."""

    name: str = "next_order"
    labels: tuple[str, ...] = ()

    def fit(self, inputs: Sequence[Values], arguments: tuple[int, ...]) -> object | None:
        """The model of all customers."""
        del arguments
        return forecasts.learn(inputs, has_amounts=False)

    def values(self, fit: object | None, inputs: Sequence[Values], arguments: tuple[int, ...]) -> Values:
        """The day of each row as a day number; unknown without an order, or when it lies beyond a hundred years."""
        import numpy as np

        del arguments
        if not isinstance(fit, forecasts.Learned) or fit.forecast is None:
            return forecasts.nothing_known(len(inputs[0].values))
        customers = forecasts.seen(inputs)
        with np.errstate(over="ignore"):
            wait = np.ceil(fit.forecast.buying.median_wait(customers.purchases))
        days = (customers.today + np.minimum(wait, 2.0 * LONGEST_DAYS) - 1.0).astype(np.float64)
        return forecasts.known_where(customers.rows, days, wait <= LONGEST_DAYS)

    def notes(self, fit: object | None, locale: str) -> tuple[FitNote, ...]:
        """What is to be known about the model."""
        if not isinstance(fit, forecasts.Learned):
            return ()
        return tuple(forecasts.notes(_TITLES, fit, None, locale))

    def reasons(
        self, fit: object | None, inputs: Sequence[Values], arguments: tuple[int, ...], row: int
    ) -> tuple[Wording, ...]:
        """The history of orders that gives a row its day, and the wait that follows from it."""
        del arguments
        if not isinstance(fit, forecasts.Learned) or fit.forecast is None:
            return (words.NOT_LEARNED,)
        customers = forecasts.seen(forecasts.row_of(inputs, row))
        found = forecasts.reasons(customers)
        if not len(customers.orders):
            return found
        wait = float(fit.forecast.buying.median_wait(customers.purchases)[0])
        days = str(ceil(wait)) if wait <= LONGEST_DAYS else f"> {LONGEST_DAYS}"
        return (*found, forecasts.filled(words.HALF_BY, days=days))


WORD = CustomerWord(
    name="next_order",
    gives=Type.DATE,
    titles=_TITLES,
    summary=Wording(
        "the day by which half of the customers with such a history order again, if they stay customers; "
        "unknown without an order, or when that day is more than 100 years ahead",
        "若客户不流失，有同样历史的客户中半数会在这一天之前再次下单；没有订单，或该日在 100 年以后时为未知",
    ),
    source=Wording(
        "the median of the wait for the next order day under the rates of the Pareto/NBD model (Schmittlein, "
        "Morrison & Colombo 1987); the mean of that wait is infinite for customers with one order",
        "Pareto/NBD 模型（Schmittlein、Morrison 与 Colombo 1987）下等待下一个下单日的中位数；"
        "只有一单的客户等待的均值是无穷大",
    ),
    forms=(Wording("next_order([EVENTS])", "下次下单([事件])"),),
    examples=(
        ("next_order() <= 2026-11-11", "下次下单() 不超过 2026-11-11"),
        ("next_order(orders)", "下次下单(订单)"),
    ),
    make=lambda _: NextOrder(),
    reads=forecasts.reads,
    facts=(forecasts.least(),),
)
