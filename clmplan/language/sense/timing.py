"""Sends at times and on days on which nothing will go out as it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from clmplan.base.clock import ClockTime, is_inside
from clmplan.base.days import ONE_DAY, Window
from clmplan.base.diagnostics import Diagnostic, Edit, Wording
from clmplan.base.source import Span
from clmplan.codes import sense_campaigns as codes
from clmplan.codes.calendar import CAMPAIGN_OUTSIDE_HORIZON, NO_DAY
from clmplan.language.sense.reading.look import Look, begins_with
from clmplan.language.sense.reading.steps import timed_messages
from clmplan.language.text.syntax import LiteralNode
from clmplan.model.declared.policy import Quiet
from clmplan.model.playbook import Campaign, Channel, Playbook, Wave
from clmplan.schedules.adjusted import Adjusted

_SOON = timedelta(days=8)


def outside_the_horizon(look: Look) -> Iterator[Diagnostic]:
    """Campaigns and waves without a single day in the horizon: what planning says too, before any data is read."""
    horizon = look.playbook.horizon
    reaching = _reaching(look.playbook)
    for campaign in look.playbook.campaigns:
        window = horizon if campaign.window is None else horizon.meet(campaign.window)
        if len(window) == 0 and campaign.window is not None:
            yield CAMPAIGN_OUTSIDE_HORIZON.at(
                campaign.at,
                campaign=campaign.name,
                first=campaign.window.start,
                last=campaign.window.last,
                start=horizon.start,
                end=horizon.last,
            )
            continue
        within = reaching if campaign.window is None else reaching.meet(campaign.window)
        for wave in campaign.waves:
            if not _has_day(wave, within):
                yield _no_day(campaign, wave, window)


def quiet_hours(look: Look) -> Iterator[Diagnostic]:
    """Messages written for a time at which their channel or the policy is quiet, and when they really go out."""
    rules_of = {channel.name: _quiet_rules(look.playbook, channel) for channel in look.playbook.channels}
    others = look.playbook.policy.quiet
    if not others and not any(rules_of.values()):
        return
    for campaign in look.playbook.campaigns:
        for wave in campaign.waves:
            said: set[tuple[str, ClockTime]] = set()
            for message, time in timed_messages(wave):
                rules = rules_of.get(message.channel, others)
                if time is None or (message.channel, time) in said or not _leave_a_minute(rules):
                    continue
                said.add((message.channel, time))
                first = _quiet_at(time, rules)
                if first is not None:
                    places = [at for at, written in _written_times(campaign, wave, look) if written == time]
                    place = places[0] if len(places) == 1 else None
                    found = _moved(wave, campaign, message.channel, time, rules, place or message.at)
                    yield found.beside(first.at, codes.THESE_HOURS)


def _reaching(playbook: Playbook) -> Window:
    """The horizon and the days before it from which quiet hours and closed days may move something into it."""
    is_waiting = any(wave.if_missed == "next" for campaign in playbook.campaigns for wave in campaign.waves)
    moving = (one.window.start for one in playbook.policy.blackouts if one.is_deferring or is_waiting)
    return Window(min((playbook.horizon.start, *moving)) - ONE_DAY, playbook.horizon.end)


def _has_day(wave: Wave, window: Window) -> bool:
    """Whether a wave has a day in a window; most have one in its first days, which are asked for alone.

    One that moves out of the window to a work day is no mistake in the days: a plan lists it.
    """
    if isinstance(wave.schedule, Adjusted) and wave.schedule.moved_out(window):
        return True
    soon = min(window.start + _SOON, window.end)
    return bool(wave.schedule.days(Window(window.start, soon)) or wave.schedule.days(Window(soon, window.end)))


def _no_day(campaign: Campaign, wave: Wave, window: Window) -> Diagnostic:
    return NO_DAY.at(
        wave.at or campaign.at,
        wave=wave.name,
        campaign=campaign.name,
        start=window.start,
        end=window.last,
        schedule=wave.schedule_text,
    )


def _quiet_rules(playbook: Playbook, channel: Channel) -> tuple[Quiet, ...]:
    return playbook.policy.quiet if channel.quiet is None else (channel.quiet, *playbook.policy.quiet)


def _quiet_at(time: ClockTime, rules: Sequence[Quiet]) -> Quiet | None:
    return next((rule for rule in rules if is_inside(time, rule.start, rule.end)), None)


def _leave_a_minute(rules: Sequence[Quiet]) -> bool:
    return not rules or any(_quiet_at(rule.end, rules) is None for rule in rules)


def _moved(
    wave: Wave, campaign: Campaign, channel: str, time: ClockTime, rules: Sequence[Quiet], place: Span | None
) -> Diagnostic:
    """Where a message goes: to the end of the quiet hours, and of those that begin then."""
    days, goes = 0, time
    while (rule := _quiet_at(goes, rules)) is not None:
        days += rule.end <= goes
        goes = rule.end
    written, real = (one.strftime("%H:%M") for one in (time, goes))
    when = codes.days_later(days)
    found = codes.IN_QUIET_HOURS.at(place, channel=channel, time=written, real=real, when=when, campaign=campaign.name)
    is_alone = len({message.channel for message, _ in timed_messages(wave)}) == 1
    if days or place is None or not is_alone or ":" not in place.text[:3]:
        return found
    title = Wording(f"write `{real}`, when it goes out anyway", f"写成 `{real}`，它本来就在这时发出")
    return found.mended(title, Edit(place, real), is_safe=True)


def _written_times(campaign: Campaign, wave: Wave, look: Look) -> Iterator[tuple[Span, ClockTime]]:
    """The times of day in the lines of a wave, which may be those of its campaign."""
    waiting = [one for one in look.declarations("campaign") if one.phrase.span == campaign.at]
    while waiting:
        statement = waiting.pop()
        for part in statement.phrase.parts:
            if isinstance(part, LiteralNode) and isinstance(part.value.value, ClockTime):
                yield part.span, part.value.value
        is_other = begins_with(statement, "wave") and statement.phrase.span != wave.at
        waiting += () if is_other else statement.block or ()
