"""What a test may say, and what is said about what it may not."""

from __future__ import annotations

import pytest

from clmplan.model.playbook_test import ExpectCondition, ExpectSpend, PlaybookTest, Sends
from tests.spec.chapters import load
from tests.unit.trial.trial_projects import loaded

CAMPAIGN = 'campaign wake { for everyone; holdout 10%; wave early { on 2026-10-27; send email "x" } }\n'


def said(lines: str, before: str = "") -> list[tuple[str, str]]:
    """The code and the marked text of what is found in a test with these lines."""
    text = f'{before}test "t" {{\n  {lines}\n  on 2026-10-01\n  expect points is missing\n}}'
    return [(one.code.id, one.place.text if one.place else "") for one in load(text).diagnostics]


def read(text: str) -> PlaybookTest:
    (test,) = loaded(text).playbook.tests
    return test


@pytest.mark.parametrize(
    ("lines", "code", "marked"),
    [
        ("given customer { points: 1; points: 2 }", "CLM205", "points"),
        ("given customer { points: 1 }\n  given customer { points: 2 }", "CLM205", "given customer"),
        ("given customer", "CLM207", "given customer"),
        ("given 3 others", "CLM207", "given 3 others"),
        ("given customers { }", "CLM207", "customers"),
        ("given 0 others { }", "CLM214", "0"),
        ("given 501 others { }", "CLM214", "501"),
        ("given 300 others { }\n  given 300 others { }", "CLM214", "300"),
        ("given customer { points: 1, 2 }", "CLM471", "1, 2"),
        ("given customer { points: { } }", "CLM104", ""),
        ("given customer { orders: [5] }", "CLM471", "[5]"),
        ("given customer { order 5 }", "CLM207", "5"),
        ("given customer { orders { amount: £5 } }", "CLM207", ""),
        ("given customer { order 2026-09-01 { amount £5 } }", "CLM207", "amount £5"),
        ("given customer { order 2026-09-01 { date: 2026-09-01 } }", "CLM202", "date"),
        ("given customer { order 2026-09-01 { amount: £5; amount: £6 } }", "CLM205", "amount"),
        ("given customer { wallet: $5 }", "CLM303", "$5"),
        ("given customer { wallet: £1.005 }", "CLM214", "£1.005"),
        ("given customer { suppressed: 3 }", "CLM471", "3"),
        ("given holdout wakee", "CLM202", "wakee"),
        ("given contact email", "CLM207", ""),
        ("given contact email on 2026-10-01", "CLM472", "2026-10-01"),
        ("expect wake", "CLM202", "wake"),
        ("expect points", "CLM307", "points"),
        ("expect spend(wake, wake) <= £5", "CLM207", "spend(wake, wake) <= £5"),
        ("expect spend <= £5 on 2026-10-05", "CLM207", "2026-10-05"),
        ("expect spend <= $5", "CLM303", "$5"),
        ("expect refused", "CLM207", ""),
        ("expect refused wake by 5", "CLM207", "5"),
        ("suppose customer { }", "CLM204", "suppose"),
    ],
)
def test_a_mistake_is_said_where_it_is(lines: str, code: str, marked: str) -> None:
    found = said(lines, CAMPAIGN)
    assert code in [one for one, _ in found], found
    if marked:
        assert (code, marked) in found


def test_a_mistake_does_not_hide_the_rest_of_the_test() -> None:
    found = said("given customer { points: yes; tier: bronze }\n  expect contact wakee", CAMPAIGN)
    assert [("CLM202", "wakee"), ("CLM471", "yes"), ("CLM471", "bronze")] == sorted(found, key=lambda one: one[0])


def test_a_metric_called_spend_is_the_metric() -> None:
    text = 'metric spend = sum(orders.amount)\ntest "t" { on 2026-10-01; expect spend <= £5 }'
    assert isinstance(read(text).expectations[0], ExpectCondition)


def test_spend_may_stand_on_either_side() -> None:
    for written in ("spend <= £5", "£5 >= spend"):
        (one,) = read(f'test "t" {{ on 2026-10-01; expect {written} }}').expectations
        assert isinstance(one, ExpectSpend)
        assert (one.operator, str(one.amount)) == ("<=", "5")


def test_a_campaign_that_sends_by_itself_has_the_wave_main() -> None:
    text = 'campaign c { for everyone; on 2026-10-27; send email "x" }\n'
    test = read(text + 'test "t" { on 2026-10-01; expect contact c.main }')
    assert test.expectations[0].sends == Sends("c", "main")  # type: ignore[union-attr]  # a contact


def test_holdout_may_follow_by_and_given_on_the_same_line() -> None:
    test = read(
        CAMPAIGN + 'test "t" { given holdout wake; on 2026-10-01; expect refused wake on 2026-10-27 by holdout }'
    )
    assert [one.campaign for one in test.holdouts] == ["wake"]
    assert test.expectations[0].reason == "holdout"  # type: ignore[union-attr]  # a refusal
    assert test.expectations[0].at is not None
    assert test.expectations[0].at.text == "expect refused wake on 2026-10-27 by holdout"


def test_events_are_kept_by_day_and_may_fall_on_one_day() -> None:
    test = read(
        'test "t" { given customer { orders: [2026-09-02, 2026-09-01, 2026-09-01] }; on 2026-10-01; expect no contact }'
    )
    assert [one.day.day for one in test.customer.events] == [1, 1, 2]


def test_texts_are_compared_in_one_normal_form() -> None:
    test = read('test "t" { given customer { country: "Cafe\u0301" }; on 2026-10-01; expect country = "Caf\u00e9" }')
    assert dict(test.customer.fields) == {"country": "Caf\u00e9"}


def test_tests_are_no_part_of_a_plan() -> None:
    with_tests = loaded('test "t" { on 2026-10-01; expect no contact }').playbook
    assert with_tests.tests and not hasattr(with_tests.campaigns, "tests")
