"""Every code of the program, found in the modules of this room."""

from __future__ import annotations

from clmplan.base import rooms
from clmplan.base.diagnostics import Code


def all_codes() -> tuple[Code, ...]:
    """All codes by id; ValueError when two share one."""
    return tuple(rooms.members("clmplan.codes", Code, lambda code: code.id).values())
