"""`clmplan compile`: playbook + customers + a day → calendar, budget, report."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from clmplan.cli.results import rendered
from clmplan.cli.session import Session, Stop, make_plan, open_session, save
from clmplan.cli.speak import err, out, say, show, status
from clmplan.cli.summary import files_written, summary
from clmplan.model.run import Planned

_SHOWN = 3


def run(project: Path, as_of: str | None, folder: Path | None, as_json: bool, locale: str | None, timings: bool) -> int:
    """Compile a project, write its outputs, say what came out; the exit status."""
    started = perf_counter()
    try:
        session = open_session(project, as_of, locale)
        planned = make_plan(session)
        counted = perf_counter()
        target = folder or session.loaded.root / "build"
        files = rendered(planned, session.locale, target)
        drawn = perf_counter()
        save(session, target, files, planned)
    except Stop as stop:
        return stop.status
    if timings:
        err(f"plan {counted - started:.2f} s, render {drawn - counted:.2f} s, save {perf_counter() - drawn:.2f} s")
    _say_findings(session, planned)
    if as_json:
        out(files["plan.json"].decode().rstrip("\n"))
    else:
        for line in (
            *summary(planned, session.locale),
            "",
            *files_written(target, tuple(files), "report.html", session.locale),
        ):
            out(line)
    return status(planned.compiled.plan.findings)


def _say_findings(session: Session, planned: Planned) -> None:
    """Warnings before the result: the first few of each kind, the rest counted."""
    by_code: dict[str, int] = {}
    shown = []
    plan = planned.compiled.plan.findings
    # What the text alone shows, the plan may say again for the days from its first one on: that is said once.
    again = {(one.code.id, str(one.place)) for one in plan}
    text = (one for one in session.diagnostics if (one.code.id, str(one.place)) not in again)
    findings = tuple(one for one in (*text, *plan) if one.allowed is None)
    for one in findings:
        by_code[one.code.id] = by_code.get(one.code.id, 0) + 1
        if by_code[one.code.id] <= _SHOWN:
            shown.append(one)
    show(shown, session.locale, "short")
    for code in {finding.code.id: finding.code for finding in findings}.values():
        if by_code[code.id] > _SHOWN:
            err("  " + say("more", session.locale, count=by_code[code.id] - _SHOWN, name=code.name, id=code.id))
    if findings:
        err("  " + say("explained", session.locale, id=findings[0].code.id))
        err()
