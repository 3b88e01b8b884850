"""What an entry says: times of customers, work over several days, expected contacts, alarms, long texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
from calendar_readers import by_icalendar, by_vobject
from sample_plan import first_edition, sample_plan

from clmplan.exporters.content_lines import folded, length
from clmplan.exporters.edition import Edition, edition
from clmplan.exporters.ics import calendar_ics
from clmplan.exporters.lines import uid
from clmplan.model.plan import Plan

DAY = date(2011, 9, 5)


Changes = dict[str, object]


def with_one(plan: Plan, campaign: Changes | None = None, planned: Changes | None = None, **send: object) -> Plan:
    """The plan with one send: changes of it, of what is planned for it, and of its campaign."""
    one = plan.sends[0]
    changed = replace(one.send, **{"day": DAY, "planned_day": DAY, **send})  # type: ignore[arg-type]
    sends = (replace(one, send=changed, **(planned or {})),)  # type: ignore[arg-type]
    own = tuple(
        replace(each, **(campaign or {})) if each.name == changed.campaign else each  # type: ignore[arg-type]
        for each in plan.playbook.campaigns
    )
    calendar = replace(plan.calendar, sends=(changed,), tasks=())
    return replace(plan, sends=sends, calendar=calendar, playbook=replace(plan.playbook, campaigns=own))


def with_task(plan: Plan, **changes: object) -> Plan:
    """The plan with nothing but a task."""
    task = replace(plan.calendar.tasks[2], **changes)  # type: ignore[arg-type]
    return replace(plan, sends=(), calendar=replace(plan.calendar, sends=(), tasks=(task,)))


def event(one: Edition | Plan) -> icalendar.Event:
    content = calendar_ics(first_edition(one) if isinstance(one, Plan) else one)
    (found,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return found


def test_a_time_on_each_customers_clock_is_a_whole_day_that_says_so_and_lists_the_zones(plan: Plan) -> None:
    zones = (("Asia/Shanghai", 1200), ("Europe/London", 30), ("", 4))
    local = with_one(plan, planned={"zones": zones}, time=time(10), planned_time=time(10), is_local=True)
    (seen,) = by_icalendar(calendar_ics(first_edition(local)))
    assert (DAY, DAY + timedelta(days=1)) == (seen.start, seen.end)
    assert seen.title.startswith("10:00 customer time · ")
    lines = seen.description.split("\n")
    at = lines.index("at 10:00 on each customer's clock")
    assert ["Asia/Shanghai: 1,200", "Europe/London: 30", "no zone known, as in Europe/London: 4"] == lines[
        at + 1 : at + 4
    ]
    assert b"VTIMEZONE" not in calendar_ics(first_edition(local))


def test_a_spread_time_on_each_customers_clock_says_both_ends(plan: Plan) -> None:
    local = with_one(plan, time=time(8), planned_time=time(8), until=time(11, 30), is_local=True)
    assert "from 08:00 to 11:30 on each customer's clock" in str(event(local)["DESCRIPTION"])
    chinese = with_one(sample_plan("zh"), time=time(8), planned_time=time(8), until=time(11, 30), is_local=True)
    assert str(event(chinese)["SUMMARY"]).startswith("客户当地 08:00 · ")


def test_a_send_that_is_spread_out_lasts_until_its_end_also_past_midnight(plan: Plan) -> None:
    spread = event(with_one(plan, time=time(21), planned_time=time(21), until=time(23, 10)))
    assert timedelta(hours=2, minutes=10) == spread["DTEND"].dt - spread["DTSTART"].dt
    assert "sent out evenly from 21:00 to 23:10" in str(spread["DESCRIPTION"])
    past = event(with_one(plan, time=time(23), planned_time=time(23), until=time(0, 30)))
    assert datetime(2011, 9, 6, 0, 30) == past["DTEND"].dt.replace(tzinfo=None)


def test_work_of_several_days_spans_them_and_work_of_one_day_is_its_day(plan: Plan) -> None:
    spanned = event(with_task(plan, starts=date(2011, 9, 28)))
    assert (date(2011, 9, 28), date(2011, 10, 5)) == (spanned["DTSTART"].dt, spanned["DTEND"].dt)
    assert "begins: 2011-09-28\ndue: 2011-10-04" in str(spanned["DESCRIPTION"])
    for starts in (None, date(2011, 10, 4), date(2011, 10, 5)):
        one = event(with_task(plan, starts=starts))
        assert (date(2011, 10, 4), date(2011, 10, 5)) == (one["DTSTART"].dt, one["DTEND"].dt)
        assert "begins" not in str(one["DESCRIPTION"])


def test_a_step_and_expected_contacts_are_said(plan: Plan) -> None:
    text = str(event(with_one(plan, planned={"expected": 1234}, step="remind"))["DESCRIPTION"])
    assert "journey step: remind" in text
    assert "expected when customers respond as measured: 1,234" in text
    bare = str(event(with_one(plan))["DESCRIPTION"])
    assert "journey step" not in bare
    assert "respond" not in bare


def test_the_link_of_a_campaign_is_the_address_of_its_entries(plan: Plan) -> None:
    linked = event(with_one(plan, campaign={"link": "https://shop.example/a?b=1,2;3"}))
    assert str(linked["URL"]).startswith("https://shop.example/a?b=1")
    assert f"link: {linked['URL']}" in str(linked["DESCRIPTION"])
    assert "URL" not in event(with_one(plan))


@pytest.mark.parametrize(
    "link",
    ["https://x.example/\r\nATTENDEE:mailto:a@b.example", "https://x.example/\u2028 \x00b", "java\tscript:1"],
)
def test_a_hostile_link_stays_on_its_line(plan: Plan, link: str) -> None:
    content = calendar_ics(first_edition(with_one(plan, campaign={"link": link})))
    (found,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert "ATTENDEE" not in found
    assert not set(content) & (set(range(32)) - {10, 13})


def test_stages_channel_and_campaign_are_categories(plan: Plan) -> None:
    seen = by_icalendar(calendar_ics(first_edition(with_one(plan))))[0]
    line = first_edition(with_one(plan)).lines[0]
    assert line.stages
    assert (*line.stages, "Email", "Welcome") == seen.categories


def test_nothing_reminds_unless_it_is_asked_for(plan: Plan) -> None:
    assert b"VALARM" not in calendar_ics(first_edition(plan))
    assert b"X-CLMPLAN" not in calendar_ics(first_edition(plan))


@pytest.mark.parametrize(
    ("alarm", "written", "all_day"),
    [(timedelta(minutes=30), "-PT30M", False), (timedelta(hours=2), "-PT2H", False), (timedelta(days=1), "-P1D", True)],
)
def test_an_alarm_reminds_of_what_is_to_come_and_of_whole_days_only_days_ahead(
    plan: Plan, alarm: timedelta, written: str, all_day: bool
) -> None:
    first = first_edition(plan)
    gone = edition(replace(plan, as_of=date(2011, 9, 20), sends=plan.sends[60:]), first.ledger)
    content = calendar_ics(replace(gone, alarm=alarm))
    assert len(by_icalendar(content)) == len(by_vobject(content))
    reminded = set()
    for one in icalendar.Calendar.from_ical(content).walk("VEVENT"):
        is_all_day = not isinstance(one["DTSTART"].dt, datetime)
        day = one["DTSTART"].dt if is_all_day else one["DTSTART"].dt.date()
        wanted = day >= date(2011, 9, 20) and str(one["STATUS"]) != "CANCELLED" and (all_day or not is_all_day)
        alarms = one.walk("VALARM")
        assert len(alarms) == wanted
        for each in alarms:
            assert ("DISPLAY", str(one["SUMMARY"])) == (str(each["ACTION"]), str(each["DESCRIPTION"]))
            assert f"TRIGGER:{written}" in each.to_ical().decode()
        reminded.add((is_all_day, wanted))
    assert (False, True) in reminded
    assert ((True, True) in reminded) == all_day


def test_a_long_title_or_text_is_cut_short_and_a_change_in_the_rest_of_it_still_counts(plan: Plan) -> None:
    long = with_one(plan, campaign={"title": "长" * 1000}, message="é" * 9000 + "a")
    seen = by_icalendar(calendar_ics(first_edition(long)))[0]
    assert len(seen.title) == 250
    assert max(map(len, seen.description.split("\n"))) <= 2100
    other = with_one(plan, campaign={"title": "长" * 1000}, message="é" * 9000 + "b")
    assert [1] == [one.sequence for one in edition(other, first_edition(long).ledger).lines]


def test_a_cancelled_entry_says_so_in_its_title_too(plan: Plan) -> None:
    first = first_edition(with_one(plan))
    gone = edition(replace(plan, sends=(), calendar=replace(plan.calendar, sends=(), tasks=())), first.ledger)
    cancelled = event(gone)
    assert str(cancelled["SUMMARY"]) == f"{event(first)['SUMMARY']} (cancelled)"
    assert ("CANCELLED", 1) == (str(cancelled["STATUS"]), cancelled["SEQUENCE"])
    assert [uid(plan, "send", plan.sends[0].send.id)] == [one.uid for one in gone.cancelled]
    on_the_day, after = (edition(replace(gone.plan, as_of=DAY + timedelta(days=days)), gone.ledger) for days in (0, 1))
    assert (gone.cancelled, gone.entries) == (on_the_day.cancelled, on_the_day.entries)
    assert ((), ()) == (after.cancelled, after.entries)
    assert gone.ledger == after.ledger


def test_what_happened_when_the_project_had_another_zone_keeps_its_moment(plan: Plan) -> None:
    first = first_edition(with_one(plan, time=time(9), planned_time=time(9)))
    bare = replace(plan, sends=(), calendar=replace(plan.calendar, sends=(), tasks=()), as_of=date(2011, 10, 1))
    later = edition(replace(bare, zone="America/New_York"), first.ledger)
    assert datetime(2011, 9, 5, 8, 0, tzinfo=UTC) == event(later)["DTSTART"].dt.astimezone(UTC)
    assert event(later)["SEQUENCE"] == 0


def test_another_zone_of_the_project_moves_every_timed_send(plan: Plan) -> None:
    timed = with_one(plan, time=time(9), planned_time=time(9))
    moved = edition(replace(timed, zone="Europe/Paris"), first_edition(timed).ledger)
    assert [(1, "moved")] == [(one.sequence, one.change) for one in moved.lines]


def test_another_language_changes_nothing_and_a_reworded_audience_changes_the_entry(plan: Plan) -> None:
    first = first_edition(plan)
    chinese = edition(replace(plan, locale="zh"), first.ledger)
    assert {0} == {one.sequence for one in chinese.lines}
    assert calendar_ics(chinese) != calendar_ics(first)
    assert edition(plan, chinese.ledger) == first
    reworded = edition(
        with_one(plan, campaign={"audience_text": "somebody else"}), first_edition(with_one(plan)).ledger
    )
    assert [(1, "changed")] == [(one.sequence, one.change) for one in reworded.lines]


def test_a_calendar_says_how_often_to_look_again(plan: Plan) -> None:
    content = calendar_ics(first_edition(plan)).decode().split("\r\n")
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in content
    assert "X-PUBLISHED-TTL:PT1H" in content
    assert "X-WR-TIMEZONE:Europe/London" in content
    assert not any(one.startswith(("ORGANIZER", "ATTENDEE", "RRULE")) for one in content)


@pytest.mark.parametrize("text", ["a" * 200, "é" * 75, "长" * 60, "🎁" * 40, "a" * 74 + "🎁", "a" * 75, "a" * 76, ""])
def test_a_folded_line_reads_as_it_was_and_tears_no_character(text: str) -> None:
    parts = folded(text).encode().split(b"\r\n")
    assert parts[-1] == b""
    assert max(map(len, parts)) <= 75
    for part in parts:
        part.decode()
    assert folded(text).replace("\r\n ", "").removesuffix("\r\n") == text


def test_a_text_of_a_megabyte_folds_at_once() -> None:
    assert folded("长" * 400_000).count("\r\n") > 15_000


@pytest.mark.parametrize(
    ("value", "written"), [((0, 90), "PT90M"), ((0, 120), "PT2H"), ((2, 0), "P2D"), ((1, 60), "PT25H")]
)
def test_lengths_of_time_are_written_in_their_largest_unit(value: tuple[int, int], written: str) -> None:
    assert written == length(timedelta(days=value[0], minutes=value[1]))
