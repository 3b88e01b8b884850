"""The text for a chat: short, late work first, the rest counted, no sign that a chat would read its own way."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sample_plan import first_edition, sample_plan

from clmplan.base.diagnostics import Code, Severity, Wording
from clmplan.exporters.edition import edition
from clmplan.exporters.markdown import calendar_md
from clmplan.model.plan import Plan
from clmplan.model.team.conflict import Conflict, Weight


def text_of(plan: Plan) -> str:
    return calendar_md(first_edition(plan)).decode()


def crowded(copies: int) -> Plan:
    """The sample plan with each send many times."""
    plan = sample_plan()
    many = tuple(
        replace(one, send=replace(one.send, id=f"{one.send.id}/{copy}")) for one in plan.sends for copy in range(copies)
    )
    return replace(plan, sends=many)


def test_late_work_comes_first_and_then_each_day_with_its_tasks_before_its_sends():
    lines = text_of(sample_plan()).splitlines()
    assert lines[:4] == [
        "**Autumn plan 2011: 2011-09-01 to 2011-09-14**",
        "",
        "**late**",
        "- prepare: artwork · Autumn preview · Preview · Studio · due 08-30",
    ]
    friday = lines.index("**Friday 09-09**")
    assert lines[friday + 1] == "- prepare: approval · Autumn preview · Preview · Legal"
    assert lines[friday + 2] == "- 09:30 Welcome · First letter · Email · 10 people · CRM team"


def test_days_off_and_weekends_at_work_are_named():
    plan = sample_plan("zh")
    assert "**09-03 周六 休**" in text_of(plan)
    later = replace(
        plan, as_of=date(2011, 12, 1), sends=tuple(one for one in plan.sends if one.send.day >= date(2011, 12, 1))
    )
    assert "**12-03 周六 班**" in text_of(later)


def test_only_two_weeks_from_the_first_day_with_entries_are_shown():
    plan = sample_plan()
    first = date(2011, 10, 3)
    later = replace(
        plan,
        sends=tuple(one for one in plan.sends if one.send.day >= first),
        calendar=replace(plan.calendar, tasks=()),
    )
    days = re.findall(r"^\*\*\w+ (\d\d-\d\d)", text_of(later), re.MULTILINE)
    assert days[0] == "10-03"
    assert days[-1] <= f"{first + timedelta(days=13):%m-%d}"


@pytest.mark.parametrize("copies", [1, 2, 4, 40])
def test_nothing_is_left_out_unsaid_and_the_text_stays_short(copies: int):
    plan = crowded(copies)
    text = text_of(plan)
    assert len(text) <= 4_000
    shown = len(re.findall("^- ", text, re.MULTILINE))
    more = re.search(r"^and ([\d,]+) more$", text, re.MULTILINE)
    left = int(more[1].replace(",", "")) if more else 0
    last = date(2011, 9, 14)
    wanted = [one for one in first_edition(plan).lines if one.day <= last]
    assert shown + left == len(wanted)


def test_hard_conflicts_are_counted():
    said = Code("SMP004", "sample", Severity.WARNING, Wording("a", "一"), Wording("b", "二"), Wording("c", "三")).at(
        None
    )
    hard, soft = (Conflict("same-day", weight, None, 5, (), said) for weight in (Weight.HARD, Weight.SOFT))
    assert "**1 hard conflict, see the report**" in text_of(replace(sample_plan(), conflicts=(hard, soft)))
    assert "**2 个硬冲突，见报告**" in text_of(replace(sample_plan("zh"), conflicts=(hard, soft, hard)))


def test_author_text_is_escaped_and_long_names_are_cut():
    plan = sample_plan()
    first, *others = plan.playbook.campaigns
    title = "*all* <@everyone> [x](y) `z` a_b " + "長" * 200
    playbook = replace(plan.playbook, campaigns=(replace(first, title=title), *others))
    line = next(one for one in text_of(replace(plan, playbook=playbook)).splitlines() if "all" in one)
    assert r"\*all\* \<@everyone\> \[x\](y) \`z\` a\_b" in line
    assert len(line) < 120 and "…" in line


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("# heading", r"\# heading"),
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        ("R&D", r"R\&D"),
        ("11.11", r"11\.11"),
    ],
)
def test_a_title_at_the_start_of_an_item_opens_nothing(title: str, shown: str):
    plan = sample_plan()
    campaigns = tuple(replace(one, title=title, waves=()) for one in plan.playbook.campaigns)
    text = text_of(replace(plan, playbook=replace(plan.playbook, campaigns=campaigns)))
    assert f"\n- {shown} · Post" in text


def test_an_empty_plan_says_so(plan: Plan):
    bare = replace(plan, sends=(), calendar=replace(plan.calendar, sends=(), tasks=()))
    assert text_of(bare) == "**Autumn plan 2011: nothing is planned**\n"


def test_hostile_text_makes_no_line_of_its_own(hostile_plan: Plan):
    for line in text_of(hostile_plan).splitlines():
        assert re.match(r"$|\*\*.*\*\*$|- |and [\d,]+ more$", line), line


def test_what_moved_and_what_is_cancelled_in_these_weeks_comes_before_the_days():
    plan = sample_plan()
    first, second, *others = plan.sends
    moved = replace(first, send=replace(first.send, day=date(2011, 9, 6)))
    given = edition(replace(plan, sends=(moved, *others[:-1])), first_edition(plan).ledger)
    assert [one.id for one in given.cancelled] == [second.send.id, others[-1].send.id]
    lines = calendar_md(given).decode().splitlines()
    at = lines.index("**moved or cancelled**")
    assert lines.index("**late**") < at < lines.index("**Friday 09-09**")
    news = lines[at + 1 : lines.index("", at)]
    assert [one.split(":")[0] for one in news] == ["- moved to 09-06", f"- cancelled {second.send.day:%m-%d}"]
    assert "people" in news[0]
    chinese = edition(replace(given.plan, locale="zh"), first_edition(plan).ledger)
    assert "\n**改期或取消**\n- 改到 09-06：" in calendar_md(chinese).decode()


def test_a_plan_of_which_only_cancelled_entries_are_left_says_them():
    plan = sample_plan()
    bare = replace(plan, sends=(), calendar=replace(plan.calendar, sends=(), tasks=()))
    text = calendar_md(edition(bare, first_edition(plan).ledger)).decode()
    assert "nothing is planned" not in text
    assert text.count("\n- cancelled 09-") > 3


def test_estimated_days_and_times_on_the_clock_of_each_customer_are_marked():
    plan = sample_plan()
    first, second, *others = plan.sends
    sends = (
        replace(first, send=replace(first.send, time=time(9), estimated=True)),
        replace(second, send=replace(second.send, time=time(8), is_local=True, estimated=True)),
        *others,
    )
    text = text_of(replace(plan, sends=sends))
    assert "\n- ≈ 09:00 " in text
    assert "\n- ≈ 08:00 customer time · " in text
    assert "\n- ≈ 客户当地 08:00 · " in text_of(replace(plan, sends=sends, locale="zh"))
    assert "≈" not in text_of(plan)
