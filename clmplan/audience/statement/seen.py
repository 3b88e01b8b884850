"""The answer to a question on one day from snapshots: cut points in order of need, then every condition at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from clmplan.audience import walk
from clmplan.audience.render import NO_STAGE
from clmplan.audience.statement.answer import Answer
from clmplan.audience.statement.cuts import Cuts, Point, cut_points, ranked_steps
from clmplan.audience.statement.models import Fits
from clmplan.audience.statement.question import Question
from clmplan.audience.statement.snapshot import Snapshot, programs_needs
from clmplan.audience.sweep.compiling import Compiler
from clmplan.audience.sweep.frame import Points
from clmplan.audience.sweep.program import Program, UnsweepableError
from clmplan.audience.sweep.reading import Needs
from clmplan.audience.sweep.values import Code, Number, Population, Truth, Value
from clmplan.audience.walk import Ranked
from clmplan.model.expression import Arithmetic, Expression, StageOf
from clmplan.model.playbook import Playbook

if TYPE_CHECKING:
    from numpy.typing import NDArray

Shard = tuple[int, int]
Take = Callable[[Needs, Shard], Snapshot]
"""What some programs need of the customers low <= c < high."""

_LARGEST_SMALL = 2**31 - 1


@dataclass(frozen=True, slots=True)
class _Ranking:
    """Ranks that need no others but those before them, by population, and the program that gives the populations."""

    populations: tuple[tuple[Ranked, ...], ...]
    program: Program


def seen(question: Question, day: int, shards: Sequence[Shard], take: Take, fits: Fits) -> tuple[Answer, Cuts]:
    """The answer and cut points of a day; UnsweepableError or OverflowError where only a fused statement can say.

    Shards begin at multiples of eight. One shard is read once, of several no more is kept than ranks need.
    """
    _refuse_lone_averages(question)
    rankings = [_ranking(step, question.playbook) for step in ranked_steps(question)]
    outputs = _Outputs(question, day, shards[-1][1])
    everything = programs_needs([*(one.program for one in rankings), outputs.program])
    kept = {shards[0]: take(everything, shards[0])} if len(shards) == 1 else {}

    def snapshots(program: Program) -> Iterator[tuple[int, Snapshot]]:
        for shard in shards:
            yield shard[0], kept.get(shard) or take(program.needs, shard)

    points: dict[Ranked, Points] = {}
    cuts: dict[Ranked, tuple[Point, ...]] = {}
    for ranking in rankings:
        cuts |= _ranked(ranking, snapshots(ranking.program), points, fits)
        points |= {one: _points(cuts[one]) for ranks in ranking.populations for one in ranks}
    for first, snapshot in snapshots(outputs.program):
        for part, frame in snapshot.frames(points, fits):
            for position, value in outputs.program.run(frame):
                outputs.put(position, value, slice(first + part.start, first + part.stop))
    return outputs.answer(), Cuts((day,), {one: (found,) for one, found in cuts.items()})


def _refuse_lone_averages(question: Question) -> None:
    """An average can only be compared, as the statement says too."""
    for top in question.reads():
        for one in walk.every(top):
            if isinstance(one, Arithmetic):
                found = [part for part in walk.parts(one) if walk.average(part, question.playbook) is not None]
                if found:
                    raise ValueError(f"{found[0]!r} has no value of its own")


def _ranking(ranks: Sequence[Ranked], playbook: Playbook) -> _Ranking:
    populations: dict[tuple[Expression, Expression | None], list[Ranked]] = {}
    for one in ranks:
        populations.setdefault((one.by, one.among), []).append(one)
    compiler = Compiler(playbook)
    steps = [compiler.population(own[0]) for own in populations.values()]
    return _Ranking(tuple(map(tuple, populations.values())), compiler.program(steps))


def _ranked(
    ranking: _Ranking, snapshots: Iterator[tuple[int, Snapshot]], points: Mapping[Ranked, Points], fits: Fits
) -> Mapping[Ranked, tuple[Point, ...]]:
    """The cut points of ranks, from the values of their populations."""
    found: list[list[NDArray[np.integer]]] = [[] for _ in ranking.populations]
    for _, snapshot in snapshots:
        for _, frame in snapshot.frames(points, fits):
            for position, value in ranking.program.run(frame):
                if not isinstance(value, Population):
                    raise TypeError(f"{value!r} is no population")
                found[position].append(_narrow(value.by.values[value.member]))
    nobody = np.zeros(0, dtype=np.int64)
    values = [np.concatenate([nobody[:0].astype(np.int8), *parts]) for parts in found]
    return {
        one: cut_points(one, values[position]) for position, ranks in enumerate(ranking.populations) for one in ranks
    }


def _narrow(values: NDArray[np.int64]) -> NDArray[np.integer]:
    """The same values in half the memory, where that is possible."""
    if values.size and (values.max() > _LARGEST_SMALL or values.min() < -_LARGEST_SMALL):
        return values
    return values.astype(np.int32)


def _points(cut: tuple[Point, ...]) -> Points:
    is_cut = np.array([[place is not None] for place in cut])
    return Points(np.array([[place or 0] for place in cut], dtype=np.int64), is_cut)


class _Outputs:
    """Everything that was asked, filled in block by block."""

    def __init__(self, question: Question, day: int, customers: int) -> None:
        self._question, self._day, self._customers = question, day, customers
        compiler = Compiler(question.playbook)
        self._puts: list[Callable[[Value, slice], None]] = []
        steps: list[int] = []
        self._bits = {name: np.zeros(-(-customers // 8), dtype=np.uint8) for name in question.conditions}
        self._unknowns = dict.fromkeys(question.conditions, 0)
        for name in question.conditions:
            steps.append(compiler.value(question.condition(name)))
            self._puts.append(partial(self._condition, name))
        self._stages = {name: np.full(customers, NO_STAGE, dtype=np.int8) for name in question.lifecycles}
        self._overlapping = dict.fromkeys(question.lifecycles, 0)
        for lifecycle in question.playbook.lifecycles:
            if lifecycle.name in question.lifecycles:
                steps += [compiler.value(StageOf(lifecycle.name)), compiler.overlap(lifecycle)]
                self._puts += [partial(self._stage, lifecycle.name), partial(self._overlap, lifecycle.name)]
        self._values = {name: np.zeros(customers, dtype=np.int64) for name in question.values}
        self._knowns = {name: np.zeros(customers, dtype=np.bool_) for name in question.values}
        for name, value in question.values.items():
            steps.append(compiler.value(value))
            self._puts.append(partial(self._value, name))
        self.program = compiler.program(steps)

    def put(self, position: int, value: Value, part: slice) -> None:
        """One of the outputs for a block of customers."""
        self._puts[position](value, part)

    def answer(self) -> Answer:
        """Everything."""
        return Answer(
            self._day,
            self._customers,
            self._stages,
            self._bits,
            self._unknowns,
            self._overlapping,
            self._values,
            self._knowns,
        )

    def _condition(self, name: str, value: Value, part: slice) -> None:
        truth = _truth(value)
        yes = np.broadcast_to(truth.yes, part.stop - part.start)
        self._bits[name][part.start // 8 : -(-part.stop // 8)] = np.packbits(yes)
        if truth.unknown is not None:
            self._unknowns[name] += int(np.count_nonzero(np.broadcast_to(truth.unknown, yes.shape)))

    def _stage(self, name: str, value: Value, part: slice) -> None:
        if not isinstance(value, Code):
            raise TypeError(f"{value!r} is no stage")
        self._stages[name][part] = value.values

    def _overlap(self, name: str, value: Value, part: slice) -> None:
        self._overlapping[name] += int(np.count_nonzero(np.broadcast_to(_truth(value).yes, part.stop - part.start)))

    def _value(self, name: str, value: Value, part: slice) -> None:
        if not isinstance(value, Number):
            raise UnsweepableError(f"{name} is no single number")
        known = True if value.known is None else value.known
        self._knowns[name][part] = known
        self._values[name][part] = np.where(known, value.values, 0)


def _truth(value: Value) -> Truth:
    if not isinstance(value, Truth):
        raise TypeError(f"{value!r} is no condition")
    return value
