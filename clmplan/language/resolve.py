"""Documents to a playbook: declarations collected, names resolved, words looked up once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from clmplan.almanac.table import day_table, known_regions
from clmplan.base.days import Window
from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.codes import parse as parse_codes
from clmplan.codes import resolve as codes
from clmplan.language.conditions import read_metrics, read_segments
from clmplan.language.declare.budgets import read_budget
from clmplan.language.declare.campaigns import read_campaign, read_programme_holdout
from clmplan.language.declare.channels import read_channel
from clmplan.language.declare.context import Context
from clmplan.language.declare.lifecycles import read_lifecycle, stage_names
from clmplan.language.declare.offers import read_offer
from clmplan.language.declare.policies import read_policy
from clmplan.language.infer import Inference, type_of
from clmplan.language.readers import readers
from clmplan.language.scope import KINDS, Declared, Scope, suggestion
from clmplan.language.shapes import Line, Shape, fill
from clmplan.language.syntax import Document, LiteralNode, NameNode, Statement, WordNode
from clmplan.language.words import word_table
from clmplan.model.playbook import Holdout, Playbook
from clmplan.model.project import Project

T = TypeVar("T")
_PLAYBOOK = Shape("playbook", (Line("horizon", ("{window:window}",), is_required=True),))
_KINDS = ("playbook", "metric", "lifecycle", "segment", "offer", "channel", "policy", "budget", "campaign")


def resolve(documents: tuple[Document, ...], project: Project) -> Checked[Playbook | None]:
    """The playbook of a project's documents; None without a horizon. Every mistake is reported."""
    diagnostics: list[Diagnostic] = []
    project = _with_known_regions(project, diagnostics)
    statements = [statement for document in documents for statement in document.statements]
    declared = _declared(statements, diagnostics)
    lost = frozenset(name for document in documents for name in document.lost)
    stages = {name: stage_names(one.statement) for name, one in declared["lifecycle"].items()}
    scope = Scope(project, declared, stages, lost, diagnostics)
    head = next(iter(declared["playbook"].values()), None)
    horizon = _horizon(head, scope)
    metrics = read_metrics(scope)
    types = {metric.name: type_of(metric.value) for metric in metrics}
    table = day_table(project.regions, horizon)
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
        read_policy(tuple(declared["policy"].values()), context),
        _programme_holdout(statements, context),
        next(iter(_each(declared["budget"], lambda one: read_budget(one, context))), None),
        _each(declared["campaign"], lambda one: read_campaign(one, context)),
        head.at if head else None,
    )
    return Checked(playbook if head else None, tuple(diagnostics))


def _with_known_regions(project: Project, diagnostics: list[Diagnostic]) -> Project:
    """The project with its regions as the almanac writes them; unknown ones are said and left out."""
    known = known_regions()
    for region in project.regions:
        if region.upper() not in known:
            hint = suggestion(region.upper(), known)
            diagnostics.append(codes.UNKNOWN_NAME.at(None, kind=KINDS["region"], name=region, hint=hint))
    return replace(project, regions=tuple(region.upper() for region in project.regions if region.upper() in known))


def _declared(statements: list[Statement], diagnostics: list[Diagnostic]) -> Mapping[str, dict[str, Declared]]:
    found: dict[str, dict[str, Declared]] = {kind: {} for kind in _KINDS}
    for statement in statements:
        first = statement.phrase.parts[0]
        names = first.names if isinstance(first, WordNode) else frozenset()
        kind = next((kind for kind in _KINDS if kind in names), None)
        if kind is None:
            if "holdout" not in names:
                diagnostics.append(_not_a_declaration(statement))
            continue
        one = _head(kind, statement)
        earlier = found[kind].get(one.name) or (found["playbook"] and kind == "playbook" and _only(found["playbook"]))
        if earlier:
            diagnostics.append(codes.DUPLICATE_NAME.at(one.at, name=one.name, place=str(earlier.at)))
            continue
        found[kind][one.name] = one
    _shared_names(found, diagnostics)
    return found


def _shared_names(found: Mapping[str, dict[str, Declared]], diagnostics: list[Diagnostic]) -> None:
    """Metrics and segments live in one namespace, since conditions use both."""
    for name in sorted(found["metric"].keys() & found["segment"].keys()):
        first, second = sorted((found["metric"][name], found["segment"][name]), key=lambda one: one.at.start)
        diagnostics.append(codes.DUPLICATE_NAME.at(second.at, name=name, place=str(first.at)))


def _only(found: Mapping[str, Declared]) -> Declared:
    return next(iter(found.values()))


def _head(kind: str, statement: Statement) -> Declared:
    parts = statement.phrase.parts
    name = next((".".join(part.path) for part in parts[1:2] if isinstance(part, NameNode)), kind)
    title = next(
        (str(part.value.value) for part in parts[1:3] if isinstance(part, LiteralNode) and part.value.kind == "text"),
        name,
    )
    return Declared(kind, name, title, statement.phrase.span, statement)


def _not_a_declaration(statement: Statement) -> Diagnostic:
    first = statement.key.span if statement.key is not None else statement.phrase.parts[0].span
    word = first.text.split()[0] if first.text.split() else first.text
    if word in word_table().later:
        return parse_codes.NOT_YET.at(first, word=word)
    known = [word_table().spelled(kind, "en") for kind in (*_KINDS, "holdout")]
    if not word.isascii():
        known = [word_table().spelled(kind, "zh") for kind in (*_KINDS, "holdout")]
    return codes.UNKNOWN_DECLARATION.at(first, word=word, hint=suggestion(word, known))


def _horizon(head: Declared | None, scope: Scope) -> Window:
    if head is None:
        scope.say(codes.NO_PLAYBOOK.at(None))
        return Window(date(2000, 1, 1), date(2000, 1, 1))
    empty = Inference(scope, {})
    filled = fill(_PLAYBOOK, head.statement, head.name, scope, readers(scope, empty))
    window = filled.value("horizon", "window")
    return window if isinstance(window, Window) else Window(date(2000, 1, 1), date(2000, 1, 1))


def _each(declared: Mapping[str, Declared], read: Callable[[Declared], T | None]) -> tuple[T, ...]:
    return tuple(found for one in declared.values() if (found := read(one)) is not None)


def _programme_holdout(statements: Iterable[Statement], context: Context) -> Holdout | None:
    for statement in statements:
        first = statement.phrase.parts[0]
        if isinstance(first, WordNode) and "holdout" in first.names:
            return read_programme_holdout(statement, context, context.scope.project.name)
    return None
