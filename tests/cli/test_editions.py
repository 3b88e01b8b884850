"""The calendar as it is given out again and again: what changed is updated, what is gone is cancelled."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import icalendar
import pytest
from command_line import edit, outputs, run
from house.small_project import Small

from clmplan.cli.editions import Wish, give_out, next_issue
from clmplan.cli.session import make_plan, open_session
from clmplan.codes.workspace import WORKSPACE_BUSY

LATER = """campaign thanks {
  for stage = active
  objective: thanks
  owner: "Anna"
  on 2026-11-20
  send email "Thanks"
}
campaign calls {
  for stage = active
  objective: calls
  owner: "李 雷"
  on 2026-12-01 at 11:00
  send email "We call"
}
"""


@dataclass(frozen=True)
class Seen:
    """What a calendar program keeps of an entry."""

    sequence: int
    status: str
    title: str
    start: date
    stamp: date


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The small project with three campaigns."""
    small = Small()
    small.write(tmp_path)
    playbook = tmp_path / "shop.clm"
    playbook.write_text(playbook.read_text(encoding="utf-8") + LATER, encoding="utf-8")
    return tmp_path


def compiled(project: Path, *more: object) -> dict[str, Seen]:
    """Compile; the entries of the calendar by uid."""
    done = run("compile", project, *more)
    assert done.status == 0, done.said
    return entries(project / "build" / "calendar.ics")


def entries(file: Path) -> dict[str, Seen]:
    found = {}
    for event in icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT"):
        assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt
        assert str(event["UID"]) not in found
        start = event["DTSTART"].dt
        found[str(event["UID"])] = Seen(
            int(event["SEQUENCE"]), str(event["STATUS"]), str(event["SUMMARY"]), start, event["DTSTAMP"].dt.date()
        )
    return found


def differences(before: dict[str, Seen], after: dict[str, Seen]) -> dict[str, tuple[Seen, Seen]]:
    assert before.keys() == after.keys()
    return {uid: (one, after[uid]) for uid, one in before.items() if one != after[uid]}


def shown(changes: dict[str, tuple[Seen, Seen]]) -> list[tuple[int, int, str, str]]:
    """(sequence before, sequence now, status now, campaign) of what differs, sorted."""
    return sorted((old.sequence, new.sequence, new.status, new.title.split(" ·")[0]) for old, new in changes.values())


def without_calls(project: Path) -> None:
    """Remove the last campaign of the playbook."""
    playbook = project / "shop.clm"
    text = playbook.read_text(encoding="utf-8")
    playbook.write_text(text[: text.index("campaign calls")], encoding="utf-8")


def ledger(project: Path) -> list[tuple[object, ...]]:
    """The entries that the workspace remembers."""
    with closing(sqlite3.connect(project / ".clmplan" / "workspace.db")) as connection:
        return connection.execute("SELECT * FROM entries ORDER BY project, playbook, uid").fetchall()


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
    assert {"CONFIRMED"} == {one.status for one in compiled(shop, "--as-of", "2026-11-03").values()}
    written = outputs(shop / "build")
    run("compile", shop, "--as-of", "2026-11-03")
    assert written == outputs(shop / "build")
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


