"""What the journeys of a plan have to say: messages that never come, responses that nobody could measure."""

from __future__ import annotations

from collections.abc import Iterator

from clmplan.base.diagnostics import Diagnostic
from clmplan.base.source import Span
from clmplan.codes import journey_plan as codes
from clmplan.model.calendar import Calendar
from clmplan.model.named import line_of
from clmplan.model.playbook import Campaign, Wave
from clmplan.planning.contacts.audiences import Audiences
from clmplan.planning.contacts.world import World
from clmplan.planning.journeys.looks import walked_waves
from clmplan.planning.journeys.outlook import Outlook
from clmplan.planning.journeys.program import Give, program_of
from clmplan.planning.journeys.unrolled import Unrolled, occurrences


def about_journeys(world: World, calendar: Calendar, outlook: Outlook, audiences: Audiences) -> Iterator[Diagnostic]:
    """What is to be known about the journeys of a plan, and about whom messages wait for."""
    yield from _never_coming(world, calendar)
    yield from _put_off(world, audiences)
    yield from outlook.findings(world)


def _never_coming(world: World, calendar: Calendar) -> Iterator[Diagnostic]:
    """Messages of a wave that begins in the plan, which come on no day of any of its runs, not of past ones either."""
    all_sends = (*calendar.sends, *(one.send for one in calendar.dropped))
    coming = {(send.campaign, send.wave, send.at) for send in all_sends}
    begun = {(send.campaign, send.wave) for send in all_sends}
    for campaign, wave in walked_waves(world.playbook):
        if (campaign.name, wave.name) not in begun:
            continue
        messages = {step.message.at: step.message for step in program_of(campaign, wave) if isinstance(step, Give)}
        missing = {at for at in messages if at is not None and (campaign.name, wave.name, at) not in coming}
        for at, message in messages.items():
            if at in missing and at not in _reached(world, campaign, wave):
                values = {"message": message.text or message.channel, "last": world.playbook.horizon.last.isoformat()}
                yield codes.STEP_NEVER_COMES.at(at, campaign=campaign.name, wave=wave.name, **values)


def _put_off(world: World, audiences: Audiences) -> Iterator[Diagnostic]:
    """Campaigns with messages that wait at the cap for days after the horizon."""
    for campaign in world.playbook.campaigns:
        count = audiences.beyond[campaign.name]
        if count:
            values = {"count": f"{count:,}", "last": world.playbook.horizon.last.isoformat()}
            yield codes.PUT_OFF_PAST_HORIZON.at(line_of(campaign, "if capped"), campaign=campaign.name, **values)


def _reached(world: World, campaign: Campaign, wave: Wave) -> frozenset[Span | None]:
    """The places of the messages to which the steps of some run lead before the horizon is over."""
    unrolled = Unrolled(campaign, wave, world.playbook.horizon.end, world.playbook.day_table)
    begun = occurrences(world.playbook, unrolled, world.known_until)
    return frozenset(wish.message.at for day in begun for wish in unrolled.wishes(day))
