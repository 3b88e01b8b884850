"""`lifecycle NAME { stage … }`: stages in written order and the claims about them."""

from __future__ import annotations

from clmplan.base.diagnostics import Wording
from clmplan.codes import parse as parse_codes
from clmplan.language.declare.context import Context, as_
from clmplan.language.scope import Declared
from clmplan.language.shapes import fit
from clmplan.language.syntax import LiteralNode, NameNode, Statement, WordNode
from clmplan.model.expression import Expression
from clmplan.model.playbook import Lifecycle, Stage

_STAGE_FORMS = (
    "stage {name:name} {title:text} when {condition:condition}",
    "stage {name:name} when {condition:condition}",
    "stage {name:name} {title:text} otherwise",
    "stage {name:name} otherwise",
)
_CLAIMS = ("exclusive", "complete", "first match")


def stage_names(statement: Statement) -> tuple[str, ...]:
    """The names of the stages in a lifecycle's block, as far as they can be read."""
    names = []
    for line in statement.block or ():
        parts = line.phrase.parts
        if len(parts) > 1 and isinstance(parts[0], WordNode) and "stage" in parts[0].names:
            name = parts[1]
            if isinstance(name, NameNode):
                names.append(name.path[0])
    return tuple(names)


def read_lifecycle(declared: Declared, context: Context) -> Lifecycle | None:
    """The lifecycle of a declaration."""
    stages: list[Stage] = []
    for line in declared.statement.block or ():
        found = fit(_STAGE_FORMS, line.phrase.parts, line.phrase.span, context.scope, context.readers)
        if found is None:
            continue
        condition = as_(Expression, found.get("condition"))
        if condition is None and "condition" in found.slots:
            continue
        name = str(found.slots["name"])
        stages.append(Stage(name, str(found.get("title") or name), condition, line.phrase.span))
    if not stages:
        context.lacks(
            declared, Wording("stage", "阶段"), Wording("add `stage NAME when CONDITION`", "补上 `阶段 名字 当 条件`")
        )
        return None
    claims = _claims(declared, context)
    return Lifecycle(
        declared.name,
        declared.title,
        tuple(stages),
        exclusive="exclusive" in claims,
        complete="complete" in claims,
        first_match="first match" in claims,
        at=declared.at,
    )


def _claims(declared: Declared, context: Context) -> frozenset[str]:
    found: set[str] = set()
    for part in declared.statement.phrase.parts[1:]:
        if isinstance(part, NameNode | LiteralNode):
            continue
        names = part.names & frozenset(_CLAIMS) if isinstance(part, WordNode) else frozenset()
        if not names:
            context.scope.say(
                parse_codes.UNEXPECTED.at(part.span, found=part.span.text, before=declared.name, expected="")
            )
        found |= names
    return frozenset(found)
