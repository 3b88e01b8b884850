"""Parts of the customers, so that a statement about all of them fits a limit of memory."""

from __future__ import annotations

from clmplan.audience import features
from clmplan.audience.statement.question import Question

_BYTES_PER_AGGREGATE = 16
_PART_OF_MEMORY = 3


def shards_of(customers: int, shards: int) -> tuple[tuple[int, int], ...]:
    """The bounds low <= c < high of each part; parts begin at multiples of eight."""
    parts = max(1, min(shards, customers // 8))
    places = [customers * part // parts // 8 * 8 for part in range(parts)]
    return tuple(zip(places, [*places[1:], customers], strict=True))


def shards_needed(question: Question, customers: int, memory: int) -> int:
    """How many parts keep the aggregates of a part within a third of the memory, in bytes."""
    aggregates = max(1, features.facts_in(question.reads(), question.playbook).count)
    return max(1, -(-customers * aggregates * _BYTES_PER_AGGREGATE * _PART_OF_MEMORY // max(1, memory)))
