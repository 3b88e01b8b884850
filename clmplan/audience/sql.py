"""Small pieces of a statement as sqlglot expressions; every call builds fresh nodes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from sqlglot import exp

NUMBER_PLACES = 6
NUMBER_TYPE = f"DECIMAL(30, {NUMBER_PLACES})"
_WIDEST = 38
_WHOLE = (exp.Column, exp.Literal, exp.Boolean, exp.Null, exp.Func, exp.Paren)


def column(name: str, table: str | None = None) -> exp.Expression:
    """A column by its exact name."""
    return exp.Column(this=_identifier(name), table=None if table is None else _identifier(table))


def _identifier(name: str) -> exp.Identifier:
    return exp.Identifier(this=name, quoted=True)


def table(name: str, alias: str) -> exp.Expression:
    """A table by its exact name, under an alias."""
    return exp.Table(this=_identifier(name), alias=exp.TableAlias(this=_identifier(alias)))


def named(value: exp.Expression, name: str) -> exp.Expression:
    """A value of a select list with its name."""
    return exp.Alias(this=value, alias=_identifier(name))


def cast(value: exp.Expression, kind: str) -> exp.Expression:
    """A value in another type of the engine."""
    return exp.Cast(this=value, to=exp.DataType.build(kind, dialect="duckdb"))


def literal(value: int | Decimal | str | bool) -> exp.Expression:
    """A written value; decimals print with all their digits, so that the engine reads them exactly."""
    if isinstance(value, bool):
        return exp.Boolean(this=value)
    if isinstance(value, str):
        return exp.Literal.string(value)
    positive = exp.Literal.number(plain_digits(value).lstrip("-"))
    return exp.Paren(this=exp.Neg(this=positive)) if value < 0 else positive


def plain_digits(value: int | Decimal) -> str:
    """A number without exponent and without trailing zeros after the point."""
    digits = format(value, "f") if isinstance(value, Decimal) else str(value)
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def wide_literal(value: int | Decimal) -> exp.Expression:
    """A written number for arithmetic: an exact decimal of its own width, which cannot overflow a small integer."""
    whole, _, places = plain_digits(value).lstrip("-").partition(".")
    width = min(_WIDEST, len(whole) + len(places))
    return cast(literal(value), f"DECIMAL({width}, {len(places)})")


def operand(value: exp.Expression) -> exp.Expression:
    """A value that may stand beside an operator: in parentheses unless it is one piece."""
    return value if isinstance(value, _WHOLE) and not isinstance(value, exp.Connector) else exp.Paren(this=value)


def binary(kind: type[exp.Expression], left: exp.Expression, right: exp.Expression) -> exp.Expression:
    """Two values with an operator between them."""
    return kind(this=operand(left), expression=operand(right))


def all_of(parts: Iterable[exp.Expression]) -> exp.Expression:
    """Conditions joined by AND; true when there is none."""
    return _joined(exp.And, tuple(parts), empty=True)


def any_of(parts: Iterable[exp.Expression]) -> exp.Expression:
    """Conditions joined by OR; false when there is none."""
    return _joined(exp.Or, tuple(parts), empty=False)


def _joined(kind: type[exp.Expression], parts: Sequence[exp.Expression], *, empty: bool) -> exp.Expression:
    if not parts:
        return exp.Boolean(this=empty)
    joined = parts[0]
    for part in parts[1:]:
        joined = kind(this=joined if isinstance(joined, kind) else operand(joined), expression=operand(part))
    return joined


def negated(condition: exp.Expression) -> exp.Expression:
    """The opposite of a condition."""
    return exp.Not(this=operand(condition))


def is_missing(value: exp.Expression) -> exp.Expression:
    """Whether a value is NULL."""
    return exp.Is(this=operand(value), expression=exp.Null())


def is_known(value: exp.Expression) -> exp.Expression:
    """Whether a value is not NULL."""
    return negated(is_missing(value))


def coalesced(value: exp.Expression, default: exp.Expression) -> exp.Expression:
    """A value, or a default where it is NULL."""
    return exp.Coalesce(this=value, expressions=[default])


def chosen(
    branches: Iterable[tuple[exp.Expression, exp.Expression]], otherwise: exp.Expression | None = None
) -> exp.Expression:
    """The value of the first branch whose condition is true; NULL or `otherwise` when none is."""
    return exp.Case(ifs=[exp.If(this=condition, true=value) for condition, value in branches], default=otherwise)


def called(function: str, *arguments: exp.Expression) -> exp.Expression:
    """A call of one of the engine's functions."""
    return exp.Anonymous(this=function, expressions=list(arguments))


def windowed(
    function: exp.Expression, partition: Sequence[exp.Expression], order: exp.Expression | None = None
) -> exp.Expression:
    """A window function over partitions, optionally ordered."""
    ordering = None if order is None else exp.Order(expressions=[order])
    return exp.Window(this=function, partition_by=list(partition), order=ordering)


def ordered(value: exp.Expression, *, descending: bool) -> exp.Expression:
    """A sort key; NULLs last, so that the direction says the same on every engine."""
    return exp.Ordered(this=value, desc=descending, nulls_first=False)
