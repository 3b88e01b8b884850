"""What the numbers of a simulation rest on, in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from clmplan.base.days import day_number
from clmplan.base.diagnostics import Wording
from clmplan.codes import simulate as words
from clmplan.simulation.replications import LEVEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clmplan.model.plan import Compiled
    from clmplan.model.playbook import Assumption, Campaign
    from clmplan.model.records import CustomerBase
    from clmplan.simulation.back_test import BackTest
    from clmplan.simulation.history import OrderDays
    from clmplan.simulation.population import Population
    from clmplan.simulation.worlds import PullForward

Note = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Basis:
    """Everything the notes speak of."""

    compiled: Compiled
    base: CustomerBase
    population: Population
    orders: OrderDays
    event: str
    amount: str | None
    season: tuple[float, ...] | None
    pull: PullForward
    replications: int
    tested: BackTest | None
    tested_days: int


def notes(basis: Basis) -> tuple[Note, ...]:
    """The notes in both languages: the back-test, the model, what it leaves out, what is assumed, how sure it is."""
    parts = ((_on_back_test(basis),), _on_habits(basis), _on_scope(basis), _on_assumptions(basis), _on_certainty(basis))
    return tuple(note for part in parts for note in part)


def _note(wording: Wording, **values: object) -> Note:
    texts = {key: str(value) for key, value in values.items()}
    return wording.fill("en", texts), wording.fill("zh", texts)


def _on_back_test(basis: Basis) -> Note:
    tested = basis.tested
    if tested is None:
        return _note(words.NO_BACK_TEST)
    return _note(
        words.BACK_TEST_INSIDE if tested.is_inside else words.BACK_TEST_OUTSIDE,
        days=basis.tested_days,
        forecast=f"{tested.forecast:,.0f}",
        low=f"{tested.low:,.0f}",
        high=f"{tested.high:,.0f}",
        level=f"{LEVEL:.0%}",
        observed=f"{tested.observed:,.0f}",
    )


def _on_habits(basis: Basis) -> Iterator[Note]:
    population = basis.population
    customers, days = f"{len(population.customer):,}", f"{population.histories.days:,}"
    if population.buying.s is None:
        yield _note(words.NOBODY_LEAVES, customers=customers, days=days)
    else:
        alive = f"{float(population.alive.sum()):,.0f}"
        yield _note(words.MODEL, customers=customers, days=days, alive=alive)
        yield _note(words.NO_REVIVAL)
    yield _note(words.ORDER_DAYS)
    if basis.orders.returned:
        yield _note(words.RETURN_DAYS, count=f"{basis.orders.returned:,}")
    if basis.amount is None:
        yield _note(words.NO_AMOUNT)
    elif not population.spending.is_fitted:
        yield _note(words.SIMPLE_VALUES)
    if basis.season is None:
        yield _note(words.FLAT_SEASON)
    else:
        yield _note(words.GIVEN_SEASON, factors=" ".join(f"{factor:g}" for factor in basis.season))


def _on_scope(basis: Basis) -> Iterator[Note]:
    plan, log = basis.compiled.plan, basis.compiled.contacts
    yield _note(words.FIXED_CONTACTS)
    asking = {rate.campaign for rate in plan.response_rates}
    later = [one for one in plan.sends if one.send.step and one.send.campaign in asking]
    if later:
        yield _note(words.JOURNEYS, contacts=f"{sum(one.waterfall.contacts for one in later):,}")
    strangers = len(basis.base.keys) - len(basis.population.customer)
    contacts = int(np.isin(log.customer, basis.population.customer, invert=True).sum())
    yield _note(words.NO_NEWCOMERS, count=f"{strangers:,}", contacts=f"{contacts:,}")
    if plan.as_of > plan.horizon.start:
        yield _note(words.STARTED, as_of=plan.as_of.isoformat())
    goals = {campaign.name: campaign.goal for campaign in plan.playbook.campaigns}
    end = day_number(plan.horizon.end)
    late = 0
    for planned in plan.sends:
        goal = goals[planned.send.campaign]
        if goal is not None and day_number(planned.send.day) + goal.within_days > end:
            late += planned.waterfall.contacts
    if late:
        yield _note(words.OPEN_WINDOWS, contacts=f"{late:,}")
    if basis.pull.share > 0:
        yield _note(words.PULL_FORWARD, share=f"{basis.pull.share:.0%}", days=basis.pull.days)
    else:
        yield _note(words.NO_PULL_FORWARD)


def _on_assumptions(basis: Basis) -> Iterator[Note]:
    campaigns = basis.compiled.plan.playbook.campaigns
    with_goal = tuple(campaign for campaign in campaigns if campaign.goal is not None)
    for campaign in with_goal:
        lift, goal = campaign.assumptions.lift, campaign.goal
        if lift is None or goal is None:
            continue
        yield _assumed(campaign.name, lift)
        if goal.event != basis.event:
            yield _note(words.OTHER_GOAL, campaign=campaign.name, goal=goal.event, event=basis.event)
    without_lift = tuple(campaign for campaign in with_goal if campaign.assumptions.lift is None)
    yield from _about(words.NO_LIFT, without_lift)
    yield from _about(words.NO_GOAL, tuple(campaign for campaign in campaigns if campaign.goal is None))
    offering = {planned.send.campaign for planned in basis.compiled.plan.sends if planned.send.offer is not None}
    offered = tuple(campaign for campaign in campaigns if campaign.name in offering)
    yield from _about(words.NO_REDEEM, tuple(one for one in offered if one.assumptions.redeem is None))
    if any(one.assumptions.redeem is not None for one in offered):
        yield _note(words.REDEMPTIONS)


def _on_certainty(basis: Basis) -> Iterator[Note]:
    yield _note(words.INTERVALS, level=f"{LEVEL:.0%}", replications=basis.replications)
    if len(basis.compiled.plan.playbook.campaigns) > 1:
        yield _note(words.NOT_ADDITIVE)


def _about(wording: Wording, campaigns: tuple[Campaign, ...]) -> Iterator[Note]:
    if campaigns:
        yield _note(wording, campaign="`, `".join(campaign.name for campaign in campaigns))


def _assumed(campaign: str, lift: Assumption) -> Note:
    low, high = _percent(lift.low), _percent(lift.high)
    kind, _, detail = lift.source.partition(" ")
    source = words.SOURCES.get(kind, Wording(kind, kind))
    values = {"campaign": campaign, "range": low if low == high else f"{low}–{high}"}
    english, chinese = (f"{source.fill(locale, {})} {detail}".strip() for locale in ("en", "zh"))
    return (
        words.ASSUMED_LIFT.fill("en", {**values, "source": english}),
        words.ASSUMED_LIFT.fill("zh", {**values, "source": chinese}),
    )


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}%"
