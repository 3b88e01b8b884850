"""`lifecycle NAME { stage … }`: stages in written order and the claims about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from clmplan.base.diagnostics import Diagnostic, Wording
from clmplan.base.source import Span
from clmplan.codes import resolve as codes
from clmplan.codes.constructs import NOT_PROVEN_YET
from clmplan.codes.mend_words import DECLARED_FIRST
from clmplan.codes.phrases import TOO_MUCH
from clmplan.language.declare.context import Context, as_
from clmplan.language.scope import NAMELESS, Declared
from clmplan.language.shapes import fit
from clmplan.language.text.syntax import CommaNode, LiteralNode, NameNode, Node, Statement, WordNode
from clmplan.model.expression import Expression
from clmplan.model.playbook import Lifecycle, Stage

STAGE_FORMS = (
    "stage {name:name} {title:text} when {condition:condition}",
    "stage {name:name} when {condition:condition}",
    "stage {name:name} {title:text} otherwise",
    "stage {name:name} otherwise",
)
MOVE_FORM = "from {source:stage} to {target:stage}"
_CLAIMS = ("exclusive", "complete", "first match")
_FORM = Wording(
    '`lifecycle NAME ["TEXT"] [exclusive | first match] [complete] {{ … }}`',
    "`生命周期 名字 [“文字”] [互斥 | 先到先得] [完整] {{ … }}`",
)


def stage_names(statement: Statement, diagnostics: list[Diagnostic]) -> tuple[str, ...]:
    """The names of the stages in a lifecycle's block, as far as they can be read; repetitions are said."""
    found: dict[str, Span] = {}
    for line in statement.block or ():
        if _is_move(line):
            continue
        name = _name(line) or NAMELESS
        if name in found and name != NAMELESS:
            said = codes.DUPLICATE_NAME.at(line.phrase.span, name=name, place=str(found[name]))
            diagnostics.append(said.beside(found[name], DECLARED_FIRST))
        found.setdefault(name, line.phrase.span)
    return tuple(found)


def shared_stages(lifecycles: Iterable[Declared], diagnostics: list[Diagnostic]) -> None:
    """Say which stage names two lifecycles share: `entering NAME` could mean either."""
    owners: dict[str, tuple[str, Span]] = {}
    for lifecycle in lifecycles:
        for line in lifecycle.statement.block or ():
            name = _name(line)
            if name is None:
                continue
            owner, place = owners.setdefault(name, (lifecycle.name, line.phrase.span))
            if owner != lifecycle.name:
                said = codes.DUPLICATE_NAME.at(line.phrase.span, name=name, place=str(place))
                diagnostics.append(said.beside(place, DECLARED_FIRST))


def _name(line: Statement) -> str | None:
    named = [part.path[0] for part in line.phrase.parts[:2] if isinstance(part, NameNode)]
    return named[0] if named else None


def read_lifecycle(declared: Declared, context: Context) -> Lifecycle | None:
    """The lifecycle of a declaration."""
    stages: list[Stage] = []
    lines = [line for line in declared.statement.block or () if not _is_move(line)]
    for line in lines:
        found = fit(STAGE_FORMS, line.phrase.parts, line.phrase.span, context.scope, context.readers)
        if found is None:
            continue
        condition = as_(Expression, found.get("condition"))
        if condition is None and "condition" in found.slots:
            continue
        name = str(found.slots["name"])
        stages.append(Stage(name, str(found.get("title") or name), condition, line.phrase.span))
    _otherwise_last(stages, context)
    if not declared.statement.block and not context.scope.lost:
        context.lacks(
            declared, Wording("stage", "阶段"), Wording("add `stage NAME when CONDITION`", "补上 `阶段 名字 当 条件`")
        )
    claims = _claims(declared, context)
    if {"exclusive", "first match"} <= claims:
        context.scope.say(codes.CLAIMS_CLASH.at(declared.at, name=declared.name))
    if not stages:
        return None
    return Lifecycle(
        declared.name,
        declared.title,
        tuple(stages),
        exclusive="exclusive" in claims,
        complete="complete" in claims,
        first_match="first match" in claims,
        moves=_moves(declared, context),
        at=declared.at,
    )


def _is_move(line: Statement) -> bool:
    first = line.phrase.parts[0]
    return isinstance(first, WordNode) and "from" in first.names


def _moves(declared: Declared, context: Context) -> tuple[tuple[str, str], ...]:
    """The moves expected between stages: `from dormant to active, from lost to active`."""
    found: list[tuple[str, str]] = []
    for line in filter(_is_move, declared.statement.block or ()):
        context.scope.say(NOT_PROVEN_YET.at(line.phrase.span))
        for clause in _clauses(line):
            match = fit((MOVE_FORM,), clause, clause[0].span.to(clause[-1].span), context.scope, context.readers)
            if match is None:
                continue
            source, target = as_(tuple, match.get("source")), as_(tuple, match.get("target"))
            if source is not None and target is not None:
                found.append((str(source[1]), str(target[1])))
    return tuple(dict.fromkeys(found))


def _clauses(line: Statement) -> list[list[Node]]:
    """The parts of a line between its commas."""
    found: list[list[Node]] = [[]]
    for part in line.phrase.parts:
        if isinstance(part, CommaNode):
            found.append([])
        else:
            found[-1].append(part)
    return [clause for clause in found if clause]


def _otherwise_last(stages: Sequence[Stage], context: Context) -> None:
    for stage, following in pairwise(stages):
        if stage.condition is None and stage.at is not None:
            context.scope.say(codes.OTHERWISE_NOT_LAST.at(stage.at, name=stage.name, after=following.name))


def _claims(declared: Declared, context: Context) -> frozenset[str]:
    found: set[str] = set()
    title = 1 if _has_title(declared) else 0
    for part in declared.statement.phrase.parts[2 + title :]:
        names = part.names & frozenset(_CLAIMS) if isinstance(part, WordNode) else frozenset()
        if not names or names & found:
            context.scope.say(codes.DOES_NOT_FIT.at(part.span, reason=TOO_MUCH, forms=_FORM))
        found |= names
    return frozenset(found)


def _has_title(declared: Declared) -> bool:
    return any(isinstance(part, LiteralNode) for part in declared.statement.phrase.parts[2:3])
