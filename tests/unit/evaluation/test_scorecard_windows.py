"""What a scorecard counts: windows, contacts inside them, revenue."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from evaluation_inputs import DAY, START, assignment, bought, campaign, inputs, ints, only

from clmplan.codes import evaluate as say
from clmplan.evaluation.scorecard import score
from clmplan.model.scorecard import Arm, Observed, Verdict


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


def test_revenue_counts_everybody_assigned_and_one_large_order_does_not_rule_the_capped_mean():
    orders = [*bought(range(100, 300)), (300, 2, 100_000_000), *bought(range(20))]
    found = only(score(inputs(campaign(assignment(100, 1000)), orders=orders))).measured
    assert found.revenue_difference.value == pytest.approx((2000 + 1_000_000) / 900 - 200 / 100)
    assert found.revenue_cap == 10.0
    assert found.revenue_difference_capped.value == pytest.approx(2010 / 900 - 2)


def test_where_a_cap_would_erase_all_revenue_none_is_compared():
    orders = bought([*range(10), *range(1500, 1515)])
    found = only(score(inputs(campaign(assignment(1500, 15_000)), customers=15_000, orders=orders)))
    assert found.verdict is not Verdict.TOO_EARLY
    assert (found.measured.revenue_difference, found.measured.revenue_difference_capped) == (None, None)
    assert "99th percentile of revenue is nothing" in found.reasons[-1][0]


@pytest.mark.parametrize(("held_out", "is_compared"), [(99, False), (100, True)])
def test_revenue_is_compared_from_a_hundred_customers_in_the_smaller_arm_on(held_out, is_compared):
    orders = bought([*range(20), *range(100, 300)])
    found = only(score(inputs(campaign(assignment(held_out, 1000)), orders=orders)))
    assert found.measured.conversion_difference is not None
    assert (found.measured.revenue_difference is not None) is is_compared
    assert (found.measured.revenue_difference_capped is not None) is is_compared
    assert any("the smaller arm has 99 customers, 100 are needed" in one for one, _ in found.reasons) is not is_compared


def test_the_note_on_revenue_stands_only_where_revenue_is_compared():
    orders = bought([*range(20), *range(100, 300)])
    for held_out, count in ((99, 0), (100, 1)):
        card = score(inputs(campaign(assignment(held_out, 1000)), orders=orders))
        assert sum("99th percentile" in note for note, _ in card.notes) == count


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


def test_a_programme_without_holdout_counts_the_goal_after_a_contact_until_the_end_of_the_plan():
    facts = campaign(None, name="", share=None, goal_days=None, contacts=(5, 6, 7), days=(DAY, DAY + 5, DAY))
    orders = [(5, 30, 100), (6, 4, 100), (7, 31, 100), (8, 1, 100)]
    found = only(score(inputs(facts, orders=orders)))
    assert (found.contacted, found.attributed_customers, found.attributed_revenue) == (3, 1, 1.0)


def test_a_campaign_that_contacted_nobody_has_nobody_at_the_goal_after_a_contact():
    found = only(score(inputs(campaign(None, share=None), orders=bought(range(3)))))
    assert (found.contacted, found.attributed_customers, found.attributed_revenue) == (0, 0, 0.0)


def test_amounts_follow_the_smallest_unit_of_the_currency():
    given = inputs(campaign(assignment(100, 1000)), orders=bought([200]), currency="JPY")
    assert only(score(given)).measured.treated.revenue == 1000.0


def test_contacts_inside_the_judged_windows_are_counted_beside_all_contacts():
    split = assignment(100, 1000)
    split.first_day[300:] += 55
    facts = campaign(split, contacts=(200, 200, 200, 201, 400), days=(DAY, DAY + 13, DAY + 14, DAY + 2, DAY + 56))
    card = score(inputs(facts))
    assert (only(card).contacts, only(card).contacts_in_window) == (5, 3)
    note = say.CONTACTS_AGAIN_NOTE.fill("en", {"days": "14"})
    assert note in [english for english, _ in card.notes]


def test_a_campaign_that_contacts_inside_its_windows_only_has_no_note_on_later_waves():
    card = score(inputs(campaign(assignment(100, 1000), contacts=(200, 201), days=(DAY, DAY + 13))))
    assert not any("later waves" in note for note, _ in card.notes)


def test_the_programme_names_the_days_of_its_windows_and_is_not_said_to_have_equal_ones():
    split = assignment(100, 1000, "")
    split.first_day[500:] += 11
    card = score(inputs(campaign(split, name="", goal_days=None)))
    said = " ".join(note for note, _ in card.notes)
    assert "until the end of the plan (20 to 31 days, alike in both arms)" in said
    assert "equally long" not in said
    with_campaign = score(inputs(campaign(split, name="", goal_days=None), campaign(assignment(100, 1000))))
    assert any("equally long" in note for note, _ in with_campaign.notes)
