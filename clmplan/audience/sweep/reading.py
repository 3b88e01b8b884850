"""Customers and events of a shard as arrays: what stays the same from day to day is decided by the engine, once.

A `where` without the day at hand is one truth per event, a condition over fields alone one truth per customer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sqlglot import exp

from clmplan.audience import sql, walk
from clmplan.audience.features import EVENT_DAY
from clmplan.audience.render import Scope, rendered
from clmplan.audience.scales import scale_of
from clmplan.audience.statement.dialects import written
from clmplan.audience.sweep.late import is_late, late_facts
from clmplan.audience.sweep.spans import BEFORE, FAR, Fact, Lasting, Rows, Taken, lasting
from clmplan.audience.sweep.values import Number, Truth, exact
from clmplan.audience.walk import Ranked
from clmplan.model.expression import (
    CustomerField,
    EventCall,
    EventField,
    Expression,
    MetricValue,
    SegmentMember,
)
from clmplan.model.playbook import Playbook
from clmplan.model.records import Engine

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Columns = Mapping[str, NDArray[np.generic]]

_Type = exp.DataType.Type
_UNKNOWN = 2


@dataclass(frozen=True, slots=True)
class Needs:
    """What a run reads: facts over events, fields as numbers, conditions over fields alone; each once."""

    playbook: Playbook
    facts: tuple[Fact, ...]
    fields: tuple[CustomerField, ...]
    statics: tuple[Expression, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of events, in order of first use."""
        return tuple(dict.fromkeys(fact.event for fact in self.facts))

    @property
    def late(self) -> tuple[Fact, ...]:
        """The facts whose `where` depends on the day at hand: the engine folds them day by day."""
        return tuple(fact for fact in self.facts if is_late(fact))


@dataclass(frozen=True, slots=True)
class Block:
    """Customers from `start` on that are looked at together: their fields and static conditions; shapes (size,)."""

    start: int
    size: int
    fields: Mapping[CustomerField, Number]
    statics: Mapping[Expression, Truth]


@dataclass(frozen=True, slots=True)
class Shard:
    """Customers from `start` on: fields, static conditions, and when their events count; counted from `start`."""

    start: int
    size: int
    fields: Mapping[CustomerField, Number]
    statics: Mapping[Expression, Truth]
    lasting: Mapping[Fact, Lasting]

    @property
    def bytes(self) -> int:
        """How much memory the events take."""
        arrays = {id(array): array for one in self.lasting.values() for array in one.arrays}
        return sum(array.nbytes for array in arrays.values())

    def block(self, first: int, size: int) -> Block:
        """A part of the customers, `first` counted from the start of the shard."""
        part = slice(first, min(first + size, self.size))
        fields = {
            one: Number(number.values[part], _part(number.known, part), number.places, number.most)
            for one, number in self.fields.items()
        }
        statics = {one: Truth(truth.yes[part], _part(truth.unknown, part)) for one, truth in self.statics.items()}
        return Block(self.start + first, part.stop - first, fields, statics)


def read(engine: Engine, needs: Needs, start: int, end: int, days: Sequence[int]) -> Shard:
    """What is needed of the customers start <= c < end to know about some days."""
    fields, statics = _customers(engine, needs, start, end)
    found: dict[Fact, Lasting] = {}
    for kind in needs.kinds:
        for fact, rows in _Kind(needs, kind, (start, end), days[-1]).rows(engine):
            found[fact] = lasting(fact, rows, scale_of(fact, needs.playbook).places)
    if needs.late:
        found.update(late_facts(engine, needs.playbook, needs.late, (start, end), days))
    return Shard(start, end - start, fields, statics, found)


def events_per_customer(engine: Engine, needs: Needs, customers: int) -> float:
    """How many events of the kinds needed a customer has on average."""
    counts = sql.named(sql.cast(exp.Count(this=exp.Star()), _Type.BIGINT), "n")
    trees = [exp.select(counts.copy()).from_(sql.table(f"events_{kind}", "e")) for kind in needs.kinds]
    return sum(int(engine.query(written(tree, "duckdb"))["n"][0]) for tree in trees) / max(1, customers)


def _part(values: NDArray[np.bool_] | None, part: slice) -> NDArray[np.bool_] | None:
    return None if values is None else values[part]


