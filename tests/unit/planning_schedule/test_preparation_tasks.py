"""The work before each send."""

from __future__ import annotations

from datetime import date, time

from clmplan.almanac.table import day_table
from clmplan.codes.calendar import HANDOVER, task_label
from clmplan.model.calendar import Task
from clmplan.model.declared.policy import Quiet
from clmplan.model.playbook import Playbook, Preparation
from clmplan.planning.prepare import tasks
from clmplan.planning.schedule import expand
from tests.unit.planning_schedule.calendar_playbooks import HORIZON, built, campaign, channel, playbook, wave

AS_OF = date(2026, 10, 1)
BRIEF = Preparation("brief", 10, workdays=True, owner="Legal")
CALL = Preparation("call", 3, workdays=False)


def on(*days: str):
    return built("dated", days=tuple(map(date.fromisoformat, days)))


def planned(book: Playbook, as_of: date = AS_OF) -> tuple[Task, ...]:
    return tasks(book, expand(book, as_of).value.sends, as_of)


def test_work_is_due_workdays_or_civil_days_before_a_send() -> None:
    book = playbook(campaign(wave(on("2026-10-27")), preparations=(BRIEF, CALL), owner="CRM team"))
    assert [(one.id, str(one.due), one.owner) for one in planned(book)] == [
        ("wake/main/1/1/brief", "2026-10-13", "Legal"),
        ("wake/main/1/1/call", "2026-10-23", "CRM team"),
    ]


def test_days_off_and_made_up_workdays_count_as_the_almanac_says() -> None:
    book = playbook(campaign(wave(on("2026-10-13")), preparations=(BRIEF,)), day_table=day_table(("CN",), HORIZON))
    (task,) = planned(book)
    assert task.due == date(2026, 9, 22), "a week off in October, and Saturday 10 October worked"
    assert task.is_late


def test_work_due_on_the_plans_own_day_is_not_late() -> None:
    book = playbook(campaign(wave(on("2026-10-04")), preparations=(CALL,)))
    assert [one.is_late for one in planned(book)] == [False]


def test_messages_of_one_day_share_their_preparation_and_messages_of_two_days_do_not() -> None:
    channels = (channel(), channel("sms"), channel("wecom", quiet=Quiet(time(21), time(9))))
    together = campaign(wave(on("2026-10-27"), time(22), ("email", "sms")), preparations=(CALL,))
    assert len(planned(playbook(together, channels=channels))) == 1
    apart = campaign(wave(on("2026-10-29"), time(22), ("email", "wecom")), preparations=(CALL,))
    assert [one.due.day for one in planned(playbook(apart, channels=channels))] == [26, 27]


def test_a_triggered_wave_is_prepared_once_before_its_first_send() -> None:
    entering = built("entering", group=("main", "dormant"))
    book = playbook(campaign(wave(entering), preparations=(CALL,)), channels=(channel(lead_workdays=2),))
    (task,) = planned(book)
    assert (task.due, task.is_late) == (date(2026, 9, 28), True)


def test_a_channel_with_lead_time_asks_for_a_handover_before_each_send() -> None:
    channels = (channel(lead_workdays=2), channel("sms"))
    book = playbook(campaign(wave(on("2026-10-27", "2026-11-03"), channels=("email", "sms"))), channels=channels)
    assert [(one.task, str(one.due)) for one in planned(book)] == [(HANDOVER, "2026-10-23"), (HANDOVER, "2026-10-30")]
    assert task_label(HANDOVER, "en") == "hand over to the channel"
    assert task_label(HANDOVER, "zh") == "交付渠道执行"
    assert task_label("brief", "zh") == "brief"


def test_the_authors_own_handover_replaces_ours() -> None:
    own = Preparation(HANDOVER, 1, workdays=False)
    book = playbook(campaign(wave(on("2026-10-27")), preparations=(own,)), channels=(channel(lead_workdays=5),))
    assert [str(one.due) for one in planned(book)] == ["2026-10-26"]


def test_tasks_come_by_due_day_campaign_and_id() -> None:
    first = campaign(wave(on("2026-11-10")), name="b", preparations=(CALL, BRIEF))
    second = campaign(wave(on("2026-11-10")), name="a", preparations=(CALL,))
    found = planned(playbook(first, second))
    assert [one.id for one in found] == [
        "b/main/1/1/brief",
        "a/main/1/1/call",
        "b/main/1/1/call",
    ]
    assert len({one.id for one in found}) == len(found)
