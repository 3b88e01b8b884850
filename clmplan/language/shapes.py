"""What a declaration may hold: its lines as templates, and a block read against them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from clmplan.base.diagnostics import Diagnostic, Edit, Wording, nearest
from clmplan.base.source import Span
from clmplan.codes import parse as parse_codes
from clmplan.codes import resolve as codes
from clmplan.codes.mend_words import GIVEN_FIRST, add, remove
from clmplan.codes.phrases import NEEDS_BLOCK, no_colon, no_colon_here, perhaps
from clmplan.language.mend import renamed
from clmplan.language.phrases import Match, Mismatch, Reader, match, spelled
from clmplan.language.scope import KINDS, Scope
from clmplan.language.text.spelling import glued_opening, needs_space
from clmplan.language.text.syntax import BinaryNode, Node, Statement, WordNode
from clmplan.language.words import word_table

_MOST_FORMS = 3
_MOST_GROUPS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of line in a block: a property (`is_property`, name before the colon) or a statement.

    `forms` are templates; those of a statement begin with its word. `is_block` lines carry a block of their own.
    """

    name: str
    forms: tuple[str, ...]
    is_property: bool = True
    is_many: bool = False
    is_required: bool = False
    is_block: bool = False


@dataclass(frozen=True)
class Shape:
    """All lines of a kind of declaration. Without slots, since it keeps its lines by what they begin with."""

    kind: str
    lines: tuple[Line, ...]

    def property_named(self, name: str) -> Line | None:
        """The property of that name."""
        return self._properties.get(name)

    def line_named(self, name: str) -> Line:
        """The line of that name; LookupError when there is none."""
        for line in self.lines:
            if line.name == name:
                return line
        raise LookupError(name)

    def statements_with(self, names: frozenset[str]) -> tuple[Line, ...]:
        """The statements that a word may open."""
        known = self._opened.get(names)
        if known is None:
            known = tuple(line for line in self.lines if not line.is_property and _first(line) in names)
            self._opened[names] = known
        return known

    @cached_property
    def required(self) -> tuple[Line, ...]:
        """The lines that no block may be without."""
        return tuple(line for line in self.lines if line.is_required)

    @cached_property
    def _opened(self) -> dict[frozenset[str], tuple[Line, ...]]:
        return {}

    @cached_property
    def _properties(self) -> Mapping[str, Line]:
        return {line.name: line for line in reversed(self.lines) if line.is_property}


@dataclass(slots=True)
class Filled:
    """What was found in a block: matches by line, blocks by line."""

    at: Span
    matches: dict[str, list[Match]] = field(default_factory=dict)
    blocks: dict[str, list[Statement]] = field(default_factory=dict)
    has_unknown: bool = False

    @property
    def lines(self) -> tuple[tuple[str, Span], ...]:
        """Where the first of each kind of line stands."""
        return tuple((name, found[0].span) for name, found in self.matches.items() if found)

    def one(self, name: str) -> Match | None:
        """The only match of a line, or None."""
        found = self.matches.get(name)
        return found[0] if found else None

    def all(self, name: str) -> tuple[Match, ...]:
        """All matches of a line."""
        return tuple(self.matches.get(name, ()))

    def value(self, name: str, slot: str) -> object | None:
        """A slot of the only match of a line, or None."""
        found = self.one(name)
        return found.get(slot) if found else None


def fill(shape: Shape, head: Statement, name: str, scope: Scope, readers: Mapping[str, Reader]) -> Filled:
    """A block read against a shape; what does not fit is said and left out."""
    filled = Filled(head.phrase.span)
    for statement in head.block or ():
        _read_line(shape, statement, filled, scope, readers)
    if filled.has_unknown or not shape.required:
        return filled
    lost = {word_table().keys.get(one, one) for one in scope.lost}
    for line in shape.required:
        if line.name not in filled.matches and line.name not in lost:
            scope.say(
                codes.MISSING_PROPERTY.at(
                    head.phrase.span,
                    declaration=KINDS[shape.kind],
                    name=name,
                    missing=_both(line.name),
                    form=Wording(_form(line, "en"), _form(line, "zh")),
                )
            )
    return filled


