"""calendar.ics is read alike by two parsers, in zones with and without daylight saving."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from calendar_readers import by_icalendar, by_vobject
from sample_plan import first_edition, sample_plan

from clmplan.exporters.ics import calendar_ics
from clmplan.exporters.lines import uid
from clmplan.exporters.zone_block import onsets
from clmplan.model.plan import Plan, PlannedSend

ZONES = ("Europe/London", "Asia/Shanghai", "America/New_York")


def with_send(plan: Plan, zone: str, day: date, at: time | None, **changes: object) -> Plan:
    """The plan with nothing but one send, moved to a day and a time."""
    one: PlannedSend = plan.sends[0]
    send = replace(one.send, day=day, time=at, planned_day=day, planned_time=at, **changes)  # type: ignore[arg-type]
    calendar = replace(plan.calendar, sends=(send,), tasks=())
    return replace(plan, zone=zone, sends=(replace(one, send=send),), calendar=calendar)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("locale", ["en", "zh"])
def test_two_parsers_read_the_same_titles_and_moments(zone: str, locale: str) -> None:
    written = calendar_ics(first_edition(replace(sample_plan(locale), zone=zone)))
    first, second = by_icalendar(written), by_vobject(written)
    assert len(first) > 150
    assert sorted(map(repr, first)) == sorted(map(repr, second))


@pytest.mark.parametrize("zone", ZONES)
def test_every_send_and_task_is_an_event_at_its_own_time(zone: str, plan: Plan) -> None:
    plan = replace(plan, zone=zone)
    seen = {one.uid: one for one in by_icalendar(calendar_ics(first_edition(plan)))}
    for one in plan.sends:
        event = seen.pop(uid(plan, "send", one.send.id))
        if one.send.time is None:
            assert (one.send.day, one.send.day + timedelta(days=1)) == (event.start, event.end)
        else:
            start = datetime.combine(one.send.day, one.send.time, tzinfo=ZoneInfo(zone)).astimezone(UTC)
            assert (start, start + timedelta(minutes=30)) == (event.start, event.end)
        assert f"{one.waterfall.contacts:,} contact" in event.title
    for task in plan.calendar.tasks:
        assert task.due == seen.pop(uid(plan, "task", task.id)).start
    assert seen == {}


def test_hostile_titles_stay_inside_their_event(hostile_plan: Plan) -> None:
    written = calendar_ics(first_edition(hostile_plan))
    first = by_icalendar(written)
    assert len(hostile_plan.sends) + len(hostile_plan.calendar.tasks) == len(first) == len(by_vobject(written))
    assert sorted(map(repr, first)) == sorted(map(repr, by_vobject(written)))
    assert b"BEGIN:VALARM" not in {line.strip() for line in written.split(b"\r\n")}
    assert not set(written) & (set(range(32)) - {10, 13})


def test_no_line_is_longer_than_75_octets_and_all_end_with_crlf(hostile_plan: Plan) -> None:
    written = calendar_ics(first_edition(hostile_plan))
    assert written.count(b"\n") == written.count(b"\r\n")
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    written.decode("utf-8")


@pytest.mark.parametrize(
    ("zone", "day", "at", "moment"),
    [
        ("Europe/London", date(2026, 3, 29), time(1, 30), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        ("Europe/London", date(2026, 10, 25), time(1, 45), datetime(2026, 10, 25, 0, 45, tzinfo=UTC)),
        ("America/New_York", date(2026, 3, 8), time(2, 15), datetime(2026, 3, 8, 7, 0, tzinfo=UTC)),
        ("America/New_York", date(2026, 11, 1), time(1, 45), datetime(2026, 11, 1, 5, 45, tzinfo=UTC)),
    ],
)
def test_a_skipped_hour_moves_on_and_a_repeated_one_comes_first(
    plan: Plan, zone: str, day: date, at: time, moment: datetime
) -> None:
    written = calendar_ics(first_edition(with_send(plan, zone, day, at)))
    assert [moment] == [one.start for one in by_icalendar(written)] == [one.start for one in by_vobject(written)]
    assert [moment + timedelta(minutes=30)] == [one.end for one in by_icalendar(written)]


def test_a_moved_send_says_what_was_planned_and_keeps_its_id(plan: Plan) -> None:
    before = with_send(plan, plan.zone, date(2011, 9, 5), time(9, 0))
    after = with_send(plan, plan.zone, date(2011, 9, 6), time(9, 0))
    send = replace(after.sends[0].send, planned_day=date(2011, 9, 5), planned_time=time(22, 30))
    after = replace(after, sends=(replace(after.sends[0], send=send),))
    (old,), (new,) = by_icalendar(calendar_ics(first_edition(before))), by_icalendar(calendar_ics(first_edition(after)))
    assert old.uid == new.uid
    assert "moved from: 2011-09-05 22:30" in new.description
    assert "moved from" not in old.description


def test_a_triggered_day_that_reaches_nobody_is_left_out_and_any_other_send_stays(plan: Plan) -> None:
    one = next(one for one in plan.sends if one.send.is_triggered)
    nobody = replace(one, waterfall=replace(one.waterfall, audience=0, refused=(), contacts=0))
    kept = replace(nobody, send=replace(one.send, id="dated", is_triggered=False))
    tried = replace(plan, sends=(nobody, kept), calendar=replace(plan.calendar, tasks=()))
    assert [uid(plan, "send", "dated")] == [seen.uid for seen in by_icalendar(calendar_ics(first_edition(tried)))]


def test_estimated_days_are_tentative_and_say_so(plan: Plan) -> None:
    calendar = icalendar.Calendar.from_ical(calendar_ics(first_edition(plan)))
    tentative = [str(event["SUMMARY"]) for event in calendar.walk("VEVENT") if event["STATUS"] == "TENTATIVE"]
    assert len(tentative) == 1
    assert tentative[0].endswith("(estimated)")


def test_the_calendar_says_its_name_and_stamps_events_with_the_day_of_the_plan(plan: Plan) -> None:
    calendar = icalendar.Calendar.from_ical(calendar_ics(first_edition(plan)))
    assert tuple(str(calendar[name]) for name in ("METHOD", "NAME", "X-WR-CALNAME")) == (
        "PUBLISH",
        "Autumn plan 2011",
        "Autumn plan 2011",
    )
    stamps = {event["DTSTAMP"].dt for event in calendar.walk("VEVENT")}
    assert {datetime(2011, 9, 1, tzinfo=UTC)} == stamps
    assert {0} == {int(event["SEQUENCE"]) for event in calendar.walk("VEVENT")}


def test_whole_days_do_not_block_anybody(plan: Plan) -> None:
    calendar = icalendar.Calendar.from_ical(calendar_ics(first_edition(plan)))
    assert {"TRANSPARENT"} == {str(event["TRANSP"]) for event in calendar.walk("VEVENT")}


def test_a_zone_without_changes_has_one_observance_and_others_one_per_onset() -> None:
    first, last = date(2026, 10, 1), date(2026, 12, 31)
    assert [timedelta(hours=8)] == [one.after for one in onsets(ZoneInfo("Asia/Shanghai"), first, last)]
    assert [datetime(1970, 1, 1)] == [one.wall for one in onsets(ZoneInfo("Asia/Shanghai"), first, last)]
    walls = [one.wall for one in onsets(ZoneInfo("America/New_York"), first, last)]
    assert datetime(2026, 11, 1, 2, 0) in walls
    assert datetime(2027, 3, 14, 2, 0) in walls
    assert walls[0].date() < first


@pytest.mark.parametrize(
    ("zone", "year"),
    [
        ("Europe/London", 2026),
        ("America/New_York", 2026),
        ("Australia/Lord_Howe", 2026),
        ("Africa/Casablanca", 2026),
        # One change after years without any: what held before it is written too.
        ("Asia/Almaty", 2024),
        ("Asia/Kathmandu", 2026),
    ],
)
def test_onsets_rebuild_the_offset_of_every_hour(zone: str, year: int) -> None:
    first, last = date(year, 1, 1), date(year, 12, 31)
    found = onsets(ZoneInfo(zone), first, last)
    moment = datetime(year, 1, 1, tzinfo=UTC)
    while moment < datetime(year + 1, 1, 1, tzinfo=UTC):
        past = [one for one in found if (one.wall - one.before).replace(tzinfo=UTC) <= moment]
        assert moment.astimezone(ZoneInfo(zone)).utcoffset() == past[-1].after
        moment += timedelta(hours=1)
