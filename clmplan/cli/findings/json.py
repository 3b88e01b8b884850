"""All findings as one JSON document; `grammar/findings.schema.json` describes it."""

from __future__ import annotations

import json

from clmplan.base.diagnostics import Diagnostic, Edit, Fix, Related, Severity
from clmplan.base.source import Span
from clmplan.cli.findings.report import Report

SCHEMA = "clmplan.findings/1"


def document(report: Report) -> str:
    """The document of a report."""
    counts = {f"{one.value}s": sum(found.code.severity is one for found in report.open) for one in Severity}
    found = {
        "schema": SCHEMA,
        "locale": report.locale,
        "counts": {**counts, "allowed": len(report.findings) - len(report.open)},
        "findings": [_finding(one, report) for one in report.findings],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _finding(found: Diagnostic, report: Report) -> dict[str, object]:
    code = found.code
    return {
        "code": code.id,
        "name": code.name,
        "severity": code.severity.value,
        "message": found.message(report.locale),
        "help": found.help(report.locale),
        **_place(found.place),
        "related": [_related(one, found, report) for one in found.related],
        "facts": [{"name": name, "value": value} for name, value in found.known(report.locale)],
        "fix": None if found.fix is None else _fix(found.fix, found, report),
        "allowed": None if found.allowed is None else {"reason": found.allowed.reason, **_place(found.allowed.place)},
    }


def _related(one: Related, found: Diagnostic, report: Report) -> dict[str, object]:
    return {"note": report.fill(one.note, found), **_place(one.place)}


def _fix(fix: Fix, found: Diagnostic, report: Report) -> dict[str, object]:
    return {"title": report.fill(fix.title, found), "safe": fix.is_safe, "edits": [_edit(one) for one in fix.edits]}


def _edit(edit: Edit) -> dict[str, object]:
    return {**_place(edit.place), "text": edit.text}


def _place(place: Span | None) -> dict[str, object]:
    """Offsets count characters from 0, lines and columns from 1; the end is the first character after it."""
    if place is None:
        return dict.fromkeys(("path", "offset", "end", "line", "column", "end_line", "end_column"))
    end_line, end_column = place.source.position(place.end)
    return {
        "path": place.path,
        "offset": place.start,
        "end": place.end,
        "line": place.line,
        "column": place.column,
        "end_line": end_line,
        "end_column": end_column,
    }
