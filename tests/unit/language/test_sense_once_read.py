"""What is worked out once for all that is written the same is still said everywhere, and nothing late is missed."""

from __future__ import annotations

from tests.unit.language.judging import HEAD, alone


def campaigns(count: int, who: str = "everyone") -> str:
    """Campaigns for the same audience, a day apart, all with the same texts."""
    days = (f"2026-11-{1 + number % 28:02}" for number in range(count))
    return "".join(
        f'campaign c{number} {{\n  for {who}\n  goal: orders within 14d\n  on {day}\n  send email "News"\n}}\n'
        for number, day in enumerate(days)
    )


def said(text: str, code: str) -> list[int]:
    """The lines in which a code is found."""
    return [one.place.line for one in alone(text) if one.code.id == code and one.place is not None]


def test_each_of_several_conditions_written_the_same_is_said_to_be_never_true() -> None:
    text = HEAD + campaigns(3, "count(orders) > 2 and count(orders) < 1")
    audiences = [number for number, line in enumerate(text.split("\n"), 1) if line.startswith("  for ")]
    assert said(text, "CLM430") == audiences


def test_a_segment_that_nothing_uses_is_found_among_many_that_are_used() -> None:
    used = [f"segment s{number} = age > {number}\n" for number in range(200)]
    users = "".join(campaigns(1, f"s{number}").replace("c0", f"c{number}") for number in range(200))
    text = HEAD + "".join(used) + users
    assert not said(text, "CLM402")
    late = f"{text}segment nobody_asks = age > 500\n"
    assert said(late, "CLM402") == [late.count("\n")]


def test_a_name_that_is_first_used_at_the_very_end_counts_as_used() -> None:
    text = HEAD + "segment late = age > 50\n" + campaigns(300)
    assert said(text, "CLM402") == [3]
    assert not said(text + campaigns(1, "late").replace("c0", "last"), "CLM402")


def test_campaigns_of_one_priority_with_the_same_two_audiences_are_each_paired() -> None:
    policy = "policy calm {\n  at most 1 contacts per 7d\n}\n"
    same_day = campaigns(1).replace("c0", "a") + campaigns(1).replace("c0", "b") + campaigns(1).replace("c0", "c")
    assert len(said(HEAD + policy + same_day, "CLM454")) == 2
