"""What planning asks of the audience room: named rules, anchor dates, days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from clmplan.base.days import day_number
from clmplan.model.calendar import Calendar
from clmplan.model.expression import Expression
from clmplan.model.playbook import Playbook
from clmplan.planning.baseline import baseline_days
from clmplan.planning.contacts.world import wave_of
from clmplan.planning.entries import look_back_days


def rules_needed(playbook: Playbook) -> Mapping[str, Expression]:
    """The conditions of audiences, exceptions, caps and `never` rules by name.

    Exceptions are rules of their own, because one that is unknown does not keep anybody out.
    """
    rules: dict[str, Expression] = {}
    for campaign in playbook.campaigns:
        rules[f"campaign:{campaign.name}"] = campaign.audience
        for position, exclusion in enumerate(campaign.exclusions):
            rules[f"except:{campaign.name}:{position}"] = exclusion
    for position, cap in enumerate(playbook.policy.caps):
        if cap.audience is not None:
            rules[f"cap:{position}"] = cap.audience
    for position, never in enumerate(playbook.policy.never):
        rules[f"never:{position}"] = never.audience
    return rules


def anchors_needed(playbook: Playbook) -> Mapping[str, Expression]:
    """The dates that triggered waves count from, by `campaign/wave`."""
    return {
        f"{campaign.name}/{wave.name}": wave.schedule.anchor
        for campaign in playbook.campaigns
        for wave in campaign.waves
        if wave.schedule.anchor is not None
    }


def days_needed(playbook: Playbook, calendar: Calendar, as_of: date) -> tuple[int, ...]:
    """The sorted day numbers of `as_of`, of every send, of baselines, and of past entries."""
    days = {as_of, *(send.day for send in calendar.sends), *_entry_days(playbook, calendar)}
    days |= baseline_days(playbook, as_of)
    days |= look_back_days(playbook, as_of)
    return tuple(sorted(day_number(day) for day in days))


def _entry_days(playbook: Playbook, calendar: Calendar) -> Iterator[date]:
    for send in calendar.sends:
        entering = wave_of(playbook.campaign(send.campaign), send.wave).schedule.entering
        if entering is not None:
            yield send.occurrence - timedelta(days=entering[2])
            yield send.occurrence - timedelta(days=entering[2] + 1)
