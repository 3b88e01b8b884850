"""Documents to a playbook: declarations collected, names resolved, words looked up once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from clmplan.almanac.table import day_table, known_regions
from clmplan.base.days import Window, add_months
from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.base.source import Span
from clmplan.codes import constructs
from clmplan.codes import resolve as codes
from clmplan.codes.mend_words import DECLARED_FIRST
from clmplan.codes.phrases import LIMITS
from clmplan.language.collect import collect, is_kind
from clmplan.language.conditions import read_metrics, read_segments
from clmplan.language.declare.budgets import read_budget
from clmplan.language.declare.campaigns import read_campaign, read_programme_holdout
from clmplan.language.declare.channels import read_channel
from clmplan.language.declare.claims import read_experiment, read_proofs
from clmplan.language.declare.context import Context
from clmplan.language.declare.lifecycles import read_lifecycle, shared_stages, stage_names
from clmplan.language.declare.offers import read_offer
from clmplan.language.declare.policies import read_policy
from clmplan.language.declare.waves import same_ids
from clmplan.language.expressions.alike import type_of
from clmplan.language.expressions.infer import Inference
from clmplan.language.readers import readers
from clmplan.language.scope import KINDS, Declared, Findings, Scope, suggestion
from clmplan.language.shapes import Line, Shape, fill
from clmplan.language.text.collector import paused_collector
from clmplan.language.text.syntax import Document, Statement
from clmplan.model.playbook import Holdout, Playbook
from clmplan.model.project import Project

if TYPE_CHECKING:
    from clmplan.model.playbook_test import PlaybookTest

T = TypeVar("T")
_NO_HORIZON = Window(date(2000, 1, 1), date(2000, 1, 1))
_LONGEST_PLAN = 120  # months
_LONGEST_KEY = 80  # characters
PLAYBOOK = Shape("playbook", (Line("horizon", ("{window:window}",), is_required=True),))


@paused_collector()
def resolve(documents: tuple[Document, ...], project: Project) -> Checked[Playbook | None]:
    """The playbook of a project's documents; None without a horizon. Every mistake is reported."""
    diagnostics = Findings()
    project = _with_known_regions(project, diagnostics)
    statements = [statement for document in documents for statement in document.statements]
    lost = {name for document in documents for name in document.lost}
    declared = collect(statements, project, lost, diagnostics)
    stages = {name: stage_names(one.statement, diagnostics) for name, one in declared["lifecycle"].items()}
    shared_stages(declared["lifecycle"].values(), diagnostics)
    scope = Scope(project, declared, stages, frozenset(lost), diagnostics)
    head = next(iter(declared["playbook"].values()), None)
    horizon = _horizon(head, scope)
    metrics = read_metrics(scope)
    types = {metric.name: type_of(metric.value) for metric in metrics}
    table = day_table(project.regions, horizon, project.days)
    inference, in_stage = Inference(scope, types), Inference(scope, types, in_stage=True)
    context = Context(scope, inference, readers(scope, inference), horizon, table)
    in_stages = Context(scope, in_stage, readers(scope, in_stage), horizon, table)
    playbook = Playbook(
        head.name if head else project.name,
        head.title if head else project.name,
        horizon,
        table,
        metrics,
        _each(declared["lifecycle"], lambda one: read_lifecycle(one, in_stages)),
        read_segments(scope, context.inference),
        _each(declared["offer"], lambda one: read_offer(one, context)),
        _each(declared["channel"], lambda one: read_channel(one, context)),
        read_policy(tuple(one for one in declared["policy"].values() if not one.is_broken), context),
        _programme_holdout(statements, context),
        next(iter(_each(declared["budget"], lambda one: read_budget(one, context))), None),
        _each(declared["campaign"], lambda one: read_campaign(one, context)),
        head.at if head else None,
        _each(declared["experiment"], lambda one: read_experiment(one, context)),
        read_proofs(_of_kind(statements, "prove"), context),
        _tests(_of_kind(statements, "test"), context),
    )
    playbook = replace(playbook, unplanned=tuple(sorted(scope.unplanned, key=lambda one: (one.path, one.start))))
    diagnostics += same_ids(playbook.campaigns)
    diagnostics += _lonely(playbook)
    diagnostics += (constructs.NOT_PLANNED_YET.at(place, text=_as_written(place)) for place in playbook.unplanned)
    return Checked(playbook if head else None, tuple(dict.fromkeys(_worth_saying(diagnostics, documents))))


