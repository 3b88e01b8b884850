"""Quiet hours: where a send at a quiet time moves to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from clmplan.base.clock import ClockTime, is_inside
from clmplan.base.days import ONE_DAY
from clmplan.model.declared.policy import Quiet


def leaves_a_minute(rules: Sequence[Quiet]) -> bool:
    """Whether some time of day is allowed: if any is, then the end of a rule or every time is."""
    return not rules or any(not _is_quiet(rule.end, rules) for rule in rules)


def next_allowed(day: date, time: ClockTime, rules: Sequence[Quiet]) -> tuple[date, ClockTime]:
    """The day and time themselves when allowed, else the first allowed ones after; ValueError when there are none."""
    if not leaves_a_minute(rules):
        raise ValueError("the quiet hours leave no minute of the day")
    while True:
        rule = next((rule for rule in rules if is_inside(time, rule.start, rule.end)), None)
        if rule is None:
            return day, time
        if rule.end <= time:
            day += ONE_DAY
        time = rule.end


def _is_quiet(time: ClockTime, rules: Sequence[Quiet]) -> bool:
    return any(is_inside(time, rule.start, rule.end) for rule in rules)
