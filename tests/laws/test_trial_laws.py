"""The two evaluators agree on the worlds of tests; what a generated test expects is what planning says."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clmplan import trials
from clmplan.audience.memberships import memberships
from clmplan.audience.plain import evaluate, stage_of, view_of
from clmplan.base.days import day_number
from clmplan.data.engine import open_engine
from clmplan.model.playbook_test import GivenCustomer
from clmplan.model.records import CustomerBase
from clmplan.model.run import Loaded
from clmplan.planning.needs import rules_needed
from clmplan.trial.knobs import Panel, panel
from clmplan.trial.world import base_of
from tests.unit.trial.trial_projects import BUNDLED, bundled, loaded

RICH = """
metric spend_90d = sum(orders.amount within last 90d)
segment rich = wallet >= £100 or spend_90d > £20
segment spender = spend_90d > £200 and count(orders within last 90d) >= 2
segment shoes = count(orders where category = "shoes") >= 2
segment average = avg(orders.amount) >= £20
segment not_new = not (points < 5 or stage = new)
segment nobody_knows = birthday is missing or age > 60
segment best = top 20% by spend_90d where email_ok is yes
"""
PROJECTS = {name: bundled(name) for name in BUNDLED} | {"rich": loaded(RICH)}


def knobs(there: Loaded) -> Panel:
    playbook = there.playbook
    conditions = [one.condition for life in playbook.lifecycles for one in life.stages if one.condition is not None]
    conditions += [one.condition for one in playbook.segments]
    return panel(conditions, playbook, there.project, there.project.as_of or playbook.horizon.start)


def base(there: Loaded, customers: list[GivenCustomer]) -> CustomerBase:
    keys = tuple(f"c{number:03}" for number in range(len(customers)))
    return base_of(customers, (), knobs(there).on, there.project, keys)


def assert_alike(there: Loaded, customers: list[GivenCustomer]) -> None:
    """Stages, segments and audiences of the fused statement against the plain evaluator, customer by customer."""
    people, playbook, rules = base(there, customers), there.playbook, rules_needed(there.playbook)
    days = [day_number(people.as_of + timedelta(days=later)) for later in (0, 1, 61)]
    bulk = memberships(open_engine(people), playbook, days, len(customers), rules, {})
    named = {one.name: one.condition for one in playbook.segments} | dict(rules)
    for row, day in enumerate(days):
        cuts = {name: found[row] for name, found in bulk.cuts.items()}
        unknown = dict.fromkeys(named, 0)
        for index in range(len(customers)):
            view = view_of(people, index)
            for life in playbook.lifecycles:
                names = [None, *(stage.name for stage in life.stages)]
                expected = stage_of(life, view, day, playbook, cuts)
                assert expected == names[1 + int(bulk.stages[life.name][row][index])]
            for name, condition in named.items():
                value = evaluate(condition, view, day, playbook, cuts)
                assert (value is True) == bool(bulk.holds[name][row][index]), (name, customers[index])
                unknown[name] += value is None
        assert unknown == {name: int(np.asarray(bulk.unknown[name])[row]) for name in named}


@pytest.mark.parametrize("name", PROJECTS)
def test_both_evaluators_agree_on_the_customers_of_generated_tests(name: str) -> None:
    there = PROJECTS[name]
    made = trials.generate(there).tests
    assert_alike(there, [test.customer for test in made] + [one.each for test in made for one in test.others])


@pytest.mark.parametrize("name", PROJECTS)
@given(data=st.data())
@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_both_evaluators_agree_on_any_setting_of_the_knobs(name: str, data: st.DataObject) -> None:
    there = PROJECTS[name]
    turned = knobs(there)
    chosen = st.fixed_dictionaries({knob: st.sampled_from(values) for knob, values in turned.values.items()})
    people = data.draw(st.lists(chosen, min_size=1, max_size=25))
    assert_alike(there, [turned.customer(one) for one in people])
