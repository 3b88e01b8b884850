"""The outputs of a plan; simulations and evaluations as documents beside it, found again for the next report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from clmplan import pipeline
from clmplan.cli.editions import Issue, Wish, calendars, next_issue, whose_calendars, wish_as_before, with_filled
from clmplan.cli.session import Stop
from clmplan.cli.speak import show, status
from clmplan.model.outcome import Outcome
from clmplan.model.run import Planned
from clmplan.model.scorecard import Scorecard

SIMULATION, EVALUATION = "simulation.json", "evaluation.json"

_SCHEMAS = {SIMULATION: "clmplan.simulation/1", EVALUATION: "clmplan.evaluation/1"}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rendered:
    """Every output of a plan by file name, and the edition of the calendar that they give out."""

    files: Mapping[str, bytes]
    issue: Issue

    @property
    def whose(self) -> Mapping[str, str]:
        """The owner or channel of each file that is the calendar of one."""
        return whose_calendars(self.issue.edition, self.files)


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
    wish: Wish | None = None,
) -> Rendered:
    """Every output of a plan as the next edition of its calendar; otherwise says what is wrong and stops.

    Its report also shows what earlier runs of the same plan left in the folder. Without a wish the calendar is wanted
    as it is there.
    """
    wanted = wish or wish_as_before(folder)
    issue = next_issue(planned, wanted)
    if issue.value is None:
        show(issue.diagnostics, locale)
        raise Stop(status(issue.diagnostics))
    edition = issue.value.edition
    files = pipeline.render(edition, locale, outcome, card)
    shown = outcome or _earlier(folder / SIMULATION, files["plan.json"], Outcome)
    judged = card or _earlier(folder / EVALUATION, files["plan.json"], Scorecard)
    if (shown, judged) != (outcome, card):
        files = pipeline.render(edition, locale, shown, judged)
    given, files = with_filled(issue.value, folder, {**files, **calendars(edition, folder, wanted)})
    return Rendered(files, given)


def _earlier(file: Path, plan_json: bytes, kind: type[T]) -> T | None:
    from clmplan.workspace.documents import from_json
    from clmplan.workspace.store import plan_id

    try:
        content = file.read_bytes() if file.is_file() else b""
    except OSError:
        return None
    return from_json(content, _SCHEMAS[file.name], plan_id(plan_json), kind) if content else None
