"""The lists below the agenda: conflicts by weight, and the addresses that messages lead to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from clmplan.codes.conflict_words import WEIGHTS
from clmplan.model.team.conflict import Conflict, Weight
from clmplan.reports.calendar.views import ConflictRow, LinkRow
from clmplan.reports.cast import Cast
from clmplan.reports.items import Item
from clmplan.reports.views import phrases
from clmplan.reports.voice import count

_TONES = {Weight.HARD: "error", Weight.SOFT: "warning", Weight.WASTEFUL: "note"}


def conflict_rows(cast: Cast, tags: Mapping[str, int]) -> tuple[ConflictRow, ...]:
    """Hard conflicts first, in the order of the plan."""
    order = list(_TONES)
    ranked = sorted(cast.plan.conflicts, key=lambda one: order.index(one.weight))
    return tuple(_conflict(cast, one, tags) for one in ranked)


def link_anchors(items: tuple[Item, ...]) -> Mapping[str, str]:
    """The anchor of each distinct address in the order of the calendar."""
    addresses = dict.fromkeys(line.link for item in items for line in item.lines if line.link)
    return {address: f"link-{number}" for number, address in enumerate(addresses, 1)}


def link_rows(
    cast: Cast, items: tuple[Item, ...], anchors: Mapping[str, str], tags: Mapping[str, int]
) -> tuple[LinkRow, ...]:
    """Each distinct address once."""
    users: dict[str, list[Item]] = {address: [] for address in anchors}
    for item in items:
        if item.lines[0].link:
            users[item.lines[0].link].append(item)
    return tuple(
        LinkRow(
            anchors[address],
            _numbers(tags, (line.id for item in own for line in item.lines)),
            own[0].title(cast),
            own[0].lines[0].channel,
            own[0].lines[0].scene or own[0].lines[0].code,
            address,
        )
        for address, own in users.items()
    )


def _conflict(cast: Cast, conflict: Conflict, tags: Mapping[str, int]) -> ConflictRow:
    voice, said = cast.voice, conflict.said
    facts = (
        voice.long(conflict.day) if conflict.day else "",
        voice.say("people", count=count(conflict.customers)) if conflict.customers else "",
        str(said.place) if said.place else "",
    )
    return ConflictRow(
        _numbers(tags, conflict.sends),
        str(conflict.day or ""),
        _TONES[conflict.weight],
        WEIGHTS[conflict.weight.value].fill(voice.locale, {}),
        phrases(said.message(voice.locale)),
        " · ".join(fact for fact in facts if fact),
    )


def _numbers(tags: Mapping[str, int], ids: Iterable[str]) -> str:
    """Combinations as numbers apart by spaces."""
    return " ".join(map(str, sorted({tags[one] for one in ids if one in tags})))
