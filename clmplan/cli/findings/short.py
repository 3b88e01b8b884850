"""One line for each finding: place, severity, code, message."""

from __future__ import annotations

from clmplan.base.diagnostics import Diagnostic
from clmplan.base.excerpt import visible
from clmplan.cli.findings.report import Paint, Report


def lines(found: Diagnostic, report: Report, paint: Paint) -> list[str]:
    """A finding in one line."""
    return [head(found, report, paint)]


def head(found: Diagnostic, report: Report, paint: Paint) -> str:
    """Where it is, how much it matters, which code it is, what is wrong."""
    place = found.place
    where = f"{visible(place.path)}:{place.line}:{place.column}: " if place else ""
    severity = found.code.severity
    word = paint(f"{report.words(severity.value)} {found.code.id}", severity)
    return f"{where}{word} {visible(found.message(report.locale))}"
