"""Simulations and evaluations as documents beside their plan: written, and found again for the next report."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from clmplan import pipeline
from clmplan.model.outcome import Outcome
from clmplan.model.run import Planned
from clmplan.model.scorecard import Scorecard

SIMULATION, EVALUATION = "simulation.json", "evaluation.json"

_SCHEMAS = {SIMULATION: "clmplan.simulation/1", EVALUATION: "clmplan.evaluation/1"}

T = TypeVar("T")


def document(name: str, value: Outcome | Scorecard, plan_json: bytes) -> str:
    """The text of a result of a plan."""
    from clmplan.workspace.documents import to_json
    from clmplan.workspace.store import plan_id

    return to_json(value, _SCHEMAS[name], plan_id(plan_json))


def rendered(
    planned: Planned,
    locale: str,
    folder: Path,
    outcome: Outcome | None = None,
    card: Scorecard | None = None,
) -> Mapping[str, bytes]:
    """Every output of a plan; its report also shows what earlier runs of the same plan left in the folder."""
    edition = pipeline.edition(planned, {})
    files = pipeline.render(edition, locale, outcome, card)
    shown = outcome or _earlier(folder / SIMULATION, files["plan.json"], Outcome)
    judged = card or _earlier(folder / EVALUATION, files["plan.json"], Scorecard)
    return files if (shown, judged) == (outcome, card) else pipeline.render(edition, locale, shown, judged)


def _earlier(file: Path, plan_json: bytes, kind: type[T]) -> T | None:
    from clmplan.workspace.documents import from_json
    from clmplan.workspace.store import plan_id

    try:
        content = file.read_bytes() if file.is_file() else b""
    except OSError:
        return None
    return from_json(content, _SCHEMAS[file.name], plan_id(plan_json), kind) if content else None
