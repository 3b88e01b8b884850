"""The parser's tables from the grammar, through Lark; `python tests/rewrite_tables.py` writes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lark import Lark
from lark.lexer import Lexer
from lark.parsers.lalr_analysis import Shift

from clmplan.base import assets
from clmplan.language.text.tables import FILE, Rule, Tables, write_tables


class _NoLexer(Lexer):
    """The driver brings its own tokens."""

    def __init__(self, *_: object) -> None: ...

    def lex(self, *_: object) -> Iterator[Any]:
        return iter(())


def tables_of(grammar: str) -> Tables:
    """The LALR tables of a grammar; Lark's strict mode raises when it has a conflict."""
    lark = Lark(grammar, parser="lalr", lexer=_NoLexer, strict=True)
    table: Any = lark.parser.parser._parse_table  # Lark has no public name for it
    rules = {rule.origin.name for rule in lark.rules}
    numbers = _numbers(table)
    shift: list[dict[str, int]] = [{} for _ in numbers]
    reductions: list[dict[str, Rule]] = [{} for _ in numbers]
    goto: list[dict[str, int]] = [{} for _ in numbers]
    for state, number in numbers.items():
        for symbol, (action, target) in table.states[state].items():
            if symbol in rules:
                goto[number][str(symbol)] = numbers[target]
            elif action is Shift:
                shift[number][str(symbol)] = numbers[target]
            else:
                reductions[number][str(symbol)] = _rule(target)
    return Tables(0, tuple(shift), tuple(reductions), tuple(goto))


def _numbers(table: Any) -> dict[int, int]:
    """States in the order in which they are met from the start, symbols sorted: the same on every run."""
    found = {table.start_states["start"]: 0}
    queue = list(found)
    for state in queue:
        for symbol in sorted(table.states[state], key=str):
            _, target = table.states[state][symbol]
            if isinstance(target, int) and target not in found:
                found[target] = len(found)
                queue.append(target)
    return found


def _rule(rule: Any) -> Rule:
    return Rule(str(rule.origin.name), str(rule.alias or rule.origin.name), len(rule.expansion))


def main() -> None:
    folder = assets.folder("grammar")
    text = write_tables(tables_of(assets.text("grammar/clmplan.lark")))
    (folder / FILE.partition("/")[2]).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
