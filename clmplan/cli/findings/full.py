"""A finding as a person wants it: the line with carets, the other places, the values, the remedy, the fix."""

from __future__ import annotations

from clmplan.base.diagnostics import Diagnostic, Severity
from clmplan.base.excerpt import excerpt, visible
from clmplan.base.source import Span
from clmplan.cli.findings.report import Paint, Report
from clmplan.cli.findings.short import head


def lines(found: Diagnostic, report: Report, paint: Paint) -> list[str]:
    """A finding with everything known about it, and an empty line."""
    shown = [head(found, report, paint)]
    if found.place is not None:
        shown += _quoted(found.place, "^", found.code.severity, paint)
    for other in found.related:
        note = visible(report.fill(other.note, found))
        shown.append(f"{visible(other.place.path)}:{other.place.line}:{other.place.column}: {note}")
        shown += _quoted(other.place, "-", None, paint)
    facts = found.known(report.locale)
    if facts:
        shown.append("  " + _labelled("values", "", report).rstrip())
        shown += ["  | " + report.words("labelled", label=visible(name), text=visible(value)) for name, value in facts]
    remedy = found.help(report.locale)
    if remedy:
        shown.append("  " + _labelled("help", visible(remedy), report))
    if found.fix is not None:
        title = visible(report.fill(found.fix.title, found))
        name = "fix_safe" if found.fix.is_safe else "fix_unsafe"
        shown.append("  " + _labelled("fix", report.words(name, title=title), report))
    return [*shown, ""]


def _labelled(label: str, text: str, report: Report) -> str:
    return report.words("labelled", label=report.words(label), text=text)


def _quoted(place: Span, mark: str, severity: Severity | None, paint: Paint) -> list[str]:
    text, marks = excerpt(place, mark)
    number = str(place.line)
    return [f"{number} | {text}".rstrip(), f"{' ' * len(number)} | {paint(marks, severity)}"]
