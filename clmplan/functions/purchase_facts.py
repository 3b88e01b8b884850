"""The facts about purchases that functions read, as ordinary expressions that every engine computes."""

from __future__ import annotations

from clmplan.functions.customer_kind import Purchase
from clmplan.functions.distinct import FUNCTION as DISTINCT
from clmplan.functions.max import FUNCTION as MAX
from clmplan.functions.min import FUNCTION as MIN
from clmplan.functions.sum import FUNCTION as SUM
from clmplan.model.expression import (
    And,
    Compare,
    Constant,
    DaysSince,
    EventCall,
    EventDay,
    EventField,
    Expression,
    Missing,
    Or,
    Type,
)


def order_days(purchase: Purchase, within: int | None = None) -> Expression:
    """On how many days a customer bought; a day counts once, and takings back of orders do not count."""
    return EventCall(DISTINCT, purchase.event, purchase.day, Type.NUMBER, _bought(purchase), within)


def first_day(purchase: Purchase) -> Expression:
    """The day of the first purchase."""
    where = _bought(purchase)
    if where is None:
        return EventDay(purchase.event, "first")
    return EventCall(MIN, purchase.event, purchase.day, Type.DATE, where)


def last_day(purchase: Purchase) -> Expression:
    """The day of the last purchase."""
    where = _bought(purchase)
    if where is None:
        return EventDay(purchase.event, "last")
    return EventCall(MAX, purchase.event, purchase.day, Type.DATE, where)


def spent(purchase: Purchase, within: int | None = None) -> Expression:
    """The amount of all purchases, less what was taken back."""
    if purchase.amount is None:
        raise ValueError(f"`{purchase.event}` has no amount")
    return EventCall(SUM, purchase.event, purchase.amount.name, Type.MONEY, None, within)


def since_last_before(purchase: Purchase, days: int) -> Expression:
    """Days since the last purchase that lies more than some days back."""
    day = EventField(purchase.event, purchase.day, Type.DATE, nullable=False)
    before: Expression = Compare(">", DaysSince(day), Constant(days, Type.DAYS))
    bought = _bought(purchase)
    where = before if bought is None else And((bought, before))
    return DaysSince(EventCall(MAX, purchase.event, purchase.day, Type.DATE, where))


def since_first(purchase: Purchase) -> Expression:
    """Days since the first purchase."""
    return DaysSince(first_day(purchase))


def since_last(purchase: Purchase) -> Expression:
    """Days since the last purchase."""
    return DaysSince(last_day(purchase))


def _bought(purchase: Purchase) -> Expression | None:
    """What makes an event a purchase: an amount that is not below nothing; any event where no amount is read."""
    amount = purchase.amount
    if amount is None:
        return None
    paid = Compare(">=", amount, Constant(0, Type.MONEY))
    return Or((paid, Missing(amount))) if amount.nullable else paid
