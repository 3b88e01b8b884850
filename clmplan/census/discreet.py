"""Small groups are not shown: a count below the smallest one is withheld, and so is one that would give it away."""

from __future__ import annotations

from collections.abc import Sequence

SMALLEST = 10


def shown(count: int, total: int, smallest: int) -> int | None:
    """A count among a total, None when it or the rest is a small group; nobody at all may be said."""
    return None if _is_small(count, smallest) or _is_small(total - count, smallest) else count


def partition(counts: Sequence[int], smallest: int) -> tuple[int | None, ...]:
    """Counts that add up to a known total: a single one withheld could be worked out, so a second goes with it."""
    kept = [None if _is_small(count, smallest) else count for count in counts]
    if kept.count(None) == 1:
        rest = [(count, position) for position, count in enumerate(kept) if count]
        if rest:
            kept[min(rest)[1]] = None
    return tuple(kept)


def pair(both: int, first: int, second: int, smallest: int) -> int | None:
    """How many are in both of two groups, None when a part of either is a small group."""
    parts = (both, first - both, second - both)
    return None if any(_is_small(part, smallest) for part in parts) else both


def _is_small(count: int, smallest: int) -> bool:
    return 0 < count < smallest
