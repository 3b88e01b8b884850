"""Playbooks with mistakes in known places, and how well they are found.

Two corpora: `mistakes`, one of a dozen kinds that people make, one to a playbook; `damage`, tokens deleted, doubled,
replaced or swapped at random, several to a playbook and six lines or more apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

from clmplan.base import assets
from clmplan.base.diagnostics import Diagnostic
from clmplan.base.source import Source
from clmplan.data.project_file import read_project
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from clmplan.language.tokens import TRIVIA, Token, tokenize
from clmplan.model.project import Project

PLAYBOOKS = ("gift_retailer/gift_retailer.clm", "quickstart/en/quickstart.clm", "quickstart/zh/quickstart.clm")
HELD_OUT = ("bookshop/bookshop.clm", "tea/tea.clm", "mixed/mixed.clm")  # on which no repair was ever tuned
_SAMPLES = Path(__file__).resolve().parents[2] / "bench" / "samples"
NEAR = 2  # lines
_APART = 6  # lines between two mistakes of one playbook
_FOREIGN = ("@", "&", "|", "\\", "?", "～", "·", "→", "^", "！")

Change = tuple[int, int, str]  # start, end, text instead


@dataclass(frozen=True)
class Mutant:
    """A damaged playbook, what was done to it, and in which lines."""

    playbook: str
    text: str
    deeds: tuple[str, ...]
    lines: tuple[int, ...]
    changes: tuple[tuple[str, Change], ...]


@dataclass(frozen=True)
class Verdict:
    """What was said about a mutant: how many mistakes were located, which were not, how many findings were too many.

    Damage that alone is no error is `silent`: another number, another name, a line less.
    """

    located: int
    missed: tuple[str, ...]
    silent: tuple[str, ...]
    spurious: int


def text_of(playbook: str) -> str:
    """The text of a shipped or held-out playbook."""
    return _path(playbook).read_text(encoding="utf-8")


@cache
def project_of(playbook: str) -> Project:
    """The project of a shipped or held-out playbook."""
    read = read_project(Source("clmplan.yaml", (_path(playbook).parent / "clmplan.yaml").read_text(encoding="utf-8")))
    assert read.value is not None
    return read.value


def _path(playbook: str) -> Path:
    return (_SAMPLES if playbook in HELD_OUT else assets.folder("playbooks")) / playbook


def mistakes(count: int, seed: int, playbooks: Sequence[str] = PLAYBOOKS) -> Iterator[Mutant]:
    """As many mutants with one mistake each, playbooks and kinds in turn."""
    random = Random(seed)
    number = made = 0
    while made < count:
        playbook, kind = playbooks[number % len(playbooks)], tuple(_KINDS)[number // len(playbooks) % len(_KINDS)]
        number += 1
        changes = list(_changes(kind, playbook))
        if changes:
            made += 1
            yield _mutant(playbook, [(kind, random.choice(changes))])


def damage(count: int, seed: int, each: int = 4, playbooks: Sequence[str] = PLAYBOOKS) -> Iterator[Mutant]:
    """Mutants with several random mistakes each, until there are as many mistakes."""
    random = Random(seed)
    made = number = 0
    while made < count:
        playbook = playbooks[number % len(playbooks)]
        number += 1
        tokens, deeds, lines = _written(playbook), list[tuple[str, Change]](), list[int]()
        for _ in range(each * 3):
            position = random.randrange(len(tokens) - 1)
            line = tokens[position].span.line
            if len(deeds) < each and all(abs(line - other) > _APART for other in lines):
                deeds.append(_random_deed(tokens, position, random))
                lines.append(line)
        made += len(deeds)
        yield _mutant(playbook, deeds)


def verdict(mutant: Mutant) -> Verdict:
    """What the parser and the resolver say about a mutant."""
    found = [one for one in findings(mutant.text, mutant.playbook) if one.is_error]
    lines = [one.place.line for one in found if one.place is not None]
    unsaid = [
        (deed, change)
        for deed, line, change in zip(mutant.deeds, mutant.lines, mutant.changes, strict=True)
        if not any(abs(one - line) <= NEAR for one in lines)
    ]
    silent = tuple(deed for deed, change in unsaid if not _is_error(_mutant(mutant.playbook, [change])))
    located = len(mutant.lines) - len(unsaid)
    missed = tuple(deed for deed, _ in unsaid if deed not in silent)
    return Verdict(located, missed, silent, len(found) - located)


def _is_error(mutant: Mutant) -> bool:
    return any(one.is_error for one in findings(mutant.text, mutant.playbook))


def findings(text: str, playbook: str) -> tuple[Diagnostic, ...]:
    """Everything said about a text in the project of a playbook."""
    parsed = parse(Source("playbook.clm", text))
    return parsed.diagnostics + resolve((parsed.value,), project_of(playbook)).diagnostics


def _mutant(playbook: str, deeds: Sequence[tuple[str, Change]]) -> Mutant:
    text = text_of(playbook)
    lines = tuple(text.count("\n", 0, start) + 1 for _, (start, _, _) in deeds)
    named = tuple(
        f"{kind}: line {line} `{text[start:end]}` -> `{new}`"
        for (kind, (start, end, new)), line in zip(deeds, lines, strict=True)
    )
    for _, (start, end, new) in sorted(deeds, key=lambda deed: deed[1], reverse=True):
        text = text[:start] + new + text[end:]
    return Mutant(playbook, text, named, lines, tuple(deeds))


def _random_deed(tokens: Sequence[Token], position: int, random: Random) -> tuple[str, Change]:
    token, after, other = tokens[position], tokens[position + 1], random.choice(tokens)
    start, end, text = token.span.start, token.span.end, token.span.text
    deed = random.choice(("delete", "double", "replace", "swap"))
    between = token.span.source.text[end : after.span.start]
    if deed == "swap" and "\n" not in between:
        return deed, (start, after.span.end, f"{after.span.text}{between or ' '}{text}")
    new = {"delete": "", "double": f"{text} {text}"}.get(deed, other.span.text)
    return deed, (start, end, new)


@cache
def _written(playbook: str) -> tuple[Token, ...]:
    tokens = tokenize(Source("playbook.clm", text_of(playbook))).value
    return tuple(token for token in tokens if token.type not in TRIVIA | {"NEWLINE", "FILLER"})


@cache
def _changes(kind: str, playbook: str) -> tuple[Change, ...]:
    return tuple(_KINDS[kind](_written(playbook), text_of(playbook)))


def _removals(types: str) -> Callable[[Sequence[Token], str], Iterator[Change]]:
    wanted = frozenset(types.split())
    return lambda tokens, _: ((token.span.start, token.span.end, "") for token in tokens if token.type in wanted)


def _missing_value(tokens: Sequence[Token], text: str) -> Iterator[Change]:
    for colon, value in pairwise(tokens):
        line = text[value.span.end :].partition("\n")[0].strip()
        if colon.type == "COLON" and value.type in {"LITERAL", "NAME"} and line in {"", "}"}:
            yield value.span.start, value.span.end, ""


def _typo(tokens: Sequence[Token], text: str) -> Iterator[Change]:
    """Two letters swapped, or one doubled, in a keyword or in the name of a property."""
    for token, after in pairwise(tokens):
        start, end = token.span.start, token.span.end
        written = text[start:end]
        is_key = after.type == "COLON" and token.type in {"NAME", "WORD"}
        if (token.roles & {"declarations", "statements"} or is_key) and len(written) > 3 and written.isascii():
            yield start + 1, start + 3, written[2] + written[1] + ("" if written[1] != written[2] else "q")
            yield end, end, written[-1]


def _doubled(types: str) -> Callable[[Sequence[Token], str], Iterator[Change]]:
    wanted = frozenset(types.split())
    return lambda tokens, _: (
        (token.span.end, token.span.end, f" {token.span.text}") for token in tokens if token.type in wanted
    )


def _foreign(tokens: Sequence[Token], _: str) -> Iterator[Change]:
    for number, token in enumerate(tokens):
        yield token.span.start, token.span.start, _FOREIGN[number % len(_FOREIGN)] + " "


def _unclosed(tokens: Sequence[Token], text: str) -> Iterator[Change]:
    for token in tokens:
        if token.type == "LITERAL" and text[token.span.end - 1] in '"”」':
            yield token.span.end - 1, token.span.end, ""


def _glued(_: Sequence[Token], text: str) -> Iterator[Change]:
    """The blank behind a Chinese keyword at the start of a line, forgotten."""
    for found in re.finditer(r"^ *[\u4e00-\u9fff]+( )[\u4e00-\u9fffA-Za-z]", text, re.MULTILINE):
        yield found.start(1), found.end(1), ""


def _narrow_for_wide(tokens: Sequence[Token], text: str) -> Iterator[Change]:
    """A bracket of full width that is closed by the wrong kind."""
    for token in tokens:
        if token.type in {"RIGHT", "FINISH"}:
            yield token.span.start, token.span.end, "】" if token.type == "RIGHT" else "）"


_KINDS: dict[str, Callable[[Sequence[Token], str], Iterator[Change]]] = {
    "missing }": _removals("CLOSE"),
    "missing {": _removals("OPEN"),
    "missing bracket": _removals("LEFT RIGHT BEGIN FINISH"),
    "missing and": _removals("AND"),
    "missing colon": _removals("COLON"),
    "missing value": _missing_value,
    "typo in a keyword": _typo,
    "doubled comma": _doubled("COMMA"),
    "doubled operator": _doubled("COMPARE AND OR IN SIGN"),
    "foreign sign": _foreign,
    "unclosed text": _unclosed,
    "glued keyword": _glued,
    "wrong bracket": _narrow_for_wide,
}
