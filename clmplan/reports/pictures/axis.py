"""Scales and axes."""

from __future__ import annotations

from dataclasses import dataclass

from clmplan.reports.drawing import FAINT, LINE, SOFTER, line, text
from clmplan.reports.views import Shape
from clmplan.reports.voice import decimals


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` laid on coordinates from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The coordinate of a value."""
        span = (self.high - self.low) or 1.0
        return self.start + (value - self.low) / span * (self.end - self.start)


def tick_text(value: float, step: float) -> str:
    """An axis number with the decimals its step needs."""
    digits = 0 if step >= 1 and step == int(step) else 1 if step >= 0.1 else 2
    return decimals(value, digits)


def upright_axis(scale: Scale, values: tuple[float, ...], left: float, right: float, unit: str = "") -> list[Shape]:
    """Level lines with their numbers at the left."""
    step = values[1] - values[0]
    shapes = []
    for value in values:
        y = scale.at(value)
        shapes.append(line(left, y, right, y))
        shapes.append(text(left - 8, y + 4, unit + tick_text(value, step), 11, SOFTER, anchor="end"))
    return shapes


def level_axis(scale: Scale, values: tuple[float, ...], top: float, bottom: float, before: str = "") -> list[Shape]:
    """Upright lines with their numbers below; zero is stronger."""
    step = values[1] - values[0]
    shapes = []
    for value in values:
        x = scale.at(value)
        shapes.append(
            line(x, top, x, bottom, cls="axis" if value == 0 else "rule", stroke=FAINT if value == 0 else LINE)
        )
        shapes.append(text(x, bottom + 16, before + tick_text(value, step), 11, SOFTER, anchor="middle"))
    return shapes
