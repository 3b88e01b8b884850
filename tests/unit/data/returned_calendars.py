"""Calendars as teams send them back: workbooks and texts made cell by cell."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from uuid import UUID

from made_workbooks import write_workbook

from clmplan.base.diagnostics import Checked
from clmplan.data.returned.accounting import Returned
from clmplan.data.returned.read import read_returned
from clmplan.model.team.actual import Entry, Reported

HEADER = ["date", "campaign", "status", "actual reach", "actual cost (CNY)", "actual orders", "note", "clm_uid"]
Cells = Sequence[object]


def uid(number: int) -> str:
    return f"{UUID(int=number + 1)}@clmplan"


def entry(number: int, kind: str = "send") -> Entry:
    day = date(2026, 11, 1 + number)
    name = f"news/main/{day}/1"
    return Entry(uid(number), "shop", "winter", kind, name, "news", "main", "email", day, (day,), 100, 250, "0" * 16)


ENTRIES = {one.uid: one for one in (*(entry(number) for number in range(9)), entry(9, "task"))}


def row(number: int, **given: object) -> list[object]:
    """A row of the calendar as it was given out, with what a team filled in."""
    names = ("status", "reach", "cost", "orders", "note")
    day = given.pop("day", entry(number).day)
    key = given.pop("uid", uid(number))
    return [day, "news", *(given.get(name) for name in names), key]


def workbook(folder: Path, rows: Sequence[Cells], header: Cells = HEADER, name: str = "back.xlsx") -> Path:
    return write_workbook(folder / name, {"Calendar": [header, *rows]})


def text(
    folder: Path,
    rows: Sequence[Cells],
    header: Cells = HEADER,
    *,
    encoding: str = "utf-8-sig",
    delimiter: str = ",",
    name: str = "back.csv",
) -> Path:
    written = StringIO()
    out = csv.writer(written, delimiter=delimiter, lineterminator="\r\n")
    out.writerows([["" if cell is None else str(cell) for cell in one] for one in (header, *rows)])
    (folder / name).write_bytes(written.getvalue().encode(encoding))
    return folder / name


def returned(
    path: Path,
    entries: Mapping[str, Entry] = ENTRIES,
    currency: str = "CNY",
    known: Mapping[int, Reported] | None = None,
) -> Returned:
    before = {uid(number): one for number, one in (known or {}).items()}
    found: Checked[Returned | None] = read_returned(path, entries, currency, before)
    assert found.value is not None, [one.message("en") for one in found.diagnostics]
    return found.value


def said(found: Returned) -> dict[int, Reported]:
    """What was read by the number of the entry."""
    numbers = {one: number for number, one in enumerate(ENTRIES)}
    return {numbers[one.uid]: reported for one, reported in found.matches}


def aside(found: Returned) -> list[tuple[int, str, str, str]]:
    """The rows set aside: row, column, value, code."""
    return [(one.place.row, one.column, one.value, one.found.code.id) for one in found.aside]


def dropped(number: int) -> dict[str, Entry]:
    """The entries, one of which the last plan left out."""
    return {**ENTRIES, uid(number): replace(entry(number), is_current=False)}
