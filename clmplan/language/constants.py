"""Written values as constants of expressions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from clmplan.base.days import Duration, day_number
from clmplan.base.diagnostics import Wording
from clmplan.base.money import Money
from clmplan.codes import infer as codes
from clmplan.language.literals import Value
from clmplan.language.scope import Scope
from clmplan.model.expression import Constant, Type


def constant(value: Value, scope: Scope) -> Constant | None:
    """The constant of a literal, or None when it has no place in an expression."""
    at = value.span
    match value.value:
        case bool(truth):
            return Constant(truth, Type.YES_NO, at=at)
        case Duration() as duration:
            if duration.days is None:
                scope.say(codes.MONTHS_IN_WINDOW.at(at, text=at.text))
                return None
            return Constant(duration.days, Type.DAYS, at=at)
        case date() as day:
            return Constant(day_number(day), Type.DATE, at=at)
        case str(text) if value.kind == "text":
            return Constant(text, Type.TEXT, at=at)
        case Decimal() as number if value.kind == "number":
            whole = number == number.to_integral_value()
            return Constant(int(number) if whole else number, Type.NUMBER, at=at)
        case Decimal() as amount if value.kind == "money":
            currency = money_currency(value, scope)
            return None if currency is None else Constant(Money.of(amount, currency).minor, Type.MONEY, at=at)
    hint = Wording("percentages, times and discounts belong to phrases", "百分比、时刻和力度只用于语句")
    scope.say(codes.NOT_IN_EXPRESSION.at(at, text=at.text, hint=hint))
    return None


def money_currency(value: Value, scope: Scope) -> str | None:
    """The project's currency when an amount is written in it; otherwise None, and said so."""
    currency = scope.project.currency
    matches = value.currency == currency or (value.currency == "" and currency in {"CNY", "JPY"})
    if not matches:
        scope.say(codes.OTHER_CURRENCY.at(value.span, text=value.span.text, currency=currency))
        return None
    return currency