def _customers(
    engine: Engine, needs: Needs, start: int, end: int
) -> tuple[Mapping[CustomerField, Number], Mapping[Expression, Truth]]:
    """Fields and static conditions, one row per customer in order."""
    if not needs.fields and not needs.statics:
        return {}, {}
    scope = _scope(needs.playbook)
    columns = [sql.column("c", "k")]
    for index, field in enumerate(needs.fields):
        columns += _value_and_known(scope.leaf(field), f"field_{index}")
    for index, static in enumerate(needs.statics):
        whole = sql.coalesced(sql.cast(rendered(static, scope), _Type.SMALLINT), sql.literal(_UNKNOWN))
        columns.append(sql.named(sql.cast(whole, _Type.SMALLINT), f"static_{index}"))
    select = exp.select(*columns, copy=False).from_(sql.table("customers", "k"), copy=False)
    found = engine.query(written(_of_customers(select, "k", start, end), "duckdb"))
    order = np.argsort(found["c"], kind="stable")
    if len(order) != end - start:
        raise ValueError(f"{len(order)} rows for {end - start} customers")
    fields = {}
    for index, field in enumerate(needs.fields):
        known = found[f"known_field_{index}"][order].astype(np.bool_)
        places = scale_of(field, needs.playbook).places
        fields[field] = exact(found[f"field_{index}"][order].astype(np.int64), _unless_all(known), places)
    statics = {}
    for index, static in enumerate(needs.statics):
        states = found[f"static_{index}"][order]
        statics[static] = Truth(states == 1, _unless_none(states == _UNKNOWN))
    return fields, statics


@dataclass(frozen=True, slots=True)
class _Kind:
    """The events of one kind, and the statements that read them: one for all facts, one for each set of values."""

    needs: Needs
    event: str
    customers: tuple[int, int]
    before: int

    def rows(self, engine: Engine) -> Iterator[tuple[Fact, Rows]]:
        """What each fact takes from the events, by customer and day."""
        facts = [fact for fact in self.needs.facts if fact.event == self.event and not is_late(fact)]
        plain = [fact for fact in facts if not _is_distinct(fact)]
        if plain:
            yield from self._plain(engine, plain)
        sets: dict[_Taking, list[Fact]] = {}
        for fact in facts:
            if _is_distinct(fact):
                sets.setdefault(_taking(fact), []).append(fact)
        for taking, own in sets.items():
            rows = self._different(engine, taking)
            yield from ((fact, rows) for fact in own)

    def _plain(self, engine: Engine, facts: list[Fact]) -> Iterator[tuple[Fact, Rows]]:
        takings = list(dict.fromkeys(_taking(fact) for fact in facts))
        columns = [sql.column("c", "e"), sql.column("day", "e")]
        for index, (field, where) in enumerate(takings):
            taken = self._taken(field, where)
            if field is not None:
                columns += _value_and_known(taken, f"taken_{index}")
            elif where is not None:
                columns.append(sql.named(sql.is_known(taken), f"known_taken_{index}"))
        found = engine.query(self._statement(columns, [where for _, where in takings]))
        customer, day = (found[name].astype(np.int32) for name in ("c", "day"))
        order = _order(customer, day)
        customer, day = customer[order] - self.customers[0], day[order]
        read: dict[_Taking, Rows] = {}
        for index, taking in enumerate(takings):
            values, known = found.get(f"taken_{index}"), found.get(f"known_taken_{index}")
            taken_values = None if values is None else values[order].astype(np.int64)
            taken_known = None if known is None else _unless_all(known[order].astype(np.bool_))
            read[taking] = Rows(customer, day, Taken(taken_values, taken_known))
        yield from ((fact, read[_taking(fact)]) for fact in facts)

    def _different(self, engine: Engine, taking: _Taking) -> Rows:
        """The events with a value, each with the day of the customer's previous one with the same value."""
        field, where = taking
        inner = [sql.column("c", "e"), sql.column("day", "e"), sql.named(self._taken(field, where), "taken")]
        tree = exp.select(*inner, copy=False).from_(sql.table(f"events_{self.event}", "e"), copy=False)
        same = [sql.column("c", "v"), sql.column("taken", "v")]
        by_day = exp.Order(expressions=[exp.Ordered(this=sql.column("day", "v"), nulls_first=False)])
        lag = exp.Window(this=exp.Lag(this=sql.column("day", "v")), partition_by=same, order=by_day)
        previous = sql.named(sql.coalesced(lag, sql.literal(BEFORE)), "previous")
        outer = exp.select(sql.column("c", "v"), sql.column("day", "v"), previous)
        outer = outer.from_(self._filtered(tree, [where]).subquery("v"), copy=False)
        found = engine.query(written(outer.where(sql.is_known(sql.column("taken", "v"))), "duckdb"))
        customer, day, before = (found[name].astype(np.int32) for name in ("c", "day", "previous"))
        order = _order(customer, day)
        return Rows(customer[order] - self.customers[0], day[order], Taken(None, None), before[order])

    def _taken(self, field: str | None, where: Expression | None) -> exp.Expression:
        scope = _scope(self.needs.playbook)
        name = "day" if field == EVENT_DAY else field
        value = sql.literal(1) if name is None else sql.column(name, "e")
        return value if where is None else sql.chosen([(rendered(where, scope), value)])

    def _statement(self, columns: list[exp.Expression], wheres: list[Expression | None]) -> str:
        tree = exp.select(*columns, copy=False).from_(sql.table(f"events_{self.event}", "e"), copy=False)
        return written(self._filtered(tree, wheres), "duckdb")

    def _filtered(self, tree: exp.Select, wheres: list[Expression | None]) -> exp.Select:
        if any(isinstance(one, CustomerField) for where in wheres if where is not None for one in walk.every(where)):
            same = exp.EQ(this=sql.column("c", "k"), expression=sql.column("c", "e"))
            tree = tree.join(sql.table("customers", "k"), on=same, join_type="inner", copy=False)
        early = exp.LT(this=sql.column("day", "e"), expression=sql.literal(self.before))
        return _of_customers(tree, "e", *self.customers).where(early, copy=False)


