"""What the journeys of a plan are expected to come to, and what that rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isnan

import numpy as np

from clmplan.base.days import day_number
from clmplan.base.diagnostics import Diagnostic
from clmplan.codes import journey_plan as codes
from clmplan.model.calendar import Send
from clmplan.model.declared.journey import Response
from clmplan.model.plan import ResponseRate
from clmplan.planning.contacts.audiences import Audiences
from clmplan.planning.contacts.holdout import Holdouts
from clmplan.planning.contacts.world import Index, Mask, World
from clmplan.planning.journeys.expected import Weighing, expected
from clmplan.planning.journeys.looks import looks
from clmplan.planning.journeys.program import Ask, Instruction, Pause
from clmplan.planning.journeys.rates import ENOUGH, Rates
from clmplan.planning.journeys.responses import Responses
from clmplan.planning.journeys.unrolled import Unrolled


@dataclass(frozen=True, slots=True)
class Outlook:
    """The contacts expected of each send behind a response (None: not measured), and the shares they rest on."""

    expected: Mapping[str, int | None]
    rates: tuple[ResponseRate, ...]

    def findings(self, world: World) -> Iterator[Diagnostic]:
        """What could not be measured: the longest time of each event that too few had."""
        longest: dict[tuple[str, str], ResponseRate] = {}
        for rate in self.rates:
            if rate.reached < ENOUGH:
                longest[rate.campaign, rate.event] = rate
        for rate in longest.values():
            values = {"days": rate.days, "reached": f"{rate.reached:,}", "customers": f"{rate.customers:,}"}
            place = world.playbook.campaign(rate.campaign).at
            yield codes.RESPONSE_NOT_MEASURED.at(place, campaign=rate.campaign, event=rate.event, **values)


def outlook(
    world: World, audiences: Audiences, sends: tuple[Send, ...], contacted: Mapping[str, Index], holdouts: Holdouts
) -> Outlook:
    """What the sends of journeys come to when customers respond as often as measured."""
    asking = {place: runs for place, runs in audiences.runs.items() if _asks(runs.unrolled)}
    if not asking:
        return Outlook({}, ())
    rates = Rates(world, looks(world.playbook, world.known_until).longest)
    planned, tries = {send.id: send for send in sends}, _tries(audiences)
    found: dict[str, int | None] = {}
    for runs in asking.values():
        weighing = Weighing(world, runs.unrolled, Responses(world), rates, runs.late)
        for run, who in runs.begun:
            if not any(send is not None and send.id in planned for send in run.sends.values()):
                continue
            for name, weights in weighing.behind(run, who).items():
                if name in planned:
                    able = _able(world, holdouts, planned[name])
                    count = expected(weights, who, runs.asked[name], contacted[name], able)
                    found[name] = _rounded(count)
                    for later in tries.get(name, ()):
                        found[later] = _rounded(expected(weights, who, who, contacted[later], able))
    return Outlook(found, tuple(rate for _, rate in sorted(rates.asked.items())))


def _tries(audiences: Audiences) -> Mapping[str, list[str]]:
    """The second tries of each send."""
    found: dict[str, list[str]] = {}
    for later, first in audiences.first.items():
        found.setdefault(first.id, []).append(later)
    return found


def _rounded(count: float) -> int | None:
    return None if isnan(count) else int(count + 0.5)


def _asks(unrolled: Unrolled) -> bool:
    return any(map(_is_response, unrolled.program)) or _may_be_left(unrolled)


def _is_response(step: Instruction) -> bool:
    if isinstance(step, Ask):
        return isinstance(step.question, Response)
    return isinstance(step, Pause) and step.wait.event is not None


def _may_be_left(unrolled: Unrolled) -> bool:
    return any(isinstance(rule.condition, Response) for rule in unrolled.campaign.exits)


def _able(world: World, holdouts: Holdouts, send: Send) -> Mask:
    """Whom consent, suppression and holdouts let through at a send; shape (customers,)."""
    channel = world.playbook.channel(send.channel)
    everybody: Index = np.arange(world.size, dtype=np.int32)
    able = ~world.base.suppressed & ~holdouts.programme[everybody]
    if channel.consent is not None:
        able &= world.base.agreed(channel.consent, channel.consent_from, day_number(send.day))
    if send.campaign in holdouts.campaigns:
        able &= ~holdouts.campaigns[send.campaign][everybody]
    for position in range(len(world.playbook.policy.never)):
        able &= ~world.holds(f"never:{position}", send.day)
    return able
