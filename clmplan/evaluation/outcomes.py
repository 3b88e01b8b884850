"""From events to what each assigned customer did in the same window, and what followed a contact."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clmplan.base.days import day_number
from clmplan.model.plan import Assignment
from clmplan.model.scorecard import CampaignFacts, EvaluationInputs, Observed

_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What the assigned customers with a closed window did; shapes (analysed,), customers in order.

    `revenue` is in minor units, None when the goal's events carry no amount. `open_windows` counts those left out.
    `window_days` are the days of the shortest and of the longest window, open ones included; zeros without customers.
    """

    is_held_out: NDArray[np.bool_]
    reached: NDArray[np.bool_]
    revenue: NDArray[np.int64] | None
    open_windows: int
    window_days: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ContactPlaces:
    """How many contacts of a campaign fall inside windows that have closed, and how many after their window."""

    inside: int
    after: int


@dataclass(frozen=True, slots=True)
class Attributed:
    """Customers with the goal inside a window after a contact, and its revenue (minor)."""

    customers: int
    revenue: int


def outcomes(inputs: EvaluationInputs, facts: CampaignFacts, assignment: Assignment, events: Observed) -> Outcomes:
    """The outcomes of a split as assigned: the same number of days for both arms from the first eligible day."""
    order = np.argsort(assignment.customer, kind="stable")
    customer = assignment.customer[order].astype(np.int64)
    opens, closes = _windows(inputs, facts, assignment)
    is_closed = _is_closed(inputs, closes[customer])
    is_inside = (events.day >= opens[events.customer]) & (events.day < closes[events.customer])
    reached = np.zeros(inputs.customers, dtype=np.bool_)
    reached[events.customer[is_inside]] = True
    analysed = customer[is_closed]
    revenue = None if events.amount is None else _sums(events, is_inside, inputs.customers)[analysed]
    held_out = assignment.is_held_out[order][is_closed]
    days = closes[customer] - opens[customer]
    window_days = (int(days.min()), int(days.max())) if days.size else (0, 0)
    return Outcomes(held_out, reached[analysed], revenue, int(np.count_nonzero(~is_closed)), window_days)


def contact_places(inputs: EvaluationInputs, facts: CampaignFacts, assignment: Assignment) -> ContactPlaces:
    """Where the contacts of a campaign fall, seen from the one window of each assigned customer."""
    opens, closes = _windows(inputs, facts, assignment)
    first, end = opens[facts.contacts_customer], closes[facts.contacts_customer]
    day = facts.contacts_day
    is_inside = (day >= first) & (day < end) & _is_closed(inputs, end)
    return ContactPlaces(int(np.count_nonzero(is_inside)), int(np.count_nonzero(day >= end)))


def _windows(
    inputs: EvaluationInputs, facts: CampaignFacts, assignment: Assignment
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First day of each customer's window and the first day after it, shapes (customers,); never where not assigned."""
    first = assignment.first_day.astype(np.int64)
    opens = np.full(inputs.customers, _NEVER, dtype=np.int64)
    closes = np.full(inputs.customers, _NEVER, dtype=np.int64)
    opens[assignment.customer] = first
    closes[assignment.customer] = window_end(inputs, facts, first)
    return opens, closes


def _is_closed(inputs: EvaluationInputs, end: NDArray[np.int64]) -> NDArray[np.bool_]:
    return end <= day_number(inputs.observed_until) + 1


def window_end(inputs: EvaluationInputs, facts: CampaignFacts, first: NDArray[np.int64]) -> NDArray[np.int64]:
    """The first day after each window: so many days on, for the programme the end of the horizon; shape of `first`."""
    if not facts.campaign:
        return np.maximum(first, day_number(inputs.horizon_end))
    if facts.goal_days is None:
        raise ValueError(f"campaign {facts.campaign} has no goal days")
    return first + facts.goal_days


def attributed(inputs: EvaluationInputs, facts: CampaignFacts, events: Observed) -> Attributed:
    """What followed a contact within its goal window; each event counts once, after the latest contact before it.

    For the programme the window of every contact ends with the horizon.
    """
    if facts.contacts_customer.size == 0:
        return Attributed(0, 0)
    contacts = np.sort(_moments(facts.contacts_customer, facts.contacts_day))
    position = np.searchsorted(contacts, _moments(events.customer, events.day), side="right") - 1
    latest = contacts[np.maximum(position, 0)]
    is_same = (position >= 0) & (latest >> 32 == events.customer)
    contact_day = (latest & 0xFFFFFFFF) - 2**31
    is_inside = is_same & (events.day < window_end(inputs, facts, contact_day))
    customers = int(np.unique(events.customer[is_inside]).size)
    revenue = 0 if events.amount is None else int(events.amount[is_inside].sum())
    return Attributed(customers, revenue)


def contacted_customers(facts: CampaignFacts) -> int:
    """How many customers the campaign contacted, each counted once."""
    return int(np.unique(facts.contacts_customer).size)


def held_out_contacts(facts: CampaignFacts, assignment: Assignment) -> int:
    """How many held-out customers the campaign contacted all the same; 0 when everything went as planned."""
    held_out = assignment.customer[assignment.is_held_out]
    return int(np.isin(held_out, facts.contacts_customer).sum())


def _sums(events: Observed, chosen: NDArray[np.bool_], customers: int) -> NDArray[np.int64]:
    # Whole minor units: the sum does not depend on the order of rows.
    sums = np.zeros(customers, dtype=np.int64)
    if events.amount is not None:
        np.add.at(sums, events.customer[chosen], events.amount[chosen])
    return sums


def _moments(customer: NDArray[np.int32], day: NDArray[np.int32]) -> NDArray[np.int64]:
    # Customer and day packed into one number that sorts by customer, then by day.
    return (customer.astype(np.int64) << 32) + (day.astype(np.int64) + 2**31)
