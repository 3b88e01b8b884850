"""Text files written, staged and read back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from clmplan.data.sources.csv_source import stage_csv
from clmplan.data.sources.place import Place
from clmplan.data.sources.staged import Staged
from clmplan.model.project import SourceOptions


@dataclass(frozen=True)
class Result:
    """What became of files: rows and lines set aside in order, and the ids of what was found."""

    staged: Staged | None
    rows: list[tuple[object, ...]]
    aside: list[tuple[int, str, str]]
    codes: list[str]
    messages: list[str]

    def facts(self, file: int = 0) -> dict[str, str]:
        """How a file was read."""
        assert self.staged is not None, self.messages
        return dict(self.staged.facts[file].facts)

    @property
    def values(self) -> list[tuple[object, ...]]:
        """The rows without their lines."""
        return [row[1:] for row in self.rows]


def staged(folder: Path, *contents: bytes, wanted: tuple[str, ...] | None = None, **options: str) -> Result:
    """Files with these contents, staged together."""
    places = []
    for number, content in enumerate(contents):
        path = folder / f"file{number}.csv"
        path.write_bytes(content)
        places.append(Place(path, path.name, None))
    with duckdb.connect() as connection:
        found = stage_csv(connection, "t", places, wanted, SourceOptions(**options))
        codes = [one.code.id for one in found.diagnostics]
        messages = [one.message(locale) + one.help(locale) for one in found.diagnostics for locale in ("en", "zh")]
        if found.value is None:
            return Result(None, [], [], codes, messages)
        rows = connection.execute("SELECT * EXCLUDE (file) FROM t ORDER BY file, line").fetchall()
        aside = connection.execute("SELECT line, value, reason FROM t_aside ORDER BY file, line").fetchall()
        return Result(found.value, rows, aside, codes, messages)
