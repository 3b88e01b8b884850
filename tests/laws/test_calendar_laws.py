"""What must hold for every calendar: closed days, neighbouring plans, and no day that vanishes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from clmplan.base.clock import is_inside
from clmplan.base.days import Window
from clmplan.model.calendar import Calendar, Send
from clmplan.model.declared.policy import Blackout, Policy, Quiet
from clmplan.model.playbook import Playbook
from clmplan.planning.prepare import tasks
from clmplan.planning.schedule import expand
from clmplan.schedules.adjusted import Adjusted
from tests.generated_schedules import TABLE, adjusted, for_everyone, schedules
from tests.unit.planning_schedule.calendar_playbooks import campaign, channel, playbook, wave

law = settings(deadline=None, derandomize=True, max_examples=80)
minutes = st.builds(lambda minute: time(minute // 60, minute % 60), st.integers(0, 24 * 60 - 1))
quiet = st.builds(Quiet, minutes, minutes, spread=st.sampled_from([0, 90]))
FIRST, MIDDLE, END = date(2026, 9, 20), date(2026, 10, 10), date(2026, 11, 15)
days = st.integers(0, 60).map(lambda offset: FIRST + timedelta(days=offset))
# Most days off of the year lie in these weeks, so that moving and waiting meets them.
of_the_season = st.builds(
    lambda schedule, shift: Adjusted(schedule, shift, (), TABLE),
    for_everyone,
    st.sampled_from(["next", "previous", "nearest"]),
)


@st.composite
def blackouts(draw: st.DrawFn) -> Blackout:
    first = draw(days)
    window = Window(first, first + timedelta(days=draw(st.integers(0, 9))))
    return Blackout(window, draw(st.sampled_from(["", "rest"])), None, draw(st.booleans()))


@st.composite
def playbooks(draw: st.DrawFn) -> Playbook:
    campaigns = tuple(
        campaign(
            replace(
                wave(
                    draw(schedules | adjusted | of_the_season),
                    draw(st.none() | minutes),
                    draw(st.sampled_from([("email",), ("email", "sms")])),
                ),
                if_missed=draw(st.sampled_from(["skip", "next"])),
            ),
            name=name,
            priority=draw(st.integers(0, 3)),
        )
        for name in ("early", "late", "birthday")[: draw(st.integers(1, 3))]
    )
    policy = Policy(
        quiet=tuple(draw(st.lists(quiet, max_size=1))),
        blackouts=tuple(draw(st.lists(blackouts(), max_size=3))),
        avoid_holidays=draw(st.booleans()),
    )
    channels = (channel(quiet=draw(st.none() | quiet)), channel("sms"))
    return playbook(*campaigns, policy=policy, channels=channels, day_table=TABLE, horizon=Window(FIRST, END))


def planned(book: Playbook, start: date, end: date) -> Calendar:
    return expand(replace(book, horizon=Window(start, end)), start).value


@law
@given(playbooks())
def test_nothing_goes_out_on_a_blackout_a_day_off_or_at_a_quiet_time(book: Playbook) -> None:
    calendar = expand(book, FIRST).value
    quiet_of = {one.name: [rule for rule in (one.quiet, *book.policy.quiet) if rule] for one in book.channels}
    for send in calendar.sends:
        assert send.day in book.horizon
        assert not any(send.day in blackout.window for blackout in book.policy.blackouts)
        assert not (book.policy.avoid_holidays and send.day in book.day_table.days_off)
        if send.time is not None:
            assert not any(is_inside(send.time, rule.start, rule.end) for rule in quiet_of[send.channel])
    ids = [send.id for send in calendar.sends] + [one.send.id for one in calendar.dropped]
    assert len(set(ids)) == len(ids)


@law
@given(playbooks(), st.integers(5, 50))
def test_the_sends_of_two_neighbouring_plans_are_the_sends_of_both(book: Playbook, cut: int) -> None:
    middle = FIRST + timedelta(days=cut)
    apart = planned(book, FIRST, middle).sends + planned(book, middle, END).sends
    assert planned(book, FIRST, END).sends == apart


@law
@given(playbooks(), st.integers(5, 50))
def test_a_plan_made_anew_on_a_later_day_goes_on_where_the_first_one_was(book: Playbook, cut: int) -> None:
    later = FIRST + timedelta(days=cut)
    whole, rest = expand(book, FIRST).value, expand(book, later).value
    assert tuple(send for send in whole.sends if send.day >= later) == rest.sends


@law
@given(playbooks())
def test_every_day_of_every_schedule_goes_out_or_is_told_with_a_reason(book: Playbook) -> None:
    calendar = expand(book, FIRST).value
    told = Counter((send.campaign, send.id.split("/")[2]) for send in _all(calendar))
    for one in book.campaigns:
        (own,) = one.waves
        schedule = own.schedule.schedule if isinstance(own.schedule, Adjusted) else own.schedule
        left_out = own.schedule.left_out if isinstance(own.schedule, Adjusted) else ()
        if own.schedule.trigger is not None:
            continue
        for day in schedule.days(book.horizon):
            if day not in left_out and not _is_one_with_another(own.schedule, day):
                assert told[one.name, schedule.occurrence(day)] == len(own.messages)


def _all(calendar: Calendar) -> list[Send]:
    return [*calendar.sends, *(one.send for one in calendar.dropped)]


def _is_one_with_another(schedule: object, day: date) -> bool:
    """Whether an earlier day moves to the same day."""
    if not isinstance(schedule, Adjusted):
        return False
    return schedule.occurrence(schedule.final(day)) != schedule.schedule.occurrence(day)


@law
@given(playbooks())
def test_a_wave_that_waits_for_the_next_open_day_has_each_message_once_a_day(book: Playbook) -> None:
    calendar = expand(book, FIRST).value
    for one in book.campaigns:
        (own,) = one.waves
        if own.if_missed == "next" and own.schedule.trigger is None:
            seen = [(send.day, send.id.rsplit("/", 1)[1]) for send in calendar.sends if send.campaign == one.name]
            assert len(set(seen)) == len(seen)
            late = {send.day for send in calendar.sends if send.campaign == one.name and send.day > send.planned_day}
            for day in late:
                assert day not in book.day_table.days_off or not book.policy.avoid_holidays


@law
@given(playbooks())
def test_a_day_moves_only_where_something_moves_it(book: Playbook) -> None:
    for send in expand(book, FIRST).value.sends:
        own = next(one for one in book.campaigns if one.name == send.campaign).waves[0]
        is_deferred = any(blackout.is_deferring for blackout in book.policy.blackouts)
        night = timedelta(days=send.time is not None)
        if own.if_missed == "skip" and not is_deferred:
            assert send.planned_day <= send.day <= send.planned_day + night
        assert (send.until is None) or (send.time is not None and send.time < send.until)


@law
@given(playbooks())
def test_tasks_do_not_depend_on_the_order_of_the_sends(book: Playbook) -> None:
    sends = expand(book, FIRST).value.sends
    assert tasks(book, sends, book.horizon.start) == tasks(book, sends[::-1], book.horizon.start)
