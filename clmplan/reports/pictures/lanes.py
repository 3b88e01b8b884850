"""Lanes of a week: each campaign keeps one lane for the whole week, and lanes are shared where nothing meets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from clmplan.reports.items import Item

_FIRST = (False, time.min)


@dataclass(frozen=True, slots=True)
class Placed:
    """An item and the lane it stands in."""

    lane: int
    item: Item


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one campaign that share a lane, none of them on the same day."""

    items: tuple[Item, ...]
    first: date
    last: date
    lane: int = 0

    @property
    def moment(self) -> tuple[bool, time]:
        """Whether it is work, and its earliest time of day; whole days begin first."""
        times = [one.send.time or time.min for item in self.items for one in item.sends]
        return (not times, min(times, default=time.min))

    @property
    def is_important(self) -> bool:
        """Whether a dated send or late work is among them."""
        return any(item.task.is_late if item.task else not item.is_run for item in self.items)


def week_lanes(items: Iterable[Item], shown: int) -> tuple[Placed, ...]:
    """The items of one week with their lanes."""
    return tuple(Placed(group.lane, item) for group in week_groups(items, shown) for item in group.items)


def week_groups(items: Iterable[Item], shown: int) -> tuple[Group, ...]:
    """The groups of one week in the order in which each takes the first lane that is free.

    Long ones find their lane first, then early ones; the lanes themselves stand by their time of day, work last. When
    there are more lanes than can be `shown`, groups with dated sends or late work come before those without.
    """
    groups = sorted(_groups(items), key=_order)
    placed = _in_lanes(groups)
    if max((group.lane for group in placed), default=0) >= shown:
        placed = _in_lanes(sorted(groups, key=lambda group: not group.is_important))
    return _by_time(placed, shown)


def _by_time(placed: Sequence[Group], shown: int) -> tuple[Group, ...]:
    """The same lanes, those that are shown in the order of their earliest time of day, and never more of them."""
    earliest = {lane: min(one.moment for one in placed if one.lane == lane) for lane in {one.lane for one in placed}}

    def turn(group: Group) -> tuple[bool, tuple[bool, time], int]:
        is_hidden = group.lane >= shown
        return is_hidden, _FIRST if is_hidden else earliest[group.lane], group.lane

    return _in_lanes(sorted(placed, key=turn))


def _in_lanes(groups: Sequence[Group]) -> tuple[Group, ...]:
    taken: list[int] = []
    placed = []
    start = min((group.first for group in groups), default=date.min)
    for group in groups:
        days = sum(((1 << (one.last - one.first).days + 1) - 1) << (one.first - start).days for one in group.items)
        lane = next((number for number, used in enumerate(taken) if not used & days), len(taken))
        if lane == len(taken):
            taken.append(0)
        taken[lane] |= days
        placed.append(Group(group.items, group.first, group.last, lane))
    return tuple(placed)


def _groups(items: Iterable[Item]) -> list[Group]:
    """The items of each campaign, apart where two of them share a day; tasks stand apart from sends."""
    found: dict[tuple[str, bool, int], list[Item]] = {}
    for item in items:
        turn, is_send = 0, item.task is None
        while any(_meet(item, other) for other in found.get((item.campaign, is_send, turn), ())):
            turn += 1
        found.setdefault((item.campaign, is_send, turn), []).append(item)
    return [
        Group(tuple(members), min(one.first for one in members), max(one.last for one in members))
        for members in found.values()
    ]


def _meet(one: Item, other: Item) -> bool:
    return one.first <= other.last and other.first <= one.last


def _order(group: Group) -> tuple[int, int, date, str]:
    head, length = group.items[0], (group.last - group.first).days
    kind = 2 if head.task else 0 if head.is_run and length else 1
    return (kind, -length, group.first, head.campaign)
