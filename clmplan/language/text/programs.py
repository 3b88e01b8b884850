"""Statements of one shape are read alike: the moves of the driver for a row of terminals, recorded once.

What the tables do depends on the types of tokens alone, and people write few shapes of statements. A program is what is
left of the moves when those are dropped that only hand a node on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, cast

from clmplan.base.source import Span
from clmplan.language.text.build import Item, builder_of, name_of
from clmplan.language.text.literals import Value
from clmplan.language.text.syntax import CommaNode, LiteralNode, Node, Phrase, Statement, WordNode
from clmplan.language.text.tables import Rule, Tables, tables
from clmplan.language.tokens import Token

_KEPT = 4096  # programs
LONGEST = 40  # tokens; longer statements are read move by move
ENDS = frozenset({"END", "OPEN"})


class Move(NamedTuple):
    """Make one item of the last `size` items, which cover the tokens `first` to `last`; of a token when 0.

    Without `make` a token is the item.
    """

    make: Callable[..., Item] | None
    size: int
    first: int
    last: int


class Program(NamedTuple):
    """How to read a row of tokens: the moves, and the states they leave on the stack.

    A whole statement begins a list of statements, with one state, or goes into the list before it, with none.
    `leaves` are the makers of a statement that is one phrase without any expression, most often after `key:`.
    """

    moves: tuple[Move, ...]
    states: tuple[int, ...]
    leaves: tuple[Callable[[Token], Node], ...] = ()
    has_key: bool = False


_LEAVES: Mapping[str, Callable[[Token], Node]] = {
    "WORD": lambda token: WordNode(token.span, token.names),
    "LITERAL": lambda token: LiteralNode(token.span, cast(Value, token.value)),
    "COMMA": lambda token: CommaNode(token.span),
}


class _Part(NamedTuple):
    """What a symbol on the stack covers, and of how many items it is made."""

    first: int
    last: int
    size: int


@lru_cache(_KEPT)
def record(state: int, types: tuple[str, ...]) -> Program | None:
    """The program for the types of a whole statement, or of its part up to `{`; None when it does not fit so."""
    recorder = _Recorder(tables(), state)
    for position, terminal in enumerate(types):
        if not recorder.take(position, terminal):
            return None
    if types[-1] == "END":
        states = _listed(recorder, state)
        if states is None:
            return None
        return Program(tuple(recorder.moves), states, *_leaves(recorder.moves))
    if any(part.size != 1 for part in recorder.parts):
        return None
    return Program(tuple(recorder.moves), tuple(recorder.states[1:]))


@lru_cache(_KEPT)
def record_end(states: tuple[int, ...]) -> tuple[int, ...] | None:
    """What `}` and END leave on the stack in place of `phrase { statements`, its last three states; None if unsure."""
    recorder = _Recorder(tables(), states[0])
    recorder.states += states[1:]
    recorder.parts += [_Part(0, 0, 1)] * 3
    return _listed(recorder, states[0]) if recorder.take(0, "CLOSE") and recorder.take(0, "END") else None


def _listed(recorder: _Recorder, state: int) -> tuple[int, ...] | None:
    """What a statement that ends here adds to a state: nothing, or the state of the list that it begins."""
    whole = _only_rule(recorder.tables, recorder.states[-1])
    if whole is None or not recorder.reduce(whole) or len(recorder.parts) != 1:
        return None
    listed = _only_rule(recorder.tables, recorder.states[-1])
    if listed is None or not listed.name.startswith("_"):
        return None
    return () if listed.length == 2 else (recorder.tables.goto[state][listed.origin],)


def _leaves(moves: Sequence[Move]) -> tuple[tuple[Callable[[Token], Node], ...], bool]:
    """The makers of the parts when the moves are no more than a phrase and its statement, and whether a key leads."""
    *parts, _, end, _ = moves
    has_key = parts[0].make is None
    makers = [cast("Callable[[Token], Node] | None", part.make) for part in parts[has_key:]]
    makers = [] if end.make is not None or any(part.size for part in parts) else makers
    return tuple(make for make in makers if make is not None), has_key


def _only_rule(tables: Tables, state: int) -> Rule | None:
    """The rule that a state reduces by whatever comes; None when that depends."""
    rules = set(tables.reduce[state].values())
    return rules.pop() if len(rules) == 1 and not tables.shift[state] else None


def run(program: Program, tokens: Sequence[Token], start: int) -> list[Item]:
    """The items of a row of tokens that begins at a position."""
    new: Any = tuple.__new__
    if program.leaves:
        key = tokens[start] if program.has_key else None
        begin = start + program.has_key
        end = begin + len(program.leaves)
        parts = [make(token) for make, token in zip(program.leaves, tokens[begin:end], strict=True)]
        span = first_span = parts[0].span
        if len(parts) > 1:
            span = first_span.to(parts[-1].span)
        phrase = Phrase(span, tuple(parts))
        return [Statement(span if key is None else key.span.to(span), phrase, key)]
    items: list[Item] = []
    for make, size, first, last in program.moves:
        token = tokens[start + first]
        if make is None:
            items.append(token)
        elif size == 0:
            items.append(make(token))
        else:
            span = token.span
            if first != last:
                end = tokens[start + last].span.end
                span = new(Span, (span.source, span.start, end if end > span.end else span.end))
            taken = tuple(items[-size:])
            del items[-size:]
            items.append(make(taken, span))
    return items


class _Recorder:
    """The driver without tokens."""

    def __init__(self, tables: Tables, state: int) -> None:
        self.tables = tables
        self.states = [state]
        self.parts: list[_Part] = []
        self.moves: list[Move] = []

    def take(self, position: int, terminal: str) -> bool:
        """Whether a terminal fits here."""
        while (following := self.tables.shift[self.states[-1]].get(terminal)) is None:
            rule = self.tables.reduce[self.states[-1]].get(terminal)
            if rule is None or not self.reduce(rule):
                return False
        self.states.append(following)
        self.parts.append(_Part(position, position, 1))
        self.moves.append(Move(_LEAVES.get(terminal), 0, position, position))
        return True

    def reduce(self, rule: Rule) -> bool:
        """Whether a rule stays within the row; notes what it makes."""
        if not 0 < rule.length <= len(self.parts):
            return False
        taken = self.parts[-rule.length :]
        del self.parts[-rule.length :], self.states[-rule.length :]
        first, last, size = taken[0].first, taken[-1].last, sum(part.size for part in taken)
        build = builder_of(rule.name)
        if build is not None:
            if rule.name == "name" and size == 1:
                self.moves[-1] = Move(name_of, 0, first, last)
            else:
                self.moves.append(Move(build, size, first, last))
            size = 1
        self.parts.append(_Part(first, last, size))
        self.states.append(self.tables.goto[self.states[-1]][rule.origin])
        return True
