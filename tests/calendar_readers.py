"""calendar.ics as three programs of others read it: icalendar and vobject in Python, ical.js as in Thunderbird.

ical.js is no part of the checkout: it is looked for in the folder that ICAL_JS names, else in `clmplan-npm` in the
folder for temporary files (`npm install --prefix FOLDER ical.js`).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from io import StringIO
from pathlib import Path

import icalendar
import vobject
from dateutil import tz

_SCRIPT = """
import { readFileSync } from "node:fs";
const ICAL = (await import(process.argv[2])).default;
const root = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of root.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const moment = (at) => (at.isDate ? at.toString() : at.toUnixTime());
const told = root.getAllSubcomponents("vevent").map((each) => {
  const event = new ICAL.Event(each);
  const floats = !event.startDate.isDate && event.startDate.zone === ICAL.Timezone.localTimezone;
  return [event.uid, event.summary, event.description, moment(event.startDate), moment(event.endDate),
          event.sequence, each.getFirstPropertyValue("status"),
          each.getFirstProperty("categories")?.getValues() ?? [], floats];
});
console.log(JSON.stringify(told));
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """One event as a program understands it; moments in UTC, whole days as dates."""

    uid: str
    title: str
    description: str
    start: date
    end: date
    sequence: int
    status: str
    categories: tuple[str, ...]


def by_icalendar(written: bytes) -> list[Seen]:
    found = []
    for event in icalendar.Calendar.from_ical(written).walk("VEVENT"):
        assert event.errors == []
        kinds = tuple(str(one) for one in event["CATEGORIES"].cats) if "CATEGORIES" in event else ()
        found.append(
            Seen(
                str(event["UID"]),
                str(event["SUMMARY"]),
                str(event["DESCRIPTION"]),
                _moment(event["DTSTART"].dt),
                _moment(event["DTEND"].dt),
                int(event["SEQUENCE"]),
                str(event["STATUS"]),
                kinds,
            )
        )
    return found


def by_vobject(written: bytes) -> list[Seen]:
    text = written.decode()
    if "BEGIN:VEVENT" in text and "BEGIN:VTIMEZONE" in text:
        # vobject prefers its own knowledge of a zone to the file's, and the file is on trial here.
        zones = tz.tzical(StringIO(text[text.index("BEGIN:VTIMEZONE") : text.index("BEGIN:VEVENT")]))
        for zone in zones.keys():  # noqa: SIM118  no mapping
            vobject.icalendar.registerTzid(zone, zones.get(zone))
    found = []
    for event in vobject.readOne(text).contents.get("vevent", []):
        kinds = tuple(event.categories.value) if "categories" in event.contents else ()
        start, end = _moment(event.dtstart.value), _moment(event.dtend.value)
        told = (event.uid.value, event.summary.value, event.description.value)
        found.append(Seen(*told, start, end, int(event.sequence.value), event.status.value, kinds))
    return found


def by_ical_js(written: bytes) -> list[Seen]:
    """Only where `missing_ical_js` is empty."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "read.mjs"
        script.write_text(_SCRIPT, encoding="utf-8")
        package = (_package() / "dist" / "ical.js").as_uri()
        done = subprocess.run(
            ["node", str(script), package], input=written, capture_output=True, check=False, timeout=60
        )
    assert done.returncode == 0, done.stderr.decode()
    found = []
    for uid, title, text, start, end, sequence, status, kinds, floats in json.loads(done.stdout):
        assert not floats, "a time without a zone"
        found.append(Seen(uid, title, text, _from_js(start), _from_js(end), sequence, status, tuple(kinds)))
    return found


@cache
def missing_ical_js() -> str:
    """Why ical.js cannot be asked; empty when it can."""
    if shutil.which("node") is None:
        return "ical.js needs node"
    file = _package() / "dist" / "ical.js"
    if not file.is_file() or (hasattr(os, "getuid") and file.stat().st_uid != os.getuid()):
        return "ical.js is not installed (see calendar_readers.py)"
    return ""


def _package() -> Path:
    home = os.environ.get("ICAL_JS") or str(Path(tempfile.gettempdir()) / "clmplan-npm")
    return Path(home).resolve() / "node_modules" / "ical.js"


def _from_js(value: str | float) -> date:
    if isinstance(value, str):
        return date.fromisoformat(value)
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=value)


def _moment(value: date) -> date:
    if isinstance(value, datetime):
        assert value.tzinfo is not None
        return value.astimezone(UTC)
    return value
