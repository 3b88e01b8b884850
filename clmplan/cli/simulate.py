"""`clmplan simulate`: the plan and the same world without it."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from enum import Enum
from pathlib import Path

from clmplan import pipeline
from clmplan.base.excerpt import padded, width
from clmplan.base.money import Money
from clmplan.cli.session import Run, Stop, make_plan, open_session, save
from clmplan.cli.speak import OK, out, say, show, status
from clmplan.cli.summary import files_written
from clmplan.model.outcome import Interval, Outcome

SCHEMA = "clmplan.simulation/1"


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
    try:
        session = open_session(project, as_of, locale)
        planned = make_plan(session)
        simulated = pipeline.simulate(planned, session.loaded.project.seed if seed is None else seed, replications)
        if simulated.value is None:
            show(simulated.diagnostics, session.locale)
            return status(simulated.diagnostics)
        show(simulated.diagnostics, session.locale, "short")
        outcome = simulated.value
        document = written(SCHEMA, outcome)
        files = {**pipeline.render(planned, session.locale, outcome), "simulation.json": document.encode()}
        target = folder or session.loaded.root / "build"
        save(session, target, files, planned, Run(files["plan.json"], "simulation", outcome.seed, document))
    except Stop as stop:
        return stop.status
    if as_json:
        out(document.rstrip("\n"))
        return OK
    for line in _lines(outcome, planned.compiled.plan.currency, session.locale):
        out(line)
    for line in files_written(target, ("simulation.json", "report.html"), "report.html", session.locale):
        out(line)
    return OK


def written(schema: str, value: object) -> str:
    """A dataclass as a JSON document with its schema; money as a string of major units."""
    content = {"schema": schema, **_jsonable(value)}
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False) + "\n"


def _jsonable(value: object) -> dict[str, object]:

    def plain(one: object) -> object:
        if isinstance(one, Money):
            return str(one.amount)
        if isinstance(one, Enum):
            return plain(one.value)
        if is_dataclass(one) and not isinstance(one, type):
            return {name: plain(getattr(one, name)) for name in one.__dataclass_fields__}
        if isinstance(one, tuple | list):
            return [plain(each) for each in one]
        return one if isinstance(one, str | int | float | bool | None) else str(one)

    return {name: plain(getattr(value, name)) for name in getattr(value, "__dataclass_fields__", {})}


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
        ("incremental_orders", count(outcome.incremental_orders)),
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
