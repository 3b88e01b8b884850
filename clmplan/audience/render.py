"""One typed expression as one SQL value, given where its leaves are found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from sqlglot import exp

from clmplan.audience import sql, walk
from clmplan.functions.count import FUNCTION as COUNT
from clmplan.functions.sum import FUNCTION as SUM
from clmplan.model.expression import (
    And,
    Arithmetic,
    Compare,
    Constant,
    Contained,
    CustomerField,
    DaysSince,
    EventCall,
    EventDay,
    EventField,
    Expression,
    MetricValue,
    Missing,
    Not,
    Operator,
    Or,
    SegmentMember,
    StageOf,
    TopShare,
    Type,
)
from clmplan.model.playbook import Playbook

NO_STAGE = -1
_COMPARISONS: Mapping[Operator, type[exp.Expression]] = {
    "=": exp.EQ,
    "!=": exp.NEQ,
    "<": exp.LT,
    "<=": exp.LTE,
    ">": exp.GT,
    ">=": exp.GTE,
}
_ARITHMETIC: Mapping[str, type[exp.Expression]] = {"+": exp.Add, "-": exp.Sub, "*": exp.Mul}


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the leaves of an expression are found.

    `leaf` gives the SQL of a field, event call, metric, stage or segment; `day` that of the day at hand.
    `stage_codes` numbers all stage names of the playbook in alphabetical order.
    """

    playbook: Playbook
    leaf: Callable[[Expression], exp.Expression]
    day: Callable[[], exp.Expression]
    stage_codes: Mapping[str, int]


def stage_codes(playbook: Playbook) -> Mapping[str, int]:
    """A number for every stage name; their order is the order of the names."""
    names = sorted({stage.name for lifecycle in playbook.lifecycles for stage in lifecycle.stages})
    return {name: code for code, name in enumerate(names)}


def rendered(expression: Expression, scope: Scope) -> exp.Expression:
    """The SQL of an expression; an unknown value is NULL, and conditions follow SQL's own three-valued logic."""
    match expression:
        case Constant(value=value):
            return sql.literal(value)
        case And(parts=inner):
            return sql.all_of(rendered(part, scope) for part in inner)
        case Or(parts=inner):
            return sql.any_of(rendered(part, scope) for part in inner)
        case Not(part=part):
            return sql.negated(rendered(part, scope))
        case Compare():
            return _comparison(expression, scope)
        case Contained():
            return _containment(expression, scope)
        case Missing(value=value):
            return sql.is_missing(_ratio(value, scope)[0])
        case DaysSince(date=date):
            return sql.binary(exp.Sub, scope.day(), rendered(date, scope))
        case Arithmetic(operator=operator, left=left, right=right):
            return sql.binary(_ARITHMETIC[operator], _term(left, scope), _term(right, scope))
        case TopShare():
            raise ValueError("a top share is the whole condition of a segment")
        case (
            CustomerField() | EventField() | EventCall() | EventDay() | StageOf() | SegmentMember() | MetricValue()
        ) if walk.average(expression, scope.playbook) is None:
            return scope.leaf(expression)
    raise ValueError(f"{expression!r} has no value of its own")


def halves(call: EventCall) -> tuple[EventCall, EventCall]:
    """The sum and the count whose quotient is an average."""
    return replace(call, function=SUM), replace(call, function=COUNT, type=Type.NUMBER)


def _term(expression: Expression, scope: Scope) -> exp.Expression:
    if isinstance(expression, Constant) and not isinstance(expression.value, str):
        return sql.wide_literal(expression.value)
    return rendered(expression, scope)


def _ratio(expression: Expression, scope: Scope) -> tuple[exp.Expression, exp.Expression | None]:
    """A value as numerator and denominator; only averages have one, and their numerator is NULL without values."""
    call = walk.average(expression, scope.playbook)
    if call is None:
        return rendered(expression, scope), None
    total, count = halves(call)
    has_values = sql.binary(exp.GT, scope.leaf(count), sql.literal(0))
    return sql.chosen([(has_values, scope.leaf(total))]), scope.leaf(count)


def _comparison(expression: Compare, scope: Scope) -> exp.Expression:
    """A comparison; averages are compared by cross-multiplication, because the engine never divides."""
    left, right = _coded(expression.left, expression.right, scope), _coded(expression.right, expression.left, scope)
    upper_left, lower_left = _ratio(left, scope)
    upper_right, lower_right = _ratio(right, scope)
    return sql.binary(
        _COMPARISONS[expression.operator], _times(upper_left, lower_right), _times(upper_right, lower_left)
    )


def _times(value: exp.Expression, factor: exp.Expression | None) -> exp.Expression:
    return value if factor is None else sql.binary(exp.Mul, value, factor)


def _containment(expression: Contained, scope: Scope) -> exp.Expression:
    if walk.average(expression.value, scope.playbook) is not None:
        return sql.any_of(_comparison(Compare("=", expression.value, one), scope) for one in expression.among)
    value = rendered(expression.value, scope)
    if not expression.among:
        return sql.chosen([(sql.is_known(value), sql.literal(False))])
    constants = [rendered(_coded(one, expression.value, scope), scope) for one in expression.among]
    return exp.In(this=sql.operand(value), expressions=constants)


def _coded(expression: Expression, other: Expression, scope: Scope) -> Expression:
    """A stage's name as its code when it is compared with a stage."""
    if isinstance(other, StageOf) and isinstance(expression, Constant):
        return Constant(scope.stage_codes.get(str(expression.value), NO_STAGE), Type.NUMBER)
    return expression
