"""Sends that cost work and change nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from unit.planning.worlds_planning import Case, campaign, playbook, send, wave
from unit.planning_conflicts.small_conflicts import DAY, case, found, later, only, two

from clmplan.model.declared.policy import Cap, Policy
from clmplan.model.team.conflict import Weight


def test_sends_without_anybody_are_wasteful_and_say_why() -> None:
    one = case(two(), send("low", DAY), send("low", later(4)), suppressed=np.ones(12, dtype=np.bool_))
    told = only(one, "send-reaches-nobody")
    assert (Weight.WASTEFUL, DAY, 12, 2) == (told.weight, told.day, told.customers, len(told.sends))
    assert told.said.message("en").endswith("12 customers in the audience, most refused by `on the suppression list`")
    holds = {name: np.zeros_like(held) for name, held in one.memberships.holds.items()}
    empty = replace(one, memberships=replace(one.memberships, holds=holds))
    assert only(empty, "send-reaches-nobody").said.message("en").endswith("nobody is in the audience")


def test_a_step_of_a_journey_that_nobody_comes_to_is_no_send_and_no_waste() -> None:
    one = case(two(), replace(send("low", DAY), step="2"))
    holds = {name: np.zeros_like(held) for name, held in one.memberships.holds.items()}
    empty = replace(one, memberships=replace(one.memberships, holds=holds))
    assert "send-reaches-nobody" not in [each.kind for each in found(empty)]


def test_the_wave_that_a_campaign_has_without_naming_it_is_not_named() -> None:
    for name, english, chinese in (
        ("main", "1 send of `low`, on", "`low` 有 1 次发送没有触达任何人"),
        ("late", "1 send of `late` of `low`, on", "`low` 的 `late` 有 1 次发送没有触达任何人"),
    ):
        sent = replace(send("low", DAY), wave=name)
        told = only(case(two(waves=(wave(name),)), sent, suppressed=np.ones(12, dtype=np.bool_)), "send-reaches-nobody")
        assert english in told.said.message("en") and told.said.message("zh").startswith(chinese)


def test_days_of_a_triggered_wave_are_judged_together() -> None:
    declared = playbook(campaigns=(campaign("low", again_after=0, waves=(wave(),)),))
    first = send("low", DAY, is_triggered=True, occurrence=DAY)
    second = send("low", later(1), is_triggered=True, occurrence=later(1))
    assert () == found(case(declared, first, second)), "the second reaches nobody, but the wave does"


def capped(contacted: int, of: int) -> Case:
    """A campaign after another one that leaves so many customers to it."""
    declared = replace(two(), policy=Policy(caps=(Cap(1, 7),)))
    one = case(declared, send("high", DAY), send("low", later(2)), customers=of)
    high = one.memberships.holds["campaign:high"].copy()
    high[:, :contacted] = False
    return replace(one, memberships=replace(one.memberships, holds={**one.memberships.holds, "campaign:high": high}))


def test_a_send_that_loses_more_than_nine_tenths_to_the_policy_is_wasteful() -> None:
    told = only(capped(2, 30), "send-mostly-capped")
    assert (Weight.WASTEFUL, later(2), 28) == (told.weight, told.day, told.customers)
    assert "most by `at most 1 contacts per 7d`" in told.said.message("en")


@pytest.mark.parametrize(("contacted", "of"), [(3, 30), (1, 9)])
def test_nine_tenths_are_not_more_and_few_customers_say_nothing(contacted: int, of: int) -> None:
    assert "send-mostly-capped" not in [one.kind for one in found(capped(contacted, of))]


def test_the_same_words_on_one_channel_and_day_are_wasteful() -> None:
    sends = (send("high", DAY, "email"), send("low", DAY, "email"), send("low", later(1)))
    told = only(case(two(), *sends), "said-twice")
    assert (Weight.WASTEFUL, DAY, 12, {sends[0].id, sends[1].id}) == (
        told.weight,
        told.day,
        told.customers,
        set(told.sends),
    )
    assert "`hello` goes out more than once on one day on `email` (`high`, `low`)" in told.said.message("en")


def test_a_campaign_that_always_comes_second_is_covered() -> None:
    sends = (
        send("high", DAY, message="a"),
        send("low", DAY),
        send("high", later(3), message="a"),
        send("low", later(3)),
    )
    told = only(case(two(), *sends), "campaign-covered")
    assert (Weight.WASTEFUL, DAY, 12, (sends[1].id, sends[3].id)) == (told.weight, told.day, told.customers, told.sends)
    alone = (*sends, send("low", later(6)))
    assert "campaign-covered" not in [one.kind for one in found(case(two(), *alone))]


def test_an_equal_priority_covers_nobody() -> None:
    sends = (send("high", DAY, message="a"), send("low", DAY))
    assert "campaign-covered" not in [one.kind for one in found(case(two(priority=9), *sends))]
