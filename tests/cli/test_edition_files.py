"""Calendars on disk and what is remembered of them: both or neither, whoever writes them, as they were wished."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from command_line import edit, outputs, run
from edition_shop import compiled, differences, entries, ledger, shop_in, shown

from clmplan.cli.editions import Wish, give_out, next_issue
from clmplan.cli.session import make_plan, open_session
from clmplan.codes.workspace import WORKSPACE_BUSY


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return shop_in(tmp_path)


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
    assert "calendar-owner-anna.ics" in done.out
    assert all(f"the calendar of {name}\n" in done.out for name in ("Anna", "李 雷", "email"))
    anna = shop / "build" / "calendar-owner-anna.ics"
    assert ["thanks"] == [one.title.split(" ·")[0] for one in entries(anna).values()]
    (shop / "build" / "calendar-owner-mine.ics").write_bytes(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    edit(shop / "shop.clm", 'owner: "Anna"', 'owner: "Bob"')
    assert "the calendar of Anna\n" in run("compile", shop).out
    assert [("CANCELLED", 1)] == [(one.status, one.sequence) for one in entries(anna).values()]
    assert "the calendar of Anna\n" in run("compile", shop, "--as-of", "2026-11-21").out
    assert entries(anna) == {}
    assert run("compile", shop).status == 0
    bob = entries(shop / "build" / "calendar-owner-bob.ics")
    assert [("thanks", 1)] == [(one.title.split(" ·")[0], one.sequence) for one in bob.values()]
    assert (shop / "build" / "calendar-owner-mine.ics").read_bytes() == b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize("name", ["calendar.xlsx", "calendar.csv"])
def test_what_somebody_filled_in_is_kept_beside_and_said_once(shop: Path, name: str) -> None:
    compiled(shop)
    file = shop / "build" / name
    filled = file.read_bytes() + b"\r\n"
    kept = f"calendar.{sha256(filled).hexdigest()[:8]}.{name.rpartition('.')[2]}"
    file.write_bytes(filled)
    done = run("compile", shop)
    assert done.status == 0
    assert f"note CLM761 `{name}` was changed after it was written: it is kept as `{kept}`" in done.err
    assert f"clmplan data actuals {shop / 'build' / kept}" in done.err
    assert filled == (shop / "build" / kept).read_bytes() != file.read_bytes()
    assert kept in done.out
    written = outputs(shop / "build")
    again = run("compile", shop)
    assert (written, "CLM761") == (outputs(shop / "build"), "CLM761" if "CLM761" not in again.err else again.err)
    file.write_bytes(filled)
    assert "CLM761" in run("compile", shop).err
    assert written == outputs(shop / "build")


def test_a_calendar_that_clmplan_wrote_before_is_nobodys_work(shop: Path) -> None:
    compiled(shop)
    earlier = (shop / "build" / "calendar.csv").read_bytes()
    edit(shop / "shop.clm", "on 2026-11-10 at 10:00", "on 2026-11-12 at 09:00")
    assert "CLM761" not in run("compile", shop).err
    (shop / "build" / "calendar.csv").write_bytes(earlier)
    assert "CLM761" not in run("compile", shop).err


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
