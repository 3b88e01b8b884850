"""Messages that are still poor: what is said, and what would be better; whoever mends one takes it off this list."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.spec.chapters import load

_SHOWN = 72


@dataclass(frozen=True)
class Poor:
    """A text, the project it is read in, what its messages should do, and how they begin today."""

    text: str
    project: str
    wanted: str
    said: tuple[str, ...]


POOR = (
    Poor(
        "segment a: points > 3",
        "gbp",
        "say that `=` belongs in place of `:`, once",
        (
            "CLM207 NAME is missing | write: `segment NAME = CONDITION`",
            "CLM201 `a` does not open a declaration | there are `playbook`, `metric`,",
        ),
    ),
    Poor(
        "segment a = email_ok = true",
        "gbp",
        "propose `email_ok is yes`",
        ("CLM202 there is no field, metric or segment `true` | there are `country`",),
    ),
    Poor(
        "policy contact { at most 3 contacts per 7d (for vip }",
        "gbp",
        "say that the bracket is not closed",
        ("CLM104 `vip` cannot stand here, after `for` | what fits here: `)`",),
    ),
    Poor(
        "campaign a { for everyone; on tuesday every 2 weeks; send email }",
        "gbp",
        "show the form that begins with `on every`",
        ("CLM202 there is no named day or date of the customer `tuesday` | perhaps",),
    ),
    Poor(
        "campaign a { for everyone\n every 2 weeks on tuesday\n send email }",
        "gbp",
        "propose `on every 2 weeks`",
        (
            "CLM207 nothing more belongs here | write: `for CONDITION`",
            "CLM213 the wave `main` has no schedule | add `on …`",
        ),
    ),
    Poor(
        "campaign a { for everyone\n send email on 2026-11-01 }",
        "gbp",
        "say that the day comes first, in a line of its own",
        (
            'CLM207 "TEXT" is expected here | write: `send CHANNEL "TEXT" [with OFFER',
            "CLM213 the wave `main` has no schedule | add `on …`",
        ),
    ),
    Poor(
        "segment a = points is between 3 and 5",
        "gbp",
        "propose to leave out `is`",
        ("CLM104 `between` cannot stand here, after `is` | what fits here: a name,",),
    ),
    Poor(
        "segment a = points more than 3",
        "gbp",
        "propose `points > 3`",
        ("CLM207 one expression is expected after `=` | write: `segment NAME = CON",),
    ),
    Poor(
        "segment a = count(orders last 90d) > 3",
        "gbp",
        "propose `within last 90d`",
        ("CLM306 `count` cannot be followed by `last` | write for example `count(o",),
    ),
    Poor(
        "offer a { discount: 10%; cost: £1 when redeemed }",
        "gbp",
        "propose `10% off`",
        ("CLM207 DISCOUNT is expected here | write: `DISCOUNT`",),
    ),
    Poor(
        "channel c { cost: £1; capacity: 5k per day }",
        "gbp",
        "propose `5000`",
        ("CLM207 `per` is expected here | write: `NUMBER per day`",),
    ),
    Poor(
        "policy contact { max 3 contacts per 7d }",
        "gbp",
        "propose `at most`",
        ("CLM204 a contact policy has no `max` | it has: `at most`, `at least`, `n",),
    ),
    Poor(
        "campaign a { to everyone; on 2026-11-01; send email }",
        "gbp",
        "propose `for`, not `stop`",
        ("CLM204 a campaign has no `to` | perhaps `stop` is meant",),
    ),
    Poor(
        "campaign a { for everyone; on 11 November; send email }",
        "gbp",
        "propose `2026-11-11`",
        ("CLM207 DATES is expected here | write: `on DATES [at TIME] [customer tim",),
    ),
    Poor(
        "campaign a { for everyone; on 2026-11-01 10am; send email }",
        "gbp",
        "propose `at 10:00`, with `at`",
        ("CLM122 `10am` is not how a time is written | write `10:00`",),
    ),
    Poor(
        "campaign a { for everyone; on 2026-11-01; send email with offer comeback }",
        "gbp",
        "propose to leave out `offer`",
        ('CLM207 OFFER is expected here | write: `send CHANNEL [with OFFER] [to "T',),
    ),
)


@pytest.mark.parametrize("poor", POOR, ids=[one.wanted for one in POOR])
def test_a_message_is_as_poor_as_the_list_says(poor: Poor) -> None:
    locale = "zh" if poor.project == "cny" else "en"
    found = load(poor.text, poor.project).diagnostics
    said = tuple(f"{one.code.id} {one.message(locale)} | {one.help(locale)}"[:_SHOWN] for one in found)
    assert poor.said == said, f"wanted: {poor.wanted}; when this is what is said now, take it off the list"


def test_every_entry_says_what_would_be_better() -> None:
    assert len({one.text for one in POOR}) == len(POOR)
    assert all(one.wanted and one.said for one in POOR)
