"""Any source to columns of text in a table: each kind of file by its own reader, databases by their query."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.base.progress import Progress
from clmplan.codes.data import FILE_UNREADABLE
from clmplan.data.sources.csv_source import stage_csv
from clmplan.data.sources.database_source import read_query
from clmplan.data.sources.folder_source import source_files
from clmplan.data.sources.kinds import Kind, kind_of
from clmplan.data.sources.parquet_source import read_parquet
from clmplan.data.sources.place import Place
from clmplan.data.sources.sqlite_source import read_sqlite
from clmplan.data.sources.staged import Staged
from clmplan.data.sources.staging import Staging, other_columns
from clmplan.data.sources.xlsx_source import read_workbook
from clmplan.model.project import SourceOptions

if TYPE_CHECKING:
    import duckdb

Reader: TypeAlias = Callable[[Staging, Place, SourceOptions], tuple[Diagnostic, ...]]

_READERS: Mapping[Kind, Reader] = MappingProxyType(
    {Kind.WORKBOOK: read_workbook, Kind.PARQUET: read_parquet, Kind.SQLITE: read_sqlite}
)


def stage(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    place: Place,
    wanted: tuple[str, ...] | None,
    options: SourceOptions,
    progress: Progress,
) -> Checked[Staged | None]:
    """A source's wanted columns (None: all) as text in a table, or what stands in the way.

    `place` is a file, a folder, or a pattern with `*` in its last part. For a query it is not looked at. The
    connection must be allowed to read files; tables of an earlier call with the same name are replaced.
    """
    if options.query is not None:
        staging = Staging(connection, table, wanted, progress)
        mistakes = read_query(staging, place, options)
        return Checked(None, mistakes) if mistakes else Checked(staging.finish())
    files = source_files(place)
    kind = kind_of(files.value[0].file) if files.value else None
    if kind is None:
        return Checked(None, files.diagnostics)
    if kind is Kind.TEXT:
        return _alike(stage_csv(connection, table, files.value, wanted, options, progress), place)
    return _staged(Staging(connection, table, wanted, progress), _READERS[kind], files.value, options)


def _staged(staging: Staging, read: Reader, files: tuple[Place, ...], options: SourceOptions) -> Checked[Staged | None]:
    for place in files:
        try:
            mistakes = read(staging, place, options)
        except OSError:
            mistakes = (FILE_UNREADABLE.at(place.at, file=place.file),)
        if mistakes:
            return Checked(None, mistakes)
    return Checked(staging.finish())


def _alike(staged: Checked[Staged | None], place: Place) -> Checked[Staged | None]:
    """What was staged from text files, unless one has other columns than the first."""
    readings = staged.value.facts if staged.value is not None else ()
    mistakes = tuple(
        mistake
        for reading in readings[1:]
        for mistake in other_columns(
            reading.header, readings[0].header, replace(place, file=reading.file), readings[0].file
        )
    )
    return Checked(None, (*staged.diagnostics, *mistakes)) if mistakes else staged
