"""Times that the clock of a zone skips when it is put forward."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from worlds_planning import send

from clmplan.model.calendar import Calendar
from clmplan.planning.zones import on_the_clock


def test_a_time_that_the_clock_skips_moves_on_to_the_first_valid_minute() -> None:
    skipped = replace(send("one", date(2027, 3, 14)), time=time(2, 30), planned_time=time(2, 30))
    (moved,) = on_the_clock(Calendar((skipped,)), "America/New_York").sends
    assert (moved.day, moved.time, moved.planned_time) == (date(2027, 3, 14), time(3), time(2, 30))


def test_other_times_and_those_on_the_customers_clock_stay() -> None:
    whole_day = replace(send("one", date(2027, 3, 14)), time=None)
    valid = replace(send("one", date(2027, 3, 15)), time=time(2, 30))
    local = replace(send("one", date(2027, 3, 14)), time=time(2, 30), is_local=True)
    calendar = Calendar((whole_day, valid, local))
    assert on_the_clock(calendar, "America/New_York") == calendar
