"""Tests for the thresholds of stages and segments: a customer on each side, and what the playbook says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from clmplan.base.source import Span
from clmplan.model.expression import (
    Compare,
    Constant,
    Expression,
    Missing,
    Not,
    SegmentMember,
    StageOf,
    TopShare,
    Type,
)
from clmplan.model.playbook import Lifecycle, Playbook, Segment
from clmplan.model.playbook_test import ExpectCondition, GivenCustomer, PlaybookTest
from clmplan.model.project import Project
from clmplan.trial.facts import Spoken
from clmplan.trial.knobs import panel
from clmplan.trial.names import named, sought
from clmplan.trial.ranks import ranked
from clmplan.trial.search import Evaluate, Search, boundaries


@dataclass(frozen=True, slots=True)
class Unreached:
    """A side of a comparison for which no customer was found."""

    name: str
    at: Span | None


@dataclass(frozen=True, slots=True)
class Generated:
    """The tests, and what could not be reached."""

    tests: tuple[PlaybookTest, ...]
    unreached: tuple[Unreached, ...]


def generated(playbook: Playbook, project: Project, on: date, evaluate: Evaluate, locale: str) -> Generated:
    """Boundary tests of all stages and segments, in the order of the playbook; the same on every run."""
    making = _Making(playbook, project, on, evaluate, Spoken(playbook, project.currency, locale))
    found: dict[str, PlaybookTest | Unreached] = {}
    for lifecycle in playbook.lifecycles:
        for one in making.stages(lifecycle):
            found.setdefault(one.name, one)
    for segment in playbook.segments:
        for one in making.segment(segment):
            found.setdefault(one.name, one)
    return Generated(
        tuple(one for one in found.values() if isinstance(one, PlaybookTest)),
        tuple(one for one in found.values() if isinstance(one, Unreached)),
    )


def holes(playbook: Playbook, tests: Iterable[PlaybookTest]) -> tuple[PlaybookTest, ...]:
    """The tests whose customer is in no stage of a lifecycle that claims to be complete."""
    complete = {Missing(StageOf(one.name)) for one in playbook.lifecycles if one.complete}
    return tuple(
        test
        for test in tests
        if any(isinstance(one, ExpectCondition) and one.condition in complete for one in test.expectations)
    )


@dataclass(frozen=True, slots=True)
class _Making:
    playbook: Playbook
    project: Project
    on: date
    evaluate: Evaluate
    spoken: Spoken

    def stages(self, lifecycle: Lifecycle) -> Iterator[PlaybookTest | Unreached]:
        """A test expects the stage in which the customer is, whichever that is."""
        conditions = [stage.condition for stage in lifecycle.stages if stage.condition is not None]
        knobs = panel(conditions, self.playbook, self.project, self.on)
        here = StageOf(lifecycle.name)

        def expected(customer: GivenCustomer) -> Expression:
            name = self.evaluate(customer, here)
            return Missing(here) if name is None else Compare("=", here, Constant(str(name), Type.STAGE))

        for stage in lifecycle.stages:
            if stage.condition is not None:
                search = Search(knobs, self.evaluate, Compare("=", here, Constant(stage.name, Type.STAGE)))
                yield from self._sides(stage.name, stage.condition, search, expected)

    def segment(self, segment: Segment) -> Iterator[PlaybookTest | Unreached]:
        """A test expects that the customer is in the segment, is not, or that it is unknown."""
        condition = segment.condition
        search = Search(panel([condition], self.playbook, self.project, self.on), self.evaluate)
        if isinstance(condition, TopShare):
            for test in ranked(segment, condition, search, self.on, self.spoken):
                yield test if isinstance(test, PlaybookTest) else Unreached(test, segment.at)
            return
        member = SegmentMember(segment.name)

        def expected(customer: GivenCustomer) -> Expression:
            truth = self.evaluate(customer, condition)
            if truth is None:
                return Missing(member)
            return member if truth else Not(member)

        yield from self._sides(segment.name, condition, search, expected)

    def _sides(
        self, owner: str, condition: Expression, search: Search, expected: Callable[[GivenCustomer], Expression]
    ) -> Iterator[PlaybookTest | Unreached]:
        for boundary in boundaries(owner, condition, search.panel):
            customer = search.at(boundary)
            if customer is None:
                yield Unreached(sought(boundary, self.spoken), boundary.comparison.at)
                continue
            name = named(boundary, self.evaluate(customer, condition), self.spoken)
            yield PlaybookTest(name, self.on, customer, expectations=(ExpectCondition(expected(customer)),))
