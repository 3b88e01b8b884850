"""Tokens to tree: an LALR driver over tables that Lark made that goes on after each mistake."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from clmplan.base.diagnostics import Checked, Diagnostic, nearest
from clmplan.base.source import Source, Span
from clmplan.codes import parse as codes
from clmplan.codes.phrases import EXPECTED, expected_sentence
from clmplan.language.build import Item, leaf, reduce
from clmplan.language.layout import lay_out
from clmplan.language.syntax import Document, Statement
from clmplan.language.tables import tables
from clmplan.language.tokens import Token, tokenize
from clmplan.language.words import word_table

_FINISHED = "$END"


@dataclass(slots=True)
class _Stack:
    states: list[int]
    items: list[Item] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


def parse(source: Source) -> Checked[Document]:
    """The document of a source and every mistake in its text; statements that cannot be read are left out."""
    tokens = tokenize(source)
    laid_out = tokens.then(lay_out)
    diagnostics = list(laid_out.diagnostics)
    driver = _Driver(source, laid_out.value, diagnostics)
    statements = driver.run()
    return Checked(Document(source, statements, frozenset(driver.lost)), tuple(diagnostics))


class _Driver:
    """Runs the tables over the tokens of one source."""

    def __init__(self, source: Source, tokens: tuple[Token, ...], diagnostics: list[Diagnostic]) -> None:
        end = len(source.text)
        self.tables = tables()
        self.tokens = (*tokens, Token(_FINISHED, "", Span(source, end, end)))
        self.diagnostics = diagnostics
        self.lost: set[str] = set()
        self.stack = _Stack([self.tables.start])

    def run(self) -> tuple[Statement, ...]:
        """The statements of the source."""
        position = 0
        while position < len(self.tokens):
            token = self.tokens[position]
            if token.type == _FINISHED and self._accepts(_FINISHED):
                self._reduce_all(token)
                break
            if self._feed(token):
                position += 1
                continue
            self._report(position)
            position = self._resume(position)
        return tuple(_statements(self.stack.items))

    def _feed(self, token: Token) -> bool:
        """Shift a token after the reductions it calls for; on False the stack is as before."""
        if not self._accepts(token.type):
            return False
        self._reduce_all(token)
        self.stack.states.append(self.tables.shift[self.stack.states[-1]][token.type])
        self.stack.items.append(leaf(token))
        self.stack.spans.append(token.span)
        return True

    def _accepts(self, terminal: str) -> bool:
        states = list(self.stack.states)
        while True:
            state = states[-1]
            if terminal in self.tables.shift[state]:
                return True
            rule = self.tables.reduce[state].get(terminal)
            if rule is None:
                return False
            del states[len(states) - rule.length :]
            if rule.origin == "start":
                return True
            states.append(self.tables.goto[states[-1]][rule.origin])

    def _reduce_all(self, token: Token) -> bool:
        """Apply reductions until the token could be shifted; whether the whole source is read."""
        stack = self.stack
        while (rule := self.tables.reduce[stack.states[-1]].get(token.type)) is not None:
            cut = len(stack.items) - rule.length
            items, spans = tuple(stack.items[cut:]), stack.spans[cut:]
            span = spans[0].to(spans[-1]) if spans else Span(token.span.source, token.span.start, token.span.start)
            del stack.items[cut:], stack.spans[cut:], stack.states[len(stack.states) - rule.length :]
            stack.items.append(reduce(rule.name, items, span))
            stack.spans.append(span)
            if rule.origin == "start":
                return True
            stack.states.append(self.tables.goto[stack.states[-1]][rule.origin])
        return False

    def _report(self, position: int) -> None:
        token = self.tokens[position]
        before = self.tokens[position - 1].text if position else ""
        if token.text in word_table().later:
            self.diagnostics.append(codes.NOT_YET.at(token.span, word=token.text))
            return
        acceptable = [name for name in EXPECTED if self._accepts(name)]
        hint = nearest(token.text, word_table().words) if token.type == "NAME" and len(token.text) > 2 else None
        found = token.text or "the end of the line"
        self.diagnostics.append(
            codes.UNEXPECTED.at(token.span, found=found, before=before, expected=expected_sentence(acceptable, hint))
        )

    def _resume(self, position: int) -> int:
        """Drop the statement at hand: back to where statements begin, on to the end of the broken one."""
        tables, stack = self.tables, self.stack
        while len(stack.states) > 1 and "statement" not in tables.goto[stack.states[-1]]:
            stack.states.pop()
            item, _ = stack.items.pop(), stack.spans.pop()
            self.lost.update(_names(item))
        depth = 0
        while self.tokens[position].type != _FINISHED:
            token = self.tokens[position]
            if token.type == "NAME":
                self.lost.add(token.text)
            if token.type == "CLOSE" and depth == 0:
                return position
            depth += {"OPEN": 1, "CLOSE": -1}.get(token.type, 0)
            position += 1
            if token.type == "END" and depth == 0:
                return position
        return position


def _statements(items: list[Item]) -> Iterator[Statement]:
    for item in items:
        if isinstance(item, Statement):
            yield item
        elif isinstance(item, tuple):
            yield from _statements(list(item))


def _names(item: Item) -> Iterator[str]:
    if isinstance(item, tuple):
        for part in item:
            yield from _names(part)
    elif isinstance(item, Statement):
        yield from _names(item.phrase.parts)
    else:
        path = getattr(item, "path", ())
        yield from path
