"""Calendars of single owners and channels: whose they are, what their files are called."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from calendar_readers import by_ical_js, by_icalendar, by_vobject, missing_ical_js
from hypothesis import given
from hypothesis import strategies as st
from sample_plan import first_edition

from clmplan.exporters.edition import edition
from clmplan.exporters.ics import calendar_ics
from clmplan.exporters.parts import parts, slug, whose
from clmplan.model.plan import Plan


def owned(plan: Plan, owners: tuple[str | None, ...]) -> Plan:
    """The plan whose campaigns have these owners in turn, without tasks."""
    campaigns = tuple(
        replace(one, owner=owners[number % len(owners)]) for number, one in enumerate(plan.playbook.campaigns)
    )
    playbook = replace(plan.playbook, campaigns=campaigns)
    return replace(plan, playbook=playbook, calendar=replace(plan.calendar, tasks=()))


def test_the_parts_hold_together_what_the_whole_holds(plan: Plan) -> None:
    whole = first_edition(owned(plan, ("Anna", "Bob", "李 雷")))
    files = parts(whole, "owner")
    assert [name.rpartition("-")[0] for name in files] == ["calendar-owner"] * 3
    assert {"calendar-owner-anna.ics", "calendar-owner-bob.ics"} < set(files)
    assert ["Anna", "Bob", "李 雷"] == sorted(whose(whole, "owner").values())
    assert set(files) == set(whose(whole, "owner"))
    together = [one for content in files.values() for one in by_icalendar(content)]
    assert sorted(map(repr, together)) == sorted(map(repr, by_icalendar(calendar_ics(whole))))


def test_entries_without_an_owner_are_in_no_part_and_work_is_with_who_does_it(plan: Plan) -> None:
    some = owned(plan, ("Anna", None))
    task = replace(plan.calendar.tasks[0], owner="Studio")
    files = parts(first_edition(replace(some, calendar=replace(some.calendar, tasks=(task,)))), "owner")
    assert list(files) == ["calendar-owner-anna.ics", "calendar-owner-studio.ics"]
    assert len(by_icalendar(files["calendar-owner-studio.ics"])) == 1
    assert b"X-WR-CALNAME:Autumn plan 2011 \xc2\xb7 Studio\r\n" in files["calendar-owner-studio.ics"]


def test_every_channel_has_a_calendar_of_its_sends(plan: Plan) -> None:
    whole = first_edition(plan)
    files = parts(whole, "channel")
    assert sum(len(by_icalendar(one)) for one in files.values()) == sum(one.send is not None for one in whole.lines)
    assert "calendar-channel-email.ics" in files


def test_names_that_differ_in_capitals_or_spaces_share_a_calendar(plan: Plan) -> None:
    files = parts(first_edition(owned(plan, ("anna b", "Anna  B", "ANNA B", "Anna\u00a0B"))), "owner")
    assert list(files) == ["calendar-owner-anna-b.ics"]


def test_what_has_gone_to_another_owner_is_cancelled_in_the_file_of_the_one_before_until_its_day(plan: Plan) -> None:
    first = first_edition(owned(plan, ("Anna",)))
    kept = parts(first, "owner")
    renamed = edition(owned(plan, ("Bob",)), first.ledger)
    again = edition(owned(plan, ("Bob",)), renamed.ledger)
    for one in (renamed, again):
        files = parts(one, "owner", kept)
        assert list(files) == ["calendar-owner-anna.ics", "calendar-owner-bob.ics"]
        assert list(parts(one, "owner")) == ["calendar-owner-bob.ics"]
        anna, bob = map(by_icalendar, files.values())
        assert {"CANCELLED"} == {each.status for each in anna}
        assert {each.uid: each.sequence for each in anna} == {each.uid: each.sequence for each in bob}
        assert "CANCELLED" not in {each.status for each in bob}
        assert "· Anna\r\n".encode() in files["calendar-owner-anna.ics"]
        assert {"Anna", "Bob"} == set(whose(one, "owner").values())
    over = edition(replace(owned(plan, ("Bob",)), as_of=plan.horizon.last), again.ledger)
    left = by_icalendar(parts(over, "owner", kept)["calendar-owner-anna.ics"])
    assert all(each.status == "CANCELLED" for each in left) and len(left) < len(anna)


def test_what_comes_back_to_its_owner_is_cancelled_there_no_longer(plan: Plan) -> None:
    first = first_edition(owned(plan, ("Anna",)))
    away = edition(owned(plan, ("Bob",)), first.ledger)
    back = edition(owned(plan, ("Anna",)), away.ledger)
    files = parts(back, "owner", ("calendar-owner-anna.ics", "calendar-owner-bob.ics"))
    anna, bob = map(by_icalendar, files.values())
    assert {2} == {each.sequence for each in (*anna, *bob)}
    assert ({"CANCELLED"}, False) == ({each.status for each in bob}, "CANCELLED" in {each.status for each in anna})


def test_a_channel_that_takes_over_from_another_leaves_it_cancelled(plan: Plan) -> None:
    first = first_edition(owned(plan, ("Anna",)))
    channels = tuple(replace(one, title=f"The {one.title}") for one in plan.playbook.channels)
    other = replace(owned(plan, ("Anna",)), playbook=replace(owned(plan, ("Anna",)).playbook, channels=channels))
    kept = tuple(parts(first, "channel"))
    files = parts(edition(other, first.ledger), "channel", kept)
    assert {"CANCELLED"} == {each.status for file in kept for each in by_icalendar(files[file])}
    assert set(kept) < set(files)


def test_a_calendar_of_nobody_known_is_empty_and_whole(plan: Plan) -> None:
    files = parts(first_edition(owned(plan, ("Bob",))), "owner", ("calendar-owner-anna.ics",))
    assert list(files) == ["calendar-owner-anna.ics", "calendar-owner-bob.ics"]
    empty = files["calendar-owner-anna.ics"]
    assert by_icalendar(empty) == by_vobject(empty) == []
    if not missing_ical_js():
        assert by_ical_js(empty) == []
    assert empty.count(b"BEGIN:VTIMEZONE") == 1


def test_what_a_campaign_cancelled_stays_with_its_owner(plan: Plan) -> None:
    first = first_edition(owned(plan, ("Anna",)))
    gone = edition(replace(plan, sends=(), calendar=replace(plan.calendar, sends=(), tasks=())), first.ledger)
    seen = by_icalendar(parts(gone, "owner")["calendar-owner-anna.ics"])
    assert {one.status for one in seen} == {"CANCELLED"}


HOSTILE = (
    "../../etc/passwd",
    "a/b\\c:d",
    "..",
    "CON",
    "-",
    "\u202egnp",
    "é",
    "e",
    "李雷",
    "李 雷",
    "a" * 500,
    "x\ny",
    "\x00",
    "a-b",
)


def test_hostile_names_stay_in_the_folder_and_apart(plan: Plan) -> None:
    # The sample has nine campaigns, so the names take turns.
    for first in range(0, len(HOSTILE), 7):
        some = HOSTILE[first : first + 7]
        files = parts(first_edition(owned(plan, some)), "owner")
        assert len(files) == len([one for one in some if one.strip("\x00")])
        for name in files:
            assert name.isascii()
            assert (PurePosixPath(name).name, len(name) < 80) == (name, True)


@given(st.text(max_size=60))
def test_a_slug_is_plain_ascii_and_the_same_each_time(name: str) -> None:
    made = slug(name)
    assert made == slug(name)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert 0 < len(made) <= 51 or name == ""


@given(
    st.lists(
        st.text("ab-1 é李", max_size=6).map(lambda one: " ".join(one.split())).filter(bool), unique=True, max_size=30
    )
)
def test_no_two_names_share_a_slug(names: list[str]) -> None:
    assert len({slug(name) for name in names}) == len(names)


@pytest.mark.parametrize(("name", "expected"), [("anna", "anna"), ("anna b", "anna-b"), ("team 2", "team-2")])
def test_a_plain_name_is_its_own_slug(name: str, expected: str) -> None:
    assert expected == slug(name)


def test_a_name_made_to_look_like_another_ones_slug_does_not_take_its_file() -> None:
    taken = slug("é")
    assert slug(taken.replace("-", " ")) != taken
