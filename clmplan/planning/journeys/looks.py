"""Which days the journeys of a playbook look at: who belongs to them, what they ask, who leaves them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from clmplan.base.days import Window
from clmplan.model.declared.journey import Response
from clmplan.model.expression import Expression
from clmplan.model.playbook import Campaign, Playbook, Wave
from clmplan.planning.journeys.program import Ask, Draw, Give, Pause, is_walked, program_of
from clmplan.planning.journeys.reach import passes_on
from clmplan.planning.journeys.unrolled import Unrolled, occurrences
from clmplan.planning.schedule import sends_of


@dataclass(slots=True)
class Looks:
    """The days on which each rule is asked, the days on which each wave begins, and the longest time for a response."""

    holds: dict[str, set[date]] = field(default_factory=dict)
    begins: dict[tuple[str, str], tuple[date, ...]] = field(default_factory=dict)
    longest: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, name: str, days: set[date]) -> None:
        """Note days of a rule."""
        self.holds.setdefault(name, set()).update(days)

    def waited(self, campaign: str, event: str, days: int) -> None:
        """Note that somebody asks a campaign for an event after some days."""
        self.longest[campaign, event] = max(days, self.longest.get((campaign, event), 0))


def walked_waves(playbook: Playbook) -> Iterator[tuple[Campaign, Wave]]:
    """The waves that customers are followed through."""
    for campaign in playbook.campaigns:
        yield from ((campaign, wave) for wave in campaign.waves if is_walked(campaign, wave))


def questions(playbook: Playbook) -> Mapping[str, Expression]:
    """The conditions that journeys ask, by the name of their rule."""
    found: dict[str, Expression] = {}
    for campaign in playbook.campaigns:
        for position, rule in enumerate(campaign.exits):
            if isinstance(rule.condition, Expression):
                found[f"exit:{campaign.name}:{position}"] = rule.condition
    for campaign, wave in walked_waves(playbook):
        for step in program_of(campaign, wave):
            if isinstance(step, Ask) and isinstance(step.question, Expression):
                found[step.name] = step.question
    return found


def looks(playbook: Playbook, known_until: date | None = None) -> Looks:
    """What all journeys of a playbook look at, those too that began before the horizon where a history is known."""
    found = Looks()
    for campaign, wave in walked_waves(playbook):
        unrolled = Unrolled(campaign, wave, playbook.horizon.end, playbook.day_table)
        begins = occurrences(playbook, unrolled, known_until)
        found.begins[campaign.name, wave.name] = begins
        for day in begins:
            _of_run(found, playbook, unrolled, day)
    return found


def _of_run(found: Looks, playbook: Playbook, unrolled: Unrolled, start: date) -> None:
    campaign, days = unrolled.campaign, unrolled.days(start)
    steps, sends, last = set[date](), set[date](), start
    for _, send, refusal in sends_of(playbook, unrolled, start):
        late = campaign.if_capped.days or 0 if refusal is None and campaign.if_capped.action == "defer" else 0
        out = [send.day + timedelta(days=days) for days in range(late + 1)] if refusal is None else []
        sends |= {day for day in out if day < playbook.horizon.end}
    for step, own in zip(unrolled.program, days, strict=True):
        if isinstance(step, Ask | Draw | Give | Pause):
            steps |= set(own)
        if isinstance(step, Ask) and isinstance(step.question, Response):
            for day in own:
                found.waited(campaign.name, step.question.event, (day - start).days)
        elif isinstance(step, Ask):
            found.add(step.name, set(own))
        elif isinstance(step, Pause):
            for day in own:
                end = passes_on(step.wait, day, start, unrolled.table)
                last = max(last, min(end, playbook.horizon.last))
                if step.wait.event is not None:
                    found.waited(campaign.name, step.wait.event, (end - start).days)
    belonging = {start} if campaign.is_snapshot else {start, *sends}
    for name in (f"campaign:{campaign.name}", *_exceptions(campaign)):
        found.add(name, belonging)
    _of_exits(found, campaign, Window.of_days(start, max((last, *steps, *sends))), steps, sends)


def _of_exits(found: Looks, campaign: Campaign, inside: Window, steps: set[date], sends: set[date]) -> None:
    for position, rule in enumerate(campaign.exits):
        if isinstance(rule.condition, Response):
            found.waited(campaign.name, rule.condition.event, len(inside) - 1)
            continue
        days = sends if rule.point == "send" else steps | sends
        if rule.point == "day":
            days = set(inside)
        found.add(f"exit:{campaign.name}:{position}", days)


def _exceptions(campaign: Campaign) -> Iterator[str]:
    yield from (f"except:{campaign.name}:{position}" for position in range(len(campaign.exclusions)))
