"""Drawing by hand: shapes, colours, the width of text, round axis numbers."""

from __future__ import annotations

from decimal import Decimal
from math import ceil, floor, log10
from typing import TypeAlias
from unicodedata import east_asian_width

from clmplan.reports.views import Shape
from clmplan.reports.voice import rounded

Attributes: TypeAlias = dict[str, str | float]
Tone: TypeAlias = tuple[str, str]

FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans', sans-serif"
INK, SOFT, LINE, OFF, PAPER, ALERT = "#1e293b", "#566070", "#dfe3e9", "#f1f3f6", "#ffffff", "#b91c1c"
PLAIN, FAINT, GOOD = "#475569", "#737c89", "#15703a"
# A tone is a colour and the class that changes it in the dark.
DARK: Tone = (INK, "ink")
SOFTER: Tone = (SOFT, "soft")
FAINTER: Tone = (FAINT, "faint")
WARNING: Tone = (ALERT, "alert")
WELL: Tone = (GOOD, "good")
WHITE: Tone = ("#ffffff", "on")
# Each carries white text at 4.5:1 or better.
PALETTE = (
    "#2563eb", "#0f766e", "#b45309", "#dc2626", "#7c3aed", "#4d7c0f",
    "#be185d", "#0e7490", "#0369a1", "#9333ea", "#a16207", "#4f46e5",
)  # fmt: skip
_ATTRIBUTE = {"cls": "class", "size": "font-size", "weight": "font-weight", "anchor": "text-anchor"}
_NARROW, _SLIM, _WIDE = frozenset("ijlI.,:;'| ·"), frozenset("frt()[]!-/"), frozenset("mwMWOQGD@%+<>&=≈")
_BOLD = 1.12


def colour(index: int) -> str:
    """The colour of the n-th thing; colours come round again, so words always stand beside them."""
    return PALETTE[index % len(PALETTE)]


def number(value: float) -> str:
    """A coordinate with at most one decimal."""
    text = f"{rounded(value, 1):f}"
    return text[:-2] if text.endswith(".0") else text


def rect(x: float, y: float, width: float, height: float, fill: str, *, tip: str = "", **more: str | float) -> Shape:
    """A rectangle."""
    own: Attributes = {"x": x, "y": y, "width": width, "height": height, "fill": fill}
    return _shape("rect", own | more, "", tip)


def line(
    x1: float, y1: float, x2: float, y2: float, stroke: str = LINE, *, cls: str = "rule", **more: str | float
) -> Shape:
    """A straight line."""
    own: Attributes = {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "stroke": stroke, "cls": cls}
    return _shape("line", own | more, "", "")


def text(x: float, y: float, words: str, size: int = 11, tone: Tone = DARK, **more: str | float) -> Shape:
    """A line of text; `y` is its baseline."""
    own: Attributes = {"x": x, "y": y, "size": size, "fill": tone[0], "cls": tone[1]}
    return _shape("text", own | more, words, "")


def circle(x: float, y: float, radius: float, fill: str, *, tip: str = "", **more: str | float) -> Shape:
    """A point."""
    own: Attributes = {"cx": x, "cy": y, "r": radius, "fill": fill}
    return _shape("circle", own | more, "", tip)


def polyline(points: list[tuple[float, float]], stroke: str, **more: str | float) -> Shape:
    """A line through points."""
    joined = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    own: Attributes = {"points": joined, "fill": "none", "stroke": stroke}
    return _shape("polyline", own | more, "", "")


def white(x: float, y: float, words: str, size: int = 11, **more: str | float) -> Shape:
    """A line of text on a strong colour."""
    return text(x, y, words, size, WHITE, **more)


def width_of(words: str, size: float, bold: bool = False) -> float:
    """About how wide a text is in a broad face, in user units; wide characters count one em."""
    return sum(_em(letter) for letter in words) * size * (_BOLD if bold else 1.0)


def fit(words: str, size: float, room: float, bold: bool = False) -> str:
    """A text cut to a width, with an ellipsis; empty when not even two letters fit."""
    if width_of(words, size, bold) <= room:
        return words
    kept = words
    while kept and width_of(kept + "…", size, bold) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…" if len(kept) > 1 else ""


def ticks(low: float, high: float, wanted: int = 5) -> tuple[float, ...]:
    """Round numbers that cover a range, zero included when the range touches it."""
    if high <= low:
        high = low + 1.0
    raw = (high - low) / wanted
    power = 10.0 ** floor(log10(raw))
    step = next((factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= raw * 0.999), 10 * power)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    exact = Decimal(str(step))
    return tuple(float(exact * index) for index in range(first, last + 1))


def _shape(tag: str, attributes: Attributes, words: str, tip: str) -> Shape:
    ready = tuple(
        (_ATTRIBUTE.get(name, name.replace("_", "-")), value if isinstance(value, str) else number(value))
        for name, value in attributes.items()
    )
    return Shape(tag, ready, words, tip)


def _em(letter: str) -> float:
    if east_asian_width(letter) in "WF":
        return 1.0
    if letter in _NARROW:
        return 0.33
    if letter in _SLIM:
        return 0.42
    if letter in _WIDE:
        return 0.92
    return 0.7 if letter.isupper() else 0.62
