"""Law: memberships, the plain evaluator and the slow oracle give every condition the same meaning."""

import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "oracles"), str(TESTS / "unit" / "audience")]

import audience_world as w  # noqa: E402
from agreement import expected  # noqa: E402
from audience_oracle import Population  # noqa: E402
from generated_expressions import case  # noqa: E402

from clmplan.audience.memberships import memberships  # noqa: E402
from clmplan.audience.statement.answers import Asking  # noqa: E402
from clmplan.audience.statement.cuts import cut_texts  # noqa: E402
from clmplan.audience.statement.question import Question  # noqa: E402
from clmplan.model import expression as e  # noqa: E402
from clmplan.model.records import NO_DAY  # noqa: E402

ENGINE = w.TableEngine()
GROUPS, CASES = 12, 5


@pytest.mark.parametrize("group", range(GROUPS))
def test_memberships_plain_evaluator_and_oracle_agree_on_every_customer_and_day(group):
    for seed in range(1000 + group * CASES, 1000 + (group + 1) * CASES):
        assert_alike(seed)


def assert_alike(seed):
    found = case(seed)
    one = replace(found, as_of=found.days[0], values={"date": found.values["date"]})
    result = memberships(w.fill(ENGINE, one.people), one.playbook, one.days, len(one.people), one.rules, one.values)
    assert list(one.days) == result.days.tolist()
    if not one.people:
        assert all(len(result.holds[name][0]) == 0 for name in result.holds)
        return
    question = replace(Question.of_all(one.playbook, one.rules), values=one.values)
    asking = Asking(ENGINE, len(one.people))
    asking = replace(asking, fits=asking.fits_on(question, one.as_of))
    cuts = {day: dict(cut_texts(question, asking.cuts(question, (day,)))) for day in one.days}
    for row, day in enumerate(one.days):
        cuts[day] |= {name: texts[row] for name, texts in result.cuts.items()}
    said, unknown, overlaps = expected(one, cuts, asking.fits)
    for row, day in enumerate(one.days):
        for name in (*one.rules, *(segment.name for segment in one.playbook.segments)):
            assert [told[name] for told in said[day]] == result.holds[name][row].tolist(), (seed, name, day)
            assert unknown[day][name] == result.unknown[name][row], (seed, name, day)
        for lifecycle in one.playbook.lifecycles:
            names = [stage.name for stage in lifecycle.stages]
            stages = [told[f"stage {lifecycle.name}"] for told in said[day]]
            told = [-1 if stage is None else names.index(stage) for stage in stages]
            assert told == result.stages[lifecycle.name][row].tolist(), (seed, lifecycle.name, day)
            assert overlaps[day][lifecycle.name] == result.overlaps[lifecycle.name][row], (seed, lifecycle.name, day)
    dates = [told["value date"] for told in said[one.days[-1]]]
    assert [NO_DAY if date is None else date for date in dates] == result.anchors["date"].tolist()


@pytest.mark.parametrize("seed", range(1000, 1010))
def test_the_cut_of_a_top_share_is_the_value_next_to_the_selected(seed):
    found = case(seed)
    one = replace(found, as_of=found.days[0])
    result = memberships(w.fill(ENGINE, one.people), one.playbook, one.days, len(one.people), {}, {})
    if one.people:
        sides = zip(*one.people, strict=True)
        world = Population(one.playbook, *(tuple(side) for side in sides), as_of=one.as_of)
        for segment in one.playbook.segments:
            if isinstance(segment.condition, e.TopShare):
                for row, day in enumerate(one.days):
                    text = result.cuts[segment.name][row]
                    assert world.cut(segment.condition, day) == (Fraction(text) if text else None)
