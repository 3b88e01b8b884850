"""Many days: one sweep over all of them, from when each fact of a customer changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from clmplan.audience.changes import STAGES, TRUTHS
from clmplan.audience.gathered import Calendar, Counts, as_memberships, cut_texts
from clmplan.audience.sweep.compiling import Compiler
from clmplan.audience.sweep.groups import Task
from clmplan.audience.sweep.receiving import ByDayReceiver, CountReceiver, DateReceiver, Receiver, StageCountReceiver
from clmplan.audience.sweep.run import RankedDays, Sweep
from clmplan.audience.walk import Ranked
from clmplan.model.expression import Expression, StageOf
from clmplan.model.playbook import Lifecycle
from clmplan.model.records import Memberships
from clmplan.model.wanted import Wanted

if TYPE_CHECKING:
    from clmplan.audience.statement.cuts import Point


def swept(sweep: Sweep, wanted: Wanted) -> Memberships:
    """What is wanted, all days at once; UnsweepableError or OverflowError when only the statement can say."""
    gathering = _Gathering(sweep, wanted)
    ranked = sweep.run(tuple(gathering.tasks()))
    return gathering.done(ranked)


class _Gathering:
    """Who takes what is found."""

    def __init__(self, sweep: Sweep, wanted: Wanted) -> None:
        self._playbook, self._wanted, customers = sweep.playbook, wanted, sweep.customers
        self._calendar = Calendar.of(wanted)
        conditions = {segment.name: segment.condition for segment in self._playbook.segments} | dict(wanted.rules)
        self._conditions: Mapping[str, Expression] = {name: conditions[name] for name in wanted.holds}
        self._holds = {
            name: ByDayReceiver(TRUTHS, customers, self._calendar.places(days)) for name, days in wanted.holds.items()
        }
        self._stages = {
            name: ByDayReceiver(STAGES, customers, self._calendar.places(days)) for name, days in wanted.stages.items()
        }
        self._unknown = {
            name: CountReceiver(len(days & wanted.details), is_unknown=True) for name, days in wanted.holds.items()
        }
        asked = {*wanted.stages, *wanted.counts}
        self._lifecycles = tuple(one for one in self._playbook.lifecycles if one.name in asked)
        self._overlaps = {
            one.name: CountReceiver(len(self._detailed(one.name)), is_unknown=False) for one in self._lifecycles
        }
        self._counts = {
            one.name: StageCountReceiver(len(wanted.counts[one.name]), len(one.stages))
            for one in self._lifecycles
            if one.name in wanted.counts
        }
        self._anchors = {name: DateReceiver(customers) for name in wanted.anchors}

    def tasks(self) -> Iterator[Task]:
        """Everything to be computed."""
        wanted = self._wanted
        for name, condition in self._conditions.items():
            yield _of(condition, wanted.holds[name], self._holds[name])
            yield _of(condition, wanted.holds[name] & wanted.details, self._unknown[name])
        for lifecycle in self._lifecycles:
            stage, name = StageOf(lifecycle.name), lifecycle.name
            if name in wanted.stages:
                yield _of(stage, wanted.stages[name], self._stages[name])
            if name in self._counts:
                yield _of(stage, wanted.counts[name], self._counts[name])
            yield Task(self._detailed(name), (stage,), partial(_overlap, lifecycle), self._overlaps[name].take)
        for name, anchor in wanted.anchors.items():
            yield _of(anchor, frozenset(wanted.days[-1:]), self._anchors[name])

    def done(self, ranked: RankedDays) -> Memberships:
        """Everything found."""
        unknown, overlaps, counts = (Counts(len(self._calendar.days)) for _ in range(3))
        for name, days in self._wanted.holds.items():
            unknown.put(name, self._calendar.rows(days & self._wanted.details), self._unknown[name].counts)
        for name, one in self._overlaps.items():
            overlaps.put(name, self._calendar.rows(self._detailed(name)), one.counts)
        for name, standing in self._counts.items():
            counts.put(name, self._calendar.rows(self._wanted.counts[name]), standing.counts)
        return as_memberships(
            self._calendar,
            {name: one.done() for name, one in self._stages.items()},
            {name: one.done() for name, one in self._holds.items()},
            cut_texts(self._playbook, self._wanted, self._calendar, _cuts(ranked)),
            {name: one.days for name, one in self._anchors.items()},
            (overlaps, unknown, counts),
        )

    def _detailed(self, lifecycle: str) -> frozenset[int]:
        return self._wanted.lifecycle_days(lifecycle) & self._wanted.details


def _of(expression: Expression, days: frozenset[int], receiver: Receiver) -> Task:
    return Task(days, (expression,), lambda compiler: compiler.value(expression), receiver.take)


def _overlap(lifecycle: Lifecycle, compiler: Compiler) -> int:
    return compiler.overlap(lifecycle)


def _cuts(ranked: RankedDays) -> Mapping[Ranked, Mapping[int, Sequence[Point]]]:
    """The cuts of everything ranked by day; None where nothing is cut off."""
    found = {}
    for one, points in ranked.points.items():
        cuts = zip(points.values.T.tolist(), points.is_cut.T.tolist(), strict=True)
        by_day = ([value if is_cut else None for value, is_cut in zip(*pair, strict=True)] for pair in cuts)
        found[one] = dict(zip(ranked.days[one].tolist(), by_day, strict=True))
    return found
