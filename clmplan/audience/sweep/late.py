"""Facts whose `where` depends on the day at hand: folded by the engine day by day, kept as what they change to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from clmplan.audience import walk
from clmplan.audience.features import ZERO_OF_NOTHING
from clmplan.audience.levels import CUSTOMER, DAY
from clmplan.audience.scales import NUMBER_PLACES
from clmplan.audience.statement.models import inputs_from, inputs_statement
from clmplan.audience.sweep.spans import FAR, Fact, Lasting
from clmplan.audience.terms import RUN_DAYS, Terms
from clmplan.model.expression import DaysSince, EventCall, Type, Values
from clmplan.model.playbook import Playbook
from clmplan.model.records import Engine

if TYPE_CHECKING:
    from numpy.typing import NDArray


def is_late(fact: Fact) -> bool:
    """Whether an event may count on one day and not on another though both lie within its window."""
    where = fact.where if isinstance(fact, EventCall) else None
    return where is not None and any(isinstance(one, DaysSince) for one in walk.every(where))


def late_facts(
    engine: Engine, playbook: Playbook, facts: Sequence[Fact], customers: tuple[int, int], days: Sequence[int]
) -> Iterator[tuple[Fact, Lasting]]:
    """The days on which each late fact has which value, for customers from the first to before the last."""
    engine.load(RUN_DAYS, {DAY: np.array(days, dtype=np.int32)})
    answer = engine.query(inputs_statement(facts, Terms(playbook, shard=customers)))
    size = customers[1] - customers[0]
    if len(answer[CUSTOMER]) != size * len(days):
        raise ValueError(f"{len(answer[CUSTOMER])} rows for {len(days)} days and {size} customers")
    order = np.lexsort((answer[DAY], answer[CUSTOMER]))
    for fact, found in inputs_from(facts, answer).items():
        if isinstance(fact, EventCall):
            yield fact, _lasting(fact, Values(found.values[order], found.known[order]), np.asarray(days))


def _lasting(fact: EventCall, found: Values, days: NDArray[np.int64]) -> Lasting:
    """What differs from one day to the next; nothing where the fact is zero or unknown."""
    places = NUMBER_PLACES if fact.type is Type.NUMBER else 0
    at = np.arange(len(found.values))
    row = at % len(days)
    begins = row == 0
    begins[1:] |= (found.values[1:] != found.values[:-1]) | (found.known[1:] != found.known[:-1])
    first = np.flatnonzero(begins)
    following = np.append(first[1:], len(begins))
    end = np.where(following % len(days) == 0, FAR, days[following % len(days)])
    values, is_there = found.values[first], found.known[first]
    lowest = None
    if fact.function.fold in ZERO_OF_NOTHING:
        is_there = values != 0
    else:
        lowest = int(values.min(initial=0))
        values = values - lowest + 1
    customer, start = first // len(days), days[row[first]]
    kept = np.flatnonzero(is_there)
    narrow = [one[kept].astype(np.int32) for one in (customer, start, end)]
    return Lasting(narrow[0], narrow[1], narrow[2], values[kept], places, lowest)
