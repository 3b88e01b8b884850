"""How schedules become dated sends."""

from __future__ import annotations

from datetime import date, time

import pytest

from clmplan.base.days import Duration, Unit, Window
from clmplan.base.source import Source, Span
from clmplan.codes.calendar import DROP_REASONS, drop_reason
from clmplan.model.declared.policy import Blackout, Policy, Quiet
from clmplan.model.expression import CustomerField, Type
from clmplan.model.playbook import Playbook
from clmplan.model.schedule import NamedDay
from clmplan.planning.quiet import leaves_a_minute, next_allowed
from clmplan.planning.schedule import expand
from tests.unit.planning_schedule.calendar_playbooks import (
    HORIZON,
    built,
    campaign,
    channel,
    plain_table,
    playbook,
    wave,
)

AS_OF = date(2026, 10, 1)
PLACE = Span(Source("policy.clm", "blackout"), 0, 8)
NIGHT = Quiet(time(21), time(9))


def on(*days: str):
    return built("dated", days=tuple(map(date.fromisoformat, days)))


def codes(book: Playbook, as_of: date = AS_OF) -> list[str]:
    return [finding.code.name for finding in expand(book, as_of).diagnostics]


def test_a_send_carries_names_occurrence_and_message_number_in_its_id() -> None:
    book = playbook(
        campaign(wave(on("2026-10-27"), channels=("email", "sms")), id="w1"), channels=(channel(), channel("sms"))
    )
    sends = expand(book, AS_OF).value.sends
    assert [send.id for send in sends] == ["w1/main/1/1", "w1/main/1/2"]
    assert [send.channel for send in sends] == ["email", "sms"]
    assert {send.campaign for send in sends} == {"wake"}
    assert not sends[0].is_triggered


def test_days_before_as_of_are_over() -> None:
    book = playbook(campaign(wave(on("2026-10-05", "2026-10-20"))))
    assert [send.day.day for send in expand(book, date(2026, 10, 6)).value.sends] == [20]


def test_the_window_of_a_campaign_limits_its_days() -> None:
    narrow = campaign(wave(on("2026-10-05", "2026-10-20")), window=Window(date(2026, 10, 1), date(2026, 10, 20)))
    assert [send.day.day for send in expand(playbook(narrow), AS_OF).value.sends] == [5]


def test_a_blackout_drops_a_send_and_says_where_it_was_written() -> None:
    rule = Blackout(Window.of_days(date(2026, 10, 1), date(2026, 10, 3)), "National Day", PLACE)
    book = playbook(campaign(wave(on("2026-10-03", "2026-10-04"))), policy=Policy(blackouts=(rule,)))
    calendar = expand(book, AS_OF).value
    assert [send.day.day for send in calendar.sends] == [4]
    (dropped,) = calendar.dropped
    assert dropped.reason == "blackout:National Day"
    assert dropped.at is PLACE
    assert drop_reason(dropped.reason, "en") == "blackout: National Day"
    assert drop_reason(dropped.reason, "zh") == "禁发日：National Day"
    assert drop_reason("holiday", "en") == DROP_REASONS["holiday"].en


def test_the_holiday_rule_drops_sends_on_days_off_only_when_it_is_there() -> None:
    table = plain_table(days_off=frozenset({date(2026, 10, 5)}))
    waves = campaign(wave(on("2026-10-05", "2026-10-06")))
    assert len(expand(playbook(waves, day_table=table), AS_OF).value.sends) == 2
    avoiding = playbook(waves, day_table=table, policy=Policy(avoid_holidays=True, holidays_at=PLACE))
    calendar = expand(avoiding, AS_OF).value
    assert [send.day.day for send in calendar.sends] == [6]
    assert [(one.reason, one.at) for one in calendar.dropped] == [("holiday", PLACE)]


def test_a_send_at_a_quiet_time_moves_to_the_next_allowed_minute() -> None:
    book = playbook(campaign(wave(on("2026-10-05"), time(22))), channels=(channel(quiet=NIGHT),))
    (send,) = expand(book, AS_OF).value.sends
    assert (send.day, send.time) == (date(2026, 10, 6), time(9))
    assert (send.planned_day, send.planned_time, send.occurrence) == (date(2026, 10, 5), time(22), date(2026, 10, 5))
    assert send.id == "wake/main/1/1"


def test_quiet_hours_of_channel_and_policy_hold_together() -> None:
    policy = Policy(quiet=(Quiet(time(8), time(10)), Quiet(time(10), time(11, 30))))
    book = playbook(campaign(wave(on("2026-10-05"), time(5))), channels=(channel(quiet=NIGHT),), policy=policy)
    (send,) = expand(book, AS_OF).value.sends
    assert (send.day, send.time) == (date(2026, 10, 5), time(11, 30))


def test_a_send_without_a_time_is_never_moved() -> None:
    book = playbook(campaign(wave(on("2026-10-05"))), channels=(channel(quiet=NIGHT),))
    assert [(send.day.day, send.time) for send in expand(book, AS_OF).value.sends] == [(5, None)]


def test_a_moved_send_that_lands_on_a_blackout_is_dropped() -> None:
    policy = Policy(quiet=(NIGHT,), blackouts=(Blackout(Window.of_days(date(2026, 10, 6), date(2026, 10, 6)), "x"),))
    calendar = expand(playbook(campaign(wave(on("2026-10-05"), time(22))), policy=policy), AS_OF).value
    assert calendar.sends == ()
    assert [one.reason for one in calendar.dropped] == ["blackout:x"]


