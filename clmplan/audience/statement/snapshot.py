"""One day in two strokes: the engine folds the events of each customer, arrays of folds decide all conditions.

The folds and the conditions over fields alone are statements in the portable core. What they give is small: one number
for each fact and customer, which cut points and conditions read from memory block by block. That costs half of what the
engine takes for the same conditions in one fused statement, and cut points need no statement of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
from sqlglot import exp

from clmplan.audience import features, levels, sql, walk
from clmplan.audience.features import ZERO_OF_NOTHING
from clmplan.audience.render import Scope, rendered
from clmplan.audience.scales import LARGEST_NARROW, scale_of
from clmplan.audience.statement.dialects import written
from clmplan.audience.statement.question import may_be_unknown
from clmplan.audience.sweep.frame import Frame, Points
from clmplan.audience.sweep.program import Program
from clmplan.audience.sweep.reading import Needs
from clmplan.audience.sweep.spans import Fact
from clmplan.audience.sweep.values import Number, Truth, exact
from clmplan.audience.terms import Terms
from clmplan.audience.walk import Ranked
from clmplan.model.expression import CustomerField, EventCall, Expression, MetricValue, ModelValue, SegmentMember, Type
from clmplan.model.playbook import Playbook
from clmplan.model.records import Engine

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Columns = Mapping[str, NDArray[np.generic]]

BLOCK = 16_384
_MISSING = -LARGEST_NARROW
_MISSING_DAY = -(2**31) + 1
_UNKNOWN = 2


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Customers low <= c < high as they are before a day: facts and fields as numbers, conditions over fields alone."""

    day: int
    size: int
    facts: Mapping[Fact, Number]
    fields: Mapping[CustomerField, Number]
    statics: Mapping[Expression, Truth]

    def frames(
        self, points: Mapping[Ranked, Points], fits: Mapping[ModelValue, object | None]
    ) -> Iterator[tuple[slice, Frame]]:
        """Blocks of customers, small enough that what is computed stays near."""
        for start in range(0, self.size, BLOCK):
            part = slice(start, min(start + BLOCK, self.size))
            yield part, cast(Frame, _DayFrame(self, part, points, fits))


@dataclass(frozen=True, slots=True)
class _OneDay:
    """The cells of a block on a single day: one for each customer."""

    day: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.day)


class _DayFrame:
    """What the steps of a program ask of a frame, for a block of customers on a single day."""

    def __init__(
        self,
        snapshot: Snapshot,
        part: slice,
        points: Mapping[Ranked, Points],
        fits: Mapping[ModelValue, object | None],
    ) -> None:
        self._snapshot, self._part, self._points, self.fits = snapshot, part, points, fits
        self.cells = _OneDay(np.full(part.stop - part.start, snapshot.day, dtype=np.int64))

    def fact(self, fact: Fact) -> Number:
        """A fact of every customer."""
        return _between(self._snapshot.facts[fact], self._part)

    def field(self, field: CustomerField) -> Number:
        """A field of every customer."""
        return _between(self._snapshot.fields[field], self._part)

    def static(self, condition: Expression) -> Truth:
        """A condition over fields alone."""
        truth = self._snapshot.statics[condition]
        return Truth(truth.yes[self._part], None if truth.unknown is None else truth.unknown[self._part])

    def cut(self, ranked: Ranked) -> Points:
        """The cut points of the day; shapes (cuts, 1)."""
        return self._points[ranked]


def taken(engine: Engine, needs: Needs, terms: Terms, customers: tuple[int, int], dialect: str) -> Snapshot:
    """What programs need of some customers; OverflowError when a sum is beyond 64 bits."""
    if terms.day is None:
        raise ValueError("a snapshot is of one day")
    low, high = customers
    facts: dict[Fact, Number] = {}
    for event in needs.kinds:
        own = [fact for fact in needs.facts if fact.event == event]
        columns = engine.query(folds_statement(event, own, terms, dialect))
        place = columns["c"] - low
        for index, fact in enumerate(own):
            facts[fact] = _settled(fact, columns[f"fact_{index}"], place, high - low, terms)
    fields, statics = _customers(engine, needs, terms, customers, dialect)
    return Snapshot(terms.day, high - low, facts, fields, statics)


def folds_statement(event: str, facts: Sequence[Fact], terms: Terms, dialect: str) -> str:
    """The statement with a row per customer who has events: `c`, `fact_0`, `fact_1` …; without NULL."""
    names = {fact: f"fact_{index}" for index, fact in enumerate(facts)}
    columns = [sql.column("c")]
    columns += [sql.named(_whole(fact, sql.column(name), terms), name) for fact, name in names.items()]
    grouped = exp.to_identifier("folds", quoted=True)
    select = levels.select_from("folds", columns).with_(grouped, as_=features.folds(event, names, terms), copy=False)
    return written(select, dialect)


def _whole(fact: Fact, value: exp.Expression, terms: Terms) -> exp.Expression:
    """A fold in few bytes, nothing as zero or as a number that stands for nothing."""
    if isinstance(fact, EventCall) and fact.function.fold == "sum":
        if (fact.event, fact.field) in terms.known.small:
            return sql.cast(sql.coalesced(value, sql.literal(0)), exp.DType.BIGINT)
        fits = (
            exp.GT(this=value, expression=sql.literal(_MISSING)),
            exp.LT(this=value.copy(), expression=sql.literal(LARGEST_NARROW)),
        )
        branches = [(sql.is_missing(value.copy()), sql.literal(0)), (sql.all_of(fits), value.copy())]
        return sql.cast(sql.chosen(branches, sql.literal(LARGEST_NARROW)), exp.DType.BIGINT)
    if isinstance(fact, EventCall) and fact.function.fold == "count":
        return sql.cast(value, exp.DType.INT)
    value = sql.coalesced(value, sql.literal(0 if _is_zero_of_nothing(fact) else _missing_of(fact)))
    return sql.cast(value, _type_of(fact))


