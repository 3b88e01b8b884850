"""The scorecard: what may be said, and what may not."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from clmplan.base.days import day_number
from clmplan.codes import evaluate as say
from clmplan.evaluation.scorecard import findings, score
from clmplan.model.plan import Assignment
from clmplan.model.scorecard import Arm, CampaignFacts, EvaluationInputs, Observed, Verdict

START = date(2026, 10, 1)
DAY = day_number(START)
FORBIDDEN = ("lift", "uplift", "incremental", "roi")


def ints(*values):
    return np.array(values, dtype=np.int32)


def assignment(held_out, customers, name="wake", first_day=DAY):
    """The first customers are held out."""
    everyone = np.arange(customers, dtype=np.int32)
    return Assignment(name, f"key of {name}", everyone, np.full(customers, first_day, np.int32), everyone < held_out)


def campaign(split, name="wake", share="0.1", contacts=(), days=(), goal_days=14, goal_event="order"):
    planned = None if share is None else Decimal(share)
    return CampaignFacts(name, goal_event, goal_days, planned, 12.5, split, ints(*contacts), ints(*days))


def inputs(*facts, orders=(), customers=1000, until=START + timedelta(days=60), **changes):
    """Orders are (customer, days after the start, minor units)."""
    rows = list(orders)
    observed = Observed(
        ints(*(row[0] for row in rows)),
        ints(*(DAY + row[1] for row in rows)),
        np.array([row[2] for row in rows], dtype=np.int64),
    )
    given = EvaluationInputs(
        plan="0123456789abcdef",
        currency="CNY",
        as_of=START,
        horizon_end=START + timedelta(days=31),
        customers=customers,
        facts=facts,
        events={"order": observed},
        observed_until=until,
        rows=len(rows),
        used=len(rows),
        set_aside=(),
    )
    return replace(given, **changes)


def bought(customers, day=3, amount=1000):
    return [(customer, day, amount) for customer in customers]


def only(card):
    (found,) = card.scores
    return found


def found_in(given):
    return findings(given, score(given))


def words(card):
    return json.dumps(asdict(card), default=str).lower()


def test_a_clear_difference_worked_and_the_reason_says_by_how_much():
    found = only(score(inputs(campaign(assignment(100, 1000)), orders=bought([*range(10), *range(100, 400)]))))
    assert found.verdict is Verdict.WORKED
    assert found.measured.treated == Arm(900, 300, 3000.0)
    assert found.measured.held_out == Arm(100, 10, 100.0)
    assert found.measured.conversion_difference.value == pytest.approx(300 / 900 - 0.1)
    assert found.measured.conversion_lift.value == pytest.approx(7 / 3)
    assert found.measured.incremental_customers.value == pytest.approx(210)
    assert found.measured.adjusted_p < 0.05
    assert "+23.33 percentage points" in found.reasons[0][0]
    assert "+23.33 个百分点" in found.reasons[0][1]


def test_a_clear_difference_downwards_harmed():
    found = only(score(inputs(campaign(assignment(100, 1000)), orders=bought([*range(40), *range(100, 190)]))))
    assert found.verdict is Verdict.HARMED
    assert found.measured.conversion_difference.high < 0


def test_a_small_difference_is_not_decided():
    found = only(score(inputs(campaign(assignment(100, 1000)), orders=bought([*range(10), *range(100, 195)]))))
    assert found.verdict is Verdict.NOT_DECIDED
    assert found.measured.conversion_difference.low < 0 < found.measured.conversion_difference.high


def test_fewer_than_ten_in_an_arm_is_too_early_and_names_no_percentage():
    found = only(score(inputs(campaign(assignment(100, 1000)), orders=bought([*range(9), *range(100, 500)]))))
    assert found.verdict is Verdict.TOO_EARLY
    assert found.measured.conversion_difference is not None
    assert found.measured.conversion_lift is None
    assert found.measured.adjusted_p is None


def test_ten_in_both_arms_are_enough():
    found = only(score(inputs(campaign(assignment(100, 1000)), orders=bought([*range(10), *range(100, 500)]))))
    assert found.verdict is Verdict.WORKED


@pytest.mark.parametrize("share", [None, "0"])
def test_a_plan_without_holdout_never_speaks_of_an_effect(share):
    facts = campaign(None, share=share, contacts=(1, 2, 3), days=(DAY, DAY, DAY))
    card = score(inputs(facts, orders=bought(range(3))))
    assert only(card).verdict is Verdict.NOT_MEASURED
    assert only(card).measured is None
    assert only(card).attributed_customers == 2
    assert not [word for word in FORBIDDEN if word in words(card)]


def test_a_campaign_without_goal_is_not_measured():
    facts = campaign(assignment(100, 1000), goal_event=None, goal_days=None)
    assert only(score(inputs(facts))).reasons == ((say.NO_GOAL.en, say.NO_GOAL.zh),)


def test_outcomes_that_do_not_cover_the_goal_are_not_taken_for_no_goal_reached():
    given = inputs(campaign(assignment(100, 1000), goal_event="visit"))
    found = only(score(given))
    assert found.verdict is Verdict.NOT_MEASURED
    assert "`visit`" in found.reasons[0][0]
    assert [one.code for one in found_in(given)] == [say.GOAL_NOT_OBSERVED]


def test_outcomes_that_cover_the_goal_and_hold_none_are_zero():
    assert only(score(inputs(campaign(assignment(100, 1000))))).measured.treated == Arm(900, 0, 0.0)


def test_the_window_opens_on_the_first_eligible_day_and_closes_after_the_goal_days():
    orders = [(200, -1, 100), (201, 0, 100), (202, 13, 100), (203, 14, 100)]
    assert only(score(inputs(campaign(assignment(100, 1000)), orders=orders))).measured.treated.reached == 2


def test_a_customer_who_buys_twice_reached_the_goal_once_with_both_amounts():
    orders = [(200, 1, 150), (200, 5, 250), (200, 20, 999)]
    assert only(score(inputs(campaign(assignment(100, 1000)), orders=orders))).measured.treated == Arm(900, 1, 4.0)


def test_a_window_that_ends_on_the_last_observed_day_is_closed():
    closed = inputs(campaign(assignment(100, 1000)), until=START + timedelta(days=13))
    assert only(score(closed)).open_windows == 0


def test_customers_with_an_open_window_are_left_out_and_counted():
    split = assignment(100, 1000)
    split.first_day[500:] += 10
    found = only(score(inputs(campaign(split), until=START + timedelta(days=13), orders=bought(range(100, 700)))))
    assert found.open_windows == 500
    assert found.measured.treated == Arm(400, 400, 4000.0)
    assert "500 of 1000" in found.reasons[-1][0]


def test_when_no_window_has_closed_it_is_too_early_and_nothing_is_estimated():
    card = score(inputs(campaign(assignment(100, 1000)), until=START, orders=bought(range(500), day=0)))
    assert only(card).verdict is Verdict.TOO_EARLY
    assert only(card).measured.conversion_difference is None
    assert only(card).measured.incremental_customers is None


def test_the_programme_is_judged_to_the_end_of_the_horizon():
    facts = campaign(assignment(100, 1000, ""), name="", goal_days=None)
    orders = [*bought(range(10)), *bought(range(100, 400), day=30), *bought(range(400, 900), day=31)]
    found = only(score(inputs(facts, orders=orders)))
    assert found.verdict is Verdict.WORKED
    assert found.measured.treated.reached == 300


def test_the_programme_is_not_judged_before_the_horizon_ends():
    facts = campaign(assignment(100, 1000, ""), name="", goal_days=None)
    found = only(score(inputs(facts, orders=bought(range(900)), until=START + timedelta(days=29))))
    assert (found.verdict, found.open_windows) == (Verdict.TOO_EARLY, 1000)


def test_a_split_that_lost_treated_customers_yields_no_effect_at_all():
    given = inputs(campaign(assignment(10_000, 95_500)), customers=95_500, orders=bought(range(5000, 30_000)))
    found = only(score(given))
    assert found.verdict is Verdict.SPLIT_BROKEN
    assert found.measured.split_p == pytest.approx(1.2e-6, rel=0.05)
    assert found.measured.conversion_difference is None
    assert found.measured.conversion_lift is None
    assert found.measured.revenue_difference is None
    assert found.measured.incremental_customers is None
    assert found.measured.adjusted_p is None
    assert "10000 of 95500" in found.reasons[0][0]
    assert [one.code for one in found_in(given)] == [say.SPLIT_BROKEN]
    assert found_in(given)[0].is_error


def test_a_split_that_lost_half_a_percent_of_the_treated_stands():
    given = inputs(campaign(assignment(10_000, 99_550)), customers=99_550, orders=bought(range(5000, 30_000)))
    assert only(score(given)).verdict is not Verdict.SPLIT_BROKEN
    assert found_in(given) == ()


def test_the_limit_of_the_split_check_counts_how_many_splits_were_checked():
    # Alone this split has p = 0.0008; ten of them are expected to show such a one more often than 0.001.
    suspect = campaign(assignment(550, 5000), name="suspect")
    sound = [campaign(assignment(500, 5000, f"c{n}"), name=f"c{n}") for n in range(9)]
    alone = score(inputs(replace(suspect, assignment=assignment(572, 5000)), customers=5000))
    among = score(inputs(replace(suspect, assignment=assignment(572, 5000)), *sound, customers=5000))
    assert 0.0005 < alone.scores[0].measured.split_p < 0.001
    assert alone.scores[0].verdict is Verdict.SPLIT_BROKEN
    assert among.scores[0].verdict is Verdict.TOO_EARLY


def test_one_campaign_among_many_needs_stronger_evidence():
    orders = bought([*range(10), *range(100, 270)])
    facts = [campaign(assignment(100, 1000, f"c{n}"), name=f"c{n}") for n in range(3)]
    alone, among = score(inputs(facts[0], orders=orders)), score(inputs(*facts, orders=orders))
    assert among.scores[0].measured.adjusted_p == pytest.approx(3 * alone.scores[0].measured.adjusted_p)
    assert (say.NOT_ADDITIVE_NOTE.en, say.NOT_ADDITIVE_NOTE.zh) in among.notes


def test_a_comparison_that_is_too_early_still_counts_as_asked():
    orders = bought([*range(10), *range(100, 270)])
    early = campaign(assignment(100, 1000, "late", first_day=DAY + 20), name="late")
    facts = campaign(assignment(100, 1000))
    alone, among = score(inputs(facts, orders=orders)), score(inputs(facts, early, orders=orders))
    assert among.scores[0].measured.adjusted_p == pytest.approx(2 * alone.scores[0].measured.adjusted_p)


def test_revenue_counts_everybody_assigned_and_one_large_order_does_not_rule_the_capped_mean():
    orders = [*bought(range(100, 300)), (300, 2, 100_000_000), *bought(range(20))]
    found = only(score(inputs(campaign(assignment(100, 1000)), orders=orders))).measured
    assert found.revenue_difference.value == pytest.approx((2000 + 1_000_000) / 900 - 200 / 100)
    assert found.revenue_cap == 10.0
    assert found.revenue_difference_capped.value == pytest.approx(2010 / 900 - 2)


def test_a_cap_that_would_erase_all_revenue_is_not_applied():
    found = only(score(inputs(campaign(assignment(100, 1000)), orders=bought(range(200, 205))))).measured
    assert found.revenue_difference is not None
    assert (found.revenue_cap, found.revenue_difference_capped) == (None, None)


def test_a_goal_without_amounts_has_no_revenue_difference():
    given = inputs(campaign(assignment(100, 1000), goal_event="visit", contacts=(200,), days=(DAY,)))
    given = replace(given, events={"visit": Observed(ints(200, 201), ints(DAY, DAY), None)})
    found = only(score(given))
    assert found.measured.treated == Arm(900, 2, 0.0)
    assert found.measured.revenue_difference is None
    assert (found.attributed_customers, found.attributed_revenue) == (1, 0.0)


def test_returns_lower_the_revenue_of_the_arm_that_bought():
    orders = [(200, 1, 5000), (200, 4, -2000)]
    assert only(score(inputs(campaign(assignment(100, 1000)), orders=orders))).measured.treated.revenue == 30.0


def test_attributed_means_after_a_contact_and_within_the_goal_window():
    facts = campaign(None, share=None, contacts=(5, 5, 6, 7), days=(DAY, DAY + 10, DAY + 5, DAY))
    orders = [(5, 12, 100), (5, 23, 100), (5, 24, 100), (6, 4, 100), (7, 0, 100), (8, 1, 100)]
    found = only(score(inputs(facts, orders=orders)))
    assert (found.contacted, found.attributed_customers, found.attributed_revenue) == (3, 2, 3.0)


def test_contacted_holdout_customers_are_counted_and_reported():
    facts = campaign(assignment(100, 1000), contacts=(3, 3, 4, 500), days=(DAY,) * 4)
    given = inputs(facts)
    assert "2.0 %" in only(score(given)).reasons[-1][0]
    assert any("2 of 100" in note or note.endswith("2 of 100") for note, _ in score(given).notes)
    assert [one.code for one in found_in(given)] == [say.HOLDOUT_CONTACTED]


def test_the_accounting_of_rows_is_handed_through_and_what_was_left_out_is_noted():
    card = score(inputs(campaign(None, share=None), rows=10, used=7, set_aside=(("unknown-customer", 3),)))
    assert (card.rows, card.used, card.set_aside) == (10, 7, (("unknown-customer", 3),))
    assert card.notes[-1][0] == "10 rows of outcomes = 7 used + 3 unknown-customer"


def test_amounts_follow_the_smallest_unit_of_the_currency():
    given = inputs(campaign(assignment(100, 1000)), orders=bought([200]), currency="JPY")
    assert only(score(given)).measured.treated.revenue == 1000.0


def test_an_empty_arm_is_too_early():
    found = only(score(inputs(campaign(assignment(0, 3)), customers=3, orders=bought(range(3)))))
    assert (found.verdict, found.reasons[0][0]) == (Verdict.TOO_EARLY, say.NOBODY.en)


def test_every_sentence_is_filled_in_both_languages():
    facts = campaign(assignment(100, 1000), contacts=(3,), days=(DAY,))
    for english, chinese in only(score(inputs(facts, orders=bought(range(500))))).reasons:
        assert "{" not in english + chinese and english != chinese
