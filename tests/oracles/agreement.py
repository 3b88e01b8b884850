"""One random case asked of engines, of the plain evaluator and of the slow oracle: all must say the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

import audience_world as w
import pytest
from generated_expressions import Case

from clmplan.audience.plain import CustomerView, evaluate, stage_of
from clmplan.audience.scales import scale_of
from clmplan.audience.statement import answers
from clmplan.audience.statement.answers import Asking
from clmplan.audience.statement.cuts import cut_texts
from clmplan.audience.statement.learning import known_of
from clmplan.audience.statement.question import Question
from clmplan.model import expression as e
from tests.oracles.audience_oracle import Population

ALL = 10**6


def asked(case: Case, engine, shards: int, rows: int, *, is_fused: bool, is_known: bool = False):
    """What an engine says: by day, by customer, the value of every condition, stage and value; and the cuts by day."""
    w.fill(engine, case.people)
    question = Question.of_all(case.playbook, case.rules)
    question = Question(case.playbook, question.lifecycles, question.segments, case.rules, case.values)
    fits = Asking(engine, len(case.people), shards=shards, dialect=engine.dialect).fits_on(question, case.as_of)
    asking = Asking(engine, len(case.people), fits, shards=shards, dialect=engine.dialect, is_fused=is_fused)
    if is_known:
        asking = replace(asking, known=known_of(engine, question, engine.dialect))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answers, "ROWS_PER_STATEMENT", rows)
        found = list(asking.answers(question, case.days))
    said = {answer.day: list(_rows(case, answer)) for answer, _ in found}
    unknown = {answer.day: {name: answer.unknown(name) for name in answer.bits} for answer, _ in found}
    overlaps = {answer.day: {name: answer.overlaps(name) for name in answer.stages} for answer, _ in found}
    return said, unknown, overlaps, {answer.day: cut_texts(question, cuts) for answer, cuts in found}, fits


def _rows(case: Case, answer) -> Iterator[dict[str, object]]:
    holds = {name: answer.holds(name) for name in answer.bits}
    for one in range(len(case.people)):
        row: dict[str, object] = {name: bool(truths[one]) for name, truths in holds.items()}
        for life in case.playbook.lifecycles:
            position = int(answer.stages[life.name][one])
            row[f"stage {life.name}"] = None if position < 0 else life.stages[position].name
        for name, value in case.values.items():
            places = scale_of(value, case.playbook).places
            known = bool(answer.known(name)[one])
            row[f"value {name}"] = Fraction(int(answer.values[name][one]), 10**places) if known else None
        yield row


def expected(case: Case, cuts, fits) -> tuple[dict, dict, dict]:
    """The same from the plain evaluator and the oracle, which must agree with each other."""
    world = Population(case.playbook, *(tuple(side) for side in zip(*case.people, strict=True)), as_of=case.as_of)
    said: dict[int, list] = {}
    unknown: dict[int, dict[str, int]] = {}
    overlaps: dict[int, dict[str, int]] = {}
    conditions = {one.name: one.condition for one in case.playbook.segments} | case.rules
    for day in case.days:
        unknown[day] = dict.fromkeys(conditions, 0)
        overlaps[day] = {life.name: world.overlaps(life.name, day) for life in case.playbook.lifecycles}
        said[day] = []
        for one, (fields, kinds) in enumerate(case.people):
            view, row = CustomerView("", fields, kinds), {}
            for name, condition in conditions.items():
                truth = world.value(condition, one, day)
                assert truth == evaluate(condition, view, day, case.playbook, cuts[day], fits), (
                    case.seed,
                    name,
                    day,
                    one,
                )
                row[name] = truth is True
                unknown[day][name] += truth is None
            for life in case.playbook.lifecycles:
                row[f"stage {life.name}"] = stage = world.stage(life.name, one, day)
                assert stage == stage_of(life, view, day, case.playbook, cuts[day], fits), (
                    case.seed,
                    life.name,
                    day,
                    one,
                )
            for name, value in case.values.items():
                row[f"value {name}"] = world.value(value, one, day)
            said[day].append(row)
    return said, unknown, overlaps


def agree(case: Case, engines: Sequence) -> int:
    """Ask everybody; how many expressions were compared. AssertionError says the seed and where they differ.

    The first engine is asked now day by day, now in shards; the others about everything at once.
    """
    shards, rows = (1, 1, 2, 1, 3)[case.seed % 5], (ALL, 1, 1, 7)[case.seed % 4]
    found = [asked(case, engines[0], shards, rows, is_fused=case.seed % 3 == 0, is_known=case.seed % 2 == 0)]
    found += [
        asked(case, one, 1, (ALL, ALL, 1)[case.seed % 3], is_fused=True, is_known=case.seed % 7 == 0)
        for one in engines[1:]
    ]
    first = found[0]
    for other in found[1:]:
        assert first[:4] == other[:4], (case.seed, _difference(first, other))
        assert first[4] == other[4], case.seed
    if case.people:
        twin = expected(case, first[3], first[4])
        assert first[:3] == twin, (case.seed, _difference(first, twin))
    return case.expressions


def _difference(one: tuple, other: tuple) -> list:
    """Where two answers differ."""
    lines = []
    for day, rows in one[0].items():
        for customer, (left, right) in enumerate(zip(rows, other[0][day], strict=True)):
            lines += [(day, customer, name, left[name], right[name]) for name in left if left[name] != right[name]]
    return lines or [part for part in range(1, len(other)) if part < 4 and one[part] != other[part]]


def condition_of(case: Case, name: str) -> e.Expression:
    """The expression behind a name in a report of a difference."""
    named = {one.name: one.condition for one in case.playbook.segments} | case.rules
    return named[name] if name in named else case.values[name.removeprefix("value ")]
