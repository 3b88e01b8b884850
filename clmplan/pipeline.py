"""The whole program on one page: from the folder of a project to a plan, its outcome, its evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from clmplan.base.diagnostics import Checked, in_order
from clmplan.codes.cli_words import NO_GOAL
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from clmplan.model.outcome import Outcome
from clmplan.model.plan import CustomerStory
from clmplan.model.run import Loaded, Planned
from clmplan.model.saved import SavedPlan, StoredPlan
from clmplan.model.scorecard import Scorecard


def load(root: Path, project_file: str) -> Checked[Loaded | None]:
    """The playbook of a project: read, parsed, resolved; every mistake of its text in one run."""
    from clmplan.data.project_file import read_project
    from clmplan.workspace.files import read_text

    source = read_text(root / project_file, project_file)
    project = read_project(source.value) if source.value else Checked(None)
    texts = [read_text(root / name, name) for name in (project.value.playbooks if project.value else ())]
    documents = [parse(text.value) for text in texts if text.value]
    passes = (source, project, *texts, *documents)
    found = in_order(one for each in passes for one in each.diagnostics)
    if project.value is None or len(documents) < len(texts):
        return Checked(None, found)
    playbook = resolve(tuple(document.value for document in documents), project.value)
    checked = Checked(playbook.value, in_order(found + playbook.diagnostics))
    loaded = Loaded(root, project.value, playbook.value) if playbook.value and not checked.has_errors else None
    return Checked(loaded, checked.diagnostics)


def plan(loaded: Loaded, as_of: date) -> Checked[Planned | None]:
    """Customers and events read, the calendar expanded, audiences counted, contacts planned."""
    from clmplan.audience.memberships import memberships
    from clmplan.data.engine import open_engine
    from clmplan.data.read import read_base
    from clmplan.planning.compile import plan_contacts, with_findings
    from clmplan.planning.history import about_history
    from clmplan.planning.needs import anchors_needed, days_needed, rules_needed
    from clmplan.planning.schedule import expand

    playbook = loaded.playbook
    calendar = expand(playbook, as_of)
    base = read_base(loaded.project, loaded.root, as_of)
    history = about_history(playbook, base.value) if base.value else ()
    found = Checked(base.value, in_order(calendar.diagnostics + base.diagnostics + history))
    if base.value is None or found.has_errors:
        return Checked(None, found.diagnostics)
    days, rules, anchors = (
        days_needed(playbook, calendar.value, as_of),
        rules_needed(playbook),
        anchors_needed(playbook),
    )
    audiences = memberships(open_engine(base.value), playbook, days, len(base.value.keys), rules, anchors)
    compiled = plan_contacts(loaded.project, playbook, calendar.value, base.value, audiences)
    made = with_findings(compiled.value, found.diagnostics)
    planned = Planned(loaded, base.value, calendar.value, audiences, made)
    return Checked(planned, in_order(found.diagnostics + compiled.diagnostics))


def why(planned: Planned, customer: str) -> CustomerStory | None:
    """What the plan says about one customer; None when nobody has that key."""
    from clmplan.planning.explain import explain

    project, playbook = planned.loaded.project, planned.loaded.playbook
    return explain(project, playbook, planned.calendar, planned.base, planned.memberships, customer)


def simulate(planned: Planned, seed: int, replications: int) -> Checked[Outcome | None]:
    """Both worlds over the horizon, from customers' own histories."""
    from clmplan.simulation.purchases import purchases
    from clmplan.simulation.run import simulate as run

    goal = purchases(planned.loaded.project, planned.loaded.playbook)
    if goal is None:
        return Checked(None, (NO_GOAL.at(None),))
    event, amount = goal
    return run(planned.compiled, planned.base, event=event, amount=amount, seed=seed, replications=replications)


def evaluate(
    loaded: Loaded, plan: SavedPlan, stored: StoredPlan, outcomes: Path, until: date | None
) -> Checked[Scorecard | None]:
    """A saved plan judged by what an outcomes file says really happened."""
    from clmplan.data.outcomes import read_outcomes
    from clmplan.evaluation.inputs import inputs
    from clmplan.evaluation.scorecard import findings, score
    from clmplan.simulation.purchases import purchases

    goal = purchases(loaded.project, loaded.playbook)
    if goal is None:
        return Checked(None, (NO_GOAL.at(None),))
    observed = read_outcomes(loaded.project, outcomes, goal[0], plan.as_of, stored.keys)
    if observed.value is None:
        return Checked(None, observed.diagnostics)
    given = inputs(loaded.project, plan, stored, observed.value, until)
    card = score(given)
    return Checked(card, observed.diagnostics + findings(given, card))


def render(
    planned: Planned, locale: str, outcome: Outcome | None = None, scorecard: Scorecard | None = None
) -> Mapping[str, bytes]:
    """Every output of a plan by file name."""
    from clmplan.exporters.kind import exporters
    from clmplan.reports.render import calendar_page, report_page

    plan = planned.compiled.plan
    files = {exporter.file: exporter.write(plan) for exporter in exporters().values()}
    pages = {"calendar.html": calendar_page(plan, locale), "report.html": report_page(plan, locale, outcome, scorecard)}
    return {**files, **{name: page.encode() for name, page in pages.items()}}
