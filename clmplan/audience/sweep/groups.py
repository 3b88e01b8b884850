"""What is computed over the same days together: one program, the cells it is run over, and who takes its values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from clmplan.audience.sweep import values as v
from clmplan.audience.sweep.cells import Cells, Marks, Timeline
from clmplan.audience.sweep.compiling import Compiler
from clmplan.audience.sweep.frame import Frame, Points
from clmplan.audience.sweep.program import Program
from clmplan.audience.sweep.reading import Block, Needs, Shard
from clmplan.audience.sweep.receiving import FEW_ROWS
from clmplan.audience.sweep.refining import Round, rounds_for
from clmplan.audience.sweep.slopes import inside, is_daily
from clmplan.audience.sweep.spans import Counted, Fact
from clmplan.audience.walk import Ranked
from clmplan.model.expression import Expression, ModelValue, Quintile, TopShare
from clmplan.model.playbook import Playbook

Take = Callable[[Frame, v.Value], None]
Ranks = Sequence[Sequence[Ranked]]
_MOST_FLAGS = 3_000_000
_MOST_CELLS = 400_000
_LARGEST_BLOCK = 16_384


@dataclass(frozen=True, slots=True)
class Task:
    """One value on some days: what it reads, the step that makes it, and who takes it."""

    days: frozenset[int]
    reads: tuple[Expression, ...]
    step: Callable[[Compiler], int]
    take: Take


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks over the same days; `is_dense` lets a cell begin on every row, otherwise only where something changes."""

    playbook: Playbook
    timeline: Timeline
    program: Program
    takes: tuple[tuple[Take, ...], ...]
    rounds: tuple[Round, ...]
    is_dense: bool
    points: Mapping[Ranked, Points]
    fits: Mapping[ModelValue, object | None]

    @property
    def programs(self) -> tuple[Program, ...]:
        """Its program, and those that find the cells."""
        return (self.program, *(one.program for one in self.rounds))

    @property
    def block_size(self) -> int:
        """How many customers are looked at together, a multiple of eight, so that the arrays stay small."""
        most = _MOST_CELLS if self.is_dense else _MOST_FLAGS
        return max(8, min(_LARGEST_BLOCK, most // len(self.timeline)) // 8 * 8)

    def run(self, shard: Shard) -> None:
        """Give every task its value, block by block of the customers of a shard."""
        facts = dict.fromkeys(fact for program in self.programs for fact in program.needs.facts)
        placed = {fact: shard.lasting[fact].on(self.timeline) for fact in facts}
        everything = self._everything(min(shard.size, self.block_size)) if self.is_dense else None
        for first in range(0, shard.size, self.block_size):
            counted = {fact: one.block(first, self.block_size) for fact, one in placed.items()}
            frame = self._frame(shard.block(first, self.block_size), counted, everything)
            for position, value in self.program.run(frame):
                for take in self.takes[position]:
                    take(frame, value)

    def _frame(self, block: Block, counted: Mapping[Fact, Counted], everything: Cells | None) -> Frame:
        if everything is not None:
            cells = everything if everything.customers == block.size else self._everything(block.size)
            return Frame(cells, block, counted, self.points, self.fits)
        marks = Marks(self.timeline, block.size)
        for one in counted.values():
            marks.add(one.spans.start)
            marks.add(one.spans.end)
        frame = Frame(marks.cells(), block, counted, self.points, self.fits)
        for one_round in self.rounds:
            one_round.mark(frame, marks)
            frame = Frame(marks.cells(), block, counted, self.points, self.fits)
        return frame

    def _everything(self, customers: int) -> Cells:
        """A cell on every row of every customer."""
        marks = Marks(self.timeline, customers)
        marks.add_everything()
        return marks.cells()


def groups_of(
    tasks: Iterable[Task],
    playbook: Playbook,
    points: Callable[[Sequence[int]], Mapping[Ranked, Points]],
    fits: Mapping[ModelValue, object | None],
) -> Iterator[Group]:
    """Tasks in groups by their days; what changes in a way of its own every day is kept apart from the rest."""
    together: dict[tuple[frozenset[int], bool], list[Task]] = {}
    for task in tasks:
        if task.days:
            is_dense = len(task.days) <= FEW_ROWS or is_daily(task.reads, playbook)
            together.setdefault((task.days, is_dense), []).append(task)
    for (days, is_dense), own in together.items():
        timeline, compiler = Timeline(sorted(days)), Compiler(playbook)
        takes: dict[int, list[Take]] = {}
        for task in own:
            takes.setdefault(task.step(compiler), []).append(task.take)
        reads = [one for task in own for one in task.reads]
        rounds = () if is_dense else rounds_for(reads, rank_steps(reads, playbook), timeline, playbook)
        yield Group(
            playbook,
            timeline,
            compiler.program(takes),
            tuple(map(tuple, takes.values())),
            rounds,
            is_dense,
            points(sorted(days)),
            fits,
        )


def rank_steps(expressions: Iterable[Expression], playbook: Playbook) -> Ranks:
    """The ranks inside expressions: first those that need no others, then those that need only these, and so on."""
    heights: dict[Ranked, int] = {}

    def height(ranked: Ranked) -> int:
        if ranked not in heights:
            parts = [part for part in (ranked.by, ranked.among) if part is not None]
            below = {one for one in inside(parts, playbook) if isinstance(one, TopShare | Quintile)}
            heights[ranked] = 1 + max(map(height, below), default=0)
        return heights[ranked]

    found = list(dict.fromkeys(one for one in inside(expressions, playbook) if isinstance(one, TopShare | Quintile)))
    for one in found:
        height(one)
    return [[one for one in found if heights[one] == step] for step in range(1, max(heights.values(), default=0) + 1)]


def needs_of(groups: Iterable[Group], playbook: Playbook) -> Needs:
    """What groups read together."""
    needs = [program.needs for group in groups for program in group.programs]
    return Needs(
        playbook,
        tuple(dict.fromkeys(fact for one in needs for fact in one.facts)),
        tuple(dict.fromkeys(field for one in needs for field in one.fields)),
        tuple(dict.fromkeys(static for one in needs for static in one.statics)),
    )
