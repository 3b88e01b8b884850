"""`clmplan simulate`: the plan and the same world without it."""

from __future__ import annotations

from os import environ
from pathlib import Path

from clmplan import pipeline
from clmplan.base.excerpt import padded, width
from clmplan.base.money import Money
from clmplan.cli.results import SIMULATION, document, rendered
from clmplan.cli.session import Run, Stop, make_plan, open_session, save
from clmplan.cli.speak import OK, out, say, show, status
from clmplan.cli.summary import files_written
from clmplan.model.outcome import Interval, Outcome


def run(
    project: Path,
    as_of: str | None,
    seed: int | None,
    replications: int,
    folder: Path | None,
    as_json: bool,
    locale: str | None,
) -> int:
    """Simulate a plan, write the outcome beside it and into the report; the exit status."""
    # A fit is a long row of tiny products of matrices: threads of the algebra would only wait, and double the CPU time.
    environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        session = open_session(project, as_of, locale)
        planned = make_plan(session)
        simulated = pipeline.simulate(planned, session.loaded.project.seed if seed is None else seed, replications)
        if simulated.value is None:
            show(simulated.diagnostics, session.locale)
            return status(simulated.diagnostics)
        show(simulated.diagnostics, session.locale, "short")
        outcome = simulated.value
        target = folder or session.loaded.root / "build"
        made = rendered(planned, session.locale, target, outcome)
        files = made.files
        text = document(SIMULATION, outcome, files["plan.json"])
        run_of_plan = Run(files["plan.json"], "simulation", outcome.seed, text)
        save(session, target, {**files, SIMULATION: text.encode()}, planned, run_of_plan, made.issue)
    except Stop as stop:
        return stop.status
    if as_json:
        out(text.rstrip("\n"))
        return OK
    for line in _lines(outcome, planned.compiled.plan.currency, session.locale):
        out(line)
    for line in ("", *files_written(target, (SIMULATION, "report.html"), "report.html", session.locale)):
        out(line)
    return OK


def _lines(outcome: Outcome, currency: str, locale: str) -> list[str]:
    def money(interval: Interval) -> str:
        parts = (Money.of(str(round(each)), currency) for each in (interval.mean, interval.low, interval.high))
        mean, low, high = (str(part).removesuffix(".00") for part in parts)
        return f"{mean} ({low} … {high})"

    def count(interval: Interval) -> str:
        return f"{interval.mean:,.0f} ({interval.low:,.0f} … {interval.high:,.0f})"

    def row(name: str, text: str) -> str:
        return f"  {padded(say(name, locale), names)}  {text}"

    figures = [
        ("orders_plan", count(outcome.orders_plan)),
        ("orders_without", count(outcome.orders_without)),
        ("incremental_orders", _with_error(outcome.incremental_orders, outcome.monte_carlo_error, locale)),
        ("incremental_revenue", money(outcome.incremental_revenue)),
        ("contact_cost", str(outcome.contact_cost)),
        ("incentive", money(outcome.incentive)),
        ("attributed_orders", count(outcome.attributed_orders)),
    ]
    names = max(width(say(name, locale)) for name, _ in figures)
    level = f"{outcome.level:.0%}"
    lines = [say("simulated", locale, replications=outcome.replications, seed=outcome.seed, level=level)]
    lines += [row(name, text) for name, text in figures]
    lines.append("  " + say("not_an_effect", locale))
    lines.append(say("assumed", locale))
    return lines + [f"  · {chinese if locale == 'zh' else english}" for english, chinese in outcome.notes]


def _with_error(interval: Interval, error: float, locale: str) -> str:
    """A mean with the error that more replications would lessen, and its range."""
    digits = 1 if 0 < error < 1 else 0
    low, high = f"{interval.low:,.0f}", f"{interval.high:,.0f}"
    return say(
        "with_error", locale, mean=f"{interval.mean:,.{digits}f}", error=f"{error:,.{digits}f}", low=low, high=high
    )
