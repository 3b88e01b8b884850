"""The whole program on one page: from the folder of a project to a plan, its outcome, its evaluation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from clmplan.base.diagnostics import Checked, in_order
from clmplan.base.progress import Progress, silent
from clmplan.codes.calendar import CANNOT_PLAN_YET
from clmplan.codes.cli_words import NO_GOAL
from clmplan.language.allow import PASSES_OF_A_PLAN, set_aside
from clmplan.loading import load, said_in
from clmplan.model.run import Loaded, Planned

if TYPE_CHECKING:  # `check` loads a project and needs none of these
    from clmplan.data.imported.store import Imported
    from clmplan.exporters.edition import Edition
    from clmplan.model.outcome import Outcome
    from clmplan.model.plan import CustomerStory
    from clmplan.model.saved import SavedPlan, StoredPlan
    from clmplan.model.scorecard import Scorecard
    from clmplan.model.team.actual import Actual
    from clmplan.model.team.exported import Ledger

# The text comes first: `load` reads, parses, resolves and looks at it; `said_in` says it in another language.
__all__ = ["bring_in", "edition", "evaluate", "load", "plan", "render", "said_in", "simulate", "why"]


def bring_in(loaded: Loaded, progress: Progress = silent) -> Checked[Imported | None]:
    """The customers and events of a project, typed and counted; kept in its workspace until a source changes."""
    from clmplan.data.imported.bring_in import bring_in as imported
    from clmplan.workspace.home import make_home

    return imported(loaded.project, loaded.root, make_home(loaded.root).value, progress)


def plan(loaded: Loaded, as_of: date, progress: Progress = silent) -> Checked[Planned | None]:
    """Customers and events brought in, the calendar expanded, audiences counted, contacts planned."""
    from clmplan.audience.memberships import wanted_memberships
    from clmplan.data.imported.accounting import without_customers
    from clmplan.planning.compile import plan_contacts, with_findings
    from clmplan.planning.history import about_history
    from clmplan.planning.needs import wanted
    from clmplan.planning.schedule import expand
    from clmplan.planning.zones import on_the_clock

    playbook = loaded.playbook
    if playbook.unplanned:
        return Checked(None, (CANNOT_PLAN_YET.at(playbook.unplanned[0], count=len(playbook.unplanned)),))
    expanded = expand(playbook, as_of, has_history=loaded.project.contacts is not None)
    calendar = Checked(on_the_clock(expanded.value, loaded.project.zone), expanded.diagnostics)
    imported = bring_in(loaded, progress)
    if imported.value is None:
        return Checked(None, in_order(calendar.diagnostics + imported.diagnostics))
    with imported.value as stored:
        base = stored.base(as_of)
        history = about_history(playbook, base.value) if base.value else ()
        # what is kept of a plan names no customer
        said = calendar.diagnostics + without_customers(imported.diagnostics) + base.diagnostics + history
        found = Checked(base.value, in_order(said))
        if base.value is None or found.has_errors:
            return Checked(None, found.diagnostics)
        with closing(stored.engine(as_of)) as engine:
            asked = wanted(playbook, calendar.value, as_of, has_history=len(base.value.contacts.day) > 0)
            audiences = wanted_memberships(engine, playbook, asked, len(base.value.keys), progress)
    compiled = plan_contacts(loaded.project, playbook, calendar.value, base.value, audiences)
    conflicts = tuple(one.said for one in compiled.value.plan.conflicts)
    about = found.diagnostics + audiences.learned() + compiled.diagnostics + conflicts
    made = with_findings(compiled.value, in_order(set_aside(about, loaded.allowances, PASSES_OF_A_PLAN)))
    return Checked(Planned(loaded, base.value, calendar.value, audiences, made.value), made.diagnostics)


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
    loaded: Loaded,
    plan: SavedPlan,
    stored: StoredPlan,
    outcomes: Path,
    until: date | None,
    actuals: Iterable[Actual] = (),
) -> Checked[Scorecard | None]:
    """A saved plan judged by what an outcomes file says really happened, beside what teams reported."""
    from clmplan.data.imported.outcomes import read_outcomes
    from clmplan.evaluation.fulfilment import about_fulfilment, fulfilment, with_fulfilment
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
    reported = fulfilment(plan, actuals)
    card = with_fulfilment(score(given), reported)
    about = findings(given, card) + about_fulfilment(plan, reported)
    return Checked(card, observed.diagnostics + about)


def edition(planned: Planned, before: Ledger) -> Edition:
    """The calendar of a plan as it is given out after what was given out before."""
    from clmplan.exporters.edition import edition as following

    return following(planned.compiled.plan, before)


def render(
    edition: Edition, locale: str, outcome: Outcome | None = None, scorecard: Scorecard | None = None
) -> Mapping[str, bytes]:
    """Every output of a plan by file name."""
    from clmplan.exporters.kind import exporters
    from clmplan.reports.render import calendar_page, report_page

    plan = edition.plan
    written = {exporter.file: exporter.write(edition) for exporter in exporters().values()}
    files = {name: content for name, content in written.items() if content}
    pages = {
        "calendar.html": calendar_page(edition, locale),
        "report.html": report_page(plan, locale, outcome, scorecard),
    }
    return {**files, **{name: page.encode() for name, page in pages.items()}}
