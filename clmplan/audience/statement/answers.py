"""The answer to a question on each of some days: model values, then cut points, then one fused statement.

Few customers are asked about many days in one statement; many are asked day by day, in shards when memory is short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from clmplan.audience.levels import CUSTOMER, DAY
from clmplan.audience.render import NO_STAGE, stage_codes
from clmplan.audience.statement.answer import Answer
from clmplan.audience.statement.cuts import (
    Cuts,
    Population,
    Populations,
    cut_points,
    joined,
    members,
    ranked_steps,
    too_large,
)
from clmplan.audience.statement.learning import known_of
from clmplan.audience.statement.models import (
    Fits,
    fitted,
    inputs_from,
    inputs_of,
    inputs_statement,
    modelled_columns,
    models_in,
    valued,
)
from clmplan.audience.statement.question import Bit, Layout, Question, masks
from clmplan.audience.statement.seen import seen
from clmplan.audience.statement.shards import shards_of
from clmplan.audience.statement.snapshot import Snapshot, taken
from clmplan.audience.sweep.program import UnsweepableError
from clmplan.audience.sweep.reading import Needs
from clmplan.audience.terms import MODELLED, NOTHING_KNOWN, RUN_DAYS, Known, Terms
from clmplan.model.expression import Expression, ModelValue
from clmplan.model.playbook import Lifecycle, Playbook
from clmplan.model.records import Engine

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Columns = Mapping[str, NDArray[np.generic]]
ROWS_PER_STATEMENT = 200_000
MANY = 100_000
"""From how many customers on it pays to look at the events before they are asked about."""


@dataclass(frozen=True, slots=True)
class Asking:
    """An engine, its customers 0 to `customers` - 1, and what is known beforehand about them.

    `fits` are what customer-base functions learned (`fits_on`); `shards` is in how many parts customers are asked
    about. `known` lets statements leave out tests that never matter; None: it is found out when there are many
    customers. `dialect` is that of the engine; `is_fused` leaves every condition to the engine, also on a single day.
    """

    engine: Engine
    customers: int
    fits: Fits = field(default_factory=dict)
    known: Known | None = None
    shards: int = 1
    dialect: str = "duckdb"
    is_fused: bool = False

    def answers(self, question: Question, days: Iterable[int]) -> Iterator[tuple[Answer, Cuts]]:
        """The answer of each day, in order of days, each once, with its cut points."""
        if self.known is None and self.customers >= MANY:
            yield from replace(self, known=known_of(self.engine, question, self.dialect)).answers(question, days)
            return
        for block in self._blocks(sorted(set(days))):
            if len(block) == 1 and not self.is_fused:
                try:
                    yield self._seen(question, block[0])
                    continue
                except (UnsweepableError, OverflowError):
                    # some forms and very large numbers are left to the statement
                    pass
            cuts = self.cuts(question, block)
            answers = _Gathered(question, block, self.customers)
            for terms in self._parts(question, block, cuts):
                answers.put(self.engine.query(masks(question, terms, self.dialect)), terms)
            yield from ((answer, cuts.day(answer.day)) for answer in answers.by_day())

    def cuts(self, question: Question, block: tuple[int, ...]) -> Cuts:
        """The cut points of a block of days: ranks that need others come after them."""
        cuts = Cuts(block)
        for step in ranked_steps(question):
            populations = Populations.of(question, step)
            found: list[list[list[Population]]] = [[[] for _ in block] for _ in populations.among]
            for terms in self._parts(question, block, cuts):
                answer = self.engine.query(populations.statement(terms, self.dialect))
                if too_large(answer, populations):
                    answer = self.engine.query(populations.statement(terms, self.dialect, as_text=True))
                for index, by_day in enumerate(found):
                    for day, parts in zip(block, by_day, strict=True):
                        rows = answer[DAY] == day if terms.day is None else None
                        parts.append(members(answer, index, rows))
            together = [[joined(parts) for parts in by_day] for by_day in found]
            points = {one: tuple(cut_points(one, day) for day in together[populations.index(one)]) for one in step}
            cuts = Cuts(block, {**cuts.points, **points})
        return cuts

    def fits_on(self, question: Question, day: int) -> Fits:
        """What the customer-base functions of a question learn from all customers on a day."""
        models = models_in(question)
        inputs = inputs_of(models, is_fit=True)
        parts: list[Columns] = []
        for shard in self._shards():
            terms = Terms(question.playbook, day, shard=shard, known=self.known or NOTHING_KNOWN)
            parts.append(self.engine.query(inputs_statement(inputs, terms, self.dialect)))
        columns = {name: np.concatenate([part[name] for part in parts]) for name in (parts[0] if models else ())}
        by_input = inputs_from(inputs, _in_order(columns))
        return {model: fitted(model, by_input) for model in models}

    def _blocks(self, days: Sequence[int]) -> Iterator[tuple[int, ...]]:
        size = max(1, ROWS_PER_STATEMENT // max(1, self.customers))
        for start in range(0, len(days), size):
            yield tuple(days[start : start + size])

    def _shards(self) -> Iterator[tuple[int, int] | None]:
        bounds = shards_of(self.customers, self.shards)
        yield from bounds if len(bounds) > 1 else (None,)

    def _seen(self, question: Question, day: int) -> tuple[Answer, Cuts]:
        shards = shards_of(self.customers, self.shards)

        def take(needs: Needs, shard: tuple[int, int]) -> Snapshot:
            part = None if len(shards) == 1 else shard
            terms = Terms(question.playbook, day, shard=part, known=self.known or NOTHING_KNOWN)
            return taken(self.engine, needs, terms, shard, self.dialect)

        return seen(question, day, shards, take, self.fits)

    def _parts(self, question: Question, block: tuple[int, ...], cuts: Cuts) -> Iterator[Terms]:
        """The terms of each shard, when the tables they name are there."""
        terms = Terms(question.playbook, block[0], cuts.on(0), known=self.known or NOTHING_KNOWN)
        if len(block) > 1:
            names, texts = cuts.columns()
            self.engine.load(RUN_DAYS, {DAY: np.array(block, dtype=np.int32), **texts})
            terms = replace(terms, day=None, cuts=names)
        models = models_in(question)
        for shard in self._shards():
            part = replace(terms, shard=shard)
            # The table of an earlier step still holds when everybody is in it.
            if models and (shard is not None or not cuts.points):
                self._load_modelled(models, part)
            yield replace(part, models=modelled_columns(models))

    def _load_modelled(self, models: Sequence[ModelValue], terms: Terms) -> None:
        inputs = inputs_of(models, is_fit=False)
        # Inputs are plain facts, which no cut point can change.
        answer = self.engine.query(inputs_statement(inputs, replace(terms, cuts={}), self.dialect))
        by_input = inputs_from(inputs, answer)
        places = {CUSTOMER: answer[CUSTOMER], **({DAY: answer[DAY]} if terms.day is None else {})}
        columns: dict[str, NDArray[np.generic]] = {}
        for model, name in modelled_columns(models).items():
            found = valued(model, self.fits, by_input)
            columns |= {name: found.values.astype(np.int64), f"{name}_known": found.known.astype(np.int8)}
        self.engine.load(MODELLED, {**places, **columns})


def fit_models(
    engine: Engine, playbook: Playbook, day: int, customers: int, rules: Mapping[str, Expression] | None = None
) -> Fits:
    """What the customer-base functions of a playbook (and of rules) learn from all customers on the day of the plan."""
    return Asking(engine, customers).fits_on(Question.of_all(playbook, rules or {}), day)


class _Gathered:
    """The rows of a block of days, put at their places whatever order they come in."""

    def __init__(self, question: Question, block: tuple[int, ...], customers: int) -> None:
        self.block, self.customers, self.playbook = np.array(block, dtype=np.int64), customers, question.playbook
        self.layout = Layout.of(question)
        rows = len(block) * customers
        self.stages = {name: np.zeros(rows, dtype=np.int8) for name in self.layout.stages}
        self.words = [np.zeros(rows, dtype=np.int64) for _ in range(self.layout.words)]
        self.values = {name: np.zeros(rows, dtype=np.int64) for name in self.layout.values}
        self.rows = 0

    def put(self, answer: Columns, terms: Terms) -> None:
        """The rows of one statement."""
        place = answer[CUSTOMER].astype(np.int64)
        if terms.day is None:
            place += np.searchsorted(self.block, answer[DAY]) * self.customers
        for lifecycle in self.playbook.lifecycles:
            if lifecycle.name in self.stages:
                codes = answer[self.layout.stages[lifecycle.name]]
                self.stages[lifecycle.name][place] = _positions(lifecycle, self.playbook)[codes]
        for index, word in enumerate(self.words):
            word[place] = answer[f"word_{index}"]
        for name, column in self.layout.values.items():
            self.values[name][place] = answer[column]
        self.rows += len(place)

    def by_day(self) -> Iterator[Answer]:
        """The answer of each day; ValueError when customers are missing."""
        if self.rows != len(self.block) * self.customers:
            raise ValueError(f"{self.rows} rows for {len(self.block)} days and {self.customers} customers")
        for row, day in enumerate(self.block.tolist()):
            own = slice(row * self.customers, (row + 1) * self.customers)
            bits = partial(_bits, [word[own] for word in self.words])
            layout = self.layout
            yield Answer(
                day,
                self.customers,
                {name: codes[own] for name, codes in self.stages.items()},
                {name: np.packbits(bits(bit)) for name, bit in layout.holds.items()},
                {name: _count(bits, layout.unknown.get(name)) for name in layout.holds},
                {name: _count(bits, bit) for name, bit in layout.overlaps.items()},
                {name: found[own] for name, found in self.values.items()},
                {name: bits(bit) for name, bit in layout.known.items()},
            )


def _bits(words: Sequence[NDArray[np.int64]], bit: Bit) -> NDArray[np.bool_]:
    """One bit of every customer."""
    return (words[bit.word] >> bit.position & 1).astype(np.bool_)


def _count(bits: Callable[[Bit], NDArray[np.bool_]], bit: Bit | None) -> int:
    return 0 if bit is None else int(np.count_nonzero(bits(bit)))


def _positions(lifecycle: Lifecycle, playbook: Playbook) -> NDArray[np.int8]:
    """The position in a lifecycle by stage code; the last is that of no stage."""
    numbers = stage_codes(playbook)
    positions = np.full(len(numbers) + 1, NO_STAGE, dtype=np.int8)
    for index, stage in reversed(list(enumerate(lifecycle.stages))):
        positions[numbers[stage.name]] = index
    return positions


def _in_order(columns: Columns) -> Columns:
    """Rows in order of customers."""
    if not columns:
        return columns
    order = np.argsort(columns[CUSTOMER], kind="stable")
    return {name: values[order] for name, values in columns.items()}
