"""Chapters of the language: their blocks, the project they are read in, and what is said about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.base.source import Source
from clmplan.data.project_file import read_project
from clmplan.language.allow import set_aside, take_allowances
from clmplan.language.declare.imports import imports
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from clmplan.language.sense.checks import sense
from clmplan.language.words import word_table
from clmplan.loading import read_days
from clmplan.model.playbook import Playbook
from clmplan.model.project import Project

FOLDER = Path(__file__).parent
_BLOCK = re.compile(r"^```(clm|expect)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SAID = re.compile(r"(?:#|//|＃)\s*(?:error|warning|note): ((?:CLM\d+(?:, )?)+)")


@dataclass(frozen=True)
class Case:
    """One `clm` block: where it stands, the project it is read in, and the facts expected of it."""

    name: str
    text: str
    project: str
    is_alone: bool
    facts: str
    is_judged: bool = False


def cases() -> Iterator[Case]:
    """The blocks of all chapters.

    `clm cny` reads a block in the Chinese project, `alone` without the shared text, `sense` with the checks of sense.
    """
    for chapter in sorted(FOLDER.glob("*.md")):
        text = chapter.read_text(encoding="utf-8")
        blocks = list(_BLOCK.finditer(text))
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            if block[1] != "clm":
                continue
            line = text.count("\n", 0, block.start()) + 1
            options = block[2].split()
            facts = following[3] if following is not None and following[1] == "expect" else ""
            project = "cny" if "cny" in options else "gbp"
            yield Case(f"{chapter.stem}:{line}", block[3], project, "alone" in options, facts, "sense" in options)


@cache
def project(name: str) -> Project:
    """The project `gbp` or `cny`."""
    read = read_project(Source(f"{name}.yaml", (FOLDER / "shared" / f"{name}.yaml").read_text(encoding="utf-8")))
    assert read.value is not None, [one.message("en") for one in read.diagnostics]
    days = read_days(FOLDER / "shared", read.value.day_files)
    assert days.value is not None, [one.message("en") for one in days.diagnostics]
    return replace(read.value, days=days.value)


def load(text: str, name: str = "gbp", *, is_alone: bool = False, is_judged: bool = False) -> Checked[Playbook | None]:
    """A text as a playbook of a project; kinds of declarations that it lacks come from the shared text."""
    sources = [Source("playbook.clm", text)]
    if not is_alone:
        sources.append(Source("shared.clm", "\n\n".join(_pieces_for(text, name))))
    documents = [parse(source) for source in sources]
    wanted = [imports(document.value) for document in documents]
    found = tuple(one for each in (*documents, *wanted) for one in each.diagnostics)
    taken = take_allowances([document.value for document in documents])
    playbook = resolve(taken.value[0], project(name))
    found += taken.diagnostics + playbook.diagnostics
    if is_judged and playbook.value is not None and not any(one.is_error for one in found):
        judged = sense(playbook.value, taken.value[0], project(name))
        found += tuple(one for one in judged if one.place is None or one.place.path != "shared.clm")
    return Checked(playbook.value, set_aside(found, taken.value[1]))


def said(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[int, str]]:
    """Line and id of each finding that is not allowed; line 0 is no place, line -1 the shared text."""
    places = ((one.place, one.code.id) for one in diagnostics if one.allowed is None)
    return sorted(
        (0 if place is None else place.line if place.path == "playbook.clm" else -1, code) for place, code in places
    )


def announced(text: str) -> list[tuple[int, str]]:
    """Line and id of each `# error: CLM202` in a block; in the first line `# error: nowhere CLM211` is no place."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        for comment in _SAID.finditer(line.replace("nowhere ", "")):
            line_number = 0 if "nowhere" in line else number
            found += [(line_number, code) for code in comment[1].split(", ")]
    return sorted(found)


def _pieces_for(text: str, name: str) -> Iterator[str]:
    declared = {kind for line in text.split("\n") for kind in _kinds(line)}
    for piece in (FOLDER / "shared" / f"{name}.clm").read_text(encoding="utf-8").split("\n\n"):
        if not _kinds(piece) & declared:
            yield piece


def _kinds(line: str) -> frozenset[str]:
    first = re.match(r"\w+", line)
    word = word_table().words.get(first[0]) if first else None
    return word.names if word is not None and "declarations" in word.roles else frozenset()
