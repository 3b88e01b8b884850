"""The calendar for the CSV import of Google Calendar: English headers, American dates, hours with AM and PM.

Times are read in the zone of the calendar they are imported into; a send on each customer's clock takes the whole day,
with its time in the title. Importing again makes every entry a second time, and nothing here can cancel one: entries
that are planned no longer are left out, and who wants updates subscribes to `calendar.ics`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from clmplan.codes.sheet_words import GOOGLE_TITLE
from clmplan.exporters.edition import Edition
from clmplan.exporters.kind import Exporter
from clmplan.exporters.lines import Line
from clmplan.exporters.sheet import Cell, sheet
from clmplan.model.team.exported import Exported

# What the import asks for, in its words.
_COLUMNS = (
    "Subject",
    "Start Date",
    "Start Time",
    "End Date",
    "End Time",
    "All Day Event",
    "Description",
    "Location",
    "Private",
)


def google_csv(edition: Edition) -> bytes:
    """All sends and tasks in calendar order, as the import reads them.

    Without a byte order mark: the import compares the first header, and a mark would belong to it.
    """
    rows = (tuple(_row(line, edition.ledger[line.uid])) for line in edition.lines)
    return sheet(_COLUMNS, rows, is_marked=False)


def _row(line: Line, entry: Exported) -> Iterator[Cell]:
    yield entry.summary
    if line.start is None or line.end is None or entry.time is None:
        yield from (_day(line.day), "", _day(line.day), "", "True")
    else:
        yield from (_day(line.start.date()), _hour(line.start), _day(line.end.date()), _hour(line.end), "False")
    yield from (" · ".join(entry.description.splitlines()), "", "False")


def _day(day: date) -> str:
    return f"{day:%m/%d/%Y}"


def _hour(at: datetime) -> str:
    # `%p` would follow the locale of the machine.
    return f"{at.hour % 12 or 12}:{at.minute:02} {'AM' if at.hour < 12 else 'PM'}"


EXPORTER = Exporter("google", ".google.csv", google_csv, GOOGLE_TITLE, "calendar")
