"""`clv`: what a customer is expected to spend within a length of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from clmplan.base.diagnostics import Wording
from clmplan.base.money import Money
from clmplan.codes import customer_words as words
from clmplan.functions import forecasts
from clmplan.functions.customer_kind import CustomerWord
from clmplan.model.expression import Type, Values
from clmplan.model.run import FitNote

_TITLES = Wording("clv", "客户价值")


@dataclass(frozen=True, slots=True)
class Value:
    """The function; it reads order days and amounts and learns from those of all customers. It takes the "
    "days ahead."""

    currency: str
    name: str = "clv"
    labels: tuple[str, ...] = ()

    def fit(self, inputs: Sequence[Values], arguments: tuple[int, ...]) -> object | None:
        """The models of all customers."""
        del arguments
        return forecasts.learn(inputs, has_amounts=True)

    def values(self, fit: object | None, inputs: Sequence[Values], arguments: tuple[int, ...]) -> Values:
        """The amount of each row in minor units; unknown without an order."""
        if not isinstance(fit, forecasts.Learned) or fit.forecast is None:
            return forecasts.nothing_known(len(inputs[0].values))
        customers = forecasts.seen(inputs)
        if customers.spent is None or not len(customers.orders):
            return forecasts.nothing_known(len(inputs[0].values))
        orders = fit.forecast.orders(customers.purchases, customers.today - fit.day, arguments[0])
        return forecasts.known_where(customers.rows, orders * fit.forecast.means(customers.orders, customers.spent))

    def notes(self, fit: object | None, locale: str) -> tuple[FitNote, ...]:
        """What is to be known about the models."""
        if not isinstance(fit, forecasts.Learned):
            return ()
        return tuple(forecasts.notes(_TITLES, fit, self.currency, locale))

    def reasons(
        self, fit: object | None, inputs: Sequence[Values], arguments: tuple[int, ...], row: int
    ) -> tuple[Wording, ...]:
        """The history of a row, the orders expected of it and the amount of each."""
        if not isinstance(fit, forecasts.Learned) or fit.forecast is None:
            return (words.NOT_LEARNED,)
        customers = forecasts.seen(forecasts.row_of(inputs, row))
        found = forecasts.reasons(customers)
        if customers.spent is None or not len(customers.orders):
            return found
        orders = float(fit.forecast.orders(customers.purchases, customers.today - fit.day, arguments[0])[0])
        mean = float(fit.forecast.means(customers.orders, customers.spent)[0])
        return (
            *found,
            forecasts.filled(words.EXPECTS, orders=f"{orders:.2f}", days=str(arguments[0])),
            forecasts.filled(words.WORTH, amount=str(Money(round(mean), self.currency))),
        )


WORD = CustomerWord(
    name="clv",
    gives=Type.MONEY,
    titles=_TITLES,
    summary=Wording(
        "what a customer is expected to spend in the days ahead, 365 unless written: expected days with orders, with "
        "the season, times the expected amount of one; not discounted; unknown without an order",
        "客户在未来若干天（未写时为 365 天）预计的消费：预计下单天数（含季节）乘以每个下单日的预计金额；"
        "不折现；没有订单时为未知",
    ),
    source=Wording(
        "orders by the Pareto/NBD model (Schmittlein, Morrison & Colombo 1987), amounts by the Gamma-Gamma model "
        "(Fader & Hardie 2013), which takes amounts to be independent of how often a customer orders",
        "下单据 Pareto/NBD 模型（Schmittlein、Morrison 与 Colombo 1987），金额据 Gamma-Gamma 模型（Fader 与 "
        "Hardie 2013），后者假定金额与下单频率无关",
    ),
    forms=(Wording("clv([EVENTS | EVENTS.FIELD,] [DAYS])", "客户价值([事件 | 事件.字段,] [天数])"),),
    examples=(
        ("clv(365d)", "客户价值(365天)"),
        ("clv(orders.amount, 90d)", "客户价值(订单.金额, 90天)"),
    ),
    make=Value,
    reads=forecasts.reads_with_amounts,
    facts=(forecasts.least(),),
    bounds=(Decimal(0), None),
    days=365,
    needs_amount=True,
)
