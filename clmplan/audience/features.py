"""Level 0 of a statement: every fact about a customer that the conditions need, one group-by per event kind.

An event is read once and counted by COUNT(CASE …) and its like. About one day the day is a written number; about
several days the events meet the days of the table `run_days`. Columns of one statement never hold a fraction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlglot import exp

from clmplan.audience import sql, walk
from clmplan.audience.render import Scope, halves, rendered
from clmplan.audience.terms import MODELLED, RUN_DAYS, Terms
from clmplan.audience.walk import Ranked
from clmplan.model.expression import (
    CustomerField,
    EventCall,
    EventDay,
    EventField,
    Expression,
    ModelValue,
    Type,
)
from clmplan.model.playbook import Playbook

EVENT_DAY = "@day"
ZERO_OF_NOTHING = frozenset({"count", "sum", "distinct"})
_MOMENTS = {"first": "MIN", "last": "MAX"}


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts a statement needs, without repetition, each with the name of its column."""

    fields: Mapping[CustomerField, str]
    events: Mapping[str, Mapping[EventCall | EventDay, str]]
    models: Mapping[ModelValue, str]

    def column_of(self, fact: Expression) -> str:
        """The column of a fact; KeyError when it was not collected."""
        if isinstance(fact, CustomerField):
            return self.fields[fact]
        if isinstance(fact, EventCall | EventDay):
            return self.events[fact.event][fact]
        if isinstance(fact, ModelValue):
            return self.models[fact]
        raise KeyError(fact)

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(self.fields) + sum(map(len, self.events.values())) + len(self.models)


def facts_in(expressions: Iterable[Expression], playbook: Playbook) -> Facts:
    """The facts that expressions need; equal calls are one fact, an average is a sum and a count."""
    fields: dict[CustomerField, str] = {}
    events: dict[str, dict[EventCall | EventDay, str]] = {}
    models: dict[ModelValue, str] = {}
    for top in expressions:
        for one in walk.every(top):
            if isinstance(one, CustomerField):
                fields.setdefault(one, f"field_{len(fields)}")
            elif isinstance(one, ModelValue):
                models.setdefault(one, f"model_{len(models)}")
            else:
                call = walk.average(one, playbook)
                found = halves(call) if call is not None else (one,) if isinstance(one, EventCall | EventDay) else ()
                for fact in found:
                    columns = events.setdefault(fact.event, {})
                    columns.setdefault(fact, f"fact_{sum(map(len, events.values()))}")
    return Facts(fields, events, models)


def grid(facts: Facts, terms: Terms) -> tuple[list[tuple[str, exp.Expression]], exp.Select]:
    """The named group-bys, and the select of one row per day and customer with every fact over them."""
    steps: list[tuple[str, exp.Expression]] = []
    columns = [sql.column("c", "k")]
    select = exp.select().from_(sql.table("customers", "k"), copy=False)
    if terms.day is None:
        steps.append(("days", _days(terms)))
        columns += [sql.column(name, "d") for name in ("day", *_cut_columns(terms))]
        select.append("joins", exp.Join(this=sql.table("days", "d"), kind="CROSS"))
    columns += [sql.named(sql.column(one.name, "k"), name) for one, name in facts.fields.items()]
    for index, (event, calls) in enumerate(facts.events.items()):
        features, alias = f"features_{index}", f"f{index}"
        steps.append((features, _EventKind(event, calls, terms).grouped()))
        columns += [sql.named(_settled(call, sql.column(name, alias)), name) for call, name in calls.items()]
        select.append("joins", _beside(features, alias, is_by_day=terms.day is None))
    if facts.models:
        columns += [sql.named(_modelled(one, terms.models[one]), name) for one, name in facts.models.items()]
        select.append("joins", _beside(MODELLED, "v", is_by_day=terms.day is None))
    select = select.select(*columns, copy=False)
    for condition in terms.customers("k"):
        select = select.where(condition, copy=False)
    return steps, select


