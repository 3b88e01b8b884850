"""What planning asks of the audience room: named rules, anchor dates, days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from clmplan.base.days import ONE_DAY, day_number
from clmplan.model.calendar import Calendar
from clmplan.model.expression import Expression
from clmplan.model.playbook import Campaign, Playbook
from clmplan.model.schedule import OwnDate, Passage
from clmplan.model.wanted import Wanted
from clmplan.planning.baseline import baseline_days, campaign_baseline_days
from clmplan.planning.contacts.world import wave_of
from clmplan.planning.entries import entered_lifecycles, is_triggered, look_back_days


def wanted(playbook: Playbook, calendar: Calendar, as_of: date) -> Wanted:
    """What a plan is decided from, each thing only on the days that look at it.

    The customers of each stage are counted on every day from `as_of` on: a stage may run empty.
    """
    days = days_needed(playbook, calendar, as_of)
    today = day_number(as_of)
    ahead = frozenset(day for day in days if day >= today)
    return Wanted(
        rules=rules_needed(playbook),
        anchors=anchors_needed(playbook),
        holds=_holds_needed(playbook, calendar, as_of),
        stages=_stages_needed(playbook, calendar, as_of),
        counts={lifecycle.name: ahead for lifecycle in playbook.lifecycles},
        details=frozenset({today}),
        learns_on=today,
    )


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
        f"{campaign.name}/{wave.name}": wave.schedule.trigger.date
        for campaign in playbook.campaigns
        for wave in campaign.waves
        if isinstance(wave.schedule.trigger, OwnDate)
    }


def days_needed(playbook: Playbook, calendar: Calendar, as_of: date) -> tuple[int, ...]:
    """The sorted day numbers of `as_of`, of every send, of baselines, and of past entries."""
    days = {as_of, *(send.day for send in calendar.sends), *_entry_days(playbook, calendar)}
    days |= baseline_days(playbook, as_of)
    days |= look_back_days(playbook, as_of)
    return tuple(sorted(day_number(day) for day in days))


def _holds_needed(playbook: Playbook, calendar: Calendar, as_of: date) -> Mapping[str, frozenset[int]]:
    """Segments are counted once; caps and `never` rules meet sends; a campaign is also followed in the past."""
    needed: dict[str, set[date]] = {segment.name: {as_of} for segment in playbook.segments}
    for campaign in playbook.campaigns:
        own = {as_of, *(send.day for send in calendar.sends if send.campaign == campaign.name)}
        own |= campaign_baseline_days(playbook, campaign, as_of)
        if any(map(is_triggered, campaign.waves)):
            own |= look_back_days(playbook, as_of)
        for name in _rules_of(campaign):
            needed[name] = own
    for position, cap in enumerate(playbook.policy.caps):
        if cap.audience is not None:
            days = {send.day for send in calendar.sends if cap.channel in (None, send.channel)}
            needed[f"cap:{position}"] = {as_of, *days}
    for position in range(len(playbook.policy.never)):
        needed[f"never:{position}"] = {as_of, *(send.day for send in calendar.sends)}
    return {name: frozenset(map(day_number, days)) for name, days in needed.items()}


def _rules_of(campaign: Campaign) -> Iterator[str]:
    yield f"campaign:{campaign.name}"
    yield from (f"except:{campaign.name}:{position}" for position in range(len(campaign.exclusions)))


def _stages_needed(playbook: Playbook, calendar: Calendar, as_of: date) -> Mapping[str, frozenset[int]]:
    """Every lifecycle as it stands today; one that waves wait for also around the days of entering."""
    needed: dict[str, set[date]] = {lifecycle.name: {as_of} for lifecycle in playbook.lifecycles}
    for name in entered_lifecycles(playbook):
        needed[name] |= look_back_days(playbook, as_of)
    for lifecycle, entered in _passages(playbook, calendar):
        needed[lifecycle] |= {entered, entered - ONE_DAY}
    return {name: frozenset(map(day_number, days)) for name, days in needed.items()}


def _entry_days(playbook: Playbook, calendar: Calendar) -> Iterator[date]:
    for _, entered in _passages(playbook, calendar):
        yield from (entered, entered - ONE_DAY)


def _passages(playbook: Playbook, calendar: Calendar) -> Iterator[tuple[str, date]]:
    """The lifecycles that sends wait for a passage of, each with the day of the passage."""
    for send in calendar.sends:
        schedule = wave_of(playbook.campaign(send.campaign), send.wave).schedule
        if isinstance(schedule.trigger, Passage):
            yield from ((schedule.trigger.lifecycle, day) for day in schedule.anchors_on(send.occurrence))
