"""`allow CODE "REASON"`: findings that a playbook means to have, with the reason it gives.

In the block of a declaration it covers that declaration and what is inside; at the top of a file it covers the file, or
with `for NAME` the declarations of that name. Errors cannot be allowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from clmplan.base.diagnostics import Allowance, Checked, Code, Diagnostic, Edit, Severity, nearest
from clmplan.base.source import Span
from clmplan.codes import allow as codes
from clmplan.codes import mend_words, resolve
from clmplan.codes.phrases import TOO_MUCH, perhaps
from clmplan.language.scope import suggestion
from clmplan.language.text.syntax import Document, LiteralNode, NameNode, Node, Statement, WordNode
from clmplan.language.words import word_table

_WORD = "allow"
PASSES_OF_THE_TEXT = "1234"  # first digits of the codes that reading a playbook can yield
PASSES_OF_A_PLAN = "56"  # … and that planning can
_MARKS = '`"“”「」'
_Taken = tuple[Statement, Statement | None]  # an `allow` statement, and the statement in whose block it stands


def take_allowances(documents: Sequence[Document]) -> Checked[tuple[tuple[Document, ...], tuple[Allowance, ...]]]:
    """The documents without their `allow` statements, and what these allow; what is wrong with them is said."""
    taken: list[_Taken] = []
    rest = tuple(_without(document, taken) for document in documents)
    diagnostics: list[Diagnostic] = []
    allowances = [_read(one, rest, diagnostics) for one in taken]
    return Checked((rest, tuple(one for one in allowances if one is not None)), tuple(diagnostics))


def set_aside(
    found: Iterable[Diagnostic], allowances: Sequence[Allowance], passes: str = PASSES_OF_THE_TEXT
) -> tuple[Diagnostic, ...]:
    """Findings, those that are allowed marked as such, and a warning for each allowance that covers none of them.

    `passes` are the first digits of the codes that were looked for: others may still be found. With an error nothing is
    called unused, since not every pass has run.
    """
    used: set[Span] = set()
    marked = tuple(_marked(one, allowances, used) for one in found)
    if any(one.is_error for one in marked):
        return marked
    # An allowance of unused ones is meant for later, so it is never unused itself.
    unused = (
        codes.UNUSED.at(one.place, code=one.code.id).mended(
            mend_words.REMOVE_STATEMENT, Edit(_whole_line(one.place), ""), is_safe=False
        )
        for one in allowances
        if one.place not in used and one.code.id[3] in passes and one.code.id != codes.UNUSED.id
    )
    return marked + tuple(_marked(one, allowances, used) for one in unused)


def _marked(found: Diagnostic, allowances: Sequence[Allowance], used: set[Span]) -> Diagnostic:
    fitting = [one for one in allowances if one.fits(found)]
    if not fitting or found.allowed is not None:
        return found
    nearest_one = min(fitting, key=lambda one: min(span.end - span.start for span in one.covers))
    used.add(nearest_one.place)
    return replace(found, allowed=nearest_one)


def _without(document: Document, taken: list[_Taken]) -> Document:
    english, chinese = word_table().spellings[_WORD]
    spellings = {english, chinese, *(text for text, word in word_table().words.items() if _WORD in word.names)}
    if not any(spelling in document.source.text for spelling in spellings):
        return document
    return replace(document, statements=_kept(document.statements, None, taken))


def _kept(statements: tuple[Statement, ...], head: Statement | None, taken: list[_Taken]) -> tuple[Statement, ...]:
    kept: list[Statement] = []
    for statement in statements:
        first = statement.phrase.parts[0]
        if isinstance(first, WordNode) and _WORD in first.names and statement.key is None:
            taken.append((statement, head))
        elif statement.block is not None:
            kept.append(replace(statement, block=_kept(statement.block, statement, taken)))
        else:
            kept.append(statement)
    return tuple(kept)


def _read(taken: _Taken, documents: Sequence[Document], diagnostics: list[Diagnostic]) -> Allowance | None:
    statement, head = taken
    at, parts = statement.phrase.span, statement.phrase.parts[1:]
    if not parts or statement.block is not None or statement.definition is not None:
        reason = codes.CODE_MISSING if not parts else TOO_MUCH
        diagnostics.append(resolve.DOES_NOT_FIT.at(at, reason=reason, forms=codes.FORM))
        return None
    code = _code(parts[0], diagnostics)
    if code is None:
        return None
    named, rest = _target(parts[1:])
    why = _text(rest[0]) if rest else ""
    if why is None or len(rest) > 1:
        extra = rest[0 if why is None else 1].span
        diagnostics.append(resolve.DOES_NOT_FIT.at(extra, reason=TOO_MUCH, forms=codes.FORM))
        return None
    if not why.strip():
        diagnostics.append(codes.NO_REASON.at(at, code=code.id))
        return None
    covers = _covered(statement, head, named, documents, diagnostics)
    return Allowance(code, why.strip(), at, covers, head is None and named is None) if covers else None


def _code(node: Node, diagnostics: list[Diagnostic]) -> Code | None:
    """The code that a node names: by its id, or by its name in quotation marks or back-ticks, or bare."""
    from clmplan.codes.catalogue import all_codes

    written = "".join(node.span.text.strip(_MARKS).split())
    known = {name.lower(): code for code in all_codes() for name in (code.id, code.name)}
    found = known.get(written.lower())
    if found is None:
        diagnostics.append(_unknown(node.span, written, known))
    elif found.severity is Severity.ERROR:
        diagnostics.append(codes.NOT_ALLOWABLE.at(node.span, code=written))
        return None
    return found


def _unknown(place: Span, written: str, known: Mapping[str, Code]) -> Diagnostic:
    allowable = {name: code for name, code in known.items() if code.severity is not Severity.ERROR}
    as_id = written.lower().replace("o", "0")
    near = nearest(written.lower(), (code.name for code in allowable.values()))
    meant = allowable[as_id].id if as_id in allowable else near
    if meant is None:
        return codes.UNKNOWN_CODE.at(place, code=written, hint=codes.ASK)
    text = meant if meant.isalnum() else f'"{meant}"'
    said = codes.UNKNOWN_CODE.at(place, code=written, hint=perhaps(meant))
    return said.mended(mend_words.write(text), Edit(place, text), is_safe=False)


def _target(parts: Sequence[Node]) -> tuple[Node | None, Sequence[Node]]:
    """The name after `for`, if any, and what follows."""
    first = parts[0] if parts else None
    if isinstance(first, WordNode) and "for" in first.names and len(parts) > 1:
        return parts[1], parts[2:]
    return None, parts


def _text(node: Node) -> str | None:
    return str(node.value.value) if isinstance(node, LiteralNode) and node.value.kind == "text" else None


def _covered(
    statement: Statement,
    head: Statement | None,
    named: Node | None,
    documents: Sequence[Document],
    diagnostics: list[Diagnostic],
) -> tuple[Span, ...]:
    source = statement.span.source
    if named is None:
        return (head.span if head is not None else Span(source, 0, len(source.text)),)
    declared: dict[str, list[Span]] = {}
    for document in documents:
        for name, one in _declarations(document.statements):
            declared.setdefault(name, []).append(one.span)
    name = named.span.text.strip("`")
    if name not in declared:
        hint = suggestion(name, declared)
        diagnostics.append(resolve.UNKNOWN_NAME.at(named.span, kind=codes.DECLARATION, name=name, hint=hint))
    return tuple(declared.get(name, ()))


def _declarations(statements: Iterable[Statement]) -> Iterator[tuple[str, Statement]]:
    for statement in statements:
        named = statement.phrase.parts[1] if len(statement.phrase.parts) > 1 else None
        if isinstance(named, NameNode | WordNode):
            yield named.span.text.strip("`"), statement


def _whole_line(place: Span) -> Span:
    """The lines of a statement when nothing else stands on them, else the statement."""
    text = place.source.text
    start = text.rfind("\n", 0, place.start) + 1
    end = text.find("\n", place.end)
    end = len(text) if end < 0 else end + 1
    alone = not text[start : place.start].strip() and not text[place.end : end].strip()
    return Span(place.source, start, end) if alone else place
