"""One typed expression as one SQL value, given where its leaves are found. Every number is whole: nothing divides.

A value with decimal places is the whole number of its smallest units (see `scales`); two values meet in the finer of
their units, and a written number is turned to the units of the value it meets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from sqlglot import exp

from clmplan.audience import sql, walk
from clmplan.audience.scales import AMOUNTS, LARGEST_NARROW, Scale, places_of, scale_of, units
from clmplan.audience.walk import Ranked
from clmplan.functions.count import FUNCTION as COUNT
from clmplan.functions.sum import FUNCTION as SUM
from clmplan.model.expression import (
    And,
    Arithmetic,
    Compare,
    Constant,
    Contained,
    DaysSince,
    EventCall,
    Expression,
    Missing,
    Not,
    Operator,
    Or,
    Quintile,
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
_MIRRORED: Mapping[Operator, Operator] = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
# A whole number is below 2.5 when it is below 3, and above 2.5 when it is above 2.
_ROUNDED_UP, _ROUNDED_DOWN = frozenset({"<", ">="}), frozenset({">", "<="})
_LARGEST_SMALL = 2**31 - 1
_ARITHMETIC: Mapping[str, type[exp.Expression]] = {"+": exp.Add, "-": exp.Sub, "*": exp.Mul}


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the leaves of an expression are found.

    `leaf` gives the SQL of a field, event call, metric, stage or segment; `day` that of the day at hand; `cut` that of
    a cut point by its number, NULL or None where nothing is cut off. `stage_codes` numbers all stage names of the
    playbook in alphabetical order.
    """

    playbook: Playbook
    leaf: Callable[[Expression], exp.Expression]
    day: Callable[[], exp.Expression]
    stage_codes: Mapping[str, int]
    cut: Callable[[Ranked, int], exp.Expression | None]


def stage_codes(playbook: Playbook) -> Mapping[str, int]:
    """A number for every stage name; their order is the order of the names."""
    names = sorted({stage.name for lifecycle in playbook.lifecycles for stage in lifecycle.stages})
    return {name: code for code, name in enumerate(names)}


def rendered(expression: Expression, scope: Scope) -> exp.Expression:
    """The SQL of an expression; an unknown value is NULL, and conditions follow SQL's own three-valued logic."""
    match expression:
        case Constant(value=value):
            return sql.literal(units(value, places_of(value)) if isinstance(value, Decimal) else value)
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
        case Arithmetic():
            return _combined(expression, scope)
        case TopShare():
            return _top_share(expression, scope)
        case Quintile():
            return _quintile(expression, scope)
    if walk.average(expression, scope.playbook) is not None:
        raise ValueError(f"{expression!r} has no value of its own")
    return scope.leaf(expression)


def ranked_population(ranked: Ranked, scope: Scope) -> tuple[exp.Expression, exp.Expression]:
    """Whether a customer belongs to a ranked population, and the value it is ranked by."""
    among = () if ranked.among is None else (rendered(ranked.among, scope),)
    return sql.all_of((*among, sql.is_known(rendered(ranked.by, scope)))), rendered(ranked.by, scope)


def halves(call: EventCall) -> tuple[EventCall, EventCall]:
    """The sum and the count whose quotient is an average."""
    return replace(call, function=SUM), replace(call, function=COUNT, type=Type.NUMBER)


def _number(expression: Expression) -> int | Decimal | None:
    """The number an expression is written as; None when it is anything else."""
    if isinstance(expression, Constant) and not isinstance(expression.value, str | bool):
        return expression.value
    return None


def _multiplied(value: exp.Expression, most: int, factor: int) -> exp.Expression:
    """A whole number times a constant, in a type that has room for it."""
    if factor == 1:
        return value
    return sql.binary(exp.Mul, _with_room(value, most * abs(factor)), sql.literal(factor))


def _with_room(value: exp.Expression, most: int) -> exp.Expression:
    """A whole number in a type that has room for a result of a size."""
    if most <= _LARGEST_SMALL:
        return value
    return sql.widened(value) if most > LARGEST_NARROW else sql.cast(value, exp.DType.BIGINT)


def _in_places(expression: Expression, places: int, scope: Scope) -> exp.Expression:
    """A value in units of 10^-places, which are at least as fine as its own."""
    number = _number(expression)
    if number is not None:
        return sql.literal(units(number, places))
    scale = scale_of(expression, scope.playbook)
    return _multiplied(rendered(expression, scope), scale.most, 10 ** (places - scale.places))


def _combined(expression: Arithmetic, scope: Scope) -> exp.Expression:
    scale = scale_of(expression, scope.playbook)
    if expression.operator == "*":
        left, right = rendered(expression.left, scope), rendered(expression.right, scope)
    else:
        left = _in_places(expression.left, scale.places, scope)
        right = _in_places(expression.right, scale.places, scope)
    return sql.binary(_ARITHMETIC[expression.operator], _with_room(left, scale.most), right)


