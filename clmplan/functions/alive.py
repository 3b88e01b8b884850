"""`alive`: the chance that a customer still is one, by the Pareto/NBD model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from clmplan.base.diagnostics import Wording
from clmplan.codes import customer_words as words
from clmplan.functions import forecasts
from clmplan.functions.customer_kind import MILLION, CustomerWord
from clmplan.model.expression import Type, Values
from clmplan.model.run import FitNote

_TITLES = Wording("alive", "存活率")


@dataclass(frozen=True, slots=True)
class Alive:
    """The function; it reads order days and learns from those of all customers."""

    name: str = "alive"
    labels: tuple[str, ...] = ()

    def fit(self, inputs: Sequence[Values], arguments: tuple[int, ...]) -> object | None:
        """The model of all customers."""
        del arguments
        return forecasts.learn(inputs, has_amounts=False)

    def values(self, fit: object | None, inputs: Sequence[Values], arguments: tuple[int, ...]) -> Values:
        """The chance of each row, in millionths; unknown without an order."""
        del arguments
        if not isinstance(fit, forecasts.Learned) or fit.forecast is None:
            return forecasts.nothing_known(len(inputs[0].values))
        customers = forecasts.seen(inputs)
        return forecasts.known_where(customers.rows, fit.forecast.buying.alive(customers.purchases) * MILLION)

    def notes(self, fit: object | None, locale: str) -> tuple[FitNote, ...]:
        """What is to be known about the model."""
        if not isinstance(fit, forecasts.Learned):
            return ()
        return tuple(forecasts.notes(_TITLES, fit, None, locale))

    def reasons(
        self, fit: object | None, inputs: Sequence[Values], arguments: tuple[int, ...], row: int
    ) -> tuple[Wording, ...]:
        """The history of orders that gives a row its chance."""
        del arguments
        if not isinstance(fit, forecasts.Learned) or fit.forecast is None:
            return (words.NOT_LEARNED,)
        return forecasts.reasons(forecasts.seen(forecasts.row_of(inputs, row)))


WORD = CustomerWord(
    name="alive",
    gives=Type.NUMBER,
    titles=_TITLES,
    summary=Wording(
        "the chance, between 0 and 1, that a customer has not left, judged by the rhythm of orders; "
        "unknown without an order",
        "客户尚未流失的概率（0 到 1），由下单节奏判断；没有订单时为未知",
    ),
    source=Wording(
        "the Pareto/NBD model of Schmittlein, Morrison & Colombo (1987), fitted by maximum likelihood on all customers "
        "with an order, on the day the plan is made",
        "Schmittlein、Morrison 与 Colombo（1987）的 Pareto/NBD 模型，在制定计划当日对全部有订单的客户作最大似然拟合",
    ),
    forms=(Wording("alive([EVENTS])", "存活率([事件])"),),
    examples=(("alive()", "存活率()"), ("alive(orders)", "存活率(订单)")),
    make=lambda _: Alive(),
    reads=forecasts.reads,
    facts=(forecasts.least(),),
    bounds=(Decimal(0), Decimal(1)),
)
