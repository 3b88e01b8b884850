"""The chapter about tests is run: tests that are called `(fails)` fail, all others pass."""

from __future__ import annotations

import pytest

from clmplan import trials
from tests.spec.chapters import Case, cases
from tests.unit.trial.trial_projects import loaded

CASES = [case for case in cases() if case.name.startswith("14-tests") and "# error" not in case.text]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_tests_of_the_chapter_come_out_as_their_names_say(case: Case) -> None:
    there = loaded(case.text, case.project)
    tested = trials.run(there, there.playbook.tests, "en")
    assert tested.diagnostics == ()
    failed = {one.test.name for one in tested.value if not one.passed}
    assert {test.name for test in there.playbook.tests if test.name.endswith("(fails)")} == failed


def test_the_chapter_has_tests_that_pass_and_tests_that_fail() -> None:
    names = [test.name for case in CASES for test in loaded(case.text, case.project).playbook.tests]
    assert len(names) > 20
    assert sum(name.endswith("(fails)") for name in names) >= 4
