"""Examples of a plan's codes are the small project that yields them, told by the declarations that differ."""

from __future__ import annotations

import re

import pytest
from house.code_cases import CASES
from house.small_project import PLAYBOOK, changed

from clmplan.base.diagnostics import Code
from clmplan.codes import calendar, conflicts, journey_plan, plan
from clmplan.codes.plan_examples import DECLARATIONS

_STARTS = re.compile(r"^(?=[a-z])", re.MULTILINE)
_HEAD = re.compile(r"\w+ \w+")
SHOWN = [
    one
    for room in (calendar, conflicts, journey_plan, plan)
    for one in vars(room).values()
    if isinstance(one, Code) and one.bad is not None
]
# What they show is in the data or the day, not in the playbook.
OF_THE_DATA = {"CLM501", "CLM506", "CLM551", "CLM553", "CLM554"}


def inside(example: str) -> str:
    """The small playbook with the declarations of an example in their places, new ones before those that follow."""
    pieces = [piece.rstrip("\n") + "\n" for piece in _STARTS.split(example) if piece]
    playbook, new = PLAYBOOK, ""
    for piece in pieces:
        head = _HEAD.match(piece)
        assert head is not None
        old = next((one for one in DECLARATIONS if one.startswith(head[0] + " ")), None)
        if old is None:
            new += piece
            continue
        playbook, new = playbook.replace(old, new + piece), ""
    return playbook


@pytest.mark.parametrize("code", SHOWN, ids=lambda code: code.id)
def test_the_bad_example_is_the_case_that_yields_the_code(code: Code) -> None:
    assert code.bad is not None
    assert changed(PLAYBOOK, CASES[code.id][0].playbook) == inside(code.bad.text)


@pytest.mark.parametrize("code", SHOWN, ids=lambda code: code.id)
def test_the_good_example_is_the_small_project_in_which_nothing_is_found(code: Code) -> None:
    assert code.good is not None
    assert PLAYBOOK == inside(code.good.text)


def test_the_examples_are_made_of_the_small_playbook() -> None:
    assert PLAYBOOK == "".join(DECLARATIONS)


def test_every_code_that_a_playbook_alone_can_show_has_examples() -> None:
    of_a_playbook = {
        id for id, (project, _) in CASES.items() if project.playbook and not project.project and id[3] == "5"
    }
    assert of_a_playbook - OF_THE_DATA - {"CLM507"} == {code.id for code in SHOWN}
