"""What planning asks for: enough for every plan, and of each thing only the days that look at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.planning.random_worlds_planning import random_case
from unit.planning.worlds_planning import AS_OF, TRUE, Case, FakeSchedule, campaign, plain_case, playbook, send, wave

from clmplan.base.days import day_number
from clmplan.model.declared.policy import Cap, Never, Policy
from clmplan.model.expression import EventDay
from clmplan.model.playbook import Goal, Holdout, Lifecycle, Segment, Stage
from clmplan.model.records import Memberships
from clmplan.planning.compile import plan_contacts
from clmplan.planning.needs import days_needed, wanted

TODAY = day_number(AS_OF)


class OnlyAsked:
    """A matrix that refuses the days nobody asked for."""

    def __init__(self, matrix: np.ndarray, days: np.ndarray, asked: frozenset[int]) -> None:
        self._matrix, self._days, self._asked = matrix, days, asked

    def __getitem__(self, row: int) -> np.ndarray:
        if int(self._days[row]) not in self._asked:
            raise LookupError(f"nobody asked for day {self._days[row]}")
        return self._matrix[row]

    def __len__(self) -> int:
        return len(self._days)


def on_days(found: Memberships, days: tuple[int, ...]) -> Memberships:
    """The memberships of some of the days."""
    rows = np.flatnonzero(np.isin(found.days, days))

    def part(arrays: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        return {name: array[rows] for name, array in arrays.items()}

    return replace(
        found,
        days=found.days[rows],
        stages=part(found.stages),
        overlaps=part(found.overlaps),
        holds=part(found.holds),
        cuts={name: tuple(texts[row] for row in rows) for name, texts in found.cuts.items()},
        unknown=part(found.unknown),
    )


def only_asked(case: Case, found: Memberships) -> Memberships:
    """The same, refusing what was not asked for and counting stages beforehand."""
    asked = wanted(case.playbook, case.calendar, case.base.as_of)
    detailed = np.isin(found.days, sorted(asked.details))
    stages = {one.name: len(one.stages) for one in case.playbook.lifecycles}
    counts = {
        name: np.array([np.bincount(row[row >= 0], minlength=stages[name]) for row in matrix])
        for name, matrix in found.stages.items()
    }
    ahead = {name: np.isin(found.days, sorted(asked.counts[name]))[:, None] for name in counts}
    return replace(
        found,
        stages={name: OnlyAsked(one, found.days, asked.stages[name]) for name, one in found.stages.items()},
        holds={
            name: OnlyAsked(one, found.days, asked.holds[name])
            for name, one in found.holds.items()
            if name in asked.holds
        },
        overlaps={name: np.where(detailed, one, -1) for name, one in found.overlaps.items()},
        unknown={name: np.where(detailed, one, -1) for name, one in found.unknown.items()},
        cuts={
            name: tuple(text if told else "" for text, told in zip(texts, detailed, strict=True))
            for name, texts in found.cuts.items()
        },
        counts={name: np.where(ahead[name], one, -1) for name, one in counts.items()},
    )


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.integers(min_value=0, max_value=2**32))
def test_a_plan_needs_no_more_than_is_asked_for(seed: int) -> None:
    case = random_case(seed)
    days = wanted(case.playbook, case.calendar, case.base.as_of).days
    found = on_days(case.memberships, days)
    whole = plan_contacts(case.project, case.playbook, case.calendar, case.base, found)
    few = plan_contacts(case.project, case.playbook, case.calendar, case.base, only_asked(case, found))
    assert whole.value.plan == few.value.plan
    assert whole.diagnostics == few.diagnostics


def test_each_thing_is_asked_for_on_the_days_that_look_at_it() -> None:
    waiting = wave("enters", FakeSchedule(entering=("main", "old", 3)))
    anchored = wave("first", FakeSchedule(EventDay(event="order", which="first")))
    declared = playbook(
        segments=(Segment("vip", "VIP", TRUE),),
        lifecycles=(
            Lifecycle("main", "Main", (Stage("new", "New", TRUE), Stage("old", "Old", TRUE))),
            Lifecycle("other", "Other", (Stage("any", "Any", TRUE),)),
        ),
        policy=Policy(caps=(Cap(1, 7, channel="sms", audience=TRUE),), never=(Never(TRUE, "never to segment vip"),)),
        holdout=Holdout(Decimal("0.1"), "key"),
        campaigns=(
            campaign("dated", goal=Goal("order", 14), exclusions=(TRUE,)),
            campaign("triggered", waves=(waiting, anchored)),
        ),
    )
    sends = (
        send("dated", AS_OF + timedelta(days=2)),
        send("dated", AS_OF + timedelta(days=9), "email"),
        send("triggered", AS_OF + timedelta(days=5), "email", wave="enters"),
    )
    case = plain_case(declared, sends, 3)
    asked = wanted(declared, case.calendar, AS_OF)
    assert days_needed(declared, case.calendar, AS_OF) == asked.days
    back = {TODAY - days for days in range(1, 32)}
    assert asked.holds["vip"] == {TODAY}
    assert (
        asked.holds["campaign:dated"]
        == asked.holds["except:dated:0"]
        == {TODAY - 30, TODAY - 14, TODAY, TODAY + 2, TODAY + 9}
    )
    assert asked.holds["campaign:triggered"] == {*back, TODAY, TODAY + 5}
    assert asked.holds["cap:0"] == {TODAY, TODAY + 2}
    assert asked.holds["never:0"] == {TODAY, TODAY + 2, TODAY + 5, TODAY + 9}
    assert asked.stages["main"] == {*back, TODAY, TODAY + 1, TODAY + 2}
    assert asked.stages["other"] == {TODAY}
    assert asked.counts["main"] == asked.counts["other"] == {day for day in asked.days if day >= TODAY}
    assert asked.details == {TODAY}
    assert asked.learns_on == TODAY
    assert set(asked.anchors) == {"triggered/first"}
