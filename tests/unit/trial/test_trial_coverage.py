"""What tests reach of a playbook, counted point by point."""

from __future__ import annotations

from clmplan import trials
from clmplan.trial.coverage import Coverage
from clmplan.trial.junit import junit
from tests.unit.trial.trial_projects import bundled, loaded, results

TEXT = """
segment vip = points >= 100 or count(orders) > 3
campaign wake {
  for stage = dormant
  wave early { on 2026-10-27; send email "x" }
  wave late { on 2026-12-01; send sms "y" }
}
policy contact { at most 1 contacts per 60d }
"""
DORMANT = 'test "t" { given customer { orders: [2026-07-01, 2026-08-01] }; on 2026-10-01; EXPECT }\n'


def covered(text: str) -> Coverage:
    there = loaded(text)
    tested = trials.run(there, there.playbook.tests, "en", with_coverage=True)
    return trials.covered(there.playbook, tested.value)


def seen(coverage: Coverage) -> dict[str, frozenset[str]]:
    return {one.point.name: one.seen for one in coverage.points}


def test_without_tests_nothing_is_reached() -> None:
    coverage = covered(TEXT)
    assert coverage.seen == 0
    # three stages, a segment, two waves, and seven comparisons with two sides each
    assert coverage.wanted == 3 + 1 + 2 + 2 * 8


def test_stages_segments_waves_and_comparisons_are_reached_by_what_a_test_looks_at() -> None:
    found = seen(covered(TEXT + DORMANT.replace("EXPECT", "expect contact wake.early")))
    assert found["main.dormant"] == {"reached"}
    assert found["main.active"] == found["vip"] == frozenset()
    assert found["wake.early"] == {"reached"}
    assert found["wake.late"] == frozenset()  # refused by the cap
    assert found["points >= 100"] == {"unknown"}
    assert found["count(orders) > 3"] == {"false"}
    assert found["stage = dormant"] == {"true"}


def test_a_test_of_conditions_alone_reaches_no_wave() -> None:
    found = seen(covered(TEXT + DORMANT.replace("EXPECT", "expect stage = dormant")))
    assert found["wake.early"] == frozenset()


def test_unknown_is_shown_but_not_asked_for() -> None:
    coverage = covered(TEXT + DORMANT.replace("EXPECT", "expect stage = dormant"))
    point = next(one for one in coverage.points if one.point.name == "points >= 100")
    assert point.missing == ("true", "false")


def test_both_ends_of_between_are_points_of_their_own() -> None:
    names = [one.point.name for one in trials.covered(bundled("quickstart/en").playbook, ()).points]
    assert "days since last order >= 61" in names and "days since last order <= 180" in names


def test_tests_together_reach_what_each_reaches() -> None:
    one = DORMANT.replace("EXPECT", "expect stage = dormant")
    other = 'test "u" { given customer { points: 100; orders: [2026-09-01] }; on 2026-10-01; expect vip }\n'
    alone, both = covered(TEXT + one), covered(TEXT + one + other)
    assert both.seen > alone.seen
    assert seen(both)["vip"] == {"reached"}


def test_junit_counts_and_tells() -> None:
    from xml.etree import ElementTree

    text = TEXT + DORMANT.replace("EXPECT", "expect stage = new").replace('"t"', '"<t> & \x07 ok"')
    tested = results(text + DORMANT.replace("EXPECT", "expect stage = dormant"))
    root = ElementTree.fromstring(junit("spec", tested))
    (suite,) = root
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    first, second = suite
    assert (first.get("name"), second.get("name")) == ("<t> & \ufffd ok", "t")
    assert first.get("file") == "playbook.clm" and first.get("line") == "9"
    failure = first[0]
    assert failure.get("message") == "expect stage = new: this is false on 2026-10-01"
    assert failure.text is not None and "count(orders) = 1" in failure.text
    assert len(second) == 0
    assert b"time" not in junit("spec", tested)
