"""What teams report beside what was planned: compared only with the same sends, never called an effect."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from clmplan.evaluation.fulfilment import about_fulfilment, fulfilment, with_fulfilment
from clmplan.model.saved import SavedCampaign, SavedLimit, SavedPlan, SavedSend
from clmplan.model.scorecard import Score, Scorecard, Verdict
from clmplan.model.team.actual import Actual, Entry, Reported, Status
from clmplan.model.team.fulfilment import Fulfilled, Fulfilment, Pair, Spent
from clmplan.workspace.documents import from_json, to_json

DAY = date(2026, 11, 1)
SENDS = tuple(
    SavedSend(f"{campaign}{number}", campaign, wave, channel, DAY + timedelta(days=number), 100, 250)
    for campaign, wave, channel, number in (
        ("news", "first", "email", 0), ("news", "first", "email", 1), ("news", "last", "sms", 2),
        ("vip", "main", "sms", 40),
    )
)  # fmt: skip
PLAN = SavedPlan(
    id="0" * 16,
    project="shop",
    as_of=DAY,
    horizon_end=date(2027, 1, 1),
    currency="GBP",
    cost=10.0,
    programme_share=None,
    programme_goal=None,
    campaigns=tuple(SavedCampaign(name, None, None, None, 5.0) for name in ("news", "vip")),
    playbook="winter",
    sends=SENDS,
    limits=(
        SavedLimit(None, None, 20.0, 10.0),
        SavedLimit("sms", None, 9.0, 5.0),
        SavedLimit(None, "2026-11", 8.0, 7.5),
    ),
)


def actual(name: str, kind: str = "send", campaign: str = "news", playbook: str = "winter", **said: object) -> Actual:
    entry = Entry(name, "shop", playbook, kind, name, campaign, "w", "email", DAY, (DAY,), 0, 0, "0" * 16)
    return Actual(entry, Reported(**said), ("a.csv",))


def found(*actuals: Actual) -> Fulfilment:
    made = fulfilment(PLAN, actuals)
    assert made is not None
    return made


def score(campaign: str, cost: float) -> Score:
    return Score(campaign, 1, 1, 0, None, None, cost, 0, Verdict.NOT_MEASURED, None, ())


CARD = Scorecard("0" * 16, "GBP", "2026-12-01", 0, 0, (), (score("", 10.0), score("news", 7.5), score("vip", 2.5)), ())


def test_a_plan_about_which_nothing_was_reported_has_no_part():
    assert fulfilment(PLAN, []) is None
    assert fulfilment(PLAN, [actual("news0", playbook="summer", reach=5), actual("gone", reach=5)]) is None
    assert with_fulfilment(CARD, None) is CARD


def test_only_the_same_sends_are_compared():
    made = found(actual("news0", reach=90, cost=200), actual("news1", orders=3), actual("news2", reach=80))
    assert made.of("news") == Fulfilled(
        "campaign", "news", "", 3, 3, 0, 0, Pair(300, 2, 200, 170), Pair(7.5, 1, 2.5, 2.0), 3, False
    )
    assert made.of("vip") == Fulfilled(
        "campaign", "vip", "", 1, 0, 0, 0, Pair(100, 0, 0, 0), Pair(2.5, 0, 0, 0), None, False
    )
    assert [(one.group, one.campaign, one.name) for one in made.lines] == [
        ("all", "", ""), ("campaign", "news", ""), ("campaign", "vip", ""), ("wave", "news", "first"),
        ("wave", "news", "last"), ("wave", "vip", "main"), ("channel", "", "email"), ("channel", "", "sms"),
    ]  # fmt: skip


def test_campaigns_stand_in_the_order_of_the_playbook_and_not_of_the_calendar():
    plan = replace(PLAN, campaigns=tuple(reversed(PLAN.campaigns)))
    made = fulfilment(plan, [actual("news0", reach=90)])
    assert made is not None
    assert [(one.group, one.campaign, one.name) for one in made.lines][:6] == [
        ("all", "", ""), ("campaign", "vip", ""), ("campaign", "news", ""), ("wave", "vip", "main"),
        ("wave", "news", "first"), ("wave", "news", "last"),
    ]  # fmt: skip


def test_work_on_tasks_is_counted_beside_the_sends():
    said = [actual("t", "task", status=Status.FINISHED, cost=100), actual("u", "task", status=Status.IN_REVIEW)]
    made = found(*said, actual("v", "task", campaign="vip", note="soon"))
    told = [made.of(name) for name in ("", "news")]
    counts = [(one.tasks, one.tasks_reported, one.tasks_finished) for one in told if one is not None]
    assert counts == [(1.0, 3, 1), (1.0, 2, 1)]


def test_every_grouping_adds_up_to_all():
    made = found(*(actual(send.id, reach=number, cost=number * 7, orders=2) for number, send in enumerate(SENDS)))
    total = made.of("")
    assert total is not None
    for group in ("campaign", "wave", "channel"):
        lines = [one for one in made.lines if one.group == group]
        assert sum(one.sends for one in lines) == total.sends
        assert sum(one.contacts.reported for one in lines) == total.contacts.reported
        assert round(sum(one.cost.reported for one in lines), 2) == total.cost.reported
        assert sum(one.orders or 0 for one in lines) == total.orders


def test_spending_stands_beside_the_limits_of_the_budget():
    made = found(actual("news0", cost=100), actual("news2", cost=300), actual("vip40", cost=500))
    assert made.limits == (
        Spent(None, None, 20.0, 10.0, 9.0, 4, 3),
        Spent("sms", None, 9.0, 5.0, 8.0, 2, 2),
        Spent(None, "2026-11", 8.0, 7.5, 4.0, 3, 2),
    )


def test_a_cost_is_the_reported_one_only_when_every_send_has_one_or_was_cancelled():
    some = [actual("news0", cost=100), actual("news1", cost=200)]
    assert [one.cost for one in with_fulfilment(CARD, found(*some)).scores] == [10.0, 7.5, 2.5]
    whole = [*some, actual("news2", status=Status.CANCELLED), actual("t", "task", cost=1000)]
    card = with_fulfilment(CARD, found(*whole))
    assert [(one.cost, one.cost_is_reported) for one in card.scores] == [(10.0, False), (13.0, True), (2.5, False)]
    all_of_it = with_fulfilment(CARD, found(*whole, actual("vip40", cost=5)))
    assert [one.cost for one in all_of_it.scores] == [13.05, 13.0, 0.05]


def test_a_campaign_whose_sends_were_all_cancelled_keeps_its_planned_cost():
    made = found(actual("vip40", campaign="vip", status=Status.CANCELLED))
    vip = made.of("vip")
    assert vip is not None
    assert (vip.cancelled, vip.cost_is_reported) == (1, False)


def test_a_send_that_reaches_nobody_needs_no_cost():
    plan = replace(PLAN, sends=(*SENDS[:3], replace(SENDS[3], contacts=0)))
    made = fulfilment(plan, [actual(f"news{number}", cost=1) for number in range(3)])
    assert made is not None
    assert [one.cost_is_reported for one in made.lines if one.group in ("all", "campaign")] == [True, True, False]


def test_sends_that_were_not_sent_are_told_and_stay_in_the_comparison():
    made = found(
        actual("news0", status=Status.CANCELLED), actual("news2", status=Status.CANCELLED), actual("news1", reach=1)
    )
    assert made.cancelled == ("news0", "news2")
    (said,) = about_fulfilment(PLAN, made)
    assert said.code.id == "CLM833"
    assert said.message("en") == (
        "2 of 3 sends of `news` were planned and, as reported, not sent: 2026-11-01, 2026-11-03"
    )
    assert about_fulfilment(PLAN, None) == ()


def test_reported_orders_are_said_to_show_no_effect():
    with_orders = with_fulfilment(CARD, found(actual("news0", orders=5)))
    without = with_fulfilment(CARD, found(actual("news0", reach=5)))
    assert any("only a holdout does" in note for note, _ in with_orders.notes)
    assert not any("only a holdout does" in note for note, _ in without.notes)
    assert [one.measured for one in with_orders.scores] == [None] * 3


def test_a_scorecard_with_reports_is_the_same_after_it_was_a_document():
    card = with_fulfilment(CARD, found(actual("news0", reach=5, cost=100), actual("news2", status=Status.CANCELLED)))
    text = to_json(card, "clmplan.evaluation/1", card.plan)
    assert card == from_json(text.encode(), "clmplan.evaluation/1", card.plan, Scorecard)


def test_reports_about_sends_of_another_plan_are_counted_and_left_out():
    made = found(actual("news0", reach=5), actual("news9", reach=7))
    total = made.of("")
    assert total is not None
    assert (made.elsewhere, total.contacts.reported) == (1, 5)
    assert any("another plan of this playbook holds" in note for note, _ in with_fulfilment(CARD, made).notes)
