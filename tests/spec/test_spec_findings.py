"""The chapter on findings is executed: what it prints is printed, and what it mends is mended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from clmplan.base.mend import mend
from clmplan.cli.findings.report import Report, lines
from clmplan.language.mend import with_fixes
from tests.spec.chapters import FOLDER, load

_BLOCK = re.compile(r"^```(clm|findings|fixed)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ROUNDS = 10


@dataclass(frozen=True)
class Shown:
    """A block with what is expected of the `clm` block before it."""

    name: str
    text: str
    project: str
    kind: str
    options: str
    expected: str


def shown() -> Iterator[Shown]:
    """Every `findings` and `fixed` block of the chapters."""
    for chapter in sorted(FOLDER.glob("*.md")):
        text, before = chapter.read_text(encoding="utf-8"), None
        for block in _BLOCK.finditer(text):
            if block[1] == "clm":
                before = block
                continue
            assert before is not None
            line = text.count("\n", 0, block.start()) + 1
            project = "cny" if "cny" in before[2] else "gbp"
            yield Shown(f"{chapter.stem}:{line}", before[3], project, block[1], block[2].strip(), block[3])


SHOWN = list(shown())


def cases(kind: str) -> pytest.MarkDecorator:
    wanted = [one for one in SHOWN if one.kind == kind]
    return pytest.mark.parametrize("case", wanted, ids=[one.name for one in wanted])


@cases("findings")
def test_a_chapter_prints_what_is_printed(case: Shown) -> None:
    report = Report(with_fixes(load(case.text, case.project).diagnostics), case.options or "en")
    printed = "\n".join(lines("full", report, lambda text, severity: text))
    assert case.expected.rstrip("\n") == printed.rstrip("\n")


@cases("fixed")
def test_a_chapter_shows_what_a_fix_makes_of_a_text(case: Shown) -> None:
    text = case.text
    for _ in range(_ROUNDS):
        found = with_fixes(load(text, case.project).diagnostics)
        text = mend(found, is_unsafe=case.options == "unsafe").texts.get("playbook.clm", text)
    assert case.expected == text


def test_there_is_something_to_execute() -> None:
    assert {"findings", "fixed"} == {one.kind for one in SHOWN}
