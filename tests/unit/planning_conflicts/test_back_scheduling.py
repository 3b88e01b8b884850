"""Work counted back from a send: on work days, with a length of its own, under lasting names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.planning.worlds_planning import campaign, playbook, send, wave

from clmplan.almanac.table import day_table
from clmplan.base.days import ONE_DAY, Window
from clmplan.model.calendar import Send
from clmplan.model.playbook import Playbook, Preparation
from clmplan.model.schedule import DayTable
from clmplan.planning.prepare import due_before, earliest_send, last_workday, tasks

YEAR = Window(date(2026, 1, 1), date(2027, 1, 1))
CHINA = day_table(("CN",), YEAR)
AS_OF = date(2026, 9, 1)
preparations = st.builds(Preparation, st.just("brief"), st.integers(0, 30), st.booleans(), takes=st.integers(1, 12))
days = st.dates(date(2026, 3, 1), date(2026, 11, 30))


def book(*preparations: Preparation, table: DayTable = CHINA, **changes: object) -> Playbook:
    declared = campaign("wake", preparations=preparations, owner="CRM", waves=(wave(),), **changes)
    return playbook(day_table=table, horizon=YEAR, campaigns=(declared,))


def starts_and_dues(declared: Playbook, *sends: Send) -> list[tuple[str, str, str]]:
    return [(one.task, str(one.starts), str(one.due)) for one in tasks(declared, sends, AS_OF)]


def test_a_civil_distance_that_lands_on_a_day_off_moves_to_the_work_day_before() -> None:
    call = Preparation("call", 5, workdays=False)
    assert [("call", "2026-09-30", "2026-09-30")] == starts_and_dues(book(call), send("wake", date(2026, 10, 8)))


def test_a_sunday_that_is_worked_counts_as_a_work_day() -> None:
    assert CHINA.is_workday(date(2026, 9, 20))
    brief = Preparation("brief", 2, workdays=True)
    assert [("brief", "2026-09-18", "2026-09-18")] == starts_and_dues(book(brief), send("wake", date(2026, 9, 21)))
    call = Preparation("call", 1, workdays=False)
    assert [("call", "2026-09-20", "2026-09-20")] == starts_and_dues(book(call), send("wake", date(2026, 9, 21)))


def test_work_on_the_day_of_a_send_on_a_day_off_is_done_the_work_day_before() -> None:
    same = Preparation("check", 0, workdays=True)
    assert [("check", "2026-09-30", "2026-09-30")] == starts_and_dues(book(same), send("wake", date(2026, 10, 4)))


def test_work_that_takes_several_days_begins_so_many_work_days_earlier() -> None:
    artwork = Preparation("artwork", 5, workdays=True, owner="Studio", takes=3)
    found = starts_and_dues(book(artwork), send("wake", date(2026, 10, 15)))
    assert [("artwork", "2026-09-30", "2026-10-09")] == found, "a week off in October, and Saturday the 10th worked"
    (task,) = tasks(book(artwork), (send("wake", date(2026, 10, 15)),), AS_OF)
    worked = [day for day in Window(task.starts or task.due, task.due + ONE_DAY) if CHINA.is_workday(day)]
    assert (3, "Studio") == (len(worked), task.owner)


def test_later_steps_share_the_preparation_of_their_wave() -> None:
    brief = Preparation("brief", 2, workdays=True)
    first = send("wake", date(2026, 9, 10))
    later = replace(first, id="wake/w/1/2", day=date(2026, 9, 15), step="2")
    found = tasks(book(brief), (later, first), AS_OF)
    assert [(f"{first.id}/brief", date(2026, 9, 8))] == [(one.id, one.due) for one in found]


def test_a_wave_that_begins_with_a_wait_is_prepared_before_its_first_step() -> None:
    brief = Preparation("brief", 2, workdays=True)
    steps = [
        replace(send("wake", date(2026, 9, day), occurrence=date(2026, 9, 7), number=day), step=str(day))
        for day in (15, 10)
    ]
    assert [date(2026, 9, 8)] == [one.due for one in tasks(book(brief), tuple(steps), AS_OF)]


def test_two_tasks_of_one_name_have_names_of_their_own() -> None:
    review = Preparation("review", 8, workdays=True)
    found = tasks(book(review, replace(review, days=2)), (send("wake", date(2026, 9, 21)),), AS_OF)
    assert ["wake/w/2026-09-21/1/review", "wake/w/2026-09-21/1/review/2"] == [one.id for one in found]


def test_a_triggered_wave_keeps_the_name_of_its_work_and_needs_none_once_it_runs() -> None:
    brief = Preparation("brief", 2, workdays=True)
    declared = book(brief, window=Window(date(2026, 9, 14), date(2026, 12, 1)))
    sends = tuple(send("wake", date(2026, 9, day), is_triggered=True) for day in (16, 17, 18))
    assert ["wake/w/brief"] == [one.id for one in tasks(declared, sends, date(2026, 9, 14))]
    assert () == tasks(declared, sends, date(2026, 9, 15))


@pytest.mark.parametrize(("day", "before"), [("2026-10-08", "2026-10-08"), ("2026-10-07", "2026-09-30")])
def test_the_last_work_day_is_the_day_itself_when_people_work(day: str, before: str) -> None:
    assert date.fromisoformat(before) == last_workday(date.fromisoformat(day), CHINA)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(days, preparations)
def test_work_is_due_on_the_last_work_day_that_leaves_its_distance(day: date, preparation: Preparation) -> None:
    due = due_before(day, preparation, CHINA)
    assert CHINA.is_workday(due)
    if preparation.workdays:
        between = [one for one in Window(due, day) if CHINA.is_workday(one)]
        expected = max(preparation.days, 0 if CHINA.is_workday(day) else 1)
        assert expected == len(between)
    else:
        last = day - timedelta(days=preparation.days)
        assert due <= last
        assert not any(CHINA.is_workday(one) for one in Window(due + ONE_DAY, max(due + ONE_DAY, last + ONE_DAY)))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(days, preparations)
def test_the_earliest_send_is_the_first_day_whose_work_can_still_begin(day: date, preparation: Preparation) -> None:
    start = last_workday(day, CHINA)
    earliest = earliest_send(start, preparation, CHINA)

    def begins(send_day: date) -> date:
        declared = book(preparation)
        (task,) = tasks(declared, (send("wake", send_day),), AS_OF)
        return task.starts or task.due

    assert begins(earliest) >= start
    assert all(begins(earliest - timedelta(days=back)) < start for back in range(1, 4))
