"""Small pieces of a statement as sqlglot expressions; every call builds fresh nodes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlglot import exp

# The portable name of whole numbers of 128 bits; each dialect has its own.
WIDE = exp.DType.INT128
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


def cast(value: exp.Expression, kind: exp.DType) -> exp.Expression:
    """A value in another type of the engine."""
    return exp.Cast(this=value, to=exp.DataType(this=kind))


def widened(value: exp.Expression) -> exp.Expression:
    """A whole number with room for results that 64 bits cannot hold."""
    return cast(value, WIDE)


def literal(value: int | str | bool) -> exp.Expression:
    """A written value."""
    if isinstance(value, bool):
        return exp.Boolean(this=value)
    if isinstance(value, str):
        return exp.Literal.string(value)
    positive = exp.Literal.number(str(abs(value)))
    return exp.Paren(this=exp.Neg(this=positive)) if value < 0 else positive


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


def added(parts: Sequence[exp.Expression]) -> exp.Expression:
    """Values added up, as a tree that stays flat however many there are; zero when there is none."""
    if not parts:
        return literal(0)
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    return binary(exp.Add, added(parts[:middle]), added(parts[middle:]))


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


def one_if(condition: exp.Expression) -> exp.Expression:
    """1 where a condition is true, else 0."""
    return chosen([(condition, literal(1))], literal(0))


def folded(function: str, value: exp.Expression) -> exp.Expression:
    """A fold over the rows of a group: COUNT, SUM, MIN or MAX."""
    kinds: dict[str, type[exp.Expression]] = {"COUNT": exp.Count, "SUM": exp.Sum, "MIN": exp.Min, "MAX": exp.Max}
    return kinds[function](this=value)
