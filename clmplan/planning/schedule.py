"""From schedules to dated sends: days, quiet hours, holidays, blackouts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from clmplan.base.clock import ClockTime
from clmplan.base.days import Window
from clmplan.base.diagnostics import Checked, Diagnostic, in_order
from clmplan.base.source import Span
from clmplan.codes.calendar import (
    ALL_DROPPED,
    CAMPAIGN_OUTSIDE_HORIZON,
    ESTIMATED_DAYS,
    HORIZON_OVER,
    NO_ALLOWED_MINUTE,
    NO_DAY,
)
from clmplan.model.calendar import Calendar, DroppedSend, Send
from clmplan.model.declared.policy import Blackout, Quiet
from clmplan.model.playbook import Campaign, Playbook, Wave
from clmplan.planning.closed_days import blackout_on, first_open, first_that_may_reach, is_holiday
from clmplan.planning.quiet import leaves_a_minute, next_allowed


@dataclass(frozen=True, slots=True)
class _Expanded:
    """The sends of one wave. `found` is False when the schedule yields no day at all."""

    sends: tuple[Send, ...]
    dropped: tuple[DroppedSend, ...]
    found: bool


def expand(playbook: Playbook, as_of: date) -> Checked[Calendar]:
    """Every send from `as_of` on inside the horizon, in order, and every send that a rule dropped.

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
        if len(_of_campaign(campaign, planned)) == 0:
            findings.append(_outside(campaign, planned))
            continue
        for wave in campaign.waves:
            expanded = _expanded(playbook, campaign, wave, planned)
            findings += _remarks(campaign, wave, expanded, planned)
            sends += [(campaign.priority, send) for send in expanded.sends]
            dropped += [(campaign.priority, one) for one in expanded.dropped]
    calendar = Calendar(
        tuple(send for _, send in sorted(sends, key=lambda pair: _order(*pair))),
        tuple(one for _, one in sorted(dropped, key=lambda pair: _order(pair[0], pair[1].send))),
    )
    return Checked(calendar, in_order((*findings, *_estimates(playbook, calendar.sends))))


def _without_a_minute(playbook: Playbook) -> Iterator[Diagnostic]:
    timed = [wave for campaign in playbook.campaigns for wave in campaign.waves if wave.time is not None]
    used = {message.channel for wave in timed for message in wave.messages}
    for channel in playbook.channels:
        rules = _quiet_rules(playbook, channel.name)
        if channel.name in used and not leaves_a_minute(rules):
            yield NO_ALLOWED_MINUTE.at(rules[0].at or channel.at, channel=channel.name)


def _quiet_rules(playbook: Playbook, channel: str) -> tuple[Quiet, ...]:
    own = playbook.channel(channel).quiet
    return playbook.policy.quiet if own is None else (own, *playbook.policy.quiet)


def _of_campaign(campaign: Campaign, planned: Window) -> Window:
    return planned if campaign.window is None else planned.meet(campaign.window)


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


def _expanded(playbook: Playbook, campaign: Campaign, wave: Wave, planned: Window) -> _Expanded:
    reaching = Window(first_that_may_reach(playbook, planned.start), planned.end)
    days = wave.schedule.days(_of_campaign(campaign, reaching))
    sends: list[Send] = []
    dropped: list[DroppedSend] = []
    for occurrence in days:
        for wished in _messages(playbook, campaign, wave, occurrence):
            send = _deferred(playbook, campaign, wished)
            if send.day < planned.start:
                continue
            refusal = _refusal(playbook, campaign, send)
            if refusal is None:
                sends.append(send)
            else:
                dropped.append(DroppedSend(send, *refusal))
    return _Expanded(tuple(sends), tuple(dropped), bool(sends or dropped))


def _messages(playbook: Playbook, campaign: Campaign, wave: Wave, occurrence: date) -> Iterator[Send]:
    schedule = wave.schedule
    for number, message in enumerate(wave.messages, start=1):
        day, time = _moved(playbook, message.channel, occurrence, wave.time)
        unsure = schedule.is_estimated(occurrence)
        yield Send(
            id=f"{campaign.id}/{wave.id or wave.name}/{schedule.occurrence(occurrence)}/{number}",
            campaign=campaign.name,
            wave=wave.name,
            day=day,
            time=time,
            channel=message.channel,
            message=message.text,
            offer=message.offer,
            occurrence=occurrence,
            planned_day=occurrence,
            planned_time=wave.time,
            is_triggered=schedule.trigger is not None,
            estimated=unsure or day.year in playbook.day_table.estimated_years,
            at=message.at or wave.at,
        )


def _moved(playbook: Playbook, channel: str, day: date, time: ClockTime | None) -> tuple[date, ClockTime | None]:
    return (day, None) if time is None else next_allowed(day, time, _quiet_rules(playbook, channel))


def _deferred(playbook: Playbook, campaign: Campaign, send: Send) -> Send:
    """The send on the next open day where a blackout defers it; as it is where none does or no day is left."""
    blackout = blackout_on(playbook, send.day)
    if blackout is None or not blackout.is_deferring:
        return send
    day = first_open(playbook, _days_from(playbook, campaign, send.day))
    if day is None:
        return send
    return replace(send, day=day, estimated=send.estimated or day.year in playbook.day_table.estimated_years)


def _days_from(playbook: Playbook, campaign: Campaign, day: date) -> Window:
    """The days of the horizon and of a campaign from a day on; empty when they are over."""
    return _of_campaign(campaign, playbook.horizon.meet(Window(day, max(day, playbook.horizon.end))))


def _refusal(playbook: Playbook, campaign: Campaign, send: Send) -> tuple[str, Span | None] | None:
    if send.day not in playbook.horizon:
        return "after-horizon", playbook.at
    if campaign.window is not None and send.day not in campaign.window:
        return "after-campaign", campaign.at
    blackout = blackout_on(playbook, send.day)
    if blackout is not None:
        return f"{_why_dropped(playbook, campaign, blackout)}:{blackout.title}", blackout.at
    return ("holiday", playbook.policy.holidays_at) if is_holiday(playbook, send.day) else None


def _why_dropped(playbook: Playbook, campaign: Campaign, blackout: Blackout) -> str:
    if not blackout.is_deferring:
        return "blackout"
    ends_first = campaign.window is not None and campaign.window.end < playbook.horizon.end
    return "deferred-after-campaign" if ends_first else "deferred-after-horizon"


def _remarks(campaign: Campaign, wave: Wave, expanded: _Expanded, planned: Window) -> Iterator[Diagnostic]:
    place = wave.at or campaign.at
    if not expanded.found:
        window = _of_campaign(campaign, planned)
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
