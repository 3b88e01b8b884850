"""The whole program on one page: from the folder of a project to a plan, its outcome, its evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from clmplan.base.diagnostics import Checked, in_order
from clmplan.base.source import Source
from clmplan.codes.plan import AS_OF_AFTER_HORIZON
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from clmplan.model.calendar import Calendar
from clmplan.model.outcome import Outcome
from clmplan.model.plan import Compiled, CustomerStory
from clmplan.model.playbook import Playbook
from clmplan.model.project import Project
from clmplan.model.records import CustomerBase, Memberships
from clmplan.model.scorecard import Scorecard


@dataclass(frozen=True, slots=True)
class Loaded:
    """A project whose text is free of errors."""

    root: Path
    project: Project
    playbook: Playbook


@dataclass(frozen=True, slots=True)
class Planned:
    """A compiled plan with what it was made from."""

    loaded: Loaded
    base: CustomerBase
    calendar: Calendar
    memberships: Memberships
    compiled: Compiled


def load(root: Path, project_file: str) -> Checked[Loaded | None]:
    """The playbook of a project: read, parse, resolve. Every mistake of the text in one run."""
    from clmplan.data.project_file import read_project
    from clmplan.workspace.files import read_text

    source = read_text(root / project_file, project_file)
    if source.value is None:
        return Checked(None, source.diagnostics)
    project = read_project(source.value)
    if project.value is None:
        return Checked(None, in_order(source.diagnostics + project.diagnostics))
    texts = [read_text(root / name, name) for name in project.value.playbooks]
    documents = [parse(text.value) for text in texts if isinstance(text.value, Source)]
    playbook = resolve(tuple(document.value for document in documents), project.value)
    found = (*source.diagnostics, *project.diagnostics)
    found += tuple(one for text in texts for one in text.diagnostics)
    found += tuple(one for document in documents for one in document.diagnostics) + playbook.diagnostics
    checked = Checked(playbook.value, in_order(found))
    if playbook.value is None or checked.has_errors:
        return Checked(None, checked.diagnostics)
    return Checked(Loaded(root, project.value, playbook.value), checked.diagnostics)


def plan(loaded: Loaded, as_of: date) -> Checked[Planned | None]:
    """Customers and events read, the calendar expanded, audiences counted, contacts planned."""
    from clmplan.audience.memberships import memberships
    from clmplan.data.engine import open_engine
    from clmplan.data.read import read_base
    from clmplan.planning import compile as planning
    from clmplan.planning.needs import anchors_needed, days_needed, rules_needed
    from clmplan.planning.schedule import expand

    playbook = loaded.playbook
    if as_of >= playbook.horizon.end:
        return Checked(None, (AS_OF_AFTER_HORIZON.at(playbook.at, as_of=as_of, last=playbook.horizon.last),))
    calendar = expand(playbook, as_of)
    base = read_base(loaded.project, loaded.root, as_of)
    found = calendar.diagnostics + base.diagnostics
    if base.value is None or Checked(None, found).has_errors:
        return Checked(None, in_order(found))
    days = days_needed(playbook, calendar.value, as_of)
    rules, anchors = rules_needed(playbook), anchors_needed(playbook)
    engine = open_engine(base.value)
    audiences = memberships(engine, playbook, days, len(base.value.keys), rules, anchors)
    compiled = planning.plan_contacts(loaded.project, playbook, calendar.value, base.value, audiences)
    return Checked(
        Planned(loaded, base.value, calendar.value, audiences, compiled.value),
        in_order(found + compiled.diagnostics),
    )


def why(planned: Planned, customer: str) -> CustomerStory | None:
    """What the plan says about one customer; None when nobody has that key."""
    from clmplan.planning.explain import explain

    loaded = planned.loaded
    return explain(
        loaded.project, loaded.playbook, planned.calendar, planned.base, planned.memberships, customer
    )


def simulate(planned: Planned, seed: int, replications: int) -> Checked[Outcome | None]:
    """Both worlds over the horizon, from customers' own histories."""
    from clmplan.simulation.run import simulate as run

    return run(planned.compiled, planned.base, seed=seed, replications=replications)


def render(
    planned: Planned, locale: str, outcome: Outcome | None = None, scorecard: Scorecard | None = None
) -> Mapping[str, bytes]:
    """Every output of a plan by file name."""
    from clmplan.exporters.kind import exporters
    from clmplan.reports.render import calendar_page, report_page

    compiled = planned.compiled.plan
    files = {exporter.file: exporter.write(compiled) for exporter in exporters().values()}
    files["calendar.html"] = calendar_page(compiled, locale).encode()
    files["report.html"] = report_page(compiled, locale, outcome, scorecard).encode()
    return files
