"""Work that is late on the day of the plan, and owners with more work than the policy allows."""

from __future__ import annotations

from datetime import date, timedelta

from unit.planning.worlds_planning import campaign, playbook, send, wave

from clmplan.base.days import Window
from clmplan.base.diagnostics import Diagnostic
from clmplan.model.calendar import Send
from clmplan.model.declared.policy import Policy, Workload
from clmplan.model.playbook import Campaign, Playbook, Preparation
from clmplan.model.schedule import DayTable
from clmplan.planning.conflicts.late_work import late_work
from clmplan.planning.conflicts.overload import overloads
from clmplan.planning.prepare import tasks, work

MONDAY = date(2026, 10, 5)
YEAR = Window(date(2026, 1, 1), date(2027, 1, 1))
NO_DAYS_OFF = DayTable(YEAR, (), frozenset(), frozenset())


def prepared(name: str, *preparations: Preparation) -> Campaign:
    return campaign(name, preparations=preparations, owner="CRM", waves=(wave(),))


def book(*campaigns: Campaign, workloads: tuple[Workload, ...] = ()) -> Playbook:
    return playbook(day_table=NO_DAYS_OFF, horizon=YEAR, campaigns=campaigns, policy=Policy(workloads=workloads))


def on(day: int, name: str = "wake") -> Send:
    return send(name, date(2026, 10, day))


def late(declared: Playbook, *sends: Send, as_of: date = MONDAY) -> list[Diagnostic]:
    return list(late_work(declared, work(declared, sends, as_of), as_of))


def loaded(declared: Playbook, *sends: Send, as_of: date = MONDAY) -> list[str]:
    return [one.message("en") for one in overloads(declared, tasks(declared, sends, as_of), as_of)]


def test_work_due_before_the_plan_says_how_late_it_is_and_where_its_send_would_go() -> None:
    brief = Preparation("brief", 5, workdays=True, takes=2)
    (found,) = late(book(prepared("wake", brief)), on(8))
    assert ("task-late", "warning") == (found.code.name, found.code.severity.value)
    assert (
        "`brief` for the send of `wake` on 2026-10-08 was due on 2026-10-01, 2 work days before 2026-10-05; begun on "
        "2026-10-05, it lets the send go out on 2026-10-13 at the earliest" == found.message("en")
    )
    assert "比 2026-10-05 早 2 个工作日" in found.message("zh")


def test_work_that_had_to_begin_already_is_told_apart_from_work_that_is_due() -> None:
    brief = Preparation("brief", 2, workdays=True, takes=4)
    (found,) = late(book(prepared("wake", brief)), on(8))
    assert "task-must-be-under-way" == found.code.name
    assert "had to begin on 2026-10-01, 2 work days before 2026-10-05, to be done on 2026-10-06" in found.message("en")
    assert "send go out on 2026-10-10" in found.message("en"), "the day after its 4th work day and one more"


def test_work_that_begins_on_the_day_of_the_plan_is_not_late() -> None:
    assert [] == late(book(prepared("wake", Preparation("brief", 3, workdays=True))), on(8))


def test_a_plan_of_a_sunday_begins_its_work_on_monday() -> None:
    (found,) = late(book(prepared("wake", Preparation("brief", 4, workdays=True))), on(8), as_of=date(2026, 10, 4))
    assert "1 work day before 2026-10-04; begun on 2026-10-05" in found.message("en")


def test_many_late_sends_of_one_preparation_are_one_finding_about_the_first() -> None:
    brief = Preparation("brief", 10, workdays=True)
    (found,) = late(book(prepared("wake", brief)), *(on(day) for day in (9, 8, 7, 6)))
    assert "on 2026-10-06 was due" in found.message("en")
    assert found.message("en").endswith("; late for 3 more sends too")


def test_work_of_civil_days_says_the_day_its_distance_leaves() -> None:
    (found,) = late(book(prepared("wake", Preparation("call", 6, workdays=False))), on(6))
    assert "go out on 2026-10-11" in found.message("en")


def test_a_day_with_more_tasks_in_hand_than_the_limit_is_told_with_its_tasks() -> None:
    campaigns = [prepared(name, Preparation("artwork", 1, workdays=True, owner="Studio", takes=3)) for name in "abc"]
    declared = book(*campaigns, workloads=(Workload(2, False, "Studio"),))
    (said,) = loaded(declared, on(13, "a"), on(14, "b"), on(15, "c"))
    assert (
        "`Studio` has more than 2 tasks in hand on 1 day, most on 2026-10-12: 3 "
        "(`artwork` of `a`, `artwork` of `b`, `artwork` of `c`)" == said
    )
    assert [] == loaded(book(*campaigns, workloads=(Workload(3, False, "Studio"),)), on(13, "a"), on(14, "b"))


def test_days_off_carry_no_load() -> None:
    long = Preparation("artwork", 1, workdays=True, takes=5)
    declared = book(prepared("a", long), prepared("b", long), workloads=(Workload(1, False),))
    (said,) = loaded(declared, on(14, "a"), on(14, "b"))
    assert "on 5 days, most on 2026-10-07" in said, "Wednesday to Tuesday, without the weekend"


def test_a_week_counts_what_falls_due_from_monday_to_sunday_for_each_owner() -> None:
    daily = Preparation("brief", 1, workdays=True)
    declared = book(prepared("a", daily), prepared("b", daily), workloads=(Workload(2, True),))
    sends = [on(day, name) for day in (6, 8, 14) for name in "ab"]
    assert [
        "`CRM` has more than 2 tasks due in 1 week, most in the week of 2026-10-05: 4 (`brief` of `a`, `brief` of `b`)"
    ] == loaded(declared, *sends)


def test_a_limit_for_one_owner_leaves_the_others_alone() -> None:
    declared = book(prepared("a", Preparation("brief", 1, workdays=True)), workloads=(Workload(1, True, "Studio"),))
    assert [] == loaded(declared, *(on(day, "a") for day in (6, 7, 8)))


def test_what_lies_before_the_plan_is_no_load() -> None:
    declared = book(prepared("a", Preparation("brief", 5, workdays=True)), workloads=(Workload(1, False),))
    assert [] == loaded(declared, on(6, "a"), on(6, "a"), as_of=date(2026, 10, 5))


def test_a_year_of_overload_is_one_finding() -> None:
    daily = Preparation("brief", 2, workdays=True)
    campaigns = [prepared(name, daily) for name in "abc"]
    declared = book(*campaigns, workloads=(Workload(2, False), Workload(14, True)))
    sends = [send(name, MONDAY + timedelta(days=day)) for name in "abc" for day in range(85)]
    said = loaded(declared, *sends)
    assert 2 == len(said)
    assert "tasks in hand on 59 days" in said[0]
