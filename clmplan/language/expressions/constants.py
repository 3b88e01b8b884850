"""Written values as constants of expressions, and as money."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from clmplan.base.days import Duration, day_number
from clmplan.base.diagnostics import Diagnostic, Edit, Wording, nearest
from clmplan.base.money import Money, Rate, minor_digits
from clmplan.base.source import Span
from clmplan.codes import infer as codes
from clmplan.codes.phrases import LIMITS, in_quotes
from clmplan.codes.resolve import OUT_OF_RANGE, UNKNOWN_NAME
from clmplan.language.expressions.alike import type_of
from clmplan.language.scope import KINDS, STAGE_WORDS, Scope
from clmplan.language.text.literals import Value
from clmplan.model.expression import Compare, Constant, EventField, Expression, Type

LONGEST_DAYS = 36_525


def constant(value: Value, scope: Scope) -> Constant | None:
    """The constant of a literal, or None when it has no place in an expression."""
    at = value.span
    match value.value:
        case bool(truth):
            return Constant(truth, Type.YES_NO, at=at)
        case Duration() as duration:
            return _days(duration, value, scope)
        case date() as day:
            return Constant(day_number(day), Type.DATE, at=at)
        case str(text) if value.kind == "text":
            return Constant(text, Type.TEXT, at=at)
        case Decimal() as number if value.kind == "number":
            whole = number == number.to_integral_value()
            return Constant(int(number) if whole else number, Type.NUMBER, at=at)
        case Decimal() if value.kind == "money":
            money = money_of(value, scope.project.currency)
            if isinstance(money, Money):
                return Constant(money.minor, Type.MONEY, at=at)
            if money is not None:
                scope.say(money)
            return None
    hint = Wording("percentages, times and discounts belong to phrases", "百分比、时刻和力度只用于语句")
    scope.say(codes.NOT_IN_EXPRESSION.at(at, text=at.text, hint=hint))
    return None


def always(at: Span) -> Compare:
    """A condition that is true for every customer on every day."""
    one = Constant(1, Type.NUMBER, at=at)
    return Compare("=", one, one, at=at)


def without_marks(scope: Scope, left: Expression, word: str, at: Span) -> Constant | None:
    """A text that is compared without its quotation marks, which is said; None for what may be a name."""
    if scope.is_flooded:
        return None
    event = scope.project.events[left.event] if isinstance(left, EventField) else None
    names = (*scope.readable_names(), *((spec.name for spec in event.fields) if event else ()))
    if type_of(left) is not Type.TEXT or word in (*names, *scope.lost, *scope.stages, *STAGE_WORDS):
        return None
    if nearest(word, names) is not None:
        return None
    said = UNKNOWN_NAME.at(at, kind=KINDS["name"], name=word, hint=in_quotes(word))
    scope.say(said.mended(in_quotes(word), Edit(at, f'"{word}"'), is_safe=False))
    return Constant(word, Type.TEXT, at=at)


def money_of(value: Value, currency: str) -> Money | Diagnostic | None:
    """An amount in the currency of the project, to its smallest unit; None when the value is no amount."""
    rate = rate_of(value, currency)
    if not isinstance(rate, Rate):
        return rate
    money = Money.of(rate.amount, currency)
    if money.amount != rate.amount:
        digits = minor_digits(currency)
        return OUT_OF_RANGE.at(value.span, text=value.span.text, limit=_decimals(digits))
    return money


def rate_of(value: Value, currency: str) -> Rate | Diagnostic | None:
    """A price in the currency of the project, exact; None when the value is no amount."""
    if value.kind != "money" or not isinstance(value.value, Decimal):
        return None
    if value.currency == currency or (value.currency == "" and currency in {"CNY", "JPY"}):
        return Rate(value.value, currency)
    return codes.OTHER_CURRENCY.at(value.span, text=value.span.text, currency=currency)


def _days(duration: Duration, value: Value, scope: Scope) -> Constant | None:
    at = value.span
    if duration.days is None:
        scope.say(codes.MONTHS_IN_WINDOW.at(at, text=at.text))
        return None
    if duration.days > LONGEST_DAYS:
        scope.say(OUT_OF_RANGE.at(at, text=at.text, limit=LIMITS["days"]))
        return None
    return Constant(duration.days, Type.DAYS, at=at)


def _decimals(digits: int) -> Wording:
    return Wording(f"an amount has at most {digits} decimals", f"金额最多 {digits} 位小数")
