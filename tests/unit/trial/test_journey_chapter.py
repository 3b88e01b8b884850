"""The tests in the chapter about journeys are run: journeys do on each day what the chapter says."""

from __future__ import annotations

import pytest

from clmplan import trials
from tests.spec.chapters import Case, cases
from tests.unit.trial.trial_projects import loaded

CASES = [case for case in cases() if case.name.startswith("16-journeys") and "\ntest " in case.text]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_journeys_do_what_the_chapter_says(case: Case) -> None:
    there = loaded(case.text, case.project)
    tested = trials.run(there, there.playbook.tests, "en")
    assert tested.diagnostics == ()
    wrong = [
        (one.test.name, judged.expectation.at, judged.found)
        for one in tested.value
        for judged in one.judgements
        if not judged.holds
    ]
    assert wrong == []


def test_the_chapter_runs_journeys() -> None:
    assert len(CASES) >= 5
