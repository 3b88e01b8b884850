"""Few days: the fused statement of each, with only what that day needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from clmplan.audience.changes import STAGES, TRUTHS, SuccessiveDays
from clmplan.audience.gathered import Calendar, Counts, as_memberships, cut_texts
from clmplan.audience.statement.answer import Answer
from clmplan.audience.statement.answers import Asking
from clmplan.audience.statement.cuts import Cuts, Point
from clmplan.audience.statement.question import Question
from clmplan.audience.walk import Ranked
from clmplan.model.playbook import Playbook
from clmplan.model.records import NO_DAY, Memberships
from clmplan.model.wanted import Wanted

if TYPE_CHECKING:
    from numpy.typing import NDArray


def repeated(asking: Asking, playbook: Playbook, wanted: Wanted) -> Memberships:
    """What is wanted, day by day."""
    gathering = _Gathering(playbook, wanted, asking.customers)
    for question, days in _questions(playbook, wanted):
        for answer, cuts in asking.answers(question, days):
            gathering.put(answer, cuts, question)
    return gathering.done()


def _questions(playbook: Playbook, wanted: Wanted) -> Iterator[tuple[Question, tuple[int, ...]]]:
    """Neighbouring days that need the same are one question; in order of days."""
    asked = [(day, _question(playbook, wanted, day)) for day in wanted.days]
    start = 0
    for end in range(1, len(asked) + 1):
        if end == len(asked) or asked[end][1] != asked[start][1]:
            yield asked[start][1], tuple(day for day, _ in asked[start:end])
            start = end


def _question(playbook: Playbook, wanted: Wanted, day: int) -> Question:
    names = [name for name, days in wanted.holds.items() if day in days]
    segments = {segment.name for segment in playbook.segments}
    is_last = day == wanted.days[-1]
    return Question(
        playbook,
        lifecycles=tuple(one.name for one in playbook.lifecycles if day in wanted.lifecycle_days(one.name)),
        segments=tuple(name for name in names if name in segments),
        rules={name: wanted.rules[name] for name in names if name in wanted.rules},
        values=wanted.anchors if is_last else {},
    )


class _Gathering:
    """The answers of day after day."""

    def __init__(self, playbook: Playbook, wanted: Wanted, customers: int) -> None:
        self._playbook, self._wanted = playbook, wanted
        self._calendar = Calendar.of(wanted)
        self._holds = {
            name: SuccessiveDays(TRUTHS, customers, self._calendar.places(days)) for name, days in wanted.holds.items()
        }
        self._stages = {
            name: SuccessiveDays(STAGES, customers, self._calendar.places(days)) for name, days in wanted.stages.items()
        }
        self._overlaps, self._unknown, self._counts = (Counts(len(wanted.days)) for _ in range(3))
        for name in wanted.holds:
            self._unknown.expect(name)
        for lifecycle in playbook.lifecycles:
            if lifecycle.name in {*wanted.stages, *wanted.counts}:
                self._overlaps.expect(lifecycle.name)
            if lifecycle.name in wanted.counts:
                self._counts.expect(lifecycle.name, len(lifecycle.stages))
        self._cuts: dict[Ranked, dict[int, Sequence[Point]]] = {}
        self._anchors: dict[str, NDArray[np.int32]] = {
            name: np.full(customers, NO_DAY, dtype=np.int32) for name in wanted.anchors
        }

    def put(self, answer: Answer, cuts: Cuts, question: Question) -> None:
        """The answer of the next day."""
        day, wanted = answer.day, self._wanted
        rows, is_detailed = self._calendar.rows((day,)), day in wanted.details
        for name in question.conditions:
            self._holds[name].put(answer.holds(name).view(np.uint8))
            if is_detailed:
                self._unknown.put(name, rows, np.array([answer.unknown(name)]))
        for lifecycle in self._playbook.lifecycles:
            if lifecycle.name in question.lifecycles:
                self._put_stages(answer, lifecycle.name, len(lifecycle.stages), rows)
        for name in question.values:
            self._anchors[name] = np.where(answer.known(name), answer.values[name], NO_DAY).astype(np.int32)
        for ranked, points in cuts.points.items():
            self._cuts.setdefault(ranked, {})[day] = points[0]

    def done(self) -> Memberships:
        """Everything found."""
        return as_memberships(
            self._calendar,
            {name: days.done() for name, days in self._stages.items()},
            {name: days.done() for name, days in self._holds.items()},
            cut_texts(self._playbook, self._wanted, self._calendar, self._cuts),
            self._anchors,
            (self._overlaps, self._unknown, self._counts),
        )

    def _put_stages(self, answer: Answer, name: str, stages: int, rows: NDArray[np.intp]) -> None:
        found, day, wanted = answer.stages[name], answer.day, self._wanted
        if day in wanted.stages.get(name, ()):
            self._stages[name].put((found + 1).astype(np.uint8))
        if day in wanted.counts.get(name, ()):
            self._counts.put(name, rows, np.bincount(found[found >= 0], minlength=stages)[None])
        if day in wanted.details:
            self._overlaps.put(name, rows, np.array([answer.overlaps(name)]))
