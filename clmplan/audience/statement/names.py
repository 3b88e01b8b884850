"""An expression as one short text that depends on nothing but its meaning: the name of what nobody named."""

from __future__ import annotations

from collections.abc import Iterable

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
    ModelValue,
    Not,
    Or,
    Quintile,
    SegmentMember,
    StageOf,
    TopShare,
)


def name_of(expression: Expression) -> str:
    """A name that is the same for equal expressions and for no others."""
    match expression:
        case Compare(operator=sign, left=left, right=right) | Arithmetic(operator=sign, left=left, right=right):
            return f"({name_of(left)} {sign} {name_of(right)})"
        case Contained(value=value, among=among):
            return f"({name_of(value)} in [{_listed(among)}])"
        case Missing(value=value):
            return f"({name_of(value)} is missing)"
        case And(parts=parts):
            return f"({' and '.join(map(name_of, parts))})"
        case Or(parts=parts):
            return f"({' or '.join(map(name_of, parts))})"
        case Not(part=part):
            return f"not {name_of(part)}"
        case Quintile(by=by, among=among):
            return f"quintile({name_of(by)}{_where(among)})"
        case TopShare(percent=percent, by=by, among=among, bottom=bottom):
            return f"{'bottom' if bottom else 'top'} {percent}% by {name_of(by)}{_where(among)}"
    return _leaf(expression)


def _leaf(expression: Expression) -> str:
    match expression:
        case MetricValue(name=name) | EventField(name=name):
            return name
        case CustomerField(name=name):
            return f"customer.{name}"
        case SegmentMember(name=name):
            return f"in {name}"
        case Constant(value=value):
            return repr(value) if isinstance(value, str | bool) else str(value)
        case StageOf(lifecycle=lifecycle):
            return f"stage of {lifecycle}"
        case EventDay(event=event, which=which):
            return f"{which} {event}"
        case DaysSince(date=date):
            return f"days since {name_of(date)}"
        case EventCall():
            return _call(expression)
        case ModelValue(function=function):
            arguments = ", ".join(map(str, expression.arguments))
            taken = (_listed(facts) for facts in (expression.inputs, expression.learns_from) if facts)
            return f"{function.name}({'; '.join((arguments, *taken))})"
    raise ValueError(f"{expression!r} has no name")


def _listed(expressions: Iterable[Expression]) -> str:
    return ", ".join(map(name_of, expressions))


def _call(call: EventCall) -> str:
    field = "" if call.field is None else f".{call.field}"
    window = "" if call.within_days is None else f" within last {call.within_days}d"
    return f"{call.function.name}({call.event}{field}{_where(call.where)}{window})"


def _where(condition: Expression | None) -> str:
    return "" if condition is None else f" where {name_of(condition)}"
