"""The calendar for calendar programs (RFC 5545): one event per send and per task, with what changed and what is gone.

Written line by line: a library takes seconds for a large year. Parsers of others read it in the tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from clmplan.base.clock import instant
from clmplan.base.days import ONE_DAY
from clmplan.codes import entry_words, export_words
from clmplan.exporters.content_lines import END, address, day, escaped, folded, length, moment
from clmplan.exporters.edition import Edition
from clmplan.exporters.kind import Exporter
from clmplan.exporters.lines import plain
from clmplan.exporters.zone_block import Onset, onsets, zone_block
from clmplan.model.team.exported import Exported

ALARM = "X-CLMPLAN-ALARM"
HEAD = f"BEGIN:VCALENDAR{END}VERSION:2.0{END}PRODID:-//clmplan//plan//EN{END}"

_REFRESH = "PT1H"
_FREE = f"TRANSP:TRANSPARENT{END}X-MICROSOFT-CDO-BUSYSTATUS:FREE{END}"


def calendar_ics(edition: Edition) -> bytes:
    """All tasks and sends as a calendar to import or subscribe to.

    Days on which a triggered wave reaches nobody on file are left out: nobody has anything to do. Entries that are
    planned no longer are said to be cancelled until their day is over; what was given out and is over stays a year.
    Nobody is named as organizer: a plan knows owners by name, and an organizer is an address.
    """
    return calendar_of(edition, edition.entries, title_of(edition))


def title_of(edition: Edition) -> str:
    """What the calendar of a plan is called."""
    return plain(edition.plan.playbook.title) or plain(edition.plan.playbook.name)


def calendar_of(edition: Edition, entries: tuple[Exported, ...], title: str) -> bytes:
    """Some entries of an edition as a calendar of its own."""
    zones = {one.key: one for one in _zones(edition.plan.zone, entries)}
    writer = _Writer(edition, zones)
    parts = [_head(edition, title)]
    if not zones and not entries:
        # A calendar has to hold something.
        parts.append(_own_zone(edition))
    parts += [zone_block(one.zone, one.onsets) for one in zones.values()]
    parts += [writer.event(one) for one in entries]
    return "".join((*parts, f"END:VCALENDAR{END}")).encode()


@dataclass(frozen=True, slots=True)
class _Zone:
    """A zone, its changes, and the days on or beside which one of them falls."""

    zone: ZoneInfo
    onsets: tuple[Onset, ...]
    unsure: frozenset[date]

    @property
    def key(self) -> str:
        return self.zone.key


def _zones(own: str, entries: Iterable[Exported]) -> Iterator[_Zone]:
    """The project's zone, and those of entries that were given out when the project had another."""
    days: dict[str, list[date]] = {}
    for one in entries:
        if one.time is not None:
            days.setdefault(one.zone, []).append(one.day)
    for name in sorted(days, key=lambda name: (name != own, name)):
        zone = ZoneInfo(name)
        found = onsets(zone, min(days[name]), max(days[name]))
        walls = [onset.wall.date() for onset in found]
        yield _Zone(zone, found, frozenset(wall + ONE_DAY * near for wall in walls for near in (-1, 0, 1)))


def _own_zone(edition: Edition) -> str:
    zone, as_of = ZoneInfo(edition.plan.zone), edition.plan.as_of
    return zone_block(zone, onsets(zone, as_of, as_of))


def _head(edition: Edition, title: str) -> str:
    lines = [
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(title)}",
        f"X-WR-CALNAME:{escaped(title)}",
        f"X-WR-TIMEZONE:{edition.plan.zone}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{_REFRESH}",
        f"X-PUBLISHED-TTL:{_REFRESH}",
    ]
    if edition.alarm is not None:
        lines.append(f"{ALARM}:{length(edition.alarm)}")
    return HEAD + "".join(map(folded, lines))


class _Writer:
    """Writes the events of one calendar."""

    def __init__(self, edition: Edition, zones: dict[str, _Zone]) -> None:
        self._plan, self._alarm, self._zones = edition.plan, edition.alarm, zones
        self._categories: dict[tuple[str, ...], str] = {}

    def event(self, one: Exported) -> str:
        """One entry. A line that may be long is folded; the others are short by what they hold."""
        changed = f"{day(one.changed)}T000000Z"
        status = "CANCELLED" if one.is_cancelled else "TENTATIVE" if one.is_estimated else "CONFIRMED"
        return (
            f"BEGIN:VEVENT{END}UID:{one.uid}{END}DTSTAMP:{changed}{END}LAST-MODIFIED:{changed}{END}"
            f"SEQUENCE:{one.sequence}{END}{self._times(one)}{_FREE}STATUS:{status}{END}"
            f"{folded(f'SUMMARY:{escaped(self._summary(one))}')}"
            f"{folded(f'DESCRIPTION:{escaped(one.description)}')}"
            f"{self._kinds(one.categories)}{_link(one.address)}{self._reminder(one)}END:VEVENT{END}"
        )

    def _times(self, one: Exported) -> str:
        if one.time is None:
            first, last = one.starts or one.day, one.day + ONE_DAY
            return f"DTSTART;VALUE=DATE:{day(first)}{END}DTEND;VALUE=DATE:{day(last)}{END}"
        zone = self._zones[one.zone]
        start = datetime.combine(one.day, one.time)
        end = start + timedelta(minutes=one.minutes)
        if one.day in zone.unsure or end.date() in zone.unsure:
            # INVARIANT: on the wall an hour that comes twice has two meanings, and readers choose differently.
            begun = instant(one.day, one.time, zone.zone).astimezone(UTC)
            ended = begun + timedelta(minutes=one.minutes)
            return f"DTSTART:{moment(begun)}Z{END}DTEND:{moment(ended)}Z{END}"
        return f"DTSTART;TZID={one.zone}:{moment(start)}{END}DTEND;TZID={one.zone}:{moment(end)}{END}"

    def _summary(self, one: Exported) -> str:
        if not one.is_cancelled:
            return one.summary
        # Programs that do not know STATUS would show it as if nothing had happened.
        mark = entry_words.CANCELLED.fill(self._plan.locale, {})
        return export_words.MARKED.fill(self._plan.locale, {"summary": one.summary, "mark": mark})

    def _kinds(self, names: tuple[str, ...]) -> str:
        if names not in self._categories:
            # Some programs take the comma after a backslash for part of a name, however it is written.
            kinds = [escaped(kept) for one in names if (kept := one.rstrip("\\"))]
            self._categories[names] = folded(f"CATEGORIES:{','.join(kinds)}") if kinds else ""
        return self._categories[names]

    def _reminder(self, one: Exported) -> str:
        """An alarm, where asked for, for what is still to come; for whole days only one that is days ahead."""
        alarm = self._alarm
        if alarm is None or one.is_cancelled or one.day < self._plan.as_of:
            return ""
        if one.time is None and (alarm.seconds or not alarm.days):
            return ""
        text = folded(f"DESCRIPTION:{escaped(one.summary)}")
        return f"BEGIN:VALARM{END}ACTION:DISPLAY{END}TRIGGER:-{length(alarm)}{END}{text}END:VALARM{END}"


def _link(text: str) -> str:
    return folded(f"URL:{address(text)}") if text else ""


EXPORTER = Exporter("ics", ".ics", calendar_ics, export_words.ICS_TITLE, "calendar")
