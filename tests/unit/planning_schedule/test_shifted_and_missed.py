"""Days off that move, days that are missed, quiet hours that end slowly, and names that last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from clmplan.base.days import Duration, Unit, Window
from clmplan.base.source import Source, Span
from clmplan.codes.calendar import drop_reason
from clmplan.model.calendar import Calendar, Send
from clmplan.model.declared.journey import Message
from clmplan.model.declared.policy import Blackout, Policy, Quiet
from clmplan.model.playbook import Playbook, Wave
from clmplan.model.schedule import DayTable, Schedule, ScheduleContext
from clmplan.planning.schedule import expand
from clmplan.schedules.adjusted import Adjusted
from tests.unit.planning_schedule.calendar_playbooks import KINDS, built, campaign, channel, plain_table, playbook, wave

OCTOBER = Window(date(2026, 10, 1), date(2026, 11, 1))
NATIONAL_DAY = frozenset(date(2026, 10, day) for day in range(1, 8))
TABLE = plain_table(days_off=NATIONAL_DAY, made_up_workdays=frozenset({date(2026, 10, 10)}))
PLACE = Span(Source("policy.clm", "never"), 0, 5)


def on(*days: str) -> Schedule:
    return built("dated", days=tuple(map(date.fromisoformat, days)))


def moving(schedule: Schedule, shift: str, table: DayTable = TABLE) -> Adjusted:
    return Adjusted(schedule, shift, (), table)


def october(*waves: Wave, window: Window | None = None, **changes: object) -> Playbook:
    return playbook(campaign(*waves, window=window), **{"horizon": OCTOBER, "day_table": TABLE, **changes})


def days(sends: tuple[Send, ...]) -> list[str]:
    return [send.day.strftime("%m-%d") for send in sends]


def reasons(calendar: Calendar) -> list[tuple[str, str]]:
    return [(one.send.id, one.reason) for one in calendar.dropped]


def planned(book: Playbook, as_of: date = OCTOBER.start) -> Calendar:
    return expand(book, as_of).value


def test_a_day_off_moves_and_keeps_the_name_of_its_own_day() -> None:
    schedule = moving(on("2026-10-03", "2026-10-20"), "next")
    calendar = planned(october(wave(schedule)))
    assert days(calendar.sends) == ["10-08", "10-20"]
    assert [send.id for send in calendar.sends] == ["wake/main/1/1", "wake/main/2/1"]


def month_ends(horizon: Window, **slots: object) -> Wave:
    context = ScheduleContext(horizon.start, TABLE, is_horizon=True)
    schedule = KINDS["recurring"].build(context, {"period": "every month", "month_days": (31,), **slots})
    return wave(moving(schedule, "next"))


def test_a_day_before_the_horizon_that_moves_into_it_is_planned_there_and_dropped_in_the_plan_before() -> None:
    november = Window(date(2026, 11, 1), date(2026, 12, 1))
    before = planned(october(month_ends(OCTOBER)))
    assert reasons(before) == [("wake/main/2026-10/1", "shifted-after-horizon")]
    after = planned(october(month_ends(november), horizon=november), november.start)
    assert days(after.sends) == ["11-02", "11-30"]
    assert [send.id for send in after.sends] == ["wake/main/2026-10/1", "wake/main/2026-11/1"]


def test_a_first_day_that_is_written_still_bounds_what_moves_into_the_horizon() -> None:
    november = Window(date(2026, 11, 1), date(2026, 12, 1))
    book = october(month_ends(november, start=november.start), horizon=november)
    assert days(planned(book, november.start).sends) == ["11-30"]


def test_a_blackout_over_the_edge_of_the_horizon_keeps_what_waits_for_its_end() -> None:
    november = Window(date(2026, 11, 1), date(2026, 12, 1))
    closed = Policy(blackouts=(Blackout(Window(date(2026, 10, 30), date(2026, 11, 4)), "sale", False, PLACE),))
    waiting = replace(month_ends(november), if_missed="next")
    book = october(waiting, horizon=november, policy=closed)
    assert days(planned(book, november.start).sends) == ["11-04", "11-30"]


def test_a_made_up_workday_is_a_workday() -> None:
    assert days(planned(october(wave(moving(on("2026-10-10", "2026-10-11"), "next")))).sends) == ["10-10", "10-12"]


def test_two_days_that_move_to_one_are_one_send() -> None:
    calendar = planned(october(wave(moving(on("2026-10-17", "2026-10-18", "2026-10-19"), "next"))))
    assert [send.id for send in calendar.sends] == ["wake/main/1/1"]
    assert calendar.dropped == ()


def test_the_nearest_workday_may_lie_before_and_a_tie_goes_to_the_later_day() -> None:
    table = plain_table(days_off=frozenset({date(2026, 10, 14)}))
    schedule = moving(on("2026-10-14", "2026-10-17", "2026-10-18"), "nearest", table)
    assert days(planned(october(wave(schedule), day_table=table)).sends) == ["10-15", "10-16", "10-19"]


def test_a_day_that_moves_past_the_horizon_is_listed() -> None:
    calendar = planned(october(wave(moving(on("2026-10-31"), "next"))))
    assert calendar.sends == ()
    assert reasons(calendar) == [("wake/main/1/1", "shifted-after-horizon")]
    (dropped,) = calendar.dropped
    assert (dropped.send.day, dropped.send.planned_day) == (date(2026, 11, 2), date(2026, 10, 31))
    assert drop_reason(dropped.reason, "en") == "not a workday; its workday lies after the horizon ends"


def test_a_day_that_moves_before_the_horizon_is_listed_and_belongs_to_the_month_before() -> None:
    schedule = moving(on("2026-10-03"), "previous")
    assert reasons(planned(october(wave(schedule)))) == [("wake/main/1/1", "shifted-before-horizon")]
    september = replace(october(wave(schedule)), horizon=Window(date(2026, 9, 1), date(2026, 10, 1)))
    assert days(expand(september, date(2026, 9, 1)).value.sends) == ["09-30"]


def test_a_day_that_moves_out_of_its_campaign_is_listed() -> None:
    window = Window.of_days(date(2026, 10, 1), date(2026, 10, 18))
    calendar = planned(october(wave(moving(on("2026-10-17"), "next")), window=window))
    assert reasons(calendar) == [("wake/main/1/1", "shifted-after-campaign")]


def test_each_day_of_a_triggered_wave_that_moves_out_is_listed_once() -> None:
    schedule = moving(built("entering", group=("main", "new")), "next")
    calendar = planned(october(wave(schedule)))
    assert reasons(calendar) == [("wake/main/2026-11-02/1", "shifted-after-horizon")]
    assert date(2026, 10, 17) in schedule.anchors_on(date(2026, 10, 19))


def test_a_wave_whose_days_are_all_past_says_so() -> None:
    found = expand(october(wave(on("2026-10-05", "2026-10-12"))), date(2026, 10, 20)).diagnostics
    assert [(one.code.name, one.message("en")) for one in found] == [
        (
            "days-already-past",
            "every day of wave `main` of campaign `wake` is past on 2026-10-20: the last was 2026-10-12",
        )
    ]


def missed(schedule: Schedule, how: str, time_of_day: time | None = None) -> Wave:
    return replace(wave(schedule, time_of_day), if_missed=how)


def test_a_missed_day_is_given_up_or_goes_out_on_the_next_open_day() -> None:
    policy = Policy(blackouts=(Blackout(Window.of_days(date(2026, 10, 12), date(2026, 10, 13)), "Stock", PLACE),))
    given_up = planned(october(missed(on("2026-10-12"), "skip"), policy=policy))
    assert reasons(given_up) == [("wake/main/1/1", "blackout:Stock")]
    waited = planned(october(missed(on("2026-10-12"), "next", time(10)), policy=policy))
    assert [(send.day.day, send.time, send.planned_day.day) for send in waited.sends] == [(14, time(10), 12)]


def test_a_missed_statutory_holiday_waits_for_the_end_of_the_holiday() -> None:
    policy = Policy(avoid_holidays=True, holidays_at=PLACE)
    assert days(planned(october(missed(on("2026-10-02"), "next"), policy=policy)).sends) == ["10-08"]


def test_several_missed_messages_of_one_day_are_one_and_the_others_are_listed() -> None:
    policy = Policy(avoid_holidays=True, holidays_at=PLACE)
    daily = built("recurring", step=Duration(1, Unit.DAYS), start=date(2026, 10, 6), end=date(2026, 10, 9))
    calendar = planned(october(missed(daily, "next"), policy=policy))
    assert [(send.id, send.day.day) for send in calendar.sends] == [
        ("wake/main/2026-10-08/1", 8),
        ("wake/main/2026-10-09/1", 9),
    ]
    missing = [("wake/main/2026-10-06/1", "missed-same-day"), ("wake/main/2026-10-07/1", "missed-same-day")]
    assert reasons(calendar) == missing
    assert {one.at for one in calendar.dropped} == {PLACE}


def test_a_missed_day_without_an_open_day_after_it_is_listed() -> None:
    policy = Policy(blackouts=(Blackout(Window.of_days(date(2026, 10, 28), date(2026, 11, 2)), "Stock", PLACE),))
    calendar = planned(october(missed(on("2026-10-30"), "next"), policy=policy))
    assert reasons(calendar) == [("wake/main/1/1", "missed-after-horizon:Stock")]


def test_what_quiet_hours_held_back_goes_out_evenly_until_a_later_time() -> None:
    night = Quiet(time(21), time(9), None, 120)
    book = october(wave(on("2026-10-12"), time(22)), channels=(channel(quiet=night),))
    (send,) = planned(book).sends
    assert (send.day.day, send.time, send.until) == (13, time(9), time(11))
    (at_once,) = planned(october(wave(on("2026-10-12"), time(12)), channels=(channel(quiet=night),))).sends
    assert (at_once.time, at_once.until) == (time(12), None)


def test_a_spread_ends_before_the_next_quiet_time_and_within_the_day() -> None:
    noon = (Quiet(time(21), time(9), None, 600), Quiet(time(12), time(14)))
    (send,) = planned(october(wave(on("2026-10-12"), time(22)), policy=Policy(quiet=noon))).sends
    assert (send.time, send.until) == (time(9), time(12))
    late = Quiet(time(9), time(22), None, 600)
    (send,) = planned(october(wave(on("2026-10-12"), time(12)), policy=Policy(quiet=(late,)))).sends
    assert (send.time, send.until) == (time(22), time(23, 59))


def test_a_time_on_the_customers_own_clock_stays_so() -> None:
    local = replace(wave(on("2026-10-12"), time(10)), is_local=True)
    assert [send.is_local for send in planned(october(local)).sends] == [True]


def test_an_id_keeps_the_names_of_a_renamed_wave() -> None:
    one = replace(wave(on("2026-10-12")), id="early")
    renamed = replace(one, name="first", messages=(Message("email", "hello"),))
    ids = [[send.id for send in planned(october(own)).sends] for own in (one, renamed)]
    assert ids == [["wake/early/1/1"]] * 2


def test_quiet_hours_that_fill_the_day_are_found_for_any_message_of_a_wave() -> None:
    rules = (Quiet(time(0), time(12)), Quiet(time(12), time(0)))
    own = replace(wave(on("2026-10-12")), messages=(Message("email", "hello", time=time(10)),))
    found = expand(october(own, policy=Policy(quiet=rules)), OCTOBER.start).diagnostics
    assert [one.code.name for one in found] == ["no-allowed-minute"]


def test_a_missed_day_before_the_first_day_planned_goes_out_in_this_plan() -> None:
    policy = Policy(avoid_holidays=True, holidays_at=PLACE)
    book = october(missed(on("2026-10-02"), "next"), policy=policy)
    assert days(planned(book, date(2026, 10, 5)).sends) == ["10-08"]
    assert planned(book, date(2026, 10, 9)).sends == ()


def test_a_day_already_past_that_moved_out_is_not_listed_again() -> None:
    book = october(wave(moving(on("2026-10-03", "2026-10-20"), "previous")))
    assert reasons(planned(book)) == [("wake/main/1/1", "shifted-before-horizon")]
    assert reasons(planned(book, date(2026, 10, 12))) == []
