"""Whether what a row says can be: nothing is refused here, but a slip is told with both numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from clmplan.base.diagnostics import Diagnostic
from clmplan.codes import actuals as say
from clmplan.data.returned.rows import Found
from clmplan.model.team.actual import Entry

_TIMES = 10
# Ten times a handful is still a handful.
_FEW = 100
_MARGIN = 31
_Days = tuple[date, date]


def implausible(rows: Iterable[Found], entries: Mapping[str, Entry]) -> Iterator[Diagnostic]:
    """What to tell of rows that were taken: far more reached than planned, a day far from the calendar."""
    rows = tuple(row for row in rows if row.reported.given)
    if not rows:
        return
    # A send that plans to reach nobody may reach those who respond: the largest send says how many there are.
    largest = max((one.contacts for one in entries.values()), default=0) or 1
    ranges = _ranges(entries.values())
    for row in rows:
        entry, reach, day = row.entry, row.reported.reach, row.reported.day
        if reach is not None and reach > max(_FEW, _TIMES * (entry.contacts or largest)):
            numbers = {"reach": f"{reach:,}", "planned": f"{entry.contacts:,}"}
            yield say.REACH_IMPLAUSIBLE.at(None, place=row.place.said, **numbers)
        first, last = ranges[entry.project, entry.playbook]
        if day is not None and not -_MARGIN <= (day - first).days <= (last - first).days + _MARGIN:
            days = {"planned": entry.day, "day": day, "first": first, "last": last}
            yield say.MOVED_OUTSIDE.at(None, place=row.place.said, **days)


def _ranges(entries: Iterable[Entry]) -> Mapping[tuple[str, str], _Days]:
    """The first and the last day that the calendar of each playbook ever planned."""
    found: dict[tuple[str, str], _Days] = {}
    for one in entries:
        key, days = (one.project, one.playbook), one.given_days
        before = found.get(key, (days[0], days[0]))
        found[key] = (min(before[0], *days), max(before[1], *days))
    return found