def folds(event: str, calls: Mapping[EventCall | EventDay, str], terms: Terms) -> exp.Select:
    """The folds over one kind of event, a row per customer who has any event at all before the day."""
    return _EventKind(event, calls, terms).grouped()


def _beside(table: str, alias: str, *, is_by_day: bool) -> exp.Join:
    same = [exp.EQ(this=sql.column("c", alias), expression=sql.column("c", "k"))]
    if is_by_day:
        same.append(exp.EQ(this=sql.column("day", alias), expression=sql.column("day", "d")))
    return exp.Join(this=sql.table(table, alias), side="LEFT", on=sql.all_of(same))


def _cut_columns(terms: Terms) -> list[str]:
    return [str(column) for column in terms.cuts.values()]


def _days(terms: Terms) -> exp.Select:
    """The days with their cut points, which the table holds as text, empty where nothing is cut off."""
    columns = [sql.column("day", "r")]
    for name in _cut_columns(terms):
        written = sql.column(name, "r")
        is_cut = exp.NEQ(this=written, expression=sql.literal(""))
        columns.append(sql.named(sql.chosen([(is_cut, sql.widened(written.copy()))]), name))
    return exp.select(*columns, copy=False).from_(sql.table(RUN_DAYS, "r"), copy=False)


def _modelled(model: ModelValue, column: str) -> exp.Expression:
    """What the table of model values says; a text stands there as the number of its label."""
    value, is_known = sql.column(column, "v"), sql.column(f"{column}_known", "v")
    known = exp.EQ(this=is_known, expression=sql.literal(1))
    if model.type is Type.TEXT:
        codes = [exp.EQ(this=value.copy(), expression=sql.literal(code)) for code in range(len(model.function.labels))]
        labels = zip(codes, model.function.labels, strict=True)
        return sql.chosen([(sql.all_of((known.copy(), code)), sql.literal(label)) for code, label in labels])
    if model.type in {Type.CONDITION, Type.YES_NO}:
        value = exp.EQ(this=value, expression=sql.literal(1))
    return sql.chosen([(known, value)])


def _settled(fact: EventCall | EventDay, value: exp.Expression) -> exp.Expression:
    """A fact as every level sees it: zero where nothing counts as zero."""
    if isinstance(fact, EventCall) and fact.function.fold in ZERO_OF_NOTHING:
        return sql.coalesced(value, sql.literal(0))
    return value


