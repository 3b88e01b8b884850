"""A calendar as it was planned beside what teams reported about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """One number as planned and as reported: contacts, or cost in major units.

    `planned` is of all sends; `of_reported` is what was planned for those `sends` that report it; they give `reported`.
    """

    planned: float
    sends: int
    of_reported: float
    reported: float


@dataclass(frozen=True, slots=True)
class Fulfilled:
    """What was planned and reported of the sends of one campaign, wave or channel, or of all.

    `group` is `all`, `campaign`, `wave` or `channel`; `campaign` is that of a campaign or a wave, else ""; `name` that
    of the wave or channel. `reported` counts sends about which anything is known, `cancelled` those said not to be
    sent, `moved` those on another day. `orders` are as teams count them (None: not given); nothing says what caused
    them. `cost_is_reported`: every send that reaches anybody has a cost, or was cancelled. `tasks` is what tasks cost;
    `tasks_reported` counts those about which anything is known, `tasks_finished` those that are done.
    """

    group: str
    campaign: str
    name: str
    sends: int
    reported: int
    cancelled: int
    moved: int
    contacts: Pair
    cost: Pair
    orders: int | None
    cost_is_reported: bool
    tasks: float = 0.0
    tasks_reported: int = 0
    tasks_finished: int = 0


@dataclass(frozen=True, slots=True)
class Spent:
    """A limit of the budget beside what is planned and what was reported as spent, in major units.

    `channel` and `month` say what it limits; `sends` of them `reported` a cost.
    """

    channel: str | None
    month: str | None
    limit: float
    planned: float
    spent: float
    sends: int
    reported: int


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """Everything reported about a plan: all of it, then campaigns, waves and channels in the order of the plan.

    `cancelled` are the ids of the sends that a team did not send. `elsewhere` counts sends with a report that other
    plans of the same playbook hold and this one does not.
    """

    lines: tuple[Fulfilled, ...]
    limits: tuple[Spent, ...]
    cancelled: tuple[str, ...]
    elsewhere: int = 0

    def of(self, campaign: str) -> Fulfilled | None:
        """The line of a campaign; "" is all."""
        group = "campaign" if campaign else "all"
        return next((one for one in self.lines if one.group == group and one.campaign == campaign), None)
