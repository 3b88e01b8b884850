"""The chapter about the formatter is executed: each `before` becomes its `after`, each language leads to the other."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from clmplan.base.source import Source
from clmplan.language.format.formatted import formatted

CHAPTER = Path(__file__).resolve().parents[2] / "spec" / "13-formatter.md"
_BLOCK = re.compile(r"^```(before|after|english|chinese|clm)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TEXT = CHAPTER.read_text(encoding="utf-8")
BLOCKS = [(TEXT.count("\n", 0, one.start()) + 1, one[1], one[2]) for one in _BLOCK.finditer(TEXT)]
PAIRS = [pair for pair in pairwise(BLOCKS) if (pair[0][1], pair[1][1]) in {("before", "after"), ("english", "chinese")}]


def laid_out(text: str, language: str | None = None) -> str:
    return formatted(Source("playbook.clm", text), language).value


@pytest.mark.parametrize(("first", "second"), PAIRS, ids=[f"{first[0]}-{first[1]}" for first, _ in PAIRS])
def test_the_chapter_keeps_its_word(first: tuple[int, str, str], second: tuple[int, str, str]) -> None:
    if first[1] == "before":
        assert second[2] == laid_out(first[2])
    else:
        assert second[2] == laid_out(first[2], "zh")
        assert first[2] == laid_out(second[2], "en")
        assert first[2] == laid_out(first[2])
    assert second[2] == laid_out(second[2])


@pytest.mark.parametrize("block", [block for block in BLOCKS if block[1] == "clm"], ids=lambda block: str(block[0]))
def test_what_the_chapter_shows_is_laid_out(block: tuple[int, str, str]) -> None:
    assert block[2] == laid_out(block[2])


def test_every_block_of_the_chapter_is_run() -> None:
    assert len(BLOCKS) == 2 * len(PAIRS) + sum(block[1] == "clm" for block in BLOCKS) > 15