def test_a_send_moved_past_the_horizon_or_the_campaign_is_dropped_with_that_reason() -> None:
    policy = Policy(quiet=(NIGHT,))
    last = expand(playbook(campaign(wave(on("2026-12-31"), time(22))), policy=policy), AS_OF).value
    assert [one.reason for one in last.dropped] == ["after-horizon"]
    short = campaign(wave(on("2026-10-09"), time(22)), window=Window(date(2026, 10, 1), date(2026, 10, 10)))
    assert [one.reason for one in expand(playbook(short, policy=policy), AS_OF).value.dropped] == ["after-campaign"]


def test_a_send_moved_into_the_first_day_belongs_to_this_plan() -> None:
    book = playbook(campaign(wave(on("2026-10-31"), time(22))), policy=Policy(quiet=(NIGHT,)))
    (send,) = expand(book, date(2026, 11, 1)).value.sends
    assert (send.day, send.occurrence) == (date(2026, 11, 1), date(2026, 10, 31))


def test_triggered_waves_send_every_day() -> None:
    entering = built("entering", group=("main", "dormant"))
    birthday = built("anniversary", anchor=CustomerField("birthday", Type.DATE, True))
    book = playbook(campaign(wave(entering)), campaign(wave(birthday), name="birthday"))
    sends = expand(book, AS_OF).value.sends
    assert len(sends) == 2 * len(HORIZON)
    assert all(send.is_triggered for send in sends)


def test_sends_come_by_day_then_without_time_then_time_then_priority_then_name() -> None:
    days = on("2026-10-05")
    book = playbook(
        campaign(wave(days, time(10)), name="late"),
        campaign(wave(days, time(9)), name="low", priority=1),
        campaign(wave(days, time(9)), name="high", priority=9),
        campaign(wave(days, time(9)), name="also_low", priority=1),
        campaign(wave(days), name="untimed"),
        campaign(wave(on("2026-10-04")), name="zero"),
    )
    names = [send.campaign for send in expand(book, AS_OF).value.sends]
    assert names == ["zero", "untimed", "high", "also_low", "low", "late"]


def test_days_of_unpublished_years_and_unverified_festivals_are_estimated_and_said_once() -> None:
    rumour = NamedDay(date(2026, 11, 3), (("en", "moon"), ("zh", "月")), False, False, "rumour")
    table = plain_table(named=(rumour,), estimated_years=(2027,))
    horizon = Window(date(2026, 10, 1), date(2027, 2, 1))
    waves = (
        wave(on("2026-12-30", "2027-01-05")),
        wave(built("named_day", table=table, named=(rumour.day,)), name="moon"),
    )
    checked = expand(playbook(campaign(*waves), day_table=table, horizon=horizon), AS_OF)
    assert [send.estimated for send in checked.value.sends] == [True, False, True]
    assert [finding.code.name for finding in checked.diagnostics] == ["estimated-days"]
    assert "2026, 2027" in checked.diagnostics[0].message("en")


def test_a_wave_without_a_day_is_a_warning() -> None:
    assert codes(playbook(campaign(wave(on("2025-10-05"))))) == ["no-day-planned"]


def test_a_wave_whose_days_are_all_dropped_is_a_warning() -> None:
    policy = Policy(blackouts=(Blackout(HORIZON, "always"),))
    assert codes(playbook(campaign(wave(on("2026-10-05"))), policy=policy)) == ["every-day-dropped"]


def test_a_campaign_outside_the_horizon_is_a_warning() -> None:
    outside = campaign(wave(on("2027-10-05")), window=Window(date(2027, 10, 1), date(2027, 11, 1)))
    assert codes(playbook(outside)) == ["campaign-outside-horizon"]


def test_a_horizon_in_the_past_is_an_error() -> None:
    checked = expand(playbook(campaign(wave(on("2026-10-05")))), date(2027, 1, 1))
    assert checked.has_errors
    assert checked.value.sends == ()


def test_quiet_hours_that_leave_no_minute_are_an_error_only_where_a_time_is_used() -> None:
    policy = Policy(quiet=(Quiet(time(9), time(21)),))
    channels = (channel(quiet=NIGHT),)
    timed = playbook(campaign(wave(on("2026-10-05"), time(10))), channels=channels, policy=policy)
    assert codes(timed) == ["no-allowed-minute"]
    assert expand(timed, AS_OF).has_errors
    assert codes(playbook(campaign(wave(on("2026-10-05"))), channels=channels, policy=policy)) == []
    with pytest.raises(ValueError, match="no minute"):
        next_allowed(AS_OF, time(10), (NIGHT, *policy.quiet))


def test_an_empty_quiet_range_forbids_nothing() -> None:
    nothing = (Quiet(time(9), time(9)),)
    assert leaves_a_minute(nothing)
    assert next_allowed(AS_OF, time(9), nothing) == (AS_OF, time(9))


def test_every_finding_reads_in_both_languages() -> None:
    policy = Policy(blackouts=(Blackout(Window.of_days(date(2026, 10, 5), date(2026, 10, 5)), "x"),))
    book = playbook(
        campaign(wave(on("2026-10-05")), wave(on("2020-10-05"), name="past")),
        campaign(wave(on("2026-10-05")), name="far", window=Window(date(2029, 1, 1), date(2029, 2, 1))),
        policy=policy,
    )
    findings = expand(book, AS_OF).diagnostics
    assert len(findings) == 3
    for finding in findings:
        assert "{" not in finding.message("en") + finding.message("zh") + finding.help("en") + finding.help("zh")


def test_a_repetition_counts_from_its_own_start_whatever_is_planned() -> None:
    every = built("recurring", step=Duration(10, Unit.DAYS), start=date(2026, 9, 27))
    sends = expand(playbook(campaign(wave(every))), date(2026, 10, 8)).value.sends
    assert [str(send.day) for send in sends[:2]] == ["2026-10-17", "2026-10-27"]
