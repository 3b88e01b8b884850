"""Blackouts that move a send to the next open day instead of dropping it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from clmplan.base.days import Duration, Unit, Window
from clmplan.base.source import Source, Span
from clmplan.codes.calendar import drop_reason
from clmplan.model.calendar import Send
from clmplan.model.declared.policy import Blackout, Policy, Quiet
from clmplan.model.playbook import Playbook
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
NIGHT = Quiet(time(21), time(9))
PLACE = Span(Source("policy.clm", "blackout"), 0, 8)
law = settings(deadline=None, derandomize=True, max_examples=150)


def on(*days: str):
    return built("dated", days=tuple(map(date.fromisoformat, days)))


def closed(first: str, last: str, title: str = "Christmas", *, defer: bool = True) -> Blackout:
    return Blackout(Window.of_days(date.fromisoformat(first), date.fromisoformat(last)), title, PLACE, defer)


def test_a_send_moves_to_the_first_day_after_the_blackout_at_the_same_time() -> None:
    policy = Policy(blackouts=(closed("2026-12-24", "2026-12-26"),))
    book = playbook(campaign(wave(on("2026-12-25"), time(10))), policy=policy)
    (send,) = expand(book, AS_OF).value.sends
    assert (send.day, send.time) == (date(2026, 12, 27), time(10))
    assert (send.planned_day, send.planned_time, send.occurrence) == (date(2026, 12, 25), time(10), date(2026, 12, 25))
    assert send.id == "wake/main/1/1"


def test_it_moves_on_over_whatever_else_forbids_a_day() -> None:
    policy = Policy(
        blackouts=(closed("2026-10-05", "2026-10-06"), closed("2026-10-08", "2026-10-08", "Stock", defer=False)),
        avoid_holidays=True,
    )
    table = plain_table(days_off=frozenset({date(2026, 10, 7)}))
    book = playbook(campaign(wave(on("2026-10-05"))), policy=policy, day_table=table)
    assert [send.day.day for send in expand(book, AS_OF).value.sends] == [9]


def test_the_first_blackout_written_decides_a_day_that_two_share() -> None:
    wait, drop = closed("2026-10-05", "2026-10-06"), closed("2026-10-06", "2026-10-06", "Stock", defer=False)
    waves = campaign(wave(on("2026-10-06")))
    moved = expand(playbook(waves, policy=Policy(blackouts=(wait, drop))), AS_OF).value
    assert [send.day.day for send in moved.sends] == [7]
    lost = expand(playbook(waves, policy=Policy(blackouts=(drop, wait))), AS_OF).value
    assert [one.reason for one in lost.dropped] == ["blackout:Stock"]


def test_quiet_hours_move_first_and_the_blackout_keeps_the_time_they_gave() -> None:
    policy = Policy(quiet=(NIGHT,), blackouts=(closed("2026-10-06", "2026-10-07"),))
    (send,) = expand(playbook(campaign(wave(on("2026-10-05"), time(22))), policy=policy), AS_OF).value.sends
    assert (send.day, send.time) == (date(2026, 10, 8), time(9))
    assert (send.planned_day, send.planned_time) == (date(2026, 10, 5), time(22))


def test_a_send_never_moves_past_its_campaign_or_the_horizon_and_the_report_says_so() -> None:
    policy = Policy(blackouts=(closed("2026-12-24", "2026-12-31"),))
    late = expand(playbook(campaign(wave(on("2026-12-25"))), policy=policy), AS_OF).value
    assert late.sends == ()
    (dropped,) = late.dropped
    assert (dropped.reason, dropped.at, dropped.send.day) == (
        "deferred-after-horizon:Christmas",
        PLACE,
        date(2026, 12, 25),
    )
    said = drop_reason(dropped.reason, "en")
    assert said == "blackout, with no open day left before the horizon ends: Christmas"
    assert drop_reason(dropped.reason, "zh") == "禁发日，且计划期内已无可发送的日子：Christmas"
    window = Window.of_days(date(2026, 10, 1), date(2026, 10, 6))
    short = campaign(wave(on("2026-10-05")), window=window)
    policy = Policy(blackouts=(closed("2026-10-05", "2026-10-06"),))
    (dropped,) = expand(playbook(short, policy=policy), AS_OF).value.dropped
    assert dropped.reason == "deferred-after-campaign:Christmas"


def test_a_send_deferred_into_the_first_day_planned_belongs_to_this_plan() -> None:
    policy = Policy(blackouts=(closed("2026-10-20", "2026-10-31"),))
    book = playbook(campaign(wave(on("2026-10-21"))), policy=policy)
    (send,) = expand(book, date(2026, 11, 1)).value.sends
    assert (send.day, send.occurrence) == (date(2026, 11, 1), date(2026, 10, 21))
    assert expand(book, date(2026, 11, 2)).value.sends == ()


def test_a_triggered_wave_waits_too_and_keeps_whose_day_it_is() -> None:
    policy = Policy(blackouts=(closed("2026-10-05", "2026-10-06"),))
    sends = expand(playbook(campaign(wave(built("entering", group=("main", "new")))), policy=policy), AS_OF).value.sends
    moved = [send for send in sends if send.day == date(2026, 10, 7)]
    assert [send.occurrence.day for send in moved] == [5, 6, 7]
    assert len({send.id for send in sends}) == len(sends) == len(HORIZON)


def test_a_send_deferred_into_an_estimated_year_is_estimated() -> None:
    horizon = Window(date(2026, 12, 1), date(2027, 2, 1))
    policy = Policy(blackouts=(closed("2026-12-24", "2027-01-03"),))
    table = plain_table(estimated_years=(2027,))
    book = playbook(campaign(wave(on("2026-12-25"))), policy=policy, horizon=horizon, day_table=table)
    checked = expand(book, AS_OF)
    assert [(str(send.day), send.estimated) for send in checked.value.sends] == [("2027-01-04", True)]
    assert [finding.code.name for finding in checked.diagnostics] == ["estimated-days"]


@st.composite
def books(draw: st.DrawFn) -> Playbook:
    """A playbook with up to three blackouts, days off, and a wave every few days, at a quiet hour or not."""
    start = date(2026, 10, 1)
    offsets = st.integers(0, 70)
    blackouts = []
    for title in draw(st.lists(st.sampled_from("abc"), max_size=3)):
        first = start + timedelta(days=draw(offsets))
        window = Window(first, first + timedelta(days=draw(st.integers(1, 9))))
        blackouts.append(Blackout(window, title, None, draw(st.booleans())))
    off = frozenset(start + timedelta(days=one) for one in draw(st.lists(offsets, max_size=12)))
    every = built("recurring", step=Duration(draw(st.integers(1, 5)), Unit.DAYS), start=start)
    days = Window(start, start + timedelta(days=draw(st.integers(20, 92))))
    one = campaign(
        wave(every, draw(st.sampled_from([None, time(10), time(22)]))), window=draw(st.none() | st.just(days))
    )
    policy = Policy(blackouts=tuple(blackouts), avoid_holidays=draw(st.booleans()))
    channels = (channel(quiet=draw(st.none() | st.just(NIGHT))),)
    return playbook(one, policy=policy, channels=channels, day_table=plain_table(days_off=off))


def told(send: Send) -> tuple[date, date]:
    return send.occurrence, send.day


@law
@given(books())
def test_every_send_lands_where_walking_day_by_day_would_leave_it(book: Playbook) -> None:
    (one,) = book.campaigns
    (own,) = one.waves
    last = book.horizon.last if one.window is None else min(book.horizon.last, one.window.last)
    expected, lost = [], []
    for occurrence in own.schedule.days(Window(book.horizon.start, last + timedelta(days=1))):
        is_moved_by_night = own.time == time(22) and book.channels[0].quiet is not None
        day = occurrence + timedelta(days=is_moved_by_night)
        while day <= last and waits(book, day, occurrence, is_moved_by_night):
            day += timedelta(days=1)
        if day > last or is_forbidden(book, day):
            lost.append(occurrence)
        else:
            expected.append((occurrence, day))
    calendar = expand(book, AS_OF).value
    assert sorted(map(told, calendar.sends)) == expected
    assert sorted(one.send.occurrence for one in calendar.dropped) == lost


def waits(book: Playbook, day: date, occurrence: date, is_moved_by_night: bool) -> bool:
    """Whether the send goes on to the next day: where a blackout made it start walking, over everything forbidden."""
    landed = occurrence + timedelta(days=is_moved_by_night)
    holding = [blackout for blackout in book.policy.blackouts if landed in blackout.window]
    return bool(holding) and holding[0].is_deferring and is_forbidden(book, day)


def is_forbidden(book: Playbook, day: date) -> bool:
    if any(day in blackout.window for blackout in book.policy.blackouts):
        return True
    return book.policy.avoid_holidays and day in book.day_table.days_off


@law
@given(books(), st.integers(5, 85))
def test_plans_of_two_neighbouring_spans_add_up_to_the_plan_of_both(book: Playbook, cut: int) -> None:
    book = replace(book, campaigns=(replace(book.campaigns[0], window=None),))
    start, end = book.horizon.start, book.horizon.end
    middle = start + timedelta(days=cut)

    def sends(first: date, after: date) -> list[tuple[date, date]]:
        return [told(send) for send in expand(replace(book, horizon=Window(first, after)), first).value.sends]

    assert sorted(sends(start, middle) + sends(middle, end)) == sorted(sends(start, end))
