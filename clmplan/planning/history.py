"""What the history must be like for a plan to rest on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from clmplan.base.days import day_number, from_day_number
from clmplan.base.diagnostics import Diagnostic, Wording, nearest
from clmplan.codes import plan as codes
from clmplan.model.playbook import Playbook
from clmplan.model.records import CustomerBase

_STALE_DAYS = 30


def about_history(playbook: Playbook, base: CustomerBase) -> tuple[Diagnostic, ...]:
    """Contacts on channels nobody declared (they would escape every cap), and events that end long before `as_of`."""
    return (*_unknown_channels(playbook, base), *_stale_events(playbook, base))


def _unknown_channels(playbook: Playbook, base: CustomerBase) -> Iterator[Diagnostic]:
    known = [channel.name for channel in playbook.channels]
    unknown = Counter(str(channel) for channel in base.contacts.channel if channel not in known)
    for name, count in sorted(unknown.items()):
        near = nearest(name, known) or next((one for one in known if one.lower() == name.lower()), None)
        hint = Wording("declare the channel, or write its name as declared", "请声明该渠道，或按声明的名字书写")
        if near is not None:
            hint = Wording(f"perhaps `{near}` is meant", f"是否应为 `{near}`")
        yield codes.UNKNOWN_HISTORY_CHANNEL.at(None, channel=name, count=f"{count:,}", hint=hint)


def _stale_events(playbook: Playbook, base: CustomerBase) -> Iterator[Diagnostic]:
    goals = {campaign.goal.event for campaign in playbook.campaigns if campaign.goal is not None}
    for event in sorted(goals | {rest.event for rest in playbook.policy.rests}):
        days = base.events[event].day
        silent = day_number(base.as_of) - int(days.max()) if len(days) else 0
        if silent > _STALE_DAYS:
            newest = from_day_number(int(days.max()))
            yield codes.STALE_EVENTS.at(None, event=event, newest=newest, days=silent, as_of=base.as_of)
