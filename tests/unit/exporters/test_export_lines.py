"""Every line of the calendar has what every file needs."""

from __future__ import annotations

import time as clock
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sample_plan import sample_plan

from clmplan.exporters.lines import in_calendar_order
from clmplan.model.plan import Plan, PlannedSend


def only(plan: Plan, **changes: object) -> Plan:
    """The plan with its first dated send alone, changed."""
    first = next(one for one in plan.sends if one.send.time is not None)
    send = replace(first.send, **changes)
    planned = replace(first, send=send)
    return replace(plan, sends=(planned,), calendar=replace(plan.calendar, sends=(send,), tasks=()))


def test_a_send_lasts_half_an_hour_and_one_that_is_spread_out_until_its_end():
    plan = sample_plan()
    (line,) = in_calendar_order(only(plan, time=time(9, 0)))
    assert (line.minutes, line.end) == (30, datetime(2011, 9, 1, 9, 30, tzinfo=ZoneInfo("Europe/London")))
    (line,) = in_calendar_order(only(plan, time=time(8, 0), until=time(11, 15)))
    assert (line.minutes, line.end and line.end.time()) == (195, time(11, 15))


def test_half_an_hour_stays_half_an_hour_when_clocks_change():
    plan = only(sample_plan(), day=date(2011, 10, 30), time=time(1, 45))
    (line,) = in_calendar_order(plan)
    assert line.start is not None and line.end is not None
    assert line.end.timestamp() - line.start.timestamp() == timedelta(minutes=30).total_seconds()
    assert line.end.utcoffset() == timedelta(0)


def test_a_whole_day_has_no_length():
    (line,) = in_calendar_order(only(sample_plan(), time=None))
    assert (line.start, line.end, line.minutes) == (None, None, 0)


def test_a_line_names_its_channel_wave_stages_step_and_what_is_expected():
    plan = sample_plan("zh")
    first: PlannedSend = plan.sends[0]
    plan = replace(plan, sends=(replace(first, send=replace(first.send, step="2"), expected=1), *plan.sends[1:]))
    line = next(one for one in in_calendar_order(plan) if one.id == first.send.id)
    assert (line.channel_name, line.channel, line.wave_title) == ("email", "邮件", "首封")
    assert (line.stages, line.step, line.expected) == (("新客",), "2", 1)


def test_a_task_has_the_title_and_the_stages_of_its_campaign():
    tasks = [line for line in in_calendar_order(sample_plan()) if line.task is not None]
    assert {(line.minutes, line.end, line.channel_name, line.link) for line in tasks} == {(0, None, "", "")}
    assert {line.stages for line in tasks} == {("Active",)}


def test_twenty_thousand_lines_are_made_without_looking_anything_up_twice():
    plan = sample_plan()
    many = tuple(
        replace(one, send=replace(one.send, id=f"{one.send.id}/{copy}")) for copy in range(12) for one in plan.sends
    )
    few, more = replace(plan, sends=plan.sends), replace(plan, sends=many)

    def seconds(of: Plan) -> float:
        begun = clock.process_time()
        in_calendar_order(of)
        return clock.process_time() - begun

    in_calendar_order(few)
    # Linear: twelve times the lines may take far less than a hundred times as long.
    assert seconds(more) < 100 * max(seconds(few), 0.001)
