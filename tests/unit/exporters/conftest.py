"""Plans that exporters are tried on: the sample, and one whose texts attack every format."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_plan import sample_plan

from clmplan.model.plan import Plan

HOSTILE = (
    '=cmd|"/c calc"!A1',
    "+1, two; \"three\" 'four' \\n five\\",
    "-line\nbreak\r\nEND:VEVENT\r\nBEGIN:VALARM",
    "@tab\tnull\x00bell\x07escape\x1b[31m",
    "\t=after a tab",
    "\r+after a return",
    "🎁 生日快乐 👩‍👩‍👧 é\u0301 \u2028 \u202e",
    "长" * 90,
    "{braces} {0} %s",
    " ",
    "<b>&amp;</b>",
)


@pytest.fixture
def plan() -> Plan:
    """The sample plan in English."""
    return sample_plan()


@pytest.fixture
def hostile_plan() -> Plan:
    """The sample plan with hostile titles, messages, owners, offers, channels, tasks and file paths."""
    plan = sample_plan()
    campaigns = tuple(
        replace(one, title=_text(i), owner=_text(i + 1), objective=_text(i + 2), audience_text=_text(i + 3))
        for i, one in enumerate(plan.playbook.campaigns)
    )
    channels = tuple(replace(one, title=_text(i)) for i, one in enumerate(plan.playbook.channels))
    offers = tuple(replace(one, title=_text(i + 2)) for i, one in enumerate(plan.playbook.offers))
    playbook = replace(plan.playbook, title=HOSTILE[2], campaigns=campaigns, channels=channels, offers=offers)
    sends = tuple(replace(one, send=replace(one.send, message=_text(i))) for i, one in enumerate(plan.sends))
    tasks = tuple(replace(one, task=_text(i), owner=_text(i + 1)) for i, one in enumerate(plan.calendar.tasks))
    calendar = replace(plan.calendar, sends=tuple(one.send for one in sends), tasks=tasks)
    return replace(plan, project=HOSTILE[0], playbook=playbook, sends=sends, calendar=calendar)


def _text(index: int) -> str:
    return HOSTILE[index % len(HOSTILE)]
