"""What must hold for every schedule: its days, its lasting names, and its slow twin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from clmplan.base.days import Duration, Unit, Window
from clmplan.model.schedule import NamedDay, Schedule
from clmplan.schedules.adjusted import Adjusted
from tests.generated_schedules import (
    ANCHOR,
    TABLE,
    adjusted,
    days,
    listed,
    near,
    on_months,
    on_weeks,
    schedules,
    seasons,
    shifts,
    sides,
    spans,
    windows,
)
from tests.oracles import schedule_oracle as slow
from tests.unit.planning_schedule.calendar_playbooks import built, plain_table

law = settings(deadline=None, derandomize=True, max_examples=60)


def signed(distance: Duration, side: str) -> Duration:
    return Duration(-distance.amount if side == "before" else distance.amount, distance.unit)


@law
@given(schedules | adjusted, windows())
def test_days_are_sorted_unique_and_inside_the_window(schedule: Schedule, window: Window) -> None:
    found = schedule.days(window)
    assert list(found) == sorted(set(found))
    assert all(day in window for day in found)


@law
@given(schedules | adjusted, windows(), spans)
def test_days_of_two_neighbouring_windows_are_the_days_of_both(schedule: Schedule, window: Window, cut: int) -> None:
    middle = min(window.start + timedelta(days=cut), window.end)
    apart = schedule.days(Window(window.start, middle)) + schedule.days(Window(middle, window.end))
    assert schedule.days(window) == apart


@law
@given(schedules | adjusted, windows())
def test_every_day_has_a_lasting_name_of_its_own(schedule: Schedule, window: Window) -> None:
    found = schedule.days(window)
    names = [schedule.occurrence(day) for day in found]
    assert len(set(names)) == len(names)
    for day in found[:5]:
        assert schedule.days(Window(day, day + timedelta(days=1))) == (day,)


@law
@given(adjusted, windows())
def test_a_schedule_that_moves_off_days_off_only_has_open_days(schedule: Adjusted, window: Window) -> None:
    for day in schedule.days(window):
        assert day not in schedule.left_out
        assert not schedule.shift or TABLE.is_workday(day)


@law
@given(adjusted, windows())
def test_every_day_moves_where_trying_one_day_after_the_other_leads(schedule: Adjusted, window: Window) -> None:
    wide = Window(window.start - timedelta(days=45), window.end + timedelta(days=45))
    own = [day for day in schedule.schedule.days(wide) if day not in schedule.left_out]
    moved = {one: _landing(schedule, one) for one in own}
    assert sorted({day for day in moved.values() if day in window}) == list(schedule.days(window))
    if schedule.trigger is not None:
        for day in schedule.days(window)[:20]:
            expected = {first for one in own if moved[one] == day for first in schedule.schedule.anchors_on(one)}
            assert expected == schedule.anchors_on(day)


def _landing(schedule: Adjusted, day: date) -> date:
    if not schedule.shift:
        return day
    left_out = set(schedule.left_out)
    return slow.shifted(day, schedule.shift, lambda one: TABLE.is_workday(one) and one not in left_out)


@law
@given(adjusted, windows())
def test_a_day_that_moves_out_of_a_window_is_told_and_no_day_is_lost(schedule: Adjusted, window: Window) -> None:
    own = [day for day in schedule.schedule.days(window) if day not in schedule.left_out]
    gone = dict(schedule.moved_out(window))
    for day in own:
        landed = _landing(schedule, day)
        assert (landed in schedule.days(window)) if landed in window else gone[day] == landed
    assert set(gone) <= set(own)


@law
@given(adjusted, windows())
def test_the_first_of_the_days_that_move_to_one_gives_it_its_name(schedule: Adjusted, window: Window) -> None:
    wide = Window(window.start - timedelta(days=45), window.end + timedelta(days=45))
    if schedule.trigger is not None:
        return
    own = [day for day in schedule.schedule.days(wide) if day not in schedule.left_out]
    for day in schedule.days(window):
        first = min(one for one in own if _landing(schedule, one) == day)
        assert schedule.occurrence(day) == schedule.schedule.occurrence(first)


@law
@given(on_weeks(), windows())
def test_a_repetition_in_days_and_weeks_equals_its_slow_twin(slots: dict[str, object], window: Window) -> None:
    step = slots["step"]
    weekdays = set(slots["weekdays"] or ())
    hits = set(slow.rounds_of_days(slots["start"], step.days, weekdays, window.end))
    hits = {day for day in hits if slots["end"] is None or day <= slots["end"]}
    assert slow.walked(window, hits.__contains__) == built("recurring", **slots).days(window)


@law
@given(on_months(), windows())
def test_a_repetition_in_months_and_years_equals_its_slow_twin(slots: dict[str, object], window: Window) -> None:
    step, start = slots["step"], slots["start"]
    numbers, places = slots["month_days"] or (), slots["places"] or ()

    def in_a_month(year: int, month: int) -> set[date]:
        found = {slow.in_month(year, month, number) for number in numbers}
        for nth, weekday in places:
            found.add(slow.nth_of_month(year, month, nth, _is_place(weekday)))
        if not numbers and not places:
            found.add(slow.in_month(year, month, start.day))
        return found - {None}

    months = step.amount * (12 if step.unit is Unit.YEARS else 1)
    hits = set(slow.rounds_of_months(start, months, in_a_month, window.end))
    hits = {day for day in hits if slots["end"] is None or day <= slots["end"]}
    schedule = built("recurring", table=TABLE, **slots)
    assert slow.walked(window, hits.__contains__) == schedule.days(window)


def _is_place(weekday: int | None):
    return TABLE.is_workday if weekday is None else lambda day: day.weekday() == weekday


@law
@given(st.lists(days, min_size=1, max_size=6, unique=True), st.integers(-9, 9))
def test_the_dates_of_a_list_keep_their_places_when_all_move(found: list[date], moved: int) -> None:
    before, after = (built("dated", days=tuple(day + timedelta(days=by) for day in found)) for by in (0, moved))
    wide = Window(date(2023, 1, 1), date(2030, 1, 1))
    names = [[one.occurrence(day) for day in one.days(wide)] for one in (before, after)]
    assert names[0] == names[1]


@law
@given(listed, near, near, sides)
def test_a_named_day_keeps_its_year_when_the_distance_changes(
    found: tuple[date, ...], one: Duration, other: Duration, side: str
) -> None:
    wide = Window(date(2020, 1, 1), date(2033, 1, 1))
    made = [built("named_day", table=TABLE, named=found, distance=far, side=side) for far in (one, other)]
    names = [[schedule.occurrence(day) for day in schedule.days(wide)] for schedule in made]
    assert names[0] == names[1] or len(names[0]) != len(names[1])


@law
@given(listed, windows())
def test_listed_dates_equal_their_slow_twin(found: tuple[date, ...], window: Window) -> None:
    assert slow.walked(window, lambda day: day in found) == built("dated", days=found).days(window)


@law
@given(seasons(), st.none() | st.sets(st.integers(0, 6), min_size=1).map(tuple), windows())
def test_the_days_of_a_season_equal_their_slow_twin(
    season: tuple[tuple[date, Window], ...], weekdays: tuple[int, ...] | None, window: Window
) -> None:
    def fires(day: date) -> bool:
        return any(day in span for _, span in season) and (weekdays is None or day.weekday() in weekdays)

    wide = Window(date(2020, 1, 1), date(2033, 1, 1))
    if not slow.walked(wide, fires):
        return
    schedule = built("seasonal", season=season, weekdays=weekdays)
    assert slow.walked(window, fires) == schedule.days(window)


@law
@given(days, st.none() | spans, windows())
def test_every_workday_equals_its_slow_twin(start: date, length: int | None, window: Window) -> None:
    last = None if length is None else start + timedelta(days=length)
    schedule = built("workdays", table=TABLE, start=start, end=last)

    def fires(day: date) -> bool:
        return day >= start and (last is None or day <= last) and TABLE.is_workday(day)

    assert slow.walked(window, fires) == schedule.days(window)


@law
@given(listed, near, sides, windows())
def test_days_from_a_named_day_equal_their_slow_twin(
    found: tuple[date, ...], distance: Duration, side: str, window: Window
) -> None:
    hits = {slow.away(day, signed(distance, side), TABLE.is_workday) for day in found}
    schedule = built("named_day", table=TABLE, named=found, distance=distance, side=side)
    assert slow.walked(window, hits.__contains__) == schedule.days(window)


@law
@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(-30, 30))
def test_workdays_equal_their_slow_twin_and_end_on_a_workday(day: date, count: int) -> None:
    unit = Duration(abs(count), Unit.WORKDAYS)
    schedule = built("named_day", table=TABLE, named=(day,), distance=unit, side="before" if count < 0 else "after")
    (found,) = schedule.days(Window(date(2020, 1, 1), date(2030, 1, 1)))
    assert slow.workdays_from(day, count, TABLE.is_workday) == found
    assert count == 0 or TABLE.is_workday(found)


@law
@given(
    st.sampled_from(["anchored", "entering", "leaving", "each_event"]),
    st.integers(1, 30),
    st.dates(date(2026, 12, 1), date(2027, 1, 31)),
)
def test_workdays_of_a_year_that_nobody_has_published_are_estimated(kind: str, count: int, day: date) -> None:
    table = replace(TABLE, estimated_years=(2027,))
    slots = {"anchor": ANCHOR, "group": ("", "vip"), "event": "orders"}
    schedule = built(kind, table=table, distance=Duration(count, Unit.WORKDAYS), **slots)
    back = slow.workdays_from(day, -count, table.is_workday)
    assert schedule.is_estimated(day) == (day.year == 2027 or back.year == 2027)
    assert not built(kind, table=table, distance=Duration(count, Unit.DAYS), **slots).is_estimated(day)


@law
@given(shifts, st.dates(date(2026, 12, 1), date(2027, 1, 31)))
def test_a_day_that_days_off_of_such_a_year_decide_is_estimated(shift: str, day: date) -> None:
    table = replace(TABLE, estimated_years=(2027,))
    schedule = Adjusted(built("dated", days=(day,)), shift, (), table)
    (found,) = schedule.days(Window(date(2026, 11, 1), date(2027, 3, 1)))
    assert schedule.is_estimated(found) == (2027 in {day.year, found.year})


def test_a_season_around_a_day_that_nobody_has_verified_is_estimated() -> None:
    day, span = date(2026, 11, 11), Window(date(2026, 11, 1), date(2026, 11, 12))
    named = NamedDay(day, (("en", "sale"),), False, False, "rumour", span)
    schedule = built("seasonal", table=plain_table(named=(named,)), season=((day, span),))
    assert all(schedule.is_estimated(one) for one in span)
