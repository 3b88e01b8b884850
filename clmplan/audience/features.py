"""Level 0 of a statement: every fact about a customer that the conditions need, one group-by per event kind.

Money is whole minor units; other numbers are exact decimals of six places, so that no sum depends on row order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlglot import exp

from clmplan.audience import sql, walk
from clmplan.audience.render import Scope, halves, rendered
from clmplan.model.expression import (
    CustomerField,
    DaysSince,
    EventCall,
    EventDay,
    EventField,
    Expression,
    Type,
)
from clmplan.model.playbook import Playbook

RUN_DAYS = "run_days"
EVENT_DAY = "@day"
ZERO_OF_NOTHING = frozenset({"count", "sum", "distinct"})
_MOMENTS = {"first": "MIN", "last": "MAX"}


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts a statement needs, without repetition, each with the name of its column."""

    fields: Mapping[CustomerField, str]
    events: Mapping[str, Mapping[EventCall | EventDay, str]]

    def column_of(self, fact: Expression) -> str:
        """The column of a fact; KeyError when it was not collected."""
        if isinstance(fact, CustomerField):
            return self.fields[fact]
        if isinstance(fact, EventCall | EventDay):
            return self.events[fact.event][fact]
        raise KeyError(fact)


def facts_in(expressions: Iterable[Expression], playbook: Playbook) -> Facts:
    """The facts that expressions need; equal calls are one fact, an average is a sum and a count."""
    fields: dict[CustomerField, str] = {}
    events: dict[str, dict[EventCall | EventDay, str]] = {}
    for top in expressions:
        for one in walk.every(top):
            if isinstance(one, CustomerField):
                fields.setdefault(one, f"field_{len(fields)}")
                continue
            call = walk.average(one, playbook)
            found = halves(call) if call is not None else (one,) if isinstance(one, EventCall | EventDay) else ()
            for fact in found:
                columns = events.setdefault(fact.event, {})
                columns.setdefault(fact, f"fact_{sum(map(len, events.values()))}")
    return Facts(fields, events)


def grid(facts: Facts, playbook: Playbook) -> tuple[list[tuple[str, exp.Expression]], exp.Select]:
    """The named group-bys, and the select of one row per day and customer with every fact over them."""
    steps: list[tuple[str, exp.Expression]] = []
    columns = [sql.named(sql.cast(sql.column("day", "d"), "BIGINT"), "day"), sql.column("c", "k")]
    columns += [sql.named(stored(field, "k"), name) for field, name in facts.fields.items()]
    select = exp.select().from_(sql.table(RUN_DAYS, "d")).join(sql.table("customers", "k"), join_type="cross")
    for index, (event, calls) in enumerate(facts.events.items()):
        prepared, features, alias = f"prepared_{index}", f"features_{index}", f"f{index}"
        kind = _EventKind(event, calls, playbook)
        steps += [(prepared, kind.prepared()), (features, kind.grouped(prepared))]
        columns += [sql.named(_settled(call, sql.column(name, alias)), name) for call, name in calls.items()]
        same = [exp.EQ(this=sql.column("day", alias), expression=sql.column("day", "d"))]
        same += [exp.EQ(this=sql.column("c", alias), expression=sql.column("c", "k"))]
        select = select.join(sql.table(features, alias), on=sql.all_of(same), join_type="left", copy=False)
    return steps, select.select(*columns, copy=False)


def stored(field: CustomerField | EventField, table: str) -> exp.Expression:
    """The value of a stored field."""
    if isinstance(field, EventField) and field.name == EVENT_DAY:
        return sql.column("day", table)
    value = sql.column(field.name, table)
    return sql.cast(value, sql.NUMBER_TYPE) if field.type is Type.NUMBER else value


def _settled(fact: EventCall | EventDay, value: exp.Expression) -> exp.Expression:
    """A fact as every level sees it: zero where nothing counts as zero, in a type that leaves room for arithmetic."""
    if isinstance(fact, EventCall) and fact.function.fold in ZERO_OF_NOTHING:
        value = sql.coalesced(value, sql.literal(0))
    return sql.cast(value, sql.NUMBER_TYPE if _is_fractional(fact) else "BIGINT")


def _is_fractional(fact: EventCall | EventDay) -> bool:
    return isinstance(fact, EventCall) and fact.type is Type.NUMBER and fact.function.fold in {"sum", "min", "max"}


