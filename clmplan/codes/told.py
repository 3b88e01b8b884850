"""What the reference tells about a word: one sentence and an example, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from clmplan.base.diagnostics import Wording


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence on what a word means, and how it is written; the two examples mean the same."""

    meaning: Wording
    example: Wording


def told(english: str, chinese: str, example: str, chinese_example: str) -> Told:
    """A word told: the sentence in both languages, then the example in both."""
    return Told(Wording(english, chinese), Wording(example, chinese_example))
