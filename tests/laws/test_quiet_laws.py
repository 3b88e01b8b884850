"""What must hold for sends that quiet hours move."""

from __future__ import annotations

from datetime import date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from clmplan.model.declared.policy import Quiet
from clmplan.planning.quiet import leaves_a_minute, next_allowed, release
from tests.generated_schedules import days
from tests.oracles import schedule_oracle as slow

law = settings(deadline=None, derandomize=True, max_examples=60)
minutes = st.builds(lambda minute: time(minute // 60, minute % 60), st.integers(0, 24 * 60 - 1))
quiet = st.builds(Quiet, minutes, minutes)


@law
@given(days, minutes, st.lists(quiet, max_size=4))
def test_a_moved_send_lands_on_the_first_minute_that_is_not_quiet(day: date, at: time, rules: list[Quiet]) -> None:
    pairs = [(rule.start.hour * 60 + rule.start.minute, rule.end.hour * 60 + rule.end.minute) for rule in rules]
    forbidden = slow.quiet_minutes(range(24 * 60), pairs)
    assert leaves_a_minute(rules) == (len(forbidden) < 24 * 60)
    if not leaves_a_minute(rules):
        return
    minute = at.hour * 60 + at.minute
    later = 0
    while (minute + later) % (24 * 60) in forbidden:
        later += 1
    days_later, landed = divmod(minute + later, 24 * 60)
    assert (day + timedelta(days=days_later), time(landed // 60, landed % 60)) == next_allowed(day, at, rules)


@law
@given(days, minutes, st.lists(st.builds(Quiet, minutes, minutes, spread=st.integers(0, 600)), max_size=3))
def test_what_quiet_hours_held_back_goes_out_within_allowed_minutes_of_one_day(
    day: date, at: time, rules: list[Quiet]
) -> None:
    if not leaves_a_minute(rules):
        return
    goes = release(day, at, rules)
    was_held = (goes.day, goes.time) != (day, at)
    if goes.until is None:
        return
    assert was_held
    start, end = (60 * one.hour + one.minute for one in (goes.time, goes.until))
    pairs = [(rule.start.hour * 60 + rule.start.minute, rule.end.hour * 60 + rule.end.minute) for rule in rules]
    assert start < end <= start + max(rule.spread for rule in rules)
    assert not slow.quiet_minutes(range(start, end), pairs)
