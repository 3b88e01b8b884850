"""Lanes of a week: each campaign keeps one lane for the whole week, and lanes are shared where nothing meets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from clmplan.reports.items import Item


@dataclass(frozen=True, slots=True)
class Placed:
    """An item and the lane it stands in."""

    lane: int
    item: Item


def week_lanes(items: Iterable[Item], shown: int) -> tuple[Placed, ...]:
    """The items of one week with their lanes (interval colouring: long groups first, then early ones).

    When there are more lanes than can be `shown`, those with dated sends or late work come before those without.
    """
    ends: list[list[tuple[date, date]]] = []
    placed: list[Placed] = []
    for group in sorted(_groups(items), key=_order):
        first, last = min(item.first for item in group), max(item.last for item in group)
        lane = next((number for number, taken in enumerate(ends) if _free(taken, first, last)), len(ends))
        if lane == len(ends):
            ends.append([])
        ends[lane].append((first, last))
        placed.extend(Placed(lane, item) for item in group)
    order = _important_first(placed, len(ends), shown)
    return tuple(Placed(order.index(one.lane), one.item) for one in placed)


def _important_first(placed: list[Placed], lanes: int, shown: int) -> list[int]:
    if lanes <= shown:
        return list(range(lanes))
    important = {one.lane for one in placed if not one.item.is_run and (one.item.task is None or one.item.task.is_late)}
    ranked = sorted(range(lanes), key=lambda lane: (lane not in important, lane))
    return sorted(ranked[:shown]) + sorted(ranked[shown:])


def _groups(items: Iterable[Item]) -> list[list[Item]]:
    """The items of each campaign, apart where two of them share a day; tasks stand apart from sends."""
    found: dict[tuple[str, bool, int], list[Item]] = {}
    for item in items:
        turn = 0
        while any(_meet(item, other) for other in found.get((item.campaign, item.task is None, turn), ())):
            turn += 1
        found.setdefault((item.campaign, item.task is None, turn), []).append(item)
    return list(found.values())


def _meet(one: Item, other: Item) -> bool:
    return one.first <= other.last and other.first <= one.last


def _free(taken: list[tuple[date, date]], first: date, last: date) -> bool:
    return all(last < start or end < first for start, end in taken)


def _order(group: list[Item]) -> tuple[int, int, date, str]:
    first, last = min(item.first for item in group), max(item.last for item in group)
    kind = 2 if group[0].task else 0 if group[0].is_run and (last - first).days else 1
    return (kind, -(last - first).days, first, group[0].campaign)
