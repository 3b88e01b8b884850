"""What schedules have in common whose days are the same for the whole audience."""

from __future__ import annotations

from datetime import date

from clmplan.model.expression import Expression


class ForEveryone:
    """A schedule without an anchor that waits for no stage."""

    __slots__ = ()

    @property
    def anchor(self) -> Expression | None:
        """None: the days are the same for everybody."""
        return None

    def anchors_on(self, day: date) -> frozenset[date]:  # noqa: ARG002 (the protocol asks for the day)
        """Nothing: there is no anchor."""
        return frozenset()

    @property
    def entering(self) -> tuple[str, str, int] | None:
        """None: it waits for no stage."""
        return None
