"""What counts as a change of an entry: everything people see of it, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from sample_plan import first_edition

from clmplan.base.money import Money
from clmplan.exporters.edition import edition
from clmplan.model.plan import Plan, Refusal, Waterfall
from clmplan.model.step import Step

DAY = date(2011, 9, 20)


def simple(plan: Plan) -> Plan:
    """One timed send with an offer and a task."""
    one = next(each for each in plan.sends if each.send.offer is not None)
    send = replace(one.send, day=DAY, planned_day=DAY, time=time(9), planned_time=time(9))
    task = replace(plan.calendar.tasks[0], due=DAY, is_late=False, campaign=send.campaign, send=send.id)
    calendar = replace(plan.calendar, sends=(send,), tasks=(task,))
    return replace(plan, sends=(replace(one, send=send, waterfall=counted(100, 10, 5)),), calendar=calendar)


def counted(audience: int, refused: int, held_out: int) -> Waterfall:
    """The waterfall of a send with two rules that refuse customers."""
    rules = ((Refusal(Step.POLICY, "a cap"), refused), (Refusal(Step.HOLDOUT, "a share"), held_out))
    return Waterfall("a send", audience, rules, audience - refused - held_out)


def of_send(plan: Plan, **changes: Any) -> Plan:
    (one,) = plan.sends
    return replace(plan, sends=(replace(one, send=replace(one.send, **changes)),))


def of_planned(plan: Plan, **changes: Any) -> Plan:
    (one,) = plan.sends
    return replace(plan, sends=(replace(one, **changes),))


def of_task(plan: Plan, **changes: Any) -> Plan:
    (one,) = plan.calendar.tasks
    return replace(plan, calendar=replace(plan.calendar, tasks=(replace(one, **changes),)))


def of_each(plan: Plan, part: str, **changes: Any) -> Plan:
    """Every campaign, channel, offer or lifecycle of the playbook changed."""
    changed = tuple(replace(one, **changes) for one in getattr(plan.playbook, part))
    return replace(plan, playbook=replace(plan.playbook, **{part: changed}))


def stages_renamed(plan: Plan) -> Plan:
    lifecycles = tuple(
        replace(one, stages=tuple(replace(each, title=f"the {each.name}") for each in one.stages))
        for one in plan.playbook.lifecycles
    )
    return replace(plan, playbook=replace(plan.playbook, lifecycles=lifecycles))


SEEN_OF_A_SEND = {
    "contacts": (lambda plan: of_planned(plan, waterfall=counted(100, 9, 5)), "changed"),
    "audience": (lambda plan: of_planned(plan, waterfall=counted(101, 11, 5)), "changed"),
    "held out": (lambda plan: of_planned(plan, waterfall=counted(100, 9, 6)), "changed"),
    "expected": (lambda plan: of_planned(plan, expected=7), "changed"),
    "cost": (lambda plan: of_planned(plan, cost=Money(1, "GBP")), "changed"),
    "message": (lambda plan: of_send(plan, message="another"), "changed"),
    "step": (lambda plan: of_send(plan, step="remind"), "changed"),
    "mark": (lambda plan: of_send(plan, estimated=True), "changed"),
    "length": (lambda plan: of_send(plan, until=time(11)), "changed"),
    "wish": (lambda plan: of_send(plan, planned_day=date(2011, 9, 19)), "changed"),
    "title": (lambda plan: of_each(plan, "campaigns", title="another"), "changed"),
    "owner": (lambda plan: of_each(plan, "campaigns", owner="another"), "changed"),
    "link": (lambda plan: of_each(plan, "campaigns", link="https://x.example/"), "changed"),
    "audience text": (lambda plan: of_each(plan, "campaigns", audience_text="another"), "changed"),
    "channel": (lambda plan: of_each(plan, "channels", title="another"), "changed"),
    "offer": (lambda plan: of_each(plan, "offers", title="another"), "changed"),
    "day": (lambda plan: of_send(plan, day=date(2011, 9, 21), planned_day=date(2011, 9, 21)), "moved"),
    "time": (lambda plan: of_send(plan, time=time(10), planned_time=time(10)), "moved"),
    "no time": (lambda plan: of_send(plan, time=None, planned_time=None), "moved"),
    "local time": (lambda plan: of_send(plan, is_local=True), "moved"),
    "zone": (lambda plan: replace(plan, zone="Europe/Paris"), "moved"),
}
SEEN_OF_A_TASK = {
    "name": (lambda plan: of_task(plan, task="another"), "changed"),
    "owner": (lambda plan: of_task(plan, owner="another"), "changed"),
    "late": (lambda plan: of_task(plan, is_late=True), "changed"),
    "due": (lambda plan: of_task(plan, due=date(2011, 9, 21)), "moved"),
    "starts": (lambda plan: of_task(plan, starts=date(2011, 9, 15)), "moved"),
}
UNSEEN = {
    "fingerprint": lambda plan: replace(plan, fingerprint="another", seed=9, customers=1),
    "priority": lambda plan: of_each(plan, "campaigns", priority=9),
    "name of the plan": lambda plan: replace(plan, playbook=replace(plan.playbook, title="another")),
    "language": lambda plan: replace(plan, locale="zh"),
    "day of the plan": lambda plan: replace(plan, as_of=date(2011, 9, 3)),
    "place": lambda plan: of_send(plan, at=None),
}


def changes(before: Plan, after: Plan, kind: str) -> list[tuple[int, str]]:
    """(sequence, change) of the entries of a kind in the second edition."""
    following = edition(after, first_edition(before).ledger)
    return [(one.sequence, one.change) for one in following.lines if one.kind == kind]


@pytest.mark.parametrize("name", SEEN_OF_A_SEND)
def test_what_people_see_of_a_send_is_a_change_of_it(name: str, plan: Plan) -> None:
    change, kind = SEEN_OF_A_SEND[name]
    before = simple(plan)
    assert [(1, kind)] == changes(before, change(before), "send")
    assert [(1, kind)] == changes(change(before), before, "send")


@pytest.mark.parametrize("name", SEEN_OF_A_TASK)
def test_what_people_see_of_work_is_a_change_of_it(name: str, plan: Plan) -> None:
    change, kind = SEEN_OF_A_TASK[name]
    before = simple(plan)
    assert [(1, kind)] == changes(before, change(before), "task")
    assert [(0, "")] == changes(before, change(before), "send")


@pytest.mark.parametrize("name", UNSEEN)
def test_what_nobody_sees_of_an_entry_changes_none(name: str, plan: Plan) -> None:
    before = simple(plan)
    assert [(0, "")] == changes(before, UNSEEN[name](before), "send")
    assert [(0, "")] == changes(before, UNSEEN[name](before), "task")


def test_the_zones_of_customers_are_seen(plan: Plan) -> None:
    local = of_send(simple(plan), is_local=True)
    zoned = of_planned(local, zones=(("Asia/Shanghai", 3),))
    assert [(1, "changed")] == changes(zoned, of_planned(local, zones=(("Asia/Shanghai", 2), ("", 1))), "send")


def test_a_stage_with_another_title_changes_the_entries_for_it(plan: Plan) -> None:
    before = simple(plan)
    assert first_edition(before).lines[0].stages
    assert [(1, "changed")] == changes(before, stages_renamed(before), "send")


def test_the_day_of_the_last_change_stays_until_the_next_one(plan: Plan) -> None:
    first = first_edition(simple(plan))
    changed = edition(of_send(replace(simple(plan), as_of=date(2011, 9, 5)), message="another"), first.ledger)
    again = edition(of_send(replace(simple(plan), as_of=date(2011, 9, 8)), message="another"), changed.ledger)
    back = edition(of_send(replace(simple(plan), as_of=date(2011, 9, 2)), message="a third"), again.ledger)
    stamps = [one.ledger[one.lines[-1].uid].changed for one in (first, changed, again, back)]
    assert [date(2011, 9, 1), date(2011, 9, 5), date(2011, 9, 5), date(2011, 9, 5)] == stamps
    assert [0, 1, 1, 2] == [one.lines[-1].sequence for one in (first, changed, again, back)]
    assert [None, date(2011, 9, 5)] == [one.lines[-1].changed for one in (first, changed)]
