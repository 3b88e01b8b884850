"""Findings as workflow commands, which GitHub shows beside the changed lines."""

from __future__ import annotations

from clmplan.base.diagnostics import Diagnostic, Severity
from clmplan.cli.findings.report import Report

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def document(report: Report) -> str:
    """One command for each finding that is not allowed."""
    return "\n".join(_command(one, report) for one in report.open)


def _command(found: Diagnostic, report: Report) -> str:
    place = found.place
    properties = {}
    if place is not None:
        end_line, end_column = place.source.position(place.end)
        properties = {"file": report.path(place.path), "line": place.line, "endLine": end_line}
        # Columns are meaningful to the reader only where they lie on one line.
        properties |= {"col": place.column, "endColumn": end_column} if end_line == place.line else {}
    properties["title"] = f"{found.code.id} {found.code.name}"
    given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    said = "\n".join(filter(None, (found.message(report.locale), found.help(report.locale))))
    return f"::{_COMMANDS[found.code.severity]} {given}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
