"""A plan that was written before, as far as judging it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from clmplan.model.plan import Assignment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class SavedCampaign:
    """One campaign of a saved plan; `share` is None without a holdout, `cost` is in major units."""

    name: str
    goal_event: str | None
    goal_days: int | None
    share: Decimal | None
    cost: float


@dataclass(frozen=True, slots=True)
class SavedSend:
    """One send of a saved plan that its calendar gave out; `cost` is in the smallest unit, `channel` a name."""

    id: str
    campaign: str
    wave: str
    channel: str
    day: date
    contacts: int
    cost: int


@dataclass(frozen=True, slots=True)
class SavedLimit:
    """A limit of the budget of a saved plan, in major units: of a channel, of a month (`2026-10`), else of all."""

    channel: str | None
    month: str | None
    limit: float
    planned: float


@dataclass(frozen=True, slots=True)
class SavedPlan:
    """A saved plan. `horizon_end` is the first day after it; `programme_share` None without a programme holdout."""

    id: str
    project: str
    as_of: date
    horizon_end: date
    currency: str
    cost: float
    programme_share: Decimal | None
    programme_goal: str | None
    campaigns: tuple[SavedCampaign, ...]
    playbook: str = ""
    sends: tuple[SavedSend, ...] = ()
    limits: tuple[SavedLimit, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """Who is in which arm of a saved plan: all customer keys in order, the arms, and (customer, day) by campaign."""

    keys: tuple[str, ...]
    assignments: tuple[Assignment, ...]
    contacts: Mapping[str, tuple[NDArray[np.int32], NDArray[np.int32]]]
