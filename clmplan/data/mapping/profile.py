"""What the values of a column look like, as far as a proposal needs to know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

MOST_TEXTS = 2_000
MOST_CHOICES = 12
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """The values of one column: of `rows` records `filled` are not empty, in `distinct` different texts.

    `texts` are different texts of a sample, at most MOST_TEXTS, with how many records of the sample have each, in
    order of appearance. `choices` are all different texts, most frequent first, or none when there are many.
    """

    header: str
    rows: int
    filled: int
    distinct: int
    texts: tuple[tuple[str, int], ...]
    choices: tuple[str, ...] = ()
    is_iso_date: bool = False

    @property
    def is_unique(self) -> bool:
        """Whether every record has a value of its own."""
        return 0 < self.rows == self.filled == self.distinct

    @property
    def shown(self) -> tuple[str, ...]:
        """The first different values, for a person to look at."""
        return tuple(text for text, _ in self.texts[:_SHOWN])


def profile(header: str, values: Sequence[str], is_iso_date: bool = False) -> ColumnProfile:
    """The profile of values in memory."""
    counts = Counter(value for value in values if value.strip())
    by_count = sorted(counts, key=lambda text: (-counts[text], text))
    choices = tuple(by_count) if len(by_count) <= MOST_CHOICES else ()
    texts = tuple(counts.items())[:MOST_TEXTS]
    return ColumnProfile(header, len(values), counts.total(), len(counts), texts, choices, is_iso_date)
