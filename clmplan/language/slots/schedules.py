"""Slots of schedules: lists of dates, weekdays, places in a month; seasons, days left out, stages and segments."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from clmplan.almanac.table import all_names, named_days
from clmplan.base.days import ONE_DAY, Window
from clmplan.base.diagnostics import Diagnostic, Edit
from clmplan.codes import resolve as codes
from clmplan.codes.mend_words import write
from clmplan.codes.phrases import LIMITS, perhaps
from clmplan.language.mend import renamed
from clmplan.language.phrases import Read, Reader
from clmplan.language.scope import KINDS, NAMELESS, Scope, suggestion
from clmplan.language.slots.values import expected
from clmplan.language.text.syntax import (
    BinaryNode,
    CommaNode,
    LiteralNode,
    NameNode,
    Node,
    RangeNode,
    RecentNode,
)
from clmplan.language.words import word_table

T = TypeVar("T")
Place = tuple[int, int | None]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WORKDAY, LAST = "workday", "final"
_NUMBERED = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)|第([0-9]{1,2})[个個]?")
_LONGEST_RANGE = 3_660  # days
_LONGEST_SPREAD = 24 * 60  # minutes
_WORK_WEEK = frozenset({"weekday", "weekdays"})
_DAY = {"day": "day 31", "天": "日 31", "一天": "日 31"}
_MINUTES = {"hour": 60, "minute": 1}


def schedule_readers(scope: Scope) -> Mapping[str, Reader]:
    """Readers of what only schedules hold."""
    return {
        "dates": _dates,
        "numbers": lambda parts: _listed(parts, lambda rest: _number(rest[0]), "numbers"),
        "weekdays": weekdays,
        "places": lambda parts: _listed(parts, place_in_month, "places"),
        "season": lambda parts: day_in_two_words(scope, parts) or _season(scope, parts[0]),
        "closed": lambda parts: _closed(scope, parts),
        "group": lambda parts: _group(scope, parts[0]),
        "minutes": _minutes,
    }


def weekdays(parts: Sequence[Node]) -> Read:
    """Weekdays with commas or `and` between them."""
    found: list[int] = []
    used = 0
    for position, part in enumerate(parts):
        if isinstance(part, CommaNode) and position == used and found:
            continue
        names = names_joined(part)
        days = [weekday(name) for name in names]
        if not days or any(day is None for day in days):
            if not found and (meant := _last_day(parts)) is not None:
                return meant
            if not found and len(names) == 1:
                return _unknown_weekday(names[0])
            break
        found += [day for day in days if day is not None]
        used = position + 1
        if used < len(parts) and not isinstance(parts[used], CommaNode):
            break
    return (tuple(dict.fromkeys(found)), used) if found else expected("weekdays")


def names_joined(node: Node) -> tuple[NameNode, ...]:
    """The names of `monday and thursday`, or of one name; none of anything else."""
    if isinstance(node, BinaryNode) and node.operator == "and":
        left, right = names_joined(node.left), names_joined(node.right)
        return (*left, *right) if left and right else ()
    return (node,) if isinstance(node, NameNode) else ()


def weekday(node: NameNode) -> int | None:
    """The number of a weekday from Monday, 0; None for any other name."""
    value = word_table().values.get(".".join(node.path))
    return WEEKDAYS.index(value) if value in WEEKDAYS else None


def place_in_month(parts: Sequence[Node]) -> tuple[Place, int] | None:
    """The n-th weekday or work day, such as `first monday`, `2nd tuesday`, `last workday`; None for anything else."""
    first = parts[0]
    if isinstance(first, RecentNode):
        nth, named, used = (1 if first.which == "first" else -1), first.event, 1
    elif len(parts) > 1 and isinstance(first, NameNode) and isinstance(second := parts[1], NameNode):
        number = ordinal(first.span.text)
        if number is None:
            return None
        nth, named, used = number, second, 2
    else:
        return None
    is_workday = word_table().values.get(".".join(named.path)) == WORKDAY
    day = weekday(named)
    return ((nth, day), used) if is_workday or day is not None else None


def ordinal(text: str) -> int | None:
    """The number of `second`, `2nd`, `第二个`; -1 for the last; None for any other word."""
    value = word_table().values.get(text, text)
    if value == LAST:
        return -1
    found = _NUMBERED.fullmatch(value)
    return int(found[1] or found[2]) or None if found else None


def _listed(parts: Sequence[Node], read: Callable[[Sequence[Node]], tuple[T, int] | None], kind: str) -> Read:
    """Values with commas between them."""
    found: list[T] = []
    used = 0
    while used < len(parts):
        start = used + (bool(found) and isinstance(parts[used], CommaNode))
        one = read(parts[start:]) if start < len(parts) and (start > used or not found) else None
        if one is None:
            break
        found.append(one[0])
        used = start + one[1]
    return (tuple(dict.fromkeys(found)), used) if found else expected(kind)


def _number(node: Node) -> tuple[int, int] | None:
    value = node.value.value if isinstance(node, LiteralNode) and node.value.kind == "number" else None
    is_whole = isinstance(value, Decimal) and value == value.to_integral_value()
    return (int(value), 1) if isinstance(value, Decimal) and is_whole else None


def _dates(parts: Sequence[Node]) -> Read:
    """Dates and ranges with commas between them, as sorted days."""
    found: set[date] = set()
    used = 0
    for position, part in enumerate(parts):
        if position % 2:
            if not isinstance(part, CommaNode):
                break
            continue
        days = _days_of(part)
        if isinstance(days, Diagnostic):
            return days
        if days is None:
            break
        found.update(days)
        used = position + 1
    return (tuple(sorted(found)), used) if found else expected("dates")


def _days_of(node: Node) -> tuple[date, ...] | Diagnostic | None:
    """The days of a date or of a range."""
    ends = (node.low, node.high) if isinstance(node, RangeNode) else (node, node)
    first, last = (end.value.value if isinstance(end, LiteralNode) else None for end in ends)
    if not isinstance(first, date) or not isinstance(last, date):
        return None
    if last < first:
        return codes.ENDS_BEFORE_START.at(node.span, first=first, last=last)
    if (last - first).days >= _LONGEST_RANGE or last > date.max - ONE_DAY:
        return codes.OUT_OF_RANGE.at(node.span, text=node.span.text, limit=LIMITS["horizon"])
    return tuple(Window.of_days(first, last))


def _season(scope: Scope, node: Node) -> Read:
    """For each year known a named day and the days that belong to it."""
    if not isinstance(node, NameNode):
        return expected("season")
    found = named_days(".".join(node.path), scope.project.regions, scope.project.days)
    if not found:
        return _unknown(scope, "day", node, _all_days(scope))
    return tuple(sorted({(one.day, one.season or Window(one.day, one.day + ONE_DAY)) for one in found})), 1


def _closed(scope: Scope, parts: Sequence[Node]) -> Read:
    """Dates, ranges and named days with commas between them, as sorted days."""
    said: list[Diagnostic] = []

    def read(rest: Sequence[Node]) -> tuple[tuple[date, ...], int] | None:
        days = _days_of(rest[0])
        if isinstance(days, Diagnostic):
            said.append(days)
            return None
        if days is None and isinstance(rest[0], NameNode) and ".".join(rest[0].path) not in scope.readable_names():
            named = named_days(".".join(rest[0].path), scope.project.regions, scope.project.days)
            days = tuple(sorted({one.day for one in named}))
        return (days, 1) if days else None

    found = _listed(parts, read, "closed")
    if said:
        return said[0]
    if not isinstance(found, tuple) or not isinstance(found[0], tuple):
        return found
    return tuple(sorted({day for days in found[0] for day in days})), found[1]


def _group(scope: Scope, node: Node) -> Read:
    """A stage as (lifecycle, stage), else a segment as ("", segment)."""
    if not isinstance(node, NameNode):
        return expected("group")
    name, stage = ".".join(node.path), node.path[-1]
    if name in scope.lost or any(NAMELESS in stages for stages in scope.stages.values()):
        return (next(iter(scope.stages), name), name), 1
    lifecycle = scope.lifecycle_of(stage)
    if lifecycle is not None and name in {stage, f"{lifecycle}.{stage}"}:
        return (lifecycle, stage), 1
    if name in scope.names("segment"):
        return ("", name), 1
    stages = (stage for stages in scope.stages.values() for stage in stages)
    return _unknown(scope, "group", node, (*stages, *scope.names("segment")))


def _minutes(parts: Sequence[Node]) -> Read:
    """Hours or minutes as minutes, a day at the most."""
    number = _number(parts[0])
    unit = word_table().values.get(parts[1].span.text) if len(parts) > 1 else None
    if number is None or unit not in _MINUTES:
        return expected("minutes")
    minutes = number[0] * _MINUTES[unit]
    whole = parts[0].span.to(parts[1].span)
    is_fine = 1 <= minutes <= _LONGEST_SPREAD
    return (minutes, 2) if is_fine else codes.OUT_OF_RANGE.at(whole, text=whole.text, limit=LIMITS["spread"])


def _last_day(parts: Sequence[Node]) -> Diagnostic | None:
    """What to say of `last day`, which is `day 31`: the last one of a shorter month."""
    place = parts[0].span
    if isinstance(parts[0], RecentNode):
        first, second = parts[0].which, parts[0].event.span.text
    elif len(parts) > 1:
        first, second, place = parts[0].span.text, parts[1].span.text, place.to(parts[1].span)
    else:
        return None
    if (first != "last" and ordinal(first) != -1) or second not in _DAY:
        return None
    written = _DAY[second]
    said = codes.UNKNOWN_NAME.at(place, kind=KINDS["weekday"], name=place.text, hint=perhaps(written))
    return said.mended(write(written), Edit(place, written), is_safe=False)


def _unknown_weekday(node: NameNode) -> Diagnostic:
    name = ".".join(node.path)
    if name in _WORK_WEEK:
        return codes.UNKNOWN_NAME.at(node.span, kind=KINDS["weekday"], name=name, hint=perhaps("every workday"))
    known = tuple(word_table().spelled(value, "en" if name.isascii() else "zh") for value in WEEKDAYS)
    return renamed(
        codes.UNKNOWN_NAME.at(node.span, kind=KINDS["weekday"], name=name, hint=suggestion(name, known)), name, known
    )


def day_in_two_words(scope: Scope, parts: Sequence[Node]) -> Diagnostic | None:
    """What to say of `easter monday`: a name is one word, with `_` in it."""
    first, second = parts[0], parts[1] if len(parts) > 1 else None
    if not isinstance(first, NameNode) or not isinstance(second, NameNode):
        return None
    joined, place = f"{first.span.text}_{second.span.text}", first.span.to(second.span)
    if not named_days(joined, scope.project.regions, scope.project.days):
        return None
    said = codes.UNKNOWN_NAME.at(place, kind=KINDS["day"], name=place.text, hint=perhaps(joined))
    return said.mended(write(joined), Edit(place, joined), is_safe=False)


def weekday_meant(node: NameNode) -> Diagnostic | None:
    """What to say of `on monday` and of `每周一`, where a named day is wanted; None for other names."""
    name = ".".join(node.path)
    if word_table().values.get(name.removeprefix("每")) not in WEEKDAYS:
        return None
    written = f"every {name}" if name.isascii() else f"每 {name.removeprefix('每')}"
    said = codes.UNKNOWN_NAME.at(node.span, kind=KINDS["day"], name=name, hint=perhaps(written))
    return said.mended(write(written), Edit(node.span, written), is_safe=False)


def _unknown(scope: Scope, kind: str, node: NameNode, known: Sequence[str]) -> Diagnostic:
    if kind == "day" and (meant := weekday_meant(node)) is not None:
        return meant
    name = ".".join(node.path)
    said = codes.UNKNOWN_NAME.at(node.span, kind=KINDS[kind], name=name, hint=suggestion(name, known))
    return said if name in scope.lost else renamed(said, name, tuple(known))


def _all_days(scope: Scope) -> tuple[str, ...]:
    return tuple(name for pair in all_names(scope.project.regions, scope.project.days) for name in pair)
