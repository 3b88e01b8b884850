"""A failing expectation about a function's value shows the reasons of the value."""

from __future__ import annotations

from datetime import date

from clmplan.trial.facts import facts
from clmplan.trial.result import Story
from tests.spec.chapters import load

TEXT = """segment risky = churn_risk() >= 60%
test "t" {
  given customer { orders: [2026-08-01] }
  on 2026-10-01
  expect risky
}
"""


def test_each_part_that_gave_points_is_told_below_the_value() -> None:
    playbook = load(TEXT).value
    assert playbook is not None
    (test,) = playbook.tests
    facts_of = {"distinct": 1, "min": 0, "max": 0}

    def value(expression: object, day: date) -> object:
        call = getattr(getattr(expression, "date", expression), "function", None)
        known = facts_of.get(getattr(call, "name", ""))
        return 100 if known == 0 and hasattr(expression, "date") else known

    story = Story(test, playbook, "GBP", "en", (), (), (), lambda *_: False, value)
    told = [fact.value for fact in facts(playbook.segments[0].condition, date(2026, 10, 1), story)]
    assert "10 points: 100 days since the last order, 1.1 times the own rhythm of 90 days" in told
    assert told[-1].endswith("of 80 points")