def fit(
    forms: Sequence[str], parts: Sequence[Node], at: Span, scope: Scope, readers: Mapping[str, Reader]
) -> Match | None:
    """The first form that a phrase fits, with its position; else None, saying where the best one stopped."""
    tried: list[tuple[Mismatch, str]] = []
    said = len(scope.diagnostics)
    for index, form in enumerate(forms):
        found = match(form, parts, readers, at, index)
        if isinstance(found, Match):
            return found
        position = next((at for at, (one, _) in enumerate(tried) if found.is_better_than(one)), len(tried))
        tried.insert(position, (found, form))
    if not tried or len(scope.diagnostics) > said:
        return None  # what is wrong with a part explains why the whole does not fit
    best = tried[0][0]
    if isinstance(best.reason, Diagnostic):
        scope.say(best.reason)
    else:
        place = parts[best.position].span if best.position < len(parts) else Span(at.source, at.end, at.end)
        nearest_forms = [form for _, form in tried[:_MOST_FORMS]]
        more = " | …" if len(tried) > _MOST_FORMS else ""
        written = Wording(
            " | ".join(_braced(_brief(spelled(form, "en"))) for form in nearest_forms) + more,
            " | ".join(_braced(_brief(spelled(form, "zh"))) for form in nearest_forms) + more,
        )
        scope.say(codes.DOES_NOT_FIT.at(place, reason=best.reason, forms=written))
    return None


def _read_line(shape: Shape, statement: Statement, filled: Filled, scope: Scope, readers: Mapping[str, Reader]) -> None:
    line_names, lines = _lines_for(shape, statement)
    if not lines:
        _unknown_line(shape, statement, line_names, scope)
        filled.has_unknown = True
        return
    line = lines[0]
    if line.is_block and statement.block is None:
        form = Wording(_form(line, "en"), _form(line, "zh"))
        scope.say(codes.DOES_NOT_FIT.at(statement.span, reason=NEEDS_BLOCK, forms=form))
        filled.matches.setdefault(line.name, [])
        return
    if line.is_block:
        filled.blocks.setdefault(line.name, []).append(statement)
        filled.matches.setdefault(line.name, [])
        return
    if statement.block is not None:
        scope.say(codes.NO_BLOCK_HERE.at(statement.phrase.span, text=statement.phrase.span.text))
        filled.matches.setdefault(line.name, [])
        return
    forms = line.forms if len(lines) == 1 else [form for one in lines for form in one.forms]
    fitting = fit(forms, statement.phrase.parts, statement.phrase.span, scope, readers)
    if fitting is None:
        filled.matches.setdefault(line.name, [])
        return
    if len(lines) > 1:
        line = [one for one in lines for _ in one.forms][fitting.form]
    earlier = filled.matches.setdefault(line.name, [])
    if earlier and not line.is_many:
        place = earlier[0].span
        said = codes.DUPLICATE_PROPERTY.at(statement.span, name=line.name, place=str(place))
        scope.say(said.beside(place, GIVEN_FIRST))
        return
    earlier.append(fitting)


def _lines_for(shape: Shape, statement: Statement) -> tuple[str, tuple[Line, ...]]:
    if statement.key is not None:
        written = statement.key.text
        line = shape.property_named(word_table().keys.get(written, written))
        return written, (line,) if line else ()
    first = statement.phrase.parts[0]
    names = first.names if isinstance(first, WordNode) else frozenset()
    return first.span.text, shape.statements_with(names)


