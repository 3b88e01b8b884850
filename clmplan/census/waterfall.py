"""From all customers to those who may be contacted: audience, exceptions, consent, and the suppression list last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clmplan.base.source import Span
from clmplan.census.crowd import Crowd, agreed
from clmplan.census.discreet import partition
from clmplan.census.groups import Meaning, members
from clmplan.model.named import line_of
from clmplan.model.playbook import Channel

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Drop:
    """Customers that one rule keeps out: `rule` is `outside`, `except`, `consent`, `never` or `suppressed`.

    `customers` is None when withheld; `detail` names the rule's field or text, `at` where it was written.
    """

    rule: str
    detail: str
    customers: int | None
    at: Span | None


@dataclass(frozen=True, slots=True)
class Fall:
    """All customers, those dropped in turn, those left for a channel (None: withheld, or no channel)."""

    channel: str
    customers: int
    drops: tuple[Drop, ...]
    left: int | None


def waterfalls(crowd: Crowd, meaning: Meaning, smallest: int) -> tuple[Fall, ...]:
    """A fall per channel a campaign sends on; per channel of the playbook for a segment or stage."""
    return tuple(_fall(crowd, meaning, channel, smallest) for channel in _channels(crowd, meaning))


def _channels(crowd: Crowd, meaning: Meaning) -> Sequence[Channel]:
    if meaning.kind != "campaign":
        return crowd.playbook.channels
    used = {message.channel for wave in crowd.playbook.campaign(meaning.name).waves for message in wave.messages}
    return tuple(channel for channel in crowd.playbook.channels if channel.name in used)


def _fall(crowd: Crowd, meaning: Meaning, channel: Channel, smallest: int) -> Fall:
    inside = np.ones(crowd.size, dtype=np.bool_)
    drops: list[tuple[str, str, int, Span | None]] = []
    for rule, detail, kept, at in _rules(crowd, meaning, channel):
        drops.append((rule, detail, int(np.count_nonzero(inside & ~kept)), at))
        inside &= kept
    left = int(np.count_nonzero(inside))
    *counts, shown = partition([*(count for _, _, count, _ in drops), left], smallest)
    made = (Drop(rule, detail, count, at) for (rule, detail, _, at), count in zip(drops, counts, strict=True))
    return Fall(channel.name, crowd.size, tuple(one for one in made if one.customers != 0), shown)


def _rules(
    crowd: Crowd, meaning: Meaning, channel: Channel
) -> Iterator[tuple[str, str, NDArray[np.bool_], Span | None]]:
    """Each rule in turn with those it keeps; the suppression list and the `never` rules come last."""
    name = meaning.name
    if meaning.kind == "campaign":
        campaign = crowd.playbook.campaign(name)
        yield "outside", name, crowd.holds(f"campaign:{name}"), campaign.at
        for position, exclusion in enumerate(campaign.exclusions):
            text = exclusion.at.text if exclusion.at is not None else ""
            yield "except", text, ~crowd.holds(f"except:{name}:{position}"), exclusion.at
    else:
        yield "outside", name, members(crowd, meaning), None
    if channel.consent is not None:
        fields = " · ".join(one for one in (channel.consent, channel.consent_from) if one)
        yield "consent", fields, agreed(crowd, channel), line_of(channel, "consent")
    for position, never in enumerate(crowd.playbook.policy.never):
        yield "never", never.text, ~crowd.holds(f"never:{position}"), never.at
    yield "suppressed", "", ~crowd.suppressed, None
