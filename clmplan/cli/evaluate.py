"""`clmplan evaluate`: what really happened, judged by the split that was drawn."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from clmplan import pipeline
from clmplan.cli.session import Session, Stop, open_session, record, save
from clmplan.cli.simulate import jsonable
from clmplan.cli.speak import ENVIRONMENT, USAGE, err, out, say, show, status
from clmplan.codes.cli_words import NOT_KEPT, VERDICTS
from clmplan.codes.workspace import FILE_MISSING
from clmplan.model.saved import SavedPlan, StoredPlan
from clmplan.model.scorecard import Estimate, Score, Scorecard

SCHEMA = "clmplan.evaluation/1"


def run(  # noqa: PLR0917  one parameter per option of the command
    outcomes: Path,
    project: Path,
    plan_file: Path | None,
    until: str | None,
    folder: Path | None,
    as_json: bool,
    locale: str | None,
) -> int:
    """Judge a compiled plan; the exit status."""
    try:
        last = date.fromisoformat(until) if until else None
    except ValueError:
        err(f"--until: 2011-12-09, not {until}")
        return USAGE
    try:
        session = open_session(project, None, locale)
        target = folder or session.loaded.root / "build"
        content, saved, stored = _saved(session, plan_file or target / "plan.json")
        judged = pipeline.evaluate(session.loaded, saved, stored, outcomes, last)
        if judged.value is None:
            show(judged.diagnostics, session.locale)
            return status(judged.diagnostics)
        show(judged.diagnostics, session.locale, "short")
        document = json.dumps(
            {"schema": SCHEMA, **jsonable(judged.value)}, ensure_ascii=False, indent=2, sort_keys=True
        )
        _write(session, target, content, saved, judged.value, document + "\n")
    except Stop as stop:
        return stop.status
    if as_json:
        out(document)
    else:
        for line in _lines(judged.value, session.locale):
            out(line)
        out(f"{say('written', session.locale)}\n  {target / 'evaluation.json'}")
    return status(judged.diagnostics)


def _saved(session: Session, file: Path) -> tuple[bytes, SavedPlan, StoredPlan]:
    from clmplan.workspace.assignments import load_assignments
    from clmplan.workspace.saved_plan import read_plan

    try:
        content = file.read_bytes()
    except OSError:
        show((FILE_MISSING.at(None, name=str(file)),), session.locale)
        raise Stop(ENVIRONMENT) from None
    saved = read_plan(content, file.name)
    if saved.value is None:
        show(saved.diagnostics, session.locale)
        raise Stop(status(saved.diagnostics))
    stored = load_assignments(session.loaded.root, saved.value.id)
    if stored.value is None:
        show(stored.diagnostics or (NOT_KEPT.at(None, file=file.name),), session.locale)
        raise Stop(status(stored.diagnostics) or 1)
    return content, saved.value, stored.value


def _write(session: Session, folder: Path, content: bytes, saved: SavedPlan, card: Scorecard, document: str) -> None:
    """The document, and the report with the evaluation when the plan can still be made from the same inputs."""
    files = {"evaluation.json": document.encode()}
    planned = pipeline.plan(session.loaded, saved.as_of)
    if planned.value is not None:
        rendered = pipeline.render(planned.value, session.locale, None, card)
        if rendered["plan.json"] == content:
            files["report.html"] = rendered["report.html"]
    save(session, folder, files)
    record(session, content, "evaluation", None, document)


def _lines(card: Scorecard, locale: str) -> list[str]:
    lines = [say("evaluated", locale, rows=f"{card.rows:,}", used=f"{card.used:,}", until=card.observed_until)]
    for score in card.scores:
        lines += _score(score, locale)
    lines += [f"· {chinese if locale == 'zh' else english}" for english, chinese in card.notes]
    return lines


def _score(score: Score, locale: str) -> list[str]:
    name = score.campaign or say("programme", locale)
    verdict = VERDICTS[score.verdict.value].fill(locale, {})
    lines = [f"{name}: {verdict}"]
    if score.measured is not None:
        measured = score.measured
        arms = (measured.treated, measured.held_out)
        shares = [f"{arm.reached:,}/{arm.customers:,}" for arm in arms]
        lines.append("  " + say("arms", locale, treated=shares[0], held_out=shares[1]))
        if measured.conversion_difference is not None:
            lines.append("  " + say("difference", locale, interval=_percent(measured.conversion_difference)))
        if measured.conversion_lift is not None:
            lines.append("  " + say("lift", locale, interval=_percent(measured.conversion_lift)))
    else:
        attributed = f"{score.attributed_customers:,}"
        lines.append("  " + say("only_attributed", locale, contacted=f"{score.contacted:,}", attributed=attributed))
    lines += [f"  {chinese if locale == 'zh' else english}" for english, chinese in score.reasons]
    return lines


def _percent(estimate: Estimate) -> str:
    return f"{estimate.value:+.1%} ({estimate.low:+.1%} … {estimate.high:+.1%}, {estimate.level:.0%})"