def _unknown_line(shape: Shape, statement: Statement, written: str, scope: Scope) -> None:
    at = statement.key.span if statement.key is not None else statement.phrase.parts[0].span
    if written in word_table().later:
        scope.say(parse_codes.NOT_YET.at(at, word=written))
        return
    lacking = _without_colon(shape, statement)
    if lacking is not None:
        scope.say(lacking)
        return
    locale = "en" if written.isascii() else "zh"
    names = [word_table().spelled(line.name if line.is_property else _first(line), locale) for line in shape.lines]
    near = nearest(written, names)
    apart = glued_opening(written)
    if near == written:  # a statement written like a property, or the other way round
        scope.say(_with_colon(shape, statement, written))
        return
    if apart is not None:
        hint = needs_space(apart)
    elif near is not None:
        hint = perhaps(near)
    else:
        hint = Wording(
            "it has: " + ", ".join(dict.fromkeys(_opening_text(line, "en") for line in shape.lines)),
            "可用的有：" + "、".join(dict.fromkeys(_opening_text(line, "zh") for line in shape.lines)),
        )
    said = codes.UNKNOWN_PROPERTY.at(at, declaration=KINDS[shape.kind], name=written, hint=hint)
    scope.say(renamed(said, written, names, apart))


def _with_colon(shape: Shape, statement: Statement, written: str) -> Diagnostic:
    """What to say of `holdout: 10%`, where `holdout 10%` is meant."""
    words = word_table().words.get(written)
    lines = shape.statements_with(words.names) if words is not None else ()
    key = statement.key.span if statement.key is not None else statement.phrase.parts[0].span
    forms = Wording(*(" | ".join(_form(line, locale) for line in lines) for locale in ("en", "zh")))
    said = codes.DOES_NOT_FIT.at(key, reason=no_colon_here(written), forms=forms)
    gap = Span(key.source, key.end, max(key.end, statement.phrase.span.start))
    return said.mended(remove(":"), Edit(gap, " "), is_safe=True)


def _without_colon(shape: Shape, statement: Statement) -> Diagnostic | None:
    """What to say of `cost £1` and `cost = £1`, where `cost: £1` is meant; None for anything else."""
    first = statement.phrase.parts[0]
    is_equation = isinstance(first, BinaryNode) and first.operator == "="
    name = first.left if isinstance(first, BinaryNode) and is_equation else first
    line = shape.property_named(word_table().keys.get(name.span.text, name.span.text))
    if statement.key is not None or line is None:
        return None
    end = first.right.span.start if isinstance(first, BinaryNode) and is_equation else name.span.end
    gap = Span(name.span.source, name.span.end, end)
    form = Wording(_form(line, "en"), _form(line, "zh"))
    said = codes.DOES_NOT_FIT.at(name.span, reason=no_colon(name.span.text), forms=form)
    return said.mended(add(":"), Edit(gap, ": " if is_equation else ":"), is_safe=True)


def _first(line: Line) -> str:
    return _opening(line.forms[0])


@cache
def _opening(form: str) -> str:
    words = form.split()
    for size in (2, 1):
        word = " ".join(words[:size])
        if word in word_table().spellings:
            return word
    return words[0]


def _opening_text(line: Line, locale: str) -> str:
    word = word_table().spelled(line.name if line.is_property else _first(line), locale)
    return f"`{word}:`" if line.is_property else f"`{word}`"


def _form(line: Line, locale: str) -> str:
    form = spelled(line.forms[0], locale) + (" { … }" if line.is_block else "")
    return _braced(f"{word_table().spelled(line.name, locale)}: {form}" if line.is_property else form)


def _both(name: str) -> Wording:
    return Wording(word_table().spelled(name, "en"), word_table().spelled(name, "zh"))


def _brief(form: str) -> str:
    """A form with its first optional groups."""
    groups = [found.end() for found in re.finditer(r" \[[^\]]*\]", form)]
    return form if len(groups) <= _MOST_GROUPS else f"{form[: groups[_MOST_GROUPS - 1]]} […]"


def _braced(text: str) -> str:
    return "`" + text.replace("{", "{{").replace("}", "}}") + "`"
