"""What planning asks of the audience room: named rules, anchor dates, days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from clmplan.base.days import ONE_DAY, day_number
from clmplan.model.calendar import Calendar
from clmplan.model.expression import Expression
from clmplan.model.playbook import Campaign, Playbook
from clmplan.model.schedule import OwnDate, Passage, Schedule
from clmplan.model.wanted import Wanted
from clmplan.planning.baseline import baseline_days, campaign_baseline_days
from clmplan.planning.contacts.world import snapshot_day
from clmplan.planning.entries import is_triggered, look_back_days, passages
from clmplan.planning.journeys.looks import Looks, looks, questions
from clmplan.planning.journeys.rates import rate_days


def wanted(playbook: Playbook, calendar: Calendar, as_of: date, *, has_history: bool = False) -> Wanted:
    """What a plan is decided from, each thing only on the days that look at it.

    The customers of each stage are counted on every day from `as_of` on: a stage may run empty.
    """
    journeys = looks(playbook, as_of if has_history else None)
    days = _days(playbook, calendar, as_of, journeys)
    today = day_number(as_of)
    ahead = frozenset(day for day in days if day >= today)
    return Wanted(
        rules=rules_needed(playbook),
        anchors=anchors_needed(playbook),
        holds=_holds_needed(playbook, calendar, as_of, journeys),
        stages=_stages_needed(playbook, calendar, as_of, journeys),
        counts={lifecycle.name: ahead for lifecycle in playbook.lifecycles},
        details=frozenset({today}),
        learns_on=today,
    )


def rules_needed(playbook: Playbook) -> Mapping[str, Expression]:
    """The conditions of audiences, exceptions, caps, `never` rules and journeys by name.

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
    return {**rules, **questions(playbook)}


def anchors_needed(playbook: Playbook) -> Mapping[str, Expression]:
    """The dates that triggered waves count from, by `campaign/wave`."""
    return {
        f"{campaign.name}/{wave.name}": wave.schedule.trigger.date
        for campaign in playbook.campaigns
        for wave in campaign.waves
        if isinstance(wave.schedule.trigger, OwnDate)
    }


def days_needed(playbook: Playbook, calendar: Calendar, as_of: date, *, has_history: bool = False) -> tuple[int, ...]:
    """The sorted day numbers of `as_of`, of every send, of journeys, of baselines, and of past entries."""
    return _days(playbook, calendar, as_of, looks(playbook, as_of if has_history else None))


def _days(playbook: Playbook, calendar: Calendar, as_of: date, journeys: Looks) -> tuple[int, ...]:
    days = {as_of, *(send.day for send in calendar.sends), *baseline_days(playbook, as_of)}
    days |= look_back_days(playbook, as_of)
    for _, passed in _passages(playbook, calendar, journeys):
        days |= {passed, passed - ONE_DAY}
    for campaign in playbook.campaigns:
        days |= _frozen(playbook, campaign) | rate_days(campaign, journeys, as_of)
        days |= _given_up(playbook, calendar, campaign)
    for asked in journeys.holds.values():
        days |= asked
    return tuple(sorted(day_number(day) for day in days))


def _holds_needed(playbook: Playbook, calendar: Calendar, as_of: date, journeys: Looks) -> Mapping[str, frozenset[int]]:
    """Segments are counted once; caps and `never` rules meet sends; a campaign is also followed in the past."""
    sent: dict[str, set[date]] = {campaign.name: set() for campaign in playbook.campaigns}
    carried: dict[str, set[date]] = {channel.name: set() for channel in playbook.channels}
    for send in calendar.sends:
        sent[send.campaign].add(send.day)
        carried.setdefault(send.channel, set()).add(send.day)
    every = set[date]().union(*sent.values())
    needed: dict[str, set[date]] = {segment.name: {as_of} for segment in playbook.segments}
    for passage in (one for one in passages(playbook) if not one.lifecycle):
        needed[passage.name] |= look_back_days(playbook, as_of)
    for passage, day in _passages(playbook, calendar, journeys):
        if not passage.lifecycle:
            needed[passage.name] |= {day, day - ONE_DAY}
    for campaign in playbook.campaigns:
        own = {as_of, *sent[campaign.name], *_frozen(playbook, campaign), *rate_days(campaign, journeys, as_of)}
        own |= campaign_baseline_days(playbook, campaign, as_of) | _given_up(playbook, calendar, campaign)
        if any(map(is_triggered, campaign.waves)):
            own |= look_back_days(playbook, as_of)
        for name in _rules_of(campaign):
            needed[name] = own | journeys.holds.get(name, set())
    for position, cap in enumerate(playbook.policy.caps):
        if cap.audience is not None:
            needed[f"cap:{position}"] = {as_of, *(every if cap.channel is None else carried.get(cap.channel, ()))}
    for position in range(len(playbook.policy.never)):
        needed[f"never:{position}"] = {as_of, *every}
    for name in questions(playbook):
        needed[name] = journeys.holds.get(name, set())
    return {name: frozenset(map(day_number, days)) for name, days in needed.items()}


def _rules_of(campaign: Campaign) -> Iterator[str]:
    yield f"campaign:{campaign.name}"
    yield from (f"except:{campaign.name}:{position}" for position in range(len(campaign.exclusions)))


def _given_up(playbook: Playbook, calendar: Calendar, campaign: Campaign) -> set[date]:
    """The days on which dropped sends of a campaign would have gone out to its whole audience, to count whom."""
    lost = (one.send for one in calendar.dropped if one.send.campaign == campaign.name)
    return {send.day for send in lost if send.day in playbook.horizon and not (send.is_triggered or send.step)}


def _frozen(playbook: Playbook, campaign: Campaign) -> set[date]:
    """The day on which the audience of a snapshot campaign is frozen."""
    return {snapshot_day(playbook, campaign)} if campaign.is_snapshot else set()


def _stages_needed(
    playbook: Playbook, calendar: Calendar, as_of: date, journeys: Looks
) -> Mapping[str, frozenset[int]]:
    """Every lifecycle as it stands today; one that waves wait for also around the days of entering and leaving."""
    needed: dict[str, set[date]] = {lifecycle.name: {as_of} for lifecycle in playbook.lifecycles}
    for passage in (one for one in passages(playbook) if one.lifecycle):
        needed[passage.lifecycle] |= look_back_days(playbook, as_of)
    for passage, day in _passages(playbook, calendar, journeys):
        if passage.lifecycle:
            needed[passage.lifecycle] |= {day, day - ONE_DAY}
    return {name: frozenset(map(day_number, days)) for name, days in needed.items()}


def _passages(playbook: Playbook, calendar: Calendar, journeys: Looks) -> Iterator[tuple[Passage, date]]:
    """The passages that waves wait for, each with the days on which customers must pass."""
    begun = {(send.campaign, send.wave, send.occurrence) for send in calendar.sends}
    begun |= {(*place, day) for place, days in journeys.begins.items() for day in days}
    schedules: dict[tuple[str, str], Schedule] = {
        (campaign.name, wave.name): wave.schedule for campaign in playbook.campaigns for wave in campaign.waves
    }
    for campaign, wave, occurrence in sorted(begun):
        schedule = schedules[campaign, wave]
        if isinstance(schedule.trigger, Passage):
            yield from ((schedule.trigger, day) for day in sorted(schedule.anchors_on(occurrence)))
