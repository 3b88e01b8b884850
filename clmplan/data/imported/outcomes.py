"""What customers did after a plan began, read from a file with the columns of a declared event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

import numpy as np

from clmplan.base.days import day_number, from_day_number
from clmplan.base.diagnostics import Checked, in_order
from clmplan.base.progress import silent
from clmplan.codes.data import UNKNOWN_EVENT
from clmplan.codes.set_aside import UNKNOWN_CUSTOMER
from clmplan.data.engine import quoted
from clmplan.data.imported import freshness
from clmplan.data.imported.accounting import reason_counts, reason_findings
from clmplan.data.imported.aside import prepare_aside, put_faulty_aside, store_aside
from clmplan.data.imported.base import read_columns, typed_column
from clmplan.data.imported.ledger import prepare_ledger
from clmplan.data.imported.rows.events import store_rows
from clmplan.data.imported.rows.typed_rows import TypedRows, typed_rows
from clmplan.data.imported.work import (
    LEDGER,
    UNTIL,
    Part,
    Work,
    attach,
    connect,
    event_table,
    has_versions,
    stored,
    stored_fields,
)
from clmplan.data.project.nodes import suggestion
from clmplan.data.sources.place import Place
from clmplan.model.project import Project
from clmplan.model.records import ObservedEvents

EARLIER, NETTED = "earlier", "netted"


def read_outcomes(
    project: Project, path: Path, event: str, as_of: date, keys: tuple[str, ...]
) -> Checked[ObservedEvents | None]:
    """The events of known customers on or after `as_of`; new customers and earlier rows are counted, not used.

    Rows are left out, taken back and joined as in an import; what is taken back is counted as `netted`.
    """
    spec = project.events.get(event)
    if spec is None:
        return Checked(None, (UNKNOWN_EVENT.at(None, event=event, known=suggestion(event, project.events)),))
    part = Part(spec, event_table(event))
    with connect(freshness.spill_folder(None)) as connection:
        attach(connection, None)
        work = Work(connection, project, path.parent, silent)
        rows = typed_rows(work, part, Place(path, path.name, None))
        if rows.value is None:
            return Checked(None, in_order(rows.diagnostics))
        _store(work, part, rows.value, keys)
        told = (one for one in reason_counts(connection) if one.reason != UNKNOWN_CUSTOMER.name)
        found = in_order((*rows.diagnostics, *reason_findings({part.name: None}, told)))
        return Checked(_observed(work, part, event, rows.value, day_number(as_of)), found)


def _store(work: Work, part: Part, rows: TypedRows, keys: tuple[str, ...]) -> None:
    """The rows in a store whose only customers are those of the plan, known from the start."""
    numbered = {"c": np.arange(len(keys), dtype=np.int32), "key": np.array(keys, dtype=object)}
    work.connection.register("plan_keys", numbered)
    known = "CAST(NULL AS INTEGER) AS known"
    work.run(f"CREATE TABLE {stored('keys')} AS SELECT c, CAST(key AS VARCHAR) AS key, {known} FROM plan_keys")
    work.connection.unregister("plan_keys")
    prepare_aside(work)
    prepare_ledger(work)
    put_faulty_aside(work, rows)
    store_rows(work, part, rows)
    store_aside(work)


def _observed(work: Work, part: Part, event: str, rows: TypedRows, today: int) -> ObservedEvents:
    names = [one.name for _, one in stored_fields(part)]
    last = f" AND {quoted(UNTIL)} IS NULL" if has_versions(part.spec) else ""
    selected = ", ".join(quoted(name) for name in ("c", "day", *names))
    found = read_columns(work.connection, f"SELECT {selected} FROM {stored(part.name)} WHERE day >= {today}{last}")
    fields = {
        one.name: typed_column(one.type, found[one.name if one.name in names else "day"]) for one in part.spec.fields
    }
    latest = work.run(f"SELECT max({rows.value(part.spec.day or '')}) FROM {rows.usable}").fetchone()
    used, aside = _counts(work, rows, today)
    return ObservedEvents(
        event=event,
        customer=found["c"].astype(np.int32),
        day=found["day"].astype(np.int32),
        fields=MappingProxyType(fields),
        observed_until=from_day_number(latest[0]) if latest and latest[0] is not None else None,
        rows=rows.records,
        used=used,
        set_aside=tuple(sorted((reason, count) for reason, count in aside.items() if count)),
    )


def _counts(work: Work, rows: TypedRows, today: int) -> tuple[int, Mapping[str, int]]:
    """How many rows are used, and how many are not for each reason; what is earlier is no more than that."""
    aside: Counter[str] = Counter()
    for one in reason_counts(work.connection):
        aside[one.reason] += one.count
    day = rows.value(rows.spec.day or "")
    early_strangers = work.number(
        f"SELECT count(*) FROM {rows.usable} AND {day} < {today} AND r.key NOT IN (SELECT key FROM {stored('keys')})"
    )
    aside[UNKNOWN_CUSTOMER.name] -= early_strangers
    aside[EARLIER] = early_strangers + work.number(f"SELECT sum(used) FROM {LEDGER} WHERE own < {today}")
    aside[NETTED] = work.number(f"SELECT sum(netted) FROM {LEDGER}")
    return work.number(f"SELECT sum(used) FROM {LEDGER} WHERE own >= {today}"), aside