def test_outputs_that_cannot_be_written_leave_the_ledger_as_it_was(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled(shop)
    written, kept = outputs(shop / "build"), ledger(shop)
    edit(shop / "shop.clm", "on 2026-11-10 at 10:00", "on 2026-11-12 at 09:00")
    whole = Path.replace

    def fails_at_the_calendar(self: Path, target: Path) -> Path:
        if self.name == "calendar.ics" and "new" in self.parts:
            raise OSError(28, "No space left on device")
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", fails_at_the_calendar)
    assert run("compile", shop).status == 3
    assert (written, kept) == (outputs(shop / "build"), ledger(shop))
    monkeypatch.undo()
    assert [1] == [one.sequence for one in compiled(shop).values() if one.sequence]


@pytest.mark.parametrize(
    ("damage", "code"),
    [("PRAGMA user_version = 99", "CLM712"), ("UPDATE entries SET day = 'never'", "CLM711")],
)
def test_a_workspace_that_cannot_be_understood_leaves_the_outputs_as_they_were(
    shop: Path, damage: str, code: str
) -> None:
    compiled(shop)
    with closing(sqlite3.connect(shop / ".clmplan" / "workspace.db", isolation_level=None)) as connection:
        connection.execute(damage)
    written = outputs(shop / "build")
    edit(shop / "shop.clm", "on 2026-11-10 at 10:00", "on 2026-11-12 at 09:00")
    done = run("compile", shop)
    assert (done.status, code in done.err) == (3, True)
    assert written == outputs(shop / "build")


def test_an_edition_given_out_in_the_meantime_stops_the_one_made_before_it(shop: Path, tmp_path: Path) -> None:
    compiled(shop)
    session = open_session(shop, None, "en")
    made = next_issue(make_plan(session), Wish()).value
    assert made is not None
    edit(shop / "shop.clm", "on 2026-11-10 at 10:00", "on 2026-11-12 at 09:00")
    compiled(shop)
    kept = ledger(shop)
    assert [WORKSPACE_BUSY] == [one.code for one in give_out(made, shop / "build", {"calendar.ics": b""})]
    assert kept == ledger(shop)
    assert (shop / "build" / "calendar.ics").read_bytes()


def test_a_fresh_workspace_starts_at_sequence_0(shop: Path) -> None:
    compiled(shop)
    edit(shop / "shop.clm", "on 2026-11-10 at 10:00", "on 2026-11-12 at 09:00")
    compiled(shop)
    shutil.rmtree(shop / ".clmplan")
    assert {0} == {one.sequence for one in compiled(shop).values()}


def test_a_simulation_of_the_same_plan_changes_no_calendar_and_one_of_another_gives_it_out(shop: Path) -> None:
    done = run("compile", shop, "--alarm", "30m", "--per", "owner")
    assert done.status == 0, done.said
    calendars = {name: data for name, data in outputs(shop / "build").items() if name.endswith(".ics")}
    assert len(calendars) == 3
    kept = ledger(shop)
    assert run("simulate", shop, "--replications", "2").status == 0
    assert (calendars, kept) == (
        {name: data for name, data in outputs(shop / "build").items() if name.endswith(".ics")},
        ledger(shop),
    )
    first = entries(shop / "build" / "calendar.ics")
    edit(shop / "shop.clm", "on 2026-11-10 at 10:00", "on 2026-11-12 at 09:00")
    assert run("simulate", shop, "--replications", "2").status == 0
    second = entries(shop / "build" / "calendar.ics")
    assert shown(differences(first, second)) == [(0, 1, "CONFIRMED", "news")]
    assert b"VALARM" in (shop / "build" / "calendar.ics").read_bytes()


def test_asking_why_and_judging_give_out_nothing(shop: Path) -> None:
    compiled(shop)
    written, kept = outputs(shop / "build"), ledger(shop)
    edit(shop / "shop.clm", "on 2026-11-20", "on 2026-11-21")
    (shop / "outcomes.csv").write_text("customer,date,amount\nK001,2026-12-05,10.00\n", encoding="utf-8")
    assert run("why", "K001", "--project", shop).status == 0
    assert run("evaluate", shop / "outcomes.csv", "--project", shop).status in (0, 1)
    assert kept == ledger(shop)
    assert written["calendar.ics"] == (shop / "build" / "calendar.ics").read_bytes()


def test_owners_and_channels_get_calendars_that_later_runs_keep_up_to_date(shop: Path) -> None:
    done = run("compile", shop, "--per", "owner", "--per", "channel")
    names = sorted(path.name for path in (shop / "build").glob("calendar-*.ics"))
    assert [one for one in names if "-owner-" not in one] == ["calendar-channel-email.ics"]
    assert len(names) == 3
    assert all(name in done.out for name in names)
    assert "the calendar of one owner" in done.out
    anna = shop / "build" / "calendar-owner-anna.ics"
    assert ["thanks"] == [one.title.split(" ·")[0] for one in entries(anna).values()]
    (shop / "build" / "calendar-owner-mine.ics").write_bytes(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    edit(shop / "shop.clm", 'owner: "Anna"', 'owner: "Bob"')
    run("compile", shop)
    assert entries(anna) == {}
    bob = entries(shop / "build" / "calendar-owner-bob.ics")
    assert [("thanks", 1)] == [(one.title.split(" ·")[0], one.sequence) for one in bob.values()]
    assert (shop / "build" / "calendar-owner-mine.ics").read_bytes() == b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def test_an_alarm_is_written_when_it_is_asked_for_and_not_when_it_is_not(shop: Path) -> None:
    first = compiled(shop)
    assert first == compiled(shop, "--alarm", "30m")
    assert (shop / "build" / "calendar.ics").read_bytes().count(b"TRIGGER:-PT30M") == 2
    compiled(shop, "--alarm", "1d")
    assert (shop / "build" / "calendar.ics").read_bytes().count(b"TRIGGER:-P1D") == 3
    compiled(shop)
    assert b"ALARM" not in (shop / "build" / "calendar.ics").read_bytes()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--alarm", "soon"), "--alarm: 30m | 2h | 1d are expected, not `soon`"),
        (("--alarm", "0m"), "--alarm: 30m"),
        (("--alarm", "-5m"), "--alarm: 30m"),
        (("--alarm", "30 m"), "--alarm: 30m"),
        (("--per", "team"), "--per: owner | channel are expected, not `team`"),
        (("--locale", "zh", "--per", "team"), "--per：应为 owner | channel"),
    ],
)
def test_a_wish_that_is_none_is_wrong_usage_and_writes_nothing(shop: Path, options: tuple[str, ...], said: str) -> None:
    done = run("compile", shop, *options)
    assert (done.status, said in done.err) == (2, True), done.err
    assert not (shop / "build").exists()
