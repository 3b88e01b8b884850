"""What customers did after a plan began, read from a file with the columns of a declared event."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from clmplan.base.days import day_number, from_day_number
from clmplan.base.diagnostics import Checked, in_order
from clmplan.codes.data import UNKNOWN_EVENT
from clmplan.data.accounting import reason_warnings
from clmplan.data.project.nodes import suggestion
from clmplan.data.raw_table import Place
from clmplan.data.read import known_rows, to_events
from clmplan.data.rows import read_rows
from clmplan.model.project import Project
from clmplan.model.records import ObservedEvents

EARLIER = "earlier"


def read_outcomes(
    project: Project, path: Path, event: str, as_of: date, keys: tuple[str, ...]
) -> Checked[ObservedEvents | None]:
    """The events of known customers on or after `as_of`; new customers and earlier rows are counted, not used."""
    spec = project.events.get(event)
    if spec is None:
        return Checked(None, (UNKNOWN_EVENT.at(None, event=event, known=suggestion(event, project.events)),))
    read = read_rows(Place(path, path.name, None), spec, project.currency)
    if read.value is None:
        return Checked(None, in_order(read.diagnostics))
    dated = read.value
    found = (*read.diagnostics, *reason_warnings(dated.set_aside, None))
    days = [day for day in dated.days() if isinstance(day, int)]
    today = day_number(as_of)
    since = dated.kept([day >= today for day in days])
    place = {key: index for index, key in enumerate(keys)}
    used = known_rows(since, place)
    events = to_events(used, place)
    aside = Counter(row.reason for row in used.set_aside)
    aside[EARLIER] = len(dated.keys) - len(since.keys)
    observed = ObservedEvents(
        event=event,
        customer=events.customer,
        day=events.day,
        fields=events.fields,
        observed_until=from_day_number(max(days)) if days else None,
        rows=used.read,
        used=len(used.keys),
        set_aside=tuple(sorted((reason, count) for reason, count in aside.items() if count)),
    )
    return Checked(observed, in_order(found))
