"""Every code of the program, found in the modules of this room."""

from __future__ import annotations

from clmplan.base import rooms
from clmplan.base.diagnostics import Code, Wording


def all_codes() -> tuple[Code, ...]:
    """All codes by id; ValueError when two share one."""
    return tuple(rooms.members("clmplan.codes", Code, lambda code: code.id).values())


def pattern(sentence: Wording, locale: str) -> str:
    """A sentence of a code without the values of a finding: `…` stands for what only a finding knows."""
    return (sentence.zh if locale == "zh" else sentence.en).format_map(_Places())


class _Places(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "…"
