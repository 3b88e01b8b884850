"""Stages of an `exclusive` lifecycle that share customers, mostly where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from clmplan.base.diagnostics import Diagnostic, Edit, Wording
from clmplan.base.source import Span
from clmplan.codes import sense_conditions as codes
from clmplan.codes.phrases import verbatim
from clmplan.language.sense.reading.facts import Asked, Fact, Region, can_be_some, key_of
from clmplan.language.sense.reading.look import Look
from clmplan.language.sense.reading.ranges import Numbers, meet
from clmplan.language.sense.reading.shown import shown, values_of
from clmplan.model.expression import (
    And,
    Compare,
    Constant,
    Contained,
    CustomerField,
    DaysSince,
    EventCall,
    EventDay,
    Expression,
    Not,
    Or,
)
from clmplan.model.playbook import Lifecycle


def meeting_stages(lifecycle: Lifecycle, asked: Sequence[Asked], look: Look) -> Iterator[Diagnostic]:
    """Stages of an `exclusive` lifecycle with customers in both; each stage is named once."""
    named: set[str] = set()
    for first, second in combinations(asked, 2):
        if second.stage.name in named or first.region is None or second.region is None:
            continue
        both = _both(first.region, second.region)
        if both is None:
            continue
        named.add(second.stage.name)
        narrow = min(both, key=lambda fact: (fact.values.only is None, fact.written))
        values = {"first": first.stage.name, "second": second.stage.name, "lifecycle": lifecycle.name}
        found = codes.STAGES_MEET.at(second.stage.at, where=shown(narrow, look.project), **values)
        found = found.beside(first.stage.at, codes.OTHER_STAGE)
        found = found.given(**{fact.written: _values(fact, look) for fact in both})
        yield _moved_on(found, narrow, second)


def _both(first: Region, second: Region) -> tuple[Fact, ...] | None:
    """The values for which both regions hold, when it is sure that a customer can have them; else None."""
    met: dict[Hashable, Fact] = dict(first)
    for key, other in second.items():
        one = met.setdefault(key, other)
        values = meet(one.values, other.values)
        if values is None or values.is_empty:
            return None
        met[key] = replace(one, values=values)
    return tuple(met.values()) if _are_free(met) else None


def _are_free(met: Mapping[Hashable, Fact]) -> bool:
    """Whether quantities can have any values together: fields, and of each kind of event its number and one day."""
    days: set[str] = set()
    for fact in met.values():
        quantity = fact.quantity
        match quantity:
            case CustomerField():
                continue
            case DaysSince(EventDay(event)) if event not in days:
                days.add(event)
            case EventCall() if quantity.function.fold == "count" and quantity.where is None:
                if quantity.within_days is not None or not _can_be_some(fact, quantity, met):
                    return False
            case _:
                return False
    return True


def _can_be_some(fact: Fact, call: EventCall, met: Mapping[Hashable, Fact]) -> bool:
    """Whether a number of events fits with what else is asked: nobody has a last event without having one."""
    is_dated = any(key_of(DaysSince(day)) in met for day in _days_of(call.event))
    return not is_dated or (can_be_some(fact.values))


def _days_of(event: str) -> tuple[Expression, Expression]:
    return EventDay(event, "first"), EventDay(event, "last")


def _values(fact: Fact, look: Look) -> Wording:
    english, chinese = (verbatim(values_of(fact, look.project, locale)) for locale in ("en", "zh"))
    return Wording(english, chinese)


def _moved_on(found: Diagnostic, shared: Fact, second: Asked) -> Diagnostic:
    """With the fix to begin the later stage one after the only value that both share."""
    region = second.region or {}
    begins = region.get(shared.key)
    value = shared.values.only
    if not isinstance(value, Decimal) or begins is None or not isinstance(shared.values, Numbers):
        return found
    is_first = isinstance(begins.values, Numbers) and begins.values.sample == value
    if not is_first or not shared.values.is_whole or second.stage.condition is None:
        return found
    for constant in _constants(second.stage.condition, shared.written):
        place = constant.at
        number = re.match(r"[0-9]+(?![0-9.,_])", place.text) if place is not None else None
        if place is None or number is None or Decimal(constant.value) != value or int(number.group()) != value:
            continue
        edit = Edit(Span(place.source, place.start, place.start + number.end()), str(int(value) + 1))
        written = verbatim(edit.text + place.text[number.end() :])
        stage = verbatim(second.stage.name)
        title = Wording(f"let `{stage}` begin at `{written}`", f"让 `{stage}` 从 `{written}` 开始")
        return found.mended(title, edit, is_safe=False)
    return found


def _constants(node: Expression, written: str) -> Iterator[Constant]:
    """The constants that a quantity is compared with in a condition."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _constants(part, written)
        case Not(part):
            yield from _constants(part, written)
        case Compare(_, left, Constant() as right) if left.at is not None and left.at.text == written:
            yield right
        case Contained(value, among) if value.at is not None and value.at.text == written:
            yield from among
