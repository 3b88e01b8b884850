"""Each kind of conflict on a small plan: its weight, its days, its people, its sends, its sentence, its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from decimal import Decimal

import numpy as np
from unit.planning.worlds_planning import (
    SOURCE,
    campaign,
    money,
    playbook,
    project,
    rate,
    send,
)
from unit.planning_conflicts.small_conflicts import DAY, PLACE, case, found, later, only, two

from clmplan.base.days import Window, day_number
from clmplan.base.diagnostics import Allowance
from clmplan.base.source import Span
from clmplan.codes.catalogue import all_codes
from clmplan.codes.conflicts import SAME_DAY
from clmplan.model.calendar import DroppedSend
from clmplan.model.declared.policy import Blackout, Gap, Policy
from clmplan.model.playbook import Channel, Holdout, Offer, Playbook
from clmplan.model.schedule import DayTable
from clmplan.model.team.conflict import Weight
from clmplan.planning.compile import plan_contacts, with_findings
from clmplan.planning.conflicts.ranked import apart


def offers(**changes: object) -> tuple[Offer, ...]:
    first = Offer("gift", "Gift", "¥5 off", money("5"), valid_days=5, **changes)  # type: ignore[arg-type]
    return first, Offer("coupon", "Coupon", "¥5 off", money("5"), valid_days=9)


def test_two_campaigns_on_one_day_count_the_customers_of_both_over_all_days() -> None:
    sends = [send(name, later(day), message=name, at=PLACE) for day in (0, 3) for name in ("high", "low")]
    one = only(case(two(), *sends), "same-day")
    assert (Weight.SOFT, DAY, 12, 4) == (one.weight, one.day, one.customers, len(one.sends))
    assert (
        "`low` reaches customers who hear of `high` on the same day: 12 customers, on 2 days from 2026-10-12 on"
        == one.said.message("en")
    )
    assert "`low` 触达的客户在同一天还收到 `high` 的触达：12 位客户，自 2026-10-12 起共 2 天" == one.said.message("zh")
    assert PLACE == one.said.place


def test_two_sends_of_one_campaign_on_one_day_are_told_too() -> None:
    sends = [send("low", DAY, number=number, message=str(number)) for number in (1, 2)]
    one = only(case(two(), *sends), "same-day")
    assert "`low` reaches customers who hear of `low` on the same day: 12 customers" in one.said.message("en")


def test_a_gap_leaves_nobody_who_is_contacted_twice_a_day() -> None:
    declared = replace(two(), policy=Policy(gaps=(Gap(1),)))
    kinds = [one.kind for one in found(case(declared, send("high", DAY, message="a"), send("low", DAY)))]
    assert "same-day" not in kinds


def test_an_offer_while_one_of_another_campaign_is_valid_is_soft() -> None:
    declared = replace(two(), offers=offers())
    sends = (send("high", DAY, offer="gift"), send("low", later(4), offer="coupon"))
    one = only(case(declared, *sends), "offers-together")
    assert (Weight.SOFT, later(4), 12, (sends[1].id,)) == (one.weight, one.day, one.customers, one.sends)
    assert "`coupon` of `low` goes out while `gift` of another campaign is still valid" in one.said.message("en")
    after = send("low", later(5), offer="coupon")
    assert () == found(case(declared, sends[0], after))


def test_the_same_offer_twice_is_called_that() -> None:
    declared = replace(two(), offers=offers())
    one = only(case(declared, send("high", DAY, offer="gift"), send("low", later(2), offer="gift")), "offers-together")
    assert "while the same offer of another campaign is still valid" in one.said.message("en")


def test_offers_that_exclude_each_other_are_hard_with_those_who_are_refused() -> None:
    declared = replace(two(), offers=offers(excludes=("coupon",)))
    sends = (send("high", DAY, offer="gift"), send("low", later(4), offer="coupon"))
    one = only(case(declared, *sends), "offers-clash")
    assert (Weight.HARD, later(4), 12, (sends[1].id,)) == (one.weight, one.day, one.customers, one.sends)
    assert [] == [other for other in found(case(declared, *sends)) if other.kind == "offers-planned-to-clash"]


def test_offers_that_only_miss_each_other_by_chance_are_soft() -> None:
    declared = replace(
        two(), offers=offers(excludes=("coupon",)), channels=(Channel("sms", "SMS", "owned", rate("0"), capacity=0),)
    )
    declared = replace(declared, channels=(*declared.channels, Channel("email", "E-mail", "owned", rate("0"))))
    sends = (send("high", DAY, offer="gift"), send("low", later(4), "email", offer="coupon"))
    one = only(case(declared, *sends), "offers-planned-to-clash")
    assert (Weight.SOFT, 12, (sends[1].id,)) == (one.weight, one.customers, one.sends)


def test_a_full_channel_is_hard_with_its_days_its_worst_day_and_whom_it_turns_away() -> None:
    line = Span(SOURCE, 30, 40)
    channel = Channel("sms", "SMS", "owned", rate("0"), capacity=5, at=PLACE, lines=(("capacity", line),))
    declared = replace(two(), channels=(channel,))
    sends = [send("high", DAY), send("high", later(1)), send("low", later(1), message="x")]
    one = only(case(declared, *sends), "channel-over-capacity")
    assert (Weight.HARD, DAY, line, 3) == (one.weight, one.day, one.said.place, len(one.sends))
    assert "turned away, on 2 days from 2026-10-12 on, most on 2026-10-13 with 19 (`high`, `low`)" in one.said.message(
        "en"
    )


def closed(**changes: object) -> Playbook:
    blackout = Blackout(Window(DAY, later(2)), "Stock {taking}", PLACE)
    return replace(two(), policy=Policy(blackouts=(blackout,), **changes))  # type: ignore[arg-type]


def test_a_send_that_a_blackout_drops_is_hard_with_whom_it_would_reach() -> None:
    one = case(closed(), send("low", later(5)))
    lost = (DroppedSend(send("low", DAY), "blackout:Stock {taking}", PLACE),)
    told = only(replace(one, calendar=replace(one.calendar, dropped=lost)), "send-on-closed-day")
    assert (Weight.HARD, DAY, 12, PLACE) == (told.weight, told.day, told.customers, told.said.place)
    assert "dropped by `Stock {taking}`: 1 send of `low`, on 2026-10-12; meant for 12 customers" == told.said.message(
        "en"
    )


def test_days_that_nobody_asked_about_are_said_to_be_unknown() -> None:
    one = case(closed(), send("low", later(5)))
    lost = tuple(DroppedSend(send("low", day), "blackout:x", PLACE) for day in (DAY, later(1)))
    calendar = replace(one.calendar, dropped=lost)
    days = np.array([day for day in one.memberships.days if day not in {day_number(DAY)}], dtype=np.int32)
    rows = np.isin(one.memberships.days, days)
    holds = {name: held[rows] for name, held in one.memberships.holds.items()}
    memberships = replace(one.memberships, days=days, holds=holds)
    told = only(replace(one, calendar=calendar, memberships=memberships), "send-on-closed-day")
    assert told.said.message("en").endswith("meant for 12 customers in 1 of 2 sends, unknown in the others")


def test_customers_whom_nobody_counted_are_unknown_and_not_none() -> None:
    one = case(closed(), send("low", later(5)))
    rows = one.memberships.days != day_number(DAY)
    holds = {name: held[rows] for name, held in one.memberships.holds.items()}
    memberships = replace(one.memberships, days=one.memberships.days[rows], holds=holds)
    calendar = replace(one.calendar, dropped=(DroppedSend(send("low", DAY), "blackout:x", PLACE),))
    told = only(replace(one, calendar=calendar, memberships=memberships), "send-on-closed-day")
    assert told.said.message("en").endswith("was not counted") and told.customers is None


def test_customers_own_days_on_closed_days_are_soft() -> None:
    one = case(closed(), send("low", later(5)))
    lost = (DroppedSend(replace(send("low", DAY), is_triggered=True), "blackout:x", PLACE),)
    assert (
        Weight.SOFT
        is only(replace(one, calendar=replace(one.calendar, dropped=lost)), "own-days-on-closed-days").weight
    )


def test_holidays_close_days_too() -> None:
    table = DayTable(playbook().horizon, (), frozenset({DAY}), frozenset())
    declared = replace(closed(), policy=Policy(avoid_holidays=True, holidays_at=PLACE), day_table=table)
    one = case(declared, send("low", later(5)))
    lost = (DroppedSend(send("low", DAY), "holiday", PLACE),)
    told = only(replace(one, calendar=replace(one.calendar, dropped=lost)), "send-on-closed-day")
    assert "dropped by `statutory holidays`" in told.said.message("en")


def test_a_send_that_waits_for_the_end_of_a_blackout_is_soft_with_those_who_wait() -> None:
    moved = send("low", later(2), planned_day=DAY)
    one = only(case(closed(), moved), "moved-off-closed-day")
    assert (Weight.SOFT, later(2), 12, (moved.id,)) == (one.weight, one.day, one.customers, one.sends)


def test_a_send_that_only_quiet_hours_move_is_no_conflict() -> None:
    moved = send("low", later(9), planned_day=later(8), time=time(9))
    assert () == found(case(closed(), moved))


def test_two_campaigns_with_one_key_keep_the_same_customers_out() -> None:
    share = Holdout(Decimal("0.5"), "one", PLACE)
    declared = playbook(
        campaigns=(campaign("a", holdout=share), campaign("b", holdout=replace(share, share=Decimal("0.25"))))
    )
    plan = plan_contacts(*case(declared, send("a", DAY), send("b", later(3)), customers=60).parts).value
    (one,) = [conflict for conflict in plan.plan.conflicts if conflict.kind == "shared-holdout"]
    ours, theirs = (set(arm.customer[arm.is_held_out].tolist()) for arm in plan.assignments)
    assert theirs < ours and (None, len(theirs)) == (one.day, one.customers)
    apart_keys = replace(declared, campaigns=(declared.campaigns[0], campaign("b", holdout=replace(share, key="two"))))
    assert () == found(case(apart_keys, send("a", DAY), send("b", later(3)), customers=60))


def test_a_campaign_with_the_key_of_the_programme_has_nobody_left_to_keep_out() -> None:
    share = Holdout(Decimal("0.25"), "one", PLACE)
    declared = replace(playbook(campaigns=(campaign("a", holdout=share),)), holdout=share)
    plan = plan_contacts(*case(declared, send("a", DAY), customers=60).parts).value
    (one,) = [conflict for conflict in plan.plan.conflicts if conflict.kind == "shared-holdout"]
    assert int(plan.assignments[0].is_held_out.sum()) == one.customers > 0
    assert not plan.assignments[1].is_held_out.any()
    assert "the programme, `a` draw their holdouts with the key `one`" in one.said.message("en")


def test_a_plan_of_one_send_has_no_conflicts() -> None:
    assert () == found(case(two(), send("low", DAY)))


def test_what_a_playbook_allows_is_no_conflict_and_no_sentence_of_one_is_a_finding() -> None:
    one = case(two(), send("high", DAY, message="a", at=PLACE), send("low", DAY, at=PLACE))
    made = plan_contacts(*one.parts)
    conflicts = made.value.plan.conflicts
    assert len(conflicts) == 2
    said = tuple(conflict.said for conflict in conflicts)
    allowed = replace(said[0], allowed=Allowance(SAME_DAY, "meant", PLACE, (PLACE,)))
    kept = with_findings(made.value, (*made.diagnostics, allowed, said[1]))
    assert conflicts[1:] == kept.value.plan.conflicts
    assert made.diagnostics == kept.diagnostics
    assert ((), conflicts) == apart(said, conflicts)


def test_every_kind_of_conflict_has_a_code_and_none_is_an_error() -> None:
    names = [code.name for code in all_codes() if 573 <= int(code.id[3:]) <= 589]
    assert 13 == len(names)
    assert not any(code.severity.value == "error" for code in all_codes() if code.name in names)


def test_the_language_of_the_plan_does_not_change_what_is_found() -> None:
    declared = replace(two(), offers=offers(excludes=("coupon",)))
    one = case(declared, send("high", DAY, offer="gift"), send("low", later(4), offer="coupon"))
    chinese = replace(one, project=project("zh"))
    assert [(each.kind, each.customers) for each in found(one)] == [
        (each.kind, each.customers) for each in found(chinese)
    ]
