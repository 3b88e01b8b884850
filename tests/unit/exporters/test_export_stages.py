"""The stages that an audience names are read from its condition."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sample_playbook import playbook_of

from clmplan.exporters.stages import StageNames
from clmplan.model.expression import (
    And,
    Compare,
    Constant,
    Contained,
    CustomerField,
    Expression,
    Not,
    Or,
    SegmentMember,
    StageOf,
    Type,
)
from clmplan.model.playbook import Segment
from clmplan.model.schedule import Passage, Trigger


def stage(name: str, operator: str = "=") -> Compare:
    return Compare(operator, StageOf("main"), Constant(name, Type.STAGE))  # type: ignore[arg-type]


AGREES = Compare("=", CustomerField("email_ok", Type.YES_NO, False), Constant(True, Type.YES_NO))
BOTH = Contained(StageOf("main"), (Constant("new", Type.STAGE), Constant("active", Type.STAGE)))

CASES: list[tuple[Expression, tuple[str, ...]]] = [
    (stage("active"), ("Active",)),
    (AGREES, ()),
    (And((stage("lost"), AGREES)), ("Lost",)),
    (Or((stage("lost"), stage("new"))), ("New", "Lost")),
    (Or((stage("lost"), AGREES)), ()),
    (BOTH, ("New", "Active")),
    (stage("lost", "!="), ("New", "Active", "Dormant")),
    (Not(BOTH), ("Dormant", "Lost")),
    (Not(Or((stage("new"), AGREES))), ("Active", "Dormant", "Lost")),
    (Not(And((stage("new"), AGREES))), ()),
    (And((BOTH, stage("new", "!="))), ("Active",)),
    (And((SegmentMember("sleepers"), AGREES)), ("Dormant",)),
    (SegmentMember("unheard"), ()),
]


@pytest.fixture(scope="module")
def names() -> StageNames:
    playbook = playbook_of("en")
    return StageNames(replace(playbook, segments=(Segment("sleepers", "Sleepers", stage("dormant")),)))


@pytest.mark.parametrize(("audience", "expected"), CASES)
def test_stages_follow_the_logic_of_the_condition(names: StageNames, audience: Expression, expected: tuple[str, ...]):
    assert names.of(audience) == expected


class _Entering:
    def __init__(self, trigger: Trigger) -> None:
        self.trigger = trigger

    def occurrence(self, day: date) -> str:
        return str(day)


def test_a_wave_for_those_who_enter_a_stage_is_about_that_stage(names: StageNames):
    wave = playbook_of("en").campaigns[0].waves[0]
    entering = replace(wave, schedule=_Entering(Passage("main", "dormant")))  # type: ignore[arg-type]
    leaving = replace(wave, schedule=_Entering(Passage("main", "dormant", True)))  # type: ignore[arg-type]
    assert names.of(AGREES, entering) == ("Dormant",)
    assert names.of(AGREES, leaving) == ()
