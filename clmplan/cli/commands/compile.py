"""`clmplan compile`: playbook + customers + a day → calendar, budget, report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from clmplan.cli.editions import ALARMS, KINDS, Wish, alarm_of, news_lines
from clmplan.cli.results import rendered
from clmplan.cli.session import Session, Stop, make_plan, open_session, save, wrong_choice
from clmplan.cli.speak import err, out, say, show, status
from clmplan.cli.summary import files_written, summary
from clmplan.model.run import Planned

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Options:
    """What `compile` was asked beside its project and day."""

    folder: Path | None = None
    as_json: bool = False
    locale: str | None = None
    timings: bool = False
    alarm: str | None = None
    per: tuple[str, ...] = ()


def run(project: Path, as_of: str | None, options: Options) -> int:
    """Compile a project, write its outputs, say what came out; the exit status."""
    started = perf_counter()
    try:
        wish = _wish(options)
        session = open_session(project, as_of, options.locale)
        planned = make_plan(session)
        counted = perf_counter()
        target = options.folder or session.loaded.root / "build"
        made = rendered(planned, session.locale, target, wish=wish)
        drawn = perf_counter()
        save(session, target, made.files, planned, issue=made.issue)
    except Stop as stop:
        return stop.status
    if options.timings:
        err(f"plan {counted - started:.2f} s, render {drawn - counted:.2f} s, save {perf_counter() - drawn:.2f} s")
    _say_findings(session, planned)
    if options.as_json:
        out(made.files["plan.json"].decode().rstrip("\n"))
    else:
        for line in (
            *summary(planned, session.locale),
            "",
            *news_lines(made.issue.edition, session.locale),
            *files_written(target, tuple(made.files), "report.html", session.locale, made.whose),
        ):
            out(line)
    return status(planned.compiled.plan.findings)


def _wish(options: Options) -> Wish:
    alarm = alarm_of(options.alarm) if options.alarm is not None else None
    if options.alarm is not None and alarm is None:
        raise wrong_choice("--alarm", ALARMS, options.alarm, options.locale)
    wrong = next((kind for kind in options.per if kind not in KINDS), None)
    if wrong is not None:
        raise wrong_choice("--per", KINDS, wrong, options.locale)
    return Wish(alarm, options.per)


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
