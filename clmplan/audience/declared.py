"""The columns of a playbook's declarations: metrics, stages, segments, ranks and their cuts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sqlglot import exp

from clmplan.audience import sql, walk
from clmplan.audience.levels import CUSTOMER, DAY, Computed, Names
from clmplan.audience.render import rendered, stage_codes
from clmplan.model.expression import Expression, TopShare
from clmplan.model.playbook import Lifecycle, Playbook


def declared(playbook: Playbook) -> tuple[Computed, ...]:
    """Every column the declarations of a playbook can ask for."""
    names = Names.of(playbook)
    columns: list[Computed] = []
    for metric in playbook.metrics:
        if walk.average(metric.value, playbook) is None:
            columns.append(condition(names.metrics[metric.name], metric.value))
    for lifecycle in playbook.lifecycles:
        columns += _lifecycle(lifecycle, names.lifecycles[lifecycle.name], playbook)
    for segment in playbook.segments:
        name = names.segments[segment.name]
        if isinstance(segment.condition, TopShare):
            columns += _top_share(name, segment.condition)
        else:
            columns.append(condition(name, segment.condition))
    return tuple(columns)


def condition(name: str, expression: Expression) -> Computed:
    """A column that is an expression."""
    return Computed(name, (expression,), lambda scope: rendered(expression, scope))


def cut_column(segment: str) -> str:
    """The column with the cut of a segment's top share."""
    return f"{segment}_cut"


def overlap_column(lifecycle: str) -> str:
    """The column that says whether two or more conditions of a lifecycle hold."""
    return f"{lifecycle}_overlap"


def selected(name: str) -> exp.Expression:
    """A condition as a small number: 1 true, 0 false, 2 unknown."""
    whole = sql.coalesced(sql.cast(sql.column(name), "TINYINT"), sql.literal(2))
    return sql.named(sql.cast(whole, "TINYINT"), name)


def cut(name: str) -> exp.Expression:
    """The cut of a day as text in the row of the first customer, empty text elsewhere."""
    text = sql.coalesced(sql.cast(sql.column(name), "TEXT"), sql.literal(""))
    first = exp.EQ(this=sql.column(CUSTOMER), expression=sql.literal(0))
    return sql.named(sql.chosen([(first, text)], sql.literal("")), name)


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
        total: exp.Expression = sql.literal(0)
        for when in held:
            total = exp.Add(this=total, expression=sql.chosen([(sql.column(when), sql.literal(1))], sql.literal(0)))
        return sql.binary(exp.GTE, total, sql.literal(2))

    yield Computed(name, (), code, tuple(held))
    yield Computed(overlap_column(name), (), overlap, tuple(held))


def _top_share(name: str, share: TopShare) -> Iterator[Computed]:
    """The value and population of a top share, the rank test over them, and the cut."""
    value, among = f"{name}_value", f"{name}_among"
    yield condition(value, share.by)
    if share.among is None:
        yield Computed(among, (), lambda _: sql.literal(True))
    else:
        yield condition(among, share.among)

    def population() -> exp.Expression:
        return sql.all_of((sql.coalesced(sql.column(among), sql.literal(False)), sql.is_known(sql.column(value))))

    def rank_test(_: object) -> exp.Expression:
        whole, kept = _scaled(share.percent)
        key = sql.ordered(sql.column(value), descending=share.bottom)
        rank = sql.windowed(sql.called("RANK"), (sql.column(DAY), population()), key)
        size = sql.windowed(exp.Count(this=exp.Star()), (sql.column(DAY), population()))
        passed = sql.binary(exp.Mul, sql.binary(exp.Sub, rank, sql.literal(1)), sql.literal(whole))
        test = sql.binary(exp.GTE, passed, sql.binary(exp.Mul, size, sql.literal(kept)))
        return sql.chosen([(sql.negated(sql.column(among)), sql.literal(False)), (population(), test)])

    def cut_value(_: object) -> exp.Expression:
        outside = sql.all_of((population(), sql.negated(sql.column(name))))
        extreme = sql.called("MIN" if share.bottom else "MAX", sql.chosen([(outside, sql.column(value))]))
        return sql.windowed(extreme, (sql.column(DAY),))

    yield Computed(name, (), rank_test, (value, among))
    yield Computed(cut_column(name), (), cut_value, (name, value, among))


def _scaled(percent: Decimal) -> tuple[int, int]:
    """100 and (100 - percent) as whole numbers of the same, fine enough scale."""
    places = max(0, -int(percent.as_tuple().exponent))
    return 100 * 10**places, int((100 - percent) * 10**places)
