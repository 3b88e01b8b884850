"""`experiment NAME for CAMPAIGN { … }` and `prove …`: what a playbook wants to find out, and what it claims."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from clmplan.codes import constructs
from clmplan.codes import resolve as codes
from clmplan.codes.mend_words import DECLARED_FIRST
from clmplan.language.declare.context import Context, as_
from clmplan.language.scope import Declared
from clmplan.language.shapes import Line, Shape, fit
from clmplan.language.text.syntax import Statement
from clmplan.model.declared.claims import Experiment, Proof, Variant
from clmplan.model.expression import Expression

EXPERIMENT = Shape(
    "experiment",
    (Line("variant", ("variant {name:name} {share:share}",), is_property=False, is_many=True, is_required=True),),
)
EXPERIMENT_FORMS = (
    "experiment {name:name} {title:text} for {campaign:campaign}",
    "experiment {name:name} for {campaign:campaign}",
)
PROOF_FORMS = (
    "prove {lifecycle:lifecycle} {claim:exclusive|complete}",
    "prove {left:condition} {claim:disjoint from|implies} {right:condition}",
)
_FEWEST = 2
_CLAIMS = {"disjoint from": "disjoint"}


def read_experiment(declared: Declared, context: Context) -> Experiment | None:
    """The experiment of a declaration."""
    phrase = declared.statement.phrase
    head = fit(EXPERIMENT_FORMS, phrase.parts, phrase.span, context.scope, context.readers)
    filled = context.fill(EXPERIMENT, declared)
    variants: list[Variant] = []
    for match in filled.all("variant"):
        name, share = str(match.slots["name"]), as_(Decimal, match.get("share"))
        earlier = next((one for one in variants if one.name == name), None)
        if earlier is not None:
            said = codes.DUPLICATE_NAME.at(match.span, name=name, place=str(earlier.at))
            context.scope.say(said.beside(earlier.at, DECLARED_FIRST))
        elif share is not None:
            variants.append(Variant(name, share, match.span))
    total = sum((one.share for one in variants), Decimal(0))
    if head is None or len(variants) < len(filled.all("variant")) or filled.has_unknown or not variants:
        return None
    if total != 1 or len(variants) < _FEWEST:
        said = constructs.SHARES_DO_NOT_ADD_UP.at(declared.at, total=f"{total * 100:f}")
        context.scope.say(said.given(**{one.name: f"{one.share * 100:f}%" for one in variants}))
    context.scope.unplanned.append(declared.at)
    return Experiment(declared.name, declared.title, str(head.slots["campaign"]), tuple(variants), declared.at)


def read_proofs(statements: Iterable[Statement], context: Context) -> tuple[Proof, ...]:
    """The claims to be proven, in written order."""
    found = []
    for statement in statements:
        context.scope.say(constructs.NOT_PROVEN_YET.at(statement.phrase.span))
        match = fit(PROOF_FORMS, statement.phrase.parts, statement.phrase.span, context.scope, context.readers)
        if match is None:
            continue
        claim = str(match.slots["claim"])
        left, right = as_(Expression, match.get("left")), as_(Expression, match.get("right"))
        if "lifecycle" in match.slots or (left is not None and right is not None):
            lifecycle = as_(str, match.get("lifecycle"))
            found.append(Proof(_CLAIMS.get(claim, claim), lifecycle, left, right, statement.phrase.span))
    return tuple(found)
