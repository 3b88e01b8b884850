"""The compiled plan: what is sent when, to how many, at what cost, refused why, judged how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from clmplan.base.days import Window
from clmplan.base.diagnostics import Diagnostic
from clmplan.base.money import Money
from clmplan.base.source import Span
from clmplan.model.calendar import Calendar, Send
from clmplan.model.playbook import Playbook
from clmplan.model.project import NO_LINKS, LinkSettings
from clmplan.model.records import FileCount
from clmplan.model.step import Step
from clmplan.model.team.conflict import Conflict

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Refusal:
    """One rule that refuses customers: the step it belongs to, its words, its place."""

    step: Step
    rule: str
    at: Span | None = None


@dataclass(frozen=True, slots=True)
class Waterfall:
    """From audience to contacts for one send: audience = the refused + contacts, exactly."""

    send: str
    audience: int
    refused: tuple[tuple[Refusal, int], ...]
    contacts: int

    def __post_init__(self) -> None:
        if self.audience != self.contacts + sum(count for _, count in self.refused):
            raise ValueError(f"the waterfall of {self.send} does not add up")

    def refused_at(self, step: Step) -> int:
        """How many were refused at a step."""
        return sum(count for refusal, count in self.refused if refusal.step is step)


@dataclass(frozen=True, slots=True)
class PlannedSend:
    """A send with its waterfall and its cost; `offer_cost` expects redemptions as assumed (None: not assumed).

    The waterfall counts who is contacted if nobody responds from `as_of` on. `expected` are the contacts when customers
    respond as often as measured (None: no step before it asks for a response). `zones` are the contacts by zone where
    the time is the customer's own, with those whose zone is missing under "".
    """

    send: Send
    waterfall: Waterfall
    cost: Money
    offer_cost: tuple[Money, Money] | None = None
    expected: int | None = None
    zones: tuple[tuple[str, int], ...] = ()

    @property
    def asks_for_work(self) -> bool:
        """Whether somebody may have to do something.

        A day of a triggered wave that reaches nobody asks for nothing, nor does a second try that contacts nobody.
        """
        is_certain = not (self.send.is_triggered or self.send.instead_of)
        return bool(self.waterfall.contacts or self.expected or is_certain)


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """Money of one campaign: what its contacts would cost without a budget, what it was given, what it uses.

    wanted >= granted >= planned. `why` says which limit ended it ("" when nothing did).
    """

    campaign: str
    wanted: Money
    granted: Money
    planned: Money
    why: str = ""
    at: Span | None = None


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A limit of the budget and how much of it is planned: of one channel, of one calendar month, else of everything.

    `month` is written `2026-10`. `spent`: of contacts made inside the horizon before `as_of`; None when not known.
    """

    limit: Money
    planned: Money
    channel: str | None = None
    at: Span | None = None
    month: str | None = None
    spent: Money | None = None

    @property
    def left(self) -> Money:
        """What is neither spent nor planned; below zero where too much was spent."""
        return self.limit - self.planned - (self.spent or Money(0, self.limit.currency))


