"""What the journeys of a plan have to say: messages that never come, responses that nobody could measure."""

from __future__ import annotations

from collections.abc import Iterator

from clmplan.base.diagnostics import Diagnostic
from clmplan.codes import journey_plan as codes
from clmplan.model.calendar import Calendar
from clmplan.planning.contacts.world import World
from clmplan.planning.journeys.looks import walked_waves
from clmplan.planning.journeys.outlook import Outlook
from clmplan.planning.journeys.program import Give, program_of


def about_journeys(world: World, calendar: Calendar, outlook: Outlook) -> Iterator[Diagnostic]:
    """What is to be known about the journeys of a plan."""
    yield from _never_coming(world, calendar)
    yield from outlook.findings(world)


def _never_coming(world: World, calendar: Calendar) -> Iterator[Diagnostic]:
    """Messages of a wave that begins in the plan, none of which comes before the horizon is over."""
    all_sends = (*calendar.sends, *(one.send for one in calendar.dropped))
    coming = {(send.campaign, send.wave, send.at) for send in all_sends}
    begun = {(send.campaign, send.wave) for send in all_sends}
    for campaign, wave in walked_waves(world.playbook):
        if (campaign.name, wave.name) not in begun:
            continue
        messages = {step.message.at: step.message for step in program_of(campaign, wave) if isinstance(step, Give)}
        for at, message in messages.items():
            if at is not None and (campaign.name, wave.name, at) not in coming:
                values = {"message": message.text or message.channel, "last": world.playbook.horizon.last.isoformat()}
                yield codes.STEP_NEVER_COMES.at(at, campaign=campaign.name, wave=wave.name, **values)
