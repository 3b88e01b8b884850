"""`clmplan data actuals`: filled-in calendars come home, and what was reported so far."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from clmplan.base.diagnostics import Diagnostic
from clmplan.base.money import Money
from clmplan.cli.data.actuals_text import Read, file_lines, status_lines, total_lines
from clmplan.cli.data.opening import Opened, open_project
from clmplan.cli.session import Stop
from clmplan.cli.speak import FINDINGS, out, show, status
from clmplan.codes import actuals as codes
from clmplan.data.returned.read import read_returned
from clmplan.evaluation.fulfilment import planned_beside_reported
from clmplan.model.saved import SavedSend
from clmplan.model.team.actual import Actual, Entry, Reported
from clmplan.model.team.fulfilment import Fulfilled
from clmplan.workspace.actuals import actuals, changes, entries, record_actuals
from clmplan.workspace.lock import locked

_SCHEMA = "clmplan.data.actuals/1"


def run(files: Sequence[Path], path: Path, locale: str | None, *, is_dry: bool, is_json: bool) -> int:
    """Read the files, record what they say, and tell what became of every row; the exit status."""
    try:
        opened = open_project(path, locale)
        if not files:
            return _status(opened, is_json=is_json)
        known = _entries(opened)
        if is_dry:
            read, found, after = _read(opened, files, known)
        else:
            with locked(opened.root) as free:
                _refuse(opened, free.diagnostics)
                read, found, after = _read(opened, files, known)
                _record(opened, read)
    except Stop as stop:
        return stop.status
    lines = _lines(known, after, opened)
    if is_json:
        out(_document(opened, read, found, lines, is_recorded=not is_dry))
    else:
        for text in (*(line for one in read for line in file_lines(opened, one)), *total_lines(opened, read, is_dry)):
            out(text)
        for text in status_lines(opened, lines, _titles(known)):
            out(text)
    show(found, opened.locale)
    is_aside = any(one.returned.count.unmatched for one in read)
    return status(found) or (FINDINGS if is_aside else 0)


def _status(opened: Opened, *, is_json: bool) -> int:
    """What was reported so far, by campaign."""
    known = _entries(opened)
    kept = actuals(opened.root, known)
    _refuse(opened, kept.diagnostics)
    found = () if kept.value else (codes.NO_ACTUALS_YET.at(None),)
    lines = _lines(known, kept.value, opened)
    if is_json:
        out(_document(opened, (), found, lines, is_recorded=False))
    else:
        for line in status_lines(opened, lines, _titles(known)):
            out(line)
    show(found, opened.locale)
    return status(found)


def _entries(opened: Opened) -> Mapping[str, Entry]:
    known = entries(opened.root)
    _refuse(opened, known.diagnostics or (() if known.value else (codes.NOTHING_GIVEN_OUT.at(None),)))
    return known.value


def _refuse(opened: Opened, found: tuple[Diagnostic, ...]) -> None:
    if found:
        show(found, opened.locale)
        raise Stop(status(found))


def _read(
    opened: Opened, files: Sequence[Path], known: Mapping[str, Entry]
) -> tuple[tuple[Read, ...], tuple[Diagnostic, ...], Mapping[str, Actual]]:
    """Each file with what it adds to the ones before it, what was found, and all that is known then."""
    kept = actuals(opened.root, known)
    _refuse(opened, kept.diagnostics)
    after = dict(kept.value)
    read: list[Read] = []
    found: list[Diagnostic] = []
    for file in files:
        before_it = {uid: one.reported for uid, one in after.items()}
        returned = read_returned(file, known, opened.project.currency, before_it)
        found += returned.diagnostics
        if returned.value is None:
            continue
        new = changes(before_it, returned.value.matches)
        for one in new:
            uid, before = one.entry.uid, after.get(one.entry.uid, Actual(one.entry, Reported(), ()))
            after[uid] = Actual(one.entry, before.reported.updated(one.reported), (*before.sources, file.name))
        after = {uid: one for uid, one in after.items() if one.reported.given}
        found += returned.value.notes
        read.append(Read(returned.value, new))
    return tuple(read), tuple(found), after


def _record(opened: Opened, read: Sequence[Read]) -> None:
    said = ((one.returned.file, one.returned.sha256, one.changes) for one in read)
    _refuse(opened, record_actuals(opened.root, said).diagnostics)


def _lines(known: Mapping[str, Entry], kept: Mapping[str, Actual], opened: Opened) -> tuple[Fulfilled, ...]:
    """What was planned and reported of the calendar as it stands, and of every other entry that has a report."""
    shown = [one for one in known.values() if one.is_current or one.uid in kept]
    sends = [
        SavedSend(one.uid, one.campaign, one.wave, one.channel, one.day, one.contacts, one.cost_minor)
        for one in shown
        if one.kind == "send"
    ]
    reported = {uid: one.reported for uid, one in kept.items()}
    tasks = [one for one in kept.values() if one.entry.kind == "task"]
    placed = sorted({(one.playbook, one.place, one.campaign) for one in shown})
    order = tuple(dict.fromkeys(campaign for _, _, campaign in placed))
    return planned_beside_reported(sends, reported, tasks, opened.project.currency, order)


def _titles(known: Mapping[str, Entry]) -> Mapping[str, str]:
    """What people call campaigns, by name; what stands in the calendar now before what is gone."""
    listed = sorted(known.values(), key=lambda one: one.is_current)
    return {one.campaign: one.title for one in listed if one.title}


def _document(
    opened: Opened,
    read: Sequence[Read],
    found: Sequence[Diagnostic],
    lines: Sequence[Fulfilled],
    *,
    is_recorded: bool,
) -> str:
    content = {
        "schema": _SCHEMA,
        "project": opened.project.name,
        "currency": opened.project.currency,
        "is_recorded": is_recorded,
        "files": [_file(opened, one) for one in read],
        "rows": sum(one.returned.count.rows for one in read),
        "matched": sum(one.returned.count.matched for one in read),
        "empty": sum(one.returned.count.empty for one in read),
        "set_aside": sum(one.returned.count.unmatched for one in read),
        "reported": [asdict(one) for one in lines],
        "findings": [_finding(one, opened.locale) for one in found],
    }
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2)


def _file(opened: Opened, one: Read) -> Mapping[str, object]:
    returned, count = one.returned, one.returned.count
    return {
        "file": returned.file,
        "sha256": returned.sha256,
        "encoding": returned.encoding,
        "sheets": [{"sheet": sheet or None, "header_row": row} for sheet, row in returned.sheets],
        "rows": count.rows,
        "matched": count.matched,
        "repeated": count.repeated,
        "empty": count.empty,
        "set_aside": count.unmatched,
        "blank_lines": count.blank,
        "repeated_headers": count.headings,
        "entries": [
            {"uid": entry.uid, "kind": entry.kind, "id": entry.id, "plan_id": entry.plan, **_values(opened, reported)}
            for entry, reported in returned.matches
        ],
        "changes": [
            {
                "uid": each.entry.uid,
                "id": each.entry.id,
                "before": None if each.before is None else _values(opened, each.before),
                "after": _values(opened, each.reported),
                "taken_back": list(each.reported.erased),
                "corrected": list(each.corrected),
            }
            for each in one.changes
        ],
        "rows_set_aside": [
            {
                "file": each.place.file,
                "sheet": each.place.sheet or None,
                "row": each.place.row,
                "column": each.column or None,
                "value": each.value,
                **_finding(each.found, opened.locale),
            }
            for each in returned.aside
        ],
    }


def _values(opened: Opened, reported: Reported) -> Mapping[str, object]:
    """The values that are given, money in major units."""
    values = {name: getattr(reported, name) for name in reported.given}
    if reported.cost is not None:
        values["cost"] = str(Money(reported.cost, opened.project.currency).amount)
    if reported.status is not None:
        values["status"] = reported.status.value
    if reported.day is not None:
        values["day"] = reported.day.isoformat()
    return values


def _finding(found: Diagnostic, locale: str) -> Mapping[str, object]:
    return {
        "code": found.code.id,
        "severity": found.code.severity.value,
        "message": found.message(locale),
        "help": found.help(locale),
    }
