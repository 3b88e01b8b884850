"""Who is in which stage, segment and rule on each of many days: one fused statement per block of days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sqlglot import exp

from clmplan.audience import declared, levels, sql
from clmplan.audience.features import RUN_DAYS
from clmplan.audience.render import NO_STAGE, stage_codes
from clmplan.model.expression import Expression, TopShare
from clmplan.model.playbook import Lifecycle, Playbook
from clmplan.model.records import NO_DAY, Engine, Memberships

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROWS_PER_STATEMENT = 2_000_000
_TRUE, _UNKNOWN = 1, 2


def memberships(
    engine: Engine,
    playbook: Playbook,
    days: Sequence[int],
    customers: int,
    rules: Mapping[str, Expression],
    anchors: Mapping[str, Expression],
) -> Memberships:
    """The memberships of all stages, segments and rules on the days, and the anchors on the last day.

    Rules and segments share one table of names; a rule must not be called like a segment.
    """
    run_days = np.asarray(sorted(set(days)), dtype=np.int32)
    layout = _Layout.of(playbook, rules)
    text = layout.statement(playbook, rules)
    rows = max(1, ROWS_PER_STATEMENT // max(1, customers))
    blocks = [_run(engine, text, run_days[start : start + rows], customers) for start in range(0, len(run_days), rows)]

    def grid(column: str) -> NDArray[np.generic]:
        parts = [np.zeros(0, dtype=np.int8), *(np.asarray(block[column]) for block in blocks)]
        return np.concatenate(parts[min(1, len(blocks)) :]).reshape(len(run_days), customers)

    states = {name: grid(column) for name, column in layout.conditions.items()}
    return Memberships(
        days=run_days,
        stages={one.name: _indexed(grid(layout.stages[one.name]), one, playbook) for one in playbook.lifecycles},
        overlaps={
            name: np.sum(grid(declared.overlap_column(column)) == _TRUE, axis=1, dtype=np.int64)
            for name, column in layout.stages.items()
        },
        holds={name: state == _TRUE for name, state in states.items()},
        cuts={name: _cuts(grid(column)) for name, column in layout.cuts.items()},
        unknown={name: np.sum(state == _UNKNOWN, axis=1, dtype=np.int64) for name, state in states.items()},
        anchors=_anchors(engine, playbook, run_days[-1:], customers, anchors),
    )


@dataclass(frozen=True, slots=True)
class _Layout:
    """The output columns by name: stages by lifecycle, conditions by segment or rule, cuts by segment."""

    stages: Mapping[str, str]
    conditions: Mapping[str, str]
    cuts: Mapping[str, str]

    @classmethod
    def of(cls, playbook: Playbook, rules: Mapping[str, Expression]) -> _Layout:
        names = levels.Names.of(playbook)
        twice = sorted(set(names.segments) & set(rules))
        if twice:
            raise ValueError(f"rules called like segments: {', '.join(twice)}")
        tops = [segment.name for segment in playbook.segments if isinstance(segment.condition, TopShare)]
        cuts = {name: declared.cut_column(names.segments[name]) for name in tops}
        return cls(names.lifecycles, {**names.segments, **_numbered("rule", rules)}, cuts)

    def statement(self, playbook: Playbook, rules: Mapping[str, Expression]) -> str:
        columns = [*declared.declared(playbook)]
        columns += [declared.condition(self.conditions[name], rule) for name, rule in rules.items()]
        overlaps = [declared.overlap_column(column) for column in self.stages.values()]
        outputs = [_code(column) for column in self.stages.values()]
        outputs += [declared.selected(column) for column in (*overlaps, *self.conditions.values())]
        outputs += [declared.cut(column) for column in self.cuts.values()]
        wanted = [*self.stages.values(), *overlaps, *self.conditions.values(), *self.cuts.values()]
        return levels.statement(playbook, columns, wanted, outputs or [sql.column(levels.DAY)])


def _numbered(word: str, named: Mapping[str, Expression]) -> dict[str, str]:
    return {name: f"{word}_{index}" for index, name in enumerate(named)}


def _code(column: str) -> exp.Expression:
    value = sql.coalesced(sql.column(column), sql.literal(NO_STAGE))
    return sql.named(sql.cast(value, "SMALLINT"), column)


def _run(engine: Engine, text: str, days: NDArray[np.int32], customers: int) -> Mapping[str, NDArray[np.generic]]:
    """The columns of one statement over a block of days."""
    engine.load(RUN_DAYS, {"day": days})
    columns = engine.query(text)
    for name, values in columns.items():
        if len(values) != len(days) * customers:
            raise ValueError(f"{name}: {len(values)} rows for {len(days)} days and {customers} customers")
    return columns


def _indexed(codes: NDArray[np.generic], lifecycle: Lifecycle, playbook: Playbook) -> NDArray[np.int8]:
    """Stage codes as positions in a lifecycle; same shape."""
    numbers = stage_codes(playbook)
    positions = np.full(len(numbers) + 1, NO_STAGE, dtype=np.int8)
    for index, stage in reversed(list(enumerate(lifecycle.stages))):
        positions[numbers[stage.name]] = index
    return positions[codes.astype(np.int64)]


def _cuts(texts: NDArray[np.generic]) -> tuple[str, ...]:
    """The cut of each day; texts have shape (days, customers) with the cut in the first column."""
    if not texts.size:
        return ("",) * len(texts)
    return tuple(_without_zeros(str(text)) for text in texts[:, 0])


def _without_zeros(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def _anchors(
    engine: Engine,
    playbook: Playbook,
    last: NDArray[np.int32],
    customers: int,
    anchors: Mapping[str, Expression],
) -> dict[str, NDArray[np.int32]]:
    """Each customer's own dates on the last day; shapes (customers,)."""
    if not anchors or not len(last):
        return {name: np.full(customers, NO_DAY, dtype=np.int32) for name in anchors}
    columns = _numbered("anchor", anchors)
    computed = [*declared.declared(playbook)]
    computed += [declared.condition(columns[name], anchor) for name, anchor in anchors.items()]
    outputs = []
    for column in columns.values():
        day = sql.coalesced(sql.column(column), sql.literal(NO_DAY))
        outputs.append(sql.named(sql.cast(day, "INTEGER"), column))
    result = _run(engine, levels.statement(playbook, computed, columns.values(), outputs), last, customers)
    return {name: np.asarray(result[column]).astype(np.int32) for name, column in columns.items()}
