"""`clmplan evaluate`: what really happened, judged by the split that was drawn."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from clmplan import pipeline
from clmplan.base.money import Money
from clmplan.cli.data.actuals_text import fulfilment_lines
from clmplan.cli.results import EVALUATION, document, rendered
from clmplan.cli.session import Run, Session, Stop, chosen_day, open_session, save
from clmplan.cli.speak import ENVIRONMENT, FINDINGS, out, say, show, status
from clmplan.cli.summary import files_written
from clmplan.codes.cli_words import NO_PLAN, NOT_KEPT, VERDICTS
from clmplan.codes.set_aside import UNKNOWN_CUSTOMER
from clmplan.data.imported.outcomes import EARLIER
from clmplan.model.saved import SavedPlan, StoredPlan
from clmplan.model.scorecard import CAP_PERCENTILE, Arm, Estimate, Measured, Score, Scorecard
from clmplan.model.team.actual import Actual


def run(
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
        session = open_session(project, None, locale)
        last = chosen_day("--until", until, session.locale)
        target = folder or session.loaded.root / "build"
        content, saved, stored = _saved(session, plan_file or _latest(session, target))
        judged = pipeline.evaluate(session.loaded, saved, stored, outcomes, last, _actuals(session))
        if judged.value is None:
            show(judged.diagnostics, session.locale)
            return status(judged.diagnostics)
        show(judged.diagnostics, session.locale, "short")
        text = document(EVALUATION, judged.value, content)
        files = {EVALUATION: text.encode(), **_report(session, target, content, saved, judged.value)}
        save(session, target, files, run=Run(content, "evaluation", None, text))
    except Stop as stop:
        return stop.status
    if as_json:
        out(text.rstrip("\n"))
        return status(judged.diagnostics)
    for line in (*_lines(judged.value, saved, session.locale), *_files(target, files, session.locale)):
        out(line)
    return status(judged.diagnostics)


def _actuals(session: Session) -> tuple[Actual, ...]:
    """What teams reported so far about anything that was given out."""
    from clmplan.workspace.actuals import actuals, entries

    known = entries(session.loaded.root)
    kept = actuals(session.loaded.root, known.value)
    found = (*known.diagnostics, *kept.diagnostics)
    if found:
        show(found, session.locale)
        raise Stop(status(found))
    return tuple(kept.value.values())


def _latest(session: Session, folder: Path) -> Path:
    """The plan in the folder of the outputs, else the one in `build`."""
    own = folder / "plan.json"
    return own if own.is_file() else session.loaded.root / "build" / "plan.json"


def _saved(session: Session, file: Path) -> tuple[bytes, SavedPlan, StoredPlan]:
    from clmplan.workspace.assignments import load_assignments
    from clmplan.workspace.saved_plan import read_plan

    try:
        content = file.read_bytes()
    except OSError:
        show((NO_PLAN.at(None, file=file),), session.locale)
        raise Stop(ENVIRONMENT) from None
    saved = read_plan(content, file.name)
    if saved.value is None:
        show(saved.diagnostics, session.locale)
        raise Stop(status(saved.diagnostics))
    stored = load_assignments(session.loaded.root, saved.value.id)
    if stored.value is None:
        show(stored.diagnostics or (NOT_KEPT.at(None, file=file.name),), session.locale)
        raise Stop(status(stored.diagnostics) or FINDINGS)
    return content, saved.value, stored.value


def _report(session: Session, folder: Path, content: bytes, saved: SavedPlan, card: Scorecard) -> dict[str, bytes]:
    """The report with the evaluation, when the plan can still be made from the same inputs."""
    planned = pipeline.plan(session.loaded, saved.as_of)
    if planned.value is None:
        return {}
    files = rendered(planned.value, session.locale, folder, card=card).files
    return {"report.html": files["report.html"]} if files["plan.json"] == content else {}


def _files(folder: Path, files: dict[str, bytes], locale: str) -> list[str]:
    first = "report.html" if "report.html" in files else EVALUATION
    lines = ["", *files_written(folder, tuple(files), first, locale)]
    return lines if "report.html" in files else [*lines, say("report_kept", locale)]


def _lines(card: Scorecard, saved: SavedPlan, locale: str) -> list[str]:
    aside = Counter(dict(card.set_aside))
    earlier, new = aside.pop(EARLIER, 0), aside.pop(UNKNOWN_CUSTOMER.name, 0)
    numbers = {"rows": card.rows, "used": card.used, "earlier": earlier, "new": new, "bad": aside.total()}
    shown = {name: f"{number:,}" for name, number in numbers.items()}
    lines = [say("evaluated", locale, as_of=saved.as_of, until=card.observed_until, **shown), ""]
    lines += [line for score in card.scores for line in _score(score, card.currency, locale)]
    if card.fulfilment is not None:
        lines += ["", *fulfilment_lines(card.fulfilment, card.currency, locale)]
    return [*lines, "", *(f"· {_spoken(note, locale)}" for note in card.notes)]


def _score(score: Score, currency: str, locale: str) -> list[str]:
    verdict = VERDICTS[score.verdict.value].fill(locale, {})
    lines = [say("labelled", locale, label=score.campaign or say("programme", locale), text=verdict)]
    if score.measured is None:
        lines.append("  " + _followed(score, locale))
    else:
        lines += [f"  {line}" for line in _measured(score.measured, currency, locale)]
        places = {"inside": f"{score.contacts_in_window:,}", "contacts": f"{score.contacts:,}"}
        lines.append("  " + say("judged_contacts", locale, **places))
    return lines + [f"  {_spoken(reason, locale)}" for reason in score.reasons]


def _followed(score: Score, locale: str) -> str:
    contacted = f"{score.contacted:,}"
    if score.attributed_customers is None:
        return say("goal_not_seen", locale, contacted=contacted)
    return say("only_attributed", locale, contacted=contacted, attributed=f"{score.attributed_customers:,}")


def _measured(measured: Measured, currency: str, locale: str) -> list[str]:
    lines = _arms(measured.treated, measured.held_out, locale)
    if measured.conversion_difference is not None:
        lines.append(say("difference", locale, **_percents(measured.conversion_difference)))
    if measured.conversion_lift is not None:
        lines.append(say("lift", locale, **_percents(measured.conversion_lift)))
    if measured.revenue_difference_capped is not None:
        amounts = _amounts(measured.revenue_difference_capped, currency)
        lines.append(say("revenue_difference", locale, **amounts, percentile=CAP_PERCENTILE))
    return lines


def _arms(treated: Arm, held_out: Arm, locale: str) -> list[str]:
    """Counts of the arms in which a window has closed."""
    shown = {name: f"{arm.reached:,}/{arm.customers:,}" for name, arm in (("treated", treated), ("held_out", held_out))}
    if treated.customers and held_out.customers:
        return [say("arms", locale, **shown)]
    if treated.customers:
        return [say("one_arm", locale, treated=shown["treated"])]
    return [say("other_arm", locale, held_out=shown["held_out"])] if held_out.customers else []


def _amounts(estimate: Estimate, currency: str) -> dict[str, str]:
    numbers = {"value": estimate.value, "low": estimate.low, "high": estimate.high}
    shown = {name: str(Money.of(str(each), currency)) for name, each in numbers.items()}
    signed = {name: text if text.startswith("-") else f"+{text}" for name, text in shown.items()}
    return {**signed, "level": f"{estimate.level:.0%}"}


def _percents(estimate: Estimate) -> dict[str, str]:
    numbers = {"value": estimate.value, "low": estimate.low, "high": estimate.high}
    return {**{name: f"{100 * each:+.1f}" for name, each in numbers.items()}, "level": f"{estimate.level:.0%}"}


def _spoken(sentence: tuple[str, str], locale: str) -> str:
    return sentence[locale == "zh"]
