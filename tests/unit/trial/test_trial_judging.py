"""What a failing expectation says: where, what was found instead, and the parts that led to it."""

from __future__ import annotations

import pytest

from clmplan import trials
from clmplan.codes.calendar import CANNOT_PLAN_YET
from clmplan.trial.lines import told
from tests.unit.trial.trial_projects import loaded, only, results

WAKE = """
policy contact { at most 1 contacts per 7d }
segment vip = count(orders) >= 3 and points >= 100
campaign wake {
  for stage = dormant
  except vip
  wave early { on 2026-10-27 at 10:00; send email "We miss you" with gift }
  wave late { on 2026-10-28 at 10:00; send sms "Last days" }
}
"""
DORMANT = "given customer { orders: [2026-07-01, 2026-08-01] }"


def failing(expectation: str, given: str = DORMANT, locale: str = "en") -> tuple[str, list[str]]:
    judgement = only(f'{WAKE}test "t" {{\n  {given}\n  on 2026-10-01\n  {expectation}\n}}', locale=locale)
    assert not judgement.holds
    assert judgement.expectation.at is not None and judgement.expectation.at.text == expectation
    return judgement.found, told(judgement.facts)


def test_a_condition_is_taken_apart() -> None:
    found, facts = failing("expect stage = active and count(orders) = 2")
    assert found == "this is false on 2026-10-01"
    assert [" ".join(line.split()) for line in facts] == [
        "stage = active and count(orders) = 2 false",
        "stage = active false",
        "stage dormant",
        "count(orders) >= 2 and days since last order <= 60 false",
        "count(orders) >= 2 true",
        "count(orders) 2",
        "days since last order <= 60 false",
        "days since last order 61",
        "last order 2026-08-01",
        "count(orders) = 2 true",
        "count(orders) 2",
    ]


def test_what_is_missing_is_said_to_be_the_reason() -> None:
    found, facts = failing("expect points > 5", given="given customer { age: 5 }")
    assert found == "this is unknown on 2026-10-01; only true counts"
    assert " ".join(facts[1].split()) == "points missing, because it is not given"
    _, facts = failing("expect days since last order > 5", given="given customer { age: 5 }")
    assert " ".join(facts[2].split()) == "last order missing, because there is no such event"
    _, facts = failing("expect stage = new", given="given customer { age: 5 }")
    assert " ".join(facts[1].split()) == "stage outside every stage"


def test_values_are_shown_in_their_units() -> None:
    given = "given customer { order 2026-09-01 { amount: £12.5 } }"
    text = f'metric spend = sum(orders.amount)\ntest "t" {{{{ {given}\n  on 2026-10-01\n  expect {{0}} }}}}'
    text = text.replace(given, given.replace("{", "{{").replace("}", "}}"))
    assert told(only(text.format("spend > £20")).facts)[1].split() == ["spend", "£12.50"]
    assert told(only(text.format("avg(orders.amount) > £20")).facts)[1].split()[-1] == "£12.50"
    assert told(only(text.format("last order > 2026-09-05")).facts)[1].split()[-1] == "2026-09-01"


def test_a_refusal_names_its_rule_and_its_line() -> None:
    found, facts = failing("expect contact wake on 2026-10-28")
    assert found == "the plan decided otherwise"
    assert facts == ["2026-10-28 wake.late  refused by contact policy: at most 1 contacts per 7d (playbook.clm:2)"]


def test_a_customer_outside_the_audience_is_told_why() -> None:
    found, facts = failing("expect contact wake", given="given customer { orders: [2026-09-01] }")
    assert found == "the customer is not in the audience of `wake` on 2026-10-27"
    assert facts[0].split() == ["stage", "=", "dormant", "false", "(playbook.clm:5)"]
    assert any(line.split()[0] == "vip" for line in facts)


def test_a_day_without_a_send_names_the_days_there_are() -> None:
    found, facts = failing("expect contact wake on 2026-10-29")
    assert found == "`wake` sends nothing then; its days: 2026-10-27, 2026-10-28"
    assert facts == []