@dataclass(frozen=True, slots=True)
class Allocation:
    """The budget by campaign (in playbook order) and by limit. Without a budget `limits` is empty."""

    rows: tuple[BudgetRow, ...]
    limits: tuple[LimitRow, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """The experiment of one campaign (or of the programme, campaign = ""): who is measured against whom.

    `treated` and `held_out` count customers at their first eligibility inside the horizon. `baseline` is the share
    of the audience, as it stood one goal window before `as_of`, who reached the goal by `as_of`; or, for triggered
    campaigns, of past entrants: `baseline_reached` of `baseline_customers`. `detectable` is the smallest relative lift
    found with power 80 % at two-sided 5 % by this comparison alone (pooled-null form; None below 10 past goals or when
    it cannot be computed). `delivered` is the share of the treated whom a contact reaches inside their goal window.
    """

    campaign: str
    key: str
    share: Decimal
    treated: int
    held_out: int
    goal_event: str | None
    goal_days: int | None
    baseline: float | None
    detectable: float | None
    at: Span | None = None
    baseline_reached: int | None = None
    baseline_customers: int | None = None
    delivered: float | None = None


@dataclass(frozen=True, slots=True)
class ResponseRate:
    """How many of a campaign's past audience had an event within some days; `expected` contacts rest on it.

    Measured on the audience as it stood `since`, or on past entrants (None). Fewer than 10 `reached` are not used.
    """

    campaign: str
    event: str
    days: int
    reached: int
    customers: int
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Newcomers:
    """What the plan cannot know: entries into a triggered wave by customers who are not on file yet.

    `entries` are measured: customers who joined in the `days` before `as_of` and entered the wave in those days.
    """

    campaign: str
    wave: str
    entries: int
    days: int


@dataclass(frozen=True, slots=True)
class Count:
    """A stage or segment and how many customers it holds on a day."""

    group: str
    name: str
    title: str
    customers: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the outputs show. Same inputs, same plan. `contacted` counts distinct customers with a contact.

    `stages` and `segments` are counted on `as_of`; `cuts` are the cut points of ranked segments on `as_of`.
    """

    project: str
    playbook: Playbook
    as_of: date
    zone: str
    currency: str
    locale: str
    seed: int
    horizon: Window
    fingerprint: str
    customers: int
    counts: tuple[FileCount, ...]
    stages: tuple[Count, ...]
    segments: tuple[Count, ...]
    cuts: tuple[tuple[str, str], ...]
    calendar: Calendar
    sends: tuple[PlannedSend, ...]
    allocation: Allocation
    splits: tuple[Split, ...]
    newcomers: tuple[Newcomers, ...]
    findings: tuple[Diagnostic, ...]
    contacted: int = 0
    conflicts: tuple[Conflict, ...] = ()
    response_rates: tuple[ResponseRate, ...] = ()
    links: LinkSettings = NO_LINKS

    @property
    def to_do(self) -> tuple[PlannedSend, ...]:
        """The sends that stand in the calendar: those that ask for work."""
        return tuple(planned for planned in self.sends if planned.asks_for_work)

    @property
    def contacts(self) -> int:
        """All contacts planned."""
        return sum(planned.waterfall.contacts for planned in self.sends)

    @property
    def cost(self) -> Money:
        """What all contacts cost."""
        return Money(sum(planned.cost.minor for planned in self.sends), self.currency)


@dataclass(frozen=True, slots=True)
class ContactLog:
    """Who is contacted: `send` indexes plan.sends, `customer` the customer keys; sorted so; shape (contacts,)."""

    send: NDArray[np.int32]
    customer: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is in which arm of one split. Arrays have one entry per customer who became eligible, sorted by customer.

    `customer` indexes the customer keys, `first_day` is the day number of the first eligibility, `is_held_out` the arm.
    """

    campaign: str
    key: str
    customer: NDArray[np.int32]
    first_day: NDArray[np.int32]
    is_held_out: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Decision:
    """What happened to one customer at one send: contacted, or refused by one rule."""

    send: Send
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class Compiled:
    """A plan together with what it says about single customers; never written into outputs."""

    plan: Plan
    contacts: ContactLog
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """What happened to one customer on the way through a wave that began on a day, in words, and the line behind it."""

    campaign: str
    wave: str
    occurrence: date
    day: date
    told: str
    at: Span | None = None


@dataclass(frozen=True, slots=True)
class CustomerStory:
    """What a plan says about one customer, in the order in which sends claim customers.

    `stages`: (lifecycle, stage or None) and `segments` on `as_of`. `decisions`: the sends whose audience holds the
    customer. `outside`: (campaign, sends) whose audience does not. `journeys`: the ways through waves, in their order.
    """

    customer: str
    as_of: date
    stages: tuple[tuple[str, str | None], ...]
    segments: tuple[str, ...]
    decisions: tuple[Decision, ...]
    outside: tuple[tuple[str, int], ...]
    journeys: tuple[Moment, ...] = ()
