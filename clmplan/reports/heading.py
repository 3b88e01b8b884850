"""The top of every page: what its numbers rest on, and what its signs mean."""

from __future__ import annotations

from clmplan.base.days import Window
from clmplan.model.plan import Plan
from clmplan.reports.cast import Cast
from clmplan.reports.drawing import PLAIN
from clmplan.reports.views import Key
from clmplan.reports.voice import count, money


def title_of(plan: Plan) -> str:
    """The title of the playbook, or its name."""
    return plan.playbook.title or plan.playbook.name


def head_lines(cast: Cast) -> tuple[str, ...]:
    """What the numbers rest on: data, horizon, zone, plan."""
    plan, say = cast.plan, cast.voice.say
    return (
        say("as_of", day=str(plan.as_of)),
        say("horizon", first=str(plan.horizon.start), last=str(_last(plan.horizon))),
        say("zone", zone=plan.zone),
        say("made_from", project=plan.project, fingerprint=plan.fingerprint[:12]),
    )


def caveat_of(cast: Cast) -> str:
    """What the counts assume about the days ahead."""
    return cast.voice.say("caveat", day=str(cast.plan.as_of))


def counts_of(cast: Cast) -> str:
    """The size of the plan in one sentence."""
    plan = cast.plan
    return cast.voice.say(
        "counts",
        campaigns=count(len(plan.playbook.campaigns)),
        sends=count(len(plan.to_do)),
        contacts=count(plan.contacts),
        cost=money(plan.cost),
    )


def signs(cast: Cast) -> tuple[Key, ...]:
    """What the marks of the month grid mean; only those that occur."""
    plan, say = cast.plan, cast.voice.say
    found = []
    if any(planned.send.is_triggered for planned in plan.sends):
        found.append(Key(PLAIN, say("triggered_key"), style="pale"))
    if plan.calendar.tasks:
        found.append(Key(PLAIN, say("task_key"), style="dashed"))
    found.append(Key(PLAIN, say("day_off"), style="shade"))
    if any(planned.send.estimated for planned in plan.sends) or any(
        not named.verified and named.day in plan.horizon for named in plan.playbook.day_table.named
    ):
        found.append(Key(PLAIN, say("estimated_key"), style="sign"))
    return tuple(found)


def _last(horizon: Window) -> object:
    return horizon.last if len(horizon) else horizon.start
