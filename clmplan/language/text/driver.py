"""Tokens to statements: an LALR driver over tables that Lark made that goes on after each mistake."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from clmplan.base.diagnostics import Diagnostic, Wording, nearest
from clmplan.base.source import Source, Span
from clmplan.codes import parse as codes
from clmplan.codes.phrases import EXPECTED, expected_sentence
from clmplan.language.text.build import Item, leaf, reduce
from clmplan.language.text.joining import joined
from clmplan.language.text.programs import ENDS, LONGEST, Program, record, record_end, run
from clmplan.language.text.spelling import needs_space, unglued
from clmplan.language.text.syntax import Phrase, Statement, WordNode
from clmplan.language.text.tables import tables
from clmplan.language.tokens import MOST_FINDINGS, Token
from clmplan.language.words import word_table

_FINISHED = "$END"
_OPERATORS = frozenset({"OR", "AND", "NOT", "COMPARE", "BETWEEN", "IN", "IS", "MISSING", "SINCE", "ORDINAL"})
_SIGNS = _OPERATORS | {"SIGN", "TIMES", "COMMA", "RANGE", "DOT", "DEFINE"}
_STACKING = frozenset({"NOT", "SIGN", "TIMES"})
_STOPS = frozenset({"END", "OPEN", "CLOSE", _FINISHED})
_MOST_STACKED = 40
_LONGEST = 60


@dataclass(slots=True)
class _Stack:
    states: list[int]
    items: list[Item] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


class Driver:
    """Runs the tables over the tokens of one source."""

    def __init__(self, source: Source, tokens: tuple[Token, ...]) -> None:
        end = len(source.text)
        self.tables = tables()
        self.tokens = (*tokens, Token(_FINISHED, "", Span(source, end, end)))
        self.types = tuple([token.type for token in self.tokens])
        self.diagnostics: list[Diagnostic] = []
        self.lost: set[str] = set()
        self.stacked = 0
        self.stack = _Stack([self.tables.start])

    def run(self) -> tuple[Statement, ...]:
        """The statements of the source."""
        position = 0
        while position < len(self.tokens):
            after = self._block_end(position) if self.types[position] == "CLOSE" else self._statement(position)
            if after != position:
                position = after
                continue
            token = self.tokens[position]
            if token.type == _FINISHED and self._accepts(_FINISHED):
                self._reduce_all(token)
                break
            if self._is_too_deep(token):
                self.diagnostics.append(codes.NESTED_TOO_DEEP.at(token.span, depth=_MOST_STACKED))
                position = self._resume(position)
                continue
            if self._feed(token):
                position += 1
                continue
            self._report(position)
            if len(self.diagnostics) >= MOST_FINDINGS:
                self.diagnostics.append(codes.TOO_MANY.at(token.span, most=MOST_FINDINGS))
                break
            position = self._without(position) or self._resume(position)
            if token.type == _FINISHED:  # said once, whatever is still open
                break
        return tuple(_statements(self.stack.items))

    def _statement(self, position: int) -> int:
        """Read a whole statement, or one up to its `{`, when its shape is known; where to go on."""
        types, stack = self.types, self.stack
        if position and types[position - 1] not in ENDS:
            return position
        end, furthest = position, position + LONGEST
        while types[end] not in _STOPS and end < furthest:
            end += 1
        if end == position or types[end] not in ENDS:
            return position
        state = stack.states[-1]
        if "statement" not in self.tables.goto[state]:
            self._reduce_all(self.tokens[position])
            state = stack.states[-1]
            if "statement" not in self.tables.goto[state]:
                return position
        row = types[position : end + 1]
        program = record(state, row)
        if program is None:
            return position
        items = run(program, self.tokens, position)
        if not program.leaves and types[end] == "END":
            items = [joined(item, self.diagnostics) for item in items]
        self.stacked = 0
        self._push(items, program)
        return end + 1

    def _push(self, items: list[Item], program: Program) -> None:
        """Put on the stack what a program has read: the head of a block, or a statement for the list of statements."""
        stack = self.stack
        stack.states += program.states
        if len(items) > 1:
            stack.items += items
            stack.spans += [item.span for item in items if not isinstance(item, list)]
        elif program.states:
            stack.items.append(items)
            stack.spans += [item.span for item in items if not isinstance(item, list)]
        else:
            cast("list[Item]", stack.items[-1]).extend(items)

    def _block_end(self, position: int) -> int:
        """Read `}` and what ends its statement, which has a place in a list of statements; where to go on."""
        stack = self.stack
        if self.types[position + 1] != "END" or len(stack.items) < 3:
            return position
        states = record_end(tuple(stack.states[-4:]))
        if states is None:
            return position
        phrase, opening, listed = stack.items[-3:]
        span = stack.spans[-3].to(self.tokens[position].span)
        del stack.items[-3:], stack.spans[-3:], stack.states[-3:]
        statement = reduce("statement", (phrase, opening, listed, *self.tokens[position : position + 2]), span)
        stack.states += states
        if states:
            stack.items.append([statement])
            stack.spans.append(span)
        else:
            cast("list[Item]", stack.items[-1]).append(statement)
        return position + 2

    def _is_too_deep(self, token: Token) -> bool:
        if token.type in _STACKING:
            self.stacked += 1
        elif token.type in {"END", "OPEN", "CLOSE"}:
            self.stacked = 0
        return self.stacked > _MOST_STACKED

    def _feed(self, token: Token) -> bool:
        """Shift a token after the reductions it calls for; on False the stack is as before."""
        following = self.tables.shift[self.stack.states[-1]].get(token.type)
        if following is None:
            if not self._accepts(token.type):
                return False
            self._reduce_all(token)
            following = self.tables.shift[self.stack.states[-1]][token.type]
        self.stack.states.append(following)
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
        before = _short(self.tokens[position - 1].text) if position else ""
        if token.text in word_table().later:
            self.diagnostics.append(codes.NOT_YET.at(token.span, word=token.text))
            return
        if (
            token.type in _OPERATORS
            and token.text[0].isalpha()
            and position
            and "declarations" in self.tokens[position - 1].roles
        ):
            self.diagnostics.append(codes.RESERVED.at(token.span, word=token.text))
            return
        remedy = self._remedy(token)
        if token.type in {"END", _FINISHED}:
            self.diagnostics.append(codes.ENDS_TOO_EARLY.at(token.span, before=before, expected=remedy))
            return
        found = _short(token.text)
        self.diagnostics.append(codes.UNEXPECTED.at(token.span, found=found, before=before, expected=remedy))

    def _remedy(self, token: Token) -> Wording:
        if token.type == "NAME":
            apart = unglued(token.text)
            if apart is not None:
                return needs_space(apart)
        hint = nearest(token.text, word_table().words) if token.type == "NAME" and 2 < len(token.text) < 40 else None
        return expected_sentence([name for name in EXPECTED if self._accepts(name)], hint)

    def _without(self, position: int) -> int | None:
        """Read a statement without the sign that is one too many, there or just before; where to go on, or None."""
        types, stack = self.types, self.stack
        start = end = position
        while start and types[start - 1] not in _STOPS and position - start < LONGEST:
            start -= 1
        while types[end] not in _STOPS and end - position < LONGEST:
            end += 1
        depth = len(stack.states)
        while depth > 1 and "statement" not in self.tables.goto[stack.states[depth - 1]]:
            depth -= 1
        for spare in (position, position - 1):
            row = types[start:spare] + types[spare + 1 : end + 1]
            if types[end] != "END" or not start <= spare < end or types[spare] not in _SIGNS or len(row) < 2:
                continue
            program = record(stack.states[depth - 1], row)
            if program is not None:
                del stack.states[depth:], stack.items[depth - 1 :], stack.spans[depth - 1 :]
                self._push(run(program, (*self.tokens[start:spare], *self.tokens[spare + 1 : end + 1]), 0), program)
                self.stacked = 0
                return end + 1
        return None

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
            self.lost.update(_words(token))
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
        elif isinstance(item, list):
            yield from _statements(item)


def _names(item: Item) -> Iterator[str]:
    if isinstance(item, list):
        for part in item:
            yield from _names(part)
    elif isinstance(item, Statement):
        yield from _names([*item.phrase.parts])
    elif isinstance(item, Phrase):
        yield from _names([*item.parts])
    elif isinstance(item, Token):
        yield from _words(item)
    elif isinstance(item, WordNode):
        yield from item.names
    else:
        path = getattr(item, "path", ())
        yield from path


def _words(token: Token) -> Iterator[str]:
    """What a lost token may have named or opened."""
    if token.type in {"NAME", "KEY"}:
        yield token.text
    yield from token.names


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
