"""What a marketer declared, with every name resolved and every word looked up."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from clmplan.base.clock import ClockTime
from clmplan.base.days import Window
from clmplan.base.money import Money, Rate
from clmplan.base.source import Span
from clmplan.model.declared.claims import Experiment, Proof
from clmplan.model.declared.journey import Exit, Message, Step
from clmplan.model.declared.policy import Policy, Quiet
from clmplan.model.expression import Expression
from clmplan.model.named import Places, named
from clmplan.model.schedule import DayTable, Schedule

if TYPE_CHECKING:
    from clmplan.model.playbook_test import PlaybookTest

_NO_POLICY = Policy()


@dataclass(frozen=True, slots=True)
class Metric:
    """A named number about a customer."""

    name: str
    title: str
    value: Expression
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage and its condition; None stands for `otherwise`."""

    name: str
    title: str
    condition: Expression | None
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """Stages in written order, the claims made about them, and the moves expected between them."""

    name: str
    title: str
    stages: tuple[Stage, ...]
    exclusive: bool = False
    complete: bool = False
    first_match: bool = False
    moves: tuple[tuple[str, str], ...] = ()
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Segment:
    """A named condition over customers."""

    name: str
    title: str
    condition: Expression
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Offer:
    """What is proposed. `discount` is kept as written; `cost` is paid for each redemption."""

    name: str
    title: str
    discount: str
    cost: Money
    valid_days: int | None = None
    stock: int | None = None
    limit: tuple[int, int] | None = None
    at: Span | None = field(default=None, compare=False, repr=False)
    lines: Places = field(default=(), compare=False, repr=False)
    excludes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResponsePoint:
    """How many customers a paid channel wins in a week for an amount, and the most it can win (None: not stated)."""

    customers: int
    amount: Money
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """A way of reaching customers; `reach` is a share of 1.

    `consent` names a yes/no field of the customer, or a date from the day after which the customer may be contacted;
    `consent_from` names the date that belongs to a yes/no field.
    """

    name: str
    title: str
    kind: str
    cost: Rate
    capacity: int | None = None
    lead_workdays: int = 0
    consent: str | None = None
    reach: Decimal = Decimal(1)
    quiet: Quiet | None = None
    at: Span | None = field(default=None, compare=False, repr=False)
    lines: Places = field(default=(), compare=False, repr=False)
    response: ResponsePoint | None = None
    consent_from: str | None = None


@dataclass(frozen=True, slots=True)
class Holdout:
    """A share of customers kept out to measure. `key` decides who, and survives renames."""

    share: Decimal
    key: str
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class BudgetLimit:
    """At most this amount for one channel."""

    amount: Money
    channel: str
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class BudgetShare:
    """At least or at most this amount for some customers or for one channel."""

    amount: Money
    is_least: bool
    channel: str | None = None
    audience: Expression | None = None
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Budget:
    """A total and limits on parts of it; `monthly` is the most in one calendar month, as a share of the total."""

    name: str
    title: str
    total: Money
    limits: tuple[BudgetLimit, ...] = ()
    at: Span | None = field(default=None, compare=False, repr=False)
    lines: Places = field(default=(), compare=False, repr=False)
    shares: tuple[BudgetShare, ...] = ()
    monthly: Decimal | None = None
    split: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Goal:
    """What counts as success: an event of this kind within some days of a contact, the day itself included."""

    event: str
    within_days: int
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Assumption:
    """A number nobody has measured yet, as a range, and where it comes from (`stated`, `learned …`, `measured …`)."""

    low: Decimal
    high: Decimal
    source: str
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What a campaign is believed to do.

    `lift`: relative increase of the order rate of a contacted customer in the goal window (0.4 = +40 %); `redeem`:
    share of orders in the window that use the offer; `value`: worth of one order, major units.
    """

    lift: Assumption | None = None
    redeem: Assumption | None = None
    value: Assumption | None = None


@dataclass(frozen=True, slots=True)
class Preparation:
    """Work to be done before each send: `days` (workdays or civil days) before it; it `takes` so many workdays."""

    task: str
    days: int
    workdays: bool
    owner: str | None = None
    at: Span | None = field(default=None, compare=False, repr=False)
    takes: int = 1


@dataclass(frozen=True, slots=True)
class Wave:
    """One schedule of a campaign with what it sends. `time` is wall time, of each customer where it `is_local`.

    `messages` go out when the wave begins; `steps` are all steps in order where the wave has others (else empty).
    `id` is its lasting name (""; the name itself). `if_missed`: a day that the policy forbids is given up (`skip`), or
    its send goes out on the `next` open day.
    """

    name: str
    title: str
    schedule: Schedule
    schedule_text: str
    messages: tuple[Message, ...]
    time: ClockTime | None = None
    at: Span | None = field(default=None, compare=False, repr=False)
    steps: tuple[Step, ...] = ()
    id: str = ""
    if_missed: str = "skip"
    is_local: bool = False


@dataclass(frozen=True, slots=True)
class IfCapped:
    """What a message at the cap does: `skip`, `defer` up to some days, or `use` another channel."""

    action: str = "skip"
    days: int | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Campaign:
    """A declared push. `again_after`: None = every time, 0 = once, n = after n days; higher `priority` goes first.

    `link` is the address that its messages lead to; `code` a short ASCII name for links (None: made from `id`).
    """

    name: str
    title: str
    id: str
    audience: Expression
    audience_text: str
    exclusions: tuple[Expression, ...]
    waves: tuple[Wave, ...]
    priority: int = 0
    window: Window | None = None
    objective: str | None = None
    owner: str | None = None
    again_after: int | None = None
    goal: Goal | None = None
    holdout: Holdout | None = None
    assumptions: Assumptions = Assumptions()
    preparations: tuple[Preparation, ...] = ()
    at: Span | None = field(default=None, compare=False, repr=False)
    lines: Places = field(default=(), compare=False, repr=False)
    is_snapshot: bool = False
    is_exempt: bool = False
    if_capped: IfCapped = IfCapped()
    leap_day: str = "feb28"
    link: str | None = None
    code: str | None = None
    exits: tuple[Exit, ...] = ()


@dataclass(frozen=True, slots=True)
class Playbook:
    """All declarations of the files of a project; `unplanned` are the places that only a later version can plan."""

    name: str
    title: str
    horizon: Window
    day_table: DayTable
    metrics: tuple[Metric, ...] = ()
    lifecycles: tuple[Lifecycle, ...] = ()
    segments: tuple[Segment, ...] = ()
    offers: tuple[Offer, ...] = ()
    channels: tuple[Channel, ...] = ()
    policy: Policy = _NO_POLICY
    holdout: Holdout | None = None
    budget: Budget | None = None
    campaigns: tuple[Campaign, ...] = ()
    at: Span | None = field(default=None, compare=False, repr=False)
    experiments: tuple[Experiment, ...] = ()
    proofs: tuple[Proof, ...] = ()
    tests: tuple[PlaybookTest, ...] = ()
    unplanned: tuple[Span, ...] = field(default=(), compare=False, repr=False)

    def channel(self, name: str) -> Channel:
        """The channel of that name; LookupError when there is none."""
        return named(self.channels, name)

    def campaign(self, name: str) -> Campaign:
        """The campaign of that name; LookupError when there is none."""
        return named(self.campaigns, name)
