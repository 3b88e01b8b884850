"""The tiny world of a test: its customers as a base, and its draws decided beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from clmplan.base.chance import digest, is_drawn
from clmplan.base.days import day_number
from clmplan.model.playbook import Holdout, Playbook
from clmplan.model.playbook_test import GivenContact, GivenCustomer, GivenEvent, GivenValue, PlaybookTest
from clmplan.model.project import FieldSpec, FieldType, Project, TableSpec
from clmplan.model.records import Column, ContactHistory, CustomerBase, Events

if TYPE_CHECKING:
    from numpy.typing import NDArray

CUSTOMER = "customer"  # sorts before every other key


@dataclass(frozen=True, slots=True)
class TrialWorld:
    """A playbook whose draws are decided, and the customers; the first of them is the one the test is about."""

    playbook: Playbook
    base: CustomerBase


def world_of(test: PlaybookTest, playbook: Playbook, project: Project) -> TrialWorld:
    """The world of a test.

    Holdouts that the test does not ask for are taken out and the others are drawn so that only the customer is inside;
    where something runs short the customer is the last to be served. So no test depends on a draw.
    """
    asked = {one.campaign for one in test.holdouts}
    programme = _around(playbook.holdout) if None in asked else None
    campaigns = tuple(
        replace(one, holdout=_around(one.holdout) if one.name in asked else None) for one in playbook.campaigns
    )
    holdouts = [one for one in (programme, *(one.holdout for one in campaigns)) if one is not None]
    others = [each.each for each in test.others for _ in range(each.count)]
    keys = _outside(holdouts, len(others))
    served = tuple(replace(one, id=_last_in_line(one.id, keys)) for one in campaigns)
    drawn = replace(playbook, holdout=programme, campaigns=served)
    return TrialWorld(drawn, base_of((test.customer, *others), test.contacts, test.on, project, (CUSTOMER, *keys)))


def base_of(
    customers: Sequence[GivenCustomer],
    contacts: Sequence[GivenContact],
    on: date,
    project: Project,
    keys: tuple[str, ...],
) -> CustomerBase:
    """Customers as they would have been read from files; `contacts` are those of the first."""
    fields = {
        spec.name: _column(spec, [dict(one.fields).get(spec.name) for one in customers])
        for spec in project.customers.fields
    }
    given = [(position, event) for position, one in enumerate(customers) for event in one.events]
    events = {kind: _events(table, given) for kind, table in project.events.items()}
    history = sorted((day_number(one.day), one.channel) for one in contacts)
    return CustomerBase(
        as_of=on,
        keys=keys,
        fields=fields,
        events=events,
        contacts=ContactHistory(
            np.zeros(len(history), dtype=np.int32),
            np.array([day for day, _ in history], dtype=np.int32),
            np.array([channel for _, channel in history], dtype=np.str_),
        ),
        suppressed=np.array([one.is_suppressed for one in customers], dtype=np.bool_),
        counts=(),
        set_aside=(),
        fingerprint="",
    )


def _events(table: TableSpec, given: Sequence[tuple[int, GivenEvent]]) -> Events:
    own = sorted((row for row in given if row[1].kind == table.name), key=lambda row: (row[0], row[1].day))
    days = [day_number(event.day) for _, event in own]
    return Events(
        np.array([position for position, _ in own], dtype=np.int32),
        np.array(days, dtype=np.int32),
        {
            spec.name: _column(
                spec, days if spec.name == table.day else [dict(event.fields).get(spec.name) for _, event in own]
            )
            for spec in table.fields
        },
    )


def _column(spec: FieldSpec, cells: Sequence[GivenValue | None]) -> Column:
    known = np.array([cell is not None for cell in cells], dtype=np.bool_)
    values: NDArray[np.generic]
    match spec.type:
        case FieldType.TEXT | FieldType.ONE_OF | FieldType.PHONE:
            values = np.array(["" if cell is None else str(cell) for cell in cells], dtype=np.object_)
        case FieldType.YES_NO:
            values = np.array([cell is True for cell in cells], dtype=np.bool_)
        case FieldType.NUMBER if any(isinstance(cell, Decimal) for cell in cells):
            values = np.array([float(cell or 0) for cell in cells], dtype=np.float64)
        case _:
            values = np.array([int(cell or 0) for cell in cells], dtype=np.int64)
    return Column(spec.type, values, known)


def _around(holdout: Holdout | None) -> Holdout | None:
    """A holdout under a key that draws the customer into it."""
    if holdout is None:
        return None
    return next(one for one in _rekeyed(holdout) if is_drawn(one.key, CUSTOMER, one.share))


def _rekeyed(holdout: Holdout) -> Iterator[Holdout]:
    for attempt in count():
        yield replace(holdout, key=f"{holdout.key}/{attempt}")


def _outside(holdouts: Sequence[Holdout], needed: int) -> tuple[str, ...]:
    """Keys of other customers, sorted, none of them in a holdout."""
    found: list[str] = []
    candidates = (f"other {number:08}" for number in count(1))
    while len(found) < needed:
        key = next(candidates)
        if not any(is_drawn(one.key, key, one.share) for one in holdouts):
            found.append(key)
    return tuple(found)


def _last_in_line(campaign: str, others: Sequence[str]) -> str:
    """An id of the campaign under which planning serves the customer after all others."""
    if not others:
        return campaign
    for attempt in count():
        salt = f"{campaign}/{attempt}"
        own = digest(f"{salt}/turn", CUSTOMER)
        if all(digest(f"{salt}/turn", key) < own for key in others):
            return salt
    raise ValueError("the attempts are endless")
