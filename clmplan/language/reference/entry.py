"""One thing that can be written, as the reference tells it."""

from __future__ import annotations

from dataclasses import dataclass

from clmplan.base.diagnostics import Wording

TOPICS = ("declarations", "lines", "schedules", "functions", "conditions", "literals", "values", "days", "regions")
OUTSIDE = ""  # the place of lines that stand outside every declaration


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of a topic: what it means, how it is written, where it may stand.

    `places` are the declarations and blocks whose line it is; `english` and `chinese` all its spellings; `remarks` name
    what holds for a line; `facts` are sentences beyond the meaning; `see` are words to look up next; `words` are the
    canonical words inside the forms; `aliases` ask for the entry as well, such as the placeholders of forms.
    """

    topic: str
    name: str
    title: Wording
    meaning: Wording
    forms: tuple[Wording, ...] = ()
    examples: tuple[Wording, ...] = ()
    english: tuple[str, ...] = ()
    chinese: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    facts: tuple[Wording, ...] = ()
    see: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


def said(wording: Wording, locale: str) -> str:
    """A wording without places, in a language."""
    return wording.zh if locale == "zh" else wording.en
