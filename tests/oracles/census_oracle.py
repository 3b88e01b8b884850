"""The census once more with sets of customers and plain loops, nothing withheld."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Stages = Sequence[Sequence[int]]  # by day, by customer


def shared(groups: Mapping[str, set[int]]) -> dict[tuple[str, str], int]:
    names = list(groups)
    return {
        (first, second): len(groups[first] & groups[second])
        for place, first in enumerate(names)
        for second in names[place + 1 :]
        if groups[first] & groups[second]
    }


def falling(size: int, kept: Sequence[set[int]]) -> list[int]:
    """How many each rule drops in turn, then how many are left."""
    inside, counts = set(range(size)), []
    for one in kept:
        counts.append(len(inside - one))
        inside &= one
    return [*counts, len(inside)]


def matrix(stages: Stages, was_known: Sequence[bool]) -> dict[tuple[int, int], list[int]]:
    """The customers of each cell; -1 outside every stage, -2 not yet known on the first day."""
    cells: dict[tuple[int, int], list[int]] = {}
    for customer, known in enumerate(was_known):
        start = stages[0][customer] if known else -2
        cells.setdefault((start, stages[-1][customer]), []).append(customer)
    return cells


def leaving(days: Sequence[int], stages: Stages, customer: int) -> int | None:
    """How many days after the first a customer is first found in another stage."""
    first = stages[0][customer]
    return next((day - days[0] for day, row in zip(days, stages, strict=True) if row[customer] != first), None)


def stays(days: Sequence[int], stages: Stages, position: int) -> list[tuple[int, bool]]:
    """Length and end of every stay in a stage that began after the first day."""
    found: list[tuple[int, bool]] = []
    for customer in range(len(stages[0])):
        since: int | None = None
        for number in range(1, len(days)):
            now, before = stages[number][customer], stages[number - 1][customer]
            if now == before:
                continue
            if before == position and since is not None:
                found.append((days[number] - since, True))
            since = days[number] if now == position else None
        if since is not None:
            found.append((days[-1] - since, False))
    return found


def median(lengths: Sequence[tuple[int, bool]]) -> int | None:
    """Kaplan-Meier by its definition: the product over all days on which a stay ended."""
    for day in sorted({length for length, _ in lengths}):
        surviving = 1.0
        for end in sorted({length for length, ended in lengths if ended and length <= day}):
            ends = sum(length == end and ended for length, ended in lengths)
            surviving *= 1 - ends / sum(length >= end for length, _ in lengths)
        if surviving <= 0.5:
            return day
    return None
