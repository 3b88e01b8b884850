"""Values of a quantity as a person writes them: `days since last order = 60d`."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from clmplan.base.days import from_day_number
from clmplan.base.diagnostics import Wording
from clmplan.base.money import SYMBOLS, minor_digits
from clmplan.codes.phrases import verbatim
from clmplan.language.sense.reading.facts import Fact
from clmplan.language.sense.reading.ranges import Cut, Listed, Numbers
from clmplan.model.expression import Type
from clmplan.model.project import Project

_YES_NO = {True: Wording("yes", "是"), False: Wording("no", "否")}


def shown(fact: Fact, project: Project) -> Wording:
    """A quantity with the values it has."""
    sides = tuple(f"`{verbatim(fact.written)} {values_of(fact, project, locale)}`" for locale in ("en", "zh"))
    return Wording(*sides)


def values_of(fact: Fact, project: Project, locale: str) -> str:
    """The values alone: `= 60d`, `61d .. 62d`, `>= 181d`."""
    kind = cast(Type, fact.quantity.type)  # type: ignore[attr-defined]  # each kind of expression declares its own
    if isinstance(fact.values, Listed):
        names = sorted(
            _YES_NO[one].fill(locale, {}) if isinstance(one, bool) else str(one) for one in fact.values.values
        )
        sign = "!=" if fact.values.is_others else "="
        return f"{sign} {names[0]}" if len(names) == 1 else f"{sign} [{', '.join(names)}]"
    return ", ".join(_stretch(low, high, kind, fact.values, project, locale) for low, high in fact.values.stretches)


def _stretch(low: Cut, high: Cut, kind: Type, values: Numbers, project: Project, locale: str) -> str:
    def number(value: Decimal) -> str:
        return _number(value, kind, project, locale)

    last, is_last_in = (high[0] - 1, True) if values.is_whole and high[1] == 0 else (high[0], high[1] == 1)
    is_first_in = low[1] == 0
    if not low[0].is_finite() and not last.is_finite():
        return "= …"
    if low[0] == last:
        return f"= {number(last)}"
    if not last.is_finite():
        return f"{'>=' if is_first_in else '>'} {number(low[0])}"
    if not low[0].is_finite():
        return f"{'<=' if is_last_in else '<'} {number(last)}"
    if is_first_in and is_last_in:
        return f"= {number(low[0])} .. {number(last)}"
    return f"{'>=' if is_first_in else '>'} {number(low[0])}, {'<=' if is_last_in else '<'} {number(last)}"


def _number(value: Decimal, kind: Type, project: Project, locale: str) -> str:
    match kind:
        case Type.DAYS:
            return f"{value:f}天" if locale == "zh" else f"{value:f}d"
        case Type.MONEY:
            amount = value.scaleb(-minor_digits(project.currency))
            return f"{SYMBOLS.get(project.currency, project.currency + ' ')}{amount:f}"
        case Type.DATE:
            return from_day_number(int(value)).isoformat()
    return f"{value.normalize():f}"
