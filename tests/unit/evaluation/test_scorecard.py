"""The scorecard: what may be said, and what may not."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest
from evaluation_inputs import DAY, assignment, bought, campaign, inputs, only

from clmplan.codes import evaluate as say
from clmplan.evaluation.scorecard import findings, score
from clmplan.evaluation.verdicts import probability
from clmplan.model.scorecard import Arm, Verdict

FORBIDDEN = ("lift", "uplift", "incremental", "roi")


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


def test_fewer_than_ten_in_an_arm_are_too_few_and_name_no_percentage():
    found = only(score(inputs(campaign(assignment(100, 1000)), orders=bought([*range(9), *range(100, 500)]))))
    assert found.verdict is Verdict.TOO_FEW
    assert (found.measured.treated.reached, found.measured.held_out.reached) == (400, 9)
    assert not any(
        value for name, value in asdict(found.measured).items() if name not in ("treated", "held_out", "split_p")
    )
    assert [reason for reason, _ in found.reasons] == [
        "400 treated and 9 held-out customers reached the goal; a judgement needs 10 in each arm",
        say.NO_USE_WAITING.en,
    ]


def test_fewer_than_ten_in_an_arm_are_too_early_while_a_window_is_open():
    split = assignment(100, 1000)
    split.first_day[999] += 55
    found = only(score(inputs(campaign(split), orders=bought([*range(9), *range(100, 500)]))))
    assert (found.verdict, found.open_windows) == (Verdict.TOO_EARLY, 1)
    assert (say.NO_USE_WAITING.en, say.NO_USE_WAITING.zh) not in found.reasons


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


@pytest.mark.parametrize(
    "changes", [{"goal_event": None, "goal_days": None}, {"goal_days": None}, {"goal_event": "visit"}]
)
@pytest.mark.parametrize("share", [None, "0.1"])
def test_where_the_goal_is_unknown_or_not_observed_nobody_is_said_to_have_missed_it(share, changes):
    split = None if share is None else assignment(100, 1000)
    facts = campaign(split, share=share, contacts=(200, 200, 201), days=(DAY,) * 3, **changes)
    found = only(score(inputs(facts, orders=bought([200]))))
    assert (found.contacted, found.attributed_customers, found.attributed_revenue) == (2, None, None)


def test_a_programme_without_holdout_and_goal_counts_whom_it_contacted_and_nothing_else():
    facts = campaign(None, name="", share=None, goal_event=None, goal_days=None, contacts=(1, 2), days=(DAY, DAY))
    found = only(score(inputs(facts, orders=bought(range(3)))))
    assert (found.contacted, found.attributed_customers, found.attributed_revenue) == (2, None, None)
    assert found.reasons == ((say.NO_HOLDOUT.en, say.NO_HOLDOUT.zh),)


def test_a_programme_without_holdout_but_with_a_goal_nobody_observed_says_both():
    facts = campaign(None, name="", share=None, goal_event="visit", goal_days=None, contacts=(1,), days=(DAY,))
    found = only(score(inputs(facts)))
    assert found.attributed_customers is None
    assert [reason for reason, _ in found.reasons] == [
        say.NO_HOLDOUT.en,
        say.NOT_OBSERVED.fill("en", {"event": "visit"}),
    ]


def test_outcomes_that_do_not_cover_the_goal_are_not_taken_for_no_goal_reached():
    given = inputs(campaign(assignment(100, 1000), goal_event="visit"))
    found = only(score(given))
    assert found.verdict is Verdict.NOT_MEASURED
    assert "`visit`" in found.reasons[0][0]
    assert [one.code for one in found_in(given)] == [say.GOAL_NOT_OBSERVED]


def test_outcomes_that_cover_the_goal_and_hold_none_are_zero():
    assert only(score(inputs(campaign(assignment(100, 1000))))).measured.treated == Arm(900, 0, 0.0)


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
    assert among.scores[0].verdict is Verdict.TOO_FEW


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


def test_contacted_holdout_customers_are_counted_and_reported():
    facts = campaign(assignment(100, 1000), contacts=(3, 3, 4, 500), days=(DAY,) * 4)
    given = inputs(facts)
    assert "2.0 %" in only(score(given)).reasons[-1][0]
    assert any("contacted all the same: 2 of 100" in note for note, _ in score(given).notes)
    assert [one.code for one in found_in(given)] == [say.HOLDOUT_CONTACTED]


def test_the_accounting_of_rows_is_handed_through_and_no_note_repeats_it():
    card = score(inputs(campaign(None, share=None), rows=10, used=7, set_aside=(("unknown-customer", 3),)))
    assert (card.rows, card.used, card.set_aside) == (10, 7, (("unknown-customer", 3),))
    assert not any("unknown-customer" in note or "rows" in note for note, _ in card.notes)


@pytest.mark.parametrize(
    ("held_out", "customers", "reason"),
    [(0, 3, say.NOBODY_HELD_OUT), (1, 1, say.EVERYBODY_HELD_OUT), (0, 0, say.NOBODY_ELIGIBLE)],
)
def test_a_split_with_one_arm_will_never_be_decided_and_says_so(held_out, customers, reason):
    split = assignment(held_out, customers)
    found = only(score(inputs(campaign(split, share="0.5"), customers=3, orders=bought(range(3)))))
    assert (found.verdict, found.reasons) == (Verdict.NOT_DECIDED, ((reason.en, reason.zh),))
    assert found.measured.conversion_difference is None


def test_a_split_with_one_arm_is_no_comparison_to_adjust_for():
    orders = bought([*range(10), *range(100, 270)])
    facts, alone = campaign(assignment(100, 1000)), campaign(assignment(0, 3, "few"), name="few")
    one, two = score(inputs(facts, orders=orders)), score(inputs(facts, alone, orders=orders))
    assert two.scores[0].measured.adjusted_p == one.scores[0].measured.adjusted_p


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "= 1"), (0.99996, "= 1"), (0.05, "= 0.0500"), (0.0001, "= 0.0001"), (0.00009, "< 0.0001")]
)
def test_a_p_value_is_written_as_people_read_it(value, text):
    assert probability(value) == text


def test_every_sentence_is_filled_in_both_languages():
    facts = campaign(assignment(100, 1000), contacts=(3,), days=(DAY,))
    for english, chinese in only(score(inputs(facts, orders=bought(range(500))))).reasons:
        assert "{" not in english + chinese and english != chinese
