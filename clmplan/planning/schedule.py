"""From schedules to dated sends: days, quiet hours, holidays, blackouts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from clmplan.base.clock import ClockTime
from clmplan.base.days import Window
from clmplan.base.diagnostics import Checked, Diagnostic, in_order
from clmplan.codes.calendar import (
    ALL_DROPPED,
    CAMPAIGN_OUTSIDE_HORIZON,
    DAYS_PAST,
    ESTIMATED_DAYS,
    HORIZON_OVER,
    NO_ALLOWED_MINUTE,
    NO_DAY,
)
from clmplan.model.calendar import Calendar, DroppedSend, Send
from clmplan.model.declared.policy import Quiet
from clmplan.model.playbook import Campaign, Playbook, Wave
from clmplan.planning.closed_days import (
    NEXT,
    Refusal,
    first_that_may_reach,
    of_campaign,
    on_open_day,
    once_a_day,
    refusal,
)
from clmplan.planning.journeys.capped import second_tries
from clmplan.planning.journeys.program import Give, program_of
from clmplan.planning.journeys.unrolled import Unrolled, Wish, occurrences
from clmplan.planning.quiet import Release, leaves_a_minute, release
from clmplan.schedules.adjusted import Adjusted

Made = tuple[Wish, Send, Refusal | None]


@dataclass(frozen=True, slots=True)
class _Expanded:
    """The sends of one wave. `found` is False when the schedule yields no day at all."""

    sends: tuple[Send, ...]
    dropped: tuple[DroppedSend, ...]
    found: bool


def expand(playbook: Playbook, as_of: date, *, has_history: bool = False) -> Checked[Calendar]:
    """Every send from `as_of` on inside the horizon, in order, and every send that a rule dropped.

    Where contacts made before are known (`has_history`), journeys that began before the horizon go on in it.

    A send belongs to the plan in which its final day lies: one that quiet hours or a blackout move from before the
    first day planned is part of it, so that plans of neighbouring months add up to the plan of both.
    """
    if as_of > playbook.horizon.last:
        return Checked(Calendar(()), (HORIZON_OVER.at(playbook.at, last=playbook.horizon.last, as_of=as_of),))
    planned = Window(max(playbook.horizon.start, as_of), playbook.horizon.end)
    impossible = tuple(_without_a_minute(playbook))
    if impossible:
        return Checked(Calendar(()), impossible)
    sends: list[tuple[int, Send]] = []
    dropped: list[tuple[int, DroppedSend]] = []
    findings: list[Diagnostic] = []
    for campaign in playbook.campaigns:
        if len(of_campaign(campaign, planned)) == 0:
            findings.append(_outside(campaign, planned))
            continue
        for wave in campaign.waves:
            expanded = _expanded(playbook, campaign, wave, planned, as_of if has_history else None)
            findings += _remarks(campaign, wave, expanded, playbook.horizon, planned)
            sends += [(campaign.priority, send) for send in expanded.sends]
            dropped += [(campaign.priority, one) for one in expanded.dropped]
    calendar = Calendar(
        tuple(send for _, send in sorted(sends, key=lambda pair: _order(*pair))),
        tuple(one for _, one in sorted(dropped, key=lambda pair: _order(pair[0], pair[1].send))),
    )
    return Checked(calendar, in_order((*findings, *_estimates(playbook, calendar.sends))))


def _without_a_minute(playbook: Playbook) -> Iterator[Diagnostic]:
    programs = (program_of(campaign, wave) for campaign in playbook.campaigns for wave in campaign.waves)
    used = {one.message.channel for program in programs for one in program if isinstance(one, Give) and one.time}
    if used:
        used |= {campaign.if_capped.channel or "" for campaign in playbook.campaigns}
    for channel in playbook.channels:
        rules = _quiet_rules(playbook, channel.name)
        if channel.name in used and not leaves_a_minute(rules):
            yield NO_ALLOWED_MINUTE.at(rules[0].at or channel.at, channel=channel.name)


def _quiet_rules(playbook: Playbook, channel: str) -> tuple[Quiet, ...]:
    own = playbook.channel(channel).quiet
    return playbook.policy.quiet if own is None else (own, *playbook.policy.quiet)


def _outside(campaign: Campaign, planned: Window) -> Diagnostic:
    window = campaign.window or planned
    return CAMPAIGN_OUTSIDE_HORIZON.at(
        campaign.at,
        campaign=campaign.name,
        first=window.start,
        last=window.last,
        start=planned.start,
        end=planned.last,
    )


def _expanded(
    playbook: Playbook, campaign: Campaign, wave: Wave, planned: Window, known_until: date | None
) -> _Expanded:
    unrolled = Unrolled(campaign, wave, playbook.horizon.end, playbook.day_table)
    if unrolled.is_walked:  # runs that began before the days planned go on in them
        days = occurrences(playbook, unrolled, known_until)
    else:
        first = first_that_may_reach(playbook, planned.start, is_waiting=wave.if_missed == NEXT)
        days = wave.schedule.days(of_campaign(campaign, Window(min(first, planned.start), planned.end)))
    found: list[Send] = []
    dropped: list[DroppedSend] = []
    for occurrence in days:
        made = tuple(sends_of(playbook, unrolled, occurrence))
        is_begun = begins(unrolled, occurrence, made)
        for wish, send, why in made:
            if send.day < planned.start or not (is_begun or unrolled.opens(wish, occurrence)):
                continue
            if why is None:
                found.append(send)
            else:
                dropped.append(DroppedSend(send, *why))
    kept, doubled = once_a_day(playbook, wave, found)
    sends = tuple(one for send in kept for one in (send, *second_tries(playbook, campaign, send)))
    lost = (*dropped, *doubled, *_shifted_out(playbook, unrolled, planned))
    return _Expanded(sends, lost, bool(sends or lost))


def sends_of(playbook: Playbook, unrolled: Unrolled, occurrence: date) -> Iterator[Made]:
    """Every send of a wave that begins on a day, where it finally lies, with the rule that drops it (None: nothing)."""
    campaign, wave = unrolled.campaign, unrolled.wave
    name = wave.schedule.occurrence(occurrence)
    for wish in unrolled.wishes(occurrence):
        send = on_open_day(playbook, campaign, wave, _send(playbook, unrolled, wish, occurrence, name))
        yield wish, send, refusal(playbook, campaign, wave, send)


def begins(unrolled: Unrolled, occurrence: date, made: Sequence[Made]) -> bool:
    """Whether a run begins at all: not when a rule drops every message before its first wait."""
    opening = [why for wish, _, why in made if unrolled.opens(wish, occurrence)]
    return not opening or None in opening


def _send(playbook: Playbook, unrolled: Unrolled, wish: Wish, occurrence: date, name: str) -> Send:
    """A wish as a send, after quiet hours have moved it; `name` is the lasting name of the occurrence."""
    campaign, wave, message = unrolled.campaign, unrolled.wave, wish.message
    goes = Release(wish.day, ClockTime.min) if wish.time is None else _released(playbook, wish, wish.time)
    unsure = wave.schedule.is_estimated(occurrence)
    return Send(
        id=f"{campaign.id}/{wave.id or wave.name}/{name}/{wish.name}",
        campaign=campaign.name,
        wave=wave.name,
        day=goes.day,
        time=None if wish.time is None else goes.time,
        channel=message.channel,
        message=message.text,
        offer=message.offer,
        occurrence=occurrence,
        planned_day=wish.day,
        planned_time=wish.time,
        is_triggered=wave.schedule.trigger is not None,
        estimated=unsure or goes.day.year in playbook.day_table.estimated_years,
        at=message.at or wave.at,
        step=wish.step,
        until=goes.until,
        is_local=wave.is_local,
    )


def _released(playbook: Playbook, wish: Wish, time: ClockTime) -> Release:
    return release(wish.day, time, _quiet_rules(playbook, wish.message.channel))


def _shifted_out(playbook: Playbook, unrolled: Unrolled, planned: Window) -> Iterator[DroppedSend]:
    """The first messages of days that move to a work day outside the horizon or the campaign, and so go out never."""
    campaign, schedule = unrolled.campaign, unrolled.wave.schedule
    if not isinstance(schedule, Adjusted):
        return
    said: set[str] = set()
    for own, day in schedule.moved_out(of_campaign(campaign, playbook.horizon)):
        is_outside_horizon = day not in playbook.horizon
        limit, at = ("horizon", playbook.at) if is_outside_horizon else ("campaign", campaign.at)
        name = day.isoformat() if schedule.trigger is not None else schedule.schedule.occurrence(own)
        if own < planned.start or name in said:
            continue
        said.add(name)
        wishes = tuple(unrolled.wishes(own))
        for wish in [one for one in wishes if not one.step] or wishes[:1]:
            send = _send(playbook, unrolled, replace(wish, day=day), day, name)
            reason = f"shifted-{'after' if day > own else 'before'}-{limit}"
            yield DroppedSend(replace(send, planned_day=own), reason, at)


def _past_days(campaign: Campaign, wave: Wave, horizon: Window, planned: Window) -> tuple[date, ...]:
    """The days of a wave that lie in the horizon, before the days planned."""
    before = Window(min(horizon.start, planned.start), planned.start)
    return wave.schedule.days(of_campaign(campaign, before))


def _remarks(
    campaign: Campaign, wave: Wave, expanded: _Expanded, horizon: Window, planned: Window
) -> Iterator[Diagnostic]:
    place = wave.at or campaign.at
    past = () if expanded.found else _past_days(campaign, wave, horizon, planned)
    if past:
        yield DAYS_PAST.at(place, wave=wave.name, campaign=campaign.name, as_of=planned.start, last=past[-1])
    elif not expanded.found:
        window = of_campaign(campaign, planned)
        yield NO_DAY.at(
            place,
            wave=wave.name,
            campaign=campaign.name,
            start=window.start,
            end=window.last,
            schedule=wave.schedule_text,
        )
    elif not expanded.sends:
        yield ALL_DROPPED.at(place, wave=wave.name, campaign=campaign.name, count=len(expanded.dropped))


def _estimates(playbook: Playbook, sends: Iterable[Send]) -> Iterator[Diagnostic]:
    years = sorted({send.day.year for send in sends if send.estimated})
    if years:
        yield ESTIMATED_DAYS.at(playbook.at, years=", ".join(map(str, years)))


def _order(priority: int, send: Send) -> tuple[date, bool, ClockTime, int, str, str, str]:
    time = send.time or ClockTime.min
    return send.day, send.time is not None, time, -priority, send.campaign, send.wave, send.id