_Taking = tuple[str | None, Expression | None]


def _taking(fact: Fact) -> _Taking:
    return (fact.field, fact.where) if isinstance(fact, EventCall) else (None, None)


def _is_distinct(fact: Fact) -> bool:
    return isinstance(fact, EventCall) and fact.function.fold == "distinct"


def _order(customer: NDArray[np.int32], day: NDArray[np.int32]) -> NDArray[np.int64] | slice:
    """How rows come into the order of customers and days; everything as it is when they are in it."""
    key = customer * np.int64(2 * FAR) + day
    return slice(None) if bool((key[1:] >= key[:-1]).all()) else np.argsort(key, kind="stable")


def _value_and_known(value: exp.Expression, name: str) -> list[exp.Expression]:
    whole = sql.cast(sql.coalesced(value, sql.literal(0)), _Type.BIGINT)
    return [sql.named(whole, name), sql.named(sql.is_known(value.copy()), f"known_{name}")]


def _of_customers(select: exp.Select, alias: str, start: int, end: int) -> exp.Select:
    of_table = sql.column("c", alias)
    select = select.where(exp.GTE(this=of_table, expression=sql.literal(start)), copy=False)
    return select.where(exp.LT(this=of_table.copy(), expression=sql.literal(end)), copy=False)


def _scope(playbook: Playbook) -> Scope:
    """Where fields are found: of events in `e`, of customers in `k`; names stand for what is behind them."""

    def leaf(expression: Expression) -> exp.Expression:
        match expression:
            case EventField(name=name):
                return sql.column("day" if name == EVENT_DAY else name, "e")
            case CustomerField(name=name):
                return sql.column(name, "k")
            case MetricValue(name=name):
                return rendered(walk.metric_named(playbook, name), scope)
            case SegmentMember(name=name):
                return rendered(next(one.condition for one in playbook.segments if one.name == name), scope)
        raise ValueError(f"{expression!r} is no field")

    scope = Scope(playbook, leaf, _no_day, {}, _no_cut)
    return scope


def _no_day() -> exp.Expression:
    raise ValueError("an event by itself has no day at hand")


def _no_cut(ranked: Ranked, _: int) -> exp.Expression | None:
    raise ValueError(f"{ranked!r} in a condition over fields alone")


def _unless_all(known: NDArray[np.bool_]) -> NDArray[np.bool_] | None:
    return None if known.all() else known


def _unless_none(unknown: NDArray[np.bool_]) -> NDArray[np.bool_] | None:
    return unknown if unknown.any() else None
