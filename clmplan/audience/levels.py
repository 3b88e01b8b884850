"""Names in order of need: each metric, stage and segment is computed once, on a level above what it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlglot import exp

from clmplan.audience import features, sql, walk
from clmplan.audience.features import Facts
from clmplan.audience.render import Scope, stage_codes
from clmplan.audience.terms import Terms
from clmplan.audience.walk import Ranked
from clmplan.model.expression import Expression, MetricValue, SegmentMember, StageOf
from clmplan.model.playbook import Playbook

DAY = "day"
CUSTOMER = "c"


@dataclass(frozen=True, slots=True)
class Computed:
    """A column of some level: the expressions it reads, its SQL, and columns it needs besides their names."""

    name: str
    reads: tuple[Expression, ...]
    build: Callable[[Scope], exp.Expression]
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """The column of every declared metric, lifecycle and segment."""

    metrics: Mapping[str, str]
    lifecycles: Mapping[str, str]
    segments: Mapping[str, str]

    @classmethod
    def of(cls, playbook: Playbook) -> Names:
        """Columns numbered in the order of declaration; names of the playbook never enter the statement."""
        return cls(
            {metric.name: f"metric_{index}" for index, metric in enumerate(playbook.metrics)},
            {lifecycle.name: f"stage_{index}" for index, lifecycle in enumerate(playbook.lifecycles)},
            {segment.name: f"segment_{index}" for index, segment in enumerate(playbook.segments)},
        )

    def column_of(self, leaf: Expression) -> str | None:
        """The column of a declared name; None for any other expression."""
        match leaf:
            case MetricValue(name=name):
                return self.metrics[name]
            case StageOf(lifecycle=lifecycle):
                return self.lifecycles[lifecycle]
            case SegmentMember(name=name):
                return self.segments[name]
        return None


def query(
    columns: Sequence[Computed],
    wanted: Iterable[str],
    terms: Terms,
    outputs: Callable[[Scope], Sequence[exp.Expression]],
) -> exp.Select:
    """The select that gives the outputs over the wanted columns, one row per customer and day."""
    playbook = terms.playbook
    names = Names.of(playbook)
    chosen = needed(columns, wanted, playbook)
    facts = features.facts_in(reads(chosen), playbook)
    scope = _scope(names, facts, terms)
    steps, first = features.grid(facts, terms)
    steps.append(("level_0", first))
    for number, level in enumerate(_in_levels(chosen, names, playbook), start=1):
        values = [exp.Star(), *(sql.named(column.build(scope), column.name) for column in level)]
        steps.append((f"level_{number}", select_from(f"level_{number - 1}", values)))
    final = select_from(steps[-1][0], outputs(scope))
    for name, step in steps:
        final = final.with_(exp.to_identifier(name, quoted=True), as_=step, copy=False)
    return final


def select_from(table: str, values: Sequence[exp.Expression]) -> exp.Select:
    """A select over one table of a statement."""
    return exp.select(*values, copy=False).from_(exp.table_(table, quoted=True), copy=False)


def needed(columns: Sequence[Computed], wanted: Iterable[str], playbook: Playbook) -> tuple[Computed, ...]:
    """The wanted columns and all they need, in the order given."""
    names = Names.of(playbook)
    by_name = {column.name: column for column in columns}
    reached: set[str] = set()
    open_names = list(wanted)
    while open_names:
        name = open_names.pop()
        if name not in reached:
            reached.add(name)
            open_names.extend(_needs(by_name[name], names, playbook))
    return tuple(column for column in columns if column.name in reached)


def reads(columns: Iterable[Computed]) -> list[Expression]:
    """The expressions that columns read."""
    return [one for column in columns for one in column.reads]


def _scope(names: Names, facts: Facts, terms: Terms) -> Scope:
    def leaf(expression: Expression) -> exp.Expression:
        return sql.column(names.column_of(expression) or facts.column_of(expression))

    def day() -> exp.Expression:
        return sql.column(DAY) if terms.day is None else sql.literal(terms.day)

    def cut(ranked: Ranked, number: int) -> exp.Expression | None:
        found = terms.cuts[ranked, number]
        if found is None:
            return None
        return sql.column(found) if isinstance(found, str) else sql.literal(found)

    return Scope(terms.playbook, leaf, day, stage_codes(terms.playbook), cut)


def _needs(column: Computed, names: Names, playbook: Playbook) -> tuple[str, ...]:
    found = list(column.after)
    for top in column.reads:
        for one in walk.every(top):
            name = names.column_of(one)
            if name is not None and walk.average(one, playbook) is None:
                found.append(name)
    return tuple(dict.fromkeys(found))


def _in_levels(columns: Sequence[Computed], names: Names, playbook: Playbook) -> list[list[Computed]]:
    """Columns by the longest chain of needs below them."""
    by_name = {column.name: column for column in columns}
    heights: dict[str, int] = {}

    def height(name: str) -> int:
        if name not in heights:
            needs = _needs(by_name[name], names, playbook)
            heights[name] = 1 + max((height(need) for need in needs), default=0)
        return heights[name]

    levels: list[list[Computed]] = [[] for _ in range(max((height(one.name) for one in columns), default=0))]
    for column in columns:
        levels[height(column.name) - 1].append(column)
    return levels
