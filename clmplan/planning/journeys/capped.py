"""Where a message goes that the contact policy refuses: on one of the next days, or by another channel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from clmplan.model.calendar import Send
from clmplan.model.declared.policy import Quiet
from clmplan.model.playbook import Campaign, Playbook
from clmplan.planning.closed_days import is_closed
from clmplan.planning.quiet import next_allowed


def second_tries(playbook: Playbook, campaign: Campaign, send: Send) -> Iterator[Send]:
    """The sends that wait for whom the policy refuses at a send, each for those whom the one before refuses."""
    asked = campaign.if_capped
    if campaign.is_exempt:
        return
    if asked.action == "use" and asked.channel is not None and asked.channel != send.channel:
        day, time = send.day, send.time
        if time is not None:
            day, time = next_allowed(day, time, _quiet_rules(playbook, asked.channel))
        other = replace(
            send, id=f"{send.id}/use-{asked.channel}", channel=asked.channel, day=day, time=time, instead_of=send.id
        )
        yield from _kept(playbook, campaign, other)
    if asked.action == "defer":
        before = send.id
        for late in range(1, (asked.days or 0) + 1):
            days = timedelta(days=late)
            later = replace(
                send,
                id=f"{send.id}/defer-{late}",
                day=send.day + days,
                planned_day=send.planned_day + days,
                instead_of=before,
            )
            for kept in _kept(playbook, campaign, later):
                yield kept
                before = kept.id


def _quiet_rules(playbook: Playbook, channel: str) -> tuple[Quiet, ...]:
    own = playbook.channel(channel).quiet
    return playbook.policy.quiet if own is None else (own, *playbook.policy.quiet)


def _kept(playbook: Playbook, campaign: Campaign, send: Send) -> Iterator[Send]:
    """The send itself, when its day is open; nothing waits for a closed day."""
    window = campaign.window
    is_inside = send.day in playbook.horizon and (window is None or send.day in window)
    if is_inside and not is_closed(playbook, send.day):
        yield send
