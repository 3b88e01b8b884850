"""The whole simulation: histories, population, response, worlds, outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from clmplan.base.days import day_number, from_day_number
from clmplan.base.diagnostics import Checked, Diagnostic, nearest
from clmplan.buying.back_test import back_test_days
from clmplan.buying.conditions import FEWEST_CUSTOMERS, FEWEST_DAYS, FEWEST_REPEATING
from clmplan.codes import simulate as codes
from clmplan.model.project import FieldType
from clmplan.simulation.back_test import back_test
from clmplan.simulation.history import Histories, histories, order_days
from clmplan.simulation.notes import Basis
from clmplan.simulation.population import is_enough, populate
from clmplan.simulation.replications import replicate
from clmplan.simulation.response import responses
from clmplan.simulation.summary import summarise
from clmplan.simulation.worlds import PullForward, Timing

if TYPE_CHECKING:
    from clmplan.model.outcome import Outcome
    from clmplan.model.plan import Compiled, Plan
    from clmplan.model.records import CustomerBase

_MONTHS = 12


def simulate(
    compiled: Compiled,
    base: CustomerBase,
    *,
    event: str,
    amount: str | None,
    seed: int,
    replications: int = 40,
    season: tuple[float, ...] | None = None,
    pull_forward: float = 0.0,
    pull_forward_days: int = 30,
) -> Checked[Outcome | None]:
    """The plan and the same world without it over the days of the horizon from `as_of` on; None with an error.

    `event` is the kind of event continued and `amount` its field with the order's value. `season` are factors of
    the twelve months, January first; `pull_forward` is the share of incremental orders taken from the days after.
    """
    if base.as_of != compiled.plan.as_of:
        raise ValueError(f"customers of {base.as_of} cannot simulate a plan of {compiled.plan.as_of}")
    wrong = _refusals(compiled.plan, base, event, amount, replications)
    if wrong:
        return Checked(None, wrong)
    plan = compiled.plan
    orders = order_days(base.events[event], amount, plan.currency)
    today = day_number(plan.as_of)
    known = histories(orders, today)
    if not is_enough(known):
        return Checked(None, (_too_little(known),))
    population = populate(known, base.keys, seed)
    acting = responses(compiled, seed)
    timing = _timing(plan, season)
    pull = PullForward(pull_forward, pull_forward_days)
    tally = replicate(population, acting, timing, replications=replications, pull=pull)
    days = back_test_days(known.days)
    tested = back_test(orders, base.keys, today, days, seed=seed, replications=replications)
    basis = Basis(compiled, base, population, orders, event, amount, season, pull, replications, tested, days)
    return Checked(summarise(basis, acting, tally, timing, seed))


def _refusals(
    plan: Plan, base: CustomerBase, event: str, amount: str | None, replications: int
) -> tuple[Diagnostic, ...]:
    found: list[Diagnostic] = []
    if event not in base.events:
        found.append(codes.UNKNOWN_ORDER_EVENT.at(None, name=event, known=_named(tuple(base.events), event)))
    elif amount is not None:
        fields = base.events[event].fields
        money = tuple(name for name, column in fields.items() if column.type in (FieldType.MONEY, FieldType.NUMBER))
        if amount not in money:
            known = _named(money, amount)
            found.append(codes.UNKNOWN_ORDER_AMOUNT.at(None, event=event, name=amount, known=known))
    if plan.horizon.end <= plan.as_of:
        found.append(codes.NOTHING_AHEAD.at(None, as_of=plan.as_of.isoformat()))
    if replications < 2:
        found.append(codes.TOO_FEW_REPLICATIONS.at(None, replications=replications))
    return tuple(found)


def _named(names: tuple[str, ...], word: str) -> str:
    """Known names, the most similar first."""
    close = nearest(word, names)
    return ", ".join(f"`{name}`" for name in sorted(names, key=lambda name: (name != close, name))) or "–"


def _too_little(known: Histories) -> Diagnostic:
    return codes.TOO_LITTLE_HISTORY.at(
        None,
        customers=f"{len(known.customer):,}",
        repeating=f"{known.repeating:,}",
        days=known.days,
        least_customers=FEWEST_CUSTOMERS,
        least_repeating=FEWEST_REPEATING,
        least_days=FEWEST_DAYS,
    )


def _timing(plan: Plan, season: tuple[float, ...] | None) -> Timing:
    today, end = day_number(plan.as_of), day_number(plan.horizon.end)
    first = max(today, day_number(plan.horizon.start))
    if season is None:
        return Timing(today, first, end, np.ones(end - first))
    if len(season) != _MONTHS or min(season) < 0:
        raise ValueError("a season has twelve factors of 0 or more")
    factors = [season[from_day_number(day).month - 1] for day in range(first, end)]
    return Timing(today, first, end, np.array(factors, dtype=np.float64))
