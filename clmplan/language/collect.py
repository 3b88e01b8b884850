"""The declarations of all documents by kind and name, before anything in them is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from clmplan.base.diagnostics import Diagnostic, Wording
from clmplan.codes import parse as parse_codes
from clmplan.codes import resolve as codes
from clmplan.codes.mend_words import DECLARED_FIRST
from clmplan.codes.phrases import TOO_MUCH
from clmplan.language.mend import renamed
from clmplan.language.scope import KINDS, NAMELESS, STAGE_WORDS, Declared, suggestion
from clmplan.language.text.spelling import glued_opening, needs_space
from clmplan.language.text.syntax import LiteralNode, NameNode, Node, Statement, WordNode
from clmplan.language.words import word_table
from clmplan.model.project import Project

DECLARATIONS = (
    "playbook", "metric", "lifecycle", "segment", "offer", "channel", "policy", "budget", "campaign", "experiment",
)  # fmt: skip
NAMELESS_KINDS = ("import", "holdout", "test", "prove")
_DEFINED = frozenset({"metric", "segment"})
_LONGER_HEADS = frozenset({"lifecycle", "experiment"})
_ONCE = frozenset({"playbook", "budget"})
Found = Mapping[str, dict[str, Declared]]


def collect(statements: list[Statement], project: Project, lost: set[str], diagnostics: list[Diagnostic]) -> Found:
    """What is declared, first come first kept; adds what is wrong with the heads, and names of unknown kinds."""
    found: dict[str, dict[str, Declared]] = {kind: {} for kind in DECLARATIONS}
    for statement in statements:
        kind = _kind(statement)
        if kind is None:
            if not any(is_kind(statement, one) for one in NAMELESS_KINDS):
                diagnostics.append(_not_a_declaration(statement))
                lost.update(_names(statement))
            continue
        one = _head(kind, statement, diagnostics)
        if _is_first(one, found, diagnostics):
            found[kind][one.name] = one
    _shared_names(found, project, diagnostics)
    return found


def is_kind(statement: Statement, kind: str) -> bool:
    """Whether a statement begins with the word of a kind; that of a declaration without a name."""
    first = statement.phrase.parts[0]
    return isinstance(first, WordNode) and kind in first.names and statement.key is None


def _names(statement: Statement) -> Iterator[str]:
    for part in statement.phrase.parts:
        if isinstance(part, NameNode):
            yield part.path[0]
    for line in statement.block or ():
        first = line.phrase.parts[0]
        if isinstance(first, WordNode) and "stage" in first.names:
            yield from STAGE_WORDS
            yield from _names(line)


def _kind(statement: Statement) -> str | None:
    first = statement.phrase.parts[0]
    names = first.names if isinstance(first, WordNode) and statement.key is None else frozenset()
    return next((kind for kind in DECLARATIONS if kind in names), None)


def _is_first(one: Declared, found: Found, diagnostics: list[Diagnostic]) -> bool:
    same = found[one.kind].get(one.name)
    other = next(iter(found[one.kind].values()), None) if one.kind in _ONCE else None
    if same is not None and one.name != NAMELESS:
        said = codes.DUPLICATE_NAME.at(one.at, name=one.name, place=str(same.at))
        diagnostics.append(said.beside(same.at, DECLARED_FIRST))
    elif other is not None:
        said = codes.ONLY_ONE.at(one.at, declaration=KINDS[one.kind], place=str(other.at))
        diagnostics.append(said.beside(other.at, DECLARED_FIRST))
    return same is None and other is None


def _head(kind: str, statement: Statement, diagnostics: list[Diagnostic]) -> Declared:
    parts, at = statement.phrase.parts, statement.phrase.span
    form = Wording(form_of(kind, "en"), form_of(kind, "zh"))
    named = parts[1] if len(parts) > 1 else None
    if isinstance(named, WordNode):
        named = NameNode(named.span, (named.span.text,))
    if not isinstance(named, NameNode):
        reason = Wording("NAME is missing", "缺少名字")
        diagnostics.append(codes.DOES_NOT_FIT.at(named.span if named else at, reason=reason, forms=form))
        return Declared(kind, NAMELESS, NAMELESS, at, statement, is_broken=kind != "lifecycle")
    if len(named.path) > 1:
        diagnostics.append(codes.NAME_WITH_DOT.at(named.span, name=".".join(named.path)))
    is_defined = kind in _DEFINED
    is_right = (statement.definition is not None) == is_defined and (statement.block is None) == is_defined
    if not is_right:
        diagnostics.append(codes.WRONG_FORM.at(at, declaration=KINDS[kind], form=form))
    name = ".".join(named.path)
    title = _title(parts[2:3])
    rest = parts[2 if title is None else 3 :]
    if rest and is_right and kind not in _LONGER_HEADS:
        diagnostics.append(codes.DOES_NOT_FIT.at(rest[0].span, reason=TOO_MUCH, forms=form))
    return Declared(kind, name, name if title is None else title, at, statement, is_broken=not is_right)


def _title(parts: Sequence[Node]) -> str | None:
    first = parts[0] if parts else None
    return str(first.value.value) if isinstance(first, LiteralNode) and first.value.kind == "text" else None


def form_of(kind: str, locale: str) -> str:
    """How a declaration of a kind is written."""
    chinese = locale == "zh"
    name = "名字" if chinese else "NAME"
    word = word_table().spelled(kind, locale)
    if kind in _DEFINED:
        value = {"metric": ("VALUE", "数值"), "segment": ("CONDITION", "条件")}[kind][chinese]
        return f"`{word} {name} = {value}`"
    if kind == "experiment":
        target = f"{word_table().spelled('for', locale)} {'活动名' if chinese else 'CAMPAIGN'} "
        return f"`{word} {name} {target}{{{{ … }}}}`"
    return f"`{word} {name} {{{{ … }}}}`"


def _shared_names(found: Found, project: Project, diagnostics: list[Diagnostic]) -> None:
    """Conditions use fields, metrics, segments and lifecycles by bare names, so these must differ."""
    taken: dict[str, Wording | Declared] = {
        word: Wording("the stage of a customer", "客户所处的阶段") for word in STAGE_WORDS
    }
    for spec in project.customers.fields:
        taken[spec.name] = Wording("a field of the customer", "客户的字段")
    declared = [one for kind in ("metric", "segment", "lifecycle") for one in found[kind].values()]
    for one in sorted(declared, key=lambda one: (one.at.path, one.at.start)):
        earlier = taken.setdefault(one.name, one)
        if isinstance(earlier, Wording):
            diagnostics.append(codes.NAME_TAKEN.at(one.at, name=one.name, meaning=earlier))
        elif earlier is not one:
            said = codes.DUPLICATE_NAME.at(one.at, name=one.name, place=str(earlier.at))
            diagnostics.append(said.beside(earlier.at, DECLARED_FIRST))


def _not_a_declaration(statement: Statement) -> Diagnostic:
    first = statement.key.span if statement.key is not None else statement.phrase.parts[0].span
    word = (first.text.split() or [""])[0]
    if word in word_table().later:
        return parse_codes.NOT_YET.at(first, word=word)
    apart = glued_opening(word)
    known = [word_table().spelled(kind, "en" if word.isascii() else "zh") for kind in (*DECLARATIONS, *NAMELESS_KINDS)]
    hint = suggestion(word, known) if apart is None else needs_space(apart)
    return renamed(codes.UNKNOWN_DECLARATION.at(first, word=word, hint=hint), word, known, apart)
