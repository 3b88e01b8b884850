"""The tests of a playbook, run through the same audiences, planning and stories as a real plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from clmplan.base.days import day_number
from clmplan.base.diagnostics import Checked, Diagnostic, in_order
from clmplan.codes.calendar import CANNOT_PLAN_YET
from clmplan.codes.trial import NO_PROGRAMME_HOLDOUT
from clmplan.model.calendar import Calendar
from clmplan.model.expression import Expression, Quintile, TopShare
from clmplan.model.playbook import Playbook
from clmplan.model.playbook_test import ExpectCondition, GivenCustomer, PlaybookTest
from clmplan.model.run import Loaded
from clmplan.trial.coverage import Coverage, Point, coverage, observed, points
from clmplan.trial.judge import judge
from clmplan.trial.parts import inside
from clmplan.trial.result import Judgement, Story, TestResult

if TYPE_CHECKING:
    from clmplan.data.engine import DuckEngine
    from clmplan.model.plan import Decision
    from clmplan.model.records import CustomerBase, Memberships
    from clmplan.trial.boundaries import Generated
    from clmplan.trial.world import TrialWorld

_UNREACHABLE = 10**30


def run(
    loaded: Loaded, tests: Sequence[PlaybookTest], locale: str, *, with_coverage: bool = False
) -> Checked[tuple[TestResult, ...]]:
    """What came of each test; when something keeps the playbook from being planned at all, that instead."""
    from clmplan.data.engine import DuckEngine

    found = _impossible(loaded.playbook, tests)
    if found:
        return Checked((), found)
    trials = _Trials(loaded, locale, DuckEngine(threads=1), points(loaded.playbook) if with_coverage else ())
    try:
        together = (
            {} if with_coverage else trials.together([test for test in tests if _is_alone(test, loaded.playbook)])
        )
        results = tuple(together.get(test.name) or trials.run(test) for test in tests)
    finally:
        trials.engine.close()
    return Checked(() if trials.findings else results, in_order(trials.findings))


def covered(playbook: Playbook, results: Sequence[TestResult]) -> Coverage:
    """What the tests reached of a playbook."""
    return coverage(points(playbook), results)


def _impossible(playbook: Playbook, tests: Sequence[PlaybookTest]) -> tuple[Diagnostic, ...]:
    found: list[Diagnostic] = []
    if playbook.unplanned and any(test.plans for test in tests):
        found.append(CANNOT_PLAN_YET.at(playbook.unplanned[0], count=len(playbook.unplanned)))
    if playbook.holdout is None:
        asked = (given.at for test in tests for given in test.holdouts if given.campaign is None)
        found += (NO_PROGRAMME_HOLDOUT.at(place) for place in asked)
    return tuple(found)


class _Trials:
    """Tests of one playbook; engine and calendars are made once."""

    def __init__(self, loaded: Loaded, locale: str, engine: DuckEngine, watched: tuple[Point, ...]) -> None:
        self.playbook = loaded.playbook
        self.project = replace(loaded.project, locale=locale)
        self.engine = engine
        self.findings: list[Diagnostic] = []
        self.watched = watched
        self.calendars: dict[tuple[date, bool, tuple[str, ...]], Calendar] = {}

    def run(self, test: PlaybookTest) -> TestResult:
        """One test in a world of its own."""
        from clmplan.data.engine import load_base
        from clmplan.trial.world import world_of

        world = world_of(test, self.playbook, self.project)
        load_base(self.engine, world.base)
        memberships, calendar = self._memberships(test, world)
        decisions = self._decisions(world, calendar, memberships) if test.plans else ()
        story = self._story(test, _Answers(self.playbook, world.base, memberships, 0), calendar, decisions)
        days = {*_days(test), *(one.send.day for one in decisions)}
        return TestResult(test, _judged(story), observed(self.watched, story, sorted(days)))

    def together(self, tests: Sequence[PlaybookTest]) -> dict[str, TestResult]:
        """Tests of conditions in which no other customer counts: one world for the customers of all of them."""
        from clmplan.audience.memberships import memberships
        from clmplan.data.engine import load_base
        from clmplan.trial.world import base_of

        if not tests:
            return {}
        keys = tuple(f"customer {number:06}" for number in range(len(tests)))
        base = base_of([test.customer for test in tests], (), tests[0].on, self.project, keys)
        load_base(self.engine, base)
        rules = {name: condition for test in tests for name, condition in _rules(test).items()}
        days = sorted({day_number(day) for test in tests for day in _days(test)})
        found = memberships(self.engine, self.playbook, days, len(tests), rules, {})
        answers = (_Answers(self.playbook, base, found, index) for index in range(len(tests)))
        stories = (self._story(test, own, Calendar(()), ()) for test, own in zip(tests, answers, strict=True))
        return {story.test.name: TestResult(story.test, _judged(story)) for story in stories}

    def _story(
        self, test: PlaybookTest, answers: _Answers, calendar: Calendar, decisions: tuple[Decision, ...]
    ) -> Story:
        return Story(
            test,
            self.playbook,
            self.project.currency,
            self.project.locale,
            decisions,
            calendar.sends,
            calendar.dropped,
            answers.holds,
            answers.value,
        )

    def _memberships(self, test: PlaybookTest, world: TrialWorld) -> tuple[Memberships, Calendar]:
        """Who is where on the days the test looks at: those of a real plan when it expects something of one."""
        from clmplan.audience.memberships import memberships
        from clmplan.planning.needs import anchors_needed, days_needed, rules_needed

        rules = _rules(test)
        days = {day_number(day) for day in _days(test)}
        anchors: Mapping[str, Expression] = {}
        calendar = Calendar(())
        if test.plans:
            calendar = self._calendar(world.playbook, test.on, has_history=bool(test.contacts))
            days |= set(days_needed(world.playbook, calendar, test.on, has_history=bool(test.contacts)))
            rules |= rules_needed(world.playbook)
            anchors = anchors_needed(world.playbook)
        customers = len(world.base.keys)
        return memberships(self.engine, world.playbook, sorted(days), customers, rules, anchors), calendar

    def _calendar(self, playbook: Playbook, on: date, *, has_history: bool) -> Calendar:
        from clmplan.planning.schedule import expand

        key = (on, has_history, tuple(one.id for one in playbook.campaigns))
        if key not in self.calendars:
            expanded = expand(playbook, on, has_history=has_history)
            self.findings += (one for one in expanded.diagnostics if one.is_error)
            self.calendars[key] = expanded.value
        return self.calendars[key]

    def _decisions(self, world: TrialWorld, calendar: Calendar, memberships: Memberships) -> tuple[Decision, ...]:
        """What the sends that are for somebody decide; one that is surely for nobody changes nothing, and most are."""
        from clmplan.planning.contacts.audiences import is_settled_beforehand
        from clmplan.planning.contacts.world import World
        from clmplan.planning.explain import explain

        people = World(world.playbook, world.base, memberships, self.project.locale)
        sends = tuple(
            send for send in calendar.sends if not is_settled_beforehand(people, send) or len(people.audience(send))
        )
        first = world.base.keys[0]
        story = explain(self.project, world.playbook, replace(calendar, sends=sends), world.base, memberships, first)
        return story.decisions if story is not None else ()


class _Answers:
    """What a world says about one of its customers: the engine's word, and the plain evaluator's part by part."""

    def __init__(self, playbook: Playbook, base: CustomerBase, memberships: Memberships, index: int) -> None:
        from clmplan.audience.plain import view_of

        self.playbook, self.memberships, self.index = playbook, memberships, index
        self.customer = view_of(base, index)

    def holds(self, expectation: ExpectCondition, day: date) -> bool:
        """Whether the expected condition selects the customer on a day."""
        return bool(self.memberships.holds[_rule(expectation)][self._row(day)][self.index])

    def value(self, expression: Expression, day: date) -> object | None:
        """What an expression comes to on a day, with the cuts that the engine found."""
        from clmplan.audience.plain import evaluate

        cuts = {name: found[self._row(day)] for name, found in self.memberships.cuts.items()}
        return evaluate(expression, self.customer, day_number(day), self.playbook, cuts)

    def _row(self, day: date) -> int:
        import numpy as np

        return int(np.searchsorted(self.memberships.days, day_number(day)))


def _is_alone(test: PlaybookTest, playbook: Playbook) -> bool:
    """Whether a test expects nothing but conditions, none of which ranks customers against each other."""
    parts = (part for one in _conditions(test) for part in inside(one.condition, playbook))
    is_ranked = any(isinstance(part, TopShare | Quintile) for part in parts)
    return not test.plans and not test.others and not is_ranked


def _conditions(test: PlaybookTest) -> tuple[ExpectCondition, ...]:
    return tuple(one for one in test.expectations if isinstance(one, ExpectCondition))


def _rules(test: PlaybookTest) -> dict[str, Expression]:
    return {_rule(one): one.condition for one in _conditions(test)}


def _rule(expectation: ExpectCondition) -> str:
    """The name under which the engine is asked about a condition."""
    place = expectation.at
    return f"expect:{place.path}:{place.start}" if place is not None else f"expect:{expectation.condition!r}"


def _days(test: PlaybookTest) -> tuple[date, ...]:
    """The days that a test names."""
    return (test.on, *(one.day for one in _conditions(test) if one.day is not None))


def _judged(story: Story) -> tuple[Judgement, ...]:
    return tuple(judge(one, story) for one in story.test.expectations)


def generate(loaded: Loaded) -> Generated:
    """Boundary tests from the thresholds of stages and segments; those that the real planning does not keep are out."""
    from clmplan.trial.boundaries import Generated, Unreached, generated

    playbook, on = loaded.playbook, loaded.project.as_of or loaded.playbook.horizon.start
    made = generated(playbook, loaded.project, on, partial(_given_value, loaded, on), locale_of(playbook))
    kept, lost = [], list(made.unreached)
    for result in run(loaded, made.tests, "en").value:
        if result.passed:
            kept.append(result.test)
        else:
            lost.append(Unreached(result.test.name, None))
    return Generated(tuple(kept), tuple(lost))


def write(loaded: Loaded, tests: Sequence[PlaybookTest]) -> str:
    """Tests as text of the language that the playbook is written in."""
    from clmplan.language.words import word_table
    from clmplan.trial.writing import Writer, name_writer

    table, locale = word_table(), locale_of(loaded.playbook)
    is_only = len(loaded.playbook.lifecycles) == 1
    writer = Writer(loaded.project, is_only, partial(table.spelled, locale=locale), name_writer(table.words))
    return writer.tests(tests)


def locale_of(playbook: Playbook) -> str:
    """The language a playbook is written in, by the word that opens it."""
    return "en" if playbook.at is None or playbook.at.text.isascii() or playbook.at.text[0].isascii() else "zh"


def _given_value(loaded: Loaded, on: date, given: GivenCustomer, expression: Expression) -> object | None:
    """What an expression comes to for a customer who is alone, and therefore in no top share."""
    from clmplan.audience.features import EVENT_DAY
    from clmplan.audience.plain import CustomerView, evaluate

    events: dict[str, list[dict[str, object]]] = {}
    for event in given.events:
        number, table = day_number(event.day), loaded.project.events[event.kind]
        own = {} if table.day is None else {table.day: number}
        events.setdefault(event.kind, []).append({EVENT_DAY: number, **own, **dict(event.fields)})
    customer = CustomerView("", dict(given.fields), {kind: tuple(rows) for kind, rows in events.items()})
    cuts = {
        one.name: -_UNREACHABLE if one.condition.bottom else _UNREACHABLE
        for one in loaded.playbook.segments
        if isinstance(one.condition, TopShare)
    }
    return evaluate(expression, customer, day_number(on), loaded.playbook, cuts)
