"""The parser's tables: written from the grammar by `tests/rewrite_tables.py`, read here as plain data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from clmplan.base import assets

FILE = "grammar/tables.json"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the grammar: the symbol it makes, the name of its node, how many symbols it takes."""

    origin: str
    name: str
    length: int


@dataclass(frozen=True, slots=True)
class Tables:
    """`shift[state][terminal]` is the next state, `reduce[state][terminal]` a rule, `goto[state][symbol]` a state."""

    start: int
    shift: tuple[Mapping[str, int], ...]
    reduce: tuple[Mapping[str, Rule], ...]
    goto: tuple[Mapping[str, int], ...]


@cache
def tables() -> Tables:
    """The tables of this installation."""
    return read_tables(assets.text(FILE))


def read_tables(text: str) -> Tables:
    """Tables as `write_tables` wrote them."""
    document = json.loads(text)
    rules = [Rule(*rule) for rule in document["rules"]]
    return Tables(
        document["start"],
        tuple(document["shift"]),
        tuple({terminal: rules[number] for terminal, number in state.items()} for state in document["reduce"]),
        tuple(document["goto"]),
    )


def write_tables(tables: Tables) -> str:
    """Tables as text, the same bytes for the same grammar."""
    rules = sorted(
        {rule for state in tables.reduce for rule in state.values()},
        key=lambda rule: (rule.origin, rule.name, rule.length),
    )
    numbers = {rule: number for number, rule in enumerate(rules)}
    document = {
        "goto": tables.goto,
        "reduce": [{terminal: numbers[rule] for terminal, rule in state.items()} for state in tables.reduce],
        "rules": [(rule.origin, rule.name, rule.length) for rule in rules],
        "shift": tables.shift,
        "start": tables.start,
    }
    return json.dumps(document, sort_keys=True, separators=(",", ":")) + "\n"