@dataclass(frozen=True, slots=True)
class _EventKind:
    """The select over one kind of event: the folds by customer, and by day when there are several."""

    event: str
    calls: Mapping[EventCall | EventDay, str]
    terms: Terms

    def grouped(self) -> exp.Select:
        """One row per customer (and day): the folds over the events before the day."""
        of_day = [] if self.terms.day is not None else [sql.column("day", "d")]
        columns = [sql.column("c", "e"), *of_day]
        columns += [sql.named(self._fold(call), name) for call, name in self.calls.items()]
        select = exp.select(*columns, copy=False).from_(sql.table(f"events_{self.event}", "e"), copy=False)
        if self._meets_customers():
            same = exp.EQ(this=sql.column("c", "k"), expression=sql.column("c", "e"))
            select.append("joins", exp.Join(this=sql.table("customers", "k"), kind="INNER", on=same))
        matching = list(self._bounds())
        if of_day:
            select.append("joins", exp.Join(this=sql.table(RUN_DAYS, "d"), kind="INNER", on=sql.all_of(matching)))
            matching = []
        for condition in (*matching, *self.terms.customers("e")):
            select = select.where(condition, copy=False)
        return select.group_by(sql.column("c", "e"), *(one.copy() for one in of_day), copy=False)

    def _bounds(self) -> Iterator[exp.Expression]:
        """What every call asks of an event's day."""
        day, days = self.terms.day, self.terms.known.days.get(self.event)
        if day is None or days is None or days[1] >= day:
            yield exp.LT(this=sql.column("day", "e"), expression=self._day())
        widest = self._widest()
        if widest is not None and not self._covers(widest):
            yield self._recent(widest)

    def _widest(self) -> int | None:
        """The days of the widest window; None when a call has none."""
        windows = [call.within_days if isinstance(call, EventCall) else None for call in self.calls]
        known = [window for window in windows if window is not None]
        return max(known) if len(known) == len(windows) else None

    def _covers(self, window: int) -> bool:
        """Whether a window holds every event there is."""
        day, days = self.terms.day, self.terms.known.days.get(self.event)
        return day is not None and days is not None and day - window <= days[0]

    def _day(self) -> exp.Expression:
        return sql.column("day", "d") if self.terms.day is None else sql.literal(self.terms.day)

    def _recent(self, window: int) -> exp.Expression:
        """Whether an event lies in the last so many days before the day at hand."""
        if self.terms.day is not None:
            return exp.GTE(this=sql.column("day", "e"), expression=sql.literal(self.terms.day - window))
        first = exp.Sub(this=self._day(), expression=sql.literal(window))
        return exp.GTE(this=sql.column("day", "e"), expression=first)

    def _fold(self, call: EventCall | EventDay) -> exp.Expression:
        if isinstance(call, EventDay):
            return sql.folded(_MOMENTS[call.which], sql.column("day", "e"))
        value = sql.literal(1) if call.field is None else self._leaf(_field(call.event, call.field))
        if call.function.fold == "distinct" and call.field is not None:
            return self._different(call, value)
        return sql.folded(call.function.fold.upper(), self._where_counted(call, value))

    def _different(self, call: EventCall, value: exp.Expression) -> exp.Expression:
        """How many values occur: one by one when they are few and known, since that is much cheaper."""
        values = self.terms.known.values.get((call.event, call.field or ""))
        if values is None:
            return exp.Count(this=exp.Distinct(expressions=[self._where_counted(call, value)]))
        if self.terms.known.has_bits:
            return self._different_bits(call, value, values)
        each = [exp.EQ(this=value.copy(), expression=sql.literal(one)) for one in values]
        return sql.added([sql.folded("MAX", sql.one_if(sql.all_of((*self._tests(call), one)))) for one in each])

    def _different_bits(
        self, call: EventCall, value: exp.Expression, values: Sequence[str | int | bool]
    ) -> exp.Expression:
        bits = [exp.If(this=sql.literal(one), true=sql.literal(2**place)) for place, one in enumerate(values)]
        gathered = exp.BitwiseOrAgg(this=self._where_counted(call, exp.Case(this=value, ifs=bits)))
        return exp.BitwiseCount(this=gathered)

    def _where_counted(self, call: EventCall, value: exp.Expression) -> exp.Expression:
        tests = self._tests(call)
        return sql.chosen([(sql.all_of(tests), value)]) if tests else value

    def _tests(self, call: EventCall) -> list[exp.Expression]:
        """What a call asks of an event beyond what every call asks."""
        tests: list[exp.Expression] = []
        window = call.within_days
        if window is not None and window != self._widest() and not self._covers(window):
            tests.append(self._recent(window))
        if call.where is not None:
            tests.append(rendered(call.where, Scope(self.terms.playbook, self._leaf, self._day, {}, _no_cut)))
        return tests

    def _meets_customers(self) -> bool:
        wheres = [call.where for call in self.calls if isinstance(call, EventCall) and call.where is not None]
        return any(isinstance(one, CustomerField) for where in wheres for one in walk.every(where))

    @staticmethod
    def _leaf(leaf: Expression) -> exp.Expression:
        if isinstance(leaf, EventField):
            return sql.column("day" if leaf.name == EVENT_DAY else leaf.name, "e")
        if isinstance(leaf, CustomerField):
            return sql.column(leaf.name, "k")
        raise ValueError(f"{leaf!r} inside the `where` of an event call")


def _field(event: str, name: str) -> EventField:
    return EventField(event, name, Type.TEXT, nullable=True)


def _no_cut(ranked: Ranked, _: int) -> exp.Expression | None:
    raise ValueError(f"{ranked!r} inside the `where` of an event call")
