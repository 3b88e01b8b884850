"""Quiet hours: where a send at a quiet time moves to, and how long what they held back takes to go out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from clmplan.base.clock import ClockTime, is_inside
from clmplan.base.days import ONE_DAY
from clmplan.model.declared.policy import Quiet

_LAST_MINUTE = 24 * 60 - 1


class Release(NamedTuple):
    """When a send goes out: at once, or evenly `until` a later time of the same day."""

    day: date
    time: ClockTime
    until: ClockTime | None = None


def leaves_a_minute(rules: Sequence[Quiet]) -> bool:
    """Whether some time of day is allowed: if any is, then the end of a rule or every time is."""
    return not rules or any(not _is_quiet(rule.end, rules) for rule in rules)


def next_allowed(day: date, time: ClockTime, rules: Sequence[Quiet]) -> tuple[date, ClockTime]:
    """The day and time themselves when allowed, else the first allowed ones after; ValueError when there are none."""
    found = release(day, time, rules)
    return found.day, found.time


def release(day: date, time: ClockTime, rules: Sequence[Quiet]) -> Release:
    """When a send goes out that is wished for a day and time; ValueError when the quiet hours leave no minute.

    Sends that quiet hours held back are spread as the last of those says, over a part of the day that is not quiet.
    """
    if not leaves_a_minute(rules):
        raise ValueError("the quiet hours leave no minute of the day")
    spread = 0
    while True:
        rule = next((rule for rule in rules if is_inside(time, rule.start, rule.end)), None)
        if rule is None:
            return Release(day, time, _end_of_spread(time, spread, rules))
        if rule.end <= time:
            day += ONE_DAY
        time, spread = rule.end, rule.spread


def _end_of_spread(time: ClockTime, spread: int, rules: Sequence[Quiet]) -> ClockTime | None:
    if not spread:
        return None
    start = _minutes(time)
    quiet = (_minutes(rule.start) for rule in rules if _minutes(rule.start) > start)
    end = min(start + spread, _LAST_MINUTE, *quiet)
    return ClockTime(end // 60, end % 60) if end > start else None


def _minutes(time: ClockTime) -> int:
    return 60 * time.hour + time.minute


def _is_quiet(time: ClockTime, rules: Sequence[Quiet]) -> bool:
    return any(is_inside(time, rule.start, rule.end) for rule in rules)
