"""What an evaluation may say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from clmplan.model.plan import Assignment
from clmplan.model.team.fulfilment import Fulfilment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


CAP_PERCENTILE = 99


class Verdict(Enum):
    """The conclusion about one campaign, decided by rules stated in `evaluation`."""

    WORKED = "worked"
    HARMED = "harmed"
    NOT_DECIDED = "not decided"
    TOO_EARLY = "too early"
    TOO_FEW = "too few"
    NOT_MEASURED = "not measured"
    SPLIT_BROKEN = "split broken"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A difference per assigned customer with its interval at `level`."""

    value: float
    low: float
    high: float
    level: float


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm as assigned: customers, those who reached the goal, their revenue in major units."""

    customers: int
    reached: int
    revenue: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Intention-to-treat results of a split: only exists where there was a holdout.

    Estimates are None unless the arms could be judged. `revenue_difference` is per customer as it happened;
    `revenue_difference_capped` is the one to show: customers capped at `revenue_cap`, the `CAP_PERCENTILE`th percentile
    of both arms together. They exist together or not at all.
    """

    treated: Arm
    held_out: Arm
    split_p: float
    conversion_difference: Estimate | None
    conversion_lift: Estimate | None
    revenue_difference: Estimate | None
    revenue_difference_capped: Estimate | None
    revenue_cap: float | None
    incremental_customers: Estimate | None
    adjusted_p: float | None


@dataclass(frozen=True, slots=True)
class Score:
    """One campaign (or the programme, campaign = ""): what was observed, and what was measured, if anything.

    `attributed_customers`: contacted customers who reached the goal in a window after any contact, whatever caused it.
    It and `attributed_revenue` are None together where there is no goal or the outcomes do not cover its event.
    `contacts_in_window`: those of all its `contacts` that fall inside a judged goal window; 0 where none is judged.
    `open_windows`: customers whose goal window had not closed when the outcomes end; they are left out and counted.
    `cost` is as planned, or as teams reported it when `cost_is_reported`.
    """

    campaign: str
    contacted: int
    contacts: int
    contacts_in_window: int
    attributed_customers: int | None
    attributed_revenue: float | None
    cost: float
    open_windows: int
    verdict: Verdict
    measured: Measured | None
    reasons: tuple[tuple[str, str], ...]
    cost_is_reported: bool = False


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The evaluation of a plan from an outcomes file that ends on `observed_until` (ISO date, last day included).

    `fulfilment` is what teams reported about its calendar, None when nothing was.
    """

    plan: str
    currency: str
    observed_until: str
    rows: int
    used: int
    set_aside: tuple[tuple[str, int], ...]
    scores: tuple[Score, ...]
    notes: tuple[tuple[str, str], ...]
    fulfilment: Fulfilment | None = None


@dataclass(frozen=True, slots=True)
class Observed:
    """All observed events of one kind, in any order; shapes (events,).

    `customer` indexes the customer keys, `day` holds day numbers, `amount` whole minor units (None: no amounts).
    """

    customer: NDArray[np.int32]
    day: NDArray[np.int32]
    amount: NDArray[np.int64] | None


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """What a plan fixed about judging one campaign (or the programme, campaign = "") and whom it contacted.

    `share` is the planned share held out; `cost` is in major units. `contacts_customer` indexes the customer keys and
    `contacts_day` holds day numbers, one entry per contact; shapes (contacts,).
    """

    campaign: str
    goal_event: str | None
    goal_days: int | None
    share: Decimal | None
    cost: float
    assignment: Assignment | None
    contacts_customer: NDArray[np.int32]
    contacts_day: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class EvaluationInputs:
    """A stored plan beside what was observed. `horizon_end` is the first day after the plan's horizon.

    `events` are by kind; a kind that is absent was not observed at all, an empty one was observed and never happened.
    `observed_until` is the last day the outcomes cover; `rows`, `used`, `set_aside` account for their rows.
    """

    plan: str
    currency: str
    as_of: date
    horizon_end: date
    customers: int
    facts: tuple[CampaignFacts, ...]
    events: Mapping[str, Observed]
    observed_until: date
    rows: int
    used: int
    set_aside: tuple[tuple[str, int], ...]