def test_a_day_whose_send_was_dropped_names_the_rule() -> None:
    text = """
policy contact { blackout 2026-10-06 .. 2026-10-07 "Stocktaking" }
campaign news { for everyone; on 2026-10-06, 2026-10-13; send email "News" }
test "t" { on 2026-10-01; expect contact news on 2026-10-06 }
"""
    judgement = only(text)
    assert judgement.found == "the calendar dropped what would have been sent then"
    assert told(judgement.facts) == ["2026-10-06 news.main  blackout: Stocktaking (playbook.clm:2)"]


def test_a_triggered_wave_that_does_not_start_says_so() -> None:
    text = """
campaign hello { for everyone; on 7d after first order; send email "Hello" }
test "t" { given customer { orders: [2026-07-01] }; on 2026-10-01; expect contact hello }
"""
    # every send of a triggered wave is planned day by day, so the audience holds and the trigger does not
    assert "what starts it does not happen" in only(text).found


def test_contacts_that_should_not_be_are_listed() -> None:
    found, facts = failing("expect no contact")
    assert found == "the customer is contacted"
    assert facts == ["2026-10-27 wake.early  contacted on email with `gift` (playbook.clm:7)"]


@pytest.mark.parametrize(
    ("expectation", "found"),
    [
        ("expect no offer gift", "a contact carries it"),
        ("expect no offer", "a contact carries it"),
        ("expect offer gift on 2026-10-28", "no contact carries it"),
        ("expect spend < £0.02", "contacts cost £0.02"),
        ("expect spend(wake) = £0.015", "contacts cost £0.02"),
        ("expect refused wake.early", "the plan decided otherwise"),
    ],
)
def test_what_was_found_instead_is_said(expectation: str, found: str) -> None:
    assert found == failing(expectation)[0]


def test_an_offer_that_concerns_nobody_is_told_apart() -> None:
    found, facts = failing("expect offer gift", given="given customer { orders: [2026-09-01] }")
    assert found.startswith("no contact carries it; no send with it concerns the customer")
    assert facts == []


def test_an_expectation_of_any_contact_says_when_nothing_concerns_the_customer() -> None:
    found, _ = failing("expect contact", given="given customer { orders: [2026-09-01] }")
    assert found == "no send concerns the customer"


def test_long_stories_are_cut() -> None:
    text = """
campaign news { for everyone; on every 1w; send email "News" }
test "t" { on 2026-10-01; expect no contact }
"""
    facts = only(text).facts
    assert len(facts) == 7
    assert facts[-1].value.endswith("more")


def test_sentences_follow_the_language_asked_for() -> None:
    found, facts = failing("expect contact wake on 2026-10-28", locale="zh")
    assert found == "计划的决定不同"
    assert "触达规则" in facts[0]
    assert failing("expect stage = active", locale="zh")[0] == "2026-10-01 这不成立"


def test_a_playbook_that_cannot_be_planned_yet_still_tests_its_conditions() -> None:
    text = """
experiment subject for news { variant plain 50%; variant warm 50% }
campaign news { for everyone; on 2026-10-06; send email "News" }
test "t" { on 2026-10-01; expect EXPECTED }
"""
    there = loaded(text.replace("EXPECTED", "count(orders) = 0"))
    if not there.playbook.unplanned:
        pytest.skip("everything can be planned now")
    assert [True] == [one.passed for one in trials.run(there, there.playbook.tests, "en").value]
    there = loaded(text.replace("EXPECTED", "contact news"))
    assert [CANNOT_PLAN_YET] == [one.code for one in trials.run(there, there.playbook.tests, "en").diagnostics]


def test_the_order_of_tests_and_expectations_is_the_written_one() -> None:
    text = 'test "b" { on 2026-10-01; expect count(orders) = 0; expect count(orders) = 1 }\n'
    first, second = results(text + 'test "a" { on 2026-10-01; expect no contact }')
    assert (first.test.name, second.test.name) == ("b", "a")
    assert [True, False] == [one.holds for one in first.judgements]


def test_a_day_on_which_no_step_of_a_journey_comes_to_the_customer_says_so() -> None:
    text = """
campaign news { for everyone; on 2026-10-06; send email "News"; wait until order within 8d; send email "More" }
test "t" { on 2026-10-01; expect contact news on 2026-10-10 }
"""
    judgement = only(text)
    assert judgement.found == "nothing of `news` goes out to the customer on 2026-10-10"
    assert told(judgement.facts) == []
