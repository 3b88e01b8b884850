"""Playbooks with one token deleted, doubled or replaced, and how well the mistake is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from clmplan.base import assets
from clmplan.base.source import Source
from clmplan.data.project_file import read_project
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from clmplan.language.tokens import TRIVIA, Token, tokenize
from clmplan.model.project import Project

PLAYBOOKS = ("gift_retailer/gift_retailer.clm", "quickstart/en/quickstart.clm", "quickstart/zh/quickstart.clm")


@dataclass(frozen=True)
class Mutant:
    """A damaged playbook, what was done to it, and in which line."""

    playbook: str
    text: str
    deed: str
    line: int


@dataclass(frozen=True)
class Verdict:
    """What was said about a mutant: whether anything, whether near the damage, how many findings too many."""

    is_error: bool
    is_located: bool
    spurious: int


def text_of(playbook: str) -> str:
    """The text of a shipped playbook."""
    return (assets.folder("playbooks") / playbook).read_text(encoding="utf-8")


def project_of(playbook: str) -> Project:
    """The project of a shipped playbook."""
    folder = assets.folder("playbooks") / Path(playbook).parent
    read = read_project(Source("clmplan.yaml", (folder / "clmplan.yaml").read_text(encoding="utf-8")))
    assert read.value is not None
    return read.value


def mutants(count: int, seed: int) -> Iterator[Mutant]:
    """As many mutants, the playbooks in turn."""
    random = Random(seed)
    originals = {playbook: _written(text_of(playbook)) for playbook in PLAYBOOKS}
    for number in range(count):
        playbook = PLAYBOOKS[number % len(PLAYBOOKS)]
        token, other = random.choice(originals[playbook]), random.choice(originals[playbook])
        text = token.span.source.text
        before, after = text[: token.span.start], text[token.span.end :]
        deed = random.choice(("delete", "double", "replace"))
        middle = {"delete": "", "double": f"{token.span.text} {token.span.text}", "replace": other.span.text}[deed]
        yield Mutant(
            playbook, before + middle + after, f"{deed} `{token.span.text}` `{other.span.text}`", token.span.line
        )


def verdict(mutant: Mutant, project: Project) -> Verdict:
    """What the parser and the resolver say about a mutant."""
    parsed = parse(Source("playbook.clm", mutant.text))
    resolved = resolve((parsed.value,), project)
    found = [one for one in (*parsed.diagnostics, *resolved.diagnostics) if one.is_error]
    near = [one for one in found if one.place is not None and abs(one.place.line - mutant.line) <= 2]
    return Verdict(bool(found), bool(near), max(0, len(found) - 1))


def _written(text: str) -> list[Token]:
    tokens = tokenize(Source("playbook.clm", text)).value
    return [token for token in tokens if token.type not in TRIVIA | {"NEWLINE", "FILLER"}]
