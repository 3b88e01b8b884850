"""What in a plan gets in the way of something else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from clmplan.base.diagnostics import Diagnostic


class Weight(Enum):
    """How much a conflict matters: it breaks a rule, it may be meant, or it costs without a use."""

    HARD = "hard"
    SOFT = "soft"
    WASTEFUL = "wasteful"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that gets in the way of another; `customers` are the distinct customers concerned,
    None where nobody counted them.

    `kind` is a word such as `same-day`; `day` the day of it, or the first of them, None for the whole plan. `sends` are
    ids. `said` is the sentence about it, with its place.
    """

    kind: str
    weight: Weight
    day: date | None
    customers: int | None
    sends: tuple[str, ...]
    said: Diagnostic
