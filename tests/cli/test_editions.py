"""The calendar as it is given out again and again: what changed is updated, what is gone is cancelled."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from command_line import edit, outputs, run
from edition_shop import compiled, differences, entries, ledger, shop_in, shown, without_calls


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return shop_in(tmp_path)


def test_a_first_calendar_starts_at_sequence_0_and_a_second_is_the_same_bytes(shop: Path) -> None:
    first = compiled(shop)
    written, kept = outputs(shop / "build"), ledger(shop)
    assert {(one.sequence, one.status) for one in first.values()} == {(0, "CONFIRMED")}
    again = run("compile", shop)
    assert (written, kept) == (outputs(shop / "build"), ledger(shop))
    assert "edition before" not in again.out


def test_a_moved_a_renamed_and_a_removed_send_are_two_updates_and_one_cancellation(shop: Path) -> None:
    first = compiled(shop)
    edit(shop / "shop.clm", "on 2026-11-10 at 10:00", "on 2026-11-12 at 09:00")
    edit(shop / "shop.clm", "campaign thanks {", "campaign gratitude {\n  id: thanks")
    without_calls(shop)
    done = run("compile", shop)
    second = entries(shop / "build" / "calendar.ics")
    assert shown(differences(first, second)) == [
        (0, 1, "CANCELLED", "calls"),
        (0, 1, "CONFIRMED", "gratitude"),
        (0, 1, "CONFIRMED", "news"),
    ]
    assert "calendar since the edition before: 1 moved, 1 changed, 1 cancelled" in done.out
    written = outputs(shop / "build")
    again = run("compile", shop)
    assert written == outputs(shop / "build")
    assert "1 moved, 1 changed, 1 cancelled" in again.out


def test_a_wave_that_keeps_its_id_is_updated_and_one_that_does_not_is_another(shop: Path) -> None:
    edit(
        shop / "shop.clm",
        '  on 2026-11-20\n  send email "Thanks"\n',
        '  wave early { on 2026-11-20; send email "Thanks" }\n',
    )
    first = compiled(shop)
    edit(shop / "shop.clm", "wave early {", "wave start { id: early;")
    kept = compiled(shop)
    assert shown(differences(first, kept)) in ([], [(0, 1, "CONFIRMED", "thanks")])
    edit(shop / "shop.clm", "wave start { id: early;", "wave other {")
    third = compiled(shop)
    assert len(third) == len(first) + 1
    assert ["CANCELLED"] == [one.status for one in third.values() if one.status != "CONFIRMED"]


def test_what_is_cancelled_comes_back_as_the_same_entry(shop: Path) -> None:
    first = compiled(shop)
    text = (shop / "shop.clm").read_text(encoding="utf-8")
    without_calls(shop)
    compiled(shop)
    (shop / "shop.clm").write_text(text, encoding="utf-8")
    assert shown(differences(first, compiled(shop))) == [(0, 2, "CONFIRMED", "calls")]


def test_what_is_over_stays_as_it_was_and_what_was_cancelled_goes_when_its_day_is_over(shop: Path) -> None:
    first = compiled(shop)
    without_calls(shop)
    compiled(shop)
    later = compiled(shop, "--as-of", "2026-12-01")
    over = {uid: one for uid, one in first.items() if "calls" not in one.title}
    assert {uid: one for uid, one in later.items() if one.status == "CONFIRMED"} == over
    assert [1] == [one.sequence for one in later.values() if one.status == "CANCELLED"]
    assert over == compiled(shop, "--as-of", "2026-12-02")


def test_counts_that_change_with_the_data_change_the_entry_and_its_day_of_change(shop: Path) -> None:
    first = compiled(shop)
    customers = shop / "data" / "customers.csv"
    customers.write_text(customers.read_text(encoding="utf-8").replace("K003,2026-01-05,yes", "K003,2026-01-05,no"))
    second = compiled(shop, "--as-of", "2026-11-03")
    changed = differences(first, second)
    assert {(new.sequence, new.status) for _, new in changed.values()} == {(1, "CONFIRMED")}
    assert {new.stamp for _, new in changed.values()} == {date(2026, 11, 3)}
    assert {new.start for _, new in changed.values()} == {old.start for old, _ in changed.values()}


def test_a_plan_as_of_an_earlier_day_cancels_nothing_that_a_later_one_gave_out(shop: Path) -> None:
    compiled(shop, "--as-of", "2026-11-09")
    text = (shop / "shop.clm").read_text(encoding="utf-8")
    without_calls(shop)
    done = run("compile", shop, "--as-of", "2026-11-03")
    assert "warning CLM760 `calendar.ics` keeps 1 entry that only the later plan as of 2026-11-09 knows of" in done.err
    assert "compile with `--as-of 2026-11-09` or later to cancel" in done.err
    assert {"CONFIRMED"} == {one.status for one in entries(shop / "build" / "calendar.ics").values()}
    written = outputs(shop / "build")
    run("compile", shop, "--as-of", "2026-11-03")
    assert written == outputs(shop / "build")
    later = run("compile", shop, "--as-of", "2026-11-09")
    assert "CLM760" not in later.err
    assert ["CONFIRMED", "CONFIRMED", "CANCELLED"] == [
        one.status
        for one in sorted(entries(shop / "build" / "calendar.ics").values(), key=lambda one: one.title[:1] == "c")
    ]
    (shop / "shop.clm").write_text(text, encoding="utf-8")
    assert {"CONFIRMED"} == {one.status for one in compiled(shop, "--as-of", "2026-11-09").values()}


def test_another_playbook_in_the_same_workspace_cancels_nothing(shop: Path) -> None:
    first = compiled(shop)
    project = (shop / "clmplan.yaml").read_text(encoding="utf-8")
    (shop / "other.yaml").write_text(project.replace("shop.clm", "other.clm"), encoding="utf-8")
    playbook = (shop / "shop.clm").read_text(encoding="utf-8").replace("playbook winter", "playbook spring")
    (shop / "other.clm").write_text(playbook[: playbook.index("campaign thanks")], encoding="utf-8")
    done = run("compile", shop / "other.yaml", "--out", shop / "other")
    assert done.status == 0, done.said
    assert {"CONFIRMED"} == {one.status for one in entries(shop / "other" / "calendar.ics").values()}
    assert first == compiled(shop)


def test_another_language_for_another_team_changes_no_sequence(shop: Path) -> None:
    first = compiled(shop)
    run("compile", shop, "--locale", "zh", "--out", shop / "zh")
    chinese = entries(shop / "zh" / "calendar.ics")
    assert {uid: one.sequence for uid, one in first.items()} == {uid: one.sequence for uid, one in chinese.items()}
    assert first == compiled(shop)


def test_a_fresh_workspace_starts_at_sequence_0(shop: Path) -> None:
    compiled(shop)
    edit(shop / "shop.clm", "on 2026-11-10 at 10:00", "on 2026-11-12 at 09:00")
    compiled(shop)
    shutil.rmtree(shop / ".clmplan")
    assert {0} == {one.sequence for one in compiled(shop).values()}
