"""A model judged by days it has not seen: fitted on what was known before them, compared with what came."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 56  # days held back


@dataclass(frozen=True, slots=True)
class BackTest:
    """Order days, or amounts, of the last days of a history: forecast by a model fitted without them, and observed."""

    days: int
    forecast: float
    observed: float

    @property
    def error(self) -> float | None:
        """How much too high the forecast was, as a share of what came; None when nothing came."""
        return self.forecast / self.observed - 1.0 if self.observed else None


def back_test_days(history_days: int) -> int:
    """How many of the last days are held back: eight weeks, or a quarter of a shorter history."""
    return min(LONGEST, history_days // 4)
