"""What the events of many customers are like, asked once, so that the statements of every day can leave tests out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from sqlglot import exp

from clmplan.audience import features, sql
from clmplan.audience.features import EVENT_DAY, Known
from clmplan.audience.statement.dialects import written
from clmplan.audience.statement.question import Question
from clmplan.model.expression import EventCall
from clmplan.model.records import Engine

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEW_VALUES = 16
_NO_DAY = -(2**31)


def known_of(engine: Engine, question: Question, dialect: str = "duckdb") -> Known:
    """The first and last day of each kind of event a question looks at, and all values of fields that have few."""
    facts = features.facts_in(question.reads(), question.playbook)
    days = {}
    for event in facts.events:
        found = engine.query(_days_statement(event, dialect))
        first, last = int(found["first"][0]), int(found["last"][0])
        if first != _NO_DAY:
            days[event] = (first, last)
    values = {}
    for event, field in _told_apart(call for calls in facts.events.values() for call in calls):
        found = engine.query(_values_statement(event, field, dialect))
        if len(found["value"]) <= FEW_VALUES:
            values[event, field] = _plain(found["value"])
    return Known(days, values)


def _told_apart(facts: Iterable[object]) -> list[tuple[str, str]]:
    """The fields whose different values are counted."""
    calls = [fact for fact in facts if isinstance(fact, EventCall) and fact.function.fold == "distinct"]
    pairs = ((call.event, call.field) for call in calls if call.field is not None and call.field != EVENT_DAY)
    return list(dict.fromkeys(pairs))


def _days_statement(event: str, dialect: str) -> str:
    day, none = sql.column("day", "e"), sql.literal(_NO_DAY)
    columns = [
        sql.named(sql.cast(sql.coalesced(sql.folded(fold, day.copy()), none.copy()), exp.DType.BIGINT), name)
        for fold, name in (("MIN", "first"), ("MAX", "last"))
    ]
    return written(exp.select(*columns, copy=False).from_(sql.table(f"events_{event}", "e"), copy=False), dialect)


def _values_statement(event: str, field: str, dialect: str) -> str:
    value = sql.column(field, "e")
    select = exp.select(sql.named(value, "value"), copy=False).from_(sql.table(f"events_{event}", "e"), copy=False)
    select = select.where(sql.is_known(value.copy()), copy=False).distinct(copy=False)
    return written(select.limit(FEW_VALUES + 1, copy=False), dialect)


def _plain(values: NDArray[np.generic]) -> tuple[str | int | bool, ...]:
    """The values in an order of their own, whatever order the engine gives them in."""
    return tuple(sorted(one.item() if isinstance(one, np.generic) else one for one in values))
