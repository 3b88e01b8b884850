"""How far long work has come, on one line of a terminal that is gone when the work is done."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from clmplan.base.diagnostics import Wording
from clmplan.base.progress import Progress, silent

_PATIENCE, _PACE = 1.0, 0.1  # seconds before the line appears, and between two states of it
_CELLS = 24
_CLEAR = "\r\x1b[K"


class ProgressLine:
    """The line; it appears only when the work lasts."""

    def __init__(self, locale: str) -> None:
        self._locale = locale
        self._start = perf_counter()
        self._shown: float | None = None

    def __call__(self, what: Wording, done: int, total: int | None) -> None:
        """Show a state of the work, unless it is too early or the last state was shown just now."""
        now = perf_counter()
        if now - self._start < _PATIENCE or (self._shown is not None and now - self._shown < _PACE):
            return
        self._shown = now
        self._write(f"{_CLEAR}{self.text(what, done, total)}")

    def text(self, what: Wording, done: int, total: int | None) -> str:
        """A state of the work in words."""
        words = what.fill(self._locale, {"file": ""}).strip()
        if total is None:
            return f"{words} {done:,}"
        part = min(1.0, done / total) if total else 1.0
        filled = round(part * _CELLS)
        return f"{words} [{'#' * filled}{'.' * (_CELLS - filled)}] {part:4.0%}"

    def clear(self) -> None:
        """Take the line away."""
        if self._shown is not None:
            self._write(_CLEAR)

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


@contextmanager
def shown(locale: str) -> Iterator[Progress]:
    """Progress for a person at a terminal; silence anywhere else."""
    if not sys.stderr.isatty():
        yield silent
        return
    line = ProgressLine(locale)
    try:
        yield line
    finally:
        line.clear()
