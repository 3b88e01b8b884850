"""The file for the import of Google Calendar keeps to the forms that the import knows."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import datetime, time

from sample_plan import first_edition, sample_plan

from clmplan.exporters.edition import edition
from clmplan.exporters.google import google_csv
from clmplan.model.plan import Plan


def rows_of(plan: Plan) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(google_csv(first_edition(plan)).decode(), newline="")))


def test_the_first_bytes_are_the_first_header():
    written = google_csv(first_edition(sample_plan("zh")))
    assert written.startswith(
        b"Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location,Private\r\n"
    )


def test_every_line_is_an_entry_with_american_dates_and_hours():
    plan = sample_plan()
    lines, rows = first_edition(plan).lines, rows_of(plan)
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        assert datetime.strptime(row["Start Date"], "%m/%d/%Y").date() == line.day
        assert row["All Day Event"] == str(line.start is None)
        if line.start is None:
            assert (row["Start Time"], row["End Time"], row["End Date"]) == ("", "", row["Start Date"])
        else:
            assert re.fullmatch(r"(1[0-2]|[1-9]):[0-5]\d [AP]M", row["Start Time"])
            assert datetime.strptime(row["Start Time"], "%I:%M %p").time() == line.start.time()


def test_midnight_and_noon_are_twelve():
    plan = sample_plan()
    first, second, *others = plan.sends
    sends = (
        replace(first, send=replace(first.send, time=time(0, 5))),
        replace(second, send=replace(second.send, time=time(12, 0))),
        *others,
    )
    times = {row["Start Time"] for row in rows_of(replace(plan, sends=sends))}
    assert {"12:05 AM", "12:00 PM"} <= times


def test_an_entry_past_midnight_ends_on_the_next_day():
    plan = sample_plan()
    first, *others = plan.sends
    late = replace(first, send=replace(first.send, time=time(23, 45)))
    row = next(row for row in rows_of(replace(plan, sends=(late, *others))) if row["Start Time"] == "11:45 PM")
    assert (row["Start Date"], row["End Date"], row["End Time"]) == ("09/01/2011", "09/02/2011", "12:15 AM")


def test_hostile_titles_stay_in_their_cells_and_run_nowhere(hostile_plan: Plan):
    rows = rows_of(hostile_plan)
    assert len(rows) == len(first_edition(hostile_plan).lines)
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r"))]


def test_a_send_on_the_clock_of_each_customer_takes_the_whole_day_and_says_its_time_in_the_title():
    plan = sample_plan()
    first, *others = plan.sends
    local = replace(first, send=replace(first.send, time=time(9), is_local=True))
    (row,) = [row for row in rows_of(replace(plan, sends=(local, *others))) if "customer time" in row["Subject"]]
    assert (row["All Day Event"], row["Start Time"], row["End Time"]) == ("True", "", "")
    assert row["Start Date"] == row["End Date"] == f"{first.send.day:%m/%d/%Y}"
    assert row["Subject"].startswith("09:00 customer time")


def test_what_is_cancelled_is_left_out():
    plan = sample_plan()
    given = edition(replace(plan, sends=plan.sends[1:]), first_edition(plan).ledger)
    rows = list(csv.DictReader(io.StringIO(google_csv(given).decode(), newline="")))
    assert len(given.cancelled) == 1
    assert len(rows) == len(given.lines)
