"""What the events of many customers are like, asked once, so that the statements of every day can leave tests out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from sqlglot import exp

from clmplan.audience import features, sql
from clmplan.audience.features import EVENT_DAY
from clmplan.audience.scales import LARGEST_NARROW
from clmplan.audience.statement.dialects import written
from clmplan.audience.statement.question import Question
from clmplan.audience.terms import Known
from clmplan.model.expression import EventCall
from clmplan.model.records import Engine

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEW_VALUES = 16


def known_of(engine: Engine, question: Question, dialect: str = "duckdb") -> Known:
    """The first and last day of each kind of event a question looks at, and all values of fields that have few."""
    facts = features.facts_in(question.reads(), question.playbook)
    days: dict[str, tuple[int, int]] = {}
    small: set[tuple[str, str]] = set()
    for event, calls in facts.events.items():
        summed = _fields(calls, "sum")
        found = {name: int(one[0]) for name, one in engine.query(_extent_statement(event, summed, dialect)).items()}
        if found["events"]:
            days[event] = found["first"], found["last"]
        for index, name in enumerate(summed):
            if max(-found[f"least_{index}"], found[f"most_{index}"]) * found["events"] < LARGEST_NARROW:
                small.add((event, name))
    values = {}
    for event, calls in facts.events.items():
        for name in _fields(calls, "distinct"):
            column = engine.query(_values_statement(event, name, dialect))["value"]
            if 0 < len(column) <= FEW_VALUES:
                values[event, name] = _plain(column)
    return Known(days, values, frozenset(small), has_bits=dialect == "duckdb")


def _fields(calls: Iterable[object], fold: str) -> list[str]:
    """The fields that some calls fold in one way, each once."""
    own = (call for call in calls if isinstance(call, EventCall) and call.function.fold == fold)
    return list(dict.fromkeys(call.field for call in own if call.field is not None and call.field != EVENT_DAY))


def _extent_statement(event: str, summed: Iterable[str], dialect: str) -> str:
    """One row: the first and last day, how many events there are, the least and greatest amount of some fields."""
    folds = [("first", "MIN", "day"), ("last", "MAX", "day")]
    for index, name in enumerate(summed):
        folds += [(f"least_{index}", "MIN", name), (f"most_{index}", "MAX", name)]
    columns = [sql.named(sql.cast(exp.Count(this=exp.Star()), exp.DType.BIGINT), "events")]
    for name, fold, column in folds:
        value = sql.coalesced(sql.folded(fold, sql.column(column, "e")), sql.literal(0))
        columns.append(sql.named(sql.cast(value, exp.DType.BIGINT), name))
    return written(exp.select(*columns, copy=False).from_(sql.table(f"events_{event}", "e"), copy=False), dialect)


def _values_statement(event: str, field: str, dialect: str) -> str:
    value = sql.column(field, "e")
    select = exp.select(sql.named(value, "value"), copy=False).from_(sql.table(f"events_{event}", "e"), copy=False)
    select = select.where(sql.is_known(value.copy()), copy=False).distinct(copy=False)
    return written(select.limit(FEW_VALUES + 1, copy=False), dialect)


def _plain(values: NDArray[np.generic]) -> tuple[str | int | bool, ...]:
    """The values in an order of their own, whatever order the engine gives them in."""
    return tuple(sorted(one.item() if isinstance(one, np.generic) else one for one in values))