def _comparison(expression: Compare, scope: Scope) -> exp.Expression:
    left, right = _coded(expression.left, expression.right, scope), _coded(expression.right, expression.left, scope)
    sign, playbook = expression.operator, scope.playbook
    if walk.average(left, playbook) is not None or walk.average(right, playbook) is not None:
        return _of_ratios(sign, left, right, scope)
    if (number := _number(right)) is not None:
        return _against(sign, left, number, scope)
    if (number := _number(left)) is not None:
        return _against(_MIRRORED[sign], right, number, scope)
    places = max(scale_of(left, playbook).places, scale_of(right, playbook).places)
    return sql.binary(_COMPARISONS[sign], _in_places(left, places, scope), _in_places(right, places, scope))


def _against(sign: Operator, value: Expression, number: int | Decimal, scope: Scope) -> exp.Expression:
    """A comparison with a written number, which is rounded to the units of the value without changing the answer."""
    places, own = scale_of(value, scope.playbook).places, places_of(number)
    tree = rendered(value, scope)
    if own <= places:
        return sql.binary(_COMPARISONS[sign], tree, sql.literal(units(number, places)))
    if sign not in _ROUNDED_UP | _ROUNDED_DOWN:
        return sql.chosen([(sql.is_known(tree), sql.literal(sign == "!="))])
    rounded = Fraction(units(number, own), 10 ** (own - places))
    whole = ceil(rounded) if sign in _ROUNDED_UP else floor(rounded)
    return sql.binary(_COMPARISONS[sign], tree, sql.literal(whole))


def _of_ratios(sign: Operator, left: Expression, right: Expression, scope: Scope) -> exp.Expression:
    """A comparison with an average, by cross-multiplication."""
    upper_left, scale_left, lower_left = _ratio(left, scope)
    upper_right, scale_right, lower_right = _ratio(right, scope)
    places = max(scale_left.places, scale_right.places)
    sides = ((upper_left, scale_left, lower_right), (upper_right, scale_right, lower_left))
    one, other = (
        _times(_multiplied(upper, scale.most, 10 ** (places - scale.places)), lower) for upper, scale, lower in sides
    )
    return sql.binary(_COMPARISONS[sign], one, other)


def _ratio(expression: Expression, scope: Scope) -> tuple[exp.Expression, Scale, exp.Expression | None]:
    """A value as numerator, its scale, and denominator; only averages have one, and their numerator is NULL without
    values."""
    call = walk.average(expression, scope.playbook)
    if call is None:
        return rendered(expression, scope), scale_of(expression, scope.playbook), None
    total, count = halves(call)
    has_values = sql.binary(exp.GT, scope.leaf(count), sql.literal(0))
    return sql.chosen([(has_values, scope.leaf(total))]), scale_of(total, scope.playbook), scope.leaf(count)


def _times(value: exp.Expression, factor: exp.Expression | None) -> exp.Expression:
    return value if factor is None else sql.binary(exp.Mul, sql.widened(value), factor)


def _containment(expression: Contained, scope: Scope) -> exp.Expression:
    if walk.average(expression.value, scope.playbook) is not None:
        return sql.any_of(_comparison(Compare("=", expression.value, one), scope) for one in expression.among)
    value = rendered(expression.value, scope)
    constants: list[exp.Expression] = []
    if walk.kind_of(expression.value) in AMOUNTS:
        places = scale_of(expression.value, scope.playbook).places
        numbers = [one.value for one in expression.among if not isinstance(one.value, str)]
        constants += [sql.literal(units(one, places)) for one in numbers if places_of(one) <= places]
    else:
        constants += [rendered(_coded(one, expression.value, scope), scope) for one in expression.among]
    if not constants:
        return sql.chosen([(sql.is_known(value), sql.literal(False))])
    return exp.In(this=sql.operand(value), expressions=constants)


def _coded(expression: Expression, other: Expression, scope: Scope) -> Expression:
    """A stage's name as its code when it is compared with a stage."""
    if isinstance(other, StageOf) and isinstance(expression, Constant):
        return Constant(scope.stage_codes.get(str(expression.value), NO_STAGE), Type.NUMBER)
    return expression


def _top_share(share: TopShare, scope: Scope) -> exp.Expression:
    """On the far side of the cut; everyone of the population where nothing is cut off."""
    member, value = ranked_population(share, scope)
    cut, beyond = scope.cut(share, 0), exp.LT if share.bottom else exp.GT
    test = sql.literal(True)
    if cut is not None:
        test = sql.binary(beyond, value, cut)
        if isinstance(cut, exp.Column):
            test = sql.any_of((sql.is_missing(cut), test))
    outside = [] if share.among is None else [(sql.negated(rendered(share.among, scope)), sql.literal(False))]
    return sql.chosen([*outside, (member, test)])


def _quintile(quintile: Quintile, scope: Scope) -> exp.Expression:
    """One more than the number of cuts below the value."""
    member, value = ranked_population(quintile, scope)
    cuts = [cut for number in range(4) if (cut := scope.cut(quintile, number)) is not None]
    above = [sql.one_if(sql.binary(exp.GT, value, cut)) for cut in cuts]
    return sql.chosen([(member, sql.added([sql.literal(1), *above]))])
