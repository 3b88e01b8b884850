"""Two years of sends in four zones, read alike by three programs of others, in every hour that is odd."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from calendar_readers import Seen, by_ical_js, by_icalendar, by_vobject, missing_ical_js
from sample_plan import first_edition, sample_plan

from clmplan.base.clock import instant
from clmplan.exporters.edition import edition
from clmplan.exporters.ics import calendar_ics
from clmplan.exporters.lines import uid
from clmplan.model.plan import Plan

ZONES = ("Asia/Shanghai", "Europe/London", "America/New_York", "Australia/Sydney")
FIRST, DAYS = date(2026, 1, 1), 732
# In turn over the days: early enough for every odd hour of the four zones, beside it, and in it.
TIMES = (time(0, 45), time(1, 15), time(1, 30), time(1, 59), time(2, 0), time(2, 30), time(2, 59), time(3, 0), time(10))
LENGTHS = (None, time(4, 10))
# Days on which one of the zones changes its clocks get a send at each of the times as well.
CHANGES = (
    date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31), date(2026, 3, 8), date(2026, 11, 1),
    date(2027, 3, 14), date(2027, 11, 7), date(2026, 4, 5), date(2026, 10, 4), date(2027, 4, 4), date(2027, 10, 3),
)  # fmt: skip

needs_ical_js = pytest.mark.skipif(bool(missing_ical_js()), reason=missing_ical_js())
OTHERS = (
    pytest.param(by_vobject, id="vobject"),
    pytest.param(by_ical_js, id="ical.js", marks=needs_ical_js),
)


@cache
def two_years(zone: str) -> Plan:
    """A send on each of 732 days at a time, one without each week, and more on the days on which clocks change."""
    wanted: list[tuple[date, time | None, time | None]] = []
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        wanted.append((day, TIMES[number % len(TIMES)], LENGTHS[number % 2]))
        wanted += [(day, None, None)] * (number % 7 == 0)
    wanted += [(day, at, None) for day in CHANGES for at in TIMES]
    return planned(zone, [(f"year/{number}", *each) for number, each in enumerate(wanted)])


def planned(zone: str, wanted: Sequence[tuple[str, date, time | None, time | None]]) -> Plan:
    """The sample plan with these sends alone: id, day, time and until when they are spread out."""
    plan = sample_plan()
    model = plan.sends[0]
    sends = tuple(
        replace(
            model, send=replace(model.send, id=name, day=day, time=at, until=until, planned_day=day, planned_time=at)
        )
        for name, day, at, until in wanted
    )
    calendar = replace(plan.calendar, sends=tuple(one.send for one in sends), tasks=())
    return replace(plan, zone=zone, as_of=FIRST, sends=sends, calendar=calendar)


@cache
def second_edition(zone: str) -> bytes:
    """The two years as they follow a plan that had 40 other sends, and one contact more in every third."""
    plan = two_years(zone)
    earlier = list(plan.sends)
    for number in range(0, len(earlier), 3):
        counts = earlier[number].waterfall
        more = replace(counts, audience=counts.audience + 1, contacts=counts.contacts + 1)
        earlier[number] = replace(earlier[number], waterfall=more)
    others = [(f"gone/{number}", FIRST + timedelta(days=9 * number), TIMES[number % 9], None) for number in range(40)]
    before = replace(plan, sends=(*earlier, *planned(zone, others).sends))
    return calendar_ics(edition(plan, first_edition(before).ledger))


@cache
def by_the_first(zone: str) -> tuple[Seen, ...]:
    return tuple(by_icalendar(second_edition(zone)))


@pytest.mark.parametrize("zone", ZONES)
def test_every_moment_of_two_years_is_the_one_that_was_meant(zone: str) -> None:
    plan = two_years(zone)
    seen = {one.uid: one for one in by_the_first(zone)}
    sends = [one.send for one in plan.sends]
    assert len(sends) + 40 == len(seen)
    assert sum(one.time is not None for one in sends) == DAYS + len(CHANGES) * len(TIMES)
    wrong = []
    for send in sends:
        event = seen[uid(plan, "send", send.id)]
        expected: tuple[date, date] = (send.day, send.day + timedelta(days=1))
        if send.time is not None:
            start = instant(send.day, send.time, ZoneInfo(zone)).astimezone(UTC)
            expected = (start, start + timedelta(minutes=30 if send.until is None else minutes(send.time, send.until)))
        if (event.start, event.end) != expected:
            wrong.append((send.day, send.time, event.start, event.end, expected))
    assert wrong == []
    assert {one.status for one in seen.values()} == {"CONFIRMED", "CANCELLED"}
    assert sum(one.status == "CANCELLED" for one in seen.values()) == 40
    assert {one.sequence for one in seen.values()} == {0, 1}


def minutes(first: time, last: time) -> int:
    return (60 * last.hour + last.minute - 60 * first.hour - first.minute) % (24 * 60)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("read", OTHERS)
def test_programs_agree_on_every_part_of_every_entry(zone: str, read: Callable[[bytes], list[Seen]]) -> None:
    assert by_the_first(zone) == tuple(read(second_edition(zone)))


@pytest.mark.parametrize("read", OTHERS)
@pytest.mark.parametrize("locale", ["en", "zh"])
def test_programs_agree_on_hostile_text(locale: str, read: Callable[[bytes], list[Seen]], hostile_plan: Plan) -> None:
    content = calendar_ics(first_edition(replace(hostile_plan, locale=locale)))
    first = by_icalendar(content)
    assert len(hostile_plan.sends) + len(hostile_plan.calendar.tasks) == len(first)
    assert first == read(content)


@pytest.mark.parametrize("zone", ZONES[1:])
def test_moments_are_written_in_utc_beside_a_change_of_the_clock_and_nowhere_else(zone: str) -> None:
    starts = [one for one in second_edition(zone).decode().split("\r\n") if one.startswith("DTSTART")]
    in_utc = {date.fromisoformat(one[8:16]) for one in starts if one.endswith("Z")}
    changed = {day for day in CHANGES if offset(zone, day, time(0)) != offset(zone, day, time(23))}
    assert len(changed) == 4
    assert all(min(abs((day - one).days) for day in in_utc) <= 1 for one in changed)
    assert all(min(abs((day - one).days) for one in changed) <= 2 for day in in_utc)
    assert any(one.startswith(f"DTSTART;TZID={zone}:") for one in starts)


def offset(zone: str, day: date, at: time) -> timedelta | None:
    return datetime.combine(day, at, tzinfo=ZoneInfo(zone)).utcoffset()