def programs_needs(programs: Iterable[Program]) -> Needs:
    """What several programs read together."""
    needs = [program.needs for program in programs]
    return Needs(
        needs[0].playbook,
        tuple(dict.fromkeys(fact for one in needs for fact in one.facts)),
        tuple(dict.fromkeys(field for one in needs for field in one.fields)),
        tuple(dict.fromkeys(static for one in needs for static in one.statics)),
    )


def _between(number: Number, part: slice) -> Number:
    known = None if number.known is None else number.known[part]
    return Number(number.values[part].astype(np.int64), known, number.places, number.most)


def _is_day(fact: Fact) -> bool:
    return not isinstance(fact, EventCall) or fact.type is Type.DATE


def _is_zero_of_nothing(fact: Fact) -> bool:
    return isinstance(fact, EventCall) and fact.function.fold in ZERO_OF_NOTHING


def _missing_of(fact: Fact) -> int:
    return _MISSING_DAY if _is_day(fact) else _MISSING


def _type_of(fact: Fact) -> exp.DType:
    is_count = isinstance(fact, EventCall) and fact.function.fold in {"count", "distinct"}
    return exp.DType.INT if is_count or _is_day(fact) else exp.DType.BIGINT


def _settled(fact: Fact, found: NDArray[np.generic], place: NDArray[np.generic], size: int, terms: Terms) -> Number:
    """A fact of every customer; who has no events has nothing, or zero."""
    places, is_zero = scale_of(fact, terms.playbook).places, _is_zero_of_nothing(fact)
    values = np.full(size, 0 if is_zero else _missing_of(fact), dtype=found.dtype)
    values[place] = found
    if not is_zero:
        return _known(values, _missing_of(fact), places)
    if values.size and values.max() == LARGEST_NARROW:
        raise OverflowError(f"a sum beyond 64 bits: {fact.event}")
    return exact(cast("NDArray[np.int64]", values), None, places)


def _known(values: NDArray[np.generic], missing: int, places: int) -> Number:
    known = values != missing
    if known.all():
        return exact(cast("NDArray[np.int64]", values), None, places)
    return exact(cast("NDArray[np.int64]", np.where(known, values, 0)), known, places)


def _customers(
    engine: Engine, needs: Needs, terms: Terms, customers: tuple[int, int], dialect: str
) -> tuple[Mapping[CustomerField, Number], Mapping[Expression, Truth]]:
    """Fields as numbers, and conditions over fields alone as 0, 1 or 2 for unknown."""
    if not needs.fields and not needs.statics:
        return {}, {}
    (low, high), scope = customers, _scope(needs.playbook)
    columns = [sql.column("c", "k")]
    for index, field in enumerate(needs.fields):
        value = sql.coalesced(sql.column(field.name, "k"), sql.literal(_missing_of_field(field)))
        columns.append(sql.named(value, f"field_{index}"))
    columns += [sql.named(_state(one, scope), f"static_{index}") for index, one in enumerate(needs.statics)]
    select = exp.select(*columns, copy=False).from_(sql.table("customers", "k"), copy=False)
    for condition in terms.customers("k"):
        select = select.where(condition, copy=False)
    found = engine.query(written(select, dialect))
    place = found["c"] - low
    if len(place) != high - low:
        raise ValueError(f"{len(place)} rows for {high - low} customers")

    def placed(name: str) -> NDArray[np.generic]:
        values = np.empty_like(found[name])
        values[place] = found[name]
        return values

    fields = {
        one: _known(placed(f"field_{index}"), _missing_of_field(one), scale_of(one, needs.playbook).places)
        for index, one in enumerate(needs.fields)
    }
    states = {one: placed(f"static_{index}") for index, one in enumerate(needs.statics)}
    return fields, {one: _truth(state) for one, state in states.items()}


def _scope(playbook: Playbook) -> Scope:
    """Where fields of customers are found; names stand for what is behind them."""

    def leaf(expression: Expression) -> exp.Expression:
        match expression:
            case CustomerField(name=name):
                return sql.column(name, "k")
            case MetricValue(name=name):
                return rendered(walk.metric_named(playbook, name), scope)
            case SegmentMember(name=name):
                return rendered(next(one.condition for one in playbook.segments if one.name == name), scope)
        raise ValueError(f"{expression!r} in a condition over fields alone")

    scope = Scope(playbook, leaf, lambda: sql.literal(0), {}, lambda *_: None)
    return scope


def _missing_of_field(field: CustomerField) -> int:
    return _MISSING_DAY if field.type is Type.DATE else _MISSING


def _state(condition: Expression, scope: Scope) -> exp.Expression:
    tree = rendered(condition, scope)
    branches = [(tree, sql.literal(1))]
    if may_be_unknown(condition, scope.playbook):
        branches.append((sql.is_missing(tree.copy()), sql.literal(_UNKNOWN)))
    return sql.cast(sql.chosen(branches, sql.literal(0)), exp.DType.SMALLINT)


def _truth(state: NDArray[np.generic]) -> Truth:
    unknown = state == _UNKNOWN
    return Truth(state == 1, unknown if unknown.any() else None)
