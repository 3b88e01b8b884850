"""Generated boundary tests: they are written as text that passes, and notice every threshold that moves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import pytest

from clmplan import trials
from clmplan.base.source import Source, Span
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from clmplan.model.expression import Compare, Constant, Contained, TopShare
from clmplan.model.playbook_test import PlaybookTest
from clmplan.model.run import Loaded
from clmplan.trial.coverage import comparisons
from tests.unit.trial.trial_projects import BUNDLED, bundled, loaded, read

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@cache
def made(name: str) -> tuple[PlaybookTest, ...]:
    return trials.generate(bundled(name)).tests


@cache
def written(name: str) -> str:
    return trials.write(bundled(name), made(name))


@pytest.mark.parametrize("name", BUNDLED)
def test_what_is_written_can_be_read_and_means_the_same(name: str) -> None:
    assert len(made(name)) > 15
    assert made(name) == read(bundled(name), written(name))


@pytest.mark.parametrize("name", BUNDLED)
def test_generated_tests_pass(name: str) -> None:
    there = bundled(name)
    tested = trials.run(there, read(there, written(name)), "en")
    assert [one.test.name for one in tested.value if not one.passed] == []


def test_generated_tests_are_the_same_on_every_run() -> None:
    there = bundled("quickstart/en")
    assert written("quickstart/en") == trials.write(there, trials.generate(there).tests)


def test_generated_tests_speak_the_language_of_the_playbook() -> None:
    chinese = written("quickstart/zh")
    assert "期望 阶段 = 沉睡" in chinese and "100元" in chinese and "expect" not in chinese
    assert "expect stage = dormant" in written("quickstart/en")


def test_both_sides_of_a_boundary_are_there_and_named_after_it() -> None:
    names = [test.name for test in made("gift_retailer")]
    for name in ("dormant at days since last order = 61", "not dormant at days since last order = 60"):
        assert name in names
    assert "best with 90 of 99 others behind" in names
    assert "not overseas at country = United Kingdom" in names


@dataclass(frozen=True)
class Threshold:
    """A written value of a condition, where it stands, and the stage or segment it belongs to."""

    owner: str
    place: Span
    is_stage: bool

    @property
    def moved(self) -> tuple[str, ...]:
        """The value one more and one less; another text for a text."""
        text = self.place.text
        found = _NUMBER.search(text)
        if found is None:
            return ('"elsewhere"',)
        number = int(found[0])
        near = (number + 1, number - 1) if number else (number + 1,)
        return tuple(text[: found.start()] + str(one) + text[found.end() :] for one in near)


def thresholds(there: Loaded) -> Iterator[Threshold]:
    """Every written value in the conditions of stages and segments, once."""
    conditions = [(one.name, one.condition, True) for life in there.playbook.lifecycles for one in life.stages]
    conditions += [(one.name, one.condition, False) for one in there.playbook.segments]
    for owner, condition, is_stage in conditions:
        if isinstance(condition, TopShare):
            assert condition.at is not None
            share = re.search(r"\d+%", condition.at.text)
            assert share is not None
            start = condition.at.start + share.start()
            yield Threshold(owner, Span(condition.at.source, start, start + len(share[0])), is_stage)
        inner = condition.among if isinstance(condition, TopShare) else condition
        for one in comparisons(inner) if inner is not None else ():
            values = (one.right,) if isinstance(one, Compare) else one.among if isinstance(one, Contained) else ()
            for value in values:
                if isinstance(value, Constant) and value.at is not None and value.type.value != "stage":
                    yield Threshold(owner, value.at, is_stage)


def failures(there: Loaded, threshold: Threshold, value: str, tests: str) -> list[str]:
    """The tests about the owner that fail when its threshold is changed."""
    place = threshold.place
    text = place.source.text[: place.start] + value + place.source.text[place.end :]
    names = (name for name in there.project.playbooks if name != place.path)
    others = [Source(name, (there.root / name).read_text(encoding="utf-8")) for name in names]
    sources = (Source(place.path, text), *others, Source("generated.clm", tests))
    found = resolve(tuple(parse(source).value for source in sources), there.project)
    assert found.value is not None and not found.has_errors
    about = [test for test in found.value.tests if test.at and test.at.path == "generated.clm"]
    about = [test for test in about if threshold.owner in test.name]
    tested = trials.run(replace(there, playbook=found.value), about, "en")
    return [one.test.name for one in tested.value if not one.passed]


@pytest.mark.parametrize("name", ["gift_retailer", "quickstart/zh"])
def test_a_threshold_that_moves_by_one_fails_a_generated_test(name: str) -> None:
    """A stage may also begin to overlap an earlier one, which takes its customers as before: one way must fail."""
    there = bundled(name)
    every = list(thresholds(there))
    assert len(every) >= 9
    for one in every:
        noticed = (bool(failures(there, one, value, written(name))) for value in one.moved)
        assert any(noticed) if one.is_stage else all(noticed), f"{one.owner}: {one.place.text} at {one.place}"


KINDS = """
metric spend_90d = sum(orders.amount within last 90d)
segment rich = wallet >= £100
segment middle = points between 10 and 20 and wallet < £5.50
segment precious = tier in [gold, silver] and email_ok is yes
segment young = birthday >= 1990-01-01
segment joined_late = days since joined < 30
segment spender = spend_90d > £200 and count(orders within last 90d) >= 2
segment shoes = count(orders where category = "shoes") >= 2
segment average = avg(orders.amount) >= £20
segment plain_or_old = tier = plain or age > 60
segment not_new = not (points < 5)
segment nobody_knows = birthday is missing
segment shifted = points + 5 >= 100
segment dormant_gold = stage = dormant and tier = gold
segment last_ten = bottom 10% by points
segment best_gold = top 5% by spend_90d where tier = gold
segment best_dormant = top 10% by spend_90d where stage = dormant and tier = gold and email_ok is yes
segment fast = avg(orders.units) > 2.5
segment elder = birthday < 1950-03-01
"""


def test_every_kind_of_comparison_is_reached_and_its_tests_pass() -> None:
    there = loaded(KINDS)
    found = trials.generate(there)
    names = {test.name for test in found.tests}
    for segment in there.playbook.segments:
        own = [name for name in names if segment.name in name]
        assert len(own) >= 2, (segment.name, [one.name for one in found.unreached])
    assert {
        "rich at wallet = £100.00", "not rich at wallet = £99.99", "middle at wallet = £5.49",
        "not middle at points = 21", "precious at tier = silver", "not precious at email_ok = no",
        "young without birthday", "not young at birthday = 1989-12-31", "nobody_knows without birthday",
        "not precious at tier = plain",
        "joined_late at days since joined = 29", "spender at spend_90d = £200.01",
        "not shoes at count(orders where category = 'shoes') = 1", "average at avg(orders.amount) = £20.00",
        "shifted at points + 5 = 100", "not shifted at points + 5 = 99", "dormant_gold at stage = dormant",
        "best_dormant with 90 of 99 others behind", "last_ten with 90 of 99 others behind",
        "the others: best_dormant at tier = gold", "elder at birthday = 1950-02-28",
        "plain_or_old at age = 61", "fast at avg(orders.units) = 2.6",
    } <= names  # fmt: skip
    assert len(found.unreached) <= 12, [one.name for one in found.unreached]


def test_what_cannot_be_reached_is_listed_and_never_written() -> None:
    there = loaded("segment never = points > 5 and points < 3\nsegment once = points > 7")
    found = trials.generate(there)
    assert [test.name for test in found.tests if "never" in test.name] == []
    assert "never: points = 6" in [one.name for one in found.unreached]
    assert {"once at points = 8", "not once at points = 7"} <= {test.name for test in found.tests}


def test_names_that_are_words_of_the_language_are_written_in_back_ticks() -> None:
    there = loaded("segment `wait` = points > 7")
    text = trials.write(there, trials.generate(there).tests)
    assert "expect `wait`" in text and "expect not `wait`" in text
    assert parse(Source("t.clm", text)).diagnostics == ()


def test_a_playbook_without_thresholds_generates_nothing() -> None:
    there = loaded("lifecycle main { stage all otherwise }\ncampaign c { for everyone; on 2026-10-06; send email }")
    assert trials.generate(there).tests == ()
