"""The columns of a playbook's declarations: metrics, stages and segments."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from clmplan.audience import sql, walk
from clmplan.audience.levels import Computed, Names
from clmplan.audience.render import rendered, stage_codes
from clmplan.model.expression import Expression
from clmplan.model.playbook import Lifecycle, Playbook


def declared(playbook: Playbook) -> tuple[Computed, ...]:
    """Every column the declarations of a playbook can ask for; an average has none, since it is no single number."""
    names = Names.of(playbook)
    columns: list[Computed] = []
    for metric in playbook.metrics:
        if walk.average(metric.value, playbook) is None:
            columns.append(condition(names.metrics[metric.name], metric.value))
    for lifecycle in playbook.lifecycles:
        columns += _lifecycle(lifecycle, names.lifecycles[lifecycle.name], playbook)
    columns += [condition(names.segments[segment.name], segment.condition) for segment in playbook.segments]
    return tuple(columns)


def condition(name: str, expression: Expression) -> Computed:
    """A column that is an expression."""
    return Computed(name, (expression,), lambda scope: rendered(expression, scope))


def overlap_column(lifecycle: str) -> str:
    """The column that says whether two or more conditions of a lifecycle hold."""
    return f"{lifecycle}_overlap"


def _lifecycle(lifecycle: Lifecycle, name: str, playbook: Playbook) -> Iterator[Computed]:
    """A column per condition, the code of the first stage that holds, and whether two or more hold."""
    codes = stage_codes(playbook)
    held: list[str] = []
    branches: list[tuple[str | None, int]] = []
    for index, stage in enumerate(lifecycle.stages):
        branches.append((None if stage.condition is None else f"{name}_when_{index}", codes[stage.name]))
        if stage.condition is not None:
            held.append(f"{name}_when_{index}")
            yield condition(held[-1], stage.condition)

    def code(_: object) -> exp.Expression:
        pairs = [(sql.literal(True) if when is None else sql.column(when), value) for when, value in branches]
        return sql.chosen([(when, sql.literal(value)) for when, value in pairs]) if pairs else exp.Null()

    def overlap(_: object) -> exp.Expression:
        return sql.binary(exp.GTE, sql.added([sql.one_if(sql.column(when)) for when in held]), sql.literal(2))

    yield Computed(name, (), code, tuple(held))
    yield Computed(overlap_column(name), (), overlap, tuple(held))
