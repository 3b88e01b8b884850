"""How far long work has come; whoever shows it decides whether and how."""

from __future__ import annotations

from typing import Protocol

from clmplan.base.diagnostics import Wording


class Progress(Protocol):
    """Told at every step of long work."""

    def __call__(self, what: Wording, done: int, total: int | None) -> None:
        """`done` of `total` units of some work are done; None: nobody knows how many there are."""
        ...


def silent(what: Wording, done: int, total: int | None) -> None:
    """Show nothing."""
