"""Staging a source in a test, and what it gave."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from clmplan.base.diagnostics import Diagnostic
from clmplan.base.progress import Progress, silent
from clmplan.data.sources.place import Place
from clmplan.data.sources.stage import stage
from clmplan.data.sources.staged import Staged
from clmplan.model.project import SourceOptions

PLAIN = SourceOptions()


@dataclass(frozen=True)
class Got:
    """What staging gave: rows are (file, line, text, …), aside rows (file, line, column, value, reason)."""

    staged: Staged | None
    found: tuple[Diagnostic, ...]
    rows: list[tuple[object, ...]]
    aside: list[tuple[object, ...]]

    @property
    def names(self) -> list[str]:
        return [one.code.name for one in self.found]

    @property
    def texts(self) -> list[tuple[object, ...]]:
        return [row[2:] for row in self.rows]

    def said(self) -> str:
        return " ".join(one.message(locale) + one.help(locale) for one in self.found for locale in ("en", "zh"))


def get(
    root: Path,
    file: str,
    wanted: tuple[str, ...] | None = ("id", "created"),
    options: SourceOptions = PLAIN,
    progress: Progress = silent,
) -> Got:
    """A source of a project folder, staged."""
    with duckdb.connect(":memory:", config={"autoinstall_known_extensions": False}) as connection:
        checked = stage(connection, "t", Place(root / file, file, None), wanted, options, progress)
        if checked.value is None:
            assert checked.has_errors
            got = Got(None, checked.diagnostics, [], [])
            assert got.said()
            return got
        rows = connection.execute("SELECT * FROM t ORDER BY file, line").fetchall()
        aside = connection.execute("SELECT * FROM t_aside ORDER BY file, line").fetchall()
        assert checked.value.rows == len(rows) + len(aside)
        return Got(checked.value, checked.diagnostics, rows, aside)