def _worth_saying(diagnostics: Iterable[Diagnostic], documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """What is not about a line that could not be read, nor about something that such a line may have held."""
    misread = {(document.source.path, line) for document in documents for line in document.misread}
    doubtful = {place for document in documents for place in _doubtful(document)}
    lacking = {codes.MISSING_PROPERTY.id, codes.NEEDS.id}
    for one in diagnostics:
        place = (one.place.path, one.place.line) if one.place is not None else None
        if place is None or not (place in misread or (one.code.id in lacking and place in doubtful)):
            yield one


def _doubtful(document: Document) -> Iterator[tuple[str, int]]:
    """The lines of declarations with a line that could not be read."""
    for statement in document.statements if document.misread else ():
        end = Span(statement.span.source, statement.span.end, statement.span.end)
        lines = range(statement.span.line, end.line + 1)
        if not document.misread.isdisjoint(lines):
            yield from ((document.source.path, line) for line in lines)


def _with_known_regions(project: Project, diagnostics: list[Diagnostic]) -> Project:
    """The project with its regions as the almanac writes them; unknown ones are said and left out."""
    known = known_regions()
    for region in project.regions:
        if region.upper() not in known:
            hint = suggestion(region.upper(), known)
            diagnostics.append(codes.UNKNOWN_NAME.at(None, kind=KINDS["region"], name=region, hint=hint))
    return replace(project, regions=tuple(region.upper() for region in project.regions if region.upper() in known))


def _horizon(head: Declared | None, scope: Scope) -> Window:
    if head is None:
        scope.say(codes.NO_PLAYBOOK.at(None))
        return _NO_HORIZON
    empty = Inference(scope, {})
    filled = fill(PLAYBOOK, head.statement, head.name, scope, readers(scope, empty))
    window = filled.value("horizon", "window")
    if not isinstance(window, Window):
        return _NO_HORIZON
    if add_months(window.start, _LONGEST_PLAN) < window.end:
        at = filled.matches["horizon"][0].places["window"]
        scope.say(codes.OUT_OF_RANGE.at(at, text=at.text, limit=LIMITS["horizon"]))
        return _NO_HORIZON
    return window


def _tests(statements: tuple[Statement, ...], context: Context) -> tuple[PlaybookTest, ...]:
    if not statements:
        return ()
    from clmplan.language.declare.tests import read_tests  # a check of a playbook without tests is quicker without

    return read_tests(statements, context)


def _lonely(playbook: Playbook) -> tuple[Diagnostic, ...]:
    """Tests that expect what only all customers together can tell."""
    if not playbook.tests:
        return ()
    from clmplan.language.declare.lonely_tests import lonely_tests

    return tuple(lonely_tests(playbook))


def _of_kind(statements: Iterable[Statement], kind: str) -> tuple[Statement, ...]:
    return tuple(statement for statement in statements if is_kind(statement, kind))


def _as_written(place: Span) -> str:
    """The first line of a statement, with the key that stands before it."""
    begin = max(0, place.start - _LONGEST_KEY)
    before = place.source.text[begin : place.start]
    opening = begin + max(before.rfind(mark) for mark in "\n{};｛｝；") + 1
    return place.source.text[opening : place.end].split("\n", 1)[0].strip(" {")


def _each(declared: Mapping[str, Declared], read: Callable[[Declared], T | None]) -> tuple[T, ...]:
    whole = (one for one in declared.values() if not one.is_broken)
    return tuple(found for one in whole if (found := read(one)) is not None)


def _programme_holdout(statements: Iterable[Statement], context: Context) -> Holdout | None:
    first: Statement | None = None
    for statement in _of_kind(statements, "holdout"):
        if first is not None:
            said = codes.ONLY_ONE.at(statement.span, declaration=KINDS["holdout"], place=str(first.span))
            context.scope.say(said.beside(first.span, DECLARED_FIRST))
            continue
        first = statement
    return None if first is None else read_programme_holdout(first, context, context.scope.project.name)
