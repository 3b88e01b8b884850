"""What must hold for the lasting names of what repeats, and for what does not count from the horizon."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from clmplan.base.days import Duration, Unit, Window
from clmplan.model.schedule import ScheduleContext
from clmplan.schedules.adjusted import Adjusted
from tests.generated_schedules import TABLE, days, on_months, on_weeks, shifts, spans, windows
from tests.oracles import schedule_oracle as slow
from tests.unit.planning_schedule.calendar_playbooks import KINDS, built

law = settings(deadline=None, derandomize=True, max_examples=60)


@law
@given(on_weeks() | on_months(), windows(), spans)
def test_a_repetition_keeps_its_names_when_its_end_moves(slots: dict[str, object], window: Window, longer: int) -> None:
    later = slots["end"] and slots["end"] + timedelta(days=longer)
    short, long = (built("recurring", table=TABLE, **{**slots, "end": end}) for end in (slots["end"], later))
    for day in short.days(window):
        assert short.occurrence(day) == long.occurrence(day)


@law
@given(on_weeks() | on_months(), windows(), days)
def test_a_repetition_names_a_day_alike_wherever_it_begins(
    slots: dict[str, object], window: Window, other: date
) -> None:
    if slots["step"].unit is Unit.DAYS and slots["step"].amount > 1:
        return  # its author counts
    one, later = (
        built("recurring", table=TABLE, **{**slots, "start": day, "end": None}) for day in (slots["start"], other)
    )
    for day in sorted({*one.days(window)} & {*later.days(window)}):
        assert one.occurrence(day) == later.occurrence(day)


@law
@given(on_weeks(), windows(), days)
def test_days_that_nobody_counts_are_named_by_themselves(slots: dict[str, object], window: Window, start: date) -> None:
    if slots["step"].unit is not Unit.DAYS:
        return
    context = ScheduleContext(start, TABLE)
    schedule = KINDS["recurring"].build(context, {"step": slots["step"]})
    assert all(schedule.occurrence(day) == day.isoformat() for day in schedule.days(window))


@law
@given(st.integers(0, 6), st.integers(0, 6), windows())
def test_a_weekday_keeps_the_names_of_its_weeks_when_it_moves(one: int, other: int, window: Window) -> None:
    moved = timedelta(days=other - one)
    before, after = (built("recurring", start=date(2024, 1, 1), weekdays=(day,)) for day in (one, other))
    for day in before.days(window):
        assert before.occurrence(day) == after.occurrence(day + moved)


@law
@given(st.integers(1, 31), st.integers(1, 31), windows())
def test_a_day_of_the_month_keeps_the_names_of_its_months_when_it_moves(one: int, other: int, window: Window) -> None:
    month = Duration(1, Unit.MONTHS)
    before, after = (built("recurring", step=month, month_days=(day,), start=date(2024, 1, 1)) for day in (one, other))
    for day in before.days(window):
        moved = slow.in_month(day.year, day.month, other)
        assert before.occurrence(day) == after.occurrence(moved) == day.isoformat()[:7]


@law
@given(shifts, st.integers(0, 6), st.integers(1, 31), st.booleans(), spans)
def test_what_does_not_count_from_the_horizon_is_the_same_in_plans_of_neighbouring_months(
    shift: str, weekday: int, number: int, is_weekly: bool, cut: int
) -> None:
    slots = {"weekdays": (weekday,)} if is_weekly else {"period": "every month", "month_days": (number,)}
    first, end = date(2026, 1, 1), date(2027, 3, 1)
    middle = first + timedelta(days=cut)
    made = {
        start: Adjusted(
            KINDS["recurring"].build(ScheduleContext(start, TABLE, is_horizon=True), slots), shift, (), TABLE
        )
        for start in (first, middle)
    }
    whole = made[first].days(Window(first, end))
    assert made[first].days(Window(first, middle)) + made[middle].days(Window(middle, end)) == whole
