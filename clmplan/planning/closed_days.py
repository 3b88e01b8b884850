"""Days on which nothing goes out, where a send moves to that may wait for an open day, and why one is dropped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from clmplan.base.days import ONE_DAY, Window
from clmplan.base.source import Span
from clmplan.model.calendar import DroppedSend, Send
from clmplan.model.declared.policy import Blackout
from clmplan.model.playbook import Campaign, Playbook, Wave

NEXT = "next"
Refusal = tuple[str, Span | None]


def blackout_on(playbook: Playbook, day: date) -> Blackout | None:
    """The first blackout written that holds on a day."""
    for blackout in playbook.policy.blackouts:
        if blackout.window.start <= day < blackout.window.end:  # asked for every send
            return blackout
    return None


def is_holiday(playbook: Playbook, day: date) -> bool:
    """Whether the policy keeps off statutory holidays and a day is one."""
    return playbook.policy.avoid_holidays and day in playbook.day_table.days_off


def is_closed(playbook: Playbook, day: date) -> bool:
    """Whether a blackout or the holiday rule forbids a day."""
    return is_holiday(playbook, day) or blackout_on(playbook, day) is not None


def first_open(playbook: Playbook, days: Window) -> date | None:
    """The first of some days on which nothing forbids a send; None when there is none."""
    return next((day for day in days if not is_closed(playbook, day)), None)


def first_that_may_reach(playbook: Playbook, start: date, *, is_waiting: bool = False) -> date:
    """The first day whose sends may move to a day or past it.

    Quiet hours move a send by one night; a blackout that defers, or a wave that is waiting for the next open day when
    it misses one, moves it across every closed day in between.
    """
    if is_waiting or any(blackout.is_deferring for blackout in playbook.policy.blackouts):
        while start > date.min + ONE_DAY and is_closed(playbook, start - ONE_DAY):
            start -= ONE_DAY
    return start - ONE_DAY


def of_campaign(campaign: Campaign, days: Window) -> Window:
    """Those of some days on which a campaign runs."""
    return days if campaign.window is None else days.meet(campaign.window)


def on_open_day(playbook: Playbook, campaign: Campaign, wave: Wave, send: Send) -> Send:
    """The send on the next open day where its day is closed and it may wait; as it is where none is left."""
    blackout = blackout_on(playbook, send.day)
    may_wait = wave.if_missed == NEXT or (blackout is not None and blackout.is_deferring)
    if not may_wait or not is_closed(playbook, send.day):
        return send
    ahead = Window(send.day, max(send.day, playbook.horizon.end))
    day = first_open(playbook, of_campaign(campaign, ahead))
    if day is None:
        return send
    return replace(send, day=day, estimated=send.estimated or day.year in playbook.day_table.estimated_years)


def refusal(playbook: Playbook, campaign: Campaign, wave: Wave, send: Send) -> Refusal | None:
    """The rule that drops a send where it lies, and its place; None when it goes out."""
    if send.day >= playbook.horizon.end:
        return "after-horizon", playbook.at
    if campaign.window is not None and send.day not in campaign.window:
        return "after-campaign", campaign.at
    blackout, is_waiting = blackout_on(playbook, send.day), wave.if_missed == NEXT
    ends_first = campaign.window is not None and campaign.window.end < playbook.horizon.end
    end = "campaign" if ends_first else "horizon"
    if blackout is not None:
        why = f"deferred-after-{end}" if blackout.is_deferring else f"missed-after-{end}" if is_waiting else "blackout"
        return f"{why}:{blackout.title}", blackout.at
    if not is_holiday(playbook, send.day):
        return None
    return f"missed-after-{end}" if is_waiting else "holiday", playbook.policy.holidays_at


def once_a_day(playbook: Playbook, wave: Wave, sends: Iterable[Send]) -> tuple[list[Send], list[DroppedSend]]:
    """The sends of a wave of which several messages that were missed and would go out on one day are one, the latest.

    Whoever waits on a day of their own is somebody else each day, and keeps the send.
    """
    kept: dict[tuple[str, ...], Send] = {}
    dropped: list[DroppedSend] = []
    for send in sends:
        is_same = wave.if_missed == NEXT and not send.is_triggered and not send.step
        key = (send.day.isoformat(), send.id.rpartition("/")[2]) if is_same else (send.id,)
        before = kept.pop(key, None)
        if before is not None:
            dropped.append(DroppedSend(before, "missed-same-day", _closing(playbook, before)))
        kept[key] = send
    return list(kept.values()), dropped


def _closing(playbook: Playbook, send: Send) -> Span | None:
    """The place of the rule that closed the day on which a send was planned, or the one after the night."""
    for day in Window.of_days(send.planned_day, send.day):
        blackout = blackout_on(playbook, day)
        if blackout is not None:
            return blackout.at
    return playbook.policy.holidays_at