@dataclass(frozen=True, slots=True)
class _EventKind:
    """The two selects over one kind of event.

    `prepared` reads each event once: what a call takes from it, NULL where its `where` is not true. `grouped`
    meets the days. A `where` that depends on the day at hand is decided there, from prepared items.
    """

    event: str
    calls: Mapping[EventCall | EventDay, str]
    playbook: Playbook

    def prepared(self) -> exp.Select:
        """One row per event: customer, day, and what each call takes from it."""
        columns = [sql.column("c", "e"), sql.column("day", "e")]
        scope = Scope(self.playbook, _leaf_of_event, _no_day, {})
        for index, (field, where) in enumerate(self._takings()):
            taken = _taken(field)
            if where is not None:
                taken = sql.chosen([(rendered(where, scope), taken)])
            columns.append(sql.named(taken, f"taking_{index}"))
        columns += [sql.named(_leaf_of_event(leaf), f"item_{index}") for index, leaf in enumerate(self._items())]
        select = exp.select(*columns).from_(sql.table(f"events_{self.event}", "e"))
        if not any(isinstance(one, CustomerField) for call in self._counted() for one in _inside(call.where)):
            return select
        same = exp.EQ(this=sql.column("c", "k"), expression=sql.column("c", "e"))
        return select.join(sql.table("customers", "k"), on=same, join_type="inner", copy=False)

    def grouped(self, prepared: str) -> exp.Select:
        """One row per day and customer: the folds over the events before the day."""
        columns = [sql.column("day", "d"), sql.column("c", "e")]
        columns += [sql.named(self._fold(call), name) for call, name in self.calls.items()]
        day, of_event = sql.column("day", "d"), sql.column("day", "e")
        matching: list[exp.Expression] = [exp.LT(this=of_event, expression=day)]
        windows = [call.within_days if isinstance(call, EventCall) else None for call in self.calls]
        widest = [window for window in windows if window is not None]
        if len(widest) == len(windows):
            matching.append(_recent(max(widest)))
        select = exp.select(*columns).from_(sql.table(RUN_DAYS, "d"))
        select = select.join(sql.table(prepared, "e"), on=sql.all_of(matching), join_type="inner", copy=False)
        return select.group_by(sql.column("day", "d"), sql.column("c", "e"), copy=False)

    def _fold(self, call: EventCall | EventDay) -> exp.Expression:
        if isinstance(call, EventDay):
            return sql.called(_MOMENTS[call.which], sql.column("day", "e"))
        taken = self._taken_on_day(call)
        if call.within_days is not None:
            taken = sql.chosen([(_recent(call.within_days), taken)])
        if call.function.fold == "distinct":
            return exp.Count(this=exp.Distinct(expressions=[taken]))
        return sql.called(call.function.fold.upper(), taken)

    def _taken_on_day(self, call: EventCall) -> exp.Expression:
        takings, items = self._takings(), self._items()
        if call.where is None or not _depends_on_day(call):
            return sql.column(f"taking_{takings.index((_taking_field(call), call.where))}", "e")
        scope = Scope(
            self.playbook,
            lambda leaf: sql.column(f"item_{items.index(leaf)}", "e"),
            lambda: sql.column("day", "d"),
            {},
        )
        field = sql.column(f"taking_{takings.index((_taking_field(call), None))}", "e")
        return sql.chosen([(rendered(call.where, scope), field)])

    def _counted(self) -> list[EventCall]:
        return [call for call in self.calls if isinstance(call, EventCall)]

    def _takings(self) -> list[tuple[EventField | None, Expression | None]]:
        pairs = [(_taking_field(call), None if _depends_on_day(call) else call.where) for call in self._counted()]
        return list(dict.fromkeys(pairs))

    def _items(self) -> list[Expression]:
        late = [call.where for call in self._counted() if _depends_on_day(call)]
        leaves = [one for where in late for one in _inside(where) if isinstance(one, CustomerField | EventField)]
        return list(dict.fromkeys(leaves))


def _taking_field(call: EventCall) -> EventField | None:
    if call.field is None:
        return None
    kind = Type.NUMBER if _is_fractional(call) else Type.TEXT
    return EventField(call.event, call.field, kind, nullable=True)


def _taken(field: EventField | None) -> exp.Expression:
    return sql.literal(1) if field is None else stored(field, "e")


def _leaf_of_event(leaf: Expression) -> exp.Expression:
    if isinstance(leaf, EventField):
        return stored(leaf, "e")
    if isinstance(leaf, CustomerField):
        return stored(leaf, "k")
    raise ValueError(f"{leaf!r} inside the `where` of an event call")


def _no_day() -> exp.Expression:
    raise ValueError("an event by itself has no day at hand")


def _inside(where: Expression | None) -> list[Expression]:
    return [] if where is None else list(walk.every(where))


def _depends_on_day(call: EventCall) -> bool:
    return any(isinstance(one, DaysSince) for one in _inside(call.where))


def _recent(days: int) -> exp.Expression:
    """Whether an event lies in the last so many days before the day at hand."""
    first = exp.Sub(this=sql.column("day", "d"), expression=sql.literal(days))
    return exp.GTE(this=sql.column("day", "e"), expression=first)
