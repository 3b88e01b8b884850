"""Where a source is, and how messages name it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from clmplan.base.source import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file is, and how messages name it; `at` is where the project file mentions it."""

    path: Path
    file: str
    at: Span | None
